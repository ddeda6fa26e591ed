"""When a forecast should come true (guideline, section 5).

The rules are phrases of the lexicon with slots: ``<d>`` a duration, ``<p>`` a period, ``<e>``
the end of one... The name of a rule says how its phrase gives dates. An
expression is *strong* when it can only mean a time to come (*d'ici deux ans*): it makes a claim
a forecast by itself; the others (*en deux ans*, *pendant dix ans*) need a verb about the future.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from claimtrack.claims.calendar_periods import DateRange, duration_ends, period, slots
from claimtrack.claims.lexicon import lexicon, phrase_regex, words_regex
from claimtrack.claims.reading import Reading
from claimtrack.schema import Horizon

__all__ = ["TimeExpression", "choose_horizon", "find_times"]

Ends = tuple[date | None, date | None]
_STRONG_DURATIONS = frozenset({"within", "at", "least"})
_DURATIONS = _STRONG_DURATIONS | {"weak_in", "weak_wait", "least_wait", "most_wait"}
_PERIODS = frozenset({"by", "before", "not_before", "from", "after", "in", "bare"})
_DAY = timedelta(days=1)
_NEAR = 200  # days ahead within which a month without a year is the coming one


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of a claim about a time to come, with the dates they give."""

    start: int
    end: int
    ends: Ends
    strong: bool
    words: str


def _duration_rule(rule: str, now: date, low: date | None, high: date | None, ranged: bool) -> Ends:
    """Return the dates that a rule makes of a duration's ends, counted from publication."""
    if rule in {"at", "weak_wait"}:
        return low, high
    if rule in {"least", "least_wait"}:
        return low, high if ranged else None
    if rule == "most_wait":
        return now, high
    return (low if ranged else now), high  # within, weak_in


def _period_rule(rule: str, now: date | None, first: date, last: date) -> Ends:
    """Return the dates that a rule makes of a period's first and last day."""
    if rule == "by":
        return now, last
    if rule == "before":
        return now, first - _DAY
    if rule in {"from", "not_before"}:
        return first, None
    if rule == "after":
        return last + _DAY, None
    return max(now or first, first), last  # in, bare


@cache
def _rules(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = []
    for name, phrases in lexicon(lang).table("horizon_rules").items():
        for phrase in phrases:
            body = phrase_regex(phrase, slots(lang))
            rules.append((name, re.compile(rf"(?<![\w-]){body}(?!\w)", re.IGNORECASE)))
    return tuple(rules)


@cache
def _hint(lang: str) -> re.Pattern[str]:
    """Return what every rule needs somewhere: a quick way past claims without time words."""
    lex = lexicon(lang)
    words = {w for ws in lex.table("duration_units").values() for w in ws}
    for name in ("months", "seasons", "feasts"):
        words |= set(lex.table(name))
    vague = "|".join(
        phrase_regex(p) for n in ("vague", "weak_vague") for p in lex.table("horizon_rules")[n]
    )
    return re.compile(rf"(?:20|21)\d\d|(?<!\w){words_regex(words)}(?!\w)|{vague}", re.IGNORECASE)


def find_times(claim: Reading) -> list[TimeExpression]:
    """Return the expressions of a claim that may date a forecast, the longest of each place."""
    lex = claim.lexicon
    if _hint(lex.lang).search(claim.plain) is None:
        return []
    found = []
    for rule, pattern in _rules(lex.lang):
        for match in pattern.finditer(claim.plain):
            expression = _read(rule, match, claim)
            if expression is not None:
                found.append(expression)
    kept: list[TimeExpression] = []
    for time in sorted(found, key=lambda time: (time.start, -time.end)):
        if not kept or time.start >= kept[-1].end:
            kept.append(time)
        elif time.end - time.start > kept[-1].end - kept[-1].start:
            kept[-1] = time
    return kept


def choose_horizon(times: list[TimeExpression]) -> Horizon | None:
    """Return the horizon of a forecast: the first dated expression, else the first one."""
    if not times:
        return None
    best = next((time for time in times if any(time.ends)), times[0])
    earliest, latest = best.ends
    return Horizon(earliest=earliest, latest=latest, words=best.words)


def _read(rule: str, match: re.Match[str], claim: Reading) -> TimeExpression | None:
    start, end = match.span()
    if rule == "weak_wait":
        start = min(match.start(name) for name in ("n1", "many") if match[name])
    words = claim.text[start:end]
    now = claim.published
    if rule in {"vague", "weak_vague"}:
        return TimeExpression(start, end, (None, None), rule == "vague", words)
    if rule == "between":
        first, last = date(int(match["y"]), 1, 1), date(int(match["z"]), 12, 31)
        return _dated(start, end, words, (first, last), (first, last), now, named=False)
    if rule in _DURATIONS and _has_duration(match):
        strong = rule in _STRONG_DURATIONS
        if now is None:
            return TimeExpression(start, end, (None, None), strong, words)
        low, high, ranged = duration_ends(match, claim.lexicon, now)
        return TimeExpression(
            start, end, _duration_rule(rule, now, low, high, ranged), strong, words
        )
    if rule not in _PERIODS:
        return None
    found = period(match, claim.lexicon, now)
    if found is None:
        return _undated(start, end, words, match, now)
    return _dated(
        start, end, words, _period_rule(rule, now, *found), found, now, named=_is_yearless(match)
    )


def _is_yearless(match: re.Match[str]) -> bool:
    """Return whether the period is a month, season or feast of no stated year."""
    groups = match.groupdict()
    return any(groups.get(k) and not groups.get(f"{k}year") for k in ("month", "season", "feast"))


def _has_duration(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(groups.get("unit") or groups.get("many"))


def _undated(
    start: int, end: int, words: str, match: re.Match[str], now: date | None
) -> TimeExpression | None:
    """Return a relative period that no publication date resolves: words alone."""
    groups = match.groupdict()
    if now is not None or (groups.get("bareunit") and not groups.get("part")):
        return None
    strong = bool(groups.get("nextunit") or groups.get("nextunit2"))
    return TimeExpression(start, end, (None, None), strong, words)


def _dated(
    start: int,
    end: int,
    words: str,
    ends: Ends,
    whole: DateRange,
    now: date | None,
    *,
    named: bool,
) -> TimeExpression | None:
    earliest, latest = ends
    if now is not None and whole[1] < now:
        return None  # the past is no horizon
    if earliest is not None and latest is not None and latest < earliest:
        return None
    strong = now is not None and whole[0] > now
    if strong and now is not None and named and (whole[0] - now).days > _NEAR:
        strong = False  # said in October, "en août" is rather the last one
    return TimeExpression(start, end, ends, strong, words)
