"""Sentence embeddings in French and English, from the shipped encoder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from claimtrack.artefacts import Manifest, body_options, quiet, read_manifest, resolve
from claimtrack.errors import InputError, ModelError

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

__all__ = ["Encoder"]


class Encoder:
    """Texts to unit-length vectors: texts that mean the same have a high dot product.

    Cosines of this family are high throughout (unrelated texts at about 0.8): compare them with one
    another, not with 0.

    Example:
        >>> encoder = Encoder.load()
        >>> one, two = encoder.encode(["Le pari est risqué.", "C'est un pari dangereux."])
        >>> bool(one @ two > 0.85)
        True
    """

    def __init__(
        self, body: Any, tokenizer: PreTrainedTokenizerBase, manifest: Manifest, path: Path
    ) -> None:
        self._body = body
        self._tokenizer = tokenizer
        self.manifest = manifest
        self.path = path

    @classmethod
    def load(cls, name: str | Path = "encoder") -> Encoder:
        """Return the encoder of that name or path (see :func:`claimtrack.artefacts.resolve`).

        Raises:
            ModelError: there is no such model, or it is not an encoder.
        """
        import torch
        from transformers import AutoModel, AutoTokenizer

        path = resolve(name)
        manifest = read_manifest(path)
        if manifest is None:
            manifest = Manifest(name=path.name, version="0", licence="unknown", kind="encoder")
        if manifest.kind != "encoder":
            raise ModelError(f"{path} is a {manifest.kind} model, not an encoder")
        try:
            with quiet():
                body = AutoModel.from_pretrained(
                    path, dtype=torch.float32, local_files_only=True, **body_options(path)
                )
            tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelError(f"{path} cannot be loaded as an encoder: {error}") from error
        return cls(body.eval(), tokenizer, manifest, path)

    def encode(self, texts: Iterable[str], batch_size: int = 32) -> NDArray[np.float32]:
        """Return embeddings ``[n, width]``, float32, of unit length, in the order of ``texts``.

        A text longer than the model reads is embedded piece by piece and the pieces are averaged by
        length.

        Raises:
            InputError: ``texts`` is one string, or holds something that is not a string.
        """
        import torch

        if isinstance(texts, str):
            raise InputError("texts is one string: give a list of strings")
        pieces: list[tuple[int, list[int]]] = []
        count = 0
        for owner, text in enumerate(texts):
            if not isinstance(text, str):
                raise InputError(f"text {owner} is {type(text).__name__}, not a string")
            pieces += [(owner, ids) for ids in self._pieces(text)]
            count += 1
        width = int(self._body.config.hidden_size)
        sums = np.zeros((count, width), dtype=np.float64)
        # Longest first, so that a batch pads little and memory peaks at once.
        pieces.sort(key=lambda piece: -len(piece[1]))
        for start in range(0, len(pieces), batch_size):
            batch = pieces[start : start + batch_size]
            longest = len(batch[0][1])
            pad = self._tokenizer.pad_token_id or 0
            ids = torch.tensor([row + [pad] * (longest - len(row)) for _, row in batch])
            lengths = torch.tensor([len(row) for _, row in batch])
            mask = torch.arange(longest)[None, :] < lengths[:, None]
            with torch.inference_mode():
                hidden = self._body(input_ids=ids, attention_mask=mask.long()).last_hidden_state
            summed = (hidden * mask[:, :, None]).sum(dim=1).double().numpy()
            for (owner, _), row in zip(batch, summed, strict=True):
                sums[owner] += row
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (sums / np.maximum(norms, 1e-12)).astype(np.float32)
        return unit

    def _pieces(self, text: str) -> list[list[int]]:
        legible = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        limit = self.manifest.max_length
        whole: list[int] = self._tokenizer(self.manifest.prefix + legible, verbose=False)[
            "input_ids"
        ]
        if len(whole) <= limit:
            return [whole]
        start, *inner, end = whole
        prefix = self._tokenizer(self.manifest.prefix, add_special_tokens=False)["input_ids"]
        inner = inner[len(prefix) :]
        room = limit - 2 - len(prefix)
        cuts = range(0, len(inner), room)
        return [[start, *prefix, *inner[at : at + room], end] for at in cuts]
