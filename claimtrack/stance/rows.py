"""Annotated rows: reading, checking, and splitting them by group.

A row is one line of JSON: ``text``, ``target``, ``label``, and optionally ``id``, ``lang``,
``context``, ``role``, ``phenomena``, ``group`` (minimal pairs, translations, one text with several
targets: rows that must never be parted).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimtrack.errors import TrainingError
from claimtrack.schema import Label
from claimtrack.stance.inputs import StanceInput, normalise

__all__ = ["Row", "read_rows", "split"]


class Row(BaseModel):
    """One annotated statement; ``source`` is the name of the file it was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    target: str = Field(min_length=1)
    label: Label
    context: str = ""
    id: str = ""
    lang: str = "fr"
    role: str | None = None
    phenomena: tuple[str, ...] = ()
    group: str | None = None
    source: str = ""

    @property
    def input(self) -> StanceInput:
        """What the model is given."""
        return StanceInput(self.text, self.context, self.target)


def _complaint(error: ValidationError) -> str:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or "row"
    return f"{field}: {first['msg']}"


def read_rows(*paths: str | Path) -> list[Row]:
    """Return the rows of JSONL files, in order.

    Raises:
        TrainingError: a file cannot be read, a line is not a valid row, or an id occurs twice; the
            message names the file and the line.
    """
    rows: list[Row] = []
    seen: dict[str, str] = {}
    for path in map(Path, paths):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise TrainingError(f"{path}: cannot be read as UTF-8 text: {error}") from error
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                value: Any = json.loads(line)
            except json.JSONDecodeError as error:
                raise TrainingError(f"{where}: not JSON ({error}): one object a line") from error
            if not isinstance(value, dict):
                raise TrainingError(f"{where}: a row is a JSON object, not {type(value).__name__}")
            value = {key: item for key, item in value.items() if item is not None}
            try:
                row = Row(**{**value, "source": path.name})
            except ValidationError as error:
                raise TrainingError(f"{where}: {_complaint(error)}") from error
            if row.id and row.id in seen:
                raise TrainingError(f"{where}: id {row.id!r} is already that of {seen[row.id]}")
            seen[row.id] = where
            rows.append(row)
    return rows


def _clusters(rows: Sequence[Row]) -> dict[int, list[int]]:
    """Return the rows that must stay together: one group, or one text (union-find)."""
    parent = list(range(len(rows)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[tuple[str, str], int] = {}
    for index, row in enumerate(rows):
        keys = [("text", normalise(row.text).casefold())]
        if row.group is not None:
            keys.append(("group", row.group))
        for key in keys:
            parent[root(index)] = root(first.setdefault(key, index))
    clusters: dict[int, list[int]] = defaultdict(list)
    for index in range(len(rows)):
        clusters[root(index)].append(index)
    return clusters


def _draw(words: Iterable[str], seed: int) -> float:
    digest = hashlib.sha256(f"{seed}\n{min(words)}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def split(rows: Sequence[Row], *, share: float = 0.2, seed: int = 0) -> tuple[list[Row], list[Row]]:
    """Return ``rows`` as (train, dev), about ``share`` of them in dev.

    Rows of one group, and rows of one text, fall on one side. The side is drawn by hashing, so it
    depends neither on the order of the rows nor on the other rows.
    """
    train: set[int] = set()
    for members in _clusters(rows).values():
        if _draw((normalise(rows[i].text).casefold() for i in members), seed) >= share:
            train.update(members)
    return (
        [row for index, row in enumerate(rows) if index in train],
        [row for index, row in enumerate(rows) if index not in train],
    )
