"""Why a quotation was found, in words."""

from __future__ import annotations

import pytest

from claimtrack.schema import Article, ModelInfo, Quotation, Report, Source, Span, Stance

TEXT = "« C'est trop », juge-t-elle. Anne Roy doute."
STANCE = Stance(
    target="x",
    label="neutral",
    probabilities={"bullish": 0.0, "skeptical": 0.0, "neutral": 1.0, "unrelated": 0.0},
    score=0.0,
    confidence=1.0,
)


def report(**changes: object) -> Report:
    start = TEXT.index("C'est")
    fields: dict[str, object] = {
        "kind": "direct",
        "spans": (Span.of(TEXT, start, start + 10),),
        "text": "C'est trop",
        "cue": Span.of(TEXT, TEXT.index("juge"), TEXT.index("juge") + 4),
        "source": Source(
            name="Anne Roy",
            mention=Span.of(TEXT, TEXT.index("elle"), TEXT.index("elle") + 4),
            confidence=0.8,
            found_by="pronoun",
        ),
        "stance": STANCE,
        "rule": "inverted pronoun",
    }
    quotation = Quotation(**{**fields, **changes})  # type: ignore[arg-type]
    model = ModelInfo(name="m", version="1")
    return Report(article=Article(text=TEXT), quotations=(quotation,), model=model)


def test_an_explanation_names_mark_cue_rule_and_evidence() -> None:
    (one,) = report().explain()
    assert (one.mark, one.cue, one.mention) == ("«", "juge", "elle")
    assert str(one) == (
        "“C'est trop”: direct, opened by «, cue “juge”, rule: inverted pronoun; said by Anne Roy "
        "(“elle”), the nearest person that the pronoun agrees with, confidence 0.80"
    )


def test_reported_speech_has_no_mark() -> None:
    (one,) = report(kind="indirect").explain()
    assert one.mark is None


def test_what_is_not_known_is_said() -> None:
    source = Source(name="unknown", confidence=0.0, found_by="unknown")
    (one,) = report(cue=None, source=source, rule="").explain()
    assert str(one).endswith(
        "without a cue; said by unknown, nothing tells who speaks, confidence 0.00"
    )


@pytest.mark.parametrize("length", [10, 200])
def test_long_quotations_are_shortened(length: int) -> None:
    (one,) = report(text="a" * length).explain()
    assert ("…" in one.words) == (length > 60)
