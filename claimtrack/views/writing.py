"""Reports as text in the formats of the command line.

Every function here yields pieces that can be encoded as UTF-8, whatever the articles hold.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from claimtrack.schema import Report

__all__ = ["FORMATS", "json_of_one", "tables"]

_PIPED_WIDTH = 100  # columns of a table that no terminal bounds


def tables(reports: Iterable[Report], stream: IO[str]) -> Iterator[str]:
    """Yield each report as a table for ``stream``: as wide as it, coloured on a terminal only."""
    from rich.console import Console

    from claimtrack.views.table import report_table

    terminal = stream.isatty()
    console = Console(
        file=stream,
        force_terminal=terminal,
        width=None if terminal or "COLUMNS" in os.environ else _PIPED_WIDTH,
        highlight=False,
    )
    for number, report in enumerate(reports):
        # Captured, not printed: rich would end the program itself when a pipe breaks.
        with console.capture() as capture:
            if number:
                console.print()
            console.print(report_table(report))
        yield re.sub(r" +$", "", capture.get(), flags=re.MULTILINE)


def json_of_one(reports: Iterable[Report]) -> Iterator[str]:
    """Yield the only report as one object, nothing when there is none, a list for more."""
    found = list(reports)
    if len(found) > 1:
        yield from _json(found)
    elif found:
        yield found[0].to_json(indent=2) + "\n"


def _json(reports: Iterable[Report]) -> Iterator[str]:
    opening = "[\n"
    for report in reports:
        yield opening + report.to_json(indent=2)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def _json_lines(reports: Iterable[Report]) -> Iterator[str]:
    for report in reports:
        yield report.to_json() + "\n"


def _csv(reports: Iterable[Report]) -> Iterator[str]:
    from claimtrack.views.frame import to_frame

    yield to_frame(reports).to_csv(index=False, lineterminator="\n")


def _html(reports: Iterable[Report]) -> Iterator[str]:
    from claimtrack.views.html import to_html

    yield to_html(reports)


#: The writers by the name of their format; JSON is a list, the others hold any number.
FORMATS: dict[str, Callable[[Iterable[Report]], Iterator[str]]] = {
    "json": _json,
    "jsonl": _json_lines,
    "csv": _csv,
    "html": _html,
}
