"""A report as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.schema import Quotation, Report, Stance
from claimtrack.views.plain import SHAPES, headline, office, place, printable, when

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["report_table"]

_STYLES = {
    "bullish": "bold blue",
    "skeptical": "bold yellow",
    "neutral": "default",
    "unrelated": "dim",
    "mixed": "bold magenta",
}


def report_table(report: Report) -> RenderableType:
    """Return the report as something rich prints: a row a claim, its diagnostics under it.

    The article's words are never read as rich markup nor obeyed by the terminal.
    """
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=_heading(report),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        expand=True,
    )
    table.add_column("Speaker", ratio=5)
    table.add_column("Stance", no_wrap=True, min_width=18)
    table.add_column("Claim", ratio=11)
    speaker = None
    introduced: set[str] = set()
    for quotation in sorted(report.quotations, key=place):
        for claim in sorted(quotation.claims, key=place):
            # A speaker's name is written once for claims in a row: the eye sees who goes on.
            name = Text()
            if quotation.source.name != speaker:
                speaker = quotation.source.name
                name = _speaker(quotation, introduce=speaker not in introduced)
                introduced.add(speaker)
            words = Text(printable(claim.text))
            notes = ["hedged"] if claim.hedged else []
            if claim.forecast:
                notes.append("forecast" + (f": {when(claim.horizon)}" if claim.horizon else ""))
            if notes:
                words.append(printable(f"  [{'; '.join(notes)}]"), style="dim")
            table.add_row(name, _stance(claim.stance), words)
    parts: list[RenderableType] = [table]
    if not table.row_count:
        parts = [_heading(report), Text("No claim was found.")]
    parts += [_diagnostic(d.code, d.message) for d in report.diagnostics]
    return Group(*parts)


def _heading(report: Report) -> Text:
    from rich.text import Text

    article = report.article
    targets = dict.fromkeys(
        claim.stance.target for quotation in report.quotations for claim in quotation.claims
    )
    parts = [
        headline(article) or article.id,
        article.published.isoformat() if article.published else None,
        article.source,
    ]
    heading = " · ".join(part for part in parts if part)
    if targets:
        heading += "\nStance toward " + "; ".join(targets)
    return Text(printable(heading))


def _speaker(quotation: Quotation, *, introduce: bool) -> Text:
    from rich.text import Text

    text = Text(printable(quotation.source.name), style="bold")
    described = office(quotation.source)
    if described and introduce:
        text.append(printable(f"\n{described}"), style="not bold dim")
    return text


def _stance(stance: Stance) -> Text:
    from rich.text import Text

    text = Text(f"{SHAPES[stance.label]} {stance.label} ", style=_STYLES[stance.label])
    text.append(f"{stance.score:+z.2f}")
    if stance.abstained:
        text.append("\nnot sure", style="not bold dim")
    return text


def _diagnostic(code: str, message: str) -> Text:
    from rich.text import Text

    return Text(f"! {printable(message)} ({code})", style="yellow")
