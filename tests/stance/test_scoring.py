"""Probabilities to stances, and stances to one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.schema import Stance
from claimtrack.stance.aggregate import aggregate
from claimtrack.stance.scoring import to_stance, to_stances

ROWS = st.lists(st.floats(0.01, 1), min_size=4, max_size=4).map(
    lambda values: [value / sum(values) for value in values]
)


def stance(*values: float, abstain_below: float = 0.0) -> Stance:
    return to_stance(values, target="Meta", abstain_below=abstain_below)


BULLISH = stance(0.7, 0.1, 0.1, 0.1)
SKEPTICAL = stance(0.1, 0.8, 0.05, 0.05)
NEUTRAL = stance(0.1, 0.1, 0.7, 0.1)
UNRELATED = stance(0.05, 0.05, 0.1, 0.8)
DOUBTFUL = stance(0.1, 0.31, 0.3, 0.29, abstain_below=0.4)


def test_to_stance_takes_the_likeliest_label() -> None:
    assert (SKEPTICAL.label, SKEPTICAL.confidence) == ("skeptical", 0.8)
    assert SKEPTICAL.score == pytest.approx(-0.7)
    assert not SKEPTICAL.abstained
    assert DOUBTFUL.abstained


def test_to_stance_refuses_what_are_not_probabilities() -> None:
    for values in ([0.5, 0.5], [0.5, 0.5, 0.5, 0.5], [1.5, -0.5, 0, 0]):
        with pytest.raises(ValueError, match="probabilities that sum to 1"):
            to_stance(values, target="Meta")


def test_to_stances_keeps_order_and_targets() -> None:
    made = to_stances(np.eye(4)[:2], ["a", "b"])
    assert [(one.label, one.target) for one in made] == [("bullish", "a"), ("skeptical", "b")]


@pytest.mark.parametrize(
    ("stances", "label"),
    [
        ([BULLISH, SKEPTICAL], "mixed"),
        ([BULLISH, NEUTRAL, UNRELATED], "bullish"),
        ([SKEPTICAL, UNRELATED], "skeptical"),
        ([NEUTRAL, UNRELATED], "neutral"),
        ([UNRELATED, UNRELATED], "unrelated"),
        ([BULLISH, DOUBTFUL], "bullish"),
        ([DOUBTFUL], "skeptical"),
    ],
)
def test_aggregate_follows_the_guideline(stances: list[Stance], label: str) -> None:
    assert aggregate(stances).label == label


def test_aggregate_of_a_mixed_aggregate_is_mixed() -> None:
    assert aggregate([aggregate([BULLISH, SKEPTICAL]), NEUTRAL]).label == "mixed"


def test_aggregate_abstains_only_when_all_do() -> None:
    assert aggregate([DOUBTFUL, DOUBTFUL]).abstained
    assert not aggregate([DOUBTFUL, BULLISH]).abstained


def test_aggregate_weighs_probabilities() -> None:
    one = aggregate([BULLISH, NEUTRAL], weights=[3, 1], target="x")
    assert one.target == "x"
    assert one.probabilities["bullish"] == pytest.approx((3 * 0.7 + 0.1) / 4)
    assert one.score == pytest.approx((3 * 0.6 + 0) / 4)


def test_aggregate_confidence_keeps_doubt_visible() -> None:
    sure = aggregate([stance(0.97, 0.01, 0.01, 0.01)] * 2).confidence
    doubt = aggregate([stance(0.97, 0.01, 0.01, 0.01), stance(0.1, 0.44, 0.45, 0.01)]).confidence
    assert sure > 0.9 > doubt


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_aggregate_is_a_distribution(rows: list[list[float]]) -> None:
    one = aggregate([to_stance(row, target="Meta") for row in rows])
    assert sum(one.probabilities.values()) == pytest.approx(1)
    assert 0 <= one.confidence <= 1
    assert one.score == pytest.approx(
        one.probabilities["bullish"] - one.probabilities["skeptical"], abs=1e-9
    )
    if len(rows) == 1:
        assert one.confidence == pytest.approx(max(rows[0]))


def test_aggregate_refuses_nothing_and_bad_weights() -> None:
    with pytest.raises(ValueError, match="nothing to aggregate"):
        aggregate([])
    for weights in ([1.0], [-1.0, 2.0], [0.0, 0.0]):
        with pytest.raises(ValueError, match="weights must be 2 numbers"):
            aggregate([BULLISH, NEUTRAL], weights=weights)
