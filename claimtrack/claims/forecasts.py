"""Whether a claim is about what has not happened yet (guideline, section 5).

Signs, in French: a simple future; *aller* and an infinitive; *devrait* or *pourrait* and an
infinitive said of somebody or something else than the speakers; the conditional after a past
reporting verb; verbs of expectation in the present. In English: *will*, *going to*, *expect
to*... In both, words that can only mean a time to come (:mod:`claimtrack.claims.horizons`),
unless every verb of the claim is past.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.claims.lexicon import Lexicon
from claimtrack.claims.moods import all_past, has_participle, is_conditional, is_simple_future
from claimtrack.claims.reading import Reading
from claimtrack.claims.words import Word

__all__ = ["has_future_verb", "is_forecast"]

_NEAR = 30  # words around a future perfect that may date it
_REACH = 6  # words between a modal and its infinitive


def is_forecast(claim: Reading, *, future_time: bool) -> bool:
    """Return whether the claim foretells; ``future_time`` says that it names a time to come."""
    words, lexicon = claim.words, claim.lexicon
    if has_future_verb(words, lexicon):
        return True
    if lexicon.pattern("forecast_phrases").search(claim.plain):
        return True
    if claim.past_report and _has_future_of_the_past(words, lexicon, parsed=claim.parsed):
        return True
    if not future_time:
        return False
    if claim.parsed:
        # After a past reporting verb the imperfect stands for a present: "son groupe comptait".
        return not all_past(words, imperfect=not claim.past_report)
    return not _all_past_english(words, lexicon)


def _all_past_english(words: Sequence[Word], lexicon: Lexicon) -> bool:
    verbs = [word.norm for word in words if word.finite]
    pasts = lexicon.words("irregular_pasts") | lexicon.words("past_auxiliaries")
    return bool(verbs) and all(norm in pasts or norm.endswith("ed") for norm in verbs)


def has_future_verb(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Return whether a verb of the stretch speaks of the future by its form."""
    if lexicon.lang != "fr":
        return any(_is_english_future(words, index, lexicon) for index in range(len(words)))
    return any(_is_french_future(words, index, lexicon) for index in range(len(words)))


def _is_french_future(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    word = words[index]
    if is_simple_future(word):
        return _foretells(words, index, lexicon)
    if word.norm in lexicon.words("near_future"):
        return _infinitive_after(words, index, lexicon) is not None
    if word.norm in lexicon.words("future_modals"):
        return not _spoken_of_us(words, index, lexicon) and _is_event(words, index, lexicon)
    return False


def _foretells(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    word = words[index]
    before = words[index - 1].norm if index else ""
    if word.lemma in lexicon.words("discourse_verbs") and before in {"je", "j'", "nous"}:
        return False
    if word.lemma == "avoir" and has_participle(words, index):
        # "il aura oublié" supposes; "quand ils auront fini" foretells.
        near = words[max(0, index - _NEAR) : index + _NEAR]
        plain = " ".join(w.norm for w in near)
        others = any(is_simple_future(w) for w in near if w is not word)
        return others or bool(lexicon.pattern("true_future_perfect").search(plain))
    return True


def _infinitive_after(words: Sequence[Word], index: int, lexicon: Lexicon) -> int | None:
    """Return the index of the infinitive that an auxiliary such as *va* governs."""
    between = lexicon.words("before_infinitive")
    for position in range(index + 1, min(index + 1 + _REACH, len(words))):
        word = words[position]
        if word.has("VerbForm=Inf") or word.norm in lexicon.words("missed_infinitives"):
            return position
        if word.norm not in between and word.pos not in {"ADV", "PRON"}:
            return None
    return None


def _spoken_of_us(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Return whether the verb's subject is a speaker or anybody: a proposal, not a forecast."""
    subjects = lexicon.words("unforecast_subjects")
    return any(word.norm in subjects for word in words[max(0, index - 3) : index + 2])


def _is_event(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Return whether a modal's infinitive is something that happens, not a present state."""
    verb = _infinitive_after(words, index, lexicon)
    if verb is None:
        return False
    if words[verb].lemma in {"être", "avoir"}:
        return words[verb].lemma == "être" and has_participle(words, verb)
    return True


def _has_future_of_the_past(words: Sequence[Word], lexicon: Lexicon, *, parsed: bool) -> bool:
    if not parsed:
        return any(word.norm in lexicon.words("past_future_auxiliaries") for word in words)
    for index, word in enumerate(words):
        if is_conditional(word) and not has_participle(words, index):
            return True
        if (
            word.norm in lexicon.words("past_near_future")
            and _infinitive_after(words, index, lexicon) is not None
        ):
            return True
    return False


def _is_english_future(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    norm = words[index].norm
    before = words[index - 1].norm if index else ""
    after = words[index + 1].norm if index + 1 < len(words) else ""
    if norm in lexicon.words("future_auxiliaries"):
        return before not in lexicon.words("not_future_before") or norm == "wo"
    if norm == "going" and after == "to" and before not in {"was", "were"}:
        goal = words[index + 2] if index + 2 < len(words) else None
        # "going to Paris", "going to the office" are journeys
        return goal is not None and not (
            goal.token.text[:1].isupper() or goal.norm in lexicon.words("not_infinitive")
        )
    if norm in lexicon.words("future_modals"):
        return after.isalpha() and after not in lexicon.words("statives")
    return False
