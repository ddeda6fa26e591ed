"""Making probabilities mean what they say: temperature, and the error that remains."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["cross_fit", "expected_calibration_error", "fit_temperature", "soften"]

_LOWEST, _HIGHEST = 0.2, 10.0


def soften(probabilities: NDArray[np.floating], temperature: float) -> NDArray[np.float64]:
    """Return probabilities ``[n, k]`` as the softmax of their logarithms over ``temperature``."""
    logs = np.log(np.clip(probabilities.astype(np.float64), 1e-12, 1.0)) / temperature
    logs -= logs.max(axis=1, keepdims=True)
    powers = np.exp(logs)
    result: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return result


def fit_temperature(
    probabilities: NDArray[np.floating], labels: Sequence[int] | NDArray[np.integer]
) -> float:
    """Return the temperature under which ``labels`` are likeliest (least negative log-likelihood).

    Args:
        probabilities: ``[n, k]`` at temperature 1.
        labels: the right column of each row.

    Raises:
        ValueError: no rows.
    """
    from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]

    right = np.asarray(labels)
    if not len(right):
        raise ValueError("a temperature cannot be fitted on no rows")
    rows = np.arange(len(right))

    def loss(log_temperature: float) -> float:
        chosen = soften(probabilities, float(np.exp(log_temperature)))[rows, right]
        return float(-np.log(np.clip(chosen, 1e-12, 1.0)).mean())

    bounds = (float(np.log(_LOWEST)), float(np.log(_HIGHEST)))
    return float(np.exp(minimize_scalar(loss, bounds=bounds, method="bounded").x))


def cross_fit(
    probabilities: NDArray[np.floating],
    labels: Sequence[int] | NDArray[np.integer],
    fold: Sequence[int] | NDArray[np.integer],
) -> NDArray[np.float64]:
    """Return calibrated probabilities, each row's temperature fitted on the other folds only.

    An error measured on them does not flatter, as it would on the rows that the temperature was
    fitted on. ``fold`` is the fold of each row; related rows belong in one fold.
    """
    right, folds = np.asarray(labels), np.asarray(fold)
    result = probabilities.astype(np.float64)
    for number in np.unique(folds):
        inside = folds == number
        if not inside.all():
            temperature = fit_temperature(probabilities[~inside], right[~inside])
            result[inside] = soften(probabilities[inside], temperature)
    return result


def expected_calibration_error(
    probabilities: NDArray[np.floating],
    labels: Sequence[int] | NDArray[np.integer],
    bins: int = 10,
) -> float:
    """Return the ECE on the top label's probability, over equal bins (guideline, section 6).

    Raises:
        ValueError: no rows.
    """
    right = np.asarray(labels)
    if not len(right):
        raise ValueError("a calibration error needs at least one row")
    top = probabilities.max(axis=1)
    hit = probabilities.argmax(axis=1) == right
    places = np.clip(np.ceil(top * bins).astype(int) - 1, 0, bins - 1)
    error = 0.0
    for number in range(bins):
        inside = places == number
        if inside.any():
            error += inside.mean() * abs(hit[inside].mean() - top[inside].mean())
    return float(error)
