"""Quotation marks: which stretches of a text stand between marks.

The scanner pairs marks by kind, paragraph by paragraph, and tells a quotation mark from an
apostrophe. It knows nothing of cues or people: whether a quoted stretch is a statement, a title
or scare quotes is decided elsewhere.

Only outermost stretches are returned; marks nested inside belong to the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimtrack.text import iter_paragraphs, iter_sentences, strip_bounds

__all__ = ["Quoted", "find_quoted", "mask"]

#: What stands for the first and the other characters of a quoted stretch in a masked text:
#: noncharacters, so that no text can hold them by itself (:func:`mask` blanks them if one does).
MASK_OPEN, MASK = "\ufdd0", "\ufdd1"

# How far a quotation that is never closed may reach inside a sentence, in characters.
_LONGEST_UNCLOSED = 2000

# Opening mark -> the marks that can close it.
_CLOSERS = {
    "«": "»",
    "“": '”“"',
    "„": "“”",
    '"': '"”',
    "‘": "’'",
    "'": "'’",
    ",,": ("''", "“", "”", '"'),
    "``": ("''", '"'),
}
_OPENERS = re.compile(r",,(?=\w)|``|[«“„\"‘']")
_BEFORE_OPENING = re.compile(r"[\s(\[{/—–\-«“\"'’:;,.!?…>]|^$")
# English clippings and decades that begin with an apostrophe.
_CLIPPING = re.compile(r"['‘](?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|n\b|bout\b)", re.I)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between quotation marks.

    ``open`` and ``close`` bound the marks, ``start`` and ``end`` the content (trimmed).
    ``closed`` is false when the closing mark is missing; ``continues`` is true when the stretch
    goes on with a quotation left open by the paragraph before.
    """

    open: int
    start: int
    end: int
    close: int
    mark: str
    closed: bool = True
    continues: bool = False


def find_quoted(text: str, lang: str = "fr") -> list[Quoted]:
    """Return the outermost quoted stretches of ``text``, in order, never across paragraphs.

    ``lang`` matters to single marks only: English plural possessives (*members' money*) end in one.
    """
    found: list[Quoted] = []
    carried: str | None = None
    paragraphs = list(iter_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        pieces = list(_scan(text, start, end, carried, following, lang == "en"))
        found.extend(pieces)
        last = pieces[-1] if pieces else None
        goes_on = last is not None and not last.closed and last.close == end
        carried = last.mark if last and goes_on and _resumes(text, following, last.mark) else None
    return found


def mask(text: str, quoted: list[Quoted]) -> str:
    """Return ``text`` with every quoted stretch, marks included, blanked by a run of its own."""
    parts, position = [], 0
    for piece in quoted:
        parts.append(_blank(text[position : piece.open]))
        parts.append(MASK_OPEN + MASK * (piece.close - piece.open - 1))
        position = piece.close
    parts.append(_blank(text[position:]))
    return "".join(parts)


def _blank(text: str) -> str:
    return text.replace(MASK_OPEN, " ").replace(MASK, " ")


def _scan(
    text: str,
    start: int,
    end: int,
    carried: str | None,
    following: tuple[int, int] | None,
    possessives: bool,
) -> Iterator[Quoted]:
    position = start
    if carried is not None:
        opening = len(carried) if text.startswith(carried, start, end) else 0
        if not opening and carried == "«" and text[start] == "»":
            opening = 1  # old French usage: a guillemet fermant reopens each paragraph
        close = _find_close(text, start + opening, end, carried, following, possessives)
        piece = _piece(text, start, start + opening, close, end, carried, continues=True)
        yield piece
        position = piece.close
    unclosed: set[str] = set()  # marks with no closing mark ahead: looked for once, not each time
    while match := _OPENERS.search(text, position, end):
        mark, at = match.group(), match.start()
        position = match.end()
        if not _opens(text, at, mark, start, end):
            continue
        close = None
        if mark not in unclosed:
            close = _find_close(text, position, end, mark, following, possessives)
        limit = end
        if close is None:
            unclosed.add(mark)
            if mark in "'‘" and not _begins_statement(text, at, position, start):
                continue  # an apostrophe
            if not _resumes(text, following, mark) and not _at_sentence_start(text, at, start):
                limit = next(iter_sentences(text, at, min(end, at + _LONGEST_UNCLOSED)))[1]
        piece = _piece(text, at, position, close, limit, mark, continues=False)
        if piece.start < piece.end:
            yield piece
        position = max(position, piece.close)


def _piece(
    text: str,
    open_: int,
    inner: int,
    close: tuple[int, int] | None,
    limit: int,
    mark: str,
    *,
    continues: bool,
) -> Quoted:
    stop, after = close if close is not None else (limit, limit)
    first, last = strip_bounds(text, inner, stop)
    if first >= last:
        first = last = inner
    return Quoted(open_, first, last, after, mark, closed=close is not None, continues=continues)


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    after = at + len(mark)
    if after >= end or (mark not in "«„“" and text[after].isspace()):
        return False
    if mark in "«„":
        return True
    before = text[at - 1] if at > start else ""
    if before and not _BEFORE_OPENING.match(before):
        return False
    if mark in "'‘":
        if _CLIPPING.match(text, at):
            return False
        # after an apostrophe only an elision lets a quotation begin: d''IA générale'
        return before not in ("'", "’") or bool(
            re.search(r"\w['’]$", text[max(start, at - 2) : at])
        )
    return True


def _find_close(
    text: str,
    position: int,
    end: int,
    mark: str,
    following: tuple[int, int] | None,
    possessives: bool,
) -> tuple[int, int] | None:
    """Return (content end, offset after the mark) of the mark that closes ``mark``."""
    closers = _CLOSERS[mark]
    if mark == "“" and _own_closer_ahead(text, position, end):
        closers = "”"  # straight marks inside are nested: “J'ai dit "oui". Rien de plus”
    depth = 0
    candidates: list[tuple[int, int]] = []
    index = position
    while index < end:
        if mark == "«" and text[index] == "«":
            depth += 1
        for closer in closers:
            if text.startswith(closer, index, end) and _closes(
                text, index, closer, position, end, mark
            ):
                if depth:
                    depth -= 1
                    candidates.append((index, index + len(closer)))
                    break
                if possessives and mark in "'‘" and _possessive(text, index, end):
                    candidates.append((index, index + len(closer)))
                    break
                return index, index + len(closer)
        index += 1
    # a nested « without its own », or only s' to close with: the last candidate is the close
    return candidates[-1] if candidates and not _resumes(text, following, mark) else None


def _own_closer_ahead(text: str, position: int, end: int) -> bool:
    """Return whether a curly quotation closes with its own mark before another one opens."""
    close = text.find("”", position, end)
    return close >= 0 and text.find("“", position, close) < 0


def _closes(text: str, at: int, closer: str, position: int, end: int, mark: str) -> bool:
    if closer == "»":
        return True
    after = text[at + len(closer)] if at + len(closer) < end else ""
    if at == position or after.isalnum():
        return False
    return not (text[at - 1].isspace() and mark not in ("“", "„"))


def _possessive(text: str, at: int, end: int) -> bool:
    """Return whether the mark at ``at`` may be the apostrophe of an English plural possessive."""
    return text[at - 1] == "s" and bool(re.match(r" [a-z]", text[at + 1 : min(at + 3, end)]))


def _resumes(text: str, following: tuple[int, int] | None, mark: str) -> bool:
    """Return whether the next paragraph goes on with a quotation left open with ``mark``."""
    if following is None:
        return False
    start, end = following
    if text.startswith(mark, start, end) or (mark == "«" and text[start] == "»"):
        return True
    if mark == '"':
        first = re.search('"', text[start:end])
        return first is not None and _closes(text, start + first.start(), '"', start, end, mark)
    if mark not in ("«", "“"):
        return False
    closers = re.search("[»”]" if mark == "“" else "»", text[start:end])
    openers = re.search(mark, text[start:end])
    return closers is not None and (openers is None or closers.start() < openers.start())


def _at_sentence_start(text: str, at: int, start: int) -> bool:
    before = text[start:at].rstrip()
    return not before or before[-1] in ".!?…:;»”\"'—–"


def _begins_statement(text: str, at: int, inner: int, start: int) -> bool:
    return text[inner].isupper() and _at_sentence_start(text, at, start)
