"""How much a role tells: a function most, a past one less, *le prévenu* least."""

from __future__ import annotations

from claimtrack.quotations import words
from claimtrack.text import fold

__all__ = ["is_weak_role", "role_strength"]

# The strength of a role that is somebody's function.
_FULL = 2


def is_weak_role(role: str, lang: str) -> bool:
    """Return whether any other role tells more: *expert*, *ancien courtier*, *responsable*."""
    return role_strength(role, lang) < _FULL


def role_strength(role: str, lang: str) -> int:
    """Return how much a role tells: a function most, a past one less, *le prévenu* least."""
    w = words.load(lang)
    parts = fold(role).replace("-", " ").split()
    if parts[0] in w.former:
        return 1
    if parts[0] in w.ranks or (lang == "fr" and len(parts) == 1 and parts[0] in w.no_roles):
        return 0
    head = parts[0] if lang == "fr" else parts[-1]
    vague = head in w.vague_roles and (len(parts) == 1 or head not in w.vague_alone)
    return 0 if vague else _FULL
