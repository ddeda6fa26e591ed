"""Writes into the README what ``make demo`` prints, and takes the picture of the page.

Run by ``make docs``. The picture needs a Chromium on the path; without one the old picture stays.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DEMO = ("analyze", "samples/meta-depenses.txt", "--published", "2025-06-14")


def claimtrack(*arguments: str) -> str:
    """Return what the command line prints, run in the root of the checkout."""
    command = [sys.executable, "-m", "claimtrack.cli", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def write_demo() -> None:
    """Replace the README's block between the demo marks."""
    block = f"```text\n{claimtrack(*DEMO)}```"
    old = README.read_text(encoding="utf-8")
    pattern = r"(<!-- demo:start[^\n]*-->\n).*?(\n<!-- demo:end -->)"
    new = re.sub(pattern, lambda found: found[1] + block + found[2], old, flags=re.DOTALL)
    README.write_text(new, encoding="utf-8")


def take_picture() -> None:
    """Write ``docs/report.png``, the upper part of the demo's page."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("no Chromium here: docs/report.png stays as it is")
        return
    with TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        claimtrack(*DEMO, "--output", str(page))
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        picture = f"--screenshot={ROOT / 'docs' / 'report.png'}"
        subprocess.run(  # noqa: S603 - the browser found on the path
            [browser, *options, "--window-size=1000,760", picture, page.as_uri()],
            check=True,
            capture_output=True,
        )


if __name__ == "__main__":
    write_demo()
    take_picture()
