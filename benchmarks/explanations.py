"""Do the words that an explanation names carry the score?

For dev rows with a clear score, the words that pushed it most in its own direction are deleted, and
the same number of random ones; a faithful explanation loses more of the score. Weights come from
leaving out one word at a time, so the first word is the worst that can be done by construction;
what is measured is how far it beats chance, and whether the effects of two or three words add up.

Run from the root of a checkout: ``python -m benchmarks.explanations [--model NAME] [--limit N]``.
Dev is that of ``benchmarks/stance.py``. Writes ``results/explanations.json``.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks._results import ROOT, write_results
from claimtrack.stance import Row, StanceInput, StanceModel, load_model, read_rows
from claimtrack.stance.config import read_config
from claimtrack.stance.influence import without
from claimtrack.stance.rows import split
from claimtrack.stance.words import find_words

SEED = 0
CLEAR = 0.3  # |score| from which there is something to explain
MOST = 3  # words deleted at most
DRAWS = 5
METHODS = ("named", "random")


def scores(model: StanceModel, inputs: Sequence[StanceInput]) -> list[float]:
    """Return p(bullish) - p(skeptical) of each statement."""
    probabilities = model.predict_proba(inputs)
    return [float(score) for score in probabilities[:, 0] - probabilities[:, 1]]


def losses(
    model: StanceModel, item: StanceInput, score: float, draw: random.Random
) -> dict[str, list[float]]:
    """Return, by method, how much of ``|score|`` goes with its 1, 2, ... ``MOST`` first words."""
    sign = 1.0 if score > 0 else -1.0
    words = find_words(item.text)
    (found,) = model.influences([item])
    ranked = sorted(found, key=lambda influence: -sign * influence.weight)
    named = [(influence.span.start, influence.span.end) for influence in ranked]
    counts = range(1, MOST + 1)
    trials = {
        "named": [[named[:count]] for count in counts],
        "random": [[draw.sample(words, count) for _ in range(DRAWS)] for count in counts],
    }
    asked = [
        without(item, chosen) for method in METHODS for each in trials[method] for chosen in each
    ]
    after = iter(scores(model, asked))
    return {
        method: [
            float(np.mean([sign * (score - next(after)) for _ in each])) for each in trials[method]
        ]
        for method in METHODS
    }


def milliseconds(model: StanceModel, items: Sequence[StanceInput]) -> dict[str, float]:
    """Return the time a statement to score it, and to tell the words that moved its score."""
    found = {}
    for name, call in (("score", model.predict_proba), ("influences", model.influences)):
        call(items[:2])
        start = time.perf_counter()
        call(items)
        found[name] = round(1000 * (time.perf_counter() - start) / len(items), 1)
    return found


def interval(values: Sequence[float], draws: int = 2000) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean."""
    rng = np.random.default_rng(SEED)
    means = rng.choice(np.asarray(values), (draws, len(values))).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def figures_of(table: Sequence[dict[str, list[float]]]) -> list[dict[str, Any]]:
    """Return the mean loss by number of words deleted, and the lead over random words."""
    rows = []
    for index in range(MOST):
        row: dict[str, Any] = {"words": index + 1}
        for method in METHODS:
            row[method] = round(float(np.mean([one[method][index] for one in table])), 4)
        lead = [one["named"][index] - one["random"][index] for one in table]
        row["lead"] = round(float(np.mean(lead)), 4)
        row["lead_95"] = interval(lead)
        row["better_than_random"] = round(float(np.mean([value > 0 for value in lead])), 3)
        rows.append(row)
    return rows


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="stance", help="name, path or hub id")
    parser.add_argument("--config", type=Path, default=ROOT / "models" / "stance" / "train.yaml")
    parser.add_argument("--limit", type=int, default=200, help="rows with a clear score, at most")
    options = parser.parse_args()

    config = read_config(options.config)
    rows = read_rows(*(ROOT / path for path in config.rows))
    _, dev = split(rows, share=config.dev_share, seed=config.seed)
    model = load_model(options.model)
    draw = random.Random(SEED)  # noqa: S311 - a reproducible sample, not a secret
    chosen = clear(model, dev, options.limit, draw)
    table = [
        losses(model, item, score, draw)
        for item, score in track(chosen, "Deleting", transient=True)
    ]
    figures = {
        "rows": len(chosen),
        "model": model.info.model_dump(),
        "mean_score": round(float(np.mean([abs(score) for _, score in chosen])), 4),
        "losses": figures_of(table),
        "ms_a_statement": milliseconds(model, [item for item, _ in chosen[:40]]),
    }
    shown = Table("words", *METHODS, "lead", "95 %", "rows better")
    shown.title = "Score lost with the words deleted"
    for row in figures_of(table):
        low, high = row["lead_95"]
        values = [f"{row[method]:+.3f}" for method in (*METHODS, "lead")]
        shown.add_row(
            str(row["words"]),
            *values,
            f"{low:+.3f} {high:+.3f}",
            f"{row['better_than_random']:.2f}",
        )
    console = Console()
    console.print(shown)
    console.print(
        f"{len(chosen)} rows, mean |score| {figures['mean_score']}", figures["ms_a_statement"]
    )
    path = write_results("explanations", figures, seed=SEED)
    console.print(f"written to {path.relative_to(ROOT)}")


def clear(
    model: StanceModel, dev: Sequence[Row], limit: int, draw: random.Random
) -> list[tuple[StanceInput, float]]:
    """Return at most ``limit`` statements with a clear score and enough words, with the score."""
    found: list[tuple[StanceInput, float]] = []
    for row in draw.sample(list(dev), len(dev)):
        if len(found) >= limit:
            break
        if len(find_words(row.text)) > MOST:
            (score,) = scores(model, [row.input])
            if abs(score) > CLEAR:
                found.append((row.input, score))
    return found


if __name__ == "__main__":
    main()
