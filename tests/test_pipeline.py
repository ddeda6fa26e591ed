"""The analyzer composes the stages: order, batches, diagnostics, odd input, the shipped model."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimtrack
from claimtrack.pipeline import Analyzer
from claimtrack.schema import Influence, ModelInfo, Report, Span
from claimtrack.segmentation import segment_batches
from claimtrack.stance.inputs import StanceInput
from claimtrack.stance.words import find_words

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
ARTICLE = (
    "Le groupe relève ses dépenses.\n\n"
    "« C'est un pari nécessaire », juge Anne Roy, analyste chez Norvane. « Mais il coûte cher. »"
)


class WordModel:
    """Scores by words, so that a test can tell which claim got which stance."""

    info = ModelInfo(name="words", version="0")
    abstain_below = 0.5

    def __init__(self) -> None:
        self.calls: list[int] = []

    def predict_proba(
        self, inputs: Sequence[StanceInput], batch_size: int = 32
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        self.calls.append(len(inputs))
        rows = [
            [0.7, 0.1, 0.1, 0.1]
            if "nécessaire" in item.text
            else [0.1, 0.7, 0.1, 0.1]
            if "cher" in item.text
            else [0.3, 0.1, 0.3, 0.3]
            for item in inputs
        ]
        return np.array(rows).reshape(len(inputs), 4)

    def influences(self, inputs: Sequence[StanceInput]) -> list[tuple[Influence, ...]]:
        return [
            tuple(
                Influence(span=Span.of(item.text, *bounds), weight=float(number))
                for number, bounds in enumerate(find_words(item.text))
            )
            for item in inputs
        ]


@pytest.fixture
def model() -> WordModel:
    return WordModel()


@pytest.fixture
def analyzer(model: WordModel) -> Analyzer:
    return Analyzer(model)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shipped() -> Analyzer:
    return claimtrack.load()


def check_offsets(report: Report) -> None:
    text = report.article.text
    for quotation in report.quotations:
        spans = [*quotation.spans, *(s for claim in quotation.claims for s in claim.spans)]
        spans += [q.span for claim in quotation.claims for q in claim.quantities]
        spans += [i.span for claim in quotation.claims for i in claim.stance.influences]
        spans += [s for s in (quotation.cue, quotation.source.mention) if s is not None]
        for span in spans:
            assert text[span.start : span.end] == span.text
    for diagnostic in report.diagnostics:
        if diagnostic.span is not None:
            span = diagnostic.span
            assert text[span.start : span.end] == span.text


def test_call_gives_each_claim_its_stance(analyzer: Analyzer) -> None:
    report = analyzer(ARTICLE)
    (quotation,) = report.quotations
    assert [claim.stance.label for claim in quotation.claims] == ["bullish", "skeptical"]
    assert quotation.stance.label == "mixed"
    (speaker,) = report.speakers
    assert (speaker.name, speaker.role, speaker.affiliation) == ("Anne Roy", "analyste", "Norvane")
    assert speaker.stance.label == "mixed"
    assert report.article.lang == "fr"
    check_offsets(report)


def test_pipe_scores_a_batch_at_once_and_keeps_order(analyzer: Analyzer, model: WordModel) -> None:
    articles = [f"« Un pari nécessaire, numéro {n} », dit Anne Roy." for n in range(5)]
    reports = list(analyzer.pipe(articles, batch_size=2))
    assert [report.article.text for report in reports] == articles
    assert model.calls == [2, 2, 1]


def test_pipe_reads_no_further_than_asked(analyzer: Analyzer) -> None:
    taken: list[int] = []

    def stream() -> object:
        for n in range(100):
            taken.append(n)
            yield ARTICLE

    next(analyzer.pipe(stream(), batch_size=3))  # type: ignore[arg-type]
    assert len(taken) == 3


def test_pipe_equals_calls(analyzer: Analyzer) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    assert list(analyzer.pipe(texts)) == [analyzer(text) for text in texts]


def test_several_processes_give_the_same_reports_in_order(
    analyzer: Analyzer, model: WordModel
) -> None:
    texts = [f"« Un pari nécessaire, numéro {n}, \ud800 », dit Anne Roy." for n in range(5)]
    texts.append("« A bet », said Anne Roy on Monday after the meeting of the board in Paris.")
    articles = [claimtrack.Article(text=text, published="2025-06-14") for text in texts]
    several = list(analyzer.pipe(articles, batch_size=2, n_process=2))
    assert several == list(analyzer.pipe(articles, batch_size=2))
    assert model.calls[:3] == model.calls[3:]


_SCRIPT = """
import sys
from claimtrack.schema import Article
from claimtrack.errors import ClaimtrackError
from claimtrack.segmentation import segment_batches

def main():
    batches = [[Article(text="« Oui », dit Anne Roy.")], [Article(text="« Non », dit Paul.")]]
    for batch in segment_batches(batches, n_process=2):
        print(batch[0].quotations[0][0].source.name)

GUARD
"""


@pytest.mark.parametrize("guarded", [True, False])
def test_several_processes_from_a_script(guarded: bool, tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    guard = 'if __name__ == "__main__":\n    main()' if guarded else "main()"
    path.write_text(_SCRIPT.replace("GUARD", guard), encoding="utf-8")
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, str(path)],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        env={**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1"},
    )
    if guarded:
        assert done.stdout.split("\n")[:2] == ["Anne Roy", "Paul"], done.stderr
    else:
        assert done.returncode != 0
        assert "if __name__ == '__main__'" in done.stderr


def test_an_error_in_a_process_reaches_the_caller() -> None:
    broken = SimpleNamespace(text=None, lang="fr")  # fails where it is read, not where it is sent
    with pytest.raises(AttributeError, match="strip"):
        list(segment_batches([[broken]], n_process=2))  # type: ignore[list-item]


def test_low_confidence_abstains(analyzer: Analyzer) -> None:
    (quotation,) = analyzer("« On verra bien ce que cela donne », dit Anne Roy.").quotations
    assert quotation.claims[0].stance.abstained


def test_score_and_score_many_agree_and_keep_order(analyzer: Analyzer) -> None:
    many = analyzer.score_many([{"text": "trop cher"}, {"text": "nécessaire", "target": "X"}])
    assert [stance.label for stance in many] == ["skeptical", "bullish"]
    assert many[1].target == "X"
    assert analyzer.score("trop cher") == many[0]
    assert analyzer.score_many([]) == []


def test_claims_are_explained_when_asked_for(model: WordModel, analyzer: Analyzer) -> None:
    report = Analyzer(model, explain=True)(ARTICLE)  # type: ignore[arg-type]
    (quotation,) = report.quotations
    words = [[i.span.text for i in claim.stance.influences] for claim in quotation.claims]
    assert words == [["C'", "est", "un", "pari", "nécessaire"], ["Mais", "il", "coûte", "cher"]]
    assert quotation.stance.influences == report.speakers[0].stance.influences == ()
    check_offsets(report)
    assert Report.from_json(report.to_json()) == report
    (plain,) = analyzer(ARTICLE).quotations
    assert all(claim.stance.influences == () for claim in plain.claims)


def test_influences_of_an_interrupted_claim_stand_in_the_article(model: WordModel) -> None:
    text = "« Le pari », juge Anne Roy, « est vraiment nécessaire »."
    report = Analyzer(model, explain=True)(text)  # type: ignore[arg-type]
    (claim,) = report.quotations[0].claims
    assert len(claim.spans) == 2
    found = [(i.span.text, i.weight) for i in claim.stance.influences]
    assert found == [("Le", 0), ("pari", 1), ("est", 2), ("vraiment", 3), ("nécessaire", 4)]
    check_offsets(report)


def test_score_explains_when_asked_for(analyzer: Analyzer) -> None:
    plain, explained = (analyzer.score("trop cher", explain=explain) for explain in (False, True))
    assert plain.influences == ()
    assert [i.span for i in explained.influences] == [
        Span(start=0, end=4, text="trop"),
        Span(start=5, end=9, text="cher"),
    ]
    assert explained.model_copy(update={"influences": ()}) == plain
    many = analyzer.score_many([{"text": "trop cher"}, {"text": ""}], explain=True)
    assert [len(stance.influences) for stance in many] == [2, 0]


@pytest.mark.parametrize("statement", [{}, {"text": "a", "cible": "b"}, "a", None])
def test_score_many_names_a_bad_statement(analyzer: Analyzer, statement: object) -> None:
    with pytest.raises(claimtrack.InputError, match="statement 0"):
        analyzer.score_many([statement])  # type: ignore[list-item]


@pytest.mark.parametrize("item", [b"bytes", None, 3, ["text"]])
def test_call_refuses_what_is_no_text(analyzer: Analyzer, item: object) -> None:
    with pytest.raises(claimtrack.InputError, match=type(item).__name__):
        analyzer(item)  # type: ignore[arg-type]


def test_pipe_refuses_an_empty_batch(analyzer: Analyzer) -> None:
    with pytest.raises(claimtrack.InputError, match="batch_size"):
        list(analyzer.pipe([ARTICLE], batch_size=0))


def test_pipe_refuses_no_process(analyzer: Analyzer) -> None:
    with pytest.raises(claimtrack.InputError, match="n_process"):
        list(analyzer.pipe([ARTICLE], n_process=0))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_text"),
        (" \n\t\u00a0", "empty_text"),
        ("Le groupe investit beaucoup cette année dans ses serveurs.", "no_quotation"),
        ("« C'est un pari », dit Anne Roy. Il parle de « la suite", "unbalanced_mark"),
        ("« C'est\x00 un pari », dit Anne Roy.", "control_character"),
        ("« C'est \ud800 un pari », dit Anne Roy.", "lone_surrogate"),
        (
            "Der Konzern investiert weiter in seine Rechenzentren, sagte der Minister am Montag "
            "in Berlin, und niemand weiß, wann das Geld zurückkommt.",
            "unsupported_language",
        ),
    ],
)
def test_odd_text_becomes_a_diagnostic(analyzer: Analyzer, text: str, code: str) -> None:
    report = analyzer(text)
    assert code in [diagnostic.code for diagnostic in report.diagnostics]
    assert report.article.text == text
    check_offsets(report)
    assert Report.from_json(report.to_json()) == report


def test_quotations_survive_odd_characters(analyzer: Analyzer) -> None:
    (quotation,) = analyzer("« C'est \ud800 un pari », dit Anne Roy.").quotations
    assert quotation.source.name == "Anne Roy"
    assert quotation.text == "C'est \ud800 un pari"


def test_long_line_is_read_to_its_end(analyzer: Analyzer) -> None:
    text = "Le groupe investit. " * 3000 + "« C'est un pari nécessaire », dit Anne Roy."
    report = analyzer(text)
    assert report.quotations[-1].source.name == "Anne Roy"
    check_offsets(report)


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet=" abé\n.,:;«»“”\"'’-—\u202f\u00a0\ud800\x00Dit AnneRoyselonque", max_size=120)
)
def test_any_text_gives_a_report_with_true_offsets(text: str) -> None:
    check_offsets(Analyzer(WordModel(), explain=True)(text))  # type: ignore[arg-type]


def test_load_checks_its_arguments() -> None:
    with pytest.raises(claimtrack.InputError, match="target"):
        claimtrack.load(target="  ")
    with pytest.raises(claimtrack.InputError, match="abstain_below"):
        claimtrack.load(abstain_below=2.0)
    with pytest.raises(claimtrack.ModelError, match="no-such-model"):
        claimtrack.load(model="no-such-model")


@pytest.mark.shipped
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_shipped_model_reads_the_samples(shipped: Analyzer, path: Path) -> None:
    report = shipped(path.read_text(encoding="utf-8"))
    assert len(report.quotations) >= 8
    assert all(quotation.source.confidence > 0 for quotation in report.quotations)
    labels = {claim.stance.label for q in report.quotations for claim in q.claims}
    assert len(labels) >= 2
    check_offsets(report)
    assert Report.from_json(report.to_json()) == report


@pytest.mark.shipped
def test_shipped_model_reads_a_claim_longer_than_its_window(shipped: Analyzer) -> None:
    stance = shipped.score("Ces dépenses sont excessives et personne ne sait pourquoi " * 60)
    assert sum(stance.probabilities.values()) == pytest.approx(1)


@pytest.mark.shipped
def test_shipped_model_explains_a_sample() -> None:
    report = claimtrack.load(explain=True)(SAMPLES[0].read_text(encoding="utf-8")[:1500])
    claims = [claim for quotation in report.quotations for claim in quotation.claims]
    assert claims
    assert all(claim.stance.influences for claim in claims)
    check_offsets(report)


@pytest.mark.shipped
def test_target_changes_the_stance(shipped: Analyzer) -> None:
    text = "Ces dépenses de Meta sont une folie, les actionnaires ne reverront jamais leur argent."
    meta = shipped.score(text)
    other = shipped.score(text, target="la réforme des retraites")
    assert meta.probabilities["unrelated"] < other.probabilities["unrelated"]
