"""Typed, immutable results: what a report is made of.

All objects are frozen pydantic models: comparable, hashable, picklable, with a JSON schema
(``Report.model_json_schema()``). Terms follow the attribution literature (PARC3, PolNeAR,
FRACAS): a *quotation* ties a content to a *source* through a *cue*; a *claim* is the smallest
stretch of a quotation to which a stance can be given.

Character offsets count Unicode code points of the text the caller gave, end exclusive:
``text[span.start:span.end] == span.text`` always holds.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    model_validator,
)

from claimtrack.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "LABELS",
    "AggregateLabel",
    "Article",
    "Claim",
    "Diagnostic",
    "Explanation",
    "Horizon",
    "Influence",
    "Label",
    "ModelInfo",
    "Quantity",
    "Quotation",
    "QuotationKind",
    "Report",
    "Source",
    "Span",
    "Speaker",
    "Stance",
]

Label = Literal["bullish", "skeptical", "neutral", "unrelated"]
AggregateLabel = Literal["bullish", "skeptical", "neutral", "unrelated", "mixed"]
QuotationKind = Literal["direct", "indirect", "mixed"]
DiagnosticCode = Literal[
    "empty_text",
    "no_quotation",
    "unsupported_language",
    "unbalanced_mark",
    "unattributed_quotation",
    "control_character",
    "lone_surrogate",
    "long_context",
]

#: The four labels a claim can have, in the order of every probability vector.
LABELS: tuple[Label, ...] = ("bullish", "skeptical", "neutral", "unrelated")

_SURROGATE = re.compile("[\ud800-\udfff]")


class FrozenDict(dict[str, float]):
    """A dict that refuses changes, so that results stay immutable and hashable."""

    def _refuse(self, *_: object, **__: object) -> Any:
        raise TypeError("results are immutable: copy the mapping with dict(...) to change it")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, float]]]:
        return FrozenDict, (dict(self),)


Probabilities = Annotated[
    Mapping[str, float], AfterValidator(FrozenDict), PlainSerializer(dict, return_type=dict)
]


class _Result(BaseModel):
    """Frozen base of every result; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Result):
    """A stretch of the caller's text: code-point offsets, end exclusive, and the words there."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _check_length(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"span {self.start}..{self.end} does not fit its text "
                f"of {len(self.text)} characters"
            )
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of ``text`` from ``start`` to ``end``."""
        return cls(start=start, end=end, text=text[start:end])


class Article(_Result):
    """A text to read, with what is known about it.

    ``id`` defaults to a hash of the text, so that the same words always have the same id.
    ``lang`` is detected by the analyzer when it is not given. ``published`` resolves horizons
    such as *d'ici deux ans*.
    """

    text: str
    id: str = ""
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    lang: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _fill_id(cls, values: Any) -> Any:
        if isinstance(values, Mapping) and not values.get("id"):
            text = values.get("text")
            if isinstance(text, str):
                # surrogatepass: a lone surrogate must not prevent an id (it gets a diagnostic)
                digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
                return {**values, "id": digest[:16]}
        return values


class Source(_Result):
    """Who speaks.

    ``name`` is canonical: the fullest form the article gives, or the noun phrase when it gives
    no name. ``mention`` is the words nearest the cue (*dit-il* -> *il*); None when the source is
    only understood from the context. ``role`` and ``affiliation`` are as the article states them.
    ``confidence`` in [0, 1] is how often sources found in this way are right
    (``benchmarks/attribution.py`` measures it); ``found_by`` names the way:
    ``name``, ``description``, ``role``, ``pronoun``, ``ordinal``, ``recency``, ``sentence before``,
    ``turn`` or ``unknown``. (Guideline, section 2.)
    """

    name: str
    mention: Span | None = None
    role: str | None = None
    affiliation: str | None = None
    confidence: float = Field(ge=0.0, le=1.0)
    found_by: str = ""


class Influence(_Result):
    """How much one word moved a stance's score.

    ``weight`` is in points of the score: above 0 the word pushed toward bullish, under 0 toward
    skeptical: it is what the score loses when the statement is read without the word
    (:mod:`claimtrack.stance.influence`). Weights do not add up to the score, as words work
    together. ``span`` is in the article's text for a claim of a report, in the statement's own
    text otherwise.
    """

    span: Span
    weight: float = Field(allow_inf_nan=False)


class Stance(_Result):
    """Where a statement stands toward a target.

    ``probabilities`` maps the four labels to probabilities that sum to 1; ``score`` is
    p(bullish) - p(skeptical), in [-1, 1]; ``confidence`` is the probability of the label.
    ``abstained`` is true when the confidence is under the analyzer's threshold: the label is
    then the best guess, not an answer. Only aggregates (quotations, speakers) can be ``mixed``.
    ``influences`` are the statement's words in reading order with what each did to the score, empty
    unless asked for (``explain=True``); aggregates have none. (Guideline, section 4.)
    """

    target: str
    label: AggregateLabel
    probabilities: Probabilities
    score: float = Field(ge=-1.0, le=1.0)
    confidence: float = Field(ge=0.0, le=1.0)
    abstained: bool = False
    influences: tuple[Influence, ...] = ()


class Horizon(_Result):
    """When a forecast should come true.

    ``words`` are the article's own; the dates are None where the words or the publication date
    do not give them (*à court terme*).
    """

    earliest: date | None = None
    latest: date | None = None
    words: str


class Quantity(_Result):
    """A figure: its value, its unit (``USD``, ``EUR``, ``%``, or the counted noun), its words."""

    value: float
    unit: str | None = None
    span: Span


class Claim(_Result):
    """The smallest stretch of a quotation that carries one judgeable proposition."""

    spans: tuple[Span, ...] = Field(min_length=1)
    text: str
    stance: Stance
    hedged: bool = False
    forecast: bool = False
    horizon: Horizon | None = None
    quantities: tuple[Quantity, ...] = ()


class Quotation(_Result):
    """What was said, who said it, and where it stands.

    ``text`` joins the spans with a space. ``stance`` aggregates the claims' stances. ``rule``
    names the construction that was recognised (*que clause*, *inverted subject*, *quoted
    sentence*...); :meth:`Report.explain` puts it into words.
    """

    kind: QuotationKind
    spans: tuple[Span, ...] = Field(min_length=1)
    text: str
    cue: Span | None = None
    source: Source
    claims: tuple[Claim, ...] = ()
    stance: Stance
    rule: str = ""


class Explanation(_Result):
    """Why a quotation was found and given to its source.

    ``mark`` is the quotation mark that opens it, None for reported speech; ``cue`` the words that
    introduce it; ``rule`` and ``found_by`` as in :class:`Quotation` and :class:`Source`. ``str()``
    puts all of it into a sentence.
    """

    quotation: Span
    mark: str | None = None
    cue: str | None = None
    rule: str = ""
    source: str
    mention: str | None = None
    found_by: str = ""
    confidence: float = Field(ge=0.0, le=1.0)
    words: str

    def __str__(self) -> str:
        return self.words


class Speaker(_Result):
    """One source over the whole article, with its quotations and its aggregate stance."""

    name: str
    role: str | None = None
    affiliation: str | None = None
    stance: Stance
    quotations: tuple[Quotation, ...] = Field(min_length=1)


class Diagnostic(_Result):
    """Something about the input that a reader of the report should know."""

    code: DiagnosticCode
    message: str
    span: Span | None = None


class ModelInfo(_Result):
    """Which model scored the claims."""

    name: str
    version: str


class Report(_Result):
    """Everything read from one article."""

    article: Article
    quotations: tuple[Quotation, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    model: ModelInfo

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain JSON-ready types (dates as ISO strings)."""
        return self.model_dump(mode="json")

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """Return the report that :meth:`to_dict` gave.

        Raises:
            InputError: the mapping is not a report.
        """
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise InputError(f"this is not a claimtrack report: {error}") from error

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the report as JSON text; it can be encoded even where the article cannot."""
        text = json.dumps(
            self.to_dict(),
            ensure_ascii=False,
            indent=indent,
            separators=None if indent is not None else (",", ":"),
        )
        # pydantic's own writer and reader refuse lone surrogates, which a report may quote.
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

    @classmethod
    def from_json(cls, data: str | bytes) -> Report:
        """Return the report that :meth:`to_json` gave.

        Raises:
            InputError: the text is not the JSON of a report.
        """
        try:
            return cls.model_validate(json.loads(data))
        # Malformed JSON, bytes that are not Unicode, no report; brackets nested without end.
        except (ValueError, RecursionError) as error:
            raise InputError(f"this is not the JSON of a claimtrack report: {error}") from error

    def explain(self) -> tuple[Explanation, ...]:
        """Return why each quotation was found and given to its source, in reading order."""
        from claimtrack.views.explanation import explain

        return explain(self)

    def to_pandas(self) -> pd.DataFrame:
        """Return one row a claim, in reading order."""
        from claimtrack.views.frame import to_frame

        return to_frame([self])

    def to_html(self) -> str:
        """Return the report as one self-contained HTML page."""
        from claimtrack.views.html import to_html

        return to_html(self)
