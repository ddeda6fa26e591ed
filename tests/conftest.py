"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from claimtrack.schema import Article, Diagnostic, Horizon, Quantity, Report, Source
from tests.reports import TEXT, find, make_claim, make_quotation, make_report, make_stance


@pytest.fixture
def build() -> Callable[..., Report]:
    """Give :func:`make_report`."""
    return make_report


@pytest.fixture
def report() -> Report:
    """Give a report with two speakers, three claims, a forecast, a figure and a diagnostic."""
    roy = make_quotation(
        TEXT,
        "Le pari est risqué, mais il peut rapporter 3 milliards d'ici deux ans",
        "Anne Roy",
        cue=find(TEXT, "juge"),
        source=Source(
            name="Anne Roy",
            mention=find(TEXT, "Anne Roy"),
            role="analyste",
            affiliation="Banque Orsel",
            confidence=0.95,
        ),
        claims=(
            make_claim(TEXT, "Le pari est risqué", "skeptical"),
            make_claim(
                TEXT,
                "mais il peut rapporter 3 milliards d'ici deux ans",
                "bullish",
                hedged=True,
                forecast=True,
                horizon=Horizon(
                    earliest=date(2027, 6, 14), latest=date(2027, 6, 14), words="d'ici deux ans"
                ),
                quantities=(Quantity(value=3e9, unit=None, span=find(TEXT, "3 milliards")),),
            ),
        ),
        stance=make_stance("mixed", 0.0),
    )
    sarre = make_quotation(
        TEXT,
        "le titre a gagné 4\u00a0%",
        "Paul Sarre",
        kind="indirect",
        cue=find(TEXT, "Selon"),
        source=Source(name="Paul Sarre", mention=find(TEXT, "Paul Sarre"), confidence=0.8),
    )
    return make_report(
        TEXT,
        roy,
        sarre,
        article=Article(
            text=TEXT,
            title="Un pari",
            published=date(2025, 6, 14),
            source="Le Relais",
            url="https://example.org/pari",
            lang="fr",
        ),
        diagnostics=(
            Diagnostic(code="unbalanced_mark", message="A mark has no partner.", span=None),
        ),
    )
