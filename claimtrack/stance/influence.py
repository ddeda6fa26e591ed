"""Which words moved a statement's score: each is left out in turn.

What a word did is what the score p(bullish) - p(skeptical) loses when the statement is read again
without it (erasure: Li, Monroe and Jurafsky 2016, "Understanding neural networks through
representation erasure"). It costs one reading a word, and the model itself answers, whatever its
kind and backend. Gradient x input costs a tenth of that and was tried first: the words that it
named carried no more of the score than random ones. ``benchmarks/explanations.py`` measures how far
the words named here are those that the score rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from claimtrack.schema import LABELS, Influence, Span
from claimtrack.stance.inputs import StanceInput
from claimtrack.stance.words import find_words

__all__ = ["influences", "without"]

#: Statements in, probabilities ``[n, 4]`` out.
Predict = Callable[[Sequence[StanceInput]], NDArray[np.float64]]

_BULLISH, _SKEPTICAL = LABELS.index("bullish"), LABELS.index("skeptical")


def without(item: StanceInput, words: Sequence[tuple[int, int]]) -> StanceInput:
    """Return ``item`` with the words at these bounds of its text left out."""
    text = item.text
    for start, end in sorted(words, reverse=True):
        text = text[:start] + text[end:]
    return StanceInput(text, item.context, item.target)


def influences(predict: Predict, items: Sequence[StanceInput]) -> list[tuple[Influence, ...]]:
    """Return, for each of ``items``, the words of its text with what each did to the score.

    Weights are in points of the score: positive where the word pushed it toward bullish, negative
    toward skeptical. Only words of the statement are asked about, not of its context or target.
    """
    words = [find_words(item.text) for item in items]
    asked = list(items)
    for item, bounds in zip(items, words, strict=True):
        asked += [without(item, [one]) for one in bounds]
    probabilities = predict(asked)
    scores = (probabilities[:, _BULLISH] - probabilities[:, _SKEPTICAL]).tolist()
    left = iter(scores[len(items) :])
    return [
        tuple(
            Influence(span=Span.of(item.text, *bounds), weight=score - next(left))
            for bounds in found
        )
        for item, found, score in zip(items, words, scores, strict=False)
    ]
