"""Results: immutable, comparable, and the same after every way of keeping them."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimtrack.errors import InputError
from claimtrack.schema import (
    LABELS,
    Article,
    Claim,
    Horizon,
    Influence,
    Quantity,
    Quotation,
    Report,
    Source,
    Span,
    Stance,
)
from tests.reports import make_report, make_stance


def _keep_as_dict(report: Report) -> Report:
    return Report.from_dict(report.to_dict())


def _keep_as_json(report: Report) -> Report:
    return Report.from_json(report.to_json())


def _keep_as_bytes(report: Report) -> Report:
    return Report.from_json(report.to_json(indent=2).encode("utf-8"))


def _keep_as_plain_json(report: Report) -> Report:
    return Report.from_dict(json.loads(json.dumps(report.to_dict())))


def _keep_pickled(report: Report) -> Report:
    return pickle.loads(pickle.dumps(report))


WAYS = [
    _keep_as_dict,
    _keep_as_json,
    _keep_as_bytes,
    _keep_as_plain_json,
    _keep_pickled,
    copy.deepcopy,
]


@pytest.mark.parametrize("keep", WAYS)
def test_a_report_comes_back_equal(report: Report, keep: Any) -> None:
    again = keep(report)
    assert again == report
    assert hash(again) == hash(report)
    assert again.quotations[0].claims[1].horizon.latest == date(2027, 6, 14)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    # Any code point, lone surrogates among them; two that would pair up are one in any file.
    letters = st.characters() | st.sampled_from("\ud800\u202f«»’'\x00\U0001f600")
    return draw(st.text(letters, min_size=1, max_size=30))


@st.composite
def _spans(draw: st.DrawFn, text: str) -> Span:
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return Span.of(text, start, end)


@st.composite
def _stances(draw: st.DrawFn) -> Stance:
    weights = draw(st.lists(st.floats(0.01, 1), min_size=4, max_size=4))
    share = {label: weight / sum(weights) for label, weight in zip(LABELS, weights, strict=True)}
    return make_stance(
        draw(st.sampled_from(LABELS)),
        score=share["bullish"] - share["skeptical"],
        probabilities=share,
        abstained=draw(st.booleans()),
    )


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    text = draw(_texts())
    days = st.none() | st.dates()
    quotations = []
    for _ in range(draw(st.integers(0, 3))):
        span = draw(_spans(text))
        word = Influence(span=draw(_spans(text)), weight=draw(st.floats(-1, 1)))
        claim = Claim(
            spans=(span,),
            text=span.text,
            stance=draw(_stances()).model_copy(update={"influences": (word,)}),
            hedged=draw(st.booleans()),
            forecast=draw(st.booleans()),
            horizon=draw(
                st.none() | st.builds(Horizon, earliest=days, latest=days, words=st.just(text))
            ),
            quantities=(Quantity(value=draw(st.floats(-1e15, 1e15)), unit="EUR", span=span),),
        )
        quotations.append(
            Quotation(
                kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
                spans=(span,),
                text=span.text,
                cue=draw(st.none() | _spans(text)),
                source=Source(name=text, mention=draw(st.none() | _spans(text)), confidence=0.5),
                claims=(claim,),
                stance=draw(_stances()),
            )
        )
    return make_report(text, *quotations, article=Article(text=text, published=draw(days)))


@given(_reports(), st.sampled_from(WAYS))
def test_any_report_comes_back_equal(report: Report, keep: Any) -> None:
    assert keep(report) == report
    report.to_json().encode("utf-8")


def test_json_spells_what_utf8_cannot() -> None:
    report = make_report("a\ud800b é")
    assert "a\\ud800b é" in report.to_json()
    assert _keep_as_json(report).article.text == "a\ud800b é"


@pytest.mark.parametrize("data", ["", "{", "[]", "{}", b"\xff", '{"article": 1}', "[" * 99_999])
def test_what_is_no_report_is_an_input_error(data: str | bytes) -> None:
    with pytest.raises(InputError, match="not the JSON of a claimtrack report"):
        Report.from_json(data)


def test_a_mapping_that_is_no_report_is_an_input_error(report: Report) -> None:
    with pytest.raises(InputError, match="not a claimtrack report"):
        Report.from_dict({**report.to_dict(), "colour": "red"})


def test_results_cannot_be_changed(report: Report) -> None:
    stance = report.quotations[0].stance
    with pytest.raises(ValidationError, match="frozen"):
        stance.label = "bullish"
    for change in (
        lambda p: p.update(bullish=1),
        lambda p: p.__setitem__("bullish", 1),
        lambda p: p.__delitem__("bullish"),
        lambda p: p.pop("bullish"),
        lambda p: p.clear(),
        lambda p: p.__ior__({"bullish": 1}),
    ):
        with pytest.raises(TypeError, match="immutable"):
            change(stance.probabilities)
    assert isinstance(report.quotations, tuple)


def test_results_can_be_members_of_sets(report: Report) -> None:
    again = _keep_as_dict(report)
    assert len({report, again}) == 1
    assert len({*report.quotations, *again.quotations}) == 2


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Article(text="x", publishd="2025-06-14")  # type: ignore[call-arg]


def test_json_schema_names_every_object() -> None:
    schema = Report.model_json_schema()
    assert {"Article", "Claim", "Quotation", "Source", "Span", "Stance"} <= set(schema["$defs"])
    for field in ("article", "quotations", "speakers", "diagnostics", "model"):
        assert field in schema["properties"]
    json.dumps(schema)


def test_span_of_is_a_slice() -> None:
    text = "a😀é\u202fb"
    span = Span.of(text, 1, 4)
    assert (span.start, span.end, span.text) == (1, 4, "😀é\u202f")


@pytest.mark.parametrize("end", [2, 5])
def test_span_must_fit_its_text(end: int) -> None:
    with pytest.raises(ValidationError, match="does not fit its text"):
        Span(start=1, end=end, text="abc")


@pytest.mark.parametrize("score", [-1.01, 1.01, float("nan")])
def test_score_is_bounded(score: float) -> None:
    with pytest.raises(ValidationError):
        make_stance("neutral", score=score)


def test_article_id_is_of_the_text_unless_given() -> None:
    assert Article(text="Oui.").id == Article(text="Oui.", title="T").id
    assert Article(text="Oui.").id != Article(text="Non.").id
    assert Article(text="Oui.", id="7").id == "7"
    assert Article(text="\ud800").id


def test_passages_have_at_least_one_span() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        Claim(spans=(), text="", stance=make_stance("neutral"))


def test_influences_are_empty_unless_given_and_finite() -> None:
    assert make_stance("neutral").influences == ()
    with pytest.raises(ValidationError, match="finite"):
        Influence(span=Span.of("a", 0, 1), weight=float("nan"))


def test_a_report_of_before_influences_is_read(report: Report) -> None:
    old = report.to_json().replace(',"influences":[]', "")
    assert "influences" not in old
    assert Report.from_json(old) == report
