"""A training run of a few steps on a tiny encoder, and what it is made of."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from claimtrack.errors import TrainingError
from claimtrack.stance import TrainConfig, load_model, train
from claimtrack.stance.augment import augment
from claimtrack.stance.config import Augmentation, Distillation, Stage, read_config
from claimtrack.stance.external import read_external
from claimtrack.stance.inputs import Window
from claimtrack.stance.loop import batches
from claimtrack.stance.rows import Row

SHIPPED_CONFIG = Path(__file__).parents[2] / "models" / "stance" / "train.yaml"


def config(encoder: Path, folder: Path, **changes: object) -> TrainConfig:
    fields = {
        "name": "toy",
        "out": folder / "toy",
        "runs": folder / "runs",
        "encoder": str(encoder),
        "share_embeddings": False,
        "max_length": 96,
        "context_tokens": 16,
        "authored": Stage(epochs=2, learning_rate=5e-3, batch_size=8, layer_decay=0.9, r_drop=0.5),
        "augment": Augmentation(swap_target=0.1, drop_context=0.2, ending=0.3),
    }
    return TrainConfig(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture
def external(tmp_path: Path) -> Path:
    """Give a folder with two headlines and one sentence in the public sets' formats."""
    (tmp_path / "sentfin.csv").write_text(
        "S No.,Title,Decisions,Words\n"
        "1,Alpha beats Osian's Fund,\"{'Alpha': 'positive', 'Osian's Fund': 'negative'}\",4\n"
        "2,Gamma flat,{'Gamma': 'neutral'},2\n"
    )
    record = {
        "primary_gid": "x",
        "sentence_normalized": "Delta was blamed.",
        "targets": [{"mention": "Delta", "polarity": 2.0}],
    }
    (tmp_path / "newsmtsc_train.jsonl").write_text(json.dumps(record) + "\n")
    return tmp_path


def test_train_writes_a_model_that_loads(
    tiny_encoder: Path, tmp_path: Path, rows: list[Row]
) -> None:
    result = train(config(tiny_encoder, tmp_path), rows)
    model = load_model(result.path)
    assert model.predict_proba([rows[0].input]).shape == (1, 4)
    assert result.figures["dev"]["rows"] + result.figures["train_rows"] == len(rows)
    card = (result.path / "README.md").read_text()
    assert f"{result.figures['dev']['macro_f1']:.3f}" in card
    assert json.loads((result.path / "figures.json").read_text())["seed"] == 0


def test_train_is_reproducible(tiny_encoder: Path, tmp_path: Path, rows: list[Row]) -> None:
    runs = [
        train(config(tiny_encoder, tmp_path / name), rows).figures["dev"] for name in ("a", "b")
    ]
    assert runs[0] == runs[1]


def test_train_takes_up_stages_that_are_done(
    tiny_encoder: Path, tmp_path: Path, external: Path, rows: list[Row]
) -> None:
    stage = Stage(epochs=1, batch_size=2)
    made = config(
        tiny_encoder, tmp_path, external=external, intermediate=stage, continued=(Stage(epochs=1),)
    )
    first = train(made, rows).figures
    # The folder is gone for the second run: only the checkpoints can give the same figures.
    second = train(made.model_copy(update={"external": None}), rows).figures
    assert first["dev"] == second["dev"]
    assert set(first["seconds"]) == {"intermediate", "authored", "continued"}


def test_train_takes_up_no_stage_of_another_prompt(
    tiny_decoder: Path, tmp_path: Path, rows: list[Row], caplog: pytest.LogCaptureFixture
) -> None:
    made = config(
        tiny_decoder,
        tmp_path,
        layout="prompt",
        prompt="{target} : {context} {text}",
        pooling="last",
        typed=False,
        authored=Stage(epochs=1, batch_size=16),
    )
    caplog.set_level("INFO")
    train(made, rows)
    train(made, rows)
    assert caplog.text.count("taken up from") == 1
    train(made.model_copy(update={"prompt": "{context} {text} : {target}"}), rows)
    assert caplog.text.count("taken up from") == 1
    assert "belongs to another configuration" in caplog.text


def test_train_rows_are_trained_on_whole_and_stages_can_leave_files_out(
    tiny_encoder: Path, tmp_path: Path, rows: list[Row], caplog: pytest.LogCaptureFixture
) -> None:
    split_file, whole_file = tmp_path / "split.jsonl", tmp_path / "whole.jsonl"
    half = len(rows) // 2
    for path, part in ((split_file, rows[:half]), (whole_file, rows[half:])):
        path.write_text("".join(row.model_dump_json(exclude={"source"}) + "\n" for row in part))
    made = config(
        tiny_encoder,
        tmp_path,
        rows=(split_file,),
        train_rows=(whole_file,),
        attention_dropout=0.0,
        authored=Stage(epochs=1, batch_size=8, without=("whole.jsonl",)),
        continued=(Stage(epochs=1, batch_size=8),),
    )
    with caplog.at_level("INFO"):
        figures = train(made).figures
    dev = figures["dev"]["rows"]
    assert 0 < dev < half
    assert figures["by_file"].keys() == {"split.jsonl"}
    assert figures["train_rows"] == len(rows) - dev
    assert f"authored stage: {half - dev} rows" in caplog.text
    assert f"continued stage: {len(rows) - dev} rows" in caplog.text


def test_train_says_what_is_missing(tiny_encoder: Path, tmp_path: Path, rows: list[Row]) -> None:
    with pytest.raises(TrainingError, match="give --external DIR"):
        train(config(tiny_encoder, tmp_path, intermediate=Stage(epochs=1)), rows)
    with pytest.raises(TrainingError, match="0 rows to train on"):
        train(config(tiny_encoder, tmp_path), [])
    thawed = config(tiny_encoder, tmp_path, share_embeddings=True, freeze_embeddings=False)
    with pytest.raises(TrainingError, match="needs freeze_embeddings"):
        train(thawed, rows)


def test_read_config_names_file_and_field(tmp_path: Path) -> None:
    path = tmp_path / "train.yaml"
    for text, reason in (
        ("out: x\ncolour: red", "colour: Extra inputs"),
        ("- 1", "a configuration is a mapping"),
        ("a: [", "not YAML"),
        ("out: x\nauthored: {epochs: 0}", r"authored\.epochs"),
    ):
        path.write_text(text)
        with pytest.raises(TrainingError, match=reason):
            read_config(path)
    with pytest.raises(TrainingError, match="cannot be read"):
        read_config(tmp_path / "none.yaml")


def test_shipped_config_is_valid() -> None:
    assert read_config(SHIPPED_CONFIG, seed=3).seed == 3


def test_command_reports_errors_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "claimtrack.stance.train", str(tmp_path / "none.yaml")]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 1
    assert "none.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_read_external_maps_both_sets(external: Path) -> None:
    rows = read_external(external, unrelated=0.5)
    labels = {row.target: row.label for row in rows if row.label != "unrelated"}
    assert labels == {
        "Alpha": "bullish",
        "Osian's Fund": "skeptical",
        "Gamma": "neutral",
        "Delta": "skeptical",
    }
    strangers = [row for row in rows if row.label == "unrelated"]
    assert len(strangers) == 2
    assert all(row.target not in row.text for row in strangers)


def test_read_external_names_the_missing_file(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"sentfin\.csv is missing"):
        read_external(tmp_path)


def test_augment_swaps_only_to_companies_not_spoken_of() -> None:
    rows = [
        Row(text="Meta a raison.", target="les dépenses de Meta", label="bullish"),
        Row(text="Google a tort.", target="les dépenses de Google", label="skeptical"),
    ]
    made = augment(rows, Augmentation(swap_target=1.0), random.Random(0))  # noqa: S311
    assert made[:2] == rows
    assert len(made) == 4
    for row in made[2:]:
        assert row.label == "unrelated"
        assert row.target.split()[-1] not in row.text


def test_augment_of_nothing_changes_nothing(rows: list[Row]) -> None:
    assert augment(rows, Augmentation(), random.Random(0)) == rows  # noqa: S311


def test_batches_hold_every_example_once() -> None:
    examples = [(Window(n, (0,) * (n % 7 + 1), (0,), 1), 0) for n in range(101)]
    made = list(batches(examples, 8, random.Random(0)))  # noqa: S311
    assert sorted(example[0].owner for batch in made for example in batch) == list(range(101))
    assert max(map(len, made)) == 8


def test_train_learns_from_a_teacher(
    tiny_encoder: Path, tiny_stance: Path, tmp_path: Path, rows: list[Row]
) -> None:
    lesson = Distillation(teacher=str(tiny_stance), weight=0.5, transfer=8, backend="torch")
    result = train(config(tiny_encoder, tmp_path, distillation=lesson), rows)
    assert (tmp_path / "runs" / "toy-teacher.npz").is_file()
    assert f"`{tiny_stance}`" in (result.path / "README.md").read_text()


def test_train_a_decoder_stored_in_bytes(
    tiny_decoder: Path, tmp_path: Path, rows: list[Row]
) -> None:
    made = config(
        tiny_decoder,
        tmp_path,
        layout="prompt",
        prompt="{target} : {context} {text} est",
        pooling="last",
        typed=False,
        weights="int8",
        freeze_embeddings=False,
    )
    result = train(made, rows)
    model = load_model(result.path, backend="torch")
    probabilities = model.predict_proba([row.input for row in rows])
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)
    other = rows[0].model_copy(update={"target": "les dépenses de Google dans les puces"})
    assert np.abs(model.predict_proba([other.input])[0] - probabilities[0]).max() > 0
