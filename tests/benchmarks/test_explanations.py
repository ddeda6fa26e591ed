"""Deleting words, and what is lost with them."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks.explanations import figures_of, losses
from claimtrack.schema import Influence, Span
from claimtrack.stance.inputs import StanceInput
from claimtrack.stance.words import find_words

TEXT = "C'est un pari trop cher"


WEIGHTS = {"pari": 0.2, "trop": -0.3, "cher": -0.5}


class _Words:
    """Scores by words, and knows it."""

    def predict_proba(self, inputs: Sequence[StanceInput]) -> np.ndarray[tuple[int, int]]:
        scores = [sum(w for word, w in WEIGHTS.items() if word in i.text) for i in inputs]
        return np.array([[max(s, 0), max(-s, 0), 1 - abs(s), 0] for s in scores])

    def influences(self, inputs: Sequence[StanceInput]) -> list[tuple[Influence, ...]]:
        return [
            tuple(
                Influence(span=Span.of(item.text, a, b), weight=WEIGHTS.get(item.text[a:b], 0))
                for a, b in find_words(item.text)
            )
            for item in inputs
        ]


def test_a_perfect_explanation_beats_chance() -> None:
    draw = random.Random(0)  # noqa: S311 - reproducible
    found = losses(_Words(), StanceInput(TEXT), -0.6, draw)  # type: ignore[arg-type]
    assert found["named"] == pytest.approx([0.5, 0.8, 0.8])
    assert all(a < b for a, b in zip(found["random"], found["named"], strict=True))
    (first, *_) = figures_of([found, found])
    assert first["lead"] == pytest.approx(0.5 - found["random"][0], abs=1e-3)
    assert first["better_than_random"] == 1.0
