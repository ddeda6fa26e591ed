"""What the segmentation passes between its steps: a quotation whose source is not resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimtrack.quotations.phrases import Mention
from claimtrack.schema import QuotationKind

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """A quotation being built; offsets in the article.

    ``hint`` is the subject of the sentence before, for quotations that stand without a cue;
    ``rule`` names what found the quotation and becomes its explanation.
    """

    kind: QuotationKind
    spans: list[tuple[int, int]]
    cue: tuple[int, int] | None = None
    mention: Mention | None = None
    hint: Mention | None = None
    rule: str = ""
    paragraph: int = 0
    dialogue: bool = False
    order: int = field(default=0)

    @property
    def start(self) -> int:
        """Where the quotation begins."""
        return self.spans[0][0]
