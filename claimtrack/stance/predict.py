"""Windows through a network and back to one row of probabilities a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from claimtrack.stance.calibration import soften
from claimtrack.stance.inputs import Window
from claimtrack.stance.net import collate

__all__ = ["batches", "probabilities"]


def batches(windows: Sequence[Window], size: int) -> Iterator[list[int]]:
    """Yield the places of ``windows`` in batches, longest first, so that batches pad little."""
    order = sorted(range(len(windows)), key=lambda index: -len(windows[index].ids))
    for start in range(0, len(order), size):
        yield order[start : start + size]


def probabilities(
    forward: Callable[[dict[str, Tensor]], Tensor],
    windows: Sequence[Window],
    count: int,
    *,
    pad: int,
    batch_size: int = 8,
    temperature: float = 1.0,
) -> NDArray[np.float64]:
    """Return probabilities ``[count, labels]``: those of each owner's windows, weighted by length.

    The order of the result is that of the owners.
    """
    logits: dict[int, NDArray[np.float64]] = {}
    for places in batches(windows, batch_size):
        output = forward(collate([windows[place] for place in places], pad))
        logits.update(zip(places, output.double().numpy(), strict=True))
    if not logits:
        return np.zeros((0, 4))
    matrix = np.stack([logits[place] for place in range(len(windows))])
    matrix = np.exp(matrix - matrix.max(axis=1, keepdims=True))
    matrix = soften(matrix / matrix.sum(axis=1, keepdims=True), temperature)
    result = np.zeros((count, matrix.shape[1]))
    for window, row in zip(windows, matrix, strict=True):
        result[window.owner] += window.weight * row
    result /= result.sum(axis=1, keepdims=True)
    return result
