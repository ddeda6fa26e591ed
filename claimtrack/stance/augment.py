"""Altered rows for training: what must not matter varies, what must matter is swapped.

Typography is not varied here: :func:`~claimtrack.stance.inputs.normalise` removes it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from claimtrack.stance.config import Augmentation
from claimtrack.stance.rows import Row
from claimtrack.stance.targets import proper_names

__all__ = ["augment"]


def _toggle_ending(text: str) -> str:
    text = text.removesuffix(".") if text.endswith(".") else f"{text}."
    return text[:1].swapcase() + text[1:] if text[1:2].islower() else text


def _swapped(rows: Sequence[Row], count: int, draw: random.Random) -> list[Row]:
    """Return rows asked about a company that they do not speak of, hence ``unrelated``."""
    named = [row for row in rows if row.label != "unrelated" and proper_names(row.target)]
    anchored = [
        row
        for row in named
        if proper_names(row.target) & (proper_names(row.text) | proper_names(row.context))
    ]
    made: list[Row] = []
    for _ in range(20 * count):
        if len(made) == count or not anchored:
            break
        row, other = draw.choice(anchored), draw.choice(named)
        spoken = f"{row.text} {row.context} {row.target}".casefold()
        if row.lang == other.lang and not any(
            name in spoken for name in proper_names(other.target)
        ):
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
