"""A tiny random encoder, so that the stance tests need no weights."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import (
    BertConfig,
    BertModel,
    Gemma3TextConfig,
    Gemma3TextModel,
    PreTrainedTokenizerFast,
)

from claimtrack.artefacts import Manifest
from claimtrack.schema import LABELS
from claimtrack.stance import storage
from claimtrack.stance.rows import Row

SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]


def _tokenizer() -> PreTrainedTokenizerFast:
    characters = [chr(code) for code in range(33, 0x180)]
    words = ["▁le", "▁pari", "▁est", "▁risqué", "▁Meta", "▁de", "▁les", "▁dépenses"]
    vocabulary = [(special, 0.0) for special in SPECIALS]
    vocabulary += [("▁", -3.0), *((word, -4.0) for word in words)]
    vocabulary += [(char, -9.0) for char in characters]
    raw = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    raw.normalizer = normalizers.NFC()
    raw.pre_tokenizer = pre_tokenizers.Metaspace()
    raw.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    names = dict(zip(("cls_token", "pad_token", "sep_token", "unk_token"), SPECIALS, strict=True))
    return PreTrainedTokenizerFast(tokenizer_object=raw, **names)


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerFast:
    """Give a character-level tokenizer with a few whole words."""
    return _tokenizer()


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a random encoder of two layers."""
    folder = tmp_path_factory.mktemp("models") / "encoder"
    tokenizer = _tokenizer()
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
        pad_token_id=1,
    )
    torch.manual_seed(0)
    BertModel(config, add_pooling_layer=False).half().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    Manifest(name="encoder", version="0", licence="MIT", kind="encoder").write(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_decoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a random decoder of two layers."""
    folder = tmp_path_factory.mktemp("models") / "decoder"
    tokenizer = _tokenizer()
    config = Gemma3TextConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=16,
        intermediate_size=64,
        pad_token_id=1,
    )
    torch.manual_seed(0)
    Gemma3TextModel(config).half().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_stance(tiny_encoder: Path) -> Path:
    """Give the folder of a random stance model that shares the embeddings of the tiny encoder."""
    folder = tiny_encoder.parent / "stance"
    manifest = Manifest(
        name="tiny",
        version="0.0.1",
        licence="CC0-1.0",
        kind="stance",
        labels=LABELS,
        pooling="mean+claim",
        typed=True,
        max_length=96,
        context_tokens=16,
        temperature=1.5,
        abstain_below=0.3,
        embeddings_from="encoder",
    )
    net, _ = storage.new_net(tiny_encoder, manifest)
    storage.save(net, tiny_encoder, manifest, folder)
    return folder


@pytest.fixture
def rows() -> list[Row]:
    """Give 48 rows, with pairs in groups."""
    words = {"bullish": "bon", "skeptical": "ruineux", "neutral": "de 3", "unrelated": "ailleurs"}
    return [
        Row(
            text=f"Le pari {number} est {words[label]}",
            context="Meta dépense." if number % 2 else "",
            target="les dépenses de Meta" if number % 3 else "les dépenses de Google",
            label=label,
            lang="fr",
            phenomena=("counterfactual_pair",) if number % 4 == 0 else (),
            group=f"g{number}" if number % 4 == 0 else None,
        )
        for number in range(12)
        for label in LABELS
    ]
