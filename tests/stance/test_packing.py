"""Weights as stored: what comes back, and how far off it is."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.stance.packing import pack, unpack


def state() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return {"matrix": torch.randn(6, 40), "vector": torch.randn(40), "zero": torch.zeros(2, 3)}


def test_halves_come_back_as_float32() -> None:
    back = unpack(pack(state(), "float16"))
    assert {tensor.dtype for tensor in back.values()} == {torch.float32}
    torch.testing.assert_close(back["matrix"], state()["matrix"], atol=2e-3, rtol=1e-3)


def test_bytes_keep_vectors_and_zeros_exact() -> None:
    back = unpack(pack(state(), "int8"))
    assert set(back) == set(state())
    assert torch.equal(back["vector"], state()["vector"])
    assert torch.equal(back["zero"], state()["zero"])


@given(scale=st.floats(1e-3, 1e3))
def test_bytes_are_off_by_half_a_step_of_their_row(scale: float) -> None:
    matrix = state()["matrix"] * scale
    packed = pack({"matrix": matrix}, "int8")
    assert packed["matrix"].dtype == torch.int8
    step = matrix.abs().amax(dim=1, keepdim=True) / 127
    assert bool(((unpack(packed)["matrix"] - matrix).abs() <= 0.501 * step).all())


def test_packing_twice_changes_nothing_more() -> None:
    once = unpack(pack(state(), "int8"))
    twice = unpack(pack(once, "int8"))
    torch.testing.assert_close(once["matrix"], twice["matrix"], atol=1e-6, rtol=1e-5)
