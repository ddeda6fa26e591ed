"""The words of a statement, found again in the typography that the model reads.

:func:`~claimtrack.stance.inputs.normalise` changes a text's length but keeps its words in order, so
words are what the caller's offsets and the model's can be matched by.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from claimtrack.schema import Influence, Span
from claimtrack.stance.inputs import TYPOGRAPHY, normalise

__all__ = ["align", "find_words", "relocate", "token_shares"]

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


def align(text: str, normalised: str) -> list[tuple[Bounds, Bounds]]:
    """Return the bounds of each word of ``text`` with those of the same word in ``normalised``.

    A word that cannot be found again (rare: characters that only together make a letter) is left
    out.
    """
    here, there = find_words(text), find_words(normalised)
    ours = [normalise(text[start:end]) for start, end in here]
    theirs = [normalised[start:end] for start, end in there]
    if ours == theirs:
        return list(zip(here, there, strict=True))
    pairs: list[tuple[Bounds, Bounds]] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            pairs += zip(here[a:b], there[c:d], strict=True)
    return pairs


def token_shares(
    text: str, words: Sequence[Bounds], tokens: Sequence[Bounds]
) -> Iterator[tuple[int, int, float]]:
    """Yield token, word and the part of the token that is the word's, where that is not nothing.

    A token over several words (``d'IA``) is shared out by characters. The space before a word is
    the word's: tokenizers keep it in the first token of the word, or as a token of its own.
    Punctuation is nobody's.

    Args:
        text: what was tokenised.
        words: bounds in ``text``, in order.
        tokens: bounds in ``text``, in order.
    """
    starts = [start - (text[start - 1 : start] == " ") for start, _ in words]
    ends = [end for _, end in words]
    for token, (start, end) in enumerate(tokens):
        if start == end:
            continue  # a token of no character, such as a space that the tokenizer put there
        touched = range(bisect_right(ends, start), bisect_left(starts, end))
        common = [min(end, ends[word]) - max(start, starts[word]) for word in touched]
        for word, length in zip(touched, common, strict=True):
            yield token, word, length / sum(common)


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
