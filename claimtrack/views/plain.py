"""Text that any screen, page or file can hold."""

from __future__ import annotations

from collections.abc import Iterable

from claimtrack.schema import Article, Claim, Horizon, Quotation, Report, Source, Speaker
from claimtrack.text import illegible_spans

__all__ = ["SHAPES", "as_reports", "headline", "office", "place", "printable", "when"]

#: A shape for each label, so that no view tells stances apart by colour alone.
SHAPES = {
    "bullish": "▲",
    "skeptical": "▼",
    "neutral": "●",
    "unrelated": "○",
    "mixed": "◆",
}


_HEADLINE = 90


def printable(text: str) -> str:
    """Return ``text`` with each control character and lone surrogate as U+FFFD, same length.

    Those would break an encoder or a page's markup, or be obeyed by a terminal.
    """
    pieces, done = [], 0
    for start, end in illegible_spans(text):
        pieces += [text[done:start], "\ufffd" * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def as_reports(reports: Report | Iterable[Report]) -> tuple[Report, ...]:
    """Return one report or several as a tuple."""
    return (reports,) if isinstance(reports, Report) else tuple(reports)


def place(passage: Claim | Quotation) -> tuple[int, int]:
    """Return where a passage stands: the key of the reading order."""
    return passage.spans[0].start, passage.spans[-1].end


def headline(article: Article) -> str:
    """Return the title, else the first line of the text, cut where it is long; empty for none."""
    lines = (article.title or article.text).strip().splitlines()
    line = lines[0].strip() if lines else ""
    return line if len(line) <= _HEADLINE else line[: _HEADLINE - 1].rstrip() + "…"


def office(source: Source | Speaker) -> str:
    """Return role and affiliation as far as the article states them, else an empty text."""
    return ", ".join(part for part in (source.role, source.affiliation) if part)


def when(horizon: Horizon) -> str:
    """Return a horizon's dates, with the article's own words."""
    days = [day.isoformat() for day in (horizon.earliest, horizon.latest) if day]
    dates = " to ".join(dict.fromkeys(days))
    return f"{dates} ({horizon.words})" if dates else horizon.words
