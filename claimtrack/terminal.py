"""What the command line writes to: streams that may close or fill up, and a progress bar."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO, Self, TypeVar

import typer

__all__ = ["Progress", "complain", "opened", "write"]

_PATIENCE = 2.0  # seconds without a sign of life before one is given

T = TypeVar("T")


def complain(message: str) -> None:
    """Write a message for the user to the standard error."""
    from claimtrack.views.plain import printable

    typer.echo(printable(message), err=True)


@contextmanager
def opened(output: Path | None, *, text_only: bool) -> Iterator[IO[str]]:
    """Give the stream to write to: a file in UTF-8, or the standard output.

    What a terminal cannot show is replaced there; data (``text_only`` false) is always UTF-8.

    Raises:
        typer.Exit: the file cannot be opened; the reason was written to the standard error.
    """
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            if text_only:
                sys.stdout.reconfigure(errors="replace")
            else:
                sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    try:
        stream = output.open("w", encoding="utf-8", newline="")
    except OSError as error:
        complain(f"claimtrack: {output}: cannot be written: {error.strerror}")
        raise typer.Exit(1) from error
    with stream:
        yield stream


def write(stream: IO[str], pieces: Iterable[str]) -> None:
    """Write all pieces; a reader that stops listening ends the program as a success.

    Raises:
        typer.Exit: nobody reads any more, or the medium is full.
    """
    for piece in pieces:
        _guarded(stream, piece)
    _guarded(stream, "")


def _guarded(stream: IO[str], piece: str) -> None:
    try:
        stream.write(piece)
        stream.flush()
    except BrokenPipeError as error:
        # Python flushes again at exit, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise typer.Exit(0) from error
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        complain(f"claimtrack: {stream.name}: cannot be written: {error.strerror}")
        raise typer.Exit(1) from error


class Progress:
    """A bar on the standard error, when that is a terminal and there is time to look at it.

    It shows at once for several files, and after two seconds for one.
    """

    def __init__(self, files: int) -> None:
        self._bar = None
        self._timer: Timer | None = None
        if not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._bar = Progress(
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,  # results go to their own stream, never through the bar's
            redirect_stderr=False,
        )
        # One .jsonl file may hold any number of articles: then there is no total.
        self._task = self._bar.add_task("", total=files if files > 1 else None)
        self._timer = Timer(0 if files > 1 else _PATIENCE, self._bar.start)
        self._timer.daemon = True
        self._timer.start()

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items, each a step of the bar."""
        for item in items:
            if self._bar is not None:
                self._bar.advance(self._task)
            yield item

    def stop(self) -> None:
        """Take the bar off the screen."""
        if self._bar is not None and self._timer is not None:
            self._timer.cancel()
            self._timer.join()
            self._bar.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
