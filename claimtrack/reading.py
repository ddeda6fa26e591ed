"""Articles from files: plain text, JSON, and JSON lines, all in UTF-8.

A text file is one article. A ``.json`` file holds an article or a list of them, a ``.jsonl``
file one a line; an article is then an object with ``text`` and, where known, ``id``, ``title``,
``published`` (an ISO date), ``source``, ``url`` and ``lang``; other keys are passed over.
"""

from __future__ import annotations

import codecs
import json
import shlex
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from claimtrack.errors import InputError
from claimtrack.schema import Article

__all__ = ["STANDARD_INPUT", "iter_articles", "read_article"]

#: The path that means the standard input, as elsewhere on a command line.
STANDARD_INPUT = "-"

_WORDS = ("id", "title", "source", "url", "lang")


def read_article(path: str | Path) -> Article:
    """Return the one article of a file, or of the standard input for ``-``.

    Line ends and spaces stay as they are, so offsets are those of the file's own characters;
    a byte order mark is left out.

    Raises:
        InputError: the file cannot be read, is not UTF-8, or does not hold exactly one article.
    """
    articles = list(iter_articles(path))
    for article in articles:
        if isinstance(article, InputError):
            raise article
    if len(articles) != 1:
        raise InputError(
            f"{path}: holds {len(articles)} articles, not one: use iter_articles to read them all"
        )
    (article,) = articles
    assert isinstance(article, Article)  # noqa: S101 - errors were raised above
    return article


def iter_articles(path: str | Path) -> Iterator[Article | InputError]:
    """Yield the articles of a file in order, with an error in the place of each that is bad.

    Errors are yielded, not raised, so that one bad row does not cost the good ones after it.
    """
    name = str(path)
    try:
        if name == STANDARD_INPUT:
            yield Article(text=_decode(sys.stdin.buffer.read(), "FILE"))
            return
        with Path(name).open("rb") as file:
            match Path(name).suffix.lower():
                case ".jsonl":
                    yield from _rows(file, name)
                case ".json":
                    yield from _objects(file.read(), name)
                case _:
                    yield Article(text=_decode(file.read(), name))
    except InputError as error:
        yield _at("standard input" if name == STANDARD_INPUT else name, error)
    except FileNotFoundError:
        yield InputError(f"{name}: there is no such file: check the name and the folder")
    except IsADirectoryError:
        yield InputError(f"{name}: is a folder: name the files in it, as in {shlex.quote(name)}/*")
    except PermissionError:
        yield InputError(
            f"{name}: may not be read by this user: try `chmod u+r {shlex.quote(name)}`"
        )
    except OSError as error:
        yield InputError(f"{name}: cannot be read: {error.strerror or error}")


def _at(place: str, error: InputError) -> InputError:
    return InputError(f"{place}: {error}")


def _rows(file: BinaryIO, name: str) -> Iterator[Article | InputError]:
    offset = 0
    for number, line in enumerate(file, start=1):
        if line.strip():
            try:
                yield _article(_parse(_decode(line.rstrip(b"\r\n"), name, offset)))
            except InputError as error:
                yield _at(f"{name}:{number}", error)
        offset += len(line)


def _objects(data: bytes, name: str) -> Iterator[Article | InputError]:
    content = _parse(_decode(data, name))
    if not isinstance(content, list):
        yield _article(content)
        return
    for number, item in enumerate(content, start=1):
        try:
            yield _article(item)
        except InputError as error:
            yield _at(f"{name}: article {number} of the list", error)


def _decode(data: bytes, name: str, offset: int = 0) -> str:
    """Return ``data``, which stands at ``offset`` in the file, as text without its mark.

    Raises:
        InputError: it is not UTF-8; the message says at which byte of the file.
    """
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        raise InputError(
            f"is not UTF-8 text (byte {offset + mark + error.start} is "
            f"0x{error.object[error.start]:02x}): convert it, for instance with `iconv "
            f"-f {'UTF-16' if utf16 else 'WINDOWS-1252'} -t UTF-8 {shlex.quote(name)} > utf8.txt`"
        ) from error


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"is not JSON: {error.msg} ({where})") from error
    except (ValueError, RecursionError) as error:  # numbers too long, brackets too deep
        raise InputError(f"is not JSON that can be read: {error}") from error


def _article(row: Any) -> Article:
    """Return the article of one JSON object.

    Raises:
        InputError: it is not an object, or a known key holds what it cannot hold.
    """
    if not isinstance(row, dict):
        raise InputError(f"an article is an object with a key 'text', not a {type(row).__name__}")
    text = row.get("text")
    if not isinstance(text, str):
        keys = ", ".join(map(repr, row)) or "none"
        raise InputError(f"the key 'text' is missing or not a text (keys here: {keys})")
    values: dict[str, Any] = {"text": text, "published": _day(row.get("published"))}
    for key in _WORDS:
        value = row.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and key == "id":
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise InputError(f"the key {key!r} is not a text: {value!r}")
        values[key] = value
    return Article(**{key: value for key, value in values.items() if value is not None})


def _day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            # A feed's time of day is dropped: horizons count in days.
            return date.fromisoformat(value.strip().partition("T")[0].partition(" ")[0])
        except ValueError:
            pass
    raise InputError(f"the key 'published' is not a date such as 2025-06-14: {value!r}")
