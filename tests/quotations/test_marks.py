"""Marks: pairs, apostrophes, missing marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.quotations.marks import MASK, MASK_OPEN, find_quoted, mask
from claimtrack.text import iter_paragraphs
from tests.quotations.markup import broken


def _contents(text: str, lang: str = "fr") -> list[str]:
    return [text[quoted.start : quoted.end] for quoted in find_quoted(text, lang)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("« Un » et “deux” et \"trois\" et 'quatre'.", ["Un", "deux", "trois", "quatre"]),
        ("„Un“ et ‘deux’ et ,,trois'' et ``quatre''.", ["Un", "deux", "trois", "quatre"]),
        ("«\u00a0Un\u00a0» «\u202fdeux\u202f»", ["Un", "deux"]),
        # apostrophes
        ("d'IA et d''IA générale', dit-il", ["IA générale"]),
        ("l'IA d'aujourd'hui n'a rien", []),
        ("'L'IA d'aujourd'hui', dit-il", ["L'IA d'aujourd'hui"]),
        # nested
        ("« Il a dit “non” hier »", ["Il a dit “non” hier"]),
        ("« Il a dit « non » hier »", ["Il a dit « non » hier"]),
        ("“Il a dit « non » hier”", ["Il a dit « non » hier"]),
        ("\"Il a dit 'non' hier\"", ["Il a dit 'non' hier"]),
        # missing marks
        ("rien ici » ni là", []),
        ("« un\n\ndeux", ["un"]),
        ("« un. Et rien de plus", ["un. Et rien de plus"]),
        ("Le « pari du groupe. Il échoue.", ["pari du groupe."]),
        # nothing inside
        ("«»", []),
        ("« »", []),
        ("''", []),
        broken('""', [], reason="the second of two straight marks is taken for a content"),
    ],
)
def test_outermost_contents(text: str, contents: list[str]) -> None:
    assert _contents(text) == contents


def test_english_possessives_and_decades() -> None:
    text = "'It's our members' money since the '90s', she said of the boss's plan."
    assert _contents(text, "en") == ["It's our members' money since the '90s"]


@pytest.mark.parametrize("second", ["« Deux », dit-il.", "» Deux », dit-il.", "Deux », dit-il."])
def test_a_quotation_goes_on_in_the_next_paragraph(second: str) -> None:
    text = f"« Un.\n\n{second}"
    first, following = find_quoted(text)
    assert not first.closed
    assert following.continues
    assert following.closed
    assert text[following.start : following.end] == "Deux"


def test_a_new_quotation_does_not_continue() -> None:
    first, second = find_quoted("« Un. »\n\n« Deux », dit-il.")
    assert first.closed
    assert not second.continues


def test_mask_gives_each_quotation_a_run_of_its_own() -> None:
    text = "« a »« b » c"
    masked = mask(text, find_quoted(text))
    assert masked == MASK_OPEN + MASK * 4 + MASK_OPEN + MASK * 4 + " c"


def test_mask_blanks_its_own_characters_in_the_text() -> None:
    assert mask("\ufdd0a\ufdd1", []) == " a "


@given(
    st.one_of(
        st.text(alphabet="ab s'\"«»“”„‘’,`\n\ud800", max_size=60),
        st.text(alphabet=st.characters(), max_size=40),  # any character, lone surrogates too
    ),
    st.sampled_from(["fr", "en"]),
)
def test_pieces_are_ordered_inside_paragraphs_and_masked_whole(text: str, lang: str) -> None:
    quoted = find_quoted(text, lang)
    paragraphs = list(iter_paragraphs(text))
    for piece in quoted:
        assert piece.open <= piece.start <= piece.end <= piece.close
        assert any(a <= piece.open and piece.close <= b for a, b in paragraphs)
    assert all(a.close <= b.open for a, b in pairwise(quoted))
    masked = mask(text, quoted)
    assert len(masked) == len(text)
    assert masked.count(MASK_OPEN) == len(quoted)
