"""The development articles: a later change cannot silently lose what is found in them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from claimtrack.quotations import segment
from claimtrack.syntax import parse

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from _quotation_metrics import Tally, match, same_speaker  # noqa: E402


def test_dev_scores() -> None:
    tally = Tally()
    lines = (ROOT / "data/quotations/quotes.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        article = json.loads(line)
        text = article["text"]
        found, _ = segment(text, parse(text, article["lang"]), lang=article["lang"])
        gold = article["quotations"]
        pairs = match(
            [q["spans"] for q in gold],
            [[(s.start, s.end) for s in one.spans] for one in found],
        )
        tally.add(pairs, [q["speaker"] for q in gold], [one.source.name for one in found])
    scores = tally.scores()
    assert scores["f1@0.3"] >= 0.96
    assert scores["f1@0.8"] >= 0.94
    assert scores["speaker"] >= 0.87


def test_match_is_greedy_and_one_to_one() -> None:
    assert match([[(0, 10)], [(10, 20)]], [[(0, 12)], [(0, 9)]]) == [(0, 1, 0.9), (1, 0, 2 / 20)]


@pytest.mark.parametrize(
    ("predicted", "gold", "same"),
    [
        ("Zino", "Angelo Zino", True),
        ("M. Zino", "Angelo Zino", True),
        ("Angelo", "Angelo Zino", False),
        ("le New York Times", "New York Times", True),
        ("un recruteur parisien", "un recruteur", True),
        ("Anne Roy", "Paul Roy", False),
    ],
)
def test_same_speaker(predicted: str, gold: str, same: bool) -> None:
    assert same_speaker(predicted, gold) is same
