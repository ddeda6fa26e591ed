"""Which words moved a statement's score: gradient x input.

The gradient of an output with respect to what a network reads says where a small change would
matter (Simonyan, Vedaldi and Zisserman 2013, "Deep inside convolutional networks"). Multiplied by
the input itself it becomes a contribution: to first order, what the score would lose if the token's
embedding went to 0 (Shrikumar, Greenside and Kundaje 2017, "Learning important features through
propagating activation differences"; Ancona et al. 2018, "Towards better understanding of
gradient-based attribution methods", compare it with its relatives). It costs one forward and one
backward pass a batch. ``benchmarks/explanations.py`` measures how far the words it names are those
that the score rests on; with the shipped model 0.2.0, no further than random words are.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from claimtrack.errors import ModelError
from claimtrack.schema import LABELS, Influence, Span
from claimtrack.stance.inputs import Layout, StanceInput, Window, claim_text, windows
from claimtrack.stance.net import collate
from claimtrack.stance.predict import batches
from claimtrack.stance.words import align, token_shares

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

__all__ = ["contributions", "influences"]


def influences(
    net: nn.Module,
    tokenizer: PreTrainedTokenizerBase,
    items: Sequence[StanceInput],
    layout: Layout,
    *,
    pad: int,
    batch_size: int = 8,
    temperature: float = 1.0,
) -> list[tuple[Influence, ...]]:
    """Return, for each of ``items``, the words of its text with what each did to the score.

    Weights are in points of the score p(bullish) - p(skeptical). The words of a statement longer
    than the model reads are weighted by their window's share of it, as its probabilities are.

    Raises:
        InputError: a target too long to leave room for the statement.
        ModelError: the tokenizer or the network cannot tell.
    """
    if not getattr(tokenizer, "is_fast", False):
        raise ModelError(
            f"the tokenizer of {tokenizer.name_or_path!r} does not say where its tokens stand in "
            "the text: words that moved a score need a fast one (tokenizer.json)"
        )
    made = windows(tokenizer, items, layout)
    found = contributions(net, made, pad=pad, batch_size=batch_size, temperature=temperature)
    total = np.zeros(len(items))
    for window in made:
        total[window.owner] += window.weight
    # The windows of a claim follow each other, so that their tokens together are the claim's.
    parts: list[list[NDArray[np.float64]]] = [[] for _ in items]
    for window, values in zip(made, found, strict=True):
        parts[window.owner].append(values * (window.weight / total[window.owner]))
    return [
        _of_words(tokenizer, item, claim_text(item, layout), np.concatenate(values))
        for item, values in zip(items, parts, strict=True)
    ]


def _of_words(
    tokenizer: PreTrainedTokenizerBase, item: StanceInput, read: str, values: NDArray[np.float64]
) -> tuple[Influence, ...]:
    """Return what ``values``, one a token of the claim as it was ``read``, amount to by word."""
    pairs = align(item.text, read)
    if not pairs:
        return ()
    tokens: list[tuple[int, int]] = tokenizer(
        read, add_special_tokens=False, return_offsets_mapping=True, verbose=False
    )["offset_mapping"]
    weights = [0.0] * len(pairs)
    for token, word, share in token_shares(read, [there for _, there in pairs], tokens):
        weights[word] += share * float(values[token])
    return tuple(
        Influence(span=Span.of(item.text, *here), weight=weight)
        for (here, _), weight in zip(pairs, weights, strict=True)
    )


def contributions(
    net: nn.Module,
    windows: Sequence[Window],
    *,
    pad: int,
    batch_size: int = 8,
    temperature: float = 1.0,
) -> list[NDArray[np.float64]]:
    """Return, for each window, gradient x embedding of each token of the claim, in order.

    It is summed over the embedding's dimensions; the gradient is that of the window's own score
    at ``temperature``. Neither parameters nor their gradients are changed.

    Raises:
        ModelError: the network has no layer of token embeddings, or does not use it.
    """
    found: dict[int, NDArray[np.float64]] = {}
    for places in batches(windows, batch_size):
        inputs = collate([windows[place] for place in places], pad)
        values = _gradient_x_input(net, inputs, temperature).double().numpy()
        mask = inputs["claim_mask"].numpy().astype(bool)
        found.update((place, values[row][mask[row]]) for row, place in enumerate(places))
    return [found[place] for place in range(len(windows))]


def _gradient_x_input(net: nn.Module, inputs: dict[str, Tensor], temperature: float) -> Tensor:
    # A caller may well have turned gradients off around the whole program.
    with torch.inference_mode(False), torch.enable_grad(), _leaves(net) as leaves:
        logits = net(**{name: tensor.clone() for name, tensor in inputs.items()})
        probabilities = torch.softmax(logits / temperature, dim=-1)
        bullish, skeptical = LABELS.index("bullish"), LABELS.index("skeptical")
        # Statements of a batch do not see each other: each gets the gradient of its own score.
        score = (probabilities[:, bullish] - probabilities[:, skeptical]).sum()
        if not leaves:
            raise ModelError(f"{_name(net)} does not read its token embeddings: cannot explain")
        (gradient,) = torch.autograd.grad(score, leaves[:1])
    return (gradient * leaves[0].detach()).sum(dim=-1)


@contextmanager
def _leaves(net: nn.Module) -> Iterator[list[Tensor]]:
    """Give a list that gets the token embeddings of the first forward pass, cut from their matrix.

    Forward passes in other threads are left as they are.
    """
    leaves: list[Tensor] = []
    thread = threading.get_ident()

    def cut(_layer: nn.Module, _inputs: Any, output: Tensor) -> Tensor | None:
        if threading.get_ident() != thread:
            return None
        leaf = output.detach().clone().requires_grad_()
        leaves.append(leaf)
        return leaf

    network: Any = net
    try:
        layer: nn.Module = network.get_input_embeddings()
    except (AttributeError, NotImplementedError) as error:
        raise ModelError(
            f"{_name(net)} has no layer of token embeddings: cannot explain"
        ) from error
    handle = layer.register_forward_hook(cut)
    try:
        yield leaves
    finally:
        handle.remove()


def _name(net: nn.Module) -> str:
    return type(getattr(net, "classifier", getattr(net, "body", net))).__name__
