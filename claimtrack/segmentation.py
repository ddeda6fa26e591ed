"""Articles -> quotations cut into claims, before any stance; many articles are parsed together.

The work can be shared among processes: what crosses their border is picklable both ways, and the
order of the articles is kept.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from claimtrack import claims, language, quotations, syntax
from claimtrack.diagnostics import inspect_text
from claimtrack.errors import ClaimtrackError
from claimtrack.schema import Article, Diagnostic

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from claimtrack.claims import ClaimContent
    from claimtrack.quotations import Attribution

__all__ = ["Segmented", "segment", "segment_batches"]


@dataclass(frozen=True, slots=True)
class Segmented:
    """An article with its quotations cut into claims, before any stance."""

    article: Article
    quotations: tuple[tuple[Attribution, tuple[ClaimContent, ...]], ...]
    diagnostics: tuple[Diagnostic, ...]


def segment(articles: Sequence[Article]) -> Iterator[Segmented]:
    """Yield each article with its quotations and claims, in order, parsing several at a time."""
    known = [
        article if article.lang else _with_language(article, language.detect(article.text))
        for article in articles
    ]
    docs: dict[str, Iterator[Doc]] = {
        lang: syntax.parse_many([a.text for a in known if _is_read(a) and a.lang == lang], lang)
        for lang in language.SUPPORTED
    }
    for article in known:
        lang = article.lang or ""
        found = list(inspect_text(article.text, lang))
        if not _is_read(article):
            yield Segmented(article, (), tuple(found))
            continue
        yield _segment_one(article, lang, next(docs[lang]), found)


def segment_batches(
    batches: Iterable[Sequence[Article]], *, n_process: int = 1
) -> Iterator[list[Segmented]]:
    """Yield the segmented articles of each batch, in order, at work in ``n_process`` processes.

    With one, nothing is started and no batch is read before it is asked for. With several, one
    batch a process, and one more, are read ahead.

    Raises:
        ClaimtrackError: a process died, or the script that started them cannot be imported anew.
    """
    if n_process == 1:
        yield from (list(segment(batch)) for batch in batches)
        return
    # Not forked: the libraries of the caller (torch, for one) may have threads of their own.
    pool = ProcessPoolExecutor(n_process, mp_context=get_context("spawn"))
    try:
        waiting: deque[Future[list[Segmented]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_segment_all, batch))
            if len(waiting) > n_process:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise ClaimtrackError(
            "a process that cuts articles into claims ended early: call pipe(..., n_process=...) "
            "from a script under `if __name__ == '__main__':`, and see that memory is enough for "
            f"{n_process} processes"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _segment_all(articles: Sequence[Article]) -> list[Segmented]:
    return list(segment(articles))


def _with_language(article: Article, lang: str) -> Article:
    return article.model_copy(update={"lang": lang})


def _is_read(article: Article) -> bool:
    return bool(article.text.strip()) and article.lang in language.SUPPORTED


def _segment_one(article: Article, lang: str, doc: Doc, found: list[Diagnostic]) -> Segmented:
    text = article.text
    attributions, diagnostics = quotations.segment(text, doc, lang=lang)
    found.extend(diagnostics)
    if not attributions:
        found.append(Diagnostic(code="no_quotation", message="nobody is quoted in this text"))
    cut = tuple(
        (one, claims.segment(text, doc, one.spans, lang=lang, published=article.published))
        for one in attributions
    )
    return Segmented(article, cut, tuple(found))
