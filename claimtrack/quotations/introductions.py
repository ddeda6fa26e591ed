"""Introductions: what an article says of each of its people, wherever it says it.

Names come first (``naming``); then what clauses say of them (*X est analyste chez Y*) and the
descriptions that take a name up (*La patronne de Y ...*), each given to the person it means.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimtrack.quotations import words
from claimtrack.quotations.antecedents import Antecedents
from claimtrack.quotations.families import is_general, kindred, unlike
from claimtrack.quotations.institutions import Institutions
from claimtrack.quotations.mentions import Mention, RolePhrase
from claimtrack.quotations.naming import fronted_role
from claimtrack.quotations.people import (
    People,
    Person,
    akin_role,
    same_role,
    shares_name,
)
from claimtrack.quotations.phrases import PhraseReader
from claimtrack.quotations.predicates import PredicateReader
from claimtrack.quotations.strength import is_weak_role, role_strength
from claimtrack.quotations.words import Gender
from claimtrack.text import fold

__all__ = ["introduce"]

# How far back, in characters, a description takes up a name that has no role yet.
_REACH = 700
_LONGEST_REACH = 2500  # where only one person has no role
# How soon the next sentence names whom *son entraîneur* announces, and what stands between.
_NEXT = 120
_NEXT_SENTENCE = re.compile(r"[^.!?]*[.!?]\s")


def introduce(text: str, people: People, readers: Sequence[PhraseReader]) -> None:
    """Give each person of the registry what the article says of him or her anywhere."""
    _Introducer(text, people, people.lang).read(readers)
    people.institutions = Institutions(text, people, readers)
    people.institutions.settle()


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
            self._fronted(reader)
            for i, token in enumerate(reader.tokens):
                if token.kind == "pronoun" or token.kind != "word":
                    continue
                if token.lower in reader.words.pronouns:
                    self._pronoun(reader, predicates, i)
                elif token.lower in reader.words.anaphoric_determiners:
                    self._description(reader, predicates, i)
        for description in self.pending:
            self._cataphor(description)

    def _fronted(self, reader: PhraseReader) -> None:
        """Read *Géographe à l'université Y, elle a ...*, *Infirmier, le quadragénaire a ...*."""
        said = fronted_role(reader)
        if said is None or reader.lang != "fr":
            return
        token = reader.tokens[said.stop]
        if token.lower in reader.words.pronouns:
            gender = reader.words.pronouns[token.lower].gender
        else:
            mention = reader.mention_at(said.stop)
            if mention is None or mention.kind != "noun" or mention.agreement.plural:
                return
            gender = mention.agreement.gender or self.people.role_gender(said.role)
        entity = self.antecedents.most_recent(reader.tokens[0].start, gender)
        if entity is not None and entity.person is not None:
            self.people.tell(entity.person, said, reader.tokens[0].start)

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
        if mention.is_hidden:
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
        if fold(mention.head or "") in w.firms and mention.affiliation is None:
            return  # le prestataire: a company
        said = RolePhrase(mention.role, mention.affiliation, mention.institution, mention.stop)
        called = self._called(reader, mention)
        if called is not None:
            self.people.tell(called, said, mention.start)
            called.human = True
            self.people.described[mention.start] = called
            return
        gender = mention.agreement.gender or self.people.role_gender(mention.role)
        description = _Description(mention, said, gender, self._speaks(reader, i))
        person = self._owner(reader, description)
        if person is None and mention.determiner in w.possessives:
            announced = self._announced(description)
            if announced is not None:
                self.people.tell(announced, replace(said, institution=""), mention.start)
                return
        if person is not None:
            self.people.tell(person, said, mention.start)
            self.people.described[mention.start] = person
            if description.speaks:
                insort(person.places, (mention.start, True))
            return
        first = not any(p.places and p.places[0][0] < mention.start for p in self.people.humans())
        telling = first or not is_weak_role(mention.role, self.lang)
        if (description.speaks or mention.affiliation is not None) and telling:
            self.pending.append(description)
            if first:
                self._cataphor(description)  # before anybody is named

    def _called(self, reader: PhraseReader, mention: Mention) -> Person | None:
        """Return the person of *L'élève en question s'appelle Mathis*."""
        tokens, w = reader.tokens, reader.words
        for k in range(mention.stop, min(len(tokens) - 1, mention.stop + 6)):
            readings = reader.lexicon.readings(tokens[k].text)
            if tokens[k].kind != "word" or tokens[k].capitalised:
                return None
            named = tokens[k].lower in w.self_namings or any(r.lemma in w.namings for r in readings)
            if named and tokens[k - 1].lower in ("s'", "se"):
                name = reader.name_at(k + 1)
                return self.people.find(name) if name is not None and name.name else None
        return None

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
        kin = [p for p in named if kindred(role, p.role)]
        former = fold(role.split()[0]) in reader.words.former or role.startswith("ex-")
        # l'ex-internationale tells what she was, not what her like are
        if is_general(role) and not former:  # l'élue: the mayor just named, not one far away
            same += [p for p in kin if p not in same]
        elif not same and not former:
            same = kin
        if mention.affiliation is not None:
            theirs = [p for p in same if shares_name(p.affiliation, mention.affiliation)]
            same = theirs or [p for p in same if p.affiliation is None]
            if not theirs and same and description.speaks:
                # « l'entraîneur de Castelbréac »: not the other coach, but the one just named
                same += [p for p in named if p.role is None and p.affiliation is None]
        if same:
            return self._latest(mention.start, gender, same)
        if not description.speaks or fold(role.split()[0]) in reader.words.magistrates:
            return None
        if mention.determiner in reader.words.possessives:
            # X affirme que son cardiologue ...: somebody else
            opening = reader.tokens[0].start
            named = [
                p for p in named if (p.last_before(mention.start, salient=False) or 0) < opening
            ]
            humans = [p for p in humans if p in named]
        if former:
            # l'ancien boulanger: what the one just named was before
            return self._just_named(mention, gender, named)
        humans = [p for p in humans if not unlike(role, p.role)]
        named = [p for p in named if not unlike(role, p.role)]
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
        office = not reader.words.offices.isdisjoint(fold(role).split())
        if "judiciaire" in role.split():
            return None  # whoever holds it
        if office and mention.affiliation is None:
            last = self._latest(mention.start, gender, named)
            return person if last is person else None
        return person

    def _just_named(
        self, mention: Mention, gender: Gender | None, named: list[Person]
    ) -> Person | None:
        """Return the person named last, near enough for another description."""
        person = self._latest(mention.start, gender, named) if named else None
        place = person.last_before(mention.start, salient=False) if person else None
        near = place is not None and mention.start - place < _REACH
        return person if near else None

    def _announced(self, description: _Description) -> Person | None:
        """Return who opens the next sentence: *Son entraîneur est prudent. Paul Sarre ...*."""
        at, gender = description.mention.end, description.gender
        for person in self.people.humans():
            first = person.places[0][0] if person.places else 0
            between = self.antecedents.text[at:first] if 0 < first - at < _NEXT else ""
            if not between or "\n" in between or not _NEXT_SENTENCE.fullmatch(between):
                continue
            free = person.role is None or is_weak_role(person.role, self.lang)
            if free and (gender is None or person.gender in (None, gender)):
                return person
        return None

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
        strength = role_strength(mention.role or "", self.lang) if mention.role else 0
        known = [p for p in self.people.humans() if same_role(mention.role, p.role)]
        if known and mention.affiliation is None:
            return
        if fold((mention.role or "").partition(" ")[0]) in words.load(self.lang).magistrates:
            strength = 0  # somebody on trial is none, whatever he or she was before
        free = [
            p
            for p in self.people.humans()
            if (p.role is None or role_strength(p.role, self.lang) < strength)
            and len(p.keys) > 1
            and p.places[-1][0] > mention.start
            and (gender is None or p.gender in (None, gender))
        ]
        certain = [p for p in free if p.gender is not None and p.gender == gender] or free
        if len(certain) == 1:
            self.people.tell(certain[0], description.said, mention.start)
            self.people.described[mention.start] = certain[0]
