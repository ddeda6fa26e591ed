"""How long does an article of 900 words take: cold, warm, streamed; and how much memory?

    python benchmarks/speed.py [--runs 3]

Every run is a process of its own, so that the import, the loading and the memory are all counted;
the figures are medians over the runs. The articles are put together from ``samples/``. Segmentation
alone (quotations and claims, no stance) is also streamed, over other articles of 800 words put
together from ``samples/`` and ``data/quotations``: by the clock, and by processor time, which
tells more on a busy machine.
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
SEGMENTED_WORDS = 800
SEGMENTED = 24

# Reads the articles from the standard input, writes the figures to the standard output.
_PROBE = """
import json, resource, statistics, sys, time

articles, segmented = json.load(sys.stdin)
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

from claimtrack.schema import Article
from claimtrack.segmentation import segment_batches

batches = [[Article(text=text) for text in segmented[n:n + 8]] for n in range(0, len(segmented), 8)]
used = time.process_time()
started = time.perf_counter()
streamed = [one for batch in segment_batches(batches) for one in batch]
streamed_seconds = time.perf_counter() - started
used = time.process_time() - used
assert len(streamed) == len(segmented) and all(one.quotations for one in streamed)

def segmentation():
    segment(articles[0], parse(articles[0], "fr"), lang="fr")

print(json.dumps({
    "quotations": len(report.quotations),
    "claims": sum(len(quotation.claims) for quotation in report.quotations),
    "cold_seconds": cold,
    "warm_seconds_segmentation": statistics.median(seconds(segmentation) for _ in range(5)),
    "warm_seconds": statistics.median(seconds(lambda: analyzer(articles[0])) for _ in range(5)),
    "articles_a_second_streamed": len(articles) / seconds(lambda: list(analyzer.pipe(articles))),
    "segmented_articles_a_second_streamed": len(segmented) / streamed_seconds,
    "processor_seconds_a_segmented_article": used / len(segmented),
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


def segmented_articles() -> list[str]:
    """Return distinct articles of about 800 words: paragraphs of all our French texts, in turn."""
    rows = (ROOT / "data" / "quotations" / "quotes.jsonl").read_text(encoding="utf-8")
    texts = [row["text"] for row in map(json.loads, rows.splitlines()) if row["lang"] == "fr"]
    samples = sorted((ROOT / "samples").glob("*.txt"))
    texts += [p.read_text(encoding="utf-8") for p in samples if not p.stem.endswith("-en")]
    paragraphs = [p for text in texts for p in text.strip().split("\n\n")]
    articles: list[str] = []
    taken: list[str] = []
    while len(articles) < SEGMENTED:
        for paragraph in paragraphs:
            taken.append(paragraph)
            if sum(len(one.split()) for one in taken) >= SEGMENTED_WORDS:
                articles.append("\n\n".join(taken))
                taken = []
        paragraphs = [*paragraphs[7:], *paragraphs[:7]]  # the next round cuts elsewhere
    return articles[:SEGMENTED]


def probe(articles: list[str], segmented: list[str]) -> dict[str, Any]:
    """Return the figures of one new process."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE],
        input=json.dumps([articles, segmented]),
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
    segmented = segmented_articles()
    runs = [probe(articles, segmented) for _ in range(options.runs)]
    figures = {
        "words": len(articles[0].split()),
        "segmented_articles": len(segmented),
        "segmented_words": round(statistics.mean(len(text.split()) for text in segmented)),
        "processes": len(runs),
    } | {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0]}
    for name, value in figures.items():
        print(f"{name:40} {value}")
    print(f"written to {write_results('speed', figures, seed=None)}")


if __name__ == "__main__":
    main()
