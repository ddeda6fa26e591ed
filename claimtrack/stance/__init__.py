"""(claim, context, target) -> where it stands: model, calibration, training.

``claimtrack.stance.train(...)`` is a function; the command line of the same name is
``python -m claimtrack.stance.train CONFIG``.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from claimtrack.stance.targets import DEFAULT_TARGET

if TYPE_CHECKING:
    from claimtrack.stance.config import TrainConfig
    from claimtrack.stance.inputs import StanceInput
    from claimtrack.stance.model import StanceModel, load_model
    from claimtrack.stance.rows import Row, read_rows
    from claimtrack.stance.trainer import TrainResult

__all__ = [
    "DEFAULT_TARGET",
    "Row",
    "StanceInput",
    "StanceModel",
    "TrainConfig",
    "load_model",
    "read_rows",
    "train",
]

_HOME = {
    "Row": "rows",
    "StanceInput": "inputs",
    "StanceModel": "model",
    "TrainConfig": "config",
    "load_model": "model",
    "read_rows": "rows",
}


def train(
    config: TrainConfig, rows: Sequence[Row] | None = None, dev: Sequence[Row] | None = None
) -> TrainResult:
    """Fine-tune a stance model and write it as an artefact.

    See :func:`claimtrack.stance.trainer.run`. This module stays light: torch is imported here only.
    """
    from claimtrack.stance.trainer import run

    return run(config, rows=rows, dev=dev)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'claimtrack.stance' has no attribute {name!r}")
    return getattr(importlib.import_module(f"claimtrack.stance.{_HOME[name]}"), name)
