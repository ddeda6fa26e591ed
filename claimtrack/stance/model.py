"""A loaded stance model: statements in, calibrated probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from claimtrack.artefacts import Manifest, resolve
from claimtrack.schema import LABELS, Influence, ModelInfo
from claimtrack.stance.inputs import Layout, StanceInput, windows

if TYPE_CHECKING:
    from torch import nn
    from transformers import PreTrainedTokenizerBase

__all__ = ["StanceModel", "load_model"]


class StanceModel:
    """Scores statements toward their targets.

    Attributes:
        info: name and version, as reports carry them.
        licence: of the weights.
        path: the folder that they came from.
        abstain_below: the confidence under which a stance should abstain, by default.
        backend: how the network runs.
    """

    def __init__(
        self,
        net: nn.Module,
        tokenizer: PreTrainedTokenizerBase,
        manifest: Manifest,
        path: Path,
        backend: str = "torch",
    ) -> None:
        from claimtrack.stance.backends import prepare

        self._forward = prepare(net, backend)
        self._tokenizer = tokenizer
        self._manifest = manifest
        self._layout = Layout(
            kind=manifest.layout,
            max_length=manifest.max_length,
            context_tokens=manifest.context_tokens,
            prompt=manifest.prompt,
        )
        self.backend = backend
        self.path = path
        self.info = ModelInfo(name=manifest.name, version=manifest.version)
        self.licence = manifest.licence
        self.abstain_below = manifest.abstain_below

    def __repr__(self) -> str:
        name, version = self.info.name, self.info.version
        return f"StanceModel({name!r}, version={version!r}, backend={self.backend!r})"

    def predict_proba(
        self, inputs: Sequence[StanceInput], batch_size: int = 8
    ) -> NDArray[np.float64]:
        """Return calibrated probabilities ``[n, 4]``, columns in the order of ``schema.LABELS``.

        A statement longer than the model reads is scored window by window, and the windows are
        averaged by length. Rows sum to 1, keep the order of ``inputs``, and with the ``torch``
        backend do not depend on what else is scored with them.

        Raises:
            InputError: a target too long to leave room for the statement.
        """
        from claimtrack.stance.predict import probabilities

        if not inputs:
            return np.zeros((0, len(LABELS)))
        return probabilities(
            self._forward,
            windows(self._tokenizer, inputs, self._layout),
            len(inputs),
            pad=self._pad,
            batch_size=batch_size,
            temperature=self._manifest.temperature,
        )

    def influences(
        self, inputs: Sequence[StanceInput], batch_size: int = 8
    ) -> list[tuple[Influence, ...]]:
        """Return, for each statement, the words of its text with what each did to the score.

        See :mod:`claimtrack.stance.influence`: one more reading a word.

        Raises:
            InputError: a target too long to leave room for the statement.
        """
        from claimtrack.stance.influence import influences

        return influences(lambda asked: self.predict_proba(asked, batch_size), inputs)

    @property
    def _pad(self) -> int:
        pad = self._tokenizer.pad_token_id
        return 0 if pad is None else int(pad)


def load_model(name_or_path: str | Path = "stance", backend: str = "auto") -> StanceModel:
    """Return the stance model of that name, path or hub id (:func:`claimtrack.artefacts.resolve`).

    Args:
        name_or_path: an artefact of ours, or any transformers text-classification checkpoint whose
            ``id2label`` holds the four labels, in any order and case.
        backend: ``auto``, ``torch`` (float32), ``torch-bf16`` or ``torch-int8``
            (:data:`claimtrack.stance.backends.BACKENDS`).

    Raises:
        ModelError: unknown backend, no such model, or not a four-label stance model.
    """
    from claimtrack.stance import storage
    from claimtrack.stance.backends import check

    check(backend)
    path = resolve(name_or_path)
    net, tokenizer, manifest = storage.load(path)
    return StanceModel(net, tokenizer, manifest, path, backend)
