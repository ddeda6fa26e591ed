"""Quotations: who said what, with offsets (text -> attributions).

The stage reads marks (:mod:`marks`), cues (:mod:`cues`) and noun phrases (:mod:`phrases`), builds
quotations (:mod:`direct`, :mod:`indirect`, :mod:`segmentation`) and resolves their sources
(:mod:`people`, :mod:`sources`). It knows nothing of claims or stance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.schema import Diagnostic, QuotationKind, Source, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Attribution", "segment"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution relation: a content, its cue, its source, and the rule that found it."""

    kind: QuotationKind
    spans: tuple[Span, ...]
    cue: Span | None
    source: Source
    rule: str


def segment(
    text: str, doc: Doc, *, lang: str
) -> tuple[tuple[Attribution, ...], tuple[Diagnostic, ...]]:
    """Return the quotations of ``text`` in reading order, and what is to be said of them.

    Args:
        text: the article.
        doc: :func:`claimtrack.syntax.parse` of the same text.
        lang: ``fr`` or ``en``.
    """
    from claimtrack.quotations.introductions import introduce
    from claimtrack.quotations.marks import find_quoted
    from claimtrack.quotations.naming import find_names, hear
    from claimtrack.quotations.segmentation import draft_quotations
    from claimtrack.quotations.sources import UNKNOWN, SourceResolver
    from claimtrack.quotations.units import masked_text

    quoted = find_quoted(text, lang)
    masked = masked_text(text, quoted)
    people, readers = find_names(text, masked, doc, lang)
    surnames = frozenset(person.surname for person in people.humans())
    drafts = draft_quotations(text, doc, lang, quoted, surnames)
    hear(people, (draft.mention for draft in drafts))
    introduce(text, people, readers)
    sources = SourceResolver(text, lang, people).resolve(drafts)
    attributions = []
    diagnostics = [
        Diagnostic(
            code="unbalanced_mark",
            message=f"the quotation mark {piece.mark} is not closed in its paragraph",
            span=Span.of(text, piece.open, min(piece.open + len(piece.mark), piece.close)),
        )
        for number, piece in enumerate(quoted)
        if not piece.closed and not (number + 1 < len(quoted) and quoted[number + 1].continues)
    ]
    for draft, source in zip(drafts, sources, strict=True):
        spans = tuple(Span.of(text, start, end) for start, end in draft.spans)
        cue = Span.of(text, *draft.cue) if draft.cue else None
        attributions.append(Attribution(draft.kind, spans, cue, source, draft.rule))
        if source.name == UNKNOWN:
            diagnostics.append(
                Diagnostic(
                    code="unattributed_quotation",
                    message="nothing in the article tells who says this",
                    span=spans[0],
                )
            )
    return tuple(attributions), tuple(diagnostics)
