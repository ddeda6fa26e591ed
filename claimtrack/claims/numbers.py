"""Numbers in figures and in words, with their places.

French and English marks are opposite: ``2.000`` and ``2 000`` are two thousand in French,
``2,000`` in English; ``1,5`` and ``1.5`` are one and a half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimtrack.claims.lexicon import Lexicon, lexicon, phrase_regex, words_regex

__all__ = ["Numeral", "find_numerals", "number_regex", "parse_number"]

_DIGITS = {
    "fr": r"\d{1,3}(?:[ .']\d{3}){1,6}(?:,\d{1,9})?(?!\d)|\d{1,15}(?!\d)(?:[.,]\d{1,9})?",
    "en": r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?(?!\d)|\d{1,15}(?!\d)(?:\.\d{1,9})?",
}
_THOUSANDS = {"fr": re.compile(r"[ .'](?=\d{3}(?!\d))"), "en": re.compile(",")}
_TOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number of a plain text: its place, its value, what kind of words it is made of."""

    start: int
    end: int
    value: float
    digits: bool
    scaled: bool
    #: value without its scale, for the first half of "64 et 72 milliards"
    scale: float = 1.0
    #: "un", "a": an article unless something else makes it a number
    article: bool = False


@cache
def number_regex(lang: str) -> str:
    """Return the regular expression of a bare number, in figures or words, without groups."""
    lex = lexicon(lang)
    word = words_regex(
        set(lex.table("number_words")) | {"mille", "thousand"} & set(lex.table("scale_words"))
    )
    after = "|".join(rf"(?<={w})" for w in sorted(lex.words("number_joints_after")))
    before = "|".join(sorted(lex.words("number_joints_before"))) or word
    joint = rf"(?:{after})[ -](?:{'|'.join(lex.words('number_joints'))})[ -](?=(?:{before})(?!\w))"
    words = rf"{word}(?:(?:-|{joint}|[ \t]+){word}){{0,12}}(?![\w'-])"
    return rf"(?:(?<![\w,.])(?:{_DIGITS[lex.lang]})|(?<![\w-]){words})"


@cache
def _numeral_pattern(lang: str) -> re.Pattern[str]:
    lex = lexicon(lang)
    scale = words_regex(lex.table("scale_words"))
    half = "|".join(phrase_regex(phrase) for phrase in lex.words("half_phrases"))
    prefix = words_regex(lex.words("half_prefixes"))
    collective = words_regex(lex.table("collectives")) if lex.table("collectives") else r"(?!)"
    return re.compile(
        rf"(?P<sign>(?<![\w)\]])[-−+](?=\d))?(?:"
        rf"(?<![\w-])(?P<prefix>{prefix})[ -](?P<whole>{scale})(?![\w-])"
        rf"|(?<![\w-])(?:une|quelque)\s+(?P<collective>{collective})(?![\w-])"
        rf"|(?P<number>{number_regex(lang)})"
        rf"(?:[ \t-]?(?P<scale>{scale})(?![\w])(?:\s+(?P<half>{half})(?!\w))?)?)",
        re.IGNORECASE,
    )


def find_numerals(plain: str, lang: str) -> Iterator[Numeral]:
    """Yield the numbers of a text with plain apostrophes and spaces, in order."""
    lex = lexicon(lang)
    scales = lex.table("scale_words")
    for match in _numeral_pattern(lex.lang).finditer(plain):
        if match["prefix"]:
            scale = float(scales[match["whole"].lower()])
            yield Numeral(*match.span(), 0.5 * scale, False, True, scale)
            continue
        if match["collective"]:
            base = float(lex.table("collectives")[match["collective"].lower()])
            yield Numeral(*match.span(), base, False, True)
            continue
        value = parse_number(match["number"], lex)
        if value is None:
            continue
        scale = float(scales[match["scale"].lower()]) if match["scale"] else 1.0
        value = (value + (0.5 if match["half"] else 0.0)) * scale
        if match["sign"] in {"-", "−"}:
            value = -value
        number = match["number"].lower()
        yield Numeral(
            *match.span(),
            value,
            number[0].isdigit(),
            bool(match["scale"]),
            scale,
            number in lex.words("articles_as_one") and not match["scale"],
        )


def parse_number(words: str, lex: Lexicon) -> float | None:
    """Return the value of a number in figures or words; None when it is not one."""
    if words[0].isdigit():
        plain = _THOUSANDS[lex.lang].sub("", words)
        try:
            return float(plain.replace(",", "."))
        except ValueError:  # digits of other scripts mix badly with ours
            return None
    return _parse_words([w.lower() for w in _TOKEN.findall(words)], lex)


def _parse_words(tokens: list[str], lex: Lexicon) -> float | None:
    """Return the value of number words: *soixante-dix-sept*, *quatre-vingts*, *two hundred*."""
    table, scales = lex.table("number_words"), lex.table("scale_words")
    total = current = 0.0
    known = False
    for token in tokens:
        if token in table:
            value = float(table[token])
            if value == 100 and current >= 100:
                return None  # "one hundred and two hundred"
            if value == 100:
                current = max(current, 1.0) * 100
            elif value == 20 and current % 100 == 4:  # quatre-vingts
                current += 76
            else:
                current += value
        elif token in scales:
            total, current = total + max(current, 1.0) * float(scales[token]), 0.0
        elif token not in lex.words("number_joints"):
            return None
        known = known or token in table or token in scales
    return total + current if known else None
