"""The cue lexicons: reporting verbs by construction, *selon*-like prepositions, role nouns.

The words stand in ``lexicons/*.yaml``; here they become look-up tables of inflected forms.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from claimtrack.datafiles import read_yaml
from claimtrack.quotations.conjugation import VerbForm, forms
from claimtrack.text import fold

__all__ = ["Lexicon", "VerbReading", "load"]

_VERB_GROUPS = (
    "incise",
    "clause",
    "infinitive",
    "de_infinitive",
    "whether",
    "interrogative",
    "attribute",
    "phrase",
    "reflexive_attribute",
)


# Endings that name people only: économiste, sismologue, photographe.
_ROLE_SUFFIXES = {
    "fr": ("iste", "istes", "logue", "logues"),
    "en": ("ologist", "ologists", "economist"),
}
# Endings of French participles, which are roles only where a list spells them so: retraité.
_PARTICIPLE = re.compile(r"ée?s?$")
# First parts of compounds that leave the noun what it is.
_ROLE_PREFIXES = frozenset(["ex", "vice", "co", "sous", "neo", "archi", "self"])


@dataclass(frozen=True, slots=True)
class VerbReading:
    """One reading of a form: its verb, what form it is, which constructions the verb takes."""

    lemma: str
    form: VerbForm
    constructions: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """The reporting words of one language."""

    lang: str
    verbs: dict[str, tuple[VerbReading, ...]]
    compounds: dict[str, tuple[tuple[str, ...], ...]]
    compound_complements: dict[tuple[str, ...], frozenset[str]]
    events: frozenset[str]
    prepositions: dict[str, str]
    roles: frozenset[str]
    no_roles: frozenset[str]
    participles: frozenset[str] = frozenset()
    roles_as_nouns: frozenset[str] = frozenset()
    roles_beside_names: frozenset[str] = frozenset()

    def readings(self, word: str) -> tuple[VerbReading, ...]:
        """Return the readings of a word as a reporting verb; empty when it is none."""
        return self.verbs.get(word.lower().replace("’", "'"), ())

    def is_role(self, word: str) -> bool:
        """Return whether a word names a person by what he or she does, in any gender or number."""
        if word.lower() in self.no_roles:
            return False
        if self._is_other_participle(word):
            return False
        suffixes = _ROLE_SUFFIXES.get(self.lang, ())
        if not self.roles.isdisjoint(role_stems(word)) or fold(word).endswith(suffixes):
            return True
        first, hyphen, rest = word.partition("-")
        if not hyphen:
            return False
        # ex-ministre, vice-présidente, médecin-chef
        return self.is_role(rest) if fold(first) in _ROLE_PREFIXES else self.is_role(first)

    def _is_other_participle(self, word: str) -> bool:
        """Return whether only its accent tells a participle from a role: *jugée*, *juge*."""
        participle = _PARTICIPLE.search(word.lower())
        if participle is None or self.lang != "fr":
            return False
        return self.participles.isdisjoint(role_stems(word[: participle.start() + 1]))

    def may_be_role(self, word: str) -> bool:
        """Return whether a word names a person beside a name or as a predicate: *auxiliaire*."""
        if self._is_other_participle(word):
            return False
        return self.is_person(word) or not self.roles_beside_names.isdisjoint(role_stems(word))

    def is_person(self, noun: str) -> bool:
        """Return whether a word, known to be a noun, names a person: *le prévenu*, *l'opposant*."""
        if self._is_other_participle(noun):
            return False
        return self.is_role(noun) or not self.roles_as_nouns.isdisjoint(role_stems(noun))


@lru_cache(maxsize=2**15)
def role_stems(word: str) -> frozenset[str]:
    """Return keys shared by the masculine, feminine, singular and plural of a role noun."""
    base = fold(word).strip(".-")
    singular = base[:-1] if base.endswith(("s", "x")) and len(base) > 3 else base
    stems = {base, singular}
    for feminine, masculine in (
        ("teuse", "teur"),
        ("trice", "teur"),
        ("euse", "eur"),
        ("ienne", "ien"),
        ("onne", "on"),
        ("ere", "er"),
        ("ive", "if"),
        ("esse", "e"),
        ("elle", "el"),
    ):
        if singular.endswith(feminine):
            stems.add(singular.removesuffix(feminine) + masculine)
    if singular.endswith("e"):
        stems.add(singular[:-1])
    return frozenset(stems)


@cache
def load(lang: str) -> Lexicon:
    """Return the lexicon of ``lang`` (``fr`` or ``en``)."""
    data = read_yaml("claimtrack.quotations", lang)
    groups: dict[str, set[str]] = defaultdict(set)
    for group in _VERB_GROUPS:
        for verb in _verbs(data.get(group, "")):
            groups[verb].add(group)
    compounds: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for verb, tails in data.get("compounds", {}).items():
        groups[_bare(verb)].add("compound")
        compounds[_bare(verb)].extend(tuple(tail.split()) for tail in tails)
    for verb in data.get("expectation", {}):
        groups[_bare(verb)].add("expectation")
    compound_complements: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, entries in data.get("complements", {}).items():
        for verb in entries.split():
            # s'inquiéter de NP, not inquiéter; mettre_en_garde is a compound
            reflexive = verb.startswith(("se_", "s'"))
            bare, *tail = verb.removeprefix("se_").removeprefix("s'").split("_")
            kind = f"se_{name}" if reflexive else name
            if tail:
                groups[bare].add("compound")
                compounds[bare].append(tuple(tail))
                compound_complements[(bare, *tail)].add(kind)
            else:
                groups[bare].add(kind)
    readings: dict[str, list[VerbReading]] = defaultdict(list)
    irregular = data.get("irregular", {})
    occupations = _occupations() if lang == "fr" else {}
    for verb, constructions in groups.items():
        inflected = forms(verb) if lang == "fr" else _english_forms(verb, irregular.get(verb))
        for form, kind in dict.fromkeys(inflected):
            readings[form].append(VerbReading(verb, kind, frozenset(constructions)))
    return Lexicon(
        lang=lang,
        verbs={form: tuple(found) for form, found in readings.items()},
        compounds={verb: tuple(dict.fromkeys(tails)) for verb, tails in compounds.items()},
        compound_complements={
            words: frozenset(kinds) for words, kinds in compound_complements.items()
        },
        events=frozenset(
            f"{verb} {noun}"
            for verb, nouns in data.get("events", {}).items()
            for noun in nouns.split()
        ),
        prepositions={
            words: kind for kind, entries in data["prepositions"].items() for words in entries
        },
        no_roles=frozenset(data.get("no_roles_by_ending", "").split()),
        roles=_folded(data["roles"]) | _folded(occupations.get("roles", "")),
        participles=_folded(
            " ".join(
                word
                for entries in (data["roles"], data.get("no_roles", ""), *occupations.values())
                for word in entries.split()
                if _PARTICIPLE.search(word)
            )
        ),
        roles_as_nouns=_folded(occupations.get("roles_as_nouns", "")),
        roles_beside_names=_folded(occupations.get("roles_beside_names", "")),
    )


def _occupations() -> dict[str, str]:
    found: dict[str, str] = read_yaml("claimtrack.quotations", "occupations")
    return found


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def _verbs(words: str) -> Iterator[str]:
    """Yield the verbs of a list; a reflexive *se* before a verb is dropped."""
    for word in words.split():
        if word != "se":
            yield _bare(word)


def _bare(verb: str) -> str:
    return verb.removeprefix("se ").removeprefix("s'")


def _english_forms(verb: str, irregular: list[str] | None) -> Iterator[tuple[str, VerbForm]]:
    yield verb, "infinitive"
    if verb == "be":
        yield from ((form, "finite") for form in ("is", "are", "was", "were"))
        return
    if irregular:
        third, past, participle, present = irregular
    else:
        sibilant = verb.endswith(("s", "sh", "ch", "x", "z"))
        consonant_y = verb.endswith("y") and verb[-2] not in "aeiou"
        third = verb[:-1] + "ies" if consonant_y else verb + ("es" if sibilant else "s")
        past = verb[:-1] + "ied" if consonant_y else verb + ("d" if verb.endswith("e") else "ed")
        participle = past
        present = (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"
    yield third, "finite"
    yield past, "finite"
    yield verb, "finite"
    yield participle, "past_participle"
    yield present, "present_participle"
