"""A statement to score, and how it becomes the token ids that a model reads.

The model reads ``<s> target </s></s> context </s> claim </s>``: the target in words, what came
before the claim, and the claim itself, each in its own compartment. A claim longer than the room
left is cut into windows at word starts; every word of it is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from claimtrack.errors import InputError
from claimtrack.stance.targets import DEFAULT_TARGET

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

__all__ = [
    "TYPOGRAPHY",
    "Layout",
    "LayoutKind",
    "StanceInput",
    "Window",
    "normalise",
    "windows",
]

LayoutKind = Literal["pair", "prompt"]

#: What :func:`normalise` makes of single characters; None is dropped.
TYPOGRAPHY: Final[dict[int, str | None]] = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼ′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    ord("…"): "...",
    ord("\ufeff"): None,
    ord("\u00ad"): None,
    **dict.fromkeys(range(0x200B, 0x2010), None),
}
_GUILLEMETS: Final = re.compile(r"[«‹]\s*|\s*[»›]")
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class StanceInput:
    """A statement, what came just before it, and the target to take a stance toward."""

    text: str
    context: str = ""
    target: str = DEFAULT_TARGET

    def __post_init__(self) -> None:
        for name in ("text", "context", "target"):
            value = getattr(self, name)
            if not isinstance(value, str):
                raise InputError(
                    f"{name} of a statement must be a string, not {type(value).__name__}: "
                    f"{value!r:.80}"
                )
        if not self.target.strip():
            raise InputError("the target is empty: name in words what the stance is toward")


@dataclass(frozen=True, slots=True)
class Layout:
    """How many tokens a model reads, and in which form.

    ``kind`` is ``pair`` (compartments, for encoders) or ``prompt`` (one running text made from
    ``prompt``, with ``{target}``, ``{context}`` and ``{text}``, for decoders).
    """

    kind: LayoutKind = "pair"
    max_length: int = 192
    context_tokens: int = 64
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids of one reading of one statement.

    ``claim`` is 1 where a token belongs to the claim; ``weight`` is the number of the claim's
    tokens in this window, by which windows of one statement are averaged.
    """

    owner: int
    ids: tuple[int, ...]
    claim: tuple[int, ...]
    weight: int


def normalise(text: str) -> str:
    """Return ``text`` in one typography: apostrophes, quotation marks, dashes and spaces unified.

    The same words typed « à la française », “the English way” or "plainly" give the same string,
    so the model cannot care. Control characters become spaces, lone surrogates U+FFFD.
    """
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = unicodedata.normalize("NFC", text)
    text = _GUILLEMETS.sub('"', text).translate(TYPOGRAPHY)
    text = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    return _SPACES.sub(" ", text).strip()


def _word_starts(tokens: Sequence[str]) -> list[int]:
    # "▁" is SentencePiece's leading space, "Ġ" that of byte-level BPE; WordPiece marks the inside.
    if any(token.startswith(("▁", "Ġ")) for token in tokens):
        return [i for i, token in enumerate(tokens) if token.startswith(("▁", "Ġ"))]
    return [i for i, token in enumerate(tokens) if not token.startswith("##")]


def _cut(tokens: Sequence[str], room: int) -> list[tuple[int, int]]:
    """Return stretches of at most ``room`` tokens, about even, cut at word starts if possible."""
    total = len(tokens)
    if total <= room:
        return [(0, total)]
    even = -(-total // -(-total // room))
    starts = set(_word_starts(tokens))
    cuts, at = [], 0
    while total - at > room:
        ideal = at + even
        near = [i for i in range(ideal, at + even // 2, -1) if i in starts]
        end = near[0] if near else ideal
        cuts.append((at, end))
        at = end
    return [*cuts, (at, total)]


def _ids(tokenizer: PreTrainedTokenizerBase, text: str) -> list[int]:
    if not text:
        return []
    ids: list[int] = tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]
    return ids


def _pair(
    tokenizer: PreTrainedTokenizerBase, layout: Layout
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return the special ids before the target, before the context, before and after the claim."""
    start = tokenizer.cls_token_id if tokenizer.cls_token_id is not None else tokenizer.bos_token_id
    end = tokenizer.sep_token_id if tokenizer.sep_token_id is not None else tokenizer.eos_token_id
    if start is None or end is None:
        raise InputError(
            f"the tokenizer of {tokenizer.name_or_path!r} has no start or separator token: "
            f"a model of layout {layout.kind!r} needs both"
        )
    return [start], [end, end], [end], [end]


def _prompt(
    tokenizer: PreTrainedTokenizerBase, layout: Layout, item: StanceInput
) -> tuple[list[int], list[int], list[int]]:
    """Return the ids before the claim, of the claim, and after it.

    A space before the claim belongs to its first word: decoders know words by it.
    """
    before, _, after = layout.prompt.partition("{text}")
    target = normalise(item.target)
    opening, found, middle = before.partition("{context}")
    ids: list[int] = list(tokenizer(opening.rstrip().replace("{target}", target))["input_ids"])
    if found:
        context = _ids(tokenizer, _spaced(normalise(item.context)))
        ids += context[-layout.context_tokens :] if layout.context_tokens else []
        ids += _ids(tokenizer, middle.rstrip().replace("{target}", target))
    claim = _ids(tokenizer, _spaced(normalise(item.text)))
    return ids, claim, _ids(tokenizer, after.replace("{target}", target))


def _spaced(text: str) -> str:
    return f" {text}" if text else ""


def windows(
    tokenizer: PreTrainedTokenizerBase, items: Sequence[StanceInput], layout: Layout
) -> list[Window]:
    """Return the windows of ``items``, in order; an item that fits has exactly one.

    Only the context is ever shortened, from its far end, to ``layout.context_tokens``.

    Raises:
        InputError: a target takes more than half of ``layout.max_length``.
    """
    made: list[Window] = []
    for owner, item in enumerate(items):
        if layout.kind == "prompt":
            before, claim, after = _prompt(tokenizer, layout, item)
        else:
            first, second, third, after = _pair(tokenizer, layout)
            context = _ids(tokenizer, normalise(item.context))[-layout.context_tokens :]
            target = _ids(tokenizer, normalise(item.target))
            before = [*first, *target, *second, *context, *third]
            claim = _ids(tokenizer, normalise(item.text))
        room = layout.max_length - len(before) - len(after)
        if room < layout.max_length // 4:
            raise InputError(
                f"the target {item.target!r:.60} leaves no room for the statement in the "
                f"{layout.max_length} tokens that the model reads: say it in fewer words"
            )
        for start, end in _cut(tokenizer.convert_ids_to_tokens(claim), room):
            part = claim[start:end]
            ids = (*before, *part, *after)
            mask = (*(0 for _ in before), *(1 for _ in part), *(0 for _ in after))
            made.append(Window(owner, ids, mask, max(1, len(part))))
    return made
