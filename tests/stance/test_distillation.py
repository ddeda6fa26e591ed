"""A teacher's answers in the labels of rows."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from claimtrack.stance import load_model
from claimtrack.stance.config import Distillation
from claimtrack.stance.distillation import TRANSFER, Teacher, one_hot, transfer_rows
from claimtrack.stance.rows import Row


def teacher(tiny_stance: Path, memory: Path, weight: float = 0.25) -> Teacher:
    return Teacher(Distillation(teacher=str(tiny_stance), weight=weight, backend="torch"), memory)


def test_soften_mixes_annotation_and_answer(
    tiny_stance: Path, tmp_path: Path, rows: list[Row]
) -> None:
    answers = load_model(tiny_stance, backend="torch").predict_proba([row.input for row in rows])
    mixed = teacher(tiny_stance, tmp_path / "memory.npz").soften(rows)
    np.testing.assert_allclose(mixed, 0.25 * answers + 0.75 * one_hot(rows), atol=1e-6)


def test_soften_leaves_transfer_rows_to_the_teacher(
    tiny_stance: Path, tmp_path: Path, rows: list[Row]
) -> None:
    asked = [rows[0].model_copy(update={"source": TRANSFER, "target": "les dépenses d'Apple"})]
    answers = load_model(tiny_stance, backend="torch").predict_proba([asked[0].input])
    mixed = teacher(tiny_stance, tmp_path / "memory.npz").soften(asked)
    np.testing.assert_allclose(mixed, answers, atol=1e-6)


def test_answers_are_remembered(
    tiny_stance: Path, tmp_path: Path, rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "memory.npz"
    first = teacher(tiny_stance, memory).soften(rows)
    monkeypatch.setattr(Teacher, "_ask", lambda *_: pytest.fail("asked again"))
    varied = [row.model_copy(update={"text": f"{row.text}."}) for row in rows]
    np.testing.assert_allclose(teacher(tiny_stance, memory).soften(varied), first)


def test_transfer_rows_ask_about_other_targets(rows: list[Row]) -> None:
    made = transfer_rows(rows, 30, random.Random(0))  # noqa: S311
    asked = {(row.text, row.target) for row in rows}
    assert len(made) == 30
    assert {row.source for row in made} == {TRANSFER}
    assert not any((row.text, row.target) in asked for row in made)


def test_transfer_rows_of_one_target_are_none(rows: list[Row]) -> None:
    alike = [row.model_copy(update={"target": "les dépenses de Meta"}) for row in rows]
    assert transfer_rows(alike, 5, random.Random(0)) == []  # noqa: S311
