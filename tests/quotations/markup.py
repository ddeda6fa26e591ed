"""Readable cases: ``« [Le pari est risqué] », juge {Anne Roy}.`` is a text with its expectation.

``[...]`` is a span of the content, ``{...}`` the mention of the source; ``[[...]]`` begins a new
quotation where a text holds several.
"""

from __future__ import annotations

import re

from claimtrack.quotations import Attribution, segment
from claimtrack.syntax import parse

_MARKUP = re.compile(r"\[\[|\]\]|[\[\]{}]")


def read(marked: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the plain text, the bounds of the spans and those of the mentions."""
    text, position = "", 0
    spans: list[tuple[int, int]] = []
    mentions: list[tuple[int, int]] = []
    opened = 0
    for match in _MARKUP.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        if match[0][0] in "[{":
            opened = len(text)
        else:
            (spans if match[0][0] == "]" else mentions).append((opened, len(text)))
    return text + marked[position:], spans, mentions


def quotations(text: str, lang: str = "fr") -> tuple[Attribution, ...]:
    """Return the quotations that are found in ``text``; every offset is checked."""
    found, diagnostics = segment(text, parse(text, lang), lang=lang)
    for one in found:
        for span in (*one.spans, one.cue, one.source.mention):
            assert span is None or text[span.start : span.end] == span.text
    for diagnostic in diagnostics:
        span = diagnostic.span
        assert span is None or text[span.start : span.end] == span.text
    return found


def check(marked: str, name: str, lang: str = "fr") -> Attribution:
    """Check that exactly the marked quotation is found, said by ``name``."""
    text, spans, mentions = read(marked)
    found = quotations(text, lang)
    contents = [[span.text for span in one.spans] for one in found]
    assert contents == [[text[a:b] for a, b in spans]]
    (one,) = found
    assert [(span.start, span.end) for span in one.spans] == spans
    assert one.source.name == name
    if mentions:
        assert one.source.mention is not None
        assert (one.source.mention.start, one.source.mention.end) == mentions[0]
    return one
