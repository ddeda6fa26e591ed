"""Reports as a pandas table: one row a claim."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from claimtrack.schema import LABELS, Claim, Quotation, Report
from claimtrack.views.plain import as_reports, place, printable

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "to_frame"]

_KINDS = ("direct", "indirect", "mixed")
_LABELS = (*LABELS, "mixed")

#: Every column with its kind of values, in the order of the table.
COLUMNS: dict[str, str | tuple[str, ...]] = {
    "article_id": "text",
    "title": "text",
    "published": "day",
    "outlet": "text",
    "url": "text",
    "lang": "text",
    "speaker": "text",
    "role": "text",
    "affiliation": "text",
    "attribution": "number",
    "mention": "text",
    "kind": _KINDS,
    "cue": "text",
    "quotation": "text",
    "claim": "text",
    "start": "count",
    "end": "count",
    "target": "text",
    "label": LABELS,
    "score": "number",
    "confidence": "number",
    **{f"p_{label}": "number" for label in LABELS},
    "abstained": "flag",
    "hedged": "flag",
    "forecast": "flag",
    "horizon_earliest": "day",
    "horizon_latest": "day",
    "horizon_words": "text",
    "quotation_stance": _LABELS,
    "quotation_score": "number",
    "model": "text",
    "model_version": "text",
}


def to_frame(reports: Report | Iterable[Report]) -> pd.DataFrame:
    """Return one row a claim, articles in the order given, claims in reading order.

    The columns and their types are those of :data:`COLUMNS`, whether there are claims or not.
    ``attribution`` is how sure the source is; ``start`` and ``end`` bound the claim in the
    article, over all its spans. Characters that no file can hold (control characters, lone
    surrogates) come as U+FFFD, so that the table can be written as CSV, Parquet or SQL.
    """
    rows = [
        _row(report, quotation, claim)
        for report in as_reports(reports)
        for quotation, claim in _claims(report)
    ]
    return _typed(rows)


def _claims(report: Report) -> list[tuple[Quotation, Claim]]:
    pairs = [(quotation, claim) for quotation in report.quotations for claim in quotation.claims]
    return sorted(pairs, key=lambda pair: place(pair[1]))


def _row(report: Report, quotation: Quotation, claim: Claim) -> dict[str, Any]:
    article, source = report.article, quotation.source
    stance, horizon = claim.stance, claim.horizon
    return {
        "article_id": article.id,
        "title": article.title,
        "published": article.published,
        "outlet": article.source,
        "url": article.url,
        "lang": article.lang,
        "speaker": source.name,
        "role": source.role,
        "affiliation": source.affiliation,
        "attribution": source.confidence,
        "mention": source.mention and source.mention.text,
        "kind": quotation.kind,
        "cue": quotation.cue and quotation.cue.text,
        "quotation": quotation.text,
        "claim": claim.text,
        "start": claim.spans[0].start,
        "end": claim.spans[-1].end,
        "target": stance.target,
        "label": stance.label,
        "score": stance.score,
        "confidence": stance.confidence,
        **{f"p_{label}": stance.probabilities[label] for label in LABELS},
        "abstained": stance.abstained,
        "hedged": claim.hedged,
        "forecast": claim.forecast,
        "horizon_earliest": horizon and horizon.earliest,
        "horizon_latest": horizon and horizon.latest,
        "horizon_words": horizon and horizon.words,
        "quotation_stance": quotation.stance.label,
        "quotation_score": quotation.stance.score,
        "model": report.model.name,
        "model_version": report.model.version,
    }


def _typed(rows: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    # Seconds, not nanoseconds: a forecast may be due long after the year 2262.
    dtypes: dict[str, Any] = {
        "text": pd.StringDtype(na_value=float("nan")),
        "day": "datetime64[s]",
        "number": "float64",
        "count": "int64",
        "flag": "bool",
    }
    columns = {}
    for name, kind in COLUMNS.items():
        values = [row[name] for row in rows]
        if isinstance(kind, tuple):
            dtype = pd.CategoricalDtype(list(kind))
        else:
            dtype = dtypes[kind]
            if kind == "text":
                values = [value and printable(value) for value in values]
        columns[name] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(columns)
