"""How right are the stance models on plain newspaper prose that no model was trained on?

    python -m benchmarks.stance_natural [--model NAME ...]

``data/stance/test.jsonl`` was written as ordinary press statements, by an author who had seen no
other rows; nothing is trained or tuned on it, and its errors are not read. Writes
``results/stance_natural.json``.
"""

from __future__ import annotations

import argparse
import re
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks._results import ROOT, write_results
from claimtrack.schema import LABELS
from claimtrack.stance import Row, load_model, read_rows
from claimtrack.stance.metrics import by, evaluate

_SPENDING = re.compile(r"\b(IA|AI|intelligence artificielle|artificial intelligence)\b")
TEST = ROOT / "data" / "stance" / "test.jsonl"


def part(row: Row) -> str:
    """Return whether a row is on AI spending or on anything else."""
    return "AI spending" if _SPENDING.search(row.target) else "any other target"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", action="append", help="name, path or hub id; may be repeated")
    options = parser.parse_args()
    rows = read_rows(TEST)
    console = Console()
    head = ["model", "part", "rows", "macro-F1", *LABELS, "polarity", "ECE"]
    table = Table(*head, title=f"Stance on {len(rows)} rows of plain prose")
    figures: dict[str, Any] = {}
    for name in options.model or ["stance", "large"]:
        model = load_model(name)
        with console.status(f"{name}: scoring"):
            probabilities = model.predict_proba([row.input for row in rows])
        parts = {"all": evaluate(probabilities, rows), **by(part, probabilities, rows)}
        figures[name] = {"model": model.info.model_dump(), "parts": parts}
        for where, found in parts.items():
            shown = [found["macro_f1"], *(found["labels"][label]["f1"] for label in LABELS)]
            shown += [found["polarity"], found["ece"]]
            numbers = ["–" if value is None else f"{value:.3f}" for value in shown]
            table.add_row(name, where, str(found["rows"]), *numbers)
    console.print(table)
    path = write_results("stance_natural", figures, seed=None)
    console.print(f"written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
