"""The public function of the stage: spans in, claims with attributes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claimtrack.claims.forecasts import is_forecast
from claimtrack.claims.hedges import is_hedged
from claimtrack.claims.horizons import choose_horizon, find_times
from claimtrack.claims.lexicon import lexicon
from claimtrack.claims.quantities import find_quantities
from claimtrack.claims.reading import read_claim, reported_in_past
from claimtrack.claims.segmentation import cut_ranges
from claimtrack.claims.words import is_parsed
from claimtrack.schema import Horizon, Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["ClaimContent", "segment"]


@dataclass(frozen=True)
class ClaimContent:
    """A claim before its stance is scored.

    ``spans`` are stretches of the caller's text, in order; ``text`` joins them with a space.
    ``horizon`` is None when the claim is not a forecast or names no time.
    """

    spans: tuple[Span, ...]
    text: str
    hedged: bool
    forecast: bool
    horizon: Horizon | None
    quantities: tuple[Quantity, ...]


def segment(
    text: str,
    doc: Doc,
    spans: Sequence[Span],
    *,
    lang: str,
    published: date | None = None,
) -> tuple[ClaimContent, ...]:
    """Cut a quotation into claims and read their attributes.

    Args:
        text: the whole article.
        doc: :func:`claimtrack.syntax.parse` of the whole article.
        spans: the quotation's spans, offsets into ``text``.
        lang: ``fr`` or ``en``.
        published: the day that horizons such as *d'ici deux ans* count from.

    Returns:
        The claims in reading order. Together they hold every word of the quotation, each once;
        white space and border punctuation are left out. Empty when the spans hold nothing.
    """
    lex = lexicon(lang)
    parsed = is_parsed(doc)
    bounds = [(span.start, span.end) for span in spans]
    if not bounds:
        return ()
    past = reported_in_past(text, doc, min(bounds)[0], lex, parsed=parsed)
    claims = []
    for ranges in cut_ranges(text, doc, bounds, lex):
        reading = read_claim(
            text, doc, ranges, lex, parsed=parsed, published=published, past_report=past
        )
        times = find_times(reading)
        forecast = is_forecast(reading, future_time=any(time.strong for time in times))
        claims.append(
            ClaimContent(
                spans=tuple(Span.of(text, start, end) for start, end in ranges),
                text=reading.text,
                hedged=is_hedged(reading),
                forecast=forecast,
                horizon=choose_horizon(times) if forecast else None,
                quantities=tuple(find_quantities(text, ranges, reading.words, lex)),
            )
        )
    return tuple(claims)
