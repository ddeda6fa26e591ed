"""The scores of claims."""

from __future__ import annotations

from benchmarks._claim_metrics import Counts, Cut, Tally

ONE = Cut(((0, 10),))
TWO = Cut(((0, 5),)), Cut(((6, 10),), hedged=True, quantities=((3.0, "%"),))


def test_a_cut_too_many_costs_precision() -> None:
    tally = Tally()
    tally.add([*TWO], [ONE])
    assert tally.scores()["boundaries"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 0}
    assert tally.scores()["claims"]["f1"] == 0.0


def test_attributes_count_on_claims_of_the_same_limits() -> None:
    tally = Tally()
    tally.add([TWO[0], Cut(((6, 10),))], [*TWO])
    scores = tally.scores()
    assert scores["boundaries"]["f1"] == scores["claims"]["f1"] == 1.0
    assert scores["hedged"]["recall"] == scores["quantities"]["recall"] == 0.0
    tally.add([ONE], [*TWO])
    assert tally.scores()["hedged"]["gold"] == 1


def test_equal_members_count_once() -> None:
    counts = Counts()
    counts.add([1, 1, 2], [1, 3])
    assert (counts.right, counts.predicted, counts.gold) == (1, 3, 2)


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    assert Counts().scores()["f1"] == 1.0
