"""Why each quotation of a report was found and given to its source."""

from __future__ import annotations

from typing import Final

from claimtrack.schema import Explanation, Quotation, Report

__all__ = ["explain"]

_MARKS: Final = "«»“”„‟\"'‘’‹›—–"
_SHOWN = 60

_FOUND_BY: Final = {
    "name": "named there",
    "description": "described there",
    "role": "the person of that role",
    "pronoun": "the nearest person that the pronoun agrees with",
    "ordinal": "told by the order in which the persons came",
    "recency": "the person named last",
    "sentence before": "the subject of the sentence before",
    "turn": "whose turn it is to speak",
    "unknown": "nothing tells who speaks",
}


def explain(report: Report) -> tuple[Explanation, ...]:
    """Return one explanation a quotation, in reading order."""
    return tuple(_explanation(report.article.text, one) for one in report.quotations)


def _mark_before(text: str, start: int) -> str | None:
    before = text[:start].rstrip()[-1:]
    return before if before and before in _MARKS else None


def _explanation(text: str, quotation: Quotation) -> Explanation:
    first, source = quotation.spans[0], quotation.source
    mark = _mark_before(text, first.start) if quotation.kind == "direct" else None
    mention = source.mention.text if source.mention else None
    cue = quotation.cue.text if quotation.cue else None
    return Explanation(
        quotation=first,
        mark=mark,
        cue=cue,
        rule=quotation.rule,
        source=source.name,
        mention=mention,
        found_by=source.found_by,
        confidence=source.confidence,
        words=_words(quotation, mark, cue, mention),
    )


def _words(quotation: Quotation, mark: str | None, cue: str | None, mention: str | None) -> str:
    text, source = quotation.text, quotation.source
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
    evidence = []
    if mark:
        evidence.append(f"opened by {mark}")
    evidence.append(f"cue “{cue}”" if cue else "without a cue")
    if quotation.rule:
        evidence.append(f"rule: {quotation.rule}")
    said_by = source.name if mention in (None, source.name) else f"{source.name} (“{mention}”)"
    how = _FOUND_BY.get(source.found_by, source.found_by)
    return (
        f"“{shown}”: {quotation.kind}, {', '.join(evidence)}; "
        f"said by {said_by}{f', {how}' if how else ''}, confidence {source.confidence:.2f}"
    )
