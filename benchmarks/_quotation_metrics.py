"""Scores of predicted quotations against annotated ones, by section 6 of the guideline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimtrack.text import fold

__all__ = [
    "FIELDS",
    "FOUND",
    "OPTIONAL",
    "THRESHOLDS",
    "Bounds",
    "Error",
    "Relation",
    "Tally",
    "akin_words",
    "errors",
    "jaccard",
    "judge",
    "match",
    "positions",
    "same_cue",
    "same_speaker",
    "same_words",
]

Bounds = tuple[int, int]

#: The overlaps at which a predicted quotation counts as the annotated one.
THRESHOLDS = (0.3, 0.8)
#: What is judged of a pair matched at the lower threshold.
FIELDS = ("speaker", "cue", "role", "role_half", "affiliation", "affiliation_half", "kind")
#: What an article may leave unsaid: scored by F1 too, so that saying nothing earns nothing.
OPTIONAL = ("role", "affiliation")
#: Their fields, by the same words and by half of them.
FOUND = ("role", "role_half", "affiliation", "affiliation_half")

_TITLES = "m mm mme mmes mlle me dr pr mr mrs ms prof monsieur madame maitre docteur"
_DETERMINERS = (
    "le la les l un une des du de d ce cet cette ces son sa ses leur leurs "
    "the a an of this that these those his her its their"
)
_SMALL_WORDS = frozenset(f"{_TITLES} {_DETERMINERS}".split())


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribution relation, annotated or predicted, as far as it is scored."""

    kind: str
    spans: tuple[Bounds, ...]
    speaker: str
    cue: Bounds | None = None
    role: str | None = None
    affiliation: str | None = None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Relation:
        """Return the annotated quotation of a row of ``quotes.jsonl`` or of a gold file."""
        cue = row.get("cue")
        return cls(
            kind=row["kind"],
            spans=tuple((start, end) for start, end in row["spans"]),
            speaker=row["speaker"],
            cue=(cue[0], cue[1]) if cue else None,
            role=row.get("role"),
            affiliation=row.get("affiliation"),
        )


# -- pairs -----------------------------------------------------------------------------------------


def positions(spans: Sequence[Bounds]) -> frozenset[int]:
    """Return the character positions that spans cover."""
    return frozenset(place for start, end in spans for place in range(start, end))


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Return intersection over union; 0 for two empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def match(
    gold: Sequence[Sequence[Bounds]], predicted: Sequence[Sequence[Bounds]]
) -> list[tuple[int, int, float]]:
    """Return (gold, predicted, overlap) of the pairs, made greedily from the highest overlap.

    One to one; of equal overlaps the first in the text is taken. Pairs without any common
    character are not made.
    """
    gold_sets, predicted_sets = [positions(s) for s in gold], [positions(s) for s in predicted]
    scored = sorted(
        (-jaccard(g, p), i, j)
        for i, g in enumerate(gold_sets)
        for j, p in enumerate(predicted_sets)
        if not g.isdisjoint(p)
    )
    pairs: list[tuple[int, int, float]] = []
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    for minus_overlap, i, j in scored:
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((i, j, -minus_overlap))
    return pairs


# -- what is judged of a pair ----------------------------------------------------------------------


def _words(phrase: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(phrase)) if word not in _SMALL_WORDS]


def _share_half(one: list[str], other: list[str]) -> bool:
    return 2 * len(set(one) & set(other)) >= max(len(one), len(other))


def _is_noun_phrase(name: str) -> bool:
    """Return whether a source has no name: *un salarié licencié*, *plusieurs médias*."""
    return name[:1].islower()


def same_speaker(predicted: str, gold: str) -> bool:
    """Return whether two speakers agree.

    Names are compared without case, accents, titles and determiners. A surname alone agrees with
    the full name; noun phrases agree when they share half the words of the longer one.
    """
    one, other = _words(predicted), _words(gold)
    if not one or not other:
        return False
    if one == other:
        return True
    if _is_noun_phrase(predicted) or _is_noun_phrase(gold):
        return _share_half(one, other)
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and long[-len(short) :] == short


def same_words(predicted: str | None, gold: str | None) -> bool:
    """Return whether two roles or affiliations agree but for case, accents and determiners."""
    if predicted is None or gold is None:
        return predicted is gold
    return _words(predicted) == _words(gold)


def akin_words(predicted: str | None, gold: str | None) -> bool:
    """Return whether two roles or affiliations share half the words of the longer one."""
    if predicted is None or gold is None:
        return predicted is gold
    return _share_half(_words(predicted), _words(gold))


def same_cue(predicted: Bounds | None, gold: Bounds | None) -> bool:
    """Return whether two cues share a character: *a déclaré* and *déclaré* are the same cue."""
    if predicted is None or gold is None:
        return predicted is gold
    return predicted[0] < gold[1] and gold[0] < predicted[1]


def judge(predicted: Relation, gold: Relation) -> dict[str, bool]:
    """Return which of :data:`FIELDS` a matched prediction has right."""
    return {
        "speaker": same_speaker(predicted.speaker, gold.speaker),
        "cue": same_cue(predicted.cue, gold.cue),
        "role": same_words(predicted.role, gold.role),
        "role_half": akin_words(predicted.role, gold.role),
        "affiliation": same_words(predicted.affiliation, gold.affiliation),
        "affiliation_half": akin_words(predicted.affiliation, gold.affiliation),
        "kind": predicted.kind == gold.kind,
    }


# -- sums ------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """Counts over articles, pooled."""

    gold: int = 0
    predicted: int = 0
    matched: dict[float, int] = field(default_factory=lambda: dict.fromkeys(THRESHOLDS, 0))
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    gold_by_kind: dict[str, int] = field(default_factory=dict)
    found_by_kind: dict[str, int] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OPTIONAL, 0))
    stated: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OPTIONAL, 0))
    agreed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FOUND, 0))

    def add(self, gold: Sequence[Relation], predicted: Sequence[Relation]) -> None:
        """Add the quotations of one article."""
        self.gold += len(gold)
        self.predicted += len(predicted)
        for one in gold:
            self.gold_by_kind[one.kind] = self.gold_by_kind.get(one.kind, 0) + 1
        for i, j, overlap in match([g.spans for g in gold], [p.spans for p in predicted]):
            for threshold in THRESHOLDS:
                self.matched[threshold] += overlap >= threshold
            if overlap < THRESHOLDS[0]:
                continue
            self.found_by_kind[gold[i].kind] = self.found_by_kind.get(gold[i].kind, 0) + 1
            judged = judge(predicted[j], gold[i])
            for name, right in judged.items():
                self.right[name] += right
            for name in OPTIONAL:
                self.given[name] += getattr(predicted[j], name) is not None
                self.stated[name] += getattr(gold[i], name) is not None
            for name in FOUND:
                stated = getattr(gold[i], name.removesuffix("_half")) is not None
                self.agreed[name] += stated and judged[name]

    def scores(self) -> dict[str, float]:
        """Return precision, recall and F1 at each threshold, accuracy of fields at the lower."""
        out: dict[str, float] = {}
        for threshold, hits in self.matched.items():
            precision = hits / self.predicted if self.predicted else 0.0
            recall = hits / self.gold if self.gold else 0.0
            total = precision + recall
            out[f"precision@{threshold}"] = precision
            out[f"recall@{threshold}"] = recall
            out[f"f1@{threshold}"] = 2 * precision * recall / total if total else 0.0
        matched = self.matched[THRESHOLDS[0]]
        out |= {name: right / matched if matched else 0.0 for name, right in self.right.items()}
        for name, hits in self.agreed.items():
            kind = name.removesuffix("_half")
            total = self.given[kind] + self.stated[kind]
            out[f"{name}_f1"] = 2 * hits / total if total else 0.0
        return {name: round(value, 4) for name, value in out.items()}

    def recall_by_kind(self) -> dict[str, float]:
        """Return the recall at the lower threshold of each kind that is annotated."""
        return {
            kind: round(self.found_by_kind.get(kind, 0) / count, 4)
            for kind, count in sorted(self.gold_by_kind.items())
        }


@dataclass(frozen=True, slots=True, order=True)
class Error:
    """Something wrong with one quotation; the gravest sort first."""

    rank: float
    what: str
    where: int
    words: str


def errors(text: str, gold: Sequence[Relation], predicted: Sequence[Relation]) -> Iterator[Error]:
    """Yield what is wrong in one article: missed, invented, badly cut, given to another."""
    pairs = match([g.spans for g in gold], [p.spans for p in predicted])
    pairs = [pair for pair in pairs if pair[2] >= THRESHOLDS[0]]
    for i in sorted(set(range(len(gold))) - {i for i, _, _ in pairs}):
        yield Error(0.0, f"missed {gold[i].kind}", gold[i].spans[0][0], _shown(text, gold[i]))
    for j in sorted(set(range(len(predicted))) - {j for _, j, _ in pairs}):
        one = predicted[j]
        yield Error(0.1, f"invented {one.kind}", one.spans[0][0], _shown(text, one))
    for i, j, overlap in pairs:
        at = gold[i].spans[0][0]
        if not same_speaker(predicted[j].speaker, gold[i].speaker):
            who = f"said by {gold[i].speaker}, not {predicted[j].speaker}"
            yield Error(0.2, who, at, _shown(text, gold[i]))
        if overlap < THRESHOLDS[1]:
            cut = f"overlap {overlap:.2f} with: {_shown(text, predicted[j])}"
            yield Error(overlap, cut, at, _shown(text, gold[i]))


def _shown(text: str, one: Relation) -> str:
    words = " | ".join(text[start:end] for start, end in one.spans)
    return words if len(words) <= 90 else words[:89] + "…"
