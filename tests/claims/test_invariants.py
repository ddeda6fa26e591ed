from __future__ import annotations

import re
from datetime import date

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.claims import ClaimContent, segment
from claimtrack.claims.lexicon import lexicon
from claimtrack.schema import Span
from claimtrack.syntax import parse
from claimtrack.text import legible

PIECES = st.sampled_from(
    [
        "Le pari est bon",
        "mais",
        "c'est cher",
        ", ",
        ". ",
        " ; ",
        "« ",
        " »",
        "'",
        "(",
        ")",
        "\n\n",
        "même si",
        "it is",
        "but",
        "because",
        "d'ici deux ans",
        "99 999 %",
        "by 2030",
        "$3bn",
        "Oui.",
        "le 31 février 2027",
        "9999 ans",
        "cent mille milliards",
        "\ud800",
        "\x00",
        "e\u0301",
        "İ",
        "²",
        "٣",
    ]
)
TEXTS = st.lists(PIECES | st.text(st.characters(), max_size=6), max_size=14).map(" ".join)


def check(text: str, spans: list[Span], claims: tuple[ClaimContent, ...]) -> None:
    """Check exact offsets, order, no overlap, and that every word is kept once."""
    inside = {place for span in spans for place in range(span.start, span.end)}
    places: list[int] = []
    for claim in claims:
        assert claim.spans
        assert claim.text == " ".join(span.text for span in claim.spans)
        for span in claim.spans:
            assert text[span.start : span.end] == span.text
            assert span.text == span.text.strip()
            places += range(span.start, span.end)
        for quantity in claim.quantities:
            assert text[quantity.span.start : quantity.span.end] == quantity.span.text
            assert any(s.start <= quantity.span.start < s.end for s in claim.spans)
        assert claim.horizon is None or (claim.forecast and claim.horizon.words in claim.text)
    assert places == sorted(set(places))
    assert inside.issuperset(places)
    assert {p for p in inside if text[p].isalnum()} <= set(places)


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return text, [Span.of(text, a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]


@settings(max_examples=120, deadline=None)
@given(quotations(), st.none() | st.dates(date(1990, 1, 1)))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_invariants(lang: str, quotation: tuple[str, list[Span]], published: date | None) -> None:
    text, spans = quotation
    check(text, spans, segment(text, parse(text, lang), spans, lang=lang, published=published))


def test_spans_in_disorder_or_overlapping_are_read_once() -> None:
    text = "Le pari est bon, mais il est cher."
    spans = [Span.of(text, 10, len(text)), Span.of(text, 0, 20)]
    check(text, spans, segment(text, parse(text, "fr"), spans, lang="fr"))


@pytest.mark.parametrize(
    "piece",
    ["mais il est, ", "Oui. ", "111 ", "in 2030 ", "(but ", "le risque de ", "one and ", "; "],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_long_line_is_read_in_linear_steps(lang: str, piece: str) -> None:
    # Quadratic steps would need minutes here; the tokenizer alone is enough to see them.
    text = piece * 3000
    doc = spacy.blank(lang)(legible(text))
    claims = segment(text, doc, [Span.of(text, 0, len(text))], lang=lang)
    check(text, [Span.of(text, 0, len(text))], claims)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_lexicons_hold_words_only(lang: str) -> None:
    lex = lexicon(lang)
    for name, value in lex._data.items():
        if isinstance(value, list | dict):
            assert all(isinstance(word, str) for word in value), name
    assert all(isinstance(lex.pattern(name), re.Pattern) for name in ("hedges", "reason"))
