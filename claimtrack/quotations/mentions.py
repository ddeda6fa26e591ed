"""What the readers of noun phrases give: a mention of a source, a role with its affiliation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from claimtrack.quotations.words import NO_AGREEMENT, Agreement

__all__ = ["NO_ROLE", "Mention", "RolePhrase"]


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role as a phrase states it: *analyste chez Baird*, *directeur de l'établissement*.

    ``institution`` is the common noun of an organisation that the phrase does not name; an empty
    string where only a possessive points to it (*sa directrice*). ``stop`` is the index of the
    first token after the phrase.
    """

    role: str | None
    affiliation: str | None
    institution: str | None
    stop: int


# A complement that does not tell whose.
_HIDING = re.compile(r"\b(?:d['’]une?|of an?|at an?) ")

#: What a phrase without a role gives.
NO_ROLE = RolePhrase(None, None, None, 0)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point to a source.

    ``start`` and ``end`` are offsets in the article of the words nearest the cue; ``stop`` is the
    index of the first token after the phrase and its appositions. ``name`` is set for names,
    ``head`` for descriptions (*l'analyste de Baird* -> *analyste*).
    """

    start: int
    end: int
    stop: int
    kind: Literal["name", "pronoun", "noun"]
    text: str
    name: str | None = None
    head: str | None = None
    role: str | None = None
    affiliation: str | None = None
    institution: str | None = None
    agreement: Agreement = NO_AGREEMENT
    determiner: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether a complement hides who is meant: *le responsable d'un grand assureur*."""
        return _HIDING.search(self.text) is not None
