"""The configuration of a training run, read from YAML and checked field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimtrack.errors import TrainingError
from claimtrack.stance.inputs import LayoutKind
from claimtrack.stance.net import Pooling
from claimtrack.stance.packing import WeightFormat

__all__ = ["Augmentation", "Distillation", "Stage", "TrainConfig", "read_config"]


class _Config(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stage(_Config):
    """One pass of fine-tuning: how long, how fast, on how many rows.

    ``layer_decay`` multiplies the learning rate of each layer below the last one; ``r_drop``
    weighs the divergence between two passes with different dropout (0 turns the second pass off);
    ``max_length`` replaces the model's own in this stage, ``limit`` caps the rows read, and
    ``without`` names files of rows that this stage does not read.
    """

    epochs: int = Field(default=5, ge=1)
    learning_rate: float = Field(default=1.5e-4, gt=0)
    batch_size: int = Field(default=16, ge=1)
    warmup: float = Field(default=0.1, ge=0, lt=1)
    schedule: Literal["linear", "cosine"] = "linear"
    layer_decay: float = Field(default=1.0, gt=0, le=1)
    label_smoothing: float = Field(default=0.0, ge=0, lt=1)
    weight_decay: float = Field(default=0.01, ge=0)
    r_drop: float = Field(default=0.0, ge=0)
    max_length: int | None = Field(default=None, ge=16)
    limit: int | None = Field(default=None, ge=1)
    without: tuple[str, ...] = ()


class Augmentation(_Config):
    """Shares of the rows of an epoch that are altered, drawn anew each epoch.

    ``swap_target`` adds rows whose target is another company that the text does not name
    (``unrelated``); ``drop_context`` removes the context; ``ending`` toggles a final full stop and
    the case of the first letter, as between a sentence and a reported clause.
    """

    swap_target: float = Field(default=0.0, ge=0, le=1)
    drop_context: float = Field(default=0.0, ge=0, le=1)
    ending: float = Field(default=0.0, ge=0, le=1)


class Distillation(_Config):
    """A larger model to learn from (:mod:`claimtrack.stance.distillation`).

    ``teacher`` is its name or path; ``weight`` the share of its answer in the label of an annotated
    row; ``transfer`` how many statements are asked about other targets, with its answer alone.
    """

    teacher: str
    weight: float = Field(default=0.5, ge=0, le=1)
    transfer: int = Field(default=0, ge=0)
    backend: str = "auto"


class TrainConfig(_Config):
    """Everything that decides a training run, but the rows' contents.

    Relative paths are taken from the working directory. ``encoder`` is a name or a path for
    :func:`claimtrack.artefacts.resolve`; ``share_embeddings`` leaves its word embeddings out of the
    artefact written to ``out`` (they must be frozen then). ``layout`` and ``prompt`` say how a
    statement is laid out (:class:`claimtrack.stance.inputs.Layout`). ``rows`` are split by group
    into train and dev, ``train_rows`` are trained on whole. ``attention_dropout`` replaces the
    encoder's own (0 is much faster on a processor). ``continued`` are further passes over the
    annotated rows, each with a schedule of its own (warm restarts). ``notice`` is a paragraph for
    the card that the licence asks for. ``weights`` is the format of the artefact's weights.
    ``abstain_risk`` is the rate of wrong answers to keep to: the confidence under which the model
    abstains is then fitted on dev (:func:`claimtrack.stance.calibration.abstention_threshold`)
    instead of being ``abstain_below``.
    """

    out: Path
    name: str = "stance"
    version: str = "0.1.0"
    licence: str = "MIT"
    notice: str = ""
    languages: tuple[str, ...] = ("fr", "en")
    encoder: str = "encoder"
    rows: tuple[Path, ...] = ()
    train_rows: tuple[Path, ...] = ()
    external: Path | None = None
    runs: Path = Path("runs/stance")
    seed: int = 0
    dev_share: float = Field(default=0.2, gt=0, lt=1)
    pooling: Pooling = "mean+claim"
    typed: bool = True
    layout: LayoutKind = "pair"
    prompt: str = ""
    max_length: int = Field(default=192, ge=16)
    context_tokens: int = Field(default=64, ge=0)
    dropout: float = Field(default=0.1, ge=0, lt=1)
    attention_dropout: float | None = Field(default=None, ge=0, lt=1)
    freeze_embeddings: bool = True
    share_embeddings: bool = True
    autocast: bool = False
    threads: int | None = None
    abstain_below: float = Field(default=0.4, ge=0, le=1)
    abstain_risk: float | None = Field(default=None, gt=0, lt=1)
    intermediate: Stage | None = None
    unrelated_share: float = Field(default=0.1, ge=0, le=1)
    authored: Stage = Stage()
    continued: tuple[Stage, ...] = ()
    augment: Augmentation = Augmentation()
    distillation: Distillation | None = None
    weights: WeightFormat = "float16"


def read_config(source: str | Path, **changes: Any) -> TrainConfig:
    """Return the configuration in the YAML file ``source``, with ``changes`` that are not None.

    Raises:
        TrainingError: the file cannot be read, is not YAML, or holds an unknown or invalid field.
    """
    path = Path(source)
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingError(f"{path}: the configuration cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise TrainingError(f"{path}: not YAML: {error}") from error
    if not isinstance(values, dict):
        raise TrainingError(f"{path}: a configuration is a mapping of fields, see TrainConfig")
    values |= {key: value for key, value in changes.items() if value is not None}
    try:
        return TrainConfig(**values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise TrainingError(f"{path}: {field}: {first['msg']}") from error
