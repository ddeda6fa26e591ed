"""Names: every name an article writes outside quotations, and what stands beside each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.quotations.given_names import given_name_gender, is_given_name
from claimtrack.quotations.mentions import Mention, RolePhrase
from claimtrack.quotations.people import People, name_keys
from claimtrack.quotations.phrases import PhraseReader
from claimtrack.quotations.predicates import PredicateReader
from claimtrack.quotations.tokens import Tagger, tokenize
from claimtrack.text import iter_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_names", "fronted_role", "hear"]

# Tokens that may follow a fronted role before the comma: *Gérante depuis 2019, X ...*.
_LONGEST_ADVERBIAL = 7


def find_names(text: str, masked: str, doc: Doc, lang: str) -> tuple[People, list[PhraseReader]]:
    """Return the registry of all names that stand outside quotations, and readers of sentences."""
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
    return people, readers


def hear(people: People, mentions: Iterable[Mention | None]) -> None:
    """Add the names of sources: those of incises stand inside quotation marks, unseen so far."""
    for mention in mentions:
        if mention is None or mention.name is None:
            continue
        entry = people.find(mention)
        if entry is not None and any(place == mention.start for place, _ in entry.places):
            continue
        keys = name_keys(mention.name)
        human = len(keys) > 1 and is_given_name(keys[0])
        people.add(mention, salient=True, human=human)
    affiliations = [(e, set(name_keys(e.affiliation))) for e in people.entries if e.affiliation]
    for entry in people.entries:  # the cabinet Tessier Dasque is nobody
        if any(e is not entry and keys >= set(entry.keys) for e, keys in affiliations):
            entry.human = False


def _names(
    reader: PhraseReader, persons: Sequence[tuple[int, int]]
) -> Iterator[tuple[Mention, bool, bool]]:
    """Yield (mention, whether it is salient, whether it names a person) of every name."""
    tokens, w = reader.tokens, reader.words
    predicates = PredicateReader(reader)
    fronted = fronted_role(reader)
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
        located = governed and tokens[i - 1].lower in w.locating and reader.lang == "fr"
        if located and tokens[i].lower in w.determiners:
            # Retirée dans le Perche, l'ancienne trésorière: a place has no role
            mention = replace(mention, role=None, affiliation=None, institution=None)
        named_after = i > 0 and w.is_organisation(tokens[i - 1].text)
        keys = name_keys(mention.name or "")
        known = bool(keys) and given_name_gender(keys[0], len(keys)) is not None
        nearest = bisect_left(persons, (mention.end, 0)) - 1  # entities do not overlap
        tagged = nearest >= 0 and mention.start < persons[nearest][1]
        human = len(keys) > 1 and (known or tagged or reader.lang == "en")
        human = human or (len(keys) == 1 and is_given_name(keys[0]) and _aged(reader, mention))
        organisation = not w.company_words.isdisjoint(keys) or any(
            w.is_organisation(key) for key in keys
        )
        if fronted is not None and i == fronted.stop:
            mention = _told(mention, fronted)
        said = None
        if not governed:
            gender = (
                mention.agreement.gender or given_name_gender(keys[0], len(keys)) if keys else None
            )
            described = mention.role is not None
            said = predicates.predicate_at(mention.stop, described=described, gender=gender)
        if said is not None:
            mention = _told(mention, said)
        yield mention, not governed, human and not (organisation or named_after)
        after = next((k for k in range(i, len(tokens)) if tokens[k].start >= mention.end), None)
        i = max(i + 1, after if after is not None else len(tokens))


def _aged(reader: PhraseReader, mention: Mention) -> bool:
    """Return whether an age stands beside a given name alone: *Priscilla, 31 ans, ...*."""
    tokens = reader.tokens
    k = next((k for k in range(len(tokens)) if tokens[k].start >= mention.end), len(tokens))
    if k + 2 >= len(tokens) or tokens[k].text != "," or tokens[k + 1].kind != "number":
        return False
    return tokens[k + 2].lower in ("ans", "years") or tokens[k + 2].text in (",", ".")


def _told(mention: Mention, said: RolePhrase) -> Mention:
    """Return ``mention`` with what a clause says of it, where nothing nearer says it."""
    return replace(
        mention,
        role=mention.role or said.role,
        affiliation=mention.affiliation or said.affiliation,
        institution=mention.institution if mention.institution is not None else said.institution,
    )


def fronted_role(reader: PhraseReader) -> RolePhrase | None:
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
    known = following.lower in reader.words.determiners or following.lower in reader.words.pronouns
    if not following.capitalised and not known:
        return None
    if any(t.finite for t in tokens[:comma]):
        return None
    return replace(said, role=said.role[0].lower() + said.role[1:], stop=comma + 1)
