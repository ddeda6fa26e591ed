"""Reports as one self-contained page: no network, no script, readable in light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from claimtrack.schema import LABELS, Claim, Quotation, Report, Stance
from claimtrack.views.influences import pieces
from claimtrack.views.marking import number_claims, paragraphs
from claimtrack.views.plain import SHAPES, as_reports, headline, office, place, printable, when

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["to_html"]


def to_html(reports: Report | Iterable[Report]) -> str:
    """Return one page with every report given: the marked text, the speakers, the diagnostics.

    The page can always be encoded as UTF-8; whatever the article holds is shown as text.
    """
    pages = [
        _page(report, f"r{number}") for number, report in enumerate(as_reports(reports), start=1)
    ]
    template = _environment().get_template("report.html")
    return template.render(pages=pages, shapes=SHAPES, labels=LABELS)


@cache
def _environment() -> Environment:
    import jinja2
    from markupsafe import Markup

    def finalize(value: Any) -> Any:
        # Every value passes here, so that no template has to think of control characters.
        if isinstance(value, str) and not isinstance(value, Markup):
            return printable(value)
        return value

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("claimtrack.views"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["signed"] = "{:+z.2f}".format
    return environment


def _page(report: Report, anchor: str) -> dict[str, Any]:
    article, claims = report.article, number_claims(report)
    counts = dict.fromkeys(LABELS, 0)
    for claim in claims.values():
        if claim.stance.label in counts:
            counts[claim.stance.label] += 1
    return {
        "anchor": anchor,
        "title": headline(article),
        "published": article.published.isoformat() if article.published else None,
        "outlet": article.source,
        "url": article.url,
        # Only addresses that a reader can follow without running anything.
        "linked": (article.url or "").lower().startswith(("https://", "http://")),
        "lang": article.lang or "",
        "targets": list(dict.fromkeys(claim.stance.target for claim in claims.values())),
        "counts": counts,
        "paragraphs": paragraphs(report, claims),
        "speakers": _speakers(report, claims),
        "explained": any(claim.stance.influences for claim in claims.values()),
        "diagnostics": report.diagnostics,
        "model": report.model,
    }


def _speakers(report: Report, claims: dict[int, Claim]) -> list[dict[str, Any]]:
    """Return a panel a source, in the order of their first words."""
    numbers = {id(claim): number for number, claim in claims.items()}
    said: dict[str, list[Quotation]] = {}
    for quotation in sorted(report.quotations, key=place):
        said.setdefault(quotation.source.name, []).append(quotation)
    known = {speaker.name: speaker for speaker in report.speakers}
    panels = []
    for name, quotations in said.items():
        speaker = known.get(name)
        panels.append(
            {
                "name": name,
                "office": office(speaker or quotations[0].source),
                "stance": _stance(speaker.stance) if speaker else None,
                "claims": [
                    _claim(claim, numbers[id(claim)])
                    for quotation in quotations
                    for claim in sorted(quotation.claims, key=place)
                ],
            }
        )
    return panels


def _claim(claim: Claim, number: int) -> dict[str, Any]:
    notes = []
    if claim.hedged:
        notes.append("hedged")
    if claim.forecast:
        notes.append("forecast" + (f": {when(claim.horizon)}" if claim.horizon else ""))
    notes += [quantity.span.text for quantity in claim.quantities]
    return {
        "number": number,
        "pieces": pieces(claim),
        "notes": notes,
        "stance": _stance(claim.stance),
    }


def _stance(stance: Stance) -> dict[str, Any]:
    return {
        "label": stance.label,
        "score": stance.score,
        "confidence": stance.confidence,
        "abstained": stance.abstained,
        # The bar runs from the middle to the score; percentages of its whole width.
        "left": round(50 + 50 * min(stance.score, 0.0), 1),
        "width": round(50 * abs(stance.score), 1),
    }
