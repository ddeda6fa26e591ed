"""Asides inside a role: *la députée (Ensemble) du Rhône*, *le maire PS de Varzy*.

A party or a label between a role and what completes it is taken out of the stream of tokens, so
that the phrase is read as if it were not there, and kept as a possible affiliation.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.quotations import lexicon, words
from claimtrack.quotations.tokens import Token
from claimtrack.text import fold

__all__ = ["without_asides"]

# How many tokens a bracket may have.
_LONGEST = 6
# How many letters the acronym of a party has at most: LFI, EELV.
_LONGEST_ACRONYM = 5


def without_asides(
    tokens: Sequence[Token], text: str, lang: str
) -> tuple[list[Token], dict[int, str | None]]:
    """Return the tokens without asides, and what they say by the offset of the role before."""
    w = words.load(lang)
    kept: list[Token] = []
    said: dict[int, str | None] = {}
    i = 0
    while i < len(tokens):
        stop = _aside_end(tokens, kept, i, lang) if kept and lang == "fr" else None
        if stop is None:
            kept.append(tokens[i])
            i += 1
            continue
        inner = [t for t in tokens[i:stop] if t.text not in "()"]
        party = inner[0].capitalised if inner else False
        said[kept[-1].start] = text[inner[0].start : inner[-1].end] if party else None
        i = stop
        if i + 1 < len(tokens) and tokens[i].text == "," and tokens[i + 1].lower in w.of:
            i += 1
    return kept, said


def _aside_end(tokens: Sequence[Token], kept: Sequence[Token], i: int, lang: str) -> int | None:
    """Return the index after the aside at ``i``, or None when none stands there."""
    lex, w = lexicon.load(lang), words.load(lang)
    before = kept[-1]
    adjective = before.pos == "ADJ" and len(kept) > 1 and lex.is_role(kept[-2].text)
    if before.kind != "word" or not (lex.is_role(before.text) or adjective):
        return None
    stop = None
    if tokens[i].text == "(":
        close = next(
            (k for k in range(i + 1, min(len(tokens), i + _LONGEST)) if tokens[k].text == ")"), None
        )
        if close is None or close == i + 1:
            return None
        if any(t.kind not in ("word", "punct") for t in tokens[i + 1 : close]):
            return None
        stop = close + 1
    elif tokens[i].text.isupper() and 1 < len(tokens[i].text) <= _LONGEST_ACRONYM:
        stop = i + 1
    elif " ".join(t.lower for t in tokens[i : i + 2]) in w.labels:
        return i + 2
    if stop is None or stop >= len(tokens):
        return None
    following = tokens[stop]
    completes = following.lower in w.of or following.lower in ("à", "au", "aux")
    seated = fold(before.text) in w.party_heads and tokens[i + 1].capitalised
    if tokens[i].text == "(":
        return (
            stop if seated or completes or following.capitalised or following.text == "," else None
        )
    return stop if completes or (following.capitalised and not following.text.isupper()) else None
