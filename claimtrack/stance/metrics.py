"""How right a stance model is, by the guideline's section 6."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from claimtrack.schema import LABELS
from claimtrack.stance.calibration import expected_calibration_error
from claimtrack.stance.rows import Row

__all__ = ["by", "evaluate", "label_indices", "polarity"]


def label_indices(rows: Sequence[Row]) -> NDArray[np.int64]:
    """Return the column of each row's label in ``LABELS``."""
    return np.array([LABELS.index(row.label) for row in rows], dtype=np.int64)


def polarity(probabilities: NDArray[np.floating], labels: NDArray[np.integer]) -> float | None:
    """Return the share of bullish and skeptical rows whose score has the right sign."""
    scores = probabilities[:, 0] - probabilities[:, 1]
    sided = labels < 2
    if not sided.any():
        return None
    wanted = np.where(labels[sided] == 0, 1.0, -1.0)
    return float((np.sign(scores[sided]) == wanted).mean())


def _groups_right(rows: Sequence[Row], hit: NDArray[np.bool_]) -> tuple[int, float | None]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for row, right in zip(rows, hit, strict=True):
        if row.group is not None:
            groups[row.group].append(bool(right))
    whole = [all(members) for members in groups.values() if len(members) > 1]
    return len(whole), float(np.mean(whole)) if whole else None


def evaluate(probabilities: NDArray[np.floating], rows: Sequence[Row]) -> dict[str, Any]:
    """Return the figures of ``probabilities`` ``[n, 4]`` on ``rows``, ready for JSON.

    ``macro_f1`` is over the labels present; ``groups`` counts the groups of two rows or more, and
    ``groups_right`` those with every row right.

    Raises:
        ValueError: no rows, or as many probabilities as rows are not given.
    """
    if not rows or len(rows) != len(probabilities):
        raise ValueError(f"{len(probabilities)} probabilities for {len(rows)} rows")
    labels = label_indices(rows)
    guesses = probabilities.argmax(axis=1)
    present = sorted(set(labels.tolist()))
    every = list(range(len(LABELS)))
    precision, recall, f1, support = precision_recall_fscore_support(
        labels, guesses, labels=every, zero_division=0.0
    )
    groups, groups_right = _groups_right(rows, guesses == labels)
    return {
        "rows": len(rows),
        "macro_f1": float(np.mean([f1[i] for i in present])),
        "accuracy": float((guesses == labels).mean()),
        "polarity": polarity(probabilities, labels),
        "ece": expected_calibration_error(probabilities, labels),
        "groups": groups,
        "groups_right": groups_right,
        "labels": {
            label: {
                "precision": float(precision[i]),
                "recall": float(recall[i]),
                "f1": float(f1[i]),
                "rows": int(support[i]),
            }
            for i, label in enumerate(LABELS)
        },
        "confusion": confusion_matrix(labels, guesses, labels=every).tolist(),
    }


def by(
    key: Callable[[Row], str], probabilities: NDArray[np.floating], rows: Sequence[Row]
) -> dict[str, dict[str, Any]]:
    """Return :func:`evaluate` for each value of ``key``, in alphabetical order."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        places[key(row)].append(index)
    return {
        name: evaluate(probabilities[indices], [rows[i] for i in indices])
        for name, indices in sorted(places.items())
    }
