"""Loading and scoring: order, sums, independence from the batch, formats that are accepted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from claimtrack.errors import ModelError
from claimtrack.schema import LABELS
from claimtrack.stance import StanceInput, StanceModel, load_model
from claimtrack.stance.backends import has_bfloat16

TEXTS = st.lists(st.text(max_size=200), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def model(tiny_stance: Path) -> StanceModel:
    return load_model(tiny_stance, backend="torch")


def test_model_carries_what_the_manifest_says(model: StanceModel, tiny_stance: Path) -> None:
    assert (model.info.name, model.info.version) == ("tiny", "0.0.1")
    assert (model.licence, model.abstain_below, model.path) == ("CC0-1.0", 0.3, tiny_stance)
    assert "tiny" in repr(model)


@settings(deadline=None, max_examples=25)
@given(texts=TEXTS, size=st.integers(1, 8))
def test_predict_proba_is_independent_of_the_batch(
    model: StanceModel, texts: list[str], size: int
) -> None:
    inputs = [StanceInput(text, target="Meta") for text in texts]
    together = model.predict_proba(inputs, batch_size=size)
    assert together.shape == (len(texts), 4)
    np.testing.assert_allclose(together.sum(axis=1), 1)
    alone = np.concatenate([model.predict_proba([one]) for one in inputs])
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_predict_proba_does_not_see_typography(model: StanceModel) -> None:
    one, two = model.predict_proba(
        [
            StanceInput("« l’effort » paie", target="l’IA"),
            StanceInput('"l\'effort" paie', target="l'IA"),
        ]
    )
    np.testing.assert_array_equal(one, two)


def test_predict_proba_reads_the_end_of_a_long_claim(model: StanceModel) -> None:
    long = "le pari " * 100
    one, two = model.predict_proba(
        [StanceInput(long + end, target="Meta") for end in ("est", "risqué " * 9)]
    )
    assert np.abs(one - two).max() > 0


def test_predict_proba_of_nothing(model: StanceModel) -> None:
    assert model.predict_proba([]).shape == (0, 4)


def test_int8_stays_near_float32(model: StanceModel, tiny_stance: Path) -> None:
    inputs = [StanceInput("le pari est risqué", target="Meta")]
    small = load_model(tiny_stance, backend="torch-int8").predict_proba(inputs)
    np.testing.assert_allclose(small, model.predict_proba(inputs), atol=0.1)


def test_load_model_refuses_an_unknown_backend() -> None:
    with pytest.raises(
        ModelError, match="unknown backend 'onnx': choose among auto, torch, torch-bf16"
    ):
        load_model(backend="onnx")


def test_load_model_refuses_other_embeddings(tiny_stance: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_stance.parent, tmp_path / "models")
    path = tmp_path / "models" / "stance" / "claimtrack.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "embeddings_sha256": "0" * 64}))
    with pytest.raises(ModelError, match="trained on other word embeddings"):
        load_model(path.parent)


def test_load_model_refuses_an_encoder(tiny_encoder: Path) -> None:
    with pytest.raises(ModelError, match="kind 'encoder'"):
        load_model(tiny_encoder)


def _plain(folder: Path, tokenizer: PreTrainedTokenizerFast, labels: list[str]) -> Path:
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        id2label=dict(enumerate(labels)),
        label2id={label: index for index, label in enumerate(labels)},
    )
    classifier = BertForSequenceClassification(config)
    with torch.no_grad():
        classifier.classifier.bias.copy_(torch.tensor([0.0, 10.0, 20.0, 30.0]))
    classifier.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_load_model_takes_a_plain_checkpoint_in_any_label_order(
    tmp_path: Path, tokenizer: PreTrainedTokenizerFast
) -> None:
    folder = _plain(tmp_path, tokenizer, ["Unrelated", "NEUTRAL", "skeptical", "Bullish"])
    model = load_model(folder)
    (row,) = model.predict_proba([StanceInput("le pari", target="Meta")])
    assert LABELS[int(row.argmax())] == "bullish"
    assert model.abstain_below == 0


def test_load_model_refuses_other_labels(
    tmp_path: Path, tokenizer: PreTrainedTokenizerFast
) -> None:
    folder = _plain(tmp_path, tokenizer, ["positive", "negative", "neutral", "other"])
    with pytest.raises(ModelError, match="has the four labels"):
        load_model(folder)


@pytest.mark.shipped
def test_shipped_model_tells_plain_statements_apart() -> None:
    model = load_model()
    rows = model.predict_proba(
        [
            StanceInput("Les ventes de voitures ont reculé en Europe au mois de mai."),
            StanceInput("Meta dépensera entre 64 et 72 milliards de dollars cette année."),
        ]
    )
    np.testing.assert_allclose(rows.sum(axis=1), 1)
    assert rows[0].argmax() >= 2
    assert LABELS[int(rows[1].argmax())] == "neutral"


def test_auto_is_near_float32(model: StanceModel, tiny_stance: Path) -> None:
    inputs = [StanceInput("le pari est risqué", target="Meta"), StanceInput("le pari", target="x")]
    auto = load_model(tiny_stance).predict_proba(inputs)
    np.testing.assert_allclose(auto, model.predict_proba(inputs), atol=0.02)


@pytest.mark.parametrize(("capabilities", "chosen"), [({}, False), ({"avx512_bf16": True}, True)])
def test_auto_asks_the_processor(
    monkeypatch: pytest.MonkeyPatch, capabilities: dict[str, bool], chosen: bool
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities, raising=False)
    assert has_bfloat16() is chosen
