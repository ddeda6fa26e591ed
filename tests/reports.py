"""Reports built by hand from the words of a text: views and the command line need no model."""

from __future__ import annotations

from typing import Any

from claimtrack.schema import (
    Article,
    Claim,
    ModelInfo,
    Quotation,
    Report,
    Source,
    Span,
    Speaker,
    Stance,
)

TARGET = "les dépenses de Meta dans l'intelligence artificielle"
MODEL = ModelInfo(name="hand", version="0")

TEXT = (
    "Les dépenses du groupe divisent.\n"
    "\n"
    "«\u00a0Le pari est risqué, mais il peut rapporter 3 milliards d'ici deux ans\u00a0», "
    "juge Anne Roy, analyste à la Banque Orsel.\n"
    "Selon Paul Sarre, le titre a gagné 4\u00a0%."
)


def make_stance(label: str, score: float | None = None, **changes: Any) -> Stance:
    """Return a stance with the label's probability at 0.7 and the others at 0.1."""
    probabilities = dict.fromkeys(("bullish", "skeptical", "neutral", "unrelated"), 0.1)
    if label in probabilities:
        probabilities[label] = 0.7
    else:
        probabilities = dict.fromkeys(probabilities, 0.25)
    if score is None:
        score = probabilities["bullish"] - probabilities["skeptical"]
    values = {
        "target": TARGET,
        "label": label,
        "probabilities": probabilities,
        "score": score,
        "confidence": max(probabilities.values()),
    }
    return Stance(**(values | changes))


def find(text: str, words: str) -> Span:
    """Return the first place of ``words`` in ``text``."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def make_claim(text: str, words: str, label: str, **changes: Any) -> Claim:
    """Return the claim that ``words`` are."""
    return Claim(spans=(find(text, words),), text=words, stance=make_stance(label), **changes)


def make_quotation(text: str, words: str, speaker: str, **changes: Any) -> Quotation:
    """Return the quotation that ``words`` are, of one neutral claim unless told otherwise."""
    values: dict[str, Any] = {
        "kind": "direct",
        "spans": (find(text, words),),
        "text": words,
        "source": Source(name=speaker, confidence=0.9),
        "claims": (make_claim(text, words, "neutral"),),
        "stance": make_stance("neutral"),
    }
    return Quotation(**(values | changes))


def make_report(text: str, *quotations: Quotation, **changes: Any) -> Report:
    """Return a report whose speakers are the sources of the quotations."""
    said: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        said.setdefault(quotation.source.name, []).append(quotation)
    speakers = tuple(
        Speaker(
            name=name,
            role=spoken[0].source.role,
            affiliation=spoken[0].source.affiliation,
            stance=spoken[0].stance,
            quotations=tuple(spoken),
        )
        for name, spoken in said.items()
    )
    values: dict[str, Any] = {
        "article": Article(text=text, lang="fr"),
        "quotations": quotations,
        "speakers": speakers,
        "model": MODEL,
    }
    return Report(**(values | changes))
