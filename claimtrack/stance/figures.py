"""The figures of a training run on its dev rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimtrack.stance.calibration import (
    abstention_threshold,
    cross_fit,
    expected_calibration_error,
    reliability,
)
from claimtrack.stance.metrics import by, evaluate, label_indices
from claimtrack.stance.rows import Row

__all__ = ["dev_figures", "halves", "summary"]

PAIRS = "counterfactual_pair"


def halves(rows: Sequence[Row]) -> list[int]:
    """Return 0 or 1 for each row, by hashing its group (or its text): groups stay whole."""
    keys = [row.group or row.text for row in rows]
    return [hashlib.sha256(key.encode("utf-8", "replace")).digest()[0] % 2 for key in keys]


def dev_figures(
    raw: NDArray[np.float64],
    rows: Sequence[Row],
    temperature: float,
    abstain_below: float,
    abstain_risk: float | None = None,
) -> dict[str, Any]:
    """Return all figures of probabilities ``raw`` (at temperature 1) on ``rows``, ready for JSON.

    ``dev`` and its breakdowns are on cross-fitted probabilities; the temperature changes no label,
    so only the calibration error and the abstentions depend on it. With ``abstain_risk``, the
    answered rows are those above a threshold fitted on the other half of dev too.
    """
    fold = halves(rows)
    calibrated = cross_fit(raw, label_indices(rows), fold) if len(set(fold)) > 1 else raw
    labels = label_indices(rows)
    thresholds = np.full(len(rows), abstain_below)
    if abstain_risk is not None and len(set(fold)) > 1:
        for number in set(fold):
            other = np.array(fold) != number
            thresholds[~other] = abstention_threshold(
                calibrated[other], labels[other], risk=abstain_risk
            )
    answered = calibrated.max(axis=1) >= thresholds
    hit = calibrated.argmax(axis=1) == labels
    paired = [index for index, row in enumerate(rows) if PAIRS in row.phenomena and row.group]
    phenomena = sorted({name for row in rows for name in row.phenomena})
    figures: dict[str, Any] = {
        "dev": evaluate(calibrated, rows),
        "temperature": temperature,
        "ece_uncalibrated": expected_calibration_error(raw, labels),
        "abstain_below": abstain_below,
        "abstain_risk": abstain_risk,
        "reliability": reliability(calibrated, labels),
        "answered": float(answered.mean()),
        "accuracy_answered": float(hit[answered].mean()) if answered.any() else None,
        "by_file": by(lambda row: row.source or "rows", calibrated, rows),
        "by_lang": by(lambda row: row.lang, calibrated, rows),
        "by_phenomenon": {},
    }
    if paired:
        pairs = evaluate(calibrated[paired], [rows[index] for index in paired])
        figures["minimal_pairs"] = {
            k: pairs[k] for k in ("rows", "accuracy", "groups", "groups_right")
        }
    for name in phenomena:
        places = [index for index, row in enumerate(rows) if name in row.phenomena]
        part = evaluate(calibrated[places], [rows[index] for index in places])
        kept = ("rows", "accuracy", "polarity")
        figures["by_phenomenon"][name] = {key: part[key] for key in kept}
    return figures


def summary(figures: Mapping[str, Any]) -> str:
    """Return one line of the figures that matter most."""
    f1 = ", ".join(f"{label} {values['f1']:.3f}" for label, values in figures["labels"].items())
    polarity = figures["polarity"]
    side = "none" if polarity is None else f"{polarity:.3f}"
    return (
        f"macro-F1 {figures['macro_f1']:.3f} ({f1}), polarity {side}, ECE {figures['ece']:.3f}, "
        f"accuracy {figures['accuracy']:.3f}"
    )
