"""Probabilities into typed stances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from claimtrack.schema import LABELS, Influence, Stance

__all__ = ["to_stance", "to_stances"]


def to_stance(
    probabilities: Iterable[float],
    *,
    target: str,
    abstain_below: float = 0.0,
    influences: tuple[Influence, ...] = (),
) -> Stance:
    """Return the stance that four probabilities, in the order of ``LABELS``, amount to.

    The label is the likeliest one and the confidence its probability; the score is
    p(bullish) - p(skeptical). Under ``abstain_below`` the stance abstains: the label is then the
    best guess.

    Raises:
        ValueError: not four numbers that sum to 1.
    """
    values = np.asarray(list(probabilities), dtype=np.float64)
    if values.shape != (len(LABELS),) or not np.all(values >= 0) or abs(values.sum() - 1) > 1e-3:
        raise ValueError(
            f"expected {len(LABELS)} probabilities that sum to 1, got {values.tolist()}"
        )
    values = values / values.sum()
    best = int(values.argmax())
    confidence = float(min(1.0, values[best]))
    return Stance(
        target=target,
        label=LABELS[best],
        probabilities={label: float(p) for label, p in zip(LABELS, values, strict=True)},
        score=float(np.clip(values[0] - values[1], -1.0, 1.0)),
        confidence=confidence,
        abstained=confidence < abstain_below,
        influences=influences,
    )


def to_stances(
    probabilities: NDArray[np.floating],
    targets: Sequence[str],
    *,
    abstain_below: float = 0.0,
    influences: Sequence[tuple[Influence, ...]] | None = None,
) -> list[Stance]:
    """Return one stance a row of ``probabilities`` ``[n, 4]``, toward ``targets``.

    ``influences``, where given, are one tuple a row.
    """
    moved = [()] * len(targets) if influences is None else influences
    return [
        to_stance(row.tolist(), target=target, abstain_below=abstain_below, influences=words)
        for row, target, words in zip(probabilities, targets, moved, strict=True)
    ]
