"""Altered rows for training: what must not matter varies, what must matter is swapped.

Typography is not varied here: :func:`~claimtrack.stance.inputs.normalise` removes it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Final

from claimtrack.stance.config import Augmentation
from claimtrack.stance.rows import Row

__all__ = ["augment"]

#: A proper name as targets hold them: capitalised, of three letters or more, not AI or IA.
_NAME: Final = re.compile(r"\b[A-ZÀ-Ý][\w-]{2,}\b")


def _names(text: str) -> set[str]:
    return {name.casefold() for name in _NAME.findall(text)}


def _toggle_ending(text: str) -> str:
    text = text.removesuffix(".") if text.endswith(".") else f"{text}."
    return text[:1].swapcase() + text[1:] if text[1:2].islower() else text


def _swapped(rows: Sequence[Row], count: int, draw: random.Random) -> list[Row]:
    """Return rows asked about a company that they do not speak of, hence ``unrelated``."""
    named = [row for row in rows if row.label != "unrelated" and _names(row.target)]
    anchored = [
        row for row in named if _names(row.target) & (_names(row.text) | _names(row.context))
    ]
    made: list[Row] = []
    for _ in range(20 * count):
        if len(made) == count or not anchored:
            break
        row, other = draw.choice(anchored), draw.choice(named)
        spoken = f"{row.text} {row.context} {row.target}".casefold()
        if row.lang == other.lang and not any(name in spoken for name in _names(other.target)):
            made.append(row.model_copy(update={"target": other.target, "label": "unrelated"}))
    return made


def augment(rows: Sequence[Row], shares: Augmentation, draw: random.Random) -> list[Row]:
    """Return the rows of one epoch: ``rows``, altered by chance, and swapped ones added."""
    made = [*rows, *_swapped(rows, round(shares.swap_target * len(rows)), draw)]
    for index, row in enumerate(made):
        changes: dict[str, str] = {}
        if row.context and draw.random() < shares.drop_context:
            changes["context"] = ""
        if draw.random() < shares.ending:
            changes["text"] = _toggle_ending(row.text)
        if changes:
            made[index] = row.model_copy(update=changes)
    return made
