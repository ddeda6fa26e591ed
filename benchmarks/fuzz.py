"""Does segmentation keep its promises on any text, however odd?

    python benchmarks/fuzz.py [--count 100000] [--seed 0] [--workers 2]

Texts are put together from pieces that break such code: quotation marks in every pairing and
spacing, cue clauses, names, dialogue dashes, line breaks, control characters, lone surrogates,
combining marks, emoji, right-to-left text, very long words, sentences cut anywhere. Quotations and
claims are found in each (no stance), and checked: no error, true offsets, order, claims inside
their quotation and apart from each other, typed diagnostics. A text is known by its seed and
number, whatever the number of workers. A failure is printed with as few pieces as still fail; the
exit code is then 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from multiprocessing import get_context
from typing import Any

from rich.console import Console
from rich.progress import track

from benchmarks._results import ROOT, write_results
from claimtrack.schema import Article, Diagnostic, Span
from claimtrack.segmentation import Segmented, segment
from claimtrack.text import iter_sentences

CHUNK = 250
SHOWN = 10

_MARKS = (*"«»“”„‟‘’‚‹›\"'`″「」", "``", "''", "<<", ">>", "&laquo;", "&quot;")
_PAIRS = (
    ("«", "»"), ("“", "”"), ("„", "“"), ('"', '"'), ("'", "'"), ("‘", "’"), ("‹", "›"), ("<<",
    ">>"),
    ("``", "''"), ("»", "«"), ("«", "”"), ("“", "»"), ("«", ""), ("", "»"), ("«", "«"),
)  # fmt: skip
_SPACES = ("", " ", "\u00a0", "\u202f", "  ", "\u2009", "\u3000", "\t", "\u200b")
_BREAKS = ("\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\n \n")
_CONTROLS = ("\x00", "\x07", "\x1b[31m", "\x7f", "\x80", "\x9f", "\ufeff", "\ufffd", "\uffff")
_SURROGATES = ("\ud800", "\udfff", "\ud83d", "\udc69\ud83d", "«\udc00»")
_COMBINING = (
    "e\u0301",
    "\u0301",
    "o\u0302\u0323",
    "n\u0303" + "\u0330" * 20,
    "\u20dd",
    "İ",
    "ŉ",
    "ﬁ",
)
_EMOJI = ("🙂", "👩\u200d🔬", "🇫🇷", "👍🏽", "❤\ufe0f", "\u200d", "1\ufe0f\u20e3")
_RIGHT_TO_LEFT = (
    "قال الوزير",
    "אמר השר",
    "\u202b«נכון»\u202c",
    "\u200f",
    "\u2066dit\u2069",
    "\u202e",
)
_INVISIBLE = ("\u200b", "\u2060", "\u00ad", "\u200c", "\u180e", "\ufdd0", "\ufdd1", "\ue000")
_NUMBERS = (
    "3", "1 200", "3,5 %", "14 milliards", "2027", "99 999", "٣", "²", "½", "Ⅷ", "-4", "1.2.3",
    "$3bn",
    "€1,5", "0" * 40, "d'ici deux ans", "by 2030", "le 31 février 2027", "9999 ans",
    "une dizaine de",
)  # fmt: skip
_LONG = ("a" * 200, "l'" * 80, "anti-" * 60, "«" * 60, "—" * 50, "." * 90, "é" * 151, "(" * 70)
_CUES = (
    ", dit ", ", a-t-il dit", ", estime-t-elle", ", juge ", " affirme que ", " explique qu'",
    "selon ",
    "Selon ", "d'après ", "Pour ", ", s'indigne ", ", ajoutant que ", " a déclaré : ",
    " doute que ",
    " met en garde contre ", "dit-il", "-t-il", "-elle", " said ", ", she said", " according to ",
    " told reporters that ", " warned: ", " n'a pas caché que ", ", lance-t-on", " se demande si ",
)  # fmt: skip
_INCISES = (", dit ", ", juge ", ", s'indigne ", ", a-t-il dit, selon ", ", said ", ", warned ")
_NAMES = (
    "Anne Roy", "M. Sarre", "Mme de La Tour", "Paul N'Diaye", "Jean-Eudes O'Neil", "J. R.",
    "le ministre",
    "l'analyste", "la directrice générale de Norvane", "Dr", "Norvane SA", "elle", "il", "lui",
    "the CEO",
    "Ms. Lane", "A.", "ex-", "le premier", "la seconde", "les deux", "son avocat", "X", "ANNE ROY",
)  # fmt: skip
_CLAUSES = (
    "le pari est risqué", "C'est cher", "cela paiera", "il faudrait attendre", "mais il coûte cher",
    "parce que rien ne presse", "même si personne n'en veut", "Oui", "Non.", "it is a bet",
    "but it costs",
    "because nobody asked", "qu'il pleut", "l'on verra", "les prix devraient monter",
    "it will rise",
)  # fmt: skip
_JOINTS = (
    " ",
    ", ",
    ". ",
    " ; ",
    " : ",
    ":",
    "… ",
    " ! ",
    "?",
    "(",
    ")",
    " [...] ",
    "/",
    "—",
    "-",
    "’",
)
_DASHES = ("— ", "– ", "- ", "\n— ", "\n- ", "—\u00a0", "-- ", "• ", "1) ")


@cache
def _sentences() -> tuple[str, ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]
    return tuple(text[start:end] for text in texts for start, end in iter_sentences(text))


def _quoted(rng: random.Random) -> str:
    first, last = rng.choice(_PAIRS)
    inner = rng.choice(_CLAUSES)
    if rng.random() < 0.2:
        inner += rng.choice(_SPACES) + _quoted(rng)
    spaces = [rng.choice(_SPACES) for _ in range(2)]
    return first + spaces[0] + inner + rng.choice(("", "", ".", " !", "…", ",")) + spaces[1] + last


def _cut_sentence(rng: random.Random) -> str:
    sentence = rng.choice(_sentences())
    start = rng.randrange(len(sentence)) if rng.random() < 0.3 else 0
    return sentence[start : rng.randint(start, len(sentence))]


def _any_unicode(rng: random.Random) -> str:
    top = rng.choice((0x80, 0x250, 0x3000, 0x11_0000))
    return "".join(chr(rng.randrange(top)) for _ in range(rng.randint(1, 8)))


def _one_of(pieces: Sequence[str]) -> Callable[[random.Random], str]:
    return lambda rng: rng.choice(pieces)


# What a piece is, and how often next to the others.
_KINDS: tuple[tuple[Callable[[random.Random], str], int], ...] = (
    (_quoted, 14), (_one_of(_CUES), 14), (_one_of(_NAMES), 14), (_one_of(_CLAUSES), 10),
    (_one_of(_JOINTS), 12), (_one_of(_MARKS), 8), (_one_of(_SPACES), 6), (_one_of(_BREAKS), 4),
    (_one_of(_DASHES), 3), (_one_of(_NUMBERS), 4), (_cut_sentence, 4), (_any_unicode, 3),
    (_one_of(_COMBINING), 2), (_one_of(_EMOJI), 1), (_one_of(_RIGHT_TO_LEFT), 1),
    (_one_of(_INVISIBLE), 2), (_one_of(_CONTROLS), 1), (_one_of(_SURROGATES), 1),
    (_one_of(_LONG), 1),
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A text in pieces, and the language that is given (None: detected)."""

    pieces: tuple[str, ...]
    lang: str | None

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)


@dataclass(frozen=True)
class Failure:
    """A case that broke a promise, and which."""

    number: int
    case: Case
    reason: str


def make_case(seed: int, number: int) -> Case:
    """Return the text of that number of a run."""
    rng = random.Random(f"{seed}:{number}")  # noqa: S311 - nothing secret
    count = rng.choice((0, 1, 2, 3, 5, 8, 12, 16, 20))
    kinds, weights = zip(*_KINDS, strict=True)
    pieces = [kind(rng) for kind in rng.choices(kinds, weights, k=count)]
    if rng.random() < 0.5:
        pieces = [part for piece in pieces for part in (piece, " ")]
    for _ in range(rng.choice((0, 0, 1, 1, 2))):  # attributed as in the news
        at = rng.randint(0, len(pieces))
        content = f"«{rng.choice(_SPACES)}{rng.choice(_CLAUSES)}{rng.choice(_SPACES)}»"
        pieces[at:at] = [content, rng.choice(_INCISES), rng.choice(_NAMES), ". "]
    if rng.random() < 0.02:
        pieces = pieces * rng.randint(2, 6)
    return Case(tuple(pieces), rng.choice(("fr", "fr", "fr", "en", "en", None)))


def problem(text: str, found: Segmented) -> str | None:
    """Return which promise the reading of a text breaks; None when it breaks none."""
    if found.article.text != text:
        return "the text was changed"
    starts = [one.spans[0].start for one, _ in found.quotations if one.spans]
    if len(starts) < len(found.quotations):
        return "a quotation has no span"
    if starts != sorted(starts):
        return "quotations are not in reading order"
    checks = (_in_diagnostics(text, found.diagnostics), _in_quotations(text, found))
    return next((reason for check in checks for reason in check), None)


def _is_true(text: str, span: Span) -> bool:
    return text[span.start : span.end] == span.text


def _in_diagnostics(text: str, diagnostics: Sequence[object]) -> Iterator[str]:
    for one in diagnostics:
        if not isinstance(one, Diagnostic) or not one.code or not one.message:
            yield "a diagnostic is not typed"
        elif one.span is not None and not _is_true(text, one.span):
            yield f"the span of the diagnostic {one.code} is not its text"


def _in_quotations(text: str, found: Segmented) -> Iterator[str]:
    for one, contents in found.quotations:
        others = [span for span in (one.cue, one.source.mention) if span is not None]
        if not all(_is_true(text, span) for span in (*one.spans, *others)):
            yield f"a span of a quotation is not its text (rule: {one.rule})"
        if any(span.start >= span.end for span in (*one.spans, *others)):
            yield f"a span of a quotation is empty (rule: {one.rule})"
        if any(before.end > after.start for before, after in pairwise(one.spans)):
            yield f"the spans of a quotation are not in order (rule: {one.rule})"
        if not one.source.name or not 0 <= one.source.confidence <= 1:
            yield f"a source has no name or no confidence (rule: {one.rule})"
        spans = [span for content in contents for span in content.spans]
        if not all(_is_true(text, span) and span.start < span.end for span in spans):
            yield "a span of a claim is not its text"
        if any(before.end > after.start for before, after in pairwise(spans)):
            yield "claims overlap"
        if not all(any(q.start <= s.start <= s.end <= q.end for q in one.spans) for s in spans):
            yield "a claim lies outside its quotation"
        for content in contents:
            if content.text != " ".join(span.text for span in content.spans):
                yield "a claim's text is not that of its spans"
            if not all(_is_true(text, quantity.span) for quantity in content.quantities):
                yield "the span of a quantity is not its text"


def reason_of(case: Case) -> str | None:
    """Return why a case fails; None when it does not."""
    try:
        (found,) = segment([Article(text=case.text, lang=case.lang)])
        return problem(case.text, found)
    except Exception as error:  # noqa: BLE001 - any error is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{place.filename.rpartition('claimtrack/')[2]}:{place.lineno}"
        return f"{type(error).__name__} at {where}"


def check(seed: int, first: int, last: int) -> tuple[list[Failure], int]:
    """Return the failures among the texts of some numbers, and how many quotations they hold."""
    cases = {number: make_case(seed, number) for number in range(first, last)}
    try:  # together, as this is faster
        found = list(segment([Article(text=c.text, lang=c.lang) for c in cases.values()]))
    except Exception:  # noqa: BLE001 - found again below, one by one
        reasons: dict[int, str | None] = {n: reason_of(case) for n, case in cases.items()}
        quotations = 0
    else:
        reasons = {n: problem(cases[n].text, one) for n, one in zip(cases, found, strict=True)}
        quotations = sum(len(one.quotations) for one in found)
    failures = [Failure(n, cases[n], reason) for n, reason in reasons.items() if reason]
    return failures, quotations


def shrink(case: Case, fails: Callable[[Case], bool]) -> Case:
    """Return the case with as few pieces, then characters, as still fail."""
    for pieces in (case.pieces, None):
        left = list(pieces if pieces is not None else case.text)
        size = max(1, len(left) // 2)
        while size:
            start = 0
            while start < len(left):
                fewer = Case((*left[:start], *left[start + size :]), case.lang)
                if fails(fewer):
                    left = list(fewer.pieces)
                else:
                    start += size
            size //= 2
        case = Case(tuple(left), case.lang)
    return case


def run(count: int, seed: int, workers: int) -> tuple[list[Failure], int]:
    """Return the failures of a run and how many quotations were found in its texts."""
    chunks = [(seed, first, min(first + CHUNK, count)) for first in range(0, count, CHUNK)]
    console = Console(stderr=True)
    failures: list[Failure] = []
    quotations = 0
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        done = pool.map(check, *zip(*chunks, strict=True)) if chunks else iter(())
        for failed, found in track(done, f"{count} texts", total=len(chunks), console=console):
            failures += failed
            quotations += found
    return failures, quotations


def report(failures: Sequence[Failure]) -> list[dict[str, Any]]:
    """Return one reproduction a reason, shrunk, with how often the reason was met."""
    by_reason: dict[str, list[Failure]] = {}
    for failure in failures:
        by_reason.setdefault(failure.reason, []).append(failure)
    rows = []
    for reason, found in list(by_reason.items())[:SHOWN]:
        least = min(found, key=lambda failure: len(failure.case.text))
        small = shrink(least.case, lambda case, reason=reason: reason_of(case) == reason)
        rows.append(
            {
                "reason": reason,
                "times": len(found),
                "number": least.number,
                "lang": small.lang,
                "text": ascii(small.text),
            }
        )
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print and write what was found; return 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000, help="how many texts")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2, help="how many processes")
    options = parser.parse_args(arguments)

    start = time.perf_counter()
    failures, quotations = run(options.count, options.seed, options.workers)
    rows = report(failures)
    for row in rows:
        print(f"{row['reason']} ({row['times']} times; smallest: number {row['number']})")
        print(f"    lang={row['lang']!r} text={row['text']}")
    figures = {
        "texts": options.count,
        "quotations": quotations,
        "failures": len(failures),
        "reasons": rows,
        "workers": options.workers,
        "seconds": round(time.perf_counter() - start, 1),
    }
    print(f"{options.count} texts, {quotations} quotations, {len(failures)} failures")
    print(f"written to {write_results('fuzz', figures, seed=options.seed)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
