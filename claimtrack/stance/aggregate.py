"""One stance from several: what a quotation, or a speaker, amounts to (guideline, section 4)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claimtrack.schema import LABELS, AggregateLabel, Stance

__all__ = ["aggregate"]


def aggregate(
    stances: Sequence[Stance],
    weights: Sequence[float] | None = None,
    target: str | None = None,
) -> Stance:
    """Return the aggregate of the claims' ``stances``.

    The label follows the guideline: ``mixed`` when both polarities are there, else the only
    polarity there, else ``neutral`` if any is, else ``unrelated``. Abstained stances do not vote,
    unless all abstained: the aggregate then abstains too.

    Probabilities are the mean of the voters', weighted by ``weights`` (lengths, for instance), and
    the score is theirs. The confidence is the probability that the rule gives this label when every
    voter's label is drawn from its own probabilities, independently: one doubtful claim among sure
    ones can overturn the rule, and that doubt stays visible. For a single claim it is the claim's
    own confidence.

    Args:
        stances: of one quotation or one speaker; an aggregate among them may be ``mixed``.
        weights: one a stance, none negative, not all 0; equal when not given.
        target: that of the first stance when not given.

    Raises:
        ValueError: no stance, or weights that do not fit.
    """
    if not stances:
        raise ValueError("nothing to aggregate: at least one stance is needed")
    given = np.ones(len(stances)) if weights is None else np.asarray(weights, dtype=np.float64)
    if given.shape != (len(stances),) or np.any(given < 0) or not given.sum() > 0:
        raise ValueError(
            f"weights must be {len(stances)} numbers, none negative, not all 0: {weights!r:.80}"
        )
    voting = [index for index, stance in enumerate(stances) if not stance.abstained]
    silent = not voting or not given[voting].sum() > 0
    if silent:
        voting = list(range(len(stances)))
    voters = [stances[index] for index in voting]
    matrix = np.array([[stance.probabilities[label] for label in LABELS] for stance in voters])
    matrix = matrix / matrix.sum(axis=1, keepdims=True)
    mean = np.average(matrix, axis=0, weights=given[voting])
    label = _label(voters)
    return Stance(
        target=stances[0].target if target is None else target,
        label=label,
        probabilities={name: float(p) for name, p in zip(LABELS, mean, strict=True)},
        score=float(np.clip(mean[0] - mean[1], -1.0, 1.0)),
        confidence=_confidence(label, voters, matrix),
        abstained=all(stance.abstained for stance in stances),
    )


def _label(voters: Sequence[Stance]) -> AggregateLabel:
    labels = {stance.label for stance in voters}
    if "mixed" in labels or {"bullish", "skeptical"} <= labels:
        return "mixed"
    order: tuple[AggregateLabel, ...] = ("bullish", "skeptical", "neutral", "unrelated")
    return next(label for label in order if label in labels)


def _confidence(
    label: AggregateLabel, voters: Sequence[Stance], matrix: NDArray[np.float64]
) -> float:
    if len(voters) == 1:
        return voters[0].confidence
    bullish, skeptical, _, unrelated = matrix.T
    no_bullish = float(np.prod(1 - bullish))
    no_skeptical = float(np.prod(1 - skeptical))
    neither = float(np.prod(np.clip(1 - bullish - skeptical, 0, 1)))
    all_unrelated = float(np.prod(unrelated))
    chances: dict[AggregateLabel, float] = {
        "bullish": no_skeptical - neither,
        "skeptical": no_bullish - neither,
        "neutral": neither - all_unrelated,
        "unrelated": all_unrelated,
        "mixed": 1 - no_bullish - no_skeptical + neither,
    }
    mixed = [stance.confidence for stance in voters if stance.label == "mixed"]
    return float(np.clip(max([chances[label], *mixed]), 0.0, 1.0))
