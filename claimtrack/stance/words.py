"""The words of a statement, where they stand in it and in the article that it is from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from claimtrack.schema import Influence, Span
from claimtrack.stance.inputs import TYPOGRAPHY

__all__ = ["find_words", "relocate"]

Bounds = tuple[int, int]

#: Stands for what belongs to the word around it without being a letter: marks, soft hyphens.
_JOINER: Final = "\u0300"
_WORD: Final = re.compile(
    # l', n', qu', jusqu' are words; aujourd'hui, don't and 3,5 are one.
    r"(?:[cdjlmnst]|[^\W\d_]*qu)'(?=[^\W_])"
    rf"|[^\W_](?:[^\W_]|{_JOINER}|'(?=[^\W_])|(?<=\d)[.,](?=\d))*",
    re.IGNORECASE,
)


def _plain(char: str) -> str:
    """Return one character that says what ``char`` is for a word."""
    plain = TYPOGRAPHY.get(ord(char), char)
    if plain is None or unicodedata.category(char).startswith("M"):
        return _JOINER
    return plain if len(plain) == 1 else " "


def find_words(text: str) -> list[Bounds]:
    """Return where the words of ``text`` are, in order: letters and digits, elided forms too."""
    # One character for each, so that bounds are those of the text itself.
    return [match.span() for match in _WORD.finditer("".join(map(_plain, text)))]


def relocate(influences: Sequence[Influence], spans: Sequence[Span]) -> tuple[Influence, ...]:
    """Return influences on a claim's text as influences on the article that the claim is from.

    Args:
        influences: with spans in the claim's text, which is the text of ``spans`` joined by spaces.
        spans: the claim's, in the article.
    """
    moved, offset = [], 0
    for span in spans:
        end, shift = offset + len(span.text), span.start - offset
        for influence in influences:
            word = influence.span
            if offset <= word.start and word.end <= end:
                there = Span(start=word.start + shift, end=word.end + shift, text=word.text)
                moved.append(Influence(span=there, weight=influence.weight))
        offset = end + 1
    return tuple(moved)
