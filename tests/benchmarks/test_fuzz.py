"""The generator of odd texts, its checks, and how a failure is made small."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.fuzz import Case, check, make_case, problem, reason_of, shrink
from claimtrack.schema import Article, Diagnostic, Span
from claimtrack.segmentation import segment


def test_a_few_texts_keep_every_promise() -> None:
    failures, quotations = check(seed=7, first=0, last=40)
    assert failures == []
    assert quotations > 5


def test_a_text_is_known_by_its_seed_and_number() -> None:
    assert make_case(1, 5) == make_case(1, 5)
    texts = {make_case(1, number).text for number in range(50)}
    assert len(texts) > 40
    assert texts != {make_case(2, number).text for number in range(50)}


def test_broken_promises_are_seen() -> None:
    text = "« C'est cher », dit Anne Roy. « C'est utile », dit Paul Sarre."
    (found,) = segment([Article(text=text, lang="fr")])
    assert problem(text, found) is None
    assert problem(text + " ", found) == "the text was changed"
    turned = replace(found, quotations=found.quotations[::-1])
    assert problem(text, turned) == "quotations are not in reading order"
    untyped = replace(found, diagnostics=("odd",))  # type: ignore[arg-type]
    assert problem(text, untyped) == "a diagnostic is not typed"
    span = Span(start=0, end=3, text="abc")
    wrong = Diagnostic(code="unbalanced_mark", message="odd", span=span)
    assert problem(text, replace(found, diagnostics=(wrong,))) is not None
    (one, claims), (other, _) = found.quotations
    moved = replace(found, quotations=((one, claims), (other, claims)))
    assert problem(text, moved) == "a claim lies outside its quotation"


def test_an_error_is_named_with_its_place() -> None:
    assert reason_of(Case(("Oui.",), "fr")) is None
    case = Case((3,), "fr")  # type: ignore[arg-type]
    assert str(reason_of(case)).startswith("TypeError at ")


def test_a_failure_is_made_small() -> None:
    case = Case(("abc ", "x«y", " def", "gh»", "i"), "fr")
    small = shrink(case, lambda one: "«" in one.text and "»" in one.text)
    assert small.text == "«»"
