"""What a user would otherwise pick to score a stance: each takes train and dev rows.

Each returns probabilities ``[n, 4]`` for the dev rows, columns as ``claimtrack.schema.LABELS``.
What can be tuned is tuned on the train rows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import make_pipeline, make_union

from claimtrack.encoder import Encoder
from claimtrack.schema import LABELS
from claimtrack.stance import Row
from claimtrack.stance.inputs import normalise
from claimtrack.stance.metrics import label_indices

__all__ = ["BASELINES"]

SEED = 0
_DESCRIPTIONS = {
    "fr": (
        "{} : c'est une bonne chose, c'est justifié et cela réussira.",
        "{} : c'est une mauvaise chose, c'est excessif et cela échouera.",
        "{} : des faits et des chiffres, sans jugement.",
        "Il s'agit d'un tout autre sujet.",
    ),
    "en": (
        "{}: it is a good thing, it is justified and it will succeed.",
        "{}: it is a bad thing, it is excessive and it will fail.",
        "{}: facts and figures, without any judgement.",
        "This is about something else altogether.",
    ),
}


def _words(rows: Sequence[Row]) -> list[str]:
    return [normalise(f"{row.target} | {row.context} | {row.text}") for row in rows]


def _groups(rows: Sequence[Row]) -> list[str]:
    return [row.group or row.text for row in rows]


def _tuned(model: LogisticRegression, grid: Sequence[float]) -> GridSearchCV:
    return GridSearchCV(model, {"C": list(grid)}, scoring="f1_macro", cv=GroupKFold(3))


def majority(train: Sequence[Row], dev: Sequence[Row]) -> NDArray[np.float64]:
    """Return the label shares of ``train`` for every row of ``dev``."""
    shares = np.bincount(label_indices(train), minlength=len(LABELS)) / len(train)
    return np.tile(shares, (len(dev), 1))


def lexicon(train: Sequence[Row], dev: Sequence[Row]) -> NDArray[np.float64]:
    """Return what a sentiment lexicon says (textblob-fr; English rows by textblob).

    The target is not seen. Polarity above a threshold is bullish, below another skeptical, between
    them neutral; both thresholds are those that do best on train.
    """
    from textblob import TextBlob
    from textblob_fr import PatternAnalyzer

    def polarities(rows: Sequence[Row]) -> NDArray[np.float64]:
        french = PatternAnalyzer()
        return np.array(
            [
                french.analyze(row.text)[0]
                if row.lang == "fr"
                else TextBlob(row.text).sentiment.polarity
                for row in rows
            ]
        )

    known, labels = polarities(train), label_indices(train)
    grid = np.linspace(-0.3, 0.3, 13)
    best = max(
        ((low, high) for low in grid for high in grid if low <= high),
        key=lambda pair: (_by_thresholds(known, *pair) == labels).mean(),
    )
    return np.eye(len(LABELS))[_by_thresholds(polarities(dev), *best)]


def _by_thresholds(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.int64]:
    return np.where(values > high, 0, np.where(values < low, 1, 2))


def bag_of_words(train: Sequence[Row], dev: Sequence[Row]) -> NDArray[np.float64]:
    """Return the probabilities of TF-IDF (words and characters) with logistic regression."""
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
    )
    model = make_pipeline(features, LogisticRegression(C=4.0, max_iter=2000, random_state=SEED))
    model.fit(_words(train), label_indices(train))
    result: NDArray[np.float64] = model.predict_proba(_words(dev))
    return result


def frozen_encoder(train: Sequence[Row], dev: Sequence[Row]) -> NDArray[np.float64]:
    """Return the probabilities of logistic regression on the embeddings of the frozen encoder."""
    encoder = Encoder.load()

    def vectors(rows: Sequence[Row]) -> NDArray[np.float32]:
        whole = encoder.encode(_words(rows))
        return np.hstack([whole, encoder.encode([normalise(row.text) for row in rows])])

    model = _tuned(LogisticRegression(max_iter=3000, random_state=SEED), (1.0, 10.0, 100.0))
    model.fit(vectors(train), label_indices(train), groups=_groups(train))
    result: NDArray[np.float64] = model.predict_proba(vectors(dev))
    return result


def zero_shot(train: Sequence[Row], dev: Sequence[Row]) -> NDArray[np.float64]:
    """Return the softmax of the encoder's similarities of a statement to a sentence a label."""
    del train
    encoder = Encoder.load()
    said = encoder.encode([normalise(f"{row.context} {row.text}") for row in dev])
    described = [
        text.format(normalise(row.target))
        for row in dev
        for text in _DESCRIPTIONS.get(row.lang, _DESCRIPTIONS["en"])
    ]
    labels = encoder.encode(described).reshape(len(dev), len(LABELS), -1)
    similar = np.einsum("nd,nkd->nk", said, labels).astype(np.float64)
    powers = np.exp((similar - similar.max(axis=1, keepdims=True)) / 0.02)
    result: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return result


#: By the name that tables show.
BASELINES: dict[str, Callable[[Sequence[Row], Sequence[Row]], NDArray[np.float64]]] = {
    "majority": majority,
    "sentiment lexicon (textblob-fr)": lexicon,
    "e5-small, zero-shot": zero_shot,
    "TF-IDF + logistic regression": bag_of_words,
    "frozen e5-small + logistic regression": frozen_encoder,
}
