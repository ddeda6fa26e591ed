"""The people of an article: every name outside quotations, merged into one entry a person.

Forms of one name (Angelo Zino, M. Zino, Zino) become one entry with the fullest form, its role,
its affiliation and its gender, wherever the article states them. Guideline, section 2.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from claimtrack.quotations import lexicon, words
from claimtrack.quotations.lexicon import role_stems
from claimtrack.quotations.phrases import Mention, PhraseReader
from claimtrack.quotations.tokens import Tagger, tokenize
from claimtrack.quotations.words import Gender
from claimtrack.text import fold, iter_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["People", "Person", "find_people"]


@dataclass(slots=True)
class Person:
    """One named source: its forms and what the article says of it.

    ``places`` are (offset, salient) of its mentions; a mention governed by a preposition
    (*à Mark Zuckerberg*) is not salient: a pronoun seldom refers to it.
    """

    name: str
    keys: tuple[str, ...]
    role: str | None = None
    affiliation: str | None = None
    gender: Gender | None = None
    human: bool = False
    places: list[tuple[int, bool]] = field(default_factory=list)

    def last_before(self, at: int, *, salient: bool) -> int | None:
        """Return where the last mention before offset ``at`` stands, a salient one if asked."""
        for index in range(bisect_left(self.places, (at, False)) - 1, -1, -1):
            place, is_salient = self.places[index]
            if is_salient or not salient:
                return place
        return None

    @property
    def surname(self) -> str:
        """The last word of the name, folded."""
        return self.keys[-1]


class People:
    """The registry: finds the entry of a name and adds what a mention tells."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.entries: list[Person] = []
        self._lexicon = lexicon.load(lang)

    def add(self, mention: Mention, *, salient: bool, human: bool) -> Person | None:
        """Add a name mention; return its entry."""
        if mention.name is None:
            return None
        keys = name_keys(mention.name)
        if not keys:
            return None
        gender = mention.agreement.gender or self.role_gender(mention.role)
        titled = mention.text.split()[0].lower() in words.load(self.lang).titles
        entry = self._matching(keys, gender, mention.start)
        if entry is None:
            entry = Person(mention.name, keys)
            self.entries.append(entry)
        elif len(keys) > len(entry.keys):
            entry.name, entry.keys = mention.name, keys
        entry.role = entry.role or mention.role
        entry.affiliation = entry.affiliation or mention.affiliation
        entry.gender = entry.gender or gender or given_name_gender(entry.keys[0], len(entry.keys))
        entry.human = entry.human or human or titled or mention.role is not None
        insort(entry.places, (mention.start, salient))
        return entry

    def find(self, mention: Mention) -> Person | None:
        """Return the entry of a name mention, or None."""
        keys = name_keys(mention.name or mention.text)
        return self._matching(keys, mention.agreement.gender, mention.start) if keys else None

    def _matching(self, keys: tuple[str, ...], gender: Gender | None, at: int) -> Person | None:
        """Return the entry with the same surname and no conflicting given name or gender."""
        same = [
            e
            for e in self.entries
            if e.keys == keys
            or (len(keys) < len(e.keys) and _is_part(keys, e.keys))
            or (len(e.keys) < len(keys) and _is_part(e.keys, keys) and len(e.keys) == 1)
            or _initials_agree(keys, e.keys)
        ]
        if gender is not None:
            same = [e for e in same if e.gender in (None, gender)] or same
        exact = [e for e in same if e.keys == keys]
        if exact and len(keys) > 1:
            return exact[0]
        if len(same) < 2:
            return same[0] if same else None
        before = [
            (place, e) for e in same if (place := e.last_before(at + 1, salient=False)) is not None
        ]
        if before:
            return max(before, key=lambda found: found[0])[1]
        return max(same, key=lambda e: e.places[-1][0])

    def role_gender(self, role: str | None) -> Gender | None:
        """Return the gender a role's form tells: *directrice* f, *directeur* m, *analyste* none."""
        if role is None or self.lang != "fr":
            return None
        head = next((w for w in role.split() if self._lexicon.is_role(w)), None)
        if head is None:
            return None
        base = fold(head)
        if base in self._lexicon.roles:
            return None if base.endswith(("e", "eur")) and base not in ("directeur",) else "m"
        return "f" if base.endswith("e") else None

    def humans(self) -> list[Person]:
        """Return the entries that are people, as far as the article tells."""
        return [e for e in self.entries if e.human]


def find_people(text: str, masked: str, doc: Doc, lang: str) -> People:
    """Return the registry of all names that stand outside quotations."""
    people = People(lang)
    tagger = Tagger(doc)
    persons = sorted((e.start_char, e.end_char) for e in doc.ents if e.label_ == "PER")
    found: list[tuple[Mention, bool, bool]] = []
    for start, end in iter_sentences(masked):
        tokens = tokenize(masked, start, end, lang, tagger)
        reader = PhraseReader(text, tokens, lang)
        found.extend(_names(reader, persons))
    # full names first, so that a surname finds the person it is short for
    for mention, salient, human in sorted(
        found, key=lambda f: (len(name_keys(f[0].name or "")) < 2, f[0].start)
    ):
        people.add(mention, salient=salient, human=human)
    affiliations = [(e, set(name_keys(e.affiliation))) for e in people.entries if e.affiliation]
    for entry in people.entries:  # the cabinet Tessier Dasque is nobody
        if any(e is not entry and keys >= set(entry.keys) for e, keys in affiliations):
            entry.human = False
    return people


def _names(
    reader: PhraseReader, persons: Sequence[tuple[int, int]]
) -> Iterable[tuple[Mention, bool, bool]]:
    tokens, w = reader.tokens, reader.words
    i = 0
    while i < len(tokens):
        mention = None
        if tokens[i].kind == "word" and (
            tokens[i].capitalised or tokens[i].lower in w.determiners or tokens[i].lower in w.titles
        ):
            mention = reader.mention_at(i)
        if mention is None or mention.name is None:
            i += 1
            continue
        governed = i > 0 and tokens[i - 1].lower in w.prepositions
        named_after = i > 0 and w.is_organisation(tokens[i - 1].text)
        keys = name_keys(mention.name)
        known = bool(keys) and given_name_gender(keys[0], len(keys)) is not None
        nearest = bisect_left(persons, (mention.end, 0)) - 1  # entities do not overlap
        tagged = nearest >= 0 and mention.start < persons[nearest][1]
        human = len(keys) > 1 and (known or tagged or reader.lang == "en")
        organisation = not w.company_words.isdisjoint(keys) or any(
            w.is_organisation(key) for key in keys
        )
        yield mention, not governed, human and not (organisation or named_after)
        after = next((k for k in range(i, len(tokens)) if tokens[k].start >= mention.end), None)
        i = max(i + 1, after if after is not None else len(tokens))


def name_keys(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, titles left out."""
    titles = words.load("fr").titles.keys() | words.load("en").titles.keys()
    parts = [p for p in fold(name).replace("'", " ").split() if p not in titles]
    return tuple(p.strip(".,") for p in parts if p.strip(".,"))


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether ``short`` is the end of ``full``, or its one given name."""
    return full[-len(short) :] == short or (len(short) == 1 and short[0] == full[0])


def _initials_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return (
        len(one) > 1
        and len(other) > 1
        and one[-1] == other[-1]
        and (len(one[0]) == 1 or len(other[0]) == 1)
        and one[0][0] == other[0][0]
    )


@cache
def _given_names() -> dict[str, Gender]:
    source = files("claimtrack.quotations") / "lexicons" / "given_names.yaml"
    data = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {name: gender for gender, names in data.items() for name in names.split()}


def given_name_gender(name: str, parts: int) -> Gender | None:
    """Return the gender a given name usually tells; None for a surname alone."""
    if parts < 2:
        return None
    known = _given_names()
    return known.get(name) or known.get(name.split("-")[0])


def akin_role(one: str | None, other: str | None) -> bool:
    """Return whether two role phrases share a root: *professeure d'économie*, *l'économiste*."""
    if not one or not other:
        return False

    def roots(phrase: str) -> set[str]:
        words = fold(phrase).replace("'", " ").split()
        return {word[:6] for word in words if len(word) > 6}

    return not roots(one).isdisjoint(roots(other))


def same_role(one: str | None, other: str | None) -> bool:
    """Return whether two role phrases share a head: *analyste chez X* and *l'analyste*."""
    if not one or not other:
        return False
    heads = {stem for word in one.split() for stem in role_stems(word)}
    return any(not heads.isdisjoint(role_stems(word)) for word in other.split() if len(word) > 3)
