"""Words that moved a score: right words, right places, right slopes, whatever the text."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    PreTrainedTokenizerBase,
    PreTrainedTokenizerFast,
)

from claimtrack.artefacts import Manifest
from claimtrack.errors import ModelError
from claimtrack.schema import LABELS, Influence, Span
from claimtrack.stance import StanceInput, StanceModel, load_model, storage
from claimtrack.stance.influence import contributions, influences
from claimtrack.stance.inputs import Layout, Window, normalise, windows
from claimtrack.stance.net import PlainNet, collate
from claimtrack.stance.words import align, find_words, relocate, token_shares

LAYOUT = Layout(max_length=96, context_tokens=16)
ODD = st.text(
    st.characters()
    | st.sampled_from("lLdqu'’ʼe\u0301\u0300 \u00ad\u200b\ud800\udc00😀👩\u200d«»3,.5"),
    max_size=60,
)


@pytest.fixture(scope="module")
def model(tiny_stance: Path) -> StanceModel:
    return load_model(tiny_stance)


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


class _Bag(nn.Module):
    """Logits that are the mean of the tokens' own: every word's part is known."""

    def __init__(self, matrix: Tensor) -> None:
        super().__init__()
        self.layer = nn.Embedding.from_pretrained(matrix)

    def get_input_embeddings(self) -> nn.Module:
        return self.layer

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> SimpleNamespace:
        mask = attention_mask.unsqueeze(-1)
        return SimpleNamespace(logits=(self.layer(input_ids) * mask).sum(1) / mask.sum(1))


def _bag(tokenizer: PreTrainedTokenizerBase, **words: tuple[float, ...]) -> PlainNet:
    matrix = torch.zeros(len(tokenizer), 4)
    for word, logits in words.items():
        matrix[tokenizer.convert_tokens_to_ids(f"▁{word}")] = torch.tensor(logits)
    return PlainNet(_Bag(matrix), range(4))


def _score(net: nn.Module, made: list[Window], temperature: float = 1.0) -> Tensor:
    with torch.no_grad():
        p = torch.softmax(net(**collate(made, 1)) / temperature, dim=-1)
    return p[:, 0] - p[:, 1]


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


def test_align_finds_words_whose_places_changed() -> None:
    text = "«\u202fL’e\u0301te\u0301…\u202f» re\u00adcord"
    normalised = normalise(text)
    pairs = [(text[a:b], normalised[c:d]) for (a, b), (c, d) in align(text, normalised)]
    assert pairs == [("L’", "L'"), ("e\u0301te\u0301", "été"), ("re\u00adcord", "record")]


def test_align_leaves_out_what_only_one_text_has() -> None:
    # Two halves of a letter make one when they meet: a word that the caller's text does not have.
    text = "un \ud835\udc00 pari"
    normalised = normalise(text)
    assert len(find_words(normalised)) == 3
    assert [text[a:b] for (a, b), _ in align(text, normalised)] == ["un", "pari"]


@given(ODD)
def test_align_pairs_equal_words_in_order(text: str) -> None:
    normalised = normalise(text)
    pairs = align(text, normalised)
    assert pairs == sorted(pairs)
    for (start, end), (first, last) in pairs:
        assert 0 <= start < end <= len(text)
        assert 0 <= first < last <= len(normalised)


def test_token_shares_split_a_token_over_two_words() -> None:
    text = "un d'IA !"
    tokens = [(0, 2), (2, 4), (4, 5), (5, 7), (3, 7), (7, 9), (2, 3), (6, 6), (0, 0)]
    assert list(token_shares(text, find_words(text), tokens)) == [
        (0, 0, 1.0),
        (1, 1, 1.0),
        (2, 1, 1.0),
        (3, 2, 1.0),
        (4, 1, 0.5),
        (4, 2, 0.5),
        (6, 1, 1.0),
    ]


def test_relocate_moves_words_into_each_span() -> None:
    article = "« Le pari », dit-il, « est bon »."
    spans = [Span.of(article, 2, 9), Span.of(article, 23, 30)]
    text = " ".join(span.text for span in spans)
    words = [Influence(span=Span.of(text, *bounds), weight=1.0) for bounds in find_words(text)]
    moved = [influence.span for influence in relocate(words, spans)]
    assert [span.text for span in moved] == ["Le", "pari", "est", "bon"]
    assert all(article[span.start : span.end] == span.text for span in moved)


# -- slopes --------------------------------------------------------------------------------------


def test_weights_of_a_linear_model(tokenizer: PreTrainedTokenizerFast) -> None:
    net = _bag(tokenizer, risqué=(0, 3, 0, 0), pari=(2, 0, 0, 0), est=(0, 0, 1, 0))
    item = StanceInput("le pari est risqué", "risqué", "pari")
    (found,) = influences(net, tokenizer, [item], LAYOUT, pad=1)
    weight = {influence.span.text: influence.weight for influence in found}
    assert list(weight) == ["le", "pari", "est", "risqué"]
    assert weight["le"] == 0
    assert weight["pari"] > 0 > weight["risqué"]
    assert abs(weight["est"]) < weight["pari"]
    # Leaving a word out moves the score the way its weight says.
    whole = _score(net, windows(tokenizer, [item], LAYOUT))
    for word in ("pari", "risqué"):
        less = StanceInput(item.text.replace(word, "le"), item.context, item.target)
        change = whole - _score(net, windows(tokenizer, [less], LAYOUT))
        assert np.sign(change.item()) == np.sign(weight[word])


def test_contributions_are_slopes(model: StanceModel, tiny_stance: Path) -> None:
    net, tokenizer, _ = storage.load(tiny_stance)
    (made,) = windows(tokenizer, [StanceInput("le pari est risqué", "Meta", "Meta")], LAYOUT)
    temperature, step = 1.5, 0.05
    (values,) = contributions(net, [made], pad=1, temperature=temperature)
    places = [place for place, inside in enumerate(made.claim) if inside]
    assert len(values) == len(places)
    layer = net.get_input_embeddings()  # type: ignore[operator]
    for place, value in zip(places, values, strict=True):
        sides = []
        for factor in (1 + step, 1 - step):

            def scale(_: nn.Module, __: object, out: Tensor, factor: float = factor) -> Tensor:
                out = out.clone()
                out[:, place] *= factor  # noqa: B023 - used before the loop goes on
                return out

            hook = layer.register_forward_hook(scale)
            sides.append(_score(net, [made], temperature).item())
            hook.remove()
        assert value == pytest.approx((sides[0] - sides[1]) / (2 * step), abs=2e-4, rel=0.02)
    assert np.abs(values).max() > 1e-4


def test_weights_do_not_depend_on_the_batch(model: StanceModel) -> None:
    inputs = [
        StanceInput(text, target="Meta") for text in ("le pari", "est risqué " * 30, "", "de")
    ]
    together = model.influences(inputs, batch_size=3)
    for item, found in zip(inputs, together, strict=True):
        (alone,) = model.influences([item])
        assert [i.span for i in alone] == [i.span for i in found]
        weights = [[i.weight for i in each] for each in (alone, found)]
        np.testing.assert_allclose(*weights, atol=1e-5)
    assert model.influences([]) == []


def test_weights_are_asked_for_under_any_gradient_mode(model: StanceModel) -> None:
    inputs = [StanceInput("le pari", target="Meta")]
    expected = model.influences(inputs)
    for mode in (torch.no_grad, torch.inference_mode):
        with mode():
            assert model.influences(inputs) == expected


def test_nothing_is_left_behind(tiny_stance: Path) -> None:
    net, tokenizer, _ = storage.load(tiny_stance)
    influences(net, tokenizer, [StanceInput("le pari", target="Meta")], LAYOUT, pad=1)
    assert all(parameter.grad is None for parameter in net.parameters())
    assert not any(module._forward_hooks for module in net.modules())


# -- layouts, windows, backends ------------------------------------------------------------------


def test_every_window_of_a_long_claim_counts(tokenizer: PreTrainedTokenizerFast) -> None:
    net = _bag(tokenizer, risqué=(0, 3, 0, 0), pari=(2, 0, 0, 0))
    text = "pari " + "le " * 200 + "risqué"
    item = StanceInput(text, target="Meta")
    made = windows(tokenizer, [item], LAYOUT)
    assert len(made) > 1
    (found,) = influences(net, tokenizer, [item], LAYOUT, pad=1)
    assert [(i.span.start, i.span.end) for i in found] == find_words(text)
    # Only a part of the statement is in the first window, and its words count by that part.
    (first,) = contributions(net, made[:1], pad=1)
    share = made[0].weight / sum(window.weight for window in made)
    assert found[0].weight == pytest.approx(first[0] * share)
    assert found[0].weight > 0 > found[-1].weight


@pytest.mark.parametrize("name", ["model", "prompted"])
def test_only_the_claim_is_explained(name: str, request: pytest.FixtureRequest) -> None:
    model: StanceModel = request.getfixturevalue(name)
    (found,) = model.influences([StanceInput("«\u202fLe pari…\u202f» est l’or", "Meta", "de Meta")])
    assert [i.span.text for i in found] == ["Le", "pari", "est", "l’", "or"]
    assert all(i.weight != 0 for i in found)


def test_a_prompt_keeps_the_first_word_with_its_space(prompted: StanceModel) -> None:
    (found,) = prompted.influences([StanceInput("pari " * 60, "le", "Meta")])
    assert len(found) == 60
    assert all(i.weight != 0 for i in found)


def test_a_plain_checkpoint_is_explained(
    tmp_path: Path, tokenizer: PreTrainedTokenizerFast
) -> None:
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        id2label=dict(enumerate(LABELS)),
        label2id={label: index for index, label in enumerate(LABELS)},
    )
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    (found,) = load_model(tmp_path).influences([StanceInput("le pari", target="Meta")])
    assert [i.span.text for i in found] == ["le", "pari"]
    assert all(i.weight != 0 for i in found)


@pytest.mark.parametrize("backend", ["torch-int8", "torch-bf16"])
def test_every_backend_explains_in_float32(
    model: StanceModel, tiny_stance: Path, backend: str
) -> None:
    inputs = [StanceInput("le pari est risqué", target="Meta")]
    other = load_model(tiny_stance, backend=backend)
    assert other.influences(inputs) == model.influences(inputs)


def test_int8_without_its_weights_says_so(tiny_stance: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_stance.parent, tmp_path / "models")
    model = load_model(tmp_path / "models" / "stance", backend="torch-int8")
    shutil.rmtree(tmp_path / "models")
    with pytest.raises(ModelError, match="cannot be loaded"):
        model.influences([StanceInput("le pari", target="Meta")])


def test_a_network_without_embeddings_says_so(tokenizer: PreTrainedTokenizerFast) -> None:
    item = StanceInput("le pari", target="Meta")
    with pytest.raises(ModelError, match="Linear has no layer of token embeddings"):
        influences(nn.Linear(2, 2), tokenizer, [item], LAYOUT, pad=1)
    net = _bag(tokenizer)
    unused = nn.Embedding(1, 1)
    net.classifier.get_input_embeddings = lambda: unused  # type: ignore[assignment]
    with pytest.raises(ModelError, match="_Bag does not read its token embeddings"):
        influences(net, tokenizer, [item], LAYOUT, pad=1)


def test_a_slow_tokenizer_says_so(tokenizer: PreTrainedTokenizerFast) -> None:
    slow = SimpleNamespace(name_or_path="old", is_fast=False)
    item = StanceInput("le pari", target="Meta")
    with pytest.raises(ModelError, match="need a fast one"):
        influences(_bag(tokenizer), slow, [item], LAYOUT, pad=1)  # type: ignore[arg-type]


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
