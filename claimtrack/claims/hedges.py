"""Whether a claim is hedged (guideline, section 5).

A claim is hedged when its speaker takes distance from it: an opinion verb in the first person,
an adverb of doubt, a modal of possibility, or the conditional of hearsay. Ability (*peut*),
duty (*il faudrait*) and courtesy (*je voudrais*) are not doubt.
"""

from __future__ import annotations

from bisect import bisect_right

from claimtrack.claims.moods import has_participle, is_conditional
from claimtrack.claims.reading import Reading

__all__ = ["is_hedged"]


def is_hedged(claim: Reading) -> bool:
    """Return whether the claim's words take distance from it."""
    lexicon = claim.lexicon
    barred = [match.span() for match in lexicon.pattern("not_hedges").finditer(claim.plain)]
    starts = [start for start, _ in barred]
    for match in lexicon.pattern("hedges").finditer(claim.plain):
        if match[0] == "May":  # the month; the modal opens no statement
            continue
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or match.start() >= barred[before][1]:
            return True
    return claim.parsed and _has_doubtful_conditional(claim)


def _has_doubtful_conditional(claim: Reading) -> bool:
    for index, word in enumerate(claim.words):
        if not is_conditional(word) or word.lemma in claim.lexicon.words("conditional_not_hedged"):
            continue
        if claim.past_report and not has_participle(claim.words, index):
            continue  # a future seen from a past verb: "a annoncé que le site fermerait"
        return True
    return False
