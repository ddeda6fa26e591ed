"""How long an article of 900 words takes: cold, warm, streamed; and the peak memory.

python benchmarks/speed.py
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _results import ROOT, write_results

_WORDS = 900
# Run in a process of its own, so that the import, the loading and the memory are all counted.
_PROBE = """
import json, resource, sys, time
start = time.perf_counter()
import claimtrack
text = open(sys.argv[1], encoding="utf-8").read()
analyzer = claimtrack.load()
report = analyzer(text)
cold = time.perf_counter() - start
warm = []
for _ in range(5):
    start = time.perf_counter()
    analyzer(text)
    warm.append(time.perf_counter() - start)
start = time.perf_counter()
streamed = sum(1 for _ in analyzer.pipe([text] * 10))
rate = streamed / (time.perf_counter() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
claims = sum(len(q.claims) for q in report.quotations)
print(json.dumps({"cold": cold, "warm": sorted(warm)[2], "rate": rate, "peak": peak,
                  "claims": claims, "quotations": len(report.quotations)}))
"""


def article() -> str:
    """Return 900 words of our own sample articles."""
    paragraphs: list[str] = []
    for path in sorted((ROOT / "samples").glob("*.txt")):
        if not path.stem.endswith("-en"):
            paragraphs += path.read_text(encoding="utf-8").strip().split("\n\n")
    taken, count = [], 0
    for paragraph in paragraphs:
        taken.append(paragraph)
        count += len(paragraph.split())
        if count >= _WORDS:
            break
    return "\n\n".join(taken)


def main() -> None:
    """Measure three processes, print and write the medians."""
    path = ROOT / "runs" / "speed.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(article(), encoding="utf-8")
    runs = []
    for _ in range(3):
        command = [sys.executable, "-c", _PROBE, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        runs.append(json.loads(done.stdout.splitlines()[-1]))

    def median(key: str) -> float:
        return round(statistics.median(run[key] for run in runs), 3)

    figures = {
        "words": len(article().split()),
        "quotations": runs[0]["quotations"],
        "claims": runs[0]["claims"],
        "cold_seconds": median("cold"),
        "warm_seconds": median("warm"),
        "articles_a_second_streamed": median("rate"),
        "peak_megabytes": median("peak"),
        "processes": len(runs),
    }
    for name, value in figures.items():
        print(f"{name:28} {value}")
    print(f"written to {write_results('speed', figures, seed=None)}")


if __name__ == "__main__":
    main()
