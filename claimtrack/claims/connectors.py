"""Where a sentence may be cut: semicolons and the connectors of the lexicon.

Finding a candidate says nothing of clauses yet; :mod:`claimtrack.claims.segmentation` asks for
a finite verb on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claimtrack.claims.lexicon import Lexicon
from claimtrack.text import unify_typography

__all__ = ["Candidate", "Kind", "find_candidates"]

Kind = Literal["semicolon", "coordinating", "clause_initial", "subordinating", "temporal", "reason"]

_LISTS: tuple[tuple[Kind, str], ...] = (
    ("subordinating", "subordinating"),
    ("temporal", "temporal_or_adversative"),
    ("reason", "reason"),
    ("coordinating", "coordinating"),
    ("clause_initial", "clause_initial"),
)
_ENTITY = re.compile(r"&#?\w{1,8}$")
_OPENING_MARKS = "«“‘\"'([+*_"
_QUOTES = " \t«»“”‘\"'"
_PAUSES = ",;:—–-([…!?."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a cut may come: before ``start``; the connector's words end at ``end``."""

    start: int
    end: int
    kind: Kind
    after_pause: bool
    words: str = ";"


def find_candidates(text: str, start: int, end: int, lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates of a stretch of one sentence, in order, without overlaps."""
    plain = unify_typography(text[start:end])
    found = list(_connectors(plain, lexicon))
    found += (Candidate(m.start(), m.end(), "semicolon", True) for m in re.finditer(";", plain))
    found.sort(key=lambda candidate: (candidate.start, -candidate.end))
    inside = _bracketed(plain)
    kept: list[Candidate] = []
    for candidate in found:
        if inside[candidate.start] or (kept and candidate.start < kept[-1].end):
            continue
        if candidate.kind == "semicolon" and _ENTITY.search(
            plain, max(0, candidate.start - 10), candidate.start
        ):
            continue  # &amp; and the like
        kept.append(
            Candidate(
                start + candidate.start,
                start + candidate.end,
                candidate.kind,
                candidate.after_pause,
                candidate.words,
            )
        )
    return kept


def _connectors(plain: str, lexicon: Lexicon) -> Iterator[Candidate]:
    for kind, name in _LISTS:
        for match in lexicon.pattern(name).finditer(plain):
            cut = _with_opening_marks(plain, match.start())
            before = plain[max(0, cut - 24) : cut].rstrip(_QUOTES)
            pause = not before or before[-1] in _PAUSES
            previous = before.rpartition(" ")[2].lower()
            if kind == "clause_initial" and not pause:
                if previous not in lexicon.words("openers"):
                    continue
                cut = plain.rindex(before[-len(previous) :], 0, cut)  # "et pourtant"
            words = match[0].lower()
            if _is_other_word(plain, match.end(), kind, previous, lexicon):
                continue
            if pause or not words.startswith(tuple(lexicon.words("only_after_pause"))):
                yield Candidate(cut, match.end(), kind, pause, words)


def _is_other_word(plain: str, end: int, kind: Kind, previous: str, lexicon: Lexicon) -> bool:
    """Return whether the words around a connector make it something else ("so much")."""
    if kind in {"subordinating", "reason"} and previous in lexicon.words("not_after"):
        return True
    following = plain[end : end + 12].split()
    return (
        kind == "clause_initial" and bool(following) and following[0] in lexicon.words("not_before")
    )


def _with_opening_marks(plain: str, cut: int) -> int:
    """Return the cut moved before the quotation marks that open on the connector."""
    while cut and plain[cut - 1] in _OPENING_MARKS:
        if cut > 1 and not plain[cut - 2].isspace() and plain[cut - 2] not in _OPENING_MARKS:
            break
        cut -= 1
    return cut


def _bracketed(plain: str) -> list[bool]:
    """Return for each character whether it stands inside round or square brackets.

    A bracket that is never closed opens nothing.
    """
    inside = [False] * (len(plain) + 1)
    opened: list[int] = []
    for position, char in enumerate(plain):
        if char in "([":
            opened.append(position)
        elif char in ")]" and opened:
            first = opened.pop()
            if not opened:
                inside[first : position + 1] = [True] * (position + 1 - first)
    return inside
