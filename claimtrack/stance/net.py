"""The network: a transformer body, pooling, and a linear head over the four labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

import torch
from torch import Tensor, nn

from claimtrack.stance.inputs import Window

__all__ = ["POOLINGS", "PlainNet", "Pooling", "StanceNet", "collate"]

Pooling = Literal["mean", "mean+claim", "last"]
POOLINGS: Final[tuple[Pooling, ...]] = ("mean", "mean+claim", "last")


def collate(windows: Sequence[Window], pad: int) -> dict[str, Tensor]:
    """Return ``input_ids``, ``attention_mask`` and ``claim_mask``, each ``[n, longest]``."""
    longest = max(len(window.ids) for window in windows)
    ids = torch.full((len(windows), longest), pad, dtype=torch.long)
    attention = torch.zeros_like(ids)
    claim = torch.zeros_like(ids)
    for row, window in enumerate(windows):
        size = len(window.ids)
        ids[row, :size] = torch.tensor(window.ids)
        attention[row, :size] = 1
        claim[row, :size] = torch.tensor(window.claim)
    return {"input_ids": ids, "attention_mask": attention, "claim_mask": claim}


def _mean(hidden: Tensor, mask: Tensor) -> Tensor:
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1)


class StanceNet(nn.Module):
    """Body, pooling and head.

    ``mean+claim`` concatenates the mean over all tokens and the mean over the claim's; ``last`` is
    the last token, for decoders. With ``typed``, the claim's tokens carry token type 1.
    """

    def __init__(
        self,
        body: nn.Module,
        *,
        pooling: Pooling,
        typed: bool,
        labels: int = 4,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.body = body
        self.pooling = pooling
        self.typed = typed
        self.dropout = nn.Dropout(dropout)
        config: Any = body.config
        self.head = nn.Linear(config.hidden_size * (2 if pooling == "mean+claim" else 1), labels)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, claim_mask: Tensor) -> Tensor:
        """Return logits ``[n, labels]`` in float32."""
        extra = {"token_type_ids": claim_mask} if self.typed else {}
        output = self.body(input_ids=input_ids, attention_mask=attention_mask, **extra)
        hidden = output.last_hidden_state.float()
        if self.pooling == "last":
            last = attention_mask.sum(dim=1) - 1
            pooled = hidden[torch.arange(len(hidden)), last]
        else:
            pooled = _mean(hidden, attention_mask)
            if self.pooling == "mean+claim":
                pooled = torch.cat([pooled, _mean(hidden, claim_mask)], dim=-1)
        logits: Tensor = self.head(self.dropout(pooled))
        return logits


class PlainNet(nn.Module):
    """Any transformers text-classification model, its outputs put in the order of our labels."""

    def __init__(self, classifier: nn.Module, order: Sequence[int]) -> None:
        super().__init__()
        self.classifier = classifier
        self.order = list(order)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, claim_mask: Tensor) -> Tensor:
        """Return logits ``[n, labels]`` in float32; the claim's place is not used."""
        del claim_mask
        output = self.classifier(input_ids=input_ids, attention_mask=attention_mask)
        logits: Tensor = output.logits.float()[:, self.order]
        return logits
