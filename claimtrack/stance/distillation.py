"""Soft labels: what a larger model answers, mixed into the labels of the rows.

Hinton, Vinyals, Dean, "Distilling the knowledge in a neural network" (2015). A teacher has seen the
annotated rows, so it adds little there; what it knows beyond them shows on *transfer* rows:
annotated statements asked about other targets, which carry its answer alone.
"""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from claimtrack.artefacts import resolve
from claimtrack.schema import LABELS
from claimtrack.stance.config import Distillation
from claimtrack.stance.inputs import normalise
from claimtrack.stance.rows import Row
from claimtrack.stance.targets import proper_names

if TYPE_CHECKING:
    from claimtrack.stance.model import StanceModel

__all__ = ["Teacher", "one_hot", "transfer_rows"]

logger = logging.getLogger(__name__)

#: ``Row.source`` of rows whose label is the teacher's alone.
TRANSFER: Final = "transfer"
_CHUNK = 128


def one_hot(rows: Sequence[Row]) -> NDArray[np.float64]:
    """Return ``[n, 4]`` with 1 at each row's label."""
    return np.eye(len(LABELS))[[LABELS.index(row.label) for row in rows]]


def transfer_rows(rows: Sequence[Row], count: int, draw: random.Random) -> list[Row]:
    """Return ``count`` statements of ``rows``, each asked about another row's target.

    Half of the new targets share a proper name with the old one (another side of the same party),
    where there is such a target: they are the ones that are hard to tell apart. The labels of the
    rows returned are meaningless; their source is ``transfer``.
    """
    by_name: dict[str, list[str]] = {}
    targets = sorted({(row.lang, row.target) for row in rows})
    for lang, target in targets:
        for name in sorted(proper_names(target)):
            by_name.setdefault(f"{lang} {name}", []).append(target)
    by_lang: dict[str, list[str]] = {}
    for lang, target in targets:
        by_lang.setdefault(lang, []).append(target)
    made: list[Row] = []
    for number in range(20 * count):
        if len(made) == count:
            break
        row = draw.choice(rows)
        near = [
            target
            for name in sorted(proper_names(row.target))
            for target in by_name.get(f"{row.lang} {name}", [])
        ]
        target = draw.choice(near if near and number % 2 else by_lang[row.lang])
        if target != row.target:
            made.append(row.model_copy(update={"target": target, "source": TRANSFER}))
    return made


class Teacher:
    """A larger stance model that softens the labels of rows; remembers its answers in a file.

    Args:
        config: which model, and how much its answer weighs.
        memory: the file of its answers, made when missing.
    """

    def __init__(self, config: Distillation, memory: Path) -> None:
        self._config = config
        self._memory = memory
        self._model: StanceModel | None = None
        # A teacher that was trained anew under the same name gives other answers.
        weights = resolve(config.teacher) / "model.safetensors"
        self._identity = hashlib.sha256(weights.read_bytes()).hexdigest()
        self._known: dict[str, NDArray[np.float64]] = {}
        if memory.is_file():
            with np.load(memory, allow_pickle=False) as stored:
                pairs = zip(stored["keys"], stored["answers"], strict=True)
                self._known = {str(key): answer for key, answer in pairs}

    def soften(self, rows: Sequence[Row]) -> NDArray[np.float64]:
        """Return label probabilities ``[n, 4]``: annotation and answer, weighted."""
        answers = self._answers(rows)
        weight = np.array([1.0 if row.source == TRANSFER else self._config.weight for row in rows])[
            :, None
        ]
        mixed: NDArray[np.float64] = weight * answers + (1 - weight) * one_hot(rows)
        return mixed

    def _answers(self, rows: Sequence[Row]) -> NDArray[np.float64]:
        keys = [self._key(row) for row in rows]
        wanted = {key: row for key, row in zip(keys, rows, strict=True) if key not in self._known}
        if wanted:
            self._ask(wanted)
        return np.stack([self._known[key] for key in keys])

    def _ask(self, wanted: dict[str, Row]) -> None:
        from claimtrack.stance.model import load_model

        if self._model is None:
            self._model = load_model(self._config.teacher, backend=self._config.backend)
        logger.info("%s answers on %d rows", self._config.teacher, len(wanted))
        items = list(wanted.items())
        starts = range(0, len(items), _CHUNK)
        for start in track(starts, "teacher", console=Console(stderr=True)):
            part = items[start : start + _CHUNK]
            answers = self._model.predict_proba([row.input for _, row in part])
            self._known.update((key, one) for (key, _), one in zip(part, answers, strict=True))
        self._memory.parent.mkdir(parents=True, exist_ok=True)
        np.savez(
            self._memory,
            keys=np.array(list(self._known)),
            answers=np.stack(list(self._known.values())),
        )

    def _key(self, row: Row) -> str:
        # A final full stop and the first letter's case vary in training: one answer serves them.
        text = normalise(row.text).removesuffix(".").casefold()
        words = "\n".join((self._identity, row.target, row.context, text))
        return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:24]
