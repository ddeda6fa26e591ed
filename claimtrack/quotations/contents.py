"""Contents reported without marks: their bounds, their kind, the words quoted inside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.quotations.cues import CueClause, CueReader
from claimtrack.quotations.drafts import Draft
from claimtrack.quotations.tokens import Token
from claimtrack.text import strip_bounds

__all__ = ["ContentReader"]


class ContentReader:
    """Turns token ranges into drafts of quotations."""

    def __init__(self, text: str, reader: CueReader) -> None:
        self.text = text
        self.reader = reader
        self.tokens: Sequence[Token] = reader.tokens
        self.words = reader.words
        self.lang = reader.lang
        self.lexicon = reader.lexicon

    def draft(self, spans: list[tuple[int, int]], clause: CueClause) -> Draft | None:
        """Return the quotation of the token ranges, or None where no words are left of them."""
        pieces, quoted = [], False
        whole = self._wholly_quoted(spans)
        if whole is not None:
            cue = (clause.start, clause.end) if clause.end > clause.start else None
            return Draft("direct", [whole], cue, clause.mention, rule=clause.rule)
        for first, stop in spans:
            stop = min(stop, len(self.tokens))
            if first >= stop:
                continue
            bounds = strip_bounds(
                self.text, self.tokens[first].start, self.tokens[stop - 1].end, ",;:.–—"
            )
            if bounds[0] < bounds[1]:
                pieces.append(bounds)
                quoted = quoted or any(t.kind == "quoted" for t in self.tokens[first:stop])
        letters = sum(sum(c.isalpha() for c in self.text[a:b]) for a, b in pieces)
        if not pieces or letters < 2:
            return None
        return Draft(
            kind="mixed" if quoted else "indirect",
            spans=pieces,
            cue=(clause.start, clause.end) if clause.end > clause.start else None,
            mention=clause.mention,
            rule=clause.rule,
        )

    def _wholly_quoted(self, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
        """Return the bounds inside the marks of a content that is one quoted stretch."""
        if len(spans) != 1:
            return None
        inside = [t for t in self.tokens[spans[0][0] : spans[0][1]] if t.kind != "punct"]
        if len(inside) != 1 or inside[0].kind != "quoted":
            return None
        token = inside[0]
        first = re.match(r"(?:,,|``|[«“„\"‘'])\s*", self.text[token.start : token.end])
        last = re.search(r"\s*(?:''|[»”“\"’'])$", self.text[token.start : token.end])
        return (
            token.start + (first.end() if first else 0),
            token.start + last.start() if last else token.end,
        )

    def quotes_words(self, i: int, j: int) -> bool:
        """Return whether tokens ``i`` to ``j`` hold quoted words other than a title."""
        return any(t.kind == "quoted" and not self._is_title(t) for t in self.tokens[i:j])

    def _is_title(self, token: Token) -> bool:
        """Return whether quoted words look like a title or a name: « La Nuit des canaux »."""
        words = re.findall(r"\w[\w'’-]*", self.text[token.start : token.end])
        return bool(words) and words[0][0].isupper() and len(words) <= 6
