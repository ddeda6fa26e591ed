"""The model card that goes with an artefact, filled in from the run."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from claimtrack.artefacts import Manifest
from claimtrack.stance.config import TrainConfig

__all__ = ["write_card"]

FIGURES: Final = "figures.json"
_PACKAGES: Final = ("torch", "transformers", "tokenizers", "safetensors", "scikit-learn", "numpy")


def _commit() -> str:
    command = ["git", "rev-parse", "--short=12", "HEAD"]
    folder = Path(__file__).parent
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            command, cwd=folder, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def write_card(
    folder: Path, manifest: Manifest, config: TrainConfig, figures: Mapping[str, Any]
) -> None:
    """Write ``README.md`` (the card) and ``figures.json`` into ``folder``."""
    environment = Environment(
        loader=PackageLoader("claimtrack.stance"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, not HTML
    )
    environment.filters["rate"] = _rate
    run = {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _PACKAGES},
    }
    text = environment.get_template("card.md.j2").render(
        manifest=manifest, config=config, figures=figures, run=run
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
    record = json.dumps({**figures, "run": run}, ensure_ascii=False, indent=1)
    (folder / FIGURES).write_text(record + "\n", encoding="utf-8")
