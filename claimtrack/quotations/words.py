"""Closed word classes of a language: determiners, pronouns, titles, prepositions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from claimtrack.text import fold

__all__ = ["Agreement", "Gender", "Words", "load"]

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a word says of its referent: gender (None when it says nothing) and number."""

    gender: Gender | None = None
    plural: bool = False


@dataclass(frozen=True)
class Words:
    """The closed classes of one language; every entry is in lower case."""

    clitics: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: dict[str, Agreement]
    determiners: frozenset[str]
    plural_determiners: frozenset[str]
    feminine_determiners: frozenset[str]
    masculine_determiners: frozenset[str]
    anaphoric_determiners: frozenset[str]
    indefinites: frozenset[str]
    titles: dict[str, Agreement]
    particles: frozenset[str]
    at: frozenset[str]
    of: frozenset[str]
    in_prepositions: frozenset[str]
    other_prepositions: frozenset[str]
    relatives: frozenset[str]
    continuations: frozenset[str]
    organisations: frozenset[str]
    times: frozenset[str]
    told: frozenset[str]
    bare_clause: frozenset[str]

    @property
    def prepositions(self) -> frozenset[str]:
        """Every preposition."""
        return self.at | self.of | self.in_prepositions | self.other_prepositions

    def is_organisation(self, word: str) -> bool:
        """Return whether a common noun names an organisation."""
        base = fold(word)
        return base in self.organisations or base.removesuffix("s") in self.organisations


@cache
def load(lang: str) -> Words:
    """Return the closed classes of ``lang`` (``fr`` or ``en``)."""
    source = files("claimtrack.quotations") / "lexicons" / f"{lang}.yaml"
    data: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))

    def word_set(key: str) -> frozenset[str]:
        return frozenset(data[key].split())

    def agreements(key: str) -> dict[str, Agreement]:
        return {word: Agreement(**features) for word, features in data[key].items()}

    return Words(
        clitics=word_set("clitics"),
        auxiliaries=word_set("auxiliaries"),
        pronouns=agreements("pronouns"),
        determiners=word_set("determiners"),
        plural_determiners=word_set("plural_determiners"),
        feminine_determiners=word_set("feminine_determiners"),
        masculine_determiners=word_set("masculine_determiners"),
        anaphoric_determiners=word_set("anaphoric_determiners"),
        indefinites=word_set("indefinites"),
        titles=agreements("titles"),
        particles=word_set("particles"),
        at=word_set("at"),
        of=word_set("of"),
        in_prepositions=word_set("in_prepositions"),
        other_prepositions=word_set("other_prepositions"),
        relatives=word_set("relatives"),
        continuations=word_set("continuations"),
        times=word_set("times"),
        told=word_set("told"),
        bare_clause=frozenset(data.get("bare_clause", "").split()),
        organisations=frozenset(fold(word) for word in data["organisations"].split()),
    )
