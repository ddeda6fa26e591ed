"""Weights as they are stored: halves, or bytes with a scale a row, and back to float32."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import torch
from torch import Tensor

__all__ = ["WeightFormat", "pack", "unpack"]

WeightFormat = Literal["float16", "int8"]

#: A matrix ``name`` stored as bytes has its scales, one a row, under ``name`` + this.
_SCALE: Final = ".scale"
_LARGEST: Final = 127


def pack(state: Mapping[str, Tensor], kind: WeightFormat) -> dict[str, Tensor]:
    """Return the tensors to store.

    With ``int8``, each row of a matrix becomes whole numbers from -127 to 127 and one float32
    scale; vectors (biases, norms), which are few and fragile, stay in float32.
    """
    if kind == "float16":
        return {name: tensor.half().contiguous() for name, tensor in state.items()}
    packed: dict[str, Tensor] = {}
    for name, tensor in state.items():
        if tensor.ndim != 2:
            packed[name] = tensor.float().contiguous()
            continue
        values = tensor.float()
        scale = values.abs().amax(dim=1).clamp(min=1e-12) / _LARGEST
        packed[name] = (values / scale[:, None]).round().to(torch.int8).contiguous()
        packed[name + _SCALE] = scale.contiguous()
    return packed


def unpack(packed: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the float32 tensors that :func:`pack` stored, in whichever format."""
    state: dict[str, Tensor] = {}
    for name, tensor in packed.items():
        if name.endswith(_SCALE):
            continue
        values = tensor.float()
        scale = packed.get(name + _SCALE)
        state[name] = values if scale is None else values * scale[:, None]
    return state
