"""Durations and named periods (*l'an prochain*, *fin 2026*, *by March*) as date ranges."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from claimtrack.claims.lexicon import Lexicon, lexicon, words_regex
from claimtrack.claims.numbers import number_regex, parse_number

__all__ = ["DateRange", "duration_ends", "period", "shifted", "slots"]

DateRange = tuple[date, date]

_MONTHS_IN = {
    "months": 1,
    "quarters": 3,
    "halves": 6,
    "years": 12,
    "decades": 120,
    "centuries": 1200,
}
_DAYS_IN = {"days": 1, "weeks": 7}
# A year, and not the start of a larger number or a percentage.
_YEAR = r"(?:20|21)\d\d(?!\d|[.,]\d|\s?%| \d{3})"
_DAY = timedelta(days=1)


@cache
def slots(lang: str) -> dict[str, str]:
    """Return the regular expressions of the slots ``<d>``, ``<p>``... of the horizon rules."""
    lex = lexicon(lang)
    number = number_regex(lang)
    units = words_regex(_unit_table(lex))
    joint = words_regex(lex.words("range_words"))
    collective = words_regex(lex.table("collectives")) if lex.table("collectives") else r"(?!)"
    linker = words_regex(lex.words("linkers"))
    duration = (
        rf"(?:(?P<n1>{number})(?:\s*{joint}\s*(?P<n2>{number}))?\s+(?P<unit>{units})"
        rf"|une\s+(?P<many>{collective})\s+{linker}\s*(?P<manyunit>{units}))"
    )
    core, following = _period_cores(lex, units)
    article = rf"(?:{words_regex(lex.words('determiners'))}\s*)*"
    of = rf"(?:\s*{words_regex(lex.words('of_words'))})*\s*"
    part = words_regex(
        lex.words("start_words") | lex.words("middle_words") | lex.words("end_words")
    )
    ends = words_regex(lex.words("end_words"))
    return {
        "d": duration,
        "n": rf"(?P<n1>{number})",
        "u": rf"(?P<unit>{units})",
        "p": rf"{article}(?:(?P<part>{part})(?![^\W\d_]){of})?{article}{core}",
        "e": rf"{article}(?P<part>{ends})(?![^\W\d_]){of}{article}{core}",
        "part": rf"(?P<part>{part})(?![^\W\d_]){of}{article}{core}",
        "next": rf"{article}{following}",
        "day": rf"(?=\d){_period_cores(lex, units, partial=False)[0]}",
        "y": rf"(?P<y>{_YEAR})",
        "z": rf"(?P<z>{_YEAR})",
    }


def _period_cores(lex: Lexicon, units: str, *, partial: bool = True) -> tuple[str, str]:
    """Return the expressions of any period and of the next ones; ``partial`` after a part."""
    months, seasons, feasts = (
        words_regex(lex.table(name)) for name in ("months", "seasons", "feasts")
    )
    following = words_regex(lex.words("next_words"))
    named = rf"(?:{units}|{seasons}|{months})"
    subs = words_regex(lex.words("quarter_words") | lex.words("half_words"))
    next_core = (
        rf"(?:(?P<nextunit>{named})\s+{following}|{following}\s+(?P<nextunit2>{named}))(?!\w)"
    )
    of = rf"(?:{words_regex(lex.words('of_words'))}\s*)?"
    # A unit alone is a period only after a part of it: "la fin de l'année".
    bare = rf"|(?(part)(?P<bareunit>{units})(?!\w)|(?!))" if partial else ""
    core = (
        rf"(?:{next_core}"
        rf"|(?P<ordinal>{words_regex(lex.table('ordinals'))})\s+(?P<sub>{subs})(?:\s+{of}(?P<subyear>{_YEAR}))?"
        rf"|(?:(?P<daynumber>\d{{1,2}}|1er)\s+)?(?P<month>{months})(?!\w)(?:,?\s+{of}(?P<monthyear>{_YEAR}))?"
        rf"|(?P<season>{seasons})(?!\w)(?:\s+{of}(?P<seasonyear>{_YEAR}))?"
        rf"|(?P<feast>{feasts})(?!\w)(?:\s+{of}(?P<feastyear>{_YEAR}))?"
        rf"|{words_regex(lex.words('this_words'))}\s+(?P<thisunit>{units})(?!\w)"
        rf"|(?P<year>{_YEAR})"
        rf"{bare})"
    )
    return core, next_core


@cache
def _unit_table_of(lang: str) -> dict[str, str]:
    table = lexicon(lang).table("duration_units")
    return {word: unit for unit, words in table.items() for word in words}


def _unit_table(lex: Lexicon) -> dict[str, str]:
    return _unit_table_of(lex.lang)


def shifted(day: date, amount: float, unit: str) -> date | None:
    """Return the day that lies some units later; None beyond the calendar."""
    try:
        if unit in _DAYS_IN:
            return day + timedelta(days=round(amount * _DAYS_IN[unit]))
        return day + relativedelta(months=round(amount * _MONTHS_IN[unit]))
    except (OverflowError, ValueError):
        return None


def duration_ends(
    match: re.Match[str], lex: Lexicon, published: date
) -> tuple[date | None, date | None, bool]:
    """Return the two ends of a duration counted from a day, and whether it was a range."""
    groups = match.groupdict()
    if groups.get("many"):
        unit = _unit_table(lex)[groups["manyunit"].lower()]
        end = shifted(published, float(lex.table("collectives")[groups["many"].lower()]), unit)
        return end, end, False
    unit = _unit_table(lex)[groups["unit"].lower()]
    first = parse_number(groups["n1"].lower(), lex) if groups.get("n1") else 1.0
    second = parse_number(groups["n2"].lower(), lex) if groups.get("n2") else None
    low = shifted(published, first if first is not None else 1.0, unit)
    if second is None:
        return low, low, False
    return low, shifted(published, second, unit), True


def period(match: re.Match[str], lex: Lexicon, published: date | None) -> DateRange | None:
    """Return the first and last day of the period a match names.

    None when it cannot be known: a period relative to an unknown publication date, or a bare
    *année* that no part (*la fin de*) makes a date.
    """
    groups = {name: value for name, value in match.groupdict().items() if value}
    whole = _whole_period(groups, lex, published)
    part = groups.get("part", "").lower()
    if whole is None or (not part and "bareunit" in groups):
        return None
    return _part_of(whole, part, lex) if part else whole


def _whole_period(groups: dict[str, str], lex: Lexicon, published: date | None) -> DateRange | None:
    if "year" in groups:
        return _year(int(groups["year"]))
    if "sub" in groups:
        return _subdivision(groups, lex, published)
    for kind in ("month", "season", "feast"):
        if kind in groups:
            stated = groups.get(f"{kind}year")
            return _recurring(kind, groups, lex, int(stated) if stated else None, published)
    if published is None:
        return None
    following = groups.get("nextunit") or groups.get("nextunit2")
    if following:
        word = following.lower()
        for kind in ("month", "season"):
            if word in lex.table(f"{kind}s"):
                return _recurring(kind, {kind: word}, lex, None, published)
        return _unit_period(published, _unit_table(lex)[word], ahead=1)
    unit = groups.get("thisunit") or groups.get("bareunit")
    return _unit_period(published, _unit_table(lex)[unit.lower()], ahead=0) if unit else None


def _year(year: int) -> DateRange:
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, first: int, count: int) -> DateRange:
    start = date(year, first, 1)
    return start, start + relativedelta(months=count) - _DAY


def _subdivision(groups: dict[str, str], lex: Lexicon, published: date | None) -> DateRange | None:
    """Return a quarter or a half of a year: the stated one, else the next to come."""
    months = 6 if groups["sub"].lower() in lex.words("half_words") else 3
    number = int(lex.table("ordinals")[groups["ordinal"].lower()])
    number = 12 // months if number == -1 else number
    first = (number - 1) * months + 1
    if first > 12:
        return None
    if "subyear" in groups:
        return _months(int(groups["subyear"]), first, months)
    if published is None:
        return None
    found = _months(published.year, first, months)
    return found if found[1] >= published else _months(published.year + 1, first, months)


def _recurring(
    kind: str, groups: dict[str, str], lex: Lexicon, year: int | None, published: date | None
) -> DateRange | None:
    """Return a month, season or feast: of the stated year, else the next that is not over."""
    word = groups[kind].lower()
    if year is None:
        if published is None:
            return None
        found = _recurring(kind, groups, lex, published.year, published)
        if found is not None and found[1] < published:
            return _recurring(kind, groups, lex, published.year + 1, published)
        return found
    if kind == "month":
        found = _months(year, int(lex.table("months")[word]), 1)
        return _day_of(found, groups.get("daynumber"))
    if kind == "season":
        first, last = lex.table("seasons")[word]
        return _months(year, first, (last - first) % 12 + 1)
    feast = lex.table("feasts")[word]
    day = {"christmas": date(year, 12, 25), "new_year": date(year, 1, 1)}.get(feast)
    day = day or easter(year)
    return day, day


def _day_of(month: DateRange, number: str | None) -> DateRange:
    day = int(re.sub(r"\D", "", number)) if number else 0
    if 1 <= day <= month[1].day:
        return month[0].replace(day=day), month[0].replace(day=day)
    return month


def _unit_period(published: date, unit: str, *, ahead: int) -> DateRange | None:
    """Return the calendar unit around a day, or the one after it."""
    year, month = published.year, published.month
    if unit in _DAYS_IN:
        start = published - timedelta(days=published.weekday()) if unit == "weeks" else published
        start += timedelta(days=ahead * _DAYS_IN[unit])
        return start, start + timedelta(days=_DAYS_IN[unit] - 1)
    length = _MONTHS_IN[unit]
    if length > 12:
        if ahead:  # the next decade is the ten years to come, not the 2030s
            end = shifted(published, 1, unit)
            return (published, end) if end else None
        first = year - year % (length // 12)
        return date(first, 1, 1), date(first + length // 12 - 1, 12, 31)
    first_month = date(year, (month - 1) // length * length + 1, 1)
    start = first_month + relativedelta(months=ahead * length)
    return start, start + relativedelta(months=length) - _DAY


def _part_of(whole: DateRange, part: str, lex: Lexicon) -> DateRange:
    """Return the first, middle or last third of a period (whole months where it has three)."""
    start, end = whole
    days = (end - start).days + 1
    third = timedelta(days=max(days // 3, 1))
    if part in lex.words("start_words"):
        return start, _rounded(start + third - _DAY, days)
    if part in lex.words("middle_words"):
        if days > 360:  # mi-2026: from May to August
            return date(start.year, 5, 1), date(start.year, 8, 31)
        return start + third, end - third
    if days > 360:
        return date(end.year, 10, 1), end
    return end - third + _DAY, end


def _rounded(day: date, days: int) -> date:
    """Return the end of March for the start of a year, else the day itself."""
    return date(day.year, 3, 31) if days > 360 else day
