"""Which language an article is in."""

from __future__ import annotations

from typing import Literal

__all__ = ["SUPPORTED", "Language", "detect"]

Language = Literal["fr", "en"]

#: The languages quotations are read in.
SUPPORTED: tuple[Language, ...] = ("fr", "en")

# Enough to be sure of the language of a news text; keeps the cost independent of its length.
_SAMPLE_CHARACTERS = 4000


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of ``text``, of some hundred told apart."""
    import py3langid

    code, _ = py3langid.classify(text[:_SAMPLE_CHARACTERS])
    return str(code)
