"""Does a source's confidence mean what it says? Measures it, and fits it anew.

    python -m benchmarks.attribution [--write]

For each way of finding a source (``Source.found_by``), how often it gives the right speaker among
the quotations matched at overlap 0.3. The rules were written with the development articles in view,
so shares on them flatter by ten points; the confidence of a way is therefore its share on the test
articles, drawn toward the overall share where there are few cases (a beta prior worth ten). Nothing
else is fitted on these, and no rule saw them: only counts are used. The calibration error leaves
each article out of the shares that it is measured with. ``--write`` stores the shares where the
package reads them. Writes ``results/attribution.json``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks._quotation_metrics import THRESHOLDS, Relation, judge, match
from benchmarks._results import ROOT, write_results
from claimtrack.quotations import segment
from claimtrack.quotations.sources import UNKNOWN
from claimtrack.syntax import parse

DATA = ROOT / "data" / "quotations"
STORED = ROOT / "claimtrack" / "quotations" / "lexicons" / "confidence.yaml"
_PRIOR = 10.0
_HEADER = """\
# How often each way of finding a source (Source.found_by) gives the right speaker, on articles
# that no rule was written for: written by `python -m benchmarks.attribution --write`, not by hand.
"""

#: An article, the way its source was found, whether the speaker is right.
Case = tuple[str, str, bool]


def cases(path: Path) -> list[Case]:
    """Return one case a matched quotation of the articles in ``path``."""
    found: list[Case] = []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    for row in track(rows, path.stem, console=Console(stderr=True), transient=True):
        text, lang = row["text"], row["lang"]
        attributions, _ = segment(text, parse(text, lang), lang=lang)
        predicted = [
            Relation(one.kind, tuple((s.start, s.end) for s in one.spans), one.source.name)
            for one in attributions
        ]
        gold = [Relation.from_row(one) for one in row["quotations"]]
        pairs = match([one.spans for one in gold], [one.spans for one in predicted])
        for at_gold, at_predicted, overlap in pairs:
            if overlap < THRESHOLDS[0] or attributions[at_predicted].source.name == UNKNOWN:
                continue  # an unknown source has confidence 0, whatever the shares
            right = judge(predicted[at_predicted], gold[at_gold])["speaker"]
            found.append((row["id"], attributions[at_predicted].source.found_by, right))
    return found


def shares(known: Sequence[Case]) -> dict[str, float]:
    """Return the confidence of each way, drawn toward the overall share."""
    overall = sum(right for *_, right in known) / len(known)
    total: Counter[str] = Counter(way for _, way, _ in known)
    good: Counter[str] = Counter(way for _, way, right in known if right)
    return {
        way: round((good[way] + _PRIOR * overall) / (total[way] + _PRIOR), 3)
        for way in sorted(total, key=lambda way: -total[way])
    }


def _share(known: Sequence[Case], way: str) -> float:
    found = [right for _, w, right in known if w == way]
    return sum(found) / len(found) if found else 0.0


def calibration_error(measured: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error of (confidence, right) pairs, ten equal bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in measured:
        bins.setdefault(min(9, int(10 * confidence)), []).append((confidence, right))
    gaps = [
        abs(sum(right for _, right in inside) - sum(c for c, _ in inside))
        for inside in bins.values()
    ]
    return sum(gaps) / len(measured)


def left_out(known: Sequence[Case]) -> list[tuple[float, bool]]:
    """Return (confidence, right), each article measured with the shares of the others."""
    measured = []
    for article in sorted({case[0] for case in known}):
        others = [case for case in known if case[0] != article]
        table = shares(others)
        overall = sum(right for *_, right in others) / len(others)
        measured += [(table.get(w, overall), r) for a, w, r in known if a == article]
    return measured


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="store the confidences")
    options = parser.parse_args()
    seen, blind = cases(DATA / "quotes.jsonl"), cases(DATA / "test.jsonl")
    table = shares(blind)
    measured = left_out(blind)
    figures: dict[str, Any] = {
        "ways": {
            way: {
                "confidence": confidence,
                "cases": sum(w == way for _, w, _ in blind),
                "right": sum(r for _, w, r in blind if w == way),
                "development": round(_share(seen, way), 3),
            }
            for way, confidence in table.items()
        },
        "ece_left_out": calibration_error(measured),
        "mean_confidence": sum(c for c, _ in measured) / len(measured),
        "right": sum(r for _, r in measured) / len(measured),
        "right_development": sum(r for *_, r in seen) / len(seen),
    }
    shown = Table("found by", "confidence", "cases", "right", "right on development")
    for way, values in figures["ways"].items():
        shown.add_row(way, *(str(values[key]) for key in list(values)))
    console = Console()
    console.print(shown)
    for key in ("ece_left_out", "mean_confidence", "right", "right_development"):
        console.print(f"{key}: {figures[key]:.3f}")
    if options.write:
        lines = [f'"{way}": {confidence}' for way, confidence in table.items()]
        STORED.write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    console.print(
        f"written to {write_results('attribution', figures, seed=None).relative_to(ROOT)}"
    )


if __name__ == "__main__":
    main()
