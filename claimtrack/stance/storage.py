"""Reading and writing stance artefacts: network, tokenizer, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    PreTrainedTokenizerFast,
)
from transformers.initialization import no_init_weights

from claimtrack.artefacts import Manifest, body_options, quiet, read_manifest, resolve
from claimtrack.errors import ModelError
from claimtrack.schema import LABELS
from claimtrack.stance.net import PlainNet, StanceNet
from claimtrack.stance.packing import pack, unpack

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

__all__ = ["embeddings_digest", "load", "new_net", "save"]

EMBEDDINGS: Final = "embeddings.word_embeddings.weight"
WEIGHTS: Final = "model.safetensors"
#: What the configurations of encoders and of decoders call it.
_ATTENTION_DROPOUT: Final = ("attention_probs_dropout_prob", "attention_dropout")


def embeddings_digest(matrix: Tensor) -> str:
    """Return the SHA-256 of a matrix as float16, by which shared embeddings are recognised."""
    return hashlib.sha256(matrix.detach().half().contiguous().numpy().tobytes()).hexdigest()


def _body(path: Path) -> nn.Module:
    config = AutoConfig.from_pretrained(path, local_files_only=True)
    make: Any = AutoModel.from_config
    # Every weight is about to be loaded: drawing random ones first would take a second.
    with no_init_weights():
        body: nn.Module = make(config, dtype=torch.float32, **body_options(path))
    return body


def _tokenizer(path: Path) -> PreTrainedTokenizerBase:
    tokenizer: PreTrainedTokenizerBase
    settings = json.loads((path / "tokenizer_config.json").read_text(encoding="utf-8"))
    if settings.get("tokenizer_class") == PreTrainedTokenizerFast.__name__:
        # Ours: read by the Rust library alone; the general way parses megabytes of JSON twice.
        names = {key: value for key, value in settings.items() if key.endswith("_token")}
        file = str(path / "tokenizer.json")
        make: Any = PreTrainedTokenizerFast
        tokenizer = make(
            tokenizer_file=file,
            name_or_path=str(path),
            model_max_length=settings["model_max_length"],
            **names,
        )
        return tokenizer
    tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
    return tokenizer


def new_net(
    path: Path,
    manifest: Manifest,
    *,
    dropout: float = 0.1,
    attention_dropout: float | None = None,
    seed: int = 0,
) -> tuple[StanceNet, PreTrainedTokenizerBase]:
    """Return a network with the pretrained body in ``path`` and an untrained head.

    Raises:
        ModelError: the folder cannot be loaded.
    """
    try:
        config = AutoConfig.from_pretrained(path, local_files_only=True)
        if attention_dropout is not None:
            for name in _ATTENTION_DROPOUT:
                if hasattr(config, name):
                    setattr(config, name, attention_dropout)
        with quiet():
            body = AutoModel.from_pretrained(
                path,
                config=config,
                dtype=torch.float32,
                local_files_only=True,
                **body_options(path),
            )
        tokenizer = _tokenizer(path)
    except (OSError, ValueError, SafetensorError) as error:
        raise ModelError(f"{path} cannot be loaded to train on: {error}") from error
    torch.manual_seed(seed)
    typed = manifest.typed and getattr(body.config, "type_vocab_size", 0) > 1
    return StanceNet(body, pooling=manifest.pooling, typed=typed, dropout=dropout), tokenizer


def load(path: Path) -> tuple[nn.Module, PreTrainedTokenizerBase, Manifest]:
    """Return the network in ``path``, in float32 and evaluation mode, its tokenizer and manifest.

    Raises:
        ModelError: the folder is not a four-label stance model, or its parts do not fit.
    """
    manifest = read_manifest(path)
    try:
        if manifest is None:
            return _load_plain(path)
        return _load_ours(path, manifest)
    except (OSError, ValueError, SafetensorError) as error:
        raise ModelError(f"{path} cannot be loaded as a stance model: {error}") from error


def _load_ours(
    path: Path, manifest: Manifest
) -> tuple[nn.Module, PreTrainedTokenizerBase, Manifest]:
    if manifest.kind != "stance" or manifest.labels != LABELS:
        raise ModelError(
            f"{path} is a model of kind {manifest.kind!r} with the labels "
            f"{list(manifest.labels)}: a stance model with {list(LABELS)} is needed"
        )
    body = _body(path)
    net = StanceNet(body, pooling=manifest.pooling, typed=manifest.typed, dropout=0.0)
    state = unpack(load_file(path / WEIGHTS))
    if manifest.embeddings_from is not None:
        state[f"body.{EMBEDDINGS}"] = _shared_embeddings(path, manifest)
    missing, unexpected = net.load_state_dict(state, strict=False)
    if missing or unexpected:
        raise ModelError(
            f"{path / WEIGHTS} does not fit its config.json: missing {missing[:3]}, "
            f"unexpected {unexpected[:3]}: reinstall or retrain the model"
        )
    return net.eval(), _tokenizer(path), manifest


def _shared_embeddings(path: Path, manifest: Manifest) -> Tensor:
    assert manifest.embeddings_from is not None  # noqa: S101 - for the type checker
    sibling = path.parent / manifest.embeddings_from
    # Side by side first: a checkout, or a folder moved as a whole, keeps its own pair together.
    source = sibling if (sibling / WEIGHTS).is_file() else resolve(manifest.embeddings_from)
    tensors = load_file(source / WEIGHTS)
    if EMBEDDINGS not in tensors:
        raise ModelError(f"{source / WEIGHTS} holds no {EMBEDDINGS}, which {path} shares")
    matrix = tensors[EMBEDDINGS]
    digest = embeddings_digest(matrix)
    if manifest.embeddings_sha256 not in (None, digest):
        raise ModelError(
            f"{path} was trained on other word embeddings than those of {source}: install the "
            f"versions of {manifest.name} and {manifest.embeddings_from} that belong together"
        )
    return matrix.float()


def _load_plain(path: Path) -> tuple[nn.Module, PreTrainedTokenizerBase, Manifest]:
    config = AutoConfig.from_pretrained(path, local_files_only=True)
    names = {str(name).lower(): int(i) for i, name in (config.id2label or {}).items()}
    if set(names) != set(LABELS):
        raise ModelError(
            f"{path} classifies into {sorted(names)}: a stance model has the four labels "
            f"{list(LABELS)} in id2label; fine-tune it with claimtrack.stance.train"
        )
    with quiet():
        classifier = AutoModelForSequenceClassification.from_pretrained(
            path, dtype=torch.float32, local_files_only=True
        )
    tokenizer = _tokenizer(path)
    # RoBERTa-like models count positions from the padding index, so two are lost.
    positions = int(getattr(config, "max_position_embeddings", 514)) - 2
    manifest = Manifest(
        name=str(config.name_or_path or path.name).rstrip("/").rsplit("/", 1)[-1],
        version=str(getattr(config, "_commit_hash", None) or "0")[:12],
        licence="unknown",
        kind="stance",
        labels=LABELS,
        max_length=max(8, min(positions, tokenizer.model_max_length, 256)),
    )
    net = PlainNet(classifier, [names[label] for label in LABELS])
    return net.eval(), tokenizer, manifest


def save(net: StanceNet, tokenizer_from: Path, manifest: Manifest, folder: Path) -> None:
    """Write ``net`` as an artefact: packed weights, configuration, tokenizer files, manifest.

    Word embeddings stay out when ``manifest.embeddings_from`` names where they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    state = net.state_dict()
    if manifest.embeddings_from is not None:
        state.pop(f"body.{EMBEDDINGS}")
    save_file(pack(state, manifest.weights), folder / WEIGHTS, metadata={"format": "pt"})
    (folder / WEIGHTS).chmod(0o644)
    config: Any = net.body.config
    config.save_pretrained(folder)
    settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    settings.pop("_name_or_path", None)
    text = json.dumps(settings, indent=2, sort_keys=True)
    (folder / "config.json").write_text(text + "\n", encoding="utf-8")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        if (tokenizer_from / name).is_file():
            shutil.copyfile(tokenizer_from / name, folder / name)
    manifest.write(folder)
