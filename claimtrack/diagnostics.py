"""What a text's characters and language tell a reader of the report, before anything is parsed."""

from __future__ import annotations

from collections.abc import Iterator

from claimtrack.language import SUPPORTED
from claimtrack.schema import Diagnostic, Span
from claimtrack.text import illegible_spans

__all__ = ["inspect_text"]

# One diagnostic a character would drown the report; the first ones show where to look.
_MOST = 5


def inspect_text(text: str, lang: str) -> Iterator[Diagnostic]:
    """Yield the diagnostics of a text: empty, in another language, illegible characters."""
    if not text.strip():
        yield Diagnostic(
            code="empty_text",
            message="the text is empty" if not text else "the text holds nothing but white space",
        )
        return
    if lang not in SUPPORTED:
        yield Diagnostic(
            code="unsupported_language",
            message=(
                f"the text seems to be in {lang!r}: French and English are read. "
                "Give lang='fr' or lang='en' if the guess is wrong"
            ),
        )
    yield from _illegible(text)


def _illegible(text: str) -> Iterator[Diagnostic]:
    places = list(illegible_spans(text))
    for number, (start, end) in enumerate(places[:_MOST], start=1):
        surrogate = "\ud800" <= text[start] <= "\udfff"
        kind = "a lone surrogate" if surrogate else "a control character"
        left = len(places) - _MOST
        more = f"; {left} more follow" if number == _MOST and left > 0 else ""
        yield Diagnostic(
            code="lone_surrogate" if surrogate else "control_character",
            message=f"{kind} (U+{ord(text[start]):04X}) is read as a space{more}",
            span=Span.of(text, start, end),
        )
