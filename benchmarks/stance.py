"""How right and how fast is the stance model, beside what a user would otherwise pick?

Run from the root of a checkout: ``python -m benchmarks.stance [--model NAME] [--no-speed]``. Dev is
the part of ``data/stance`` that the shipped weights were not trained on, as
``models/stance/train.yaml`` says.
Writes ``results/stance.json`` and ``results/stance.md``.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks._results import RESULTS, ROOT, write_results
from benchmarks._stance_baselines import BASELINES
from claimtrack.schema import LABELS
from claimtrack.stance import Row, StanceInput, StanceModel, load_model, read_rows
from claimtrack.stance.backends import BACKENDS
from claimtrack.stance.config import read_config
from claimtrack.stance.metrics import by, evaluate
from claimtrack.stance.rows import split

SEED = 0
CLAIM = (
    "Le groupe dépense sans compter pour rattraper son retard, et rien ne dit que la publicité "
    "suffira à payer une telle facture l'an prochain."
)


def milliseconds(model: StanceModel, repeats: int = 7) -> float:
    """Return the median time to score 40 claims of about 30 tokens."""
    claims = [StanceInput(f"{CLAIM} ({n})") for n in range(40)]
    model.predict_proba(claims)
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        model.predict_proba(claims)
        times.append(1000 * (time.perf_counter() - start))
    return float(np.median(times))


def speeds(name: str, dev: Sequence[Row], exact: NDArray[np.float64]) -> dict[str, Any]:
    """Return latency and agreement with float32 for every backend."""
    found = {}
    for backend in BACKENDS:
        model = load_model(name, backend=backend)
        took = milliseconds(model, repeats=2 if backend == "torch-bf16" else 7)
        sample = model.predict_proba([row.input for row in dev[:60]])
        found[backend] = {
            "ms_40_claims": round(took, 1),
            "largest_difference": float(np.abs(sample - exact[:60]).max()),
            "same_label": float((sample.argmax(1) == exact[:60].argmax(1)).mean()),
        }
    return found


def _show(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def rows_of(systems: dict[str, dict[str, Any]]) -> list[list[str]]:
    """Return one row of figures a system."""
    rows = []
    for name, figures in systems.items():
        shown = [figures["macro_f1"], *(figures["labels"][label]["f1"] for label in LABELS)]
        shown += [figures["polarity"], figures["ece"], figures["groups_right"]]
        rows.append([name, *map(_show, shown)])
    return rows


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="stance", help="name, path or hub id")
    parser.add_argument("--config", type=Path, default=ROOT / "models" / "stance" / "train.yaml")
    parser.add_argument("--also", action="append", default=[], help="another model to compare")
    parser.add_argument("--without", action="append", default=[], help="a baseline to leave out")
    parser.add_argument("--no-baselines", action="store_true", help="measure the models only")
    parser.add_argument("--no-speed", action="store_true", help="measure no latency")
    options = parser.parse_args()

    config = read_config(options.config)
    rows = read_rows(*(ROOT / path for path in config.rows))
    train, dev = split(rows, share=config.dev_share, seed=config.seed)
    train += read_rows(*(ROOT / path for path in config.train_rows))
    console = Console()
    systems = {}
    if not options.no_baselines:
        chosen = {name: one for name, one in BASELINES.items() if name not in options.without}
        for name, baseline in chosen.items():
            with console.status(name):
                systems[name] = evaluate(baseline(train, dev), dev)
    for name in options.also:
        found = load_model(name).predict_proba([row.input for row in dev])
        systems[name] = evaluate(found, dev)
    model = load_model(options.model)
    probabilities = model.predict_proba([row.input for row in dev])
    systems[model.info.name] = evaluate(probabilities, dev)
    parts = by(lambda row: row.source, probabilities, dev)
    parts |= by(lambda row: f"language {row.lang}", probabilities, dev)
    figures: dict[str, Any] = {
        "train_rows": len(train),
        "dev_rows": len(dev),
        "model": model.info.model_dump(),
        "systems": systems,
        "parts": parts,
    }
    if not options.no_speed:
        figures["speed"] = speeds(options.model, dev, probabilities)

    head = ["system", "macro-F1", *LABELS, "polarity", "ECE", "groups right"]
    body = rows_of(systems) + rows_of(parts)
    table = Table(*head, title=f"Stance on {len(dev)} dev rows")
    for row in body:
        table.add_row(*row)
    console.print(table)
    lines = [f"# Stance, {len(dev)} dev rows (trained on {len(train)} others)", ""]
    lines += [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body)]
    if "speed" in figures:
        lines += ["", "| backend | ms for 40 claims | largest difference | same label |"]
        lines += ["| --- | --- | --- | --- |"]
        for name, values in figures["speed"].items():
            shown = [_show(values["largest_difference"]), _show(values["same_label"])]
            lines.append(f"| {name} | {values['ms_40_claims']:.0f} | {' | '.join(shown)} |")
            console.print(name, values)
    lines += [
        "",
        "The temperature of the shipped model was fitted on all of dev, so its ECE here flatters; "
        "the model card gives the cross-fitted one.",
    ]
    path = write_results("stance", figures, seed=SEED)
    (RESULTS / "stance.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    console.print(f"written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
