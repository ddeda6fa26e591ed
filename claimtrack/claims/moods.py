"""French tenses that the tagger may miss, read again from the forms.

spaCy's tags are right most of the time; its slips are systematic (*recevrait* as an imperfect,
*comprendrez* as a present). The forms settle them: a future or a conditional is an infinitive,
or one of a few irregular stems, and an ending.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.claims.words import Word
from claimtrack.text import fold

__all__ = ["all_past", "has_participle", "is_conditional", "is_past", "is_simple_future"]

_FUTURE = re.compile(r"^(.*r)(?:ai|as|a|ons|ez|ont)$")
_CONDITIONAL = re.compile(r"^(.*r)(?:ais|ait|ions|iez|aient)$")
# Ends of futures that no noun has, for words tagged as something else altogether.
_PLAIN_FUTURE = re.compile(r"[^\W\d_]{3,}er(?:a|ont)$")
_IRREGULAR = re.compile(
    r"^(?:re|de|par|con|inter|sou|sur|entre|main|ob|ac|pre|ap|sub|pro)*"
    r"(?:ser|aur|ir|fer|verr|pourr|voudr|devr|saur|faudr|viendr|tiendr|enverr|cevr|vaudr"
    r"|mourr|courr|querr|pleuvr|prendr)$"
)
_BETWEEN = frozenset({"ADV", "PRON", "PUNCT", "AUX"})
_ADVERBIAL = frozenset({"sans", "doute"})  # "il aura sans doute oublié"


def _stem_is_infinitive(stem: str, word: Word) -> bool:
    stem, lemma = fold(stem), fold(word.lemma)
    regular = stem == lemma or (lemma.endswith("re") and stem == lemma[:-1])
    return regular or _IRREGULAR.match(stem) is not None


def is_conditional(word: Word) -> bool:
    """Return whether a word is a French conditional."""
    form = _CONDITIONAL.match(word.norm)
    if form is None or not word.finite:
        return False
    return word.has("Mood=Cnd") or _stem_is_infinitive(form[1], word)


def is_simple_future(word: Word) -> bool:
    """Return whether a word is a French simple future."""
    form = _FUTURE.match(word.norm)
    if form is None or word.has("Mood=Cnd"):
        return False
    if not word.finite:
        return (
            word.pos in {"NOUN", "ADJ", "ADV", "X"}
            and _PLAIN_FUTURE.search(word.norm) is not None
            and word.token.text.islower()
        )
    return word.has("Tense=Fut") or _stem_is_infinitive(form[1], word)


def has_participle(words: Sequence[Word], index: int) -> bool:
    """Return whether a form of *avoir* or *être* is followed by its past participle."""
    if words[index].lemma not in {"avoir", "être"}:
        return False
    for word in words[index + 1 : index + 6]:
        if word.has("VerbForm=Part") and word.has("Tense=Past"):
            return True
        if word.pos not in _BETWEEN and word.norm not in _ADVERBIAL:
            return False
    return False


def is_past(words: Sequence[Word], index: int, *, imperfect: bool = True) -> bool:
    """Return whether a French verb is past: simple, compound, or (if so asked) imperfect."""
    word = words[index]
    if is_conditional(word) or is_simple_future(word):
        return False
    if word.has("Tense=Imp"):
        return imperfect
    if word.has("Tense=Past"):
        return True
    # "est venu" is past, "est payé" a present passive: the parser names the auxiliary
    perfect = word.lemma == "avoir" or word.token.dep_ == "aux:tense"
    return perfect and has_participle(words, index)


def all_past(words: Sequence[Word], *, imperfect: bool = True) -> bool:
    """Return whether a French stretch speaks of the past only.

    A stretch without a finite verb does when it holds a perfect infinitive (*avoir vendu*).
    """
    verbs = [index for index, word in enumerate(words) if word.finite]
    if not verbs:
        verbs = [index for index, word in enumerate(words) if word.lemma in {"avoir", "être"}]
        return any(
            has_participle(words, index) and words[index].lemma == "avoir" for index in verbs
        )
    return all(is_past(words, index, imperfect=imperfect) for index in verbs)
