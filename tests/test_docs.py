"""Every Python block of the README and the docs runs as it stands; links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from claimtrack.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_FIGURE = re.compile(r"[+-]\d\.\d\d")


def _blocks() -> list[Any]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for number, match in enumerate(_BLOCK.finditer(text), start=1):
            marks = [pytest.mark.shipped] if "claimtrack.load(" in match[1] else []
            # Blank lines before it give tracebacks the page's own line numbers.
            code = "\n" * text.count("\n", 0, match.start(1)) + match[1]
            name = f"{page.relative_to(ROOT)}-{number}"
            found.append(pytest.param(str(page), code, id=name, marks=marks))
    return found


@pytest.mark.parametrize(("page", "code"), _blocks())
def test_block_runs(page: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, page, "exec"), {"__name__": "__main__"})  # noqa: S102 - our own pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def _demo() -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (command,) = re.findall(r"claimtrack (analyze samples/\S+ --published \S+)", makefile)
    return command.split()


def test_the_readme_names_the_demo() -> None:
    assert " ".join(_demo()) in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.shipped
def test_the_readme_shows_what_the_demo_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails because reading got better: ``make docs``."""
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("COLUMNS", raising=False)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- demo:start.*?```text\n(.*?)```", readme, re.DOTALL)
    printed = CliRunner().invoke(app, _demo())
    assert printed.exit_code == 0, printed.stderr
    assert shown
    # Another processor may round a score otherwise; every word and label is the same.
    assert _FIGURE.sub("0.00", shown[1]) == _FIGURE.sub("0.00", printed.stdout)
