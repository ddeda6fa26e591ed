"""Models on disk: finding them, and the manifest (``claimtrack.json``) that says how to read them.

An artefact is a folder with ``config.json``, ``model.safetensors``, ``tokenizer.json`` and
``claimtrack.json``. A plain transformers text-classification folder has no manifest and works too.
Only safetensors are read: a pickle can run code when it is opened.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimtrack.errors import ModelError

__all__ = [
    "ENTRY_POINTS",
    "MANIFEST",
    "Manifest",
    "available",
    "body_options",
    "quiet",
    "read_manifest",
    "resolve",
]

ENTRY_POINTS: Final = "claimtrack_models"
MANIFEST: Final = "claimtrack.json"
WEIGHTS: Final = ("model.safetensors", "model.safetensors.index.json")

_CHECKOUT: Final = Path(__file__).resolve().parent.parent / "models"
_HUB_ID: Final = re.compile(r"[\w][\w.-]*/[\w][\w.-]*")
_HUB_FILES: Final = ("*.safetensors", "*.json", "*.model", "*.txt")
_WITH_POOLER: Final = ("bert", "camembert", "roberta", "xlm-roberta")
_PICKLES: Final = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")


class Manifest(BaseModel):
    """What ``claimtrack.json`` says of an artefact.

    ``kind`` is ``encoder`` (embeddings) or ``stance`` (four labels). ``layout``, ``pooling`` and
    ``typed`` say how the network reads a statement (:mod:`claimtrack.stance.inputs`,
    :mod:`claimtrack.stance.net`). ``embeddings_from`` names the artefact whose word embeddings this
    one shares, ``embeddings_sha256`` the float16 matrix it was trained on. ``weights`` is the
    format they are stored in (:mod:`claimtrack.stance.packing`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    name: str
    version: str
    licence: str
    kind: Literal["encoder", "stance"]
    languages: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    pooling: Literal["mean", "mean+claim", "last"] = "mean"
    typed: bool = False
    layout: Literal["pair", "prompt"] = "pair"
    prompt: str = ""
    prefix: str = ""
    max_length: int = Field(default=512, ge=8)
    context_tokens: int = Field(default=64, ge=0)
    temperature: float = Field(default=1.0, gt=0)
    abstain_below: float = Field(default=0.0, ge=0, le=1)
    embeddings_from: str | None = None
    embeddings_sha256: str | None = None
    weights: Literal["float16", "int8"] = "float16"

    def write(self, folder: Path) -> None:
        """Write the manifest into ``folder``."""
        text = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def available() -> dict[str, Path]:
    """Return the models that can be asked for by name: installed wheels, then the checkout's."""
    found = {}
    if _CHECKOUT.is_dir():
        folders = sorted(_CHECKOUT.iterdir())
        found = {folder.name: folder for folder in folders if (folder / "config.json").is_file()}
    for entry in entry_points(group=ENTRY_POINTS):
        spec = importlib.util.find_spec(entry.value)
        if spec is not None and spec.submodule_search_locations:
            found[entry.name] = Path(spec.submodule_search_locations[0])
    return found


def resolve(name_or_path: str | Path) -> Path:
    """Return the folder of a model.

    Looked for in this order: a folder of that path; a model of that name in an installed companion
    wheel (entry points ``claimtrack_models``) or in ``models/`` of a checkout; a hub id
    ``owner/repo`` in the local cache, and on the hub itself unless ``HF_HUB_OFFLINE`` is set. The
    hub is reached only for an id that the caller wrote out.

    Raises:
        ModelError: nothing of that name, or its weights are not safetensors.
    """
    name = str(name_or_path)
    folder = Path(name_or_path).expanduser()
    # A folder that merely shares a model's short name (data/stance seen from data/) is passed over.
    bare = folder.name == name and not (folder / "config.json").is_file()
    if folder.is_dir() and not bare:
        return _check(folder)
    models = available()
    if name in models:
        return _check(models[name])
    if _HUB_ID.fullmatch(name):
        return _check(_from_hub(name))
    known = ", ".join(sorted(models)) or "none"
    mend = "give the path of a model folder or a hub id owner/repo"
    if re.fullmatch(r"[a-z][a-z0-9-]*", name):
        mend = f"pip install claimtrack-{name}, or {mend}"
    raise ModelError(
        f"no model {name!r}: it is not a folder, nor among the installed models ({known}); {mend}"
    )


def _check(folder: Path) -> Path:
    if not (folder / "config.json").is_file():
        raise ModelError(f"{folder} is not a model: it has no config.json")
    if not any((folder / name).is_file() for name in WEIGHTS):
        pickles = sorted(path.name for pattern in _PICKLES for path in folder.glob(pattern))
        if pickles:
            raise ModelError(
                f"{folder} has its weights only as {pickles[0]}, a pickle, which can run code when "
                "opened: convert it with model.save_pretrained(folder), which writes safetensors"
            )
        raise ModelError(f"{folder} has no weights: model.safetensors is missing")
    return folder


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, allow_patterns=list(_HUB_FILES), local_files_only=True))
    except (LocalEntryNotFoundError, OSError) as error:
        if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}:
            raise ModelError(
                f"no model {name!r}: it is neither a folder nor in the hub's local cache, and "
                "HF_HUB_OFFLINE forbids to download it"
            ) from error
    try:
        return Path(snapshot_download(name, allow_patterns=list(_HUB_FILES)))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise ModelError(
            f"no model {name!r}: it is neither a folder nor in the hub's local cache, and the hub "
            f"did not give it: {error}"
        ) from error


def body_options(folder: Path) -> dict[str, bool]:
    """Return what to pass when a transformers body is made: no pooler, where there is a choice."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder / 'config.json'} cannot be read: {error}") from error
    return {"add_pooling_layer": False} if config.get("model_type") in _WITH_POOLER else {}


@contextmanager
def quiet() -> Iterator[None]:
    """Keep transformers' progress bars off the terminal while a model is read from disk."""
    from transformers.utils import logging as untyped

    logging: Any = untyped
    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in ``folder``, None when there is no ``claimtrack.json``.

    Raises:
        ModelError: the file is not a manifest of a format that this version reads.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return None
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ModelError(
            f"{path} cannot be read as a manifest of format 1 (a newer claimtrack may): {error}"
        ) from error
