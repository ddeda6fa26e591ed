"""Readable cases: a text marked up with the quotations that must be found in it.

::

    « [Le pari est risqué] », <cue>juge</cue> <src role='analyste'>Anne Roy</src>, analyste.

- ``[...]`` is a span of the content; several spans are one quotation. Where a text holds several
  quotations, ``[2|...]`` is a span of the second one.
- ``<cue>...</cue>`` is the cue, ``<src>...</src>`` the mention of the source. Both belong to the
  first quotation, or to those that ``q='1 2'`` names.
- ``<src name='...' role='...' affiliation='...'>`` gives what is resolved; ``name`` is the mention
  where it is left out; ``role=''`` and ``affiliation=''`` say that there must be none.

What is not marked is not compared, except the contents: exactly these and no others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from claimtrack.quotations import Attribution, segment
from claimtrack.syntax import parse

_MARKUP = re.compile(r"\[(?:(\d)\|)?|\]|<(/?)(cue|src)((?: \w+='[^'<>]*')*)>")
_ATTRIBUTE = re.compile(r" (\w+)='([^']*)'")


def broken(*case: object, reason: str) -> Any:
    """Return a case that is right by the guideline and fails today; the mark goes with the bug."""
    return pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason=reason))


@dataclass
class Expected:
    """What the markup says of one quotation."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    cue: tuple[int, int] | None = None
    mention: tuple[int, int] | None = None
    source: dict[str, str] = field(default_factory=dict)


def read(marked: str) -> tuple[str, list[Expected]]:
    """Return the plain text and what is expected of it, in reading order."""
    text, position = "", 0
    expected: dict[str, Expected] = {}
    opened: tuple[str, str, int] = ("", "", 0)
    for match in _MARKUP.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        number, closing, tag, attributes = match.groups()
        if match[0].startswith("["):
            opened = ("span", number or "1", len(text))
        elif tag and not closing:
            opened = (tag, attributes, len(text))
        elif match[0] == "]":
            _, number, start = opened
            expected.setdefault(number, Expected()).spans.append((start, len(text)))
        else:
            kind, attributes, start = opened
            assert kind == tag, marked
            values = dict(_ATTRIBUTE.findall(attributes))
            for number in values.pop("q", "1").split():
                one = expected.setdefault(number, Expected())
                if tag == "cue":
                    one.cue = (start, len(text))
                else:
                    one.mention = (start, len(text))
                    one.source = {"name": text[start:], **values}
    found = [one for _, one in sorted(expected.items())]
    assert all(one.spans for one in found), marked
    return text + marked[position:], found


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


def contents(text: str, lang: str = "fr") -> list[list[str]]:
    """Return the words of the spans of every quotation that is found."""
    return [[span.text for span in one.spans] for one in quotations(text, lang)]


def check(marked: str, kind: str | None = None, lang: str = "fr") -> None:
    """Check that exactly the marked quotations are found, all of them of ``kind`` if given."""
    text, expected = read(marked)
    found = quotations(text, lang)
    assert [[span.text for span in one.spans] for one in found] == [
        [text[start:end] for start, end in one.spans] for one in expected
    ]
    for one, wanted in zip(found, expected, strict=True):
        assert [(span.start, span.end) for span in one.spans] == wanted.spans
        assert kind in (None, one.kind)
        if wanted.cue is not None:
            assert one.cue is not None
            assert one.cue.text == text[slice(*wanted.cue)]
            assert (one.cue.start, one.cue.end) == wanted.cue
        if wanted.mention is not None:
            mention = one.source.mention
            assert mention is not None
            assert mention.text == text[slice(*wanted.mention)]
            assert (mention.start, mention.end) == wanted.mention
        for name, value in wanted.source.items():
            assert (name, getattr(one.source, name)) == (name, value or None)
