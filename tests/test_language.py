"""Language detection: sure of news texts, cautious with short ones, never at a loss."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.language import SUPPORTED, detect

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    expected = "en" if path.stem.endswith("-en") else "fr"
    assert detect(path.read_text(encoding="utf-8")) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Le groupe investit beaucoup d'argent.", "fr"),
        ("The group spends a lot of money.", "en"),
        (
            "Das Unternehmen hat am Montag in Berlin angekündigt, dass es in diesem Jahr mehr als "
            "zehn Milliarden Euro in neue Rechenzentren investieren werde.",
            "de",
        ),
        (
            "La empresa anunció el lunes en Madrid que este año invertirá más de diez mil millones "
            "de euros en nuevos centros de datos.",
            "es",
        ),
    ],
)
def test_languages(text: str, lang: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize("text", ["", " ", "Ja.", "123", "«»", "\ud800", "\x00" * 100, "🙂" * 50])
def test_a_short_text_is_in_a_supported_language(text: str) -> None:
    assert detect(text) in SUPPORTED


def test_only_the_beginning_of_a_long_text_counts() -> None:
    text = "Le groupe investit beaucoup d'argent cette année. " * 100
    assert detect(text + "The group spends a lot of money. " * 10_000) == "fr"


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_has_a_language(text: str) -> None:
    assert len(detect(text)) >= 2
