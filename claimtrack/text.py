"""Paragraphs, sentences and typography, with offsets into the caller's text.

Nothing here changes the length of a text: a normalised text has the caller's offsets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

__all__ = [
    "fold",
    "iter_paragraphs",
    "iter_sentences",
    "legible",
    "strip_bounds",
    "unify_typography",
]

_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_TYPOGRAPHY = str.maketrans({"\u2019": "'", "\u02bc": "'", **dict.fromkeys(_SPACES, " ")})
_ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff]")
_PARAGRAPH = re.compile(r"[^\n\r\x85\u2028\u2029]+")

# Longer strings are not words or names that come again: their folded form is not kept.
_WORD_CHARACTERS = 80

# A sentence ends at a final mark, with the closing quotation marks and brackets after it,
# before a space and something that can open a sentence.
_SENTENCE_END = re.compile(
    r"(?:[.!?\u2026]+)(?:[\u00a0\u202f ]?[»”’'\"\)\]]+)*"
    r"(?=\s+[«“‘'\"\(\[—–-]*\s*[A-ZÀ-ÖØ-ÞŒ0-9\ufdd0])"  # U+FDD0 begins a blanked quotation
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Mgr|Me|Dr|Pr|St|Ste|Mr|Mrs|Ms|Prof|Gen|Sen|Rep|Gov|Jr|Sr|Inc|Corp"
    r"|Ltd|Co|cf|env|av|p|art|vs|No|n°|[A-Z])|\b[A-Z]\.[A-Z])\.$"
)


def fold(text: str) -> str:
    """Return ``text`` lower-cased and without accents, for comparing names (length may change)."""
    if text.isascii():
        return text.lower()
    return _fold(text) if len(text) <= _WORD_CHARACTERS else _fold.__wrapped__(text)


@lru_cache(maxsize=2**15)
def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def unify_typography(text: str) -> str:
    """Return ``text`` with plain apostrophes and plain spaces, character for character."""
    return text.translate(_TYPOGRAPHY)


def legible(text: str) -> str:
    """Return ``text`` with control characters and lone surrogates as spaces, same length.

    Parsers and tokenizers refuse or mangle them; their places are reported as diagnostics.
    """
    return _ILLEGIBLE.sub(" ", text)


def illegible_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every character that :func:`legible` blanks."""
    for match in _ILLEGIBLE.finditer(text):
        yield match.span()


def iter_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every line that holds more than spaces, without outer spaces."""
    for match in _PARAGRAPH.finditer(text):
        start, end = strip_bounds(text, *match.span())
        if start < end:
            yield start, end


def iter_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the sentences between two offsets; paragraphs always end them."""
    limit = len(text) if end is None else end
    for first, last in iter_paragraphs(text[start:limit]):
        begin, stop = start + first, start + last
        for match in _SENTENCE_END.finditer(text, begin, stop):
            if text[match.start()] == "." and _ABBREVIATION.search(
                text, max(begin, match.start() - 8), match.start() + 1
            ):
                continue
            yield begin, match.end()
            begin, _ = strip_bounds(text, match.end(), stop)
        if begin < stop:
            yield begin, stop


def strip_bounds(text: str, start: int, end: int, extra: str = "") -> tuple[int, int]:
    """Return the bounds without outer white space and without the characters of ``extra``."""
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return start, end
