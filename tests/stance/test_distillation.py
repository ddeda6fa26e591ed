"""A teacher's answers in the labels of rows."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file, save_file

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


def test_a_teacher_trained_anew_is_asked_again(
    tiny_stance: Path, tmp_path: Path, rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(tiny_stance.parent, tmp_path / "models")
    folder = tmp_path / "models" / tiny_stance.name
    teacher(folder, tmp_path / "memory.npz").soften(rows[:2])
    weights = load_file(folder / "model.safetensors")
    save_file({name: 2 * tensor for name, tensor in weights.items()}, folder / "model.safetensors")
    asked: list[int] = []
    ask = Teacher._ask
    monkeypatch.setattr(Teacher, "_ask", lambda self, w: (asked.append(len(w)), ask(self, w)))
    teacher(folder, tmp_path / "memory.npz").soften(rows[:2])
    assert asked == [2]


def test_transfer_rows_ask_about_other_targets(rows: list[Row]) -> None:
    made = transfer_rows(rows, 30, random.Random(0))  # noqa: S311
    asked = {(row.text, row.target) for row in rows}
    assert len(made) == 30
    assert {row.source for row in made} == {TRANSFER}
    assert not any((row.text, row.target) in asked for row in made)


def test_transfer_rows_of_one_target_are_none(rows: list[Row]) -> None:
    alike = [row.model_copy(update={"target": "les dépenses de Meta"}) for row in rows]
    assert transfer_rows(alike, 5, random.Random(0)) == []  # noqa: S311
