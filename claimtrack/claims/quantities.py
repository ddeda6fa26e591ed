"""Figures of a claim: money, percentages, counts, durations (guideline, section 5).

A number is a quantity when something says what it measures: a currency, a percentage, a scale
(*14 milliards*), a fraction, or a counted noun. Years, dates, hours, ordinals and the numbers
of names (*Llama 4*) are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from claimtrack.claims.lexicon import Lexicon, lexicon, words_regex
from claimtrack.claims.numbers import Numeral, find_numerals
from claimtrack.claims.words import Word
from claimtrack.schema import Quantity, Span
from claimtrack.text import unify_typography

__all__ = ["find_quantities"]

_JOINT = re.compile(r"^\s*(?:à|ou|to|or|et|and|-|–)\s*$", re.IGNORECASE)
_BETWEEN_JOINTS = frozenset({"et", "and"})
_YEARS = range(1700, 2200)
_NOUN_REACH = 4  # words after a number among which its noun is looked for


@dataclass(frozen=True, slots=True)
class _Measure:
    """A number with its unit; ``end`` is where the unit's words end."""

    start: int
    end: int
    value: float
    unit: str | None


def find_quantities(
    text: str, ranges: Sequence[tuple[int, int]], words: Sequence[Word], lex: Lexicon
) -> Iterator[Quantity]:
    """Yield the quantities of a claim, with offsets into the whole text."""
    for start, end in ranges:
        plain = unify_typography(text[start:end])
        inside = [word for word in words if start <= word.start < end]
        for measure in _measures(plain, start, inside, lex):
            yield Quantity(
                value=measure.value,
                unit=measure.unit,
                span=Span.of(text, start + measure.start, start + measure.end),
            )


def _measures(plain: str, offset: int, words: list[Word], lex: Lexicon) -> Iterator[_Measure]:
    numerals = list(find_numerals(plain, lex.lang))
    by_start = {word.start - offset: index for index, word in enumerate(words)}
    upcoming: _Measure | None = None  # the quantity after the numeral, for ranges
    found: list[_Measure] = []
    for position in range(len(numerals) - 1, -1, -1):
        numeral = numerals[position]
        follower = numerals[position + 1] if position + 1 < len(numerals) else None
        measure = _measure(plain, offset, numeral, words, by_start, lex)
        if measure is None and follower and upcoming and upcoming.start <= follower.start:
            measure = _range_start(plain, numeral, follower, upcoming, lex)
        if measure is not None:
            found.append(measure)
        upcoming = measure
    yield from reversed(found)


def _range_start(
    plain: str, numeral: Numeral, follower: Numeral, upcoming: _Measure, lex: Lexicon
) -> _Measure | None:
    """Return the first end of a range (*entre 64 et 72 milliards*), measured by the second."""
    gap = plain[numeral.end : follower.start].strip("$€£ ")
    if not _JOINT.match(gap):
        return None
    if gap.strip().lower() in _BETWEEN_JOINTS:
        before = plain[max(0, numeral.start - 12) : numeral.start].lower().split()
        if not before or before[-1].strip("$€£") not in lex.words("between_words"):
            return None
    if numeral.article and not follower.article:
        numeral = replace(numeral, article=False)
    value = numeral.value
    if not numeral.scaled and follower.scaled and value < 1000:
        value *= follower.scale
    start = numeral.start
    return _Measure(start, numeral.end, value, upcoming.unit)


@cache
def _unit_pattern(lang: str) -> re.Pattern[str]:
    lex = lexicon(lang)
    signs = words_regex(lex.table("currency_signs"))
    return re.compile(
        rf"\s*(?:(?P<percent>{words_regex(lex.words('percent'))})"
        rf"|(?P<points>{words_regex(lex.words('points'))})(?!\w)"
        rf"|(?P<letter>{words_regex(lex.table('scale_letters'))})?\s?(?P<sign>{signs})(?!\w)"
        rf"|(?:{words_regex(lex.words('linkers'))}\s*)?"
        rf"(?P<currency>{words_regex(lex.table('currency_words'))})(?!\w)"
        rf"|(?P<fraction>{words_regex(lex.table('fractions'))})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _sign_before(lang: str) -> re.Pattern[str]:
    signs = words_regex(lexicon(lang).table("currency_signs"))
    return re.compile(rf"(?<!\w)(?P<sign>{signs})\s?$")


@cache
def _letter_after(lang: str) -> re.Pattern[str]:
    letters = words_regex(lexicon(lang).table("scale_letters"))
    return re.compile(rf"(?P<letter>{letters})(?!\w)", re.IGNORECASE)


def _measure(
    plain: str,
    offset: int,
    numeral: Numeral,
    words: list[Word],
    by_start: dict[int, int],
    lex: Lexicon,
) -> _Measure | None:
    if not _stands_free(plain, numeral):
        return None
    if (prefixed := _after_sign(plain, numeral, lex)) is not None:
        return prefixed
    start, end, value = numeral.start, numeral.end, numeral.value
    unit = _unit_pattern(lex.lang).match(plain, end)
    if unit is not None:
        if unit["percent"]:
            return _Measure(start, unit.end(), value, "%")
        if unit["points"]:
            return _Measure(start, unit.end(), value, unit["points"])
        if unit["sign"]:
            if unit["letter"]:
                value *= float(lex.table("scale_letters")[unit["letter"].lower()])
            code = _lookup(lex.table("currency_signs"), unit["sign"])
            return _Measure(start, unit.end(), value, code)
        if unit["currency"]:
            if numeral.article:
                return None  # "un dollar", "un centime" are sayings more often than sums
            code = _lookup(lex.table("currency_words"), unit["currency"])
            return _Measure(start, unit.end(), value, code)
        if 1 <= value <= 20:
            return _Measure(
                start, unit.end(), value / lex.table("fractions")[unit["fraction"].lower()], None
            )
    counted = _counted_noun(plain, offset, numeral, words, by_start, lex)
    if counted is not None:
        return _Measure(start, counted[1], value, counted[0])
    return _Measure(start, end, value, None) if numeral.scaled else None


def _lookup(table: object, words: str) -> str:
    """Return the unit of a sign or a currency's words, whatever their case and spaces."""
    assert hasattr(table, "items")  # noqa: S101
    plain = " ".join(words.split()).casefold()
    return next(str(value) for key, value in table.items() if key.casefold() == plain)


def _after_sign(plain: str, numeral: Numeral, lex: Lexicon) -> _Measure | None:
    """Return the quantity of a number that follows its sign: *$29 billion*, *€1.5bn*."""
    window = max(0, numeral.start - 5)
    sign = _sign_before(lex.lang).search(plain[window : numeral.start])
    if sign is None:
        return None
    value, end = numeral.value, numeral.end
    letter = _letter_after(lex.lang).match(plain, end)
    if letter is not None and not numeral.scaled:
        value *= float(lex.table("scale_letters")[letter["letter"].lower()])
        end = letter.end()
    code = _lookup(lex.table("currency_signs"), sign["sign"])
    return _Measure(window + sign.start(), end, value, code)


def _stands_free(plain: str, numeral: Numeral) -> bool:
    """Return whether nothing ties the figures to a name, a date, an hour or a score."""
    if not numeral.digits:
        return True
    before = plain[max(0, numeral.start - 2) : numeral.start]
    after = plain[numeral.end : numeral.end + 2]
    if before[-1:] in {"/", "_", "#", "@"} or (before[-1:] == "-" and before[:1].isalpha()):
        return False
    if after[:1] in {"/", "_", "@"} or (after[:1] == ":" and after[1:].isdigit()):
        return False
    # Letters stuck to figures: ordinals (2e, 21st), hours (4h00), decades (90s); units are read
    # elsewhere (3bn, 5M€).
    return not (
        after[:1].isalpha()
        and not re.match(r"(?:bn|mn|m|k|md)", plain[numeral.end : numeral.end + 2], re.IGNORECASE)
    )


def _counted_noun(
    plain: str,
    offset: int,
    numeral: Numeral,
    words: list[Word],
    by_start: dict[int, int],
    lex: Lexicon,
) -> tuple[str, int] | None:
    """Return the noun that a number counts, and where it ends."""
    if numeral.digits and not numeral.scaled:
        figures = plain[numeral.start : numeral.end]
        if figures.isdigit() and len(figures) == 4 and int(figures) in _YEARS:
            return None
    first = next(
        (
            by_start[p]
            for p in range(numeral.end, min(len(plain), numeral.end + 4))
            if p in by_start
        ),
        None,
    )
    if first is None or (numeral.digits and _named_before(numeral, words, by_start)):
        return None
    for word in words[first : first + _NOUN_REACH]:
        if word is words[first] and numeral.scaled and word.norm in lex.words("linkers"):
            continue
        if not word.norm[:1].isalpha() or word.norm in lex.words("function_words"):
            return None
        if word.norm in lex.words("not_counted"):
            return None
        noun = _is_noun(word, lex)
        if noun and numeral.scaled and word.has("Number=Sing"):
            return None  # "300 millions de caution": a sum, not a count
        if noun:
            if numeral.article and word.norm not in lex.words("counted_by_one"):
                return None
            return plain[word.start - offset : word.end - offset], word.end - offset
        if noun is None:
            return None
    return None


def _is_noun(word: Word, lex: Lexicon) -> bool | None:
    """Return whether a word is a noun; None when it ends the search for one."""
    if word.pos:
        if word.pos in {"NOUN", "PROPN"}:
            return True
        return False if word.pos in {"ADJ", "DET", "NUM"} and not word.finite else None
    plural = word.norm.endswith("s") and not word.norm.endswith(("ss", "us", "is", "ous"))
    if plural or word.norm in lex.words("irregular_plurals") | lex.words("counted_by_one"):
        return True
    return None if word.finite else False


def _named_before(numeral: Numeral, words: list[Word], by_start: dict[int, int]) -> bool:
    """Return whether the number belongs to the name before it (*Llama 4*, *GPT 5*)."""
    index = by_start.get(numeral.start)
    if not index:
        return False
    before = words[index - 1]
    named = before.pos == "PROPN" if before.pos else index > 1
    return named and str(before.token.text[:1]).isupper()
