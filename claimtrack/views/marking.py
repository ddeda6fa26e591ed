"""An article cut into pieces that each have one look.

Quotations, claims, cues and mentions may overlap, nest or touch, while a page's elements may
only nest: so the text is cut at every bound, and each piece knows what it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from claimtrack.schema import Claim, Report
from claimtrack.text import iter_paragraphs
from claimtrack.views.plain import place

__all__ = ["Piece", "Tag", "number_claims", "paragraphs"]


_KINDS = ("quotation", "claim", "cue", "mention")


@dataclass(frozen=True)
class _Mark:
    """A stretch of the article with a meaning; ``number`` and ``label`` are a claim's."""

    start: int
    end: int
    kind: str
    number: int = 0
    label: str = ""


@dataclass(frozen=True)
class Tag:
    """The sign before a stretch of a claim; ``again`` when the claim was interrupted before."""

    number: int
    label: str
    again: bool


@dataclass(frozen=True)
class Piece:
    """A text without a bound inside: the claims that open at it, its style classes."""

    text: str
    tags: tuple[Tag, ...]
    classes: tuple[str, ...]


def number_claims(report: Report) -> dict[int, Claim]:
    """Return the report's claims by their number on the page: 1, 2, ... in reading order."""
    claims = [claim for quotation in report.quotations for claim in quotation.claims]
    return dict(enumerate(sorted(claims, key=place), start=1))


def _marks(report: Report, claims: Mapping[int, Claim]) -> Iterator[_Mark]:
    """Yield every stretch of the article that the report speaks of."""
    for quotation in report.quotations:
        for span in quotation.spans:
            yield _Mark(span.start, span.end, "quotation")
        if quotation.cue:
            yield _Mark(quotation.cue.start, quotation.cue.end, "cue")
        if quotation.source.mention:
            yield _Mark(quotation.source.mention.start, quotation.source.mention.end, "mention")
    for number, claim in claims.items():
        for span in claim.spans:
            yield _Mark(span.start, span.end, "claim", number, claim.stance.label)


def paragraphs(report: Report, claims: Mapping[int, Claim]) -> list[list[Piece]]:
    """Return the article's paragraphs, each as pieces in order."""
    text = report.article.text
    bounds = list(iter_paragraphs(text))
    opening: dict[int, list[_Mark]] = defaultdict(list)
    closing: dict[int, list[_Mark]] = defaultdict(list)
    for mark in _marks(report, claims):
        if mark.start < mark.end:
            opening[mark.start].append(mark)
            closing[mark.end].append(mark)
    cuts = sorted({*opening, *closing, *(at for bound in bounds for at in bound)})

    result: list[list[Piece]] = [[] for _ in bounds]
    active: list[_Mark] = []
    waiting: list[_Mark] = []
    tagged: set[int] = set()
    current = 0
    for start, end in pairwise(cuts):
        for mark in closing[start]:
            active.remove(mark)
        active += opening[start]
        waiting += (mark for mark in opening[start] if mark.kind == "claim")
        while current < len(bounds) and bounds[current][1] <= start:
            current += 1
        if current == len(bounds):
            break
        if start < bounds[current][0]:
            continue  # white space between paragraphs
        tags = tuple(Tag(mark.number, mark.label, mark.number in tagged) for mark in waiting)
        tagged.update(mark.number for mark in waiting)
        waiting = []
        result[current].append(Piece(text[start:end], tags, _classes(active)))
    return result


def _classes(active: list[_Mark]) -> tuple[str, ...]:
    kinds = {mark.kind for mark in active}
    claims = [mark for mark in active if mark.kind == "claim"]
    classes: list[str] = [kind for kind in _KINDS if kind in kinds]
    if claims:
        # Of overlapping claims the shortest says most about these words.
        classes.append(min(claims, key=lambda mark: mark.end - mark.start).label)
    return tuple(classes)
