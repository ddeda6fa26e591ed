"""Does segmentation find who said what? Against the annotated articles, beside plainer readers.

The rules were developed on the development articles; the test articles are read to report only,
and their errors are not shown. Claims are cut from annotated quotations and compared with the
annotated ones. Other articles are given with ``--articles`` (nothing is written then): a
``.jsonl`` like ``data/quotations/quotes.jsonl``, or a ``NAME.gold.json`` beside ``NAME.txt``.

    python benchmarks/quotations.py [--articles FILE] [--errors 10]

The textacy baseline is measured when textacy is installed (the extra ``benchmarks``), on the French
articles only, as it needs a parse. An article whose marks it cannot pair counts as read without a
quotation.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks._claim_metrics import Cut
from benchmarks._claim_metrics import Tally as ClaimTally
from benchmarks._quotation_metrics import FIELDS, FOUND, THRESHOLDS, Relation, Tally, errors
from benchmarks._results import ROOT, write_results
from claimtrack import claims
from claimtrack.quotations import segment
from claimtrack.schema import Span
from claimtrack.syntax import parse

DATA = ROOT / "data" / "quotations"
PARTS = {"development": DATA / "quotes.jsonl", "test": DATA / "test.jsonl"}
CLAIMS = DATA / "claims.jsonl"
NOTE = "the rules were developed on the development articles; the test articles only report"

ABSENT = (
    "textacy is not installed, its rows are absent: "
    "pip install -c constraints.txt '.[benchmarks]' adds them"
)

_TIME = re.compile(r"(?i)(jour|semaine|trimestre|an|année|minute|day|week|month|year)s?|mois")

MEASURES = ("precision", "recall", "f1")
COLUMNS = [*(f"{measure}@{at}" for at in THRESHOLDS for measure in MEASURES), "speaker"]
KINDS = ("direct", "indirect", "mixed")

_MARKS = re.compile(r"«\s*([^»]+?)\s*»|“([^”]+)”|\"([^\"]+)\"")

Reader = Callable[[str, str], list[Relation]]


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Return the annotated articles of a ``.jsonl``, or of a gold file with its text beside it."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    beside = path.with_name(path.name.removesuffix(".json").removesuffix(".gold") + ".txt")
    with beside.open(encoding="utf-8", newline="") as file:  # offsets count every character
        return [{"lang": "fr", **gold, "text": file.read()}]


def claimtrack(text: str, lang: str) -> list[Relation]:
    """Return the quotations that claimtrack finds."""
    found, _ = segment(text, parse(text, lang), lang=lang)
    return [
        Relation(
            one.kind,
            tuple((span.start, span.end) for span in one.spans),
            one.source.name,
            (one.cue.start, one.cue.end) if one.cue else None,
            one.source.role,
            one.source.affiliation,
        )
        for one in found
    ]


def regex(text: str, _lang: str) -> list[Relation]:
    """Return what stands between guillemets or double marks; nothing tells the speaker."""
    return [
        Relation("direct", (match.span(match.lastindex or 0),), "")
        for match in _MARKS.finditer(text)
    ]


def textacy(text: str, lang: str) -> list[Relation]:
    """Return the direct quotations that textacy finds."""
    extract = import_module("textacy.extract")
    try:
        triples = list(extract.direct_quotations(parse(text, lang)))
    except ValueError:  # an odd count of marks
        return []
    relations = []
    for triple in triples:
        content = triple.content
        words = text[content.start_char : content.end_char]
        inner = words.strip("«»“”\"'‘’ \u00a0\u202f")
        start = content.start_char + words.find(inner)
        name = " ".join(token.text for token in triple.speaker)
        relations.append(Relation("direct", ((start, start + len(inner)),), name))
    return relations


def measure(reader: Reader, articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of a reader: over all articles, by language, by kind."""
    tallies = {"all": Tally()} | {lang: Tally() for lang in sorted({a["lang"] for a in articles})}
    worst = []
    for article in track(articles, "Reading", console=Console(stderr=True), transient=True):
        gold = [Relation.from_row(row) for row in article["quotations"]]
        predicted = reader(article["text"], article["lang"])
        tallies["all"].add(gold, predicted)
        tallies[article["lang"]].add(gold, predicted)
        worst += [(e, article["id"]) for e in errors(article["text"], gold, predicted)]
    return {
        "scores": {name: tally.scores() for name, tally in tallies.items()},
        "recall_by_kind": tallies["all"].recall_by_kind(),
        "errors": sorted(worst),
    }


def table_of(systems: dict[str, dict[str, Any]], columns: Sequence[str], part: str) -> Table:
    """Return one row of figures a system and, where ``part`` is ``scores``, a language."""
    short = [column.replace("precision", "P").replace("recall", "R") for column in columns]
    table = Table("", *(name.replace("affiliation", "affil.") for name in short))
    for system, figures in systems.items():
        rows = figures[part] if part == "scores" else {"all": figures[part]}
        for lang, row in rows.items():
            name = system if lang == "all" else f"  {lang}"
            table.add_row(name, *(f"{row.get(column, 0.0):.3f}" for column in columns))
    return table


def measure_claims(articles: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of claims cut from annotated quotations."""
    by_id = {article["id"]: article for article in articles}
    docs = {}
    tally = ClaimTally()
    rows = [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    for row in track(rows, "Claims", console=Console(stderr=True), transient=True):
        article = by_id[row["article"]]
        text, lang = article["text"], article["lang"]
        if row["article"] not in docs:
            docs[row["article"]] = parse(text, lang)
        spans = article["quotations"][row["quotation"]]["spans"]
        found = claims.segment(
            text,
            docs[row["article"]],
            [Span(start=start, end=end, text=text[start:end]) for start, end in spans],
            lang=lang,
            published=date.fromisoformat(article["date"]),
        )
        tally.add([_predicted_cut(one) for one in found], [_gold_cut(one) for one in row["claims"]])
    return {"quotations": len(rows), **tally.scores()}


def _predicted_cut(claim: claims.ClaimContent) -> Cut:
    horizon = claim.horizon
    months = None
    if horizon is not None:
        ends = (horizon.earliest, horizon.latest)
        months = tuple(day.isoformat()[:7] if day else None for day in ends)
    return Cut(
        tuple((span.start, span.end) for span in claim.spans),
        claim.hedged,
        claim.forecast,
        months,
        # durations are figures for us, and horizons for the annotation
        tuple(
            (round(one.value, 6), one.unit)
            for one in claim.quantities
            if not _TIME.fullmatch(one.unit or "")
        ),
    )


def _gold_cut(row: dict[str, Any]) -> Cut:
    horizon = row["horizon"]
    months = None
    if horizon is not None:
        months = tuple(horizon[end][:7] if horizon[end] else None for end in ("earliest", "latest"))
    return Cut(
        tuple((start, end) for start, end in row["spans"]),
        row["hedged"],
        row["forecast"],
        months,
        tuple((round(float(one["value"]), 6), one["unit"]) for one in row["quantities"]),
    )


def show(console: Console, systems: dict[str, dict[str, Any]]) -> None:
    """Print the tables of one part."""
    console.print(table_of(systems, COLUMNS, "scores"))
    console.print("On the quotations matched at 0.3 (role, affiliation: the same words;")
    console.print("_half: half the words of the longer one; accuracy, then F1):")
    ours = {"claimtrack": systems["claimtrack"]}
    console.print(table_of(ours, FIELDS, "scores"))
    console.print(table_of(ours, [f"{name}_f1" for name in FOUND], "scores"))
    console.print("Recall at 0.3 by kind:")
    console.print(table_of(systems, KINDS, "recall_by_kind"))


def measure_all(articles: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the figures of claimtrack and of the plainer readers."""
    systems = {"claimtrack": measure(claimtrack, articles), "regex": measure(regex, articles)}
    french = [article for article in articles if article["lang"] == "fr"]
    if find_spec("textacy") and french:
        systems["textacy"] = measure(textacy, french)
    return systems


def record(systems: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the figures as they are written: the others give neither cue nor role."""
    for name, figures in systems.items():
        figures["errors"] = len(figures["errors"])
        if name != "claimtrack":
            figures["scores"] = {
                lang: {column: scores[column] for column in COLUMNS}
                for lang, scores in figures["scores"].items()
            }
    if "textacy" in systems:
        systems["textacy"]["version"] = version("textacy")
    return systems


def main() -> None:
    """Measure, print and, for the articles of the project, write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, help=".jsonl or .gold.json, instead of our own")
    parser.add_argument("--errors", type=int, default=10, help="how many of the worst to show")
    options = parser.parse_args()

    console = Console()
    if find_spec("textacy") is None:
        console.print(ABSENT, markup=False)
    parts: dict[str, Any] = {}
    for part, path in ({"given": options.articles} if options.articles else PARTS).items():
        articles = read_articles(path)
        systems = measure_all(articles)
        console.rule(f"{part}: {len(articles)} articles")
        show(console, systems)
        if part != "test":
            for error, article in systems["claimtrack"]["errors"][: options.errors]:
                line = f"{article} {error.what}: {error.words}"
                console.print(line, markup=False, highlight=False)
        parts[part] = {
            "articles": len(articles),
            "quotations": sum(len(article["quotations"]) for article in articles),
            "systems": record(systems),
        }
        if part == "development":
            parts[part]["claims"] = measure_claims(articles)
            table = Table("claims", "precision", "recall", "f1", "gold")
            for name, row in parts[part]["claims"].items():
                if isinstance(row, dict):
                    table.add_row(name, *(str(value) for value in row.values()))
            console.print(table)
    if options.articles:
        return
    console.print(NOTE)
    console.print(f"written to {write_results('quotations', {'note': NOTE, **parts}, seed=None)}")


if __name__ == "__main__":
    main()
