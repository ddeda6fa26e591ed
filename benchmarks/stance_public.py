"""How does the stance model do on public sets it was never trained on?

    python -m benchmarks.stance_public FOLDER [--model NAME] [--limit 1055]

``FOLDER`` holds ``xstance_fr_valid.jsonl`` (X-stance, CC BY-NC: evaluation only) and
``sentfin.csv`` (SEntFiN 1.0). X-stance has comments for or against a question: the question is the
target, the sign of the score is the answer. It is also asked with another topic's question, which
must change the score: a model that does not is blind to its target. SEntFiN has headlines with a
polarity toward each entity. Writes ``results/stance_public.json``.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.metrics import f1_score

from benchmarks._results import ROOT, write_results
from claimtrack.schema import LABELS
from claimtrack.stance import StanceInput, StanceModel, load_model
from claimtrack.stance.external import read_sentfin

SEED = 0


def xstance(model: StanceModel, path: Path, limit: int) -> dict[str, Any]:
    """Return zero-shot figures on X-stance, with the right and with a swapped question."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    draw = random.Random(SEED)  # noqa: S311 - a reproducible sample
    draw.shuffle(records)
    records = records[:limit]
    questions = {(record["question"], record["topic"]) for record in records}
    right = model.predict_proba([StanceInput(r["comment"], "", r["question"]) for r in records])
    others = [
        draw.choice(sorted(q for q, topic in questions if topic != record["topic"]))
        for record in records
    ]
    swapped = model.predict_proba(
        [StanceInput(r["comment"], "", q) for r, q in zip(records, others, strict=True)]
    )
    score, score_swapped = right[:, 0] - right[:, 1], swapped[:, 0] - swapped[:, 1]
    favour = np.array([record["label"] == "FAVOR" for record in records])
    unrelated = LABELS.index("unrelated")
    return {
        "comments": len(records),
        "macro_f1": float(f1_score(favour, score > 0, average="macro")),
        "accuracy": float(((score > 0) == favour).mean()),
        "macro_f1_swapped_question": float(f1_score(favour, score_swapped > 0, average="macro")),
        "mean_change_of_score": float(np.abs(score - score_swapped).mean()),
        "mean_size_of_score": float(np.abs(score).mean()),
        "mean_size_of_score_swapped": float(np.abs(score_swapped).mean()),
        "unrelated": float((right.argmax(axis=1) == unrelated).mean()),
        "unrelated_swapped": float((swapped.argmax(axis=1) == unrelated).mean()),
    }


def sentfin(model: StanceModel, path: Path, limit: int) -> dict[str, Any]:
    """Return zero-shot figures on SEntFiN; ``unrelated`` counts as neutral."""
    rows = read_sentfin(path)
    random.Random(SEED).shuffle(rows)  # noqa: S311 - a reproducible sample
    rows = rows[:limit]
    found = model.predict_proba([row.input for row in rows])
    guesses = [label if label != "unrelated" else "neutral" for label in _labels(found)]
    truth = [row.label for row in rows]
    sided = [i for i, label in enumerate(truth) if label != "neutral"]
    signs = [(found[i, 0] > found[i, 1]) == (truth[i] == "bullish") for i in sided]
    return {
        "headlines": len(rows),
        "macro_f1": float(f1_score(truth, guesses, average="macro")),
        "polarity": float(np.mean(signs)),
    }


def _labels(probabilities: np.ndarray) -> list[str]:
    return [LABELS[index] for index in probabilities.argmax(axis=1)]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the public sets are")
    parser.add_argument("--model", action="append", help="name, path or hub id; may be repeated")
    parser.add_argument("--limit", type=int, default=1055, help="rows of each set")
    options = parser.parse_args()
    console = Console()
    figures: dict[str, Any] = {}
    for name in options.model or ["stance"]:
        model = load_model(name)
        with console.status(f"{name}: scoring"):
            figures[name] = {
                "model": model.info.model_dump(),
                "xstance_fr": xstance(
                    model, options.folder / "xstance_fr_valid.jsonl", options.limit
                ),
                "sentfin": sentfin(model, options.folder / "sentfin.csv", options.limit),
            }
        for part in ("xstance_fr", "sentfin"):
            table = Table("figure", "value", title=f"{name} on {part}")
            for key, value in figures[name][part].items():
                table.add_row(key, f"{value:.3f}" if isinstance(value, float) else str(value))
            console.print(table)
    path = write_results("stance_public", figures, seed=SEED)
    console.print(f"written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
