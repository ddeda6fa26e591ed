"""Introductions: the people of an article and what it says of each, wherever it says it.

Names come first; then what clauses say of them (*X est analyste chez Y*) and the descriptions
that take a name up (*La patronne de Y ...*), each given to the person it means.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimtrack.quotations.antecedents import Antecedents
from claimtrack.quotations.given_names import given_name_gender
from claimtrack.quotations.institutions import Institutions
from claimtrack.quotations.mentions import Mention, RolePhrase
from claimtrack.quotations.people import (
    People,
    Person,
    akin_role,
    name_keys,
    same_role,
    shares_name,
)
from claimtrack.quotations.phrases import PhraseReader
from claimtrack.quotations.predicates import PredicateReader
from claimtrack.quotations.roles import is_weak_role
from claimtrack.quotations.tokens import Tagger, tokenize
from claimtrack.quotations.words import Gender
from claimtrack.text import iter_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_people"]

# How far back, in characters, a description takes up a name that has no role yet.
_REACH = 700
# Tokens that may follow a fronted role before the comma: *Gérante depuis 2019, X ...*.
_LONGEST_ADVERBIAL = 7
_LONGEST_REACH = 2500  # where only one person has no role


def find_people(text: str, masked: str, doc: Doc, lang: str) -> People:
    """Return the registry of all names that stand outside quotations."""
    tagger = Tagger(doc)
    persons = sorted((e.start_char, e.end_char) for e in doc.ents if e.label_ == "PER")
    readers = []
    for start, end in iter_sentences(masked):
        readers.append(PhraseReader(text, tokenize(masked, start, end, lang, tagger), lang))
    people = People(lang)
    found = [one for reader in readers for one in _names(reader, persons)]
    # full names first, so that a surname finds the person it is short for
    for mention, salient, human in sorted(
        found, key=lambda f: (len(name_keys(f[0].name or "")) < 2, f[0].start)
    ):
        people.add(mention, salient=salient, human=human)
    affiliations = [(e, set(name_keys(e.affiliation))) for e in people.entries if e.affiliation]
    for entry in people.entries:  # the cabinet Tessier Dasque is nobody
        if any(e is not entry and keys >= set(entry.keys) for e, keys in affiliations):
            entry.human = False
    _Introducer(text, people, lang).read(readers)
    people.institutions = Institutions(text, people, readers)
    people.institutions.settle()
    return people


def _names(
    reader: PhraseReader, persons: Sequence[tuple[int, int]]
) -> Iterator[tuple[Mention, bool, bool]]:
    """Yield (mention, whether it is salient, whether it names a person) of every name."""
    tokens, w = reader.tokens, reader.words
    predicates = PredicateReader(reader)
    fronted = _fronted(reader)
    i = 0
    while i < len(tokens):
        mention = None
        if fronted is not None and i < fronted.stop:
            i = fronted.stop
        if tokens[i].kind == "word" and (
            tokens[i].capitalised
            or tokens[i].lower in w.determiners
            or tokens[i].lower in w.titles
            or (reader.lang == "en" and reader.lexicon.is_role(tokens[i].text))
        ):
            mention = reader.mention_at(i)
        elif reader.lang == "fr" and tokens[i].lower in ("du", "au"):
            mention = reader.contracted_at(i)  # la nomination du gérant X
        if mention is None or mention.name is None:
            i += 1
            continue
        governed = i > 0 and tokens[i - 1].lower in w.prepositions
        if governed and i > 1 and tokens[i - 2].lower in ("celle", "celui", "voix"):
            governed = False  # « une voix ... C'est celle de X »
        named_after = i > 0 and w.is_organisation(tokens[i - 1].text)
        keys = name_keys(mention.name)
        known = bool(keys) and given_name_gender(keys[0], len(keys)) is not None
        nearest = bisect_left(persons, (mention.end, 0)) - 1  # entities do not overlap
        tagged = nearest >= 0 and mention.start < persons[nearest][1]
        human = len(keys) > 1 and (known or tagged or reader.lang == "en")
        organisation = not w.company_words.isdisjoint(keys) or any(
            w.is_organisation(key) for key in keys
        )
        if fronted is not None and i == fronted.stop:
            mention = _told(mention, fronted)
        if (
            not governed
            and (said := predicates.predicate_at(mention.stop, described=mention.role is not None))
            is not None
        ):
            mention = _told(mention, said)
        yield mention, not governed, human and not (organisation or named_after)
        after = next((k for k in range(i, len(tokens)) if tokens[k].start >= mention.end), None)
        i = max(i + 1, after if after is not None else len(tokens))


def _told(mention: Mention, said: RolePhrase) -> Mention:
    """Return ``mention`` with what a clause says of it, where nothing nearer says it."""
    return replace(
        mention,
        role=mention.role or said.role,
        affiliation=mention.affiliation or said.affiliation,
        institution=mention.institution if mention.institution is not None else said.institution,
    )


def _fronted(reader: PhraseReader) -> RolePhrase | None:
    """Return the role that opens a sentence before its name: *Gérant chez Y, X a vendu*.

    Its ``stop`` is the index where the name must begin.
    """
    tokens = reader.tokens
    if not tokens or tokens[0].lower in reader.words.determiners or not reader.begins_role(0):
        return None
    if reader.name_end(0) is not None:
        return None
    said = reader.role_at(0)
    limit = min(len(tokens) - 1, said.stop + _LONGEST_ADVERBIAL)
    comma = next((k for k in range(said.stop, limit) if tokens[k].text == ","), None)
    if said.role is None or comma is None:
        return None
    following = tokens[comma + 1]
    if not following.capitalised and following.lower not in reader.words.determiners:
        return None
    if any(t.finite for t in tokens[:comma]):
        return None
    return replace(said, role=said.role[0].lower() + said.role[1:], stop=comma + 1)


@dataclass(frozen=True, slots=True)
class _Description:
    """A description of one person, and whether a sentence can mean it as its speaker."""

    mention: Mention
    said: RolePhrase
    gender: Gender | None
    speaks: bool


class _Introducer:
    """Gives descriptions to the people they mean, in reading order."""

    def __init__(self, text: str, people: People, lang: str) -> None:
        self.people = people
        self.lang = lang
        self.antecedents = Antecedents(text, people)
        self.pending: list[_Description] = []

    def read(self, readers: Sequence[PhraseReader]) -> None:
        """Read the article sentence by sentence."""
        for reader in readers:
            predicates = PredicateReader(reader)
            for i, token in enumerate(reader.tokens):
                if token.kind == "pronoun" or token.kind != "word":
                    continue
                if token.lower in reader.words.pronouns:
                    self._pronoun(reader, predicates, i)
                elif token.lower in reader.words.anaphoric_determiners:
                    self._description(reader, predicates, i)
        for description in self.pending:
            self._cataphor(description)

    def _pronoun(self, reader: PhraseReader, predicates: PredicateReader, i: int) -> None:
        """Read *Il est analyste chez Y*, *Chez Y, dont elle est la directrice, ...*."""
        agreement = reader.words.pronouns[reader.tokens[i].lower]
        if agreement.plural:
            return
        said = predicates.predicate_at(i + 1)
        if said is None:
            return
        at = reader.tokens[i].start
        entity = self.antecedents.most_recent(reader.tokens[0].start, agreement.gender)
        if entity is None or entity.person is None:
            return
        if i and reader.tokens[i - 1].lower == "dont" and said.affiliation is None:
            for k in range(i - 1):
                name, stop = reader.affiliation_at(k, i - 1)
                prepositions = reader.words.prepositions
                if name and stop >= i - 2 and reader.tokens[k].lower in prepositions:
                    said = replace(said, affiliation=name)
        self.people.tell(entity.person, said, at)

    def _description(self, reader: PhraseReader, predicates: PredicateReader, i: int) -> None:
        tokens, w = reader.tokens, reader.words
        if i and tokens[i - 1].lower in w.determiners:
            return
        mention = reader.mention_at(i)
        if mention is None or mention.kind != "noun" or mention.agreement.plural:
            return
        ordinals = w.ordinals_first | w.ordinals_second
        if mention.head in ordinals and i + 2 < len(tokens):
            said = predicates.predicate_at(i + 2)
            pair = self.antecedents.last_pair(mention.start) if said else None
            if said is not None and pair is not None:
                chosen = pair[0] if mention.head in w.ordinals_first else pair[1]
                self.people.tell(chosen, said, mention.start)
            return
        if mention.role is None or not self.people.can_describe(mention.role):
            return
        said = RolePhrase(mention.role, mention.affiliation, mention.institution, mention.stop)
        gender = mention.agreement.gender or self.people.role_gender(mention.role)
        description = _Description(mention, said, gender, self._speaks(reader, i))
        person = self._owner(reader, description)
        if person is not None:
            self.people.tell(person, said, mention.start)
            self.people.described[mention.start] = person
        elif (description.speaks or mention.affiliation is not None) and not is_weak_role(
            mention.role, self.lang
        ):
            self.pending.append(description)

    def _speaks(self, reader: PhraseReader, i: int) -> bool:
        """Return whether the phrase at ``i`` stands where a subject or a source does."""
        tokens, w = reader.tokens, reader.words
        if i == 0 or tokens[i].lower in w.demonstratives:
            return True
        before = tokens[i - 1]
        if before.kind != "word":
            return True
        if before.lower in ("out", "up", "back", "in") and reader.lang == "en":
            return i > 1 and bool(reader.lexicon.readings(tokens[i - 2].text))
        if before.lower in ("et", "mais", "que", "qu'", "and", "but", "that", "selon", "pour"):
            return True
        led = before.lower in w.of and i > 1
        if led or before.lower in ("d'après", "croire", "to", "écouter"):
            leads = tokens[i - 2].lower if before.lower in w.of | {"to"} else "croire"
            return leads in ("avis", "yeux", "croire", "according", "aveu")
        j = i - 1
        if not reader.lexicon.readings(tokens[j].text):
            return False
        while j > 0 and tokens[j - 1].lower in w.clitics | w.auxiliaries:
            j -= 1
        return j == 0 or tokens[j - 1].kind in ("punct", "quoted")

    def _owner(self, reader: PhraseReader, description: _Description) -> Person | None:
        """Return the person a description means, or None when it may be somebody not named yet."""
        mention, gender = description.mention, description.gender
        role = mention.role or ""
        humans = [p for p in self.people.humans() if gender is None or p.gender in (None, gender)]
        named = [p for p in humans if p.last_before(mention.start, salient=False) is not None]
        same = [p for p in named if same_role(role, p.role) or akin_role(role, p.role)]
        if mention.affiliation is not None:
            theirs = [p for p in same if shares_name(p.affiliation, mention.affiliation)]
            same = theirs or [p for p in same if p.affiliation is None]
            if not theirs and same and description.speaks:
                # « l'entraîneur de Castelbréac »: not the other coach, but the one just named
                same += [p for p in named if p.role is None and p.affiliation is None]
        if same:
            return self._latest(mention.start, gender, same)
        if not description.speaks:
            return None
        taken_up = self._taken_up(description, named)
        if taken_up is not None:
            return taken_up
        free = [p for p in named if p.role is None or is_weak_role(p.role, self.lang)]
        if mention.affiliation is not None:
            free = [
                p for p in free
                if p.affiliation is None or shares_name(p.affiliation, mention.affiliation)
            ]  # fmt: skip
        person = self._latest(mention.start, gender, free) if free else None
        reach = _REACH if len(free) > 1 else _LONGEST_REACH
        place = person.last_before(mention.start, salient=False) if person else None
        if person is None or place is None or mention.start - place > reach:
            return None
        if (mention.head or "") in reader.words.offices and mention.affiliation is None:
            last = self._latest(mention.start, gender, named)
            return person if last is person else None
        return person

    def _taken_up(self, description: _Description, named: list[Person]) -> Person | None:
        """Return the person just named whose second description adds an organisation."""
        mention, gender = description.mention, description.gender
        if mention.affiliation is None or not named:
            return None
        theirs = [
            p
            for p in named
            if shares_name(p.affiliation, mention.affiliation)
            and (p.role is None or is_weak_role(p.role, self.lang))
        ]
        if len(theirs) == 1:
            return theirs[0]
        last = self._latest(mention.start, gender, named)
        place = last.last_before(mention.start, salient=False) if last else None
        if last is None or place is None or last.affiliation is not None:
            return None
        near = mention.start - place < (_REACH if gender and last.gender == gender else _REACH // 2)
        return last if near else None

    def _latest(self, at: int, gender: Gender | None, among: list[Person]) -> Person | None:
        entity = self.antecedents.most_recent(at, gender, among)
        if entity is not None:
            return entity.person
        return max(among, key=lambda p: p.last_before(at, salient=False) or 0)

    def _cataphor(self, description: _Description) -> None:
        """Give a description to the one person named later whom nothing else describes."""
        mention, gender = description.mention, description.gender
        if mention.determiner in ("son", "sa", "his", "her", "its", "leur", "their"):
            return
        known = [p for p in self.people.humans() if same_role(mention.role, p.role)]
        if known and mention.affiliation is None:
            return
        free = [
            p
            for p in self.people.humans()
            if p.role is None
            and len(p.keys) > 1
            and p.places[-1][0] > mention.start
            and (gender is None or p.gender in (None, gender))
        ]
        certain = [p for p in free if p.gender is not None and p.gender == gender] or free
        if len(certain) == 1:
            self.people.tell(certain[0], description.said, mention.start)
            self.people.described[mention.start] = certain[0]
