"""Scores of claims cut from annotated quotations, by sections 3 and 5 of the guideline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Counts", "Cut", "Tally"]

Bounds = tuple[int, int]
#: Value and unit; earliest and latest month.
Quantity = tuple[float, str | None]
Months = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Cut:
    """A claim as far as it is scored; spans in the article."""

    spans: tuple[Bounds, ...]
    hedged: bool = False
    forecast: bool = False
    horizon: Months | None = None
    quantities: tuple[Quantity, ...] = ()


@dataclass(slots=True)
class Counts:
    """What was found, of what there is."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, predicted: Sequence[object], gold: Sequence[object]) -> None:
        """Add two lists whose equal members count as right, each once."""
        rest = list(gold)
        for one in predicted:
            if one in rest:
                rest.remove(one)
                self.right += 1
        self.predicted += len(predicted)
        self.gold += len(gold)

    def scores(self) -> dict[str, float]:
        """Return precision, recall and F1; of nothing to find and nothing found, 1."""
        if not self.predicted and not self.gold:
            return {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 0}
        total = self.predicted + self.gold
        return {
            "precision": round(self.right / self.predicted, 4) if self.predicted else 0.0,
            "recall": round(self.right / self.gold, 4) if self.gold else 0.0,
            "f1": round(2 * self.right / total, 4),
            "gold": self.gold,
        }


def _starts(cuts: Sequence[Cut]) -> list[int]:
    """Return where claims begin, the first left out: it begins where the quotation does."""
    return sorted(cut.spans[0][0] for cut in cuts)[1:]


def _dated(horizon: Months | None, gold: Months | None) -> list[Months]:
    """Return a horizon as a list, its ends left out where the annotation leaves them open."""
    if horizon is None:
        return []
    earliest, latest = gold or horizon
    return [(horizon[0] if earliest else None, horizon[1] if latest else None)]


@dataclass
class Tally:
    """Counts over quotations, pooled.

    ``boundaries`` are the offsets where a claim begins inside a quotation; ``claims`` counts claims
    with exactly the annotated limits. Attributes are compared on claims of the same limits only, so
    that a wrong cut is not counted twice.
    """

    boundaries: Counts = field(default_factory=Counts)
    claims: Counts = field(default_factory=Counts)
    hedged: Counts = field(default_factory=Counts)
    forecast: Counts = field(default_factory=Counts)
    horizon: Counts = field(default_factory=Counts)
    quantities: Counts = field(default_factory=Counts)

    def add(self, predicted: Sequence[Cut], gold: Sequence[Cut]) -> None:
        """Add the claims of one quotation."""
        self.boundaries.add(_starts(predicted), _starts(gold))
        self.claims.add([cut.spans for cut in predicted], [cut.spans for cut in gold])
        by_spans = {cut.spans: cut for cut in predicted}
        for one in gold:
            found = by_spans.get(one.spans)
            if found is None:
                continue
            self.hedged.add([True] * found.hedged, [True] * one.hedged)
            self.forecast.add([True] * found.forecast, [True] * one.forecast)
            self.horizon.add(_dated(found.horizon, one.horizon), _dated(one.horizon, one.horizon))
            self.quantities.add(found.quantities, one.quantities)

    def scores(self) -> dict[str, dict[str, float]]:
        """Return the figures of each count."""
        names = ("boundaries", "claims", "hedged", "forecast", "horizon", "quantities")
        return {name: getattr(self, name).scores() for name in names}
