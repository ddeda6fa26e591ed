"""How long does an article of 900 words take: cold, warm, streamed; and how much memory?

    python benchmarks/speed.py [--runs 3]

Every run is a process of its own, so that the import, the loading and the memory are all counted;
the figures are medians over the runs. The articles are put together from ``samples/``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from typing import Any

from benchmarks._results import ROOT, write_results

WORDS = 900
STREAMED = 8

# Reads the articles from the standard input, writes the figures to the standard output.
_PROBE = """
import json, resource, statistics, sys, time

articles = json.load(sys.stdin)
start = time.perf_counter()
import claimtrack
analyzer = claimtrack.load()
report = analyzer(articles[0])
cold = time.perf_counter() - start

from claimtrack.quotations import segment
from claimtrack.syntax import parse

def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start

def segmentation():
    segment(articles[0], parse(articles[0], "fr"), lang="fr")

print(json.dumps({
    "quotations": len(report.quotations),
    "claims": sum(len(quotation.claims) for quotation in report.quotations),
    "cold_seconds": cold,
    "warm_seconds_segmentation": statistics.median(seconds(segmentation) for _ in range(5)),
    "warm_seconds": statistics.median(seconds(lambda: analyzer(articles[0])) for _ in range(5)),
    "articles_a_second_streamed": len(articles) / seconds(lambda: list(analyzer.pipe(articles))),
    "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def sample_articles() -> list[str]:
    """Return articles of about 900 words from our French samples, each with its own order."""
    paragraphs: list[str] = []
    for path in sorted((ROOT / "samples").glob("*.txt")):
        if not path.stem.endswith("-en"):
            paragraphs += path.read_text(encoding="utf-8").strip().split("\n\n")
    articles = []
    for number in range(STREAMED):
        turned = paragraphs[3 * number :] + paragraphs[: 3 * number]
        taken: list[str] = []
        count = 0
        while count < WORDS:
            taken.append(turned[len(taken)])
            count += len(taken[-1].split())
        articles.append("\n\n".join(taken))
    return articles


def probe(articles: list[str]) -> dict[str, Any]:
    """Return the figures of one new process."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE],
        input=json.dumps(articles),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Measure, print and write the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="how many processes")
    options = parser.parse_args()

    articles = sample_articles()
    runs = [probe(articles) for _ in range(options.runs)]
    figures = {"words": len(articles[0].split()), "processes": len(runs)} | {
        name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0]
    }
    for name, value in figures.items():
        print(f"{name:28} {value}")
    print(f"written to {write_results('speed', figures, seed=None)}")


if __name__ == "__main__":
    main()
