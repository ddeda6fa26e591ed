"""The pipeline: composes the stages and batches across articles. It has no logic of its own.

text -> quotations -> claims -> stances -> report
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimtrack.errors import InputError
from claimtrack.schema import (
    Article,
    Claim,
    Explanation,
    ModelInfo,
    Quotation,
    Report,
    Source,
    Speaker,
    Stance,
)
from claimtrack.segmentation import Segmented, segment_batches
from claimtrack.stance.aggregate import aggregate
from claimtrack.stance.context import context_of
from claimtrack.stance.inputs import StanceInput
from claimtrack.stance.scoring import to_stances
from claimtrack.stance.targets import DEFAULT_TARGET
from claimtrack.stance.words import relocate

if TYPE_CHECKING:
    from claimtrack.claims import ClaimContent
    from claimtrack.quotations import Attribution
    from claimtrack.stance.model import StanceModel

__all__ = ["Analyzer", "load"]


class Analyzer:
    """Reads articles: who said what, and where each claim stands toward a target.

    Made by :func:`load`. Calling it reads one article; :meth:`pipe` streams many.

    Attributes:
        target: what stances are taken toward, in words.
        abstain_below: the confidence under which a stance abstains.
        model: name and version of the stance model.
    """

    def __init__(
        self,
        model: StanceModel,
        *,
        target: str = DEFAULT_TARGET,
        abstain_below: float | None = None,
        explain: bool = False,
    ) -> None:
        self._model = model
        self._explain = explain
        self.target = target
        self.abstain_below = model.abstain_below if abstain_below is None else abstain_below
        self.model: ModelInfo = model.info

    def __repr__(self) -> str:
        return f"Analyzer(model={self.model.name!r}, target={self.target!r})"

    def __call__(self, article: str | Article) -> Report:
        """Return the report on one article.

        Raises:
            InputError: ``article`` is neither text nor an :class:`~claimtrack.Article`.
        """
        return next(self.pipe([article]))

    def pipe(
        self, articles: Iterable[str | Article], *, batch_size: int = 64, n_process: int = 1
    ) -> Iterator[Report]:
        """Yield the report of each article, in order, reading ``batch_size`` articles at a time.

        The articles of a batch are parsed together and their claims scored together, which is what
        makes streaming faster than one call an article.

        Args:
            articles: the texts.
            batch_size: how many are read at a time.
            n_process: how many processes find quotations and claims; stances are scored in this
                one. Each needs ten seconds and half a gigabyte to start, so it pays from some
                hundred articles on. Batches are then read ahead, and a script that asks for
                several processes must do so under ``if __name__ == "__main__":``.

        Raises:
            InputError: an item is neither text nor an article, or a number is not positive.
            ClaimtrackError: one of the processes ended early.
        """
        for name, number in (("batch_size", batch_size), ("n_process", n_process)):
            if number < 1:
                raise InputError(f"{name} must be at least 1, not {number}")
        batches = _chunks(map(_as_article, articles), batch_size)
        for segmented in segment_batches(batches, n_process=n_process):
            inputs = [item for one in segmented for item in self._inputs(one)]
            stances = iter(self._stances(inputs, explain=self._explain))
            for one in segmented:
                yield self._report(one, stances)

    def score(
        self, text: str, context: str = "", target: str | None = None, *, explain: bool = False
    ) -> Stance:
        """Return the stance of a bare statement.

        Args:
            text: the statement.
            context: what came before it, where that helps to understand it.
            target: what the stance is toward; the analyzer's own when not given.
            explain: whether ``influences`` say which words of ``text`` moved the score.
        """
        inputs = [StanceInput(text, context, target or self.target)]
        return self._stances(inputs, explain=explain)[0]

    def score_many(
        self, statements: Sequence[Mapping[str, Any]], *, explain: bool = False
    ) -> list[Stance]:
        """Return the stance of each statement, order kept, scored in batches.

        Args:
            statements: mappings with ``text`` and, where wanted, ``context`` and ``target``.
            explain: whether ``influences`` say which words of each ``text`` moved its score.

        Raises:
            InputError: a mapping without ``text``, or with an unknown key.
        """
        inputs = [_as_input(s, i, self.target) for i, s in enumerate(statements)]
        return self._stances(inputs, explain=explain)

    @staticmethod
    def explain(report: Report) -> tuple[Explanation, ...]:
        """Return why each quotation of a report was found and given to its source.

        ``str()`` of an explanation is a sentence.
        """
        return report.explain()

    # -- the stages ------------------------------------------------------------------------------

    def _inputs(self, segmented: Segmented) -> Iterator[StanceInput]:
        for attribution, contents in segmented.quotations:
            for number, content in enumerate(contents):
                before = contents[number - 1].text if number else ""
                context = context_of(
                    segmented.article.text,
                    attribution.spans[0].start,
                    claim=content.text,
                    target=self.target,
                    title=segmented.article.title,
                    previous_claim=before,
                )
                yield StanceInput(content.text, context, self.target)

    def _stances(self, inputs: Sequence[StanceInput], *, explain: bool) -> list[Stance]:
        probabilities = self._model.predict_proba(inputs)
        targets = [item.target for item in inputs]
        found = self._model.influences(inputs) if explain else None
        return to_stances(
            probabilities, targets, abstain_below=self.abstain_below, influences=found
        )

    def _report(self, segmented: Segmented, stances: Iterator[Stance]) -> Report:
        said = tuple(
            self._quotation(attribution, contents, stances)
            for attribution, contents in segmented.quotations
        )
        return Report(
            article=segmented.article,
            quotations=said,
            speakers=_speakers(said),
            diagnostics=segmented.diagnostics,
            model=self.model,
        )

    def _quotation(
        self,
        attribution: Attribution,
        contents: Sequence[ClaimContent],
        stances: Iterator[Stance],
    ) -> Quotation:
        made = tuple(
            Claim(
                spans=content.spans,
                text=content.text,
                stance=_placed(next(stances), content),
                hedged=content.hedged,
                forecast=content.forecast,
                horizon=content.horizon,
                quantities=content.quantities,
            )
            for content in contents
        )
        return Quotation(
            kind=attribution.kind,
            spans=attribution.spans,
            text=" ".join(span.text for span in attribution.spans),
            cue=attribution.cue,
            source=attribution.source,
            claims=made,
            stance=_aggregate(made),
            rule=attribution.rule,
        )


def load(
    *,
    target: str | None = None,
    model: str | Path = "stance",
    backend: str = "auto",
    abstain_below: float | None = None,
    explain: bool = False,
) -> Analyzer:
    """Return an analyzer, ready to read.

    Args:
        target: what stances are taken toward, in words; Meta's AI spending when not given.
        model: the name of an installed model, a folder, or a hub id of a text-classification
            checkpoint with the four labels. Only a hub id can cause a download.
        backend: ``auto`` (bfloat16 where the processor has instructions for it, which is about
            twice as fast and moves probabilities by under 0.01; else float32), ``torch``
            (float32: the same figures everywhere), ``torch-bf16`` or ``torch-int8``.
        abstain_below: the confidence under which a stance abstains; the model's own threshold
            when not given.
        explain: whether every claim of a report says which of its words moved its score
            (``claim.stance.influences``, of :class:`~claimtrack.Influence`); it takes longer.

    Raises:
        ModelError: the model cannot be found or loaded.
        InputError: the target is empty, or the threshold is not between 0 and 1.
    """
    from claimtrack.stance.model import load_model

    if target is not None and not target.strip():
        raise InputError("the target is empty: name in words what the stance is toward")
    if abstain_below is not None and not 0 <= abstain_below <= 1:
        raise InputError(f"abstain_below is a probability between 0 and 1, not {abstain_below}")
    return Analyzer(
        load_model(model, backend),
        target=target or DEFAULT_TARGET,
        abstain_below=abstain_below,
        explain=explain,
    )


def _placed(stance: Stance, content: ClaimContent) -> Stance:
    """Return the stance of a claim with its influences in the article, not in the claim's text."""
    if not stance.influences:
        return stance
    return stance.model_copy(update={"influences": relocate(stance.influences, content.spans)})


def _aggregate(made: Sequence[Claim]) -> Stance:
    weights = [float(len(claim.text)) for claim in made]
    return aggregate([claim.stance for claim in made], weights)


def _speakers(said: Sequence[Quotation]) -> tuple[Speaker, ...]:
    """Return the sources in order of appearance, each with all that it said."""

    def name(quotation: Quotation) -> str:
        return quotation.source.name

    order = {key: i for i, key in reversed(list(enumerate(name(q) for q in said)))}
    grouped = groupby(sorted(said, key=lambda q: order[name(q)]), key=name)
    return tuple(_speaker(key, tuple(group)) for key, group in grouped)


def _speaker(name: str, said: tuple[Quotation, ...]) -> Speaker:
    sources: list[Source] = [quotation.source for quotation in said]
    return Speaker(
        name=name,
        role=next((s.role for s in sources if s.role), None),
        affiliation=next((s.affiliation for s in sources if s.affiliation), None),
        stance=_aggregate([claim for quotation in said for claim in quotation.claims]),
        quotations=said,
    )


def _chunks(items: Iterable[Article], size: int) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _as_article(item: object) -> Article:
    if isinstance(item, Article):
        return item
    if isinstance(item, str):
        return Article(text=item)
    raise InputError(
        f"an article is a str or a claimtrack.Article, not {type(item).__name__}"
        + (": decode the bytes first" if isinstance(item, bytes) else "")
    )


def _as_input(statement: Mapping[str, Any], number: int, target: str) -> StanceInput:
    if not isinstance(statement, Mapping) or "text" not in statement:
        raise InputError(f"statement {number} must be a mapping with the key 'text'")
    unknown = set(statement) - {"text", "context", "target"}
    if unknown:
        raise InputError(
            f"statement {number} has unknown keys {sorted(unknown)}: text, context, target are read"
        )
    return StanceInput(
        statement["text"], statement.get("context") or "", statement.get("target") or target
    )
