"""Paragraphs, sentences, typography: lengths and offsets never change."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.text import (
    fold,
    illegible_spans,
    iter_paragraphs,
    iter_sentences,
    legible,
    strip_bounds,
    unify_typography,
)

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)  # lone surrogates too


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in iter_sentences(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élodie L’Hermitte", "elodie l'hermitte"),
        ("e\u0301", "e"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "unified"),
    [
        ("l’IA", "l'IA"),
        ("«\u00a0Oui\u202f!\u00a0»", "« Oui ! »"),
        ("a\u3000b\u2009c", "a b c"),
        ("« “ ” „ ‘", "« “ ” „ ‘"),
    ],
)
def test_unify_typography(text: str, unified: str) -> None:
    assert unify_typography(text) == unified


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\x00b", "a b"),
        ("a\ud800b", "a b"),
        ("a\x9fb", "a b"),
        ("a\tb\nc\r\x85", "a\tb\nc\r\x85"),
        ("é🙂\u202f", "é🙂\u202f"),
    ],
)
def test_legible(text: str, read: str) -> None:
    assert legible(text) == read


@given(ANY_TEXT)
def test_lengths_are_kept_and_illegible_characters_are_all_told(text: str) -> None:
    assert len(unify_typography(text)) == len(legible(text)) == len(text)
    spans = list(illegible_spans(text))
    assert all(end == start + 1 for start, end in spans)
    changed = [i for i, (a, b) in enumerate(zip(text, legible(text), strict=True)) if a != b]
    assert changed == [start for start, _ in spans]
    legible(text).encode()  # no lone surrogate is left


@pytest.mark.parametrize("line_break", ["\n", "\n\n", "\r\n", "\r", "\x85", "\u2028", "\n \t\n"])
def test_paragraphs_end_at_every_line_break(line_break: str) -> None:
    text = f"  Un. {line_break}\u00a0Deux.  "
    assert [text[start:end] for start, end in iter_paragraphs(text)] == ["Un.", "Deux."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Un. Deux ! Trois ? Quatre…", ["Un.", "Deux !", "Trois ?", "Quatre…"]),
        ("Il a dit « Non. » Et rien.", ["Il a dit « Non. »", "Et rien."]),
        ("Il a dit (oui.) Et rien.", ["Il a dit (oui.)", "Et rien."]),
        ("Un. « Deux. »", ["Un.", "« Deux. »"]),
        ("Un. — Deux.", ["Un.", "— Deux."]),
        ("Un\nDeux", ["Un", "Deux"]),
        # no end
        ("M. Sarre et Mme. Roy.", ["M. Sarre et Mme. Roy."]),
        ("J. T. Okonjo parle.", ["J. T. Okonjo parle."]),
        ("The U.S. Army left.", ["The U.S. Army left."]),
        ("Il a 3.5 millions.", ["Il a 3.5 millions."]),
        ("Eh bien... rien.", ["Eh bien... rien."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


def test_sentences_between_offsets() -> None:
    text = "Un. Deux. Trois."
    assert list(iter_sentences(text, 4, 9)) == [(4, 9)]


@given(ANY_TEXT)
def test_sentences_are_trimmed_ordered_and_leave_only_spaces(text: str) -> None:
    bounds = list(iter_sentences(text))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in bounds)
    assert all(a[1] <= b[0] for a, b in pairwise(bounds))
    kept = {place for start, end in bounds for place in range(start, end)}
    assert all(c.isspace() or i in kept for i, c in enumerate(text))


@pytest.mark.parametrize(
    ("text", "extra", "bounds"),
    [
        ("  a ", "", (2, 3)),
        ("\u00a0a\u202f", "", (1, 2)),
        (", a,", ",", (2, 3)),
        ("   ", "", (3, 3)),
        ("", "", (0, 0)),
    ],
)
def test_strip_bounds(text: str, extra: str, bounds: tuple[int, int]) -> None:
    assert strip_bounds(text, 0, len(text), extra) == bounds
