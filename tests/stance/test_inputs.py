"""Statements to token ids: nothing dropped, typography without effect."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from transformers import PreTrainedTokenizerFast

from claimtrack.errors import InputError
from claimtrack.stance.inputs import Layout, StanceInput, normalise, windows

LAYOUT = Layout(max_length=96, context_tokens=16)
WORDS = st.lists(st.sampled_from(["le", "pari", "risqué", "de", "Meta", "œuvre"]), min_size=1)


@pytest.mark.parametrize(
    "text",
    [
        "« l’effort »",
        "“l'effort”",
        '"l‘effort"',
        "«\u202fl’effort\u202f»",
        " «\u00a0l'effort\u00a0» ",
    ],
)
def test_normalise_unifies_marks_apostrophes_and_spaces(text: str) -> None:
    assert normalise(text) == '"l\'effort"'


def test_normalise_unifies_ellipsis_dashes_and_odd_characters() -> None:
    assert normalise("a…\u200b b — c\x00d") == "a... b - c d"
    assert normalise("e\u0301") == "é"
    assert normalise("\ud800") == "\ufffd"
    assert normalise("😀") == "😀"


@given(st.text())
def test_normalise_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


def test_windows_compartments_in_order(tokenizer: PreTrainedTokenizerFast) -> None:
    (window,) = windows(tokenizer, [StanceInput("pari", "risqué", "Meta")], LAYOUT)
    text = "".join(tokenizer.convert_ids_to_tokens(list(window.ids)))
    assert text == "<s>▁Meta</s></s>▁risqué</s>▁pari</s>"
    marked = [i for i, inside in zip(window.ids, window.claim, strict=True) if inside]
    assert tokenizer.convert_ids_to_tokens(marked) == ["▁pari"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=WORDS, times=st.integers(1, 60))
def test_windows_keep_every_token_of_the_claim(
    tokenizer: PreTrainedTokenizerFast, words: list[str], times: int
) -> None:
    text = " ".join(words * times)
    made = windows(tokenizer, [StanceInput(text, target="Meta")], LAYOUT)
    kept = [i for w in made for i, inside in zip(w.ids, w.claim, strict=True) if inside]
    assert kept == tokenizer(text, add_special_tokens=False)["input_ids"]
    assert all(len(window.ids) <= LAYOUT.max_length for window in made)
    assert sum(window.weight for window in made) == len(kept)


def test_windows_keep_the_end_of_a_long_context(tokenizer: PreTrainedTokenizerFast) -> None:
    item = StanceInput("pari", "le " * 40 + "risqué", "Meta")
    (window,) = windows(tokenizer, [item], LAYOUT)
    tokens = tokenizer.convert_ids_to_tokens(list(window.ids))
    assert tokens.count("▁le") == LAYOUT.context_tokens - 1
    assert "▁risqué" in tokens


def test_windows_of_a_prompt_hold_the_statement(tokenizer: PreTrainedTokenizerFast) -> None:
    layout = Layout(kind="prompt", prompt="{context} {text} de {target}", max_length=96)
    (window,) = windows(tokenizer, [StanceInput("pari", "le", "Meta")], layout)
    tokens = tokenizer.convert_ids_to_tokens(list(window.ids))
    assert tokens.index("▁le") < tokens.index("▁pari") < tokens.index("▁Meta")


def test_windows_refuse_a_target_that_fills_the_window(tokenizer: PreTrainedTokenizerFast) -> None:
    with pytest.raises(InputError, match="leaves no room"):
        windows(tokenizer, [StanceInput("pari", target="Meta " * 200)], LAYOUT)


def test_stance_input_refuses_what_is_not_text() -> None:
    with pytest.raises(InputError, match="text of a statement must be a string, not int"):
        StanceInput(3)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="target is empty"):
        StanceInput("a", target=" ")
