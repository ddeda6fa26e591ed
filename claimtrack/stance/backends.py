"""How the network runs: one artefact, several speeds, chosen when it is loaded."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Final

import torch
from torch import Tensor, nn

from claimtrack.errors import ModelError

__all__ = ["BACKENDS", "autocast", "check", "has_bfloat16", "prepare"]

#: Takes input tensors by name, gives logits ``[n, 4]`` in float32.
Forward = Callable[[dict[str, Tensor]], Tensor]


def _plain(net: nn.Module) -> Forward:
    def forward(inputs: dict[str, Tensor]) -> Tensor:
        with torch.inference_mode():
            logits: Tensor = net(**inputs)
        return logits

    return forward


def autocast(net: nn.Module) -> Forward:
    """Return ``net`` as a function that multiplies in bfloat16, its weights left as they are."""

    def forward(inputs: dict[str, Tensor]) -> Tensor:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            logits: Tensor = net(**inputs)
        return logits.float()

    return forward


def _bfloat16(net: nn.Module) -> Forward:
    # The same products as with autocast alone, which would cast every matrix at every batch.
    for module in net.modules():
        if isinstance(module, nn.Linear):
            module.to(torch.bfloat16)
    return autocast(net)


def _int8(net: nn.Module) -> Forward:
    with warnings.catch_warnings():
        # Dynamic quantisation is to move to torchao, which is not a dependency.
        warnings.simplefilter("ignore")
        quantized: nn.Module = torch.ao.quantization.quantize_dynamic(  # type: ignore[no-untyped-call]
            net, {nn.Linear}, dtype=torch.qint8
        )
    return _plain(quantized)


def _auto(net: nn.Module) -> Forward:
    return _bfloat16(net) if has_bfloat16() else _plain(net)


def has_bfloat16() -> bool:
    """Tell whether this processor multiplies bfloat16 numbers in hardware (AVX512-BF16, AMX)."""
    ask = getattr(torch.cpu, "get_capabilities", None)
    found = ask() if ask is not None else {}
    return bool(found.get("avx512_bf16") or found.get("amx_bf16"))


#: ``auto`` is ``torch-bf16`` where the processor has instructions for it, else ``torch``.
#: ``torch`` is float32 and exact: results do not depend on what shares a batch (within 1e-4).
#: ``torch-bf16`` is faster only where the processor has bfloat16 instructions (AVX512-BF16, AMX);
#: ``torch-int8`` quantises activations batch by batch: results depend on the batch, and without
#: VNNI instructions labels change (one in five on AVX2: ``benchmarks/results/stance.md``).
BACKENDS: Final[dict[str, Callable[[nn.Module], Forward]]] = {
    "auto": _auto,
    "torch": _plain,
    "torch-bf16": _bfloat16,
    "torch-int8": _int8,
}


def check(backend: str) -> None:
    """Refuse a backend that does not exist, before anything heavy is loaded.

    Raises:
        ModelError: no backend of that name.
    """
    if backend not in BACKENDS:
        raise ModelError(f"unknown backend {backend!r}: choose among {', '.join(BACKENDS)}")


def prepare(net: nn.Module, backend: str) -> Forward:
    """Return ``net`` as a function, run by ``backend``; ``net`` may be changed for it.

    Raises:
        ModelError: no backend of that name.
    """
    check(backend)
    return BACKENDS[backend](net)
