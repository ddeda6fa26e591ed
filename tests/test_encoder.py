"""The shipped encoder against the model that it was cut from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from claimtrack.encoder import Encoder
from claimtrack.errors import InputError, ModelError

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "models" / "encoder"
QUOTES = ROOT / "data" / "quotations" / "quotes.jsonl"

pytestmark = pytest.mark.shipped


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


@pytest.fixture(scope="module")
def cut() -> Tokenizer:
    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


@pytest.fixture(scope="module")
def sentences() -> list[dict[str, Any]]:
    checks = json.loads((FOLDER / "checks.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = checks["sentences"]
    return found


def test_pieces_of_reference_sentences_are_those_of_the_uncut_tokenizer(
    cut: Tokenizer, sentences: list[dict[str, Any]]
) -> None:
    for sentence in sentences:
        same = cut.encode(sentence["text"]).tokens == sentence["pieces"]
        assert same == sentence["covered"], sentence["text"]


def test_embeddings_of_reference_sentences_are_those_of_the_uncut_model(
    encoder: Encoder, sentences: list[dict[str, Any]]
) -> None:
    vectors = encoder.encode([sentence["text"] for sentence in sentences])
    for vector, sentence in zip(vectors, sentences, strict=True):
        cosine = float(vector @ np.array(sentence["embedding"], dtype=np.float32))
        assert cosine >= (0.999 if sentence["covered"] else 0.99), sentence["text"]


@pytest.mark.skipif(not QUOTES.is_file(), reason="needs data/quotations/quotes.jsonl")
def test_tokens_of_news_are_those_of_the_uncut_tokenizer(cut: Tokenizer) -> None:
    lines = (FOLDER / "pieces.jsonl").read_text(encoding="utf-8").splitlines()
    uncut = {record["sha256"]: record["pieces"].split(" ") for record in map(json.loads, lines)}
    same = total = 0
    for line in QUOTES.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        wanted = uncut.get(hashlib.sha256(text.encode()).hexdigest()[:16])
        if wanted is None:  # the article was edited since the recipe ran
            continue
        got = cut.encode(text, add_special_tokens=False).tokens
        total += len(wanted)
        same += len(_places(wanted) & _places(got))
    assert total > 10_000
    assert same / total >= 0.999


def _places(pieces: list[str]) -> set[tuple[int, str]]:
    at, found = 0, set()
    for piece in pieces:
        found.add((at, piece))
        at += len(piece)
    return found


def test_special_tokens_keep_their_places(cut: Tokenizer) -> None:
    assert [cut.id_to_token(number) for number in range(4)] == ["<s>", "<pad>", "</s>", "<unk>"]
    pair = cut.encode("oui", "non").ids
    assert (pair[0], pair[2], pair[3], pair[-1]) == (0, 2, 2, 2)
    assert cut.token_to_id("<mask>") == cut.get_vocab_size() - 1


@pytest.mark.parametrize("text", ["12\u202f000 €", "et puis…", "« œuvre »", "😀", "n° 4 – l’été"])
def test_french_typography_is_known(cut: Tokenizer, text: str) -> None:
    assert "<unk>" not in cut.encode(text).tokens


def test_encode_gives_unit_vectors_in_order(encoder: Encoder) -> None:
    texts = ["Le pari est risqué.", "Il pleut sur Brest " * 3, "C'est un pari dangereux.", ""]
    vectors = encoder.encode(texts, batch_size=3)
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(vectors[1], encoder.encode(texts[1:2])[0], atol=1e-5)
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[1]


def test_encode_reads_long_texts_to_the_end(encoder: Encoder) -> None:
    long = "Le pari est risqué. " * 120
    one, two = encoder.encode([long, long + "Les fraises sont mûres au mois de juin. " * 10])
    assert one @ two < 0.9999


def test_encode_takes_odd_input(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)
    assert np.isfinite(encoder.encode(["\ud800", "\x00"])).all()
    with pytest.raises(InputError, match="one string"):
        encoder.encode("abc")
    with pytest.raises(InputError, match="text 1 is int"):
        encoder.encode(["a", 3])  # type: ignore[list-item]


def test_load_refuses_what_is_no_encoder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"has no config\.json"):
        Encoder.load(tmp_path)
