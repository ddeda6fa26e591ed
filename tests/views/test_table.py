"""The terminal's table: words are shown, never obeyed."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO

import pytest

from claimtrack.schema import Article, Report
from claimtrack.views.writing import FORMATS, json_of_one, tables
from tests.reports import make_claim, make_quotation, make_stance


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def _shown(*reports: Report) -> str:
    return "".join(tables(reports, StringIO()))


def test_a_row_a_claim_with_its_diagnostics(report: Report) -> None:
    shown = _shown(report)
    assert "Un pari · 2025-06-14 · Le Relais" in shown
    assert shown.count("Anne Roy") == 1  # once for claims in a row
    assert "analyste, Banque Orsel" in shown
    assert "▼ skeptical -0.60" in shown
    assert "hedged; forecast: 2027-06-14" in shown
    assert "! A mark has no partner. (unbalanced_mark)" in shown


def test_colours_only_on_a_terminal(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b" not in _shown(report)
    assert "\x1b" in "".join(tables([report], _Terminal()))


def test_nothing_said(build: Callable[..., Report]) -> None:
    assert "No claim was found." in _shown(build("Il pleut."))


def test_markup_and_escapes_are_shown_as_text(build: Callable[..., Report]) -> None:
    text = "Il dit [red]a[/red] :smile: \x1b[2J\ud800."
    words = "[red]a[/red] :smile: \x1b[2J\ud800"
    report = build(text, make_quotation(text, words, "[bold]Il"), article=Article(text=text))
    shown = _shown(report)
    assert "[red]a[/red] :smile: \ufffd[2J\ufffd" in shown
    assert "[bold]Il" in shown
    shown.encode("utf-8")


def test_an_unsure_stance_says_so(build: Callable[..., Report]) -> None:
    text = "Il dit oui."
    claim = make_claim(text, "oui", "bullish")
    unsure = claim.model_copy(update={"stance": make_stance("bullish", abstained=True)})
    assert "not sure" in _shown(build(text, make_quotation(text, "oui", "Il", claims=(unsure,))))


def test_no_score_is_minus_zero(build: Callable[..., Report]) -> None:
    text = "Il dit oui."
    claim = make_claim(text, "oui", "neutral")
    tiny = claim.model_copy(update={"stance": make_stance("neutral", score=-0.001)})
    assert "neutral +0.00" in _shown(build(text, make_quotation(text, "oui", "Il", claims=(tiny,))))


def test_every_format_of_nothing() -> None:
    written = {name: "".join(write(iter(()))) for name, write in FORMATS.items()}
    assert written["json"] == "[]\n"
    assert written["jsonl"] == ""
    assert written["csv"].startswith("article_id,title,published")
    assert written["html"].startswith("<!doctype html>")
    assert "".join(json_of_one([])) == ""


def test_json_of_several_is_a_list_of_reports(report: Report) -> None:
    listed = json.loads("".join(FORMATS["json"]([report, report])))
    assert [Report.from_dict(item) for item in listed] == [report, report]
    assert Report.from_json("".join(json_of_one([report]))) == report
    lines = "".join(FORMATS["jsonl"]([report, report])).splitlines()
    assert [Report.from_json(line) for line in lines] == [report, report]
