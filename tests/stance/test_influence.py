"""Words that moved a score: right words, right places, right weights, whatever the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.artefacts import Manifest
from claimtrack.schema import LABELS, Influence, Span
from claimtrack.stance import StanceInput, StanceModel, load_model, storage
from claimtrack.stance.influence import influences, without
from claimtrack.stance.words import find_words, relocate

ODD = st.text(
    st.characters()
    | st.sampled_from("lLdqu'’ʼe\u0301\u0300 \u00ad\u200b\ud800\udc00😀👩\u200d«»3,.5"),
    max_size=60,
)


@pytest.fixture(scope="module")
def model(tiny_stance: Path) -> StanceModel:
    return load_model(tiny_stance, backend="torch")


@pytest.fixture(scope="module")
def prompted(tiny_decoder: Path, tmp_path_factory: pytest.TempPathFactory) -> StanceModel:
    manifest = Manifest(
        name="prompted",
        version="0",
        licence="CC0-1.0",
        kind="stance",
        labels=LABELS,
        layout="prompt",
        prompt="{context} de {text} les {target}",
        pooling="last",
        max_length=64,
        context_tokens=16,
    )
    folder = tmp_path_factory.mktemp("prompted")
    net, _ = storage.new_net(tiny_decoder, manifest)
    storage.save(net, tiny_decoder, manifest, folder)
    return load_model(folder)


# -- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’IA n'est qu’un pari", ["L’", "IA", "n'", "est", "qu’", "un", "pari"]),
        ("jusqu'à aujourd'hui", ["jusqu'", "à", "aujourd'hui"]),
        ("They don't, Meta's won’t", ["They", "don't", "Meta's", "won’t"]),
        ("« peut-être » 3,5 %, 10.000 !", ["peut", "être", "3,5", "10.000"]),
        ("3…5", ["3", "5"]),
        ("e\u0301te\u0301 re\u00adcord", ["e\u0301te\u0301", "re\u00adcord"]),
        ("l' 'oui' _a_ 😀", ["l", "oui", "a"]),
        ("«\u202f...\u202f» \ud800 😀", []),
        ("", []),
    ],
)
def test_find_words(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in find_words(text)] == words


def test_relocate_moves_words_into_each_span() -> None:
    article = "« Le pari », dit-il, « est bon »."
    spans = [Span.of(article, 2, 9), Span.of(article, 23, 30)]
    text = " ".join(span.text for span in spans)
    words = [Influence(span=Span.of(text, *bounds), weight=1.0) for bounds in find_words(text)]
    moved = [influence.span for influence in relocate(words, spans)]
    assert [span.text for span in moved] == ["Le", "pari", "est", "bon"]
    assert all(article[span.start : span.end] == span.text for span in moved)


# -- weights -------------------------------------------------------------------------------------


def _by_words(inputs: Sequence[StanceInput]) -> np.ndarray[tuple[int, int]]:
    """Score by adding up words, so that each one's part is known."""
    parts = {"pari": 0.2, "trop": -0.3, "cher": -0.5, "Meta": 0.1}
    scores = [sum(w for word, w in parts.items() if word in item.text) for item in inputs]
    return np.array([[max(s, 0), max(-s, 0), 1 - abs(s), 0] for s in scores])


def test_weights_are_what_the_score_loses() -> None:
    found = influences(_by_words, [StanceInput("un pari trop cher"), StanceInput("Meta", "trop")])
    weights = [{i.span.text: pytest.approx(i.weight) for i in one} for one in found]
    assert weights == [{"un": 0.0, "pari": 0.2, "trop": -0.3, "cher": -0.5}, {"Meta": 0.1}]


def test_no_statement_has_no_words() -> None:
    assert influences(_by_words, [StanceInput("«\u202f...\u202f»")]) == [()]


def test_without_deletes_words_and_keeps_the_rest() -> None:
    item = StanceInput("C'est un pari trop cher", "avant", "X")
    words = find_words(item.text)
    assert without(item, [words[-1], words[0]]) == StanceInput("est un pari trop ", "avant", "X")
    assert without(item, []) == item


@pytest.mark.parametrize("backend", ["torch", "torch-bf16", "torch-int8"])
def test_every_backend_explains_its_own_scores(tiny_stance: Path, backend: str) -> None:
    model = load_model(tiny_stance, backend=backend)
    item = StanceInput("le pari est risqué", target="Meta")
    (found,) = model.influences([item])
    assert [influence.span.text for influence in found] == ["le", "pari", "est", "risqué"]
    assert any(influence.weight for influence in found)


# -- any text ------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(texts=st.lists(ODD, min_size=1, max_size=3))
def test_spans_hold_in_any_text(
    model: StanceModel, prompted: StanceModel, texts: list[str]
) -> None:
    for one in (model, prompted):
        for text, found in zip(
            texts, one.influences([StanceInput(text, target="Meta") for text in texts]), strict=True
        ):
            places = [(i.span.start, i.span.end) for i in found]
            assert set(places) <= set(find_words(text))
            assert places == sorted(set(places))
            assert all(text[i.span.start : i.span.end] == i.span.text for i in found)


@pytest.mark.shipped
def test_the_shipped_model_knows_its_words() -> None:
    model = load_model()
    text = "C’est de l’argent jeté par les fenêtres 😀, et Meta n'en reverra rien."
    (found,) = model.influences([StanceInput(text)])
    assert [(i.span.start, i.span.end) for i in found] == find_words(text)
    assert any(i.weight for i in found)
