"""Making probabilities mean what they say: temperature, and the error that remains."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "abstention_threshold",
    "cross_fit",
    "expected_calibration_error",
    "fit_temperature",
    "reliability",
    "soften",
]

_LOWEST, _HIGHEST = 0.2, 10.0
_THRESHOLDS = 20


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
    return sum(
        one["rows"] / len(right) * abs(one["accuracy"] - one["confidence"])
        for one in reliability(probabilities, right, bins)
    )


def reliability(
    probabilities: NDArray[np.floating],
    labels: Sequence[int] | NDArray[np.integer],
    bins: int = 10,
) -> list[dict[str, float]]:
    """Return, for each equal bin of the top label's probability that is not empty, what it holds.

    The keys are ``rows``, ``confidence`` (their mean) and ``accuracy``: a reliability diagram.
    """
    right = np.asarray(labels)
    top = probabilities.max(axis=1)
    hit = probabilities.argmax(axis=1) == right
    places = np.clip(np.ceil(top * bins).astype(int) - 1, 0, bins - 1)
    return [
        {
            "rows": float((places == number).sum()),
            "confidence": float(top[places == number].mean()),
            "accuracy": float(hit[places == number].mean()),
        }
        for number in range(bins)
        if (places == number).any()
    ]


def abstention_threshold(
    probabilities: NDArray[np.floating],
    labels: Sequence[int] | NDArray[np.integer],
    *,
    risk: float,
    delta: float = 0.1,
) -> float:
    """Return the lowest confidence at which answers are wrong at a rate of at most ``risk``.

    With probability ``1 - delta`` over the draw of the rows, the answers whose confidence reaches
    the threshold are wrong no oftener than ``risk`` on further rows of the same kind. Twenty
    thresholds are tried, from one that answers a twentieth of the rows to one that answers all;
    the lowest is taken whose Clopper-Pearson bound, at ``delta / 20`` for their number, keeps to
    ``risk`` (selection with guaranteed risk: Geifman and El-Yaniv, "Selective classification for
    deep neural networks", 2017).

    Returns:
        A confidence in [0, 1]; 1 when no threshold keeps the rate, so that everything abstains.

    Raises:
        ValueError: no rows, or a rate outside ]0, 1[.
    """
    from scipy.stats import beta  # type: ignore[import-untyped]

    right = np.asarray(labels)
    if not len(right):
        raise ValueError("an abstention threshold cannot be set on no rows")
    if not 0 < risk < 1 or not 0 < delta < 1:
        raise ValueError(f"risk and delta are rates between 0 and 1, not {risk} and {delta}")
    confidence = probabilities.max(axis=1)
    wrong = probabilities.argmax(axis=1) != right
    order = np.argsort(-confidence, kind="stable")
    errors = np.cumsum(wrong[order])
    found = 1.0
    for step in range(1, _THRESHOLDS + 1):
        lowest = confidence[order[max(1, step * len(right) // _THRESHOLDS) - 1]]
        answered = int((confidence >= lowest).sum())  # ties are answered together
        failed = int(errors[answered - 1])
        bound = 1.0
        if failed < answered:
            level = 1 - delta / _THRESHOLDS
            bound = float(beta.ppf(level, failed + 1, answered - failed))
        if bound <= risk:
            found = float(lowest)
    return found
