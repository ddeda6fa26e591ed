"""Tokens of a masked text: words, quoted stretches, numbers, punctuation, with offsets.

spaCy's tokens glue *dit-il* or split *N'Diaye*; attribution needs the inverted pronoun apart
and the name whole, so the text is cut anew and spaCy's part of speech is looked up by offset.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from claimtrack.quotations.marks import MASK, MASK_OPEN
from claimtrack.syntax import has_parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Tagger", "Token", "tokenize"]

_LETTER = r"[^\W\d_]"
_PRONOUN = r"-(?:t-)?(?:ils?|elles?|on)\b"
_TITLE = r"(?:MM|M|Mme|Mmes|Mlle|Mgr|Dr|Pr|Me|Mr|Mrs|Ms|St|Ste|Prof|Gen|Sen|Rep|Gov)\."
_TOKEN = {
    "fr": re.compile(
        rf"(?P<quoted>{MASK_OPEN}{MASK}*)"
        rf"|(?P<pronoun>{_PRONOUN})"
        rf"|(?P<word>{_TITLE}(?=\s)|(?:[A-ZÀ-Þ]\.-?)*[A-ZÀ-Þ]\.(?=[\s,])|(?:[A-Z]\.){{2,}}"
        rf"|[Aa]ujourd'hui|[Qq]uelqu'un(?:e)?|[Qq]uelques-un(?:e)?s"
        rf"|[NO]'(?=[A-ZÀ-Þ]{_LETTER}){_LETTER}+(?:-{_LETTER}+)*"
        rf"|{_LETTER}{{1,8}}'(?={_LETTER}|{MASK_OPEN}|')"
        rf"|{_LETTER}+(?:(?!{_PRONOUN})-{_LETTER}+)*)"
        rf"|(?P<number>\d(?:[\d.,\u00a0\u202f ]*\d)?)"
        rf"|(?P<punct>\S)"
    ),
    "en": re.compile(
        rf"(?P<quoted>{MASK_OPEN}{MASK}*)"
        rf"|(?P<word>{_TITLE}(?=\s)|(?:[A-ZÀ-Þ]\.-?)*[A-ZÀ-Þ]\.(?=[\s,])|(?:[A-Z]\.){{2,}}"
        rf"|'s\b|{_LETTER}+(?:['-](?!s\b){_LETTER}+)*)"
        rf"|(?P<number>\d(?:[\d.,]*\d)?)"
        rf"|(?P<punct>\S)"
    ),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its words, its offsets in the article, its kind and spaCy's part of speech.

    ``subject`` is the offset where the parse lets the subject of a verb begin; -1 without one.
    """

    text: str
    start: int
    end: int
    kind: Literal["word", "pronoun", "quoted", "number", "punct"]
    pos: str = ""
    finite: bool = False
    infinitive: bool = False
    subject: int = -1

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()

    @property
    def capitalised(self) -> bool:
        """Whether this is a word that begins with a capital."""
        return self.kind == "word" and self.text[0].isupper()


class Tagger:
    """Looks up spaCy's reading of the token at an offset."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc if has_parse(doc) else None
        self._starts = [token.idx for token in doc] if self._doc is not None else []

    def read(self, start: int) -> tuple[str, bool, bool, int]:
        """Return (part of speech, is finite, is infinitive, offset of its subject) at ``start``."""
        if self._doc is None or not self._starts:
            return "", False, False, -1
        token = self._doc[max(0, bisect_right(self._starts, start) - 1)]
        form = token.morph.get("VerbForm", [])
        subject = -1
        if token.pos_ in ("VERB", "NOUN", "ADJ"):
            subject = next((t.left_edge.idx for t in token.lefts if t.dep_ == "nsubj"), -1)
        return token.pos_, "Fin" in form, "Inf" in form, subject


def tokenize(masked: str, start: int, end: int, lang: str, tagger: Tagger) -> list[Token]:
    """Return the tokens of ``masked[start:end]``, typography already unified and masked."""
    tokens = []
    for match in _TOKEN[lang].finditer(masked, start, end):
        kind = match.lastgroup
        read = tagger.read(match.start()) if kind == "word" else ("", False, False, -1)
        tokens.append(
            Token(match.group(), *match.span(), kind, *read)  # type: ignore[arg-type]
        )
    return tokens
