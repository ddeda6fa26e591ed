"""One claim as its attributes read it: plain text, words, and what stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claimtrack.claims.lexicon import Lexicon
from claimtrack.claims.moods import is_past
from claimtrack.claims.words import Word, read_words
from claimtrack.text import unify_typography

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Reading", "read_claim", "reported_in_past"]

_LOOKBACK = 80  # characters before an indirect quotation that hold its reporting verb


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim's words; ``plain`` is its text with plain apostrophes and spaces, same offsets."""

    text: str
    plain: str
    words: tuple[Word, ...]
    lexicon: Lexicon
    parsed: bool
    published: date | None
    past_report: bool


def read_claim(
    text: str,
    doc: Doc,
    ranges: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    *,
    parsed: bool,
    published: date | None,
    past_report: bool,
) -> Reading:
    """Return the reading of the claim that some ranges of the article make."""
    joined = " ".join(text[start:end] for start, end in ranges)
    words = tuple(read_words(text, doc, ranges, lexicon))
    return Reading(joined, unify_typography(joined), words, lexicon, parsed, published, past_report)


def reported_in_past(text: str, doc: Doc, start: int, lexicon: Lexicon, *, parsed: bool) -> bool:
    """Return whether the quotation at an offset hangs on a past verb (*a ajouté que* ...).

    After a past verb, French and English put a conditional where the speaker said a future;
    after a present or with *selon*, the conditional is the hearsay of the press.
    """
    words = read_words(text, doc, [(max(0, start - _LOOKBACK), start)], lexicon)
    if not parsed:
        reports = lexicon.words("past_reports")
        return any(word.norm in reports for word in words[-6:])
    if not words or words[-1].norm not in {"que", "qu'", "qu"}:
        return False
    for index in range(len(words) - 2, -1, -1):
        word = words[index]
        if word.norm in {".", ";", "»"}:
            return False
        if word.finite:
            return is_past(words, index)
    return False
