"""Marks: pairs, apostrophes, missing marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.quotations.marks import find_quoted, mask
from claimtrack.text import iter_paragraphs


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("« Un » et “deux” et \"trois\" et 'quatre'.", ["Un", "deux", "trois", "quatre"]),
        ("d'IA et d''IA générale', dit-il", ["IA générale"]),
        ("l'IA d'aujourd'hui n'a rien", []),
        ("« Il a dit “non” hier »", ["Il a dit “non” hier"]),
        ("« Il a dit « non » hier »", ["Il a dit « non » hier"]),
        ("rien ici » ni là", []),
        ("« un\n\ndeux", ["un"]),
    ],
)
def test_outermost_contents(text: str, contents: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quoted(text)] == contents


def test_english_possessives_and_decades() -> None:
    text = "'It's our members' money since the '90s', she said of the boss's plan."
    (quoted,) = find_quoted(text, "en")
    assert text[quoted.start : quoted.end] == "It's our members' money since the '90s"


def test_reopened_paragraphs_continue() -> None:
    first, second = find_quoted("« Un.\n\n« Deux », dit-il.")
    assert not first.closed
    assert second.continues


@given(st.text(alphabet="ab s'\"«»“”„‘’,`\n\ud800", max_size=60), st.sampled_from(["fr", "en"]))
def test_pieces_are_ordered_inside_paragraphs_and_masked_whole(text: str, lang: str) -> None:
    quoted = find_quoted(text, lang)
    paragraphs = list(iter_paragraphs(text))
    for piece in quoted:
        assert piece.open <= piece.start <= piece.end <= piece.close
        assert any(a <= piece.open and piece.close <= b for a, b in paragraphs)
    assert all(a.close <= b.open for a, b in pairwise(quoted))
    assert len(mask(text, quoted)) == len(text)
