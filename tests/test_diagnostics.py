"""What an odd text is told: one diagnostic a matter, never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.diagnostics import inspect_text
from claimtrack.quotations import segment
from claimtrack.syntax import parse


def _codes(text: str, lang: str = "fr") -> list[str]:
    return [found.code for found in inspect_text(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "codes"),
    [
        ("Le groupe investit.", "fr", []),
        ("Un\tdeux\r\ntrois", "fr", []),
        ("", "fr", ["empty_text"]),
        (" \n\u00a0", "fr", ["empty_text"]),
        ("Das ist gut.", "de", ["unsupported_language"]),
        ("a\x00b", "fr", ["control_character"]),
        ("a\ud800b", "fr", ["lone_surrogate"]),
        ("\x07a\udfff", "fr", ["control_character", "lone_surrogate"]),
        ("a\x00", "de", ["unsupported_language", "control_character"]),
    ],
)
def test_codes(text: str, lang: str, codes: list[str]) -> None:
    assert _codes(text, lang) == codes


def test_empty_and_blank_are_told_apart() -> None:
    (empty,) = inspect_text("", "fr")
    (blank,) = inspect_text(" ", "fr")
    assert empty.message != blank.message


def test_unsupported_language_is_named_with_the_mend() -> None:
    (found,) = inspect_text("Das ist gut.", "de")
    assert "'de'" in found.message
    assert "lang='fr'" in found.message


def test_an_illegible_character_is_named_where_it_stands() -> None:
    (found,) = inspect_text("ab\x00c", "fr")
    assert "U+0000" in found.message
    assert found.span is not None
    assert (found.span.start, found.span.end) == (2, 3)


@pytest.mark.parametrize(("count", "more"), [(5, None), (6, "1 more"), (40, "35 more")])
def test_many_illegible_characters_do_not_drown_the_report(count: int, more: str | None) -> None:
    found = list(inspect_text("a" + "\x00" * count, "fr"))
    assert len(found) == 5
    assert all("more" not in one.message for one in found[:-1])
    assert (more or "as a space") in found[-1].message
    assert more or "more" not in found[-1].message


@given(st.text(alphabet=st.characters(), max_size=60))
def test_spans_are_true(text: str) -> None:
    for found in inspect_text(text, "fr"):
        assert found.message
        if found.span is not None:
            assert text[found.span.start : found.span.end] == found.span.text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("« C'est cher », juge Anne Roy.", []),
        ("« C'est cher, juge Anne Roy.", ["unbalanced_mark"]),
        ("« C'est un pari.\n\n« Il est cher », juge Anne Roy.", []),
        ("« C'est cher, et tout le monde le sait bien. »", ["unattributed_quotation"]),
    ],
)
def test_what_segmentation_tells(text: str, codes: list[str]) -> None:
    _, diagnostics = segment(text, parse(text, "fr"), lang="fr")
    assert [found.code for found in diagnostics] == codes
