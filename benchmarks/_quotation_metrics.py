"""Scores of predicted quotations against annotated ones, by section 6 of the guideline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

Bounds = Sequence[Sequence[int]]

THRESHOLDS = (0.3, 0.8)
_TITLES = ("m", "mm", "mme", "mlle", "mr", "mrs", "ms", "dr", "prof", "monsieur", "madame")
_ARTICLES = ("le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an")
_SMALL_WORDS = frozenset({*_TITLES, *_ARTICLES})


def positions(spans: Bounds) -> frozenset[int]:
    """Return the character positions that spans cover."""
    return frozenset(place for start, end in spans for place in range(start, end))


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Return intersection over union; 0 for two empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def match(gold: Sequence[Bounds], predicted: Sequence[Bounds]) -> list[tuple[int, int, float]]:
    """Return (gold, predicted, overlap), paired greedily from the highest overlap, one to one."""
    gold_sets, predicted_sets = [positions(s) for s in gold], [positions(s) for s in predicted]
    scored = sorted(
        (
            (jaccard(g, p), -i, -j)
            for i, g in enumerate(gold_sets)
            for j, p in enumerate(predicted_sets)
            if not g.isdisjoint(p)
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int, float]] = []
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    for overlap, i, j in scored:
        if -i not in taken_gold and -j not in taken_predicted:
            taken_gold.add(-i)
            taken_predicted.add(-j)
            pairs.append((-i, -j, overlap))
    return pairs


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return [word for word in re.findall(r"\w+", plain) if word not in _SMALL_WORDS]


def same_speaker(predicted: str, gold: str) -> bool:
    """Return whether two speakers agree: names folded, a surname alone counts, phrases by half."""
    one, other = _words(predicted), _words(gold)
    if not one or not other:
        return False
    if one == other or (len(one) == 1 and one[0] == other[-1]):
        return True
    if gold[:1].islower() or predicted[:1].islower():
        return 2 * len(set(one) & set(other)) >= max(len(one), len(other))
    return False


@dataclass
class Tally:
    """Counts over articles, pooled."""

    gold: int = 0
    predicted: int = 0
    matched: dict[float, int] = field(default_factory=lambda: dict.fromkeys(THRESHOLDS, 0))
    speakers_right: int = 0

    def add(
        self,
        pairs: Sequence[tuple[int, int, float]],
        gold: Sequence[str],
        predicted: Sequence[str],
    ) -> None:
        """Add an article: its pairs and the speakers of both sides."""
        self.gold += len(gold)
        self.predicted += len(predicted)
        for i, j, overlap in pairs:
            for threshold in THRESHOLDS:
                self.matched[threshold] += overlap >= threshold
            if overlap >= THRESHOLDS[0]:
                self.speakers_right += same_speaker(predicted[j], gold[i])

    def scores(self) -> dict[str, float]:
        """Return precision, recall and F1 at each threshold, and speaker accuracy at the first."""
        out: dict[str, float] = {}
        for threshold, hits in self.matched.items():
            precision = hits / self.predicted if self.predicted else 0.0
            recall = hits / self.gold if self.gold else 0.0
            total = precision + recall
            f1 = 2 * precision * recall / total if total else 0.0
            out |= {
                f"precision@{threshold}": precision,
                f"recall@{threshold}": recall,
                f"f1@{threshold}": f1,
            }
        first = self.matched[THRESHOLDS[0]]
        out["speaker"] = self.speakers_right / first if first else 0.0
        return {name: round(value, 4) for name, value in out.items()}
