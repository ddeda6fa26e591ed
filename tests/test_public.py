"""The names that users write, and that importing them costs little."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import claimtrack

NAMES = [
    "LABELS",
    "Analyzer",
    "Article",
    "Claim",
    "ClaimtrackError",
    "Diagnostic",
    "Explanation",
    "Horizon",
    "Influence",
    "InputError",
    "MissingDependencyError",
    "ModelError",
    "ModelInfo",
    "Quantity",
    "Quotation",
    "Report",
    "Source",
    "Span",
    "Speaker",
    "Stance",
    "TrainingError",
    "__version__",
    "load",
]
HEAVY = ["torch", "transformers", "spacy", "sklearn", "pandas", "numpy", "datasets", "jinja2"]
ROOT = Path(claimtrack.__file__).parent.parent


def _imported(code: str) -> set[str]:
    """Return the modules loaded by a fresh interpreter that runs ``code``."""
    ending = "; import json, sys; print('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code + ending], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_exported_names() -> None:
    assert claimtrack.__all__ == NAMES
    assert dir(claimtrack) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_there(name: str) -> None:
    value = getattr(claimtrack, name)
    if name not in ("LABELS", "__version__"):
        assert value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        claimtrack.laod  # noqa: B018


def test_labels_keep_their_order() -> None:
    assert claimtrack.LABELS == ("bullish", "skeptical", "neutral", "unrelated")


def test_importing_is_light() -> None:
    assert _imported("import claimtrack").isdisjoint([*HEAVY, "pydantic", "rich", "typer"])


@pytest.mark.parametrize(
    "code",
    [
        "import claimtrack; claimtrack.Report",
        "import claimtrack.cli",
        "import claimtrack.reading",
        "import claimtrack.views.frame, claimtrack.views.html, claimtrack.views.table",
    ],
)
def test_results_and_views_are_light_until_used(code: str) -> None:
    assert _imported(code).isdisjoint(HEAVY)


def test_version_is_the_installed_one() -> None:
    assert version("claimtrack") == claimtrack.__version__


def test_the_wheel_is_typed_and_licensed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (ROOT / "claimtrack" / "py.typed").is_file()
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
