"""Given names: which words usually are one, and the gender that they tell."""

from __future__ import annotations

from functools import cache

from claimtrack.datafiles import read_yaml
from claimtrack.quotations.words import Gender
from claimtrack.text import fold

__all__ = ["given_name_gender", "is_given_name"]


@cache
def _given_names() -> dict[str, Gender]:
    data = read_yaml("claimtrack.quotations", "given_names")
    return {name: gender for gender, names in data.items() for name in names.split()}


def given_name_gender(name: str, parts: int) -> Gender | None:
    """Return the gender a given name usually tells; None for a surname alone."""
    if parts < 2:
        return None
    known = _given_names()
    return known.get(name) or known.get(name.split("-")[0])


def is_given_name(word: str) -> bool:
    """Return whether a word usually is a given name: *Anne*, *Jean-Eudes*."""
    return given_name_gender(fold(word).strip("."), 2) is not None
