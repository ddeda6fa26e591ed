"""Rows, their split, and the figures measured on them."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from claimtrack.errors import TrainingError
from claimtrack.schema import LABELS
from claimtrack.stance.calibration import (
    abstention_threshold,
    cross_fit,
    expected_calibration_error,
    fit_temperature,
    reliability,
    soften,
)
from claimtrack.stance.metrics import by, evaluate, label_indices
from claimtrack.stance.rows import Row, read_rows, split

DATA = Path(__file__).parents[2] / "data" / "stance"
README = (DATA / "README.md").read_text(encoding="utf-8")
GOOD = {"text": "a", "target": "b", "label": "neutral"}


def test_read_rows_reads_all_annotated_rows() -> None:
    files = sorted(DATA.glob("stance_*.jsonl"))
    rows = read_rows(*files)
    listed = dict(re.findall(r"^\| `(stance_\w+\.jsonl)` \| (\d+) \|", README, re.MULTILINE))
    counted = Counter(row.source for row in rows)
    assert {name: int(count) for name, count in listed.items()} == counted
    assert f"{len(rows):,} annotated statements" in README


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "rows.jsonl:2: not JSON"),
        ("[]", "rows.jsonl:2: a row is a JSON object, not list"),
        (json.dumps({**GOOD, "label": "good"}), "rows.jsonl:2: label"),
        (json.dumps({**GOOD, "text": ""}), "rows.jsonl:2: text"),
        (json.dumps({**GOOD, "colour": "red"}), "rows.jsonl:2: colour"),
        (json.dumps({**GOOD, "id": "x"}), r"rows.jsonl:2: id 'x' is already that of .*:1"),
    ],
)
def test_read_rows_names_file_and_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({**GOOD, "id": "x"}) + "\n" + line + "\n")
    with pytest.raises(TrainingError, match=reason):
        read_rows(path)


def test_read_rows_names_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"none\.jsonl: cannot be read"):
        read_rows(tmp_path / "none.jsonl")


def test_split_parts_neither_groups_nor_texts() -> None:
    rows = read_rows(*sorted(DATA.glob("stance_*.jsonl")))
    train, dev = split(rows)
    assert len(train) + len(dev) == len(rows)
    assert 0.17 < len(dev) / len(rows) < 0.23
    assert not {row.group for row in train if row.group} & {row.group for row in dev}
    assert not {row.text for row in train} & {row.text for row in dev}


def test_split_depends_on_no_order(rows: list[Row]) -> None:
    shuffled = random.Random(1).sample(rows, len(rows))  # noqa: S311
    assert {row.text for row in split(rows)[1]} == {row.text for row in split(shuffled)[1]}


def test_evaluate_of_right_and_wrong_answers(rows: list[Row]) -> None:
    labels = label_indices(rows)
    right = evaluate(np.eye(4)[labels], rows)
    assert right["macro_f1"] == right["polarity"] == right["groups_right"] == 1
    assert right["ece"] == 0
    assert right["groups"] == 3
    wrong = evaluate(np.eye(4)[(labels + 1) % 4], rows)
    assert wrong["macro_f1"] == wrong["groups_right"] == 0
    assert wrong["ece"] == 1
    assert sum(map(sum, wrong["confusion"])) == len(rows)


def test_evaluate_counts_only_labels_present(rows: list[Row]) -> None:
    some = [row for row in rows if row.label in {"neutral", "unrelated"}]
    figures = evaluate(np.eye(4)[label_indices(some)], some)
    assert figures["macro_f1"] == 1
    assert figures["polarity"] is None
    with pytest.raises(ValueError, match="0 probabilities for"):
        evaluate(np.zeros((0, 4)), some)


def test_by_parts_rows(rows: list[Row]) -> None:
    parts = by(lambda row: row.label, np.eye(4)[label_indices(rows)], rows)
    assert list(parts) == sorted(LABELS)


def test_fit_temperature_finds_the_one_that_was_applied() -> None:
    draw = np.random.default_rng(0)
    honest = draw.dirichlet(np.full(4, 0.7), size=4000)
    labels = np.array([draw.choice(4, p=row) for row in honest])
    sharp = soften(honest, 0.5)
    assert fit_temperature(sharp, labels) == pytest.approx(2.0, rel=0.1)
    crossed = cross_fit(sharp, labels, np.arange(4000) % 2)
    before = expected_calibration_error(sharp, labels)
    assert expected_calibration_error(crossed, labels) < before / 2


def _answers(draw: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return honest probabilities and labels drawn from them."""
    honest = draw.dirichlet(np.full(4, 0.2), size=count)
    return honest, np.array([draw.choice(4, p=row) for row in honest])


def test_abstention_keeps_the_rate_of_wrong_answers() -> None:
    draw = np.random.default_rng(1)
    kept = 0
    for _ in range(20):
        threshold = abstention_threshold(*_answers(draw, 600), risk=0.2)
        fresh, labels = _answers(draw, 4000)
        answered = fresh.max(axis=1) >= threshold
        assert answered.mean() > 0.4
        kept += (fresh.argmax(axis=1) != labels)[answered].mean() <= 0.2
    assert kept >= 17  # 18 of 20 are promised on average


def test_abstention_answers_everything_when_all_is_right() -> None:
    sure = np.tile([0.7, 0.1, 0.1, 0.1], (200, 1))
    assert abstention_threshold(sure, np.zeros(200, dtype=int), risk=0.1) == pytest.approx(0.7)


def test_abstention_answers_nothing_when_the_surest_are_wrong() -> None:
    draw = np.random.default_rng(2)
    honest, _ = _answers(draw, 300)
    wrong = (honest.argmax(axis=1) + 1) % 4
    assert abstention_threshold(honest, wrong, risk=0.3) == 1.0


def test_reliability_covers_all_rows() -> None:
    honest, labels = _answers(np.random.default_rng(3), 500)
    bins = reliability(honest, labels)
    assert sum(one["rows"] for one in bins) == 500
    assert all(0 <= one["accuracy"] <= 1 for one in bins)


def test_calibration_needs_rows() -> None:
    with pytest.raises(ValueError, match="no rows"):
        abstention_threshold(np.zeros((0, 4)), [], risk=0.1)
    with pytest.raises(ValueError, match="rates between 0 and 1"):
        abstention_threshold(np.eye(4), [0, 1, 2, 3], risk=0.0)
    with pytest.raises(ValueError, match="no rows"):
        fit_temperature(np.zeros((0, 4)), [])
    with pytest.raises(ValueError, match="at least one row"):
        expected_calibration_error(np.zeros((0, 4)), [])
