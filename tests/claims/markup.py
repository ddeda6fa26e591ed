"""Inline markup for claims.

``[...]`` is a claim, ``{...}`` words of the article outside the quotation (a cue clause): they
split the quotation into spans, and a claim that goes on over them has several.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from spacy.tokens import Doc

from claimtrack.claims import ClaimContent, segment
from claimtrack.schema import Span
from claimtrack.syntax import parse

PUBLISHED = date(2025, 6, 15)


@cache
def read(text: str, lang: str) -> Doc:
    """Return the parse of a text, once."""
    return parse(text, lang)


def unmark(marked: str) -> tuple[str, list[Span], list[tuple[str, ...]]]:
    """Return the article, the quotation's spans, and the texts of each expected claim's spans."""
    text = ""
    borders: list[tuple[int, int]] = []
    claims: list[list[list[int]]] = []
    begin = 0
    for char in marked:
        if char == "[":
            claims.append([[len(text), len(text)]])
        elif char == "]":
            claims[-1][-1][1] = len(text)
        elif char == "{":
            borders.append((begin, len(text)))
            if claims and claims[-1][-1][0] == claims[-1][-1][1]:
                claims[-1][-1][1] = len(text)
                claims[-1].append([-1, -1])
        elif char == "}":
            begin = len(text)
            if claims and claims[-1][-1] == [-1, -1]:
                claims[-1][-1] = [begin, begin]
        else:
            text += char
    borders.append((begin, len(text)))
    spans = [Span.of(text, start, end) for start, end in borders if text[start:end].strip()]
    return text, spans, [tuple(text[a:b].strip() for a, b in claim) for claim in claims]


def claims_of(
    text: str, lang: str = "fr", published: date | None = PUBLISHED
) -> list[ClaimContent]:
    """Return the claims of a text that is one quotation."""
    return list(
        segment(
            text, read(text, lang), [Span.of(text, 0, len(text))], lang=lang, published=published
        )
    )


def only_claim(text: str, lang: str = "fr", published: date | None = PUBLISHED) -> ClaimContent:
    """Return the one claim of a text."""
    (claim,) = claims_of(text, lang, published)
    return claim
