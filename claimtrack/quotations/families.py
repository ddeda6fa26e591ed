"""Families of roles: whether *l'élue* can take up a mayor, *la chercheuse* a sociologist.

The words stand in ``lexicons/families.yaml``; French only.
"""

from __future__ import annotations

from functools import cache

from claimtrack.datafiles import read_yaml
from claimtrack.quotations.lexicon import role_stems
from claimtrack.text import fold

__all__ = ["is_general", "kindred", "unlike"]

# The first families of the list: the elected, members of a government, those who lead.
_LEADING = frozenset([0, 1, 2])


@cache
def _families() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return (stems of the general words, stems of all words) of each family."""
    found = []
    for line in read_yaml("claimtrack.quotations", "families"):
        general, _, special = line.partition("|")
        words = frozenset(s for word in general.split() for s in role_stems(word))
        found.append((words, words | {s for word in special.split() for s in role_stems(word)}))
    return tuple(found)


@cache
def _of(role: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the families in which the head of a role is general, and all that it is in."""
    parts = fold(role).replace("'", " ").removeprefix("ex-").split()
    for part in parts[:2]:
        stems = role_stems(part)
        held = frozenset(n for n, (_, every) in enumerate(_families()) if stems & every)
        if held:
            general = {n for n, (words, _) in enumerate(_families()) if stems & words}
            return frozenset(general), held
    return frozenset(), frozenset()


def is_general(role: str | None) -> bool:
    """Return whether a description is a general one: *l'élue*, *le dirigeant*."""
    return role is not None and bool(_of(role)[0])


def kindred(description: str | None, role: str | None) -> bool:
    """Return whether a general description can take up somebody of this role."""
    if not description or not role:
        return False
    return not _of(description)[0].isdisjoint(_of(role)[1])


def unlike(description: str | None, role: str | None) -> bool:
    """Return whether two roles are of families that have nothing in common.

    Whoever leads or was elected also has a trade: *la patronne* may be *la banquière*.
    """
    if not description or not role:
        return False
    one, other = _of(description)[1], _of(role)[1]
    if not _LEADING.isdisjoint(one | other):
        return False
    return bool(one) and bool(other) and one.isdisjoint(other)
