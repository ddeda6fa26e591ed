"""The development articles: a later change cannot silently lose what is found in them."""

from __future__ import annotations

import pytest

from benchmarks.quotations import PARTS, claimtrack, measure, read_articles


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    articles = read_articles(PARTS["development"])
    return measure(claimtrack, articles)["scores"]["all"]


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("f1@0.3", 0.93),
        ("f1@0.8", 0.89),
        ("speaker", 0.90),
        ("cue", 0.94),
        ("kind", 0.97),
        ("role_f1", 0.87),
        ("affiliation_f1", 0.87),
    ],
)
def test_development_figures_hold(figures: dict[str, float], name: str, floor: float) -> None:
    assert figures[name] >= floor
