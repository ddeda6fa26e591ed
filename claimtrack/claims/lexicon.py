"""Word lists of the claims stage: readable YAML files, compiled once.

A phrase of a list is written in a small notation: ``{a|b}`` one of these, ``[a]`` a word that
may be missing, ``a*`` any ending, ``@`` one
more word or none, spaces for any white space. A final *que* or *si* also
matches its elided form. Phrases match without regard to case, on text whose apostrophes and
spaces were made plain (:func:`claimtrack.text.unify_typography`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from claimtrack.datafiles import read_yaml

__all__ = ["Lexicon", "lexicon", "phrase_regex", "words_regex"]

# A phrase may open with a clitic ('re, 'll), which follows its word without a space.
_BEFORE = r"(?:(?<![\w-])|(?='))"
_AFTER = r"(?![\w-])"
_SLOT = re.compile(r"<\w+>")


def phrase_regex(phrase: str, slots: Mapping[str, str] | None = None) -> str:
    """Return the regular expression of one phrase; ``<name>`` takes the slot of that name."""
    pieces: list[str] = []
    words = _split(phrase)
    for position, word in enumerate(words):
        optional = word.startswith("[")
        body = _word_regex(word[1:-1] if optional else word, slots or {})
        last = position == len(words) - 1
        if word == "@":
            pieces.append(r"(?:[^\W\d_]+\s+)?")
            continue
        if last:
            body = {"que": r"qu(?:e\b|')", "si": r"s(?:i\b|'(?=ils?\b))"}.get(word, body)
        gap = "" if last else (r"\s*" if word.rstrip("]").endswith(("'", "-")) else r"\s+")
        pieces.append(f"(?:{body}{gap})?" if optional else body + gap)
    return "".join(pieces)


def _split(phrase: str) -> list[str]:
    """Split at the spaces that stand outside brackets."""
    words, depth, begin = [], 0, 0
    for position, char in enumerate(phrase):
        depth += (char in "{[") - (char in "}]")
        if char == " " and not depth:
            words.append(phrase[begin:position])
            begin = position + 1
    words.append(phrase[begin:])
    return words


def _word_regex(word: str, slots: Mapping[str, str]) -> str:
    word = word.replace(" ", r"\s+").replace("*", r"\w*").replace(".", r"\.")
    word = word.replace("{", "(?:").replace("}", ")")
    return _SLOT.sub(lambda slot: slots[slot[0][1:-1]], word)


def words_regex(words: Iterable[str]) -> str:
    """Return an alternation of plain words, the longest first, without groups."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


class Lexicon:
    """The lists of one language, by name."""

    def __init__(self, lang: str, data: Mapping[str, Any]) -> None:
        self.lang = lang
        self._data = data
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._sets: dict[str, frozenset[str]] = {}

    def words(self, name: str) -> frozenset[str]:
        """Return a list as a set of lower-case words; empty when the language has none."""
        if name not in self._sets:
            self._sets[name] = frozenset(self._data.get(name) or ())
        return self._sets[name]

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a mapping of the lexicon; empty when the language has none."""
        return self._data.get(name) or {}

    def text(self, name: str) -> str:
        """Return a single string of the lexicon."""
        return str(self._data[name])

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return one compiled alternation of all the phrases of a list."""
        if name not in self._patterns:
            phrases = sorted(self._data.get(name) or (), key=len, reverse=True)
            body = "|".join(phrase_regex(phrase) for phrase in phrases) or r"(?!)"
            self._patterns[name] = re.compile(
                f"{_BEFORE}(?:{body})(?:(?<=')|{_AFTER})", re.IGNORECASE
            )
        return self._patterns[name]


@cache
def lexicon(lang: str) -> Lexicon:
    """Return the lexicon of ``fr``, or the English one for every other language."""
    name = lang if lang in {"fr", "en"} else "en"
    return Lexicon(name, read_yaml("claimtrack.claims", name))
