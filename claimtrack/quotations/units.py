"""Units: the sentences of a paragraph, with a quotation counted as one word.

« Il l'a dit. Deux fois. », juge X. « Et puis ? » is two units: full stops inside marks end a
unit only when the quotation itself ends the sentence. A top-level semicolon ends one too: each
half has its own attribution (« selon la première, ... ; à en croire le second, ... »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.quotations.marks import MASK, Quoted, mask
from claimtrack.text import iter_paragraphs, iter_sentences, strip_bounds, unify_typography

__all__ = ["Paragraph", "iter_units", "paragraphs"]

_DASH = re.compile(r"[—–-]\s+")
# No sentence is longer; the bound keeps the cost of a text without full stops linear.
_LONGEST_UNIT = 4000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its bounds, the quoted stretches in it, whether a dialogue dash opens it."""

    start: int
    end: int
    quoted: tuple[Quoted, ...]
    dialogue: bool


def paragraphs(text: str, quoted: Sequence[Quoted]) -> Iterator[Paragraph]:
    """Yield the paragraphs of ``text`` with their quoted stretches."""
    index = 0
    for start, end in iter_paragraphs(text):
        while index < len(quoted) and quoted[index].open < start:
            index += 1
        first = index
        while index < len(quoted) and quoted[index].open < end:
            index += 1
        dialogue = bool(_DASH.match(text, start)) and end - start > 3
        yield Paragraph(start, end, tuple(quoted[first:index]), dialogue)


def masked_text(text: str, quoted: Sequence[Quoted]) -> str:
    """Return ``text`` with plain typography and blanked quotations, same length."""
    return mask(unify_typography(text), list(quoted))


def iter_units(text: str, masked: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the units of a paragraph."""
    # A quotation that ends with its own full stop can end the unit: show that stop in a copy.
    visible = list(masked[paragraph.start : paragraph.end])
    for piece in paragraph.quoted:
        if text[piece.end - 1 : piece.end] in tuple(".!?…") and piece.close > piece.end:
            visible[piece.close - 1 - paragraph.start] = "."
    shown = "".join(visible)
    for start, end in iter_sentences(shown):
        begin = start
        for match in re.finditer(";", shown[start:end]):
            at = start + match.start()
            first, last = strip_bounds(shown, begin, at)
            if last - first > 1:
                yield paragraph.start + first, paragraph.start + last
            begin, _ = strip_bounds(shown, at + 1, end)
        while end - begin > _LONGEST_UNIT:
            cut = shown.rfind(" ", begin + 1, begin + _LONGEST_UNIT)
            cut = cut if cut > begin else begin + _LONGEST_UNIT
            while cut < end and masked[paragraph.start + cut] == MASK:
                cut += 1  # a quotation is one word, however long
            yield paragraph.start + begin, paragraph.start + cut
            begin, _ = strip_bounds(shown, cut, end)
        if begin < end:
            yield paragraph.start + begin, paragraph.start + end
