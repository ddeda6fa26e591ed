"""One row a claim, with the same typed columns whatever the reports hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO

import pandas as pd
import pytest

from claimtrack.schema import Article, Claim, Horizon, Report, Source, Span, Stance
from claimtrack.views.frame import COLUMNS, to_frame
from tests.reports import find, make_claim, make_quotation


def test_a_row_a_claim(report: Report) -> None:
    frame = report.to_pandas()
    assert list(frame.columns) == list(COLUMNS)
    assert frame["label"].tolist() == ["skeptical", "bullish", "neutral"]
    assert frame["speaker"].tolist() == ["Anne Roy", "Anne Roy", "Paul Sarre"]
    row = frame.iloc[1]
    assert row["published"] == pd.Timestamp("2025-06-14")
    assert row["horizon_latest"] == pd.Timestamp("2027-06-14")
    assert row["cue"] == "juge"
    assert row["outlet"] == "Le Relais"
    assert row["quotation_stance"] == "mixed"
    assert report.article.text[row["start"] : row["end"]] == row["claim"]
    assert bool(row["hedged"])
    assert bool(row["forecast"])


def test_types_do_not_depend_on_the_rows(report: Report, build: Callable[..., Report]) -> None:
    full = to_frame([report])
    for empty in (to_frame([]), to_frame([build("Rien.")])):
        assert len(empty) == 0
        assert empty.dtypes.equals(full.dtypes)
    assert pd.api.types.is_datetime64_dtype(full["published"])
    assert full["abstained"].dtype == "bool"
    assert full["start"].dtype == "int64"


def test_missing_values_are_missing(build: Callable[..., Report]) -> None:
    text = "Il a dit oui."
    frame = to_frame(build(text, make_quotation(text, "oui", "Il")))
    assert frame[["title", "published", "role", "cue", "horizon_latest"]].isna().all(axis=None)


def test_reading_order_over_nested_quotations(build: Callable[..., Report]) -> None:
    text = "un deux trois"
    late = make_quotation(text, "trois", "A")
    early = make_quotation(text, "un", "B")
    assert to_frame([build(text, late, early)])["claim"].tolist() == ["un", "trois"]


def test_articles_keep_their_order(report: Report, build: Callable[..., Report]) -> None:
    other = build("Il a dit oui.", make_quotation("Il a dit oui.", "oui", "Il"))
    frame = to_frame(iter([other, report]))
    assert frame["article_id"].tolist() == [other.article.id] + 3 * [report.article.id]
    assert frame.index.tolist() == [0, 1, 2, 3]


def test_a_far_horizon_fits(build: Callable[..., Report]) -> None:
    text = "Il dit que tout sera payé en 2400."
    words = "tout sera payé en 2400"
    horizon = Horizon(earliest=date(2400, 1, 1), latest=date(9999, 12, 31), words="en 2400")
    claim = make_claim(text, words, "bullish", forecast=True, horizon=horizon)
    frame = to_frame(build(text, make_quotation(text, words, "Il", claims=(claim,))))
    assert frame["horizon_latest"].dt.year.tolist() == [9999]


def test_what_no_file_can_hold_is_replaced(
    build: Callable[..., Report], tmp_path: pytest.TempPathFactory
) -> None:
    text = "Il dit « a\ud800\x00b »."
    source = Source(name="Il\udfff", mention=find(text, "Il"), confidence=1.0)
    frame = to_frame(build(text, make_quotation(text, "a\ud800\x00b", "", source=source)))
    assert frame["claim"].tolist() == ["a\ufffd\ufffdb"]
    assert frame["speaker"].tolist() == ["Il\ufffd"]
    frame.to_csv().encode()
    frame.to_parquet(tmp_path / "claims.parquet")  # type: ignore[operator]


def test_csv_comes_back(report: Report) -> None:
    frame = report.to_pandas()
    again = pd.read_csv(StringIO(frame.to_csv(index=False)), parse_dates=["published"])
    assert again["claim"].tolist() == frame["claim"].tolist()
    assert again["score"].tolist() == frame["score"].tolist()


def test_a_claim_over_two_spans_is_bounded_by_both(build: Callable[..., Report]) -> None:
    text = "« Oui », dit-il, « mais non »."
    spans = (find(text, "Oui"), find(text, "mais non"))
    stance = Stance(
        target="t",
        label="neutral",
        probabilities={"bullish": 0, "skeptical": 0, "neutral": 1, "unrelated": 0},
        score=0,
        confidence=1,
    )
    claim = Claim(spans=spans, text="Oui mais non", stance=stance)
    quotation = make_quotation(text, "Oui", "il", spans=spans, claims=(claim,))
    frame = to_frame(build(text, quotation, article=Article(text=text)))
    assert Span.of(text, *frame.loc[0, ["start", "end"]]).text == text[2:27]
