"""Public data for the intermediate stage, read from a folder that the user provides.

SEntFiN 1.0 (finance headlines, polarity toward each entity) and NewsMTSC (political news, polarity
toward a mention), both English, both MIT. Nothing of them is shipped.
"""

from __future__ import annotations

import csv
import json
import random
import re
from pathlib import Path
from typing import Final

from claimtrack.errors import TrainingError
from claimtrack.schema import Label
from claimtrack.stance.rows import Row

__all__ = ["read_external", "read_sentfin"]

SENTFIN: Final = "sentfin.csv"
NEWSMTSC: Final = "newsmtsc_train.jsonl"

_WORDS: Final[dict[str, Label]] = {
    "positive": "bullish",
    "negative": "skeptical",
    "neutral": "neutral",
}
#: Names may hold unescaped apostrophes, so the field is not always a Python literal.
_ENTITY: Final = re.compile(r"""['"](.+?)['"]: ['"](positive|negative|neutral)['"]""")
_POLARITIES: Final[dict[float, Label]] = {2.0: "skeptical", 4.0: "neutral", 6.0: "bullish"}


def read_sentfin(path: Path) -> list[Row]:
    """Return a row for each entity of each headline of SEntFiN."""
    rows = []
    with path.open(encoding="utf-8", newline="") as stream:
        for record in csv.DictReader(stream):
            group = f"sentfin-{record['S No.']}"
            rows += [
                Row(text=record["Title"], target=name, label=_WORDS[tone], lang="en", group=group)
                for name, tone in _ENTITY.findall(record["Decisions"])
                if name.strip()
            ]
    return rows


def _newsmtsc(path: Path) -> list[Row]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        rows += [
            Row(
                text=record["sentence_normalized"],
                target=target["mention"],
                label=_POLARITIES[target["polarity"]],
                lang="en",
                group=f"newsmtsc-{record['primary_gid']}",
            )
            for target in record["targets"]
            if target["mention"].strip() and target["polarity"] in _POLARITIES
        ]
    return rows


def _strangers(rows: list[Row], count: int, draw: random.Random) -> list[Row]:
    """Return ``count`` rows whose target comes from another text and is not named in this one."""
    made: list[Row] = []
    while len(made) < count:
        row, other = draw.choice(rows), draw.choice(rows)
        words = {word for word in other.target.lower().split() if len(word) > 2}
        if words and not any(word in row.text.lower() for word in words):
            made.append(row.model_copy(update={"target": other.target, "label": "unrelated"}))
    return made


def read_external(
    folder: Path, *, limit: int | None = None, unrelated: float = 0.1, seed: int = 0
) -> list[Row]:
    """Return rows of both sets, shuffled, with a share ``unrelated`` of swapped targets added.

    Raises:
        TrainingError: a file is missing.
    """
    for name in (SENTFIN, NEWSMTSC):
        if not (folder / name).is_file():
            raise TrainingError(
                f"{folder / name} is missing: the intermediate stage needs SEntFiN 1.0 "
                f"({SENTFIN}) and NewsMTSC ({NEWSMTSC}); fetch them or disable the stage "
                "(intermediate: null)"
            )
    draw = random.Random(seed)  # noqa: S311 - a reproducible sample, not a secret
    rows = read_sentfin(folder / SENTFIN) + _newsmtsc(folder / NEWSMTSC)
    draw.shuffle(rows)
    rows = rows[:limit]
    rows += _strangers(rows, round(unrelated * len(rows)), draw) if len(rows) > 1 else []
    draw.shuffle(rows)
    return rows
