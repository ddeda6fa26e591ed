"""A claim's text cut at the words that moved its score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimtrack.schema import Claim

__all__ = ["WordPiece", "pieces"]

_LEAST = 0.005  # points of the score: what is less is shown as 0.00


@dataclass(frozen=True)
class WordPiece:
    """A stretch of a claim's text; ``weight`` is None where it is no word that moved the score.

    ``share`` is the size of the weight beside the largest of the claim, in [0, 1].
    """

    text: str
    weight: float | None = None
    share: float = 0.0


def pieces(claim: Claim) -> list[WordPiece]:
    """Return the pieces of a claim's text, which together are the whole of it.

    An influence that does not stand where it says (in none of the claim's spans, over another one)
    is passed over, and so is one too small to be shown.
    """
    found = sorted(_in_claim(claim))
    largest = max((abs(weight) for *_, weight in found), default=0.0)
    made, done = [], 0
    for start, end, weight in found:
        if start < done or abs(weight) < _LEAST:
            continue
        made += [
            WordPiece(claim.text[done:start]),
            WordPiece(claim.text[start:end], weight, abs(weight) / largest),
        ]
        done = end
    made.append(WordPiece(claim.text[done:]))
    return [piece for piece in made if piece.text]


def _in_claim(claim: Claim) -> Iterator[tuple[int, int, float]]:
    """Yield bounds in the claim's text, with the weight, of influences placed in the article."""
    offset = 0
    for span in claim.spans:
        for influence in claim.stance.influences:
            word = influence.span
            start, end = word.start - span.start + offset, word.end - span.start + offset
            inside = span.start <= word.start < word.end <= span.end
            if inside and claim.text[start:end] == word.text:
                yield start, end, influence.weight
        offset += len(span.text) + 1
