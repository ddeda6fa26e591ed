"""What a stance is measured toward."""

from __future__ import annotations

from typing import Final

__all__ = ["DEFAULT_TARGET"]

#: The target of ``claimtrack.load()`` when none is given (guideline, section 4).
DEFAULT_TARGET: Final = "les dépenses de Meta dans l'intelligence artificielle"
