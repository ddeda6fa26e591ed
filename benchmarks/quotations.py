"""Quotations and their sources against the annotated articles, and against a plain regex.

The segmentation rules were written with these articles in view: these are development figures.

    python benchmarks/quotations.py [--articles FILE.jsonl] [--errors 10]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _quotation_metrics import THRESHOLDS, Bounds, Tally, match
from _results import write_results

DEV = Path(__file__).resolve().parent.parent / "data" / "quotations" / "quotes.jsonl"
_MARKS = re.compile(r"«\s*([^»]+?)\s*»|“([^”]+)”|\"([^\"]+)\"")


def ours(article: dict[str, Any]) -> tuple[list[Bounds], list[str]]:
    """Return the spans and speakers that claimtrack finds."""
    from claimtrack.quotations import segment
    from claimtrack.syntax import parse

    text, lang = article["text"], article["lang"]
    found, _ = segment(text, parse(text, lang), lang=lang)
    return [[(s.start, s.end) for s in one.spans] for one in found], [
        one.source.name for one in found
    ]


def regex(article: dict[str, Any]) -> tuple[list[Bounds], list[str]]:
    """Return what stands between quotation marks; the speaker is not told."""
    spans = [m.span(m.lastindex or 0) for m in _MARKS.finditer(article["text"])]
    return [[span] for span in spans], [""] * len(spans)


def main() -> None:
    """Measure, print and write the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=Path, default=DEV)
    arguments.add_argument("--errors", type=int, default=10)
    options = arguments.parse_args()
    lines = options.articles.read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    console = Console()
    tallies = {name: Tally() for name in ("claimtrack", "claimtrack fr", "claimtrack en", "regex")}
    by_kind: Counter[str] = Counter()
    found_kind: Counter[str] = Counter()
    errors: list[tuple[float, str]] = []
    for article in track(articles, "reading", console=Console(stderr=True), transient=True):
        gold = article["quotations"]
        gold_spans, gold_speakers = [q["spans"] for q in gold], [q["speaker"] for q in gold]
        spans, speakers = ours(article)
        pairs = match(gold_spans, spans)
        for name in ("claimtrack", f"claimtrack {article['lang']}"):
            tallies[name].add(pairs, gold_speakers, speakers)
        plain_spans, plain_speakers = regex(article)
        tallies["regex"].add(match(gold_spans, plain_spans), gold_speakers, plain_speakers)
        by_kind.update(q["kind"] for q in gold)
        overlap_of = {i: overlap for i, _, overlap in pairs}
        for i, quotation in enumerate(gold):
            overlap = overlap_of.get(i, 0.0)
            found_kind[quotation["kind"]] += overlap >= THRESHOLDS[0]
            if overlap < THRESHOLDS[1]:
                words = " | ".join(article["text"][a:b] for a, b in quotation["spans"])
                errors.append((overlap, f"{article['id']} {quotation['kind']}: {words:.100}"))
    table = Table("", *(f"F1 at {t}" for t in THRESHOLDS), "precision", "recall", "speaker")
    scores = {name: tally.scores() for name, tally in tallies.items()}
    for name, values in scores.items():
        cells = [values[f"f1@{t}"] for t in THRESHOLDS]
        cells += [values["precision@0.3"], values["recall@0.3"], values["speaker"]]
        table.add_row(name, *(f"{value:.3f}" for value in cells))
    console.print(table)
    recall = {kind: round(found_kind[kind] / n, 4) for kind, n in sorted(by_kind.items())}
    console.print("recall at 0.3 by kind:", recall)
    for overlap, words in sorted(errors)[: options.errors]:
        console.print(f"  {overlap:.2f} {words}", markup=False)
    if options.articles == DEV:
        figures = {"articles": len(articles), "scores": scores, "recall_by_kind": recall}
        figures["note"] = "development figures: the rules were written with these articles in view"
        console.print(f"written to {write_results('quotations', figures, seed=None)}")


if __name__ == "__main__":
    main()
