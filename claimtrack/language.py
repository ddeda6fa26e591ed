"""Which language an article is in."""

from __future__ import annotations

from typing import Literal

__all__ = ["SUPPORTED", "Language", "detect"]

Language = Literal["fr", "en"]

#: The languages quotations are read in.
SUPPORTED: tuple[Language, ...] = ("fr", "en")

# Enough to be sure of the language of a news text; keeps the cost independent of its length.
_SAMPLE_CHARACTERS = 4000
# Under this many letters the guess among a hundred languages is often wrong.
_ENOUGH_LETTERS = 60


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of ``text``, of some hundred told apart.

    A text too short to be sure of is taken for the likelier of the supported languages.
    """
    import py3langid

    sample = text[:_SAMPLE_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    ranked = [str(code) for code, _ in py3langid.rank(sample)]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return next(code for code in ranked if code in SUPPORTED)
    return ranked[0]
