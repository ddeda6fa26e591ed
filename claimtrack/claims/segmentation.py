"""Where a quotation is cut into claims (guideline, section 3).

1. The spans are read as sentences; a sentence goes on over a border of spans (a cue clause, a
   paragraph break) unless a new one starts there.
2. Each sentence is cut at ``;`` and before a connector of contrast or conclusion, when both
   sides have a finite verb of their own. A fronted concession stays with its main clause, as
   the guideline cuts *before* such clauses only.
3. A reason (*car*, *because*) is cut when, besides its own finite verb, it has its own
   evaluation: a word of the evaluative lexicon, or a verb about the future.
4. Fragments without a verb and of two words or fewer join a neighbour.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from claimtrack.claims.clauses import ClauseReader, opens_clause, splits_phrase
from claimtrack.claims.connectors import Candidate, find_candidates
from claimtrack.claims.forecasts import has_future_verb
from claimtrack.claims.lexicon import Lexicon
from claimtrack.claims.words import Word, read_words
from claimtrack.text import iter_sentences, strip_bounds, unify_typography

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Range", "cut_ranges", "tidy_spans"]

Range = tuple[int, int]

_FINAL = re.compile(r"[.!?\u2026][\s»”’'\"\)\]]*$")
_ALNUM = re.compile(r"[^\W_]")
_BORDER = ",;\u2013\u2014"
_FRAGMENT_WORDS = 2
_REASON_WORDS = 60


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch between two cuts; a fragment is too short to stand alone, and leans somewhere."""

    start: int
    end: int
    fragment: bool
    forward: bool


def tidy_spans(text: str, spans: Sequence[Range]) -> list[Range]:
    """Return the spans in order, inside the text, without outer spaces, overlaps or empties."""
    tidy: list[Range] = []
    for start, end in sorted(spans):
        floor = tidy[-1][1] if tidy else 0
        first, last = strip_bounds(text, max(start, floor), min(end, len(text)))
        if first < last:
            tidy.append((first, last))
    return tidy


def cut_ranges(
    text: str, doc: Doc, spans: Sequence[Range], lexicon: Lexicon
) -> list[tuple[Range, ...]]:
    """Return the ranges of each claim of a quotation, in order."""
    tidy = tidy_spans(text, spans)
    units: list[_Unit] = []
    for sentence in _sentences(text, tidy):
        units += _cut_sentence(text, doc, sentence, lexicon)
    claims = (_ranges(text, tidy, unit) for unit in _merge_fragments(units))
    return [ranges for ranges in claims if ranges]


def _sentences(text: str, spans: Sequence[Range]) -> Iterator[list[Range]]:
    """Yield the ranges of each sentence; several when it goes on over a border."""
    current: list[Range] = []
    for span in spans:
        for piece in iter_sentences(text, *span):
            if current and not _goes_on(text, current[-1], piece):
                yield current
                current = []
            if current and piece[0] >= span[0] and current[-1][0] >= span[0]:
                current[-1] = (current[-1][0], piece[1])  # a line break inside the span
            else:
                current.append(piece)
    if current:
        yield current


def _goes_on(text: str, before: Range, after: Range) -> bool:
    """Return whether the sentence of one range goes on in the next one."""
    opening = _ALNUM.search(text, *after)
    lower = opening is not None and text[opening.start()].islower()
    if final := _FINAL.search(text, max(before[0], before[1] - 8), before[1]):
        return lower and text[final.start()] == "\u2026"
    if lower or opening is None:
        return True
    gap = text[before[1] : after[0]]
    if _ALNUM.search(gap) is None:
        return not any(char in "\n\r.!?\u2026\u2029" for char in gap)
    # A cue clause stands between: one more sentence end in it starts a new sentence.
    sentences = iter_sentences(text, before[1], opening.start() + 1)
    return next(sentences, None) is None or next(sentences, None) is None


def _cut_sentence(
    text: str, doc: Doc, ranges: Sequence[Range], lexicon: Lexicon
) -> Iterator[_Unit]:
    words = read_words(text, doc, ranges, lexicon)
    start, end = ranges[-1]
    question = text[max(start, end - 8) : end].rstrip(" »”'\"\u00a0\u202f").endswith("?")
    sentence = _Sentence(text, words, lexicon, question)
    cuts: list[tuple[int, int]] = []
    reader = ClauseReader(lexicon, question=question)
    unit = position = 0
    for start, end in ranges:
        for candidate in find_candidates(text, start, end, lexicon):
            while position < len(words) and words[position].start < candidate.start:
                reader.feed(words[position])
                position += 1
            if sentence.is_cut(candidate, unit, position, reader):
                cuts.append((candidate.start, position))
                unit = position
                reader = ClauseReader(lexicon, question=question)
    stops = [(ranges[0][0], 0), *cuts, (ranges[-1][1], len(words))]
    for (begin, first), (stop, last) in pairwise(stops):
        yield sentence.unit(begin, stop, words[first:last])


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence while it is being cut."""

    text: str
    words: Sequence[Word]
    lexicon: Lexicon
    question: bool

    def is_cut(self, candidate: Candidate, unit: int, position: int, before: ClauseReader) -> bool:
        """Return whether a claim ends before a candidate.

        ``unit`` and ``position`` are the first word of the current claim and of the candidate;
        ``before`` has read the words between.
        """
        if candidate.kind == "semicolon":
            return before.words > 0
        words, lexicon = self.words, self.lexicon
        if not before.main or before.dangling or splits_phrase(words, unit, position):
            return False
        if words[position - 1].finite and candidate.words.startswith(
            tuple(lexicon.words("not_after_verb"))
        ):
            return False
        first = position
        while first < len(words) and words[first].start < candidate.end:
            first += 1
        verb = opens_clause(words, first, lexicon, question=self.question)
        if verb is None:
            return False
        if candidate.words in lexicon.words("only_after_pause"):
            # "since the spring, ..." is a date
            return not any(word.norm == "," for word in words[first:verb])
        if candidate.kind == "temporal" and not candidate.after_pause:
            return bool(words[verb].pos) and not words[verb].has("Tense=Imp")
        return candidate.kind != "reason" or self._judges(first)

    def _judges(self, first: int) -> bool:
        """Return whether the reason from a word to its clause's end evaluates or foretells."""
        reason = list(
            takewhile(lambda word: word.norm != ";", self.words[first : first + _REASON_WORDS])
        )
        plain = unify_typography(self.text[reason[0].start : reason[-1].end])
        if self.lexicon.pattern("evaluative").search(plain):
            return True
        return has_future_verb(reason, self.lexicon)

    def unit(self, start: int, end: int, words: Sequence[Word]) -> _Unit:
        """Return the stretch between two cuts, with what decides whether it stands alone."""
        verbal = any(word.finite or word.pos == "VERB" for word in words)
        count = sum(_ALNUM.search(word.norm) is not None for word in words)
        first = next((word.norm for word in words if word.norm[:1].isalpha()), "")
        forward = self.text[end - 1] in "?:" or first in self.lexicon.words("forward_fragments")
        return _Unit(start, end, count == 0 or (not verbal and count <= _FRAGMENT_WORDS), forward)


def _merge_fragments(units: Sequence[_Unit]) -> Iterator[_Unit]:
    """Join each fragment to the unit before it, or to the next one when it leans forward."""
    waiting: _Unit | None = None  # fragments that lean on what follows
    current: _Unit | None = None
    for unit in units:
        if unit.fragment and current is not None and not unit.forward:
            current = _joined(current, unit)
            waiting = None
        elif unit.fragment:
            waiting = _joined(waiting, unit)
        else:
            if current is not None:
                yield current
            current = _joined(waiting, unit)
            waiting = None
    last = waiting if current is None else _joined(current, waiting or current)
    if last is not None:
        yield last


def _joined(first: _Unit | None, second: _Unit) -> _Unit:
    """Return two neighbours, and what lies between them, as one."""
    return second if first is None else replace(first, end=second.end)


def _ranges(text: str, spans: Sequence[Range], unit: _Unit) -> tuple[Range, ...]:
    """Return the parts of the spans inside a unit, without border punctuation."""
    index = max(0, bisect_right(spans, unit.start, key=lambda span: span[0]) - 1)
    parts: list[Range] = []
    low, _ = strip_bounds(text, unit.start, unit.end, _BORDER)
    _, high = strip_bounds(text, low, unit.end, _BORDER)
    while index < len(spans) and spans[index][0] < high:
        start, end = strip_bounds(text, max(low, spans[index][0]), min(high, spans[index][1]))
        if start < end:
            parts.append((start, end))
        index += 1
    return tuple(parts)
