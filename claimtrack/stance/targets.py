"""What a stance is measured toward."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["DEFAULT_TARGET", "NAME", "proper_names"]

#: The target of ``claimtrack.load()`` when none is given (guideline, section 4).
DEFAULT_TARGET: Final = "les dépenses de Meta dans l'intelligence artificielle"

#: A proper name as targets hold them: capitalised, of three letters or more, not AI or IA.
NAME: Final = re.compile(r"\b[A-ZÀ-Ý][\w-]{2,}\b")


def proper_names(text: str) -> set[str]:
    """Return the proper names in ``text``, case-folded: the parties that a target speaks of."""
    return {name.casefold() for name in NAME.findall(text)}
