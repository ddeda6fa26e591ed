"""A stretch of tokens with the word classes of its language: what every reader reads."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.quotations import lexicon, words
from claimtrack.quotations.tokens import Token

__all__ = ["Stretch"]


class Stretch:
    """The tokens of one unit, the text they index, and the lexicons of its language."""

    def __init__(self, text: str, tokens: Sequence[Token], lang: str) -> None:
        self.text = text
        self.tokens = tokens
        self.lang = lang
        self.lexicon = lexicon.load(lang)
        self.words = words.load(lang)

    def slice(self, i: int, j: int) -> str:
        """Return the words of tokens ``i`` to ``j``, ``j`` excluded, as the article writes them."""
        return self.text[self.tokens[i].start : self.tokens[j - 1].end]

    def token_after(self, offset: int) -> int:
        """Return the index of the first token that begins at ``offset`` or later."""
        return next(
            (k for k, token in enumerate(self.tokens) if token.start >= offset), len(self.tokens)
        )

    def is_verb(self, j: int) -> bool:
        """Return whether a finite verb stands at token ``j``."""
        token = self.tokens[j]
        if token.capitalised:
            return False
        if self.lang == "fr":
            if token.pos == "VERB" and any(
                reading.form == "finite" for reading in self.lexicon.readings(token.text)
            ):
                return True  # the tagger takes *dit*, *prédit* for participles
            return token.finite and token.pos in ("VERB", "AUX")
        if j > 0 and self.tokens[j - 1].lower in ("the", "a", "an"):
            return False  # knowledge of the talks
        plural_before = j > 0 and self.tokens[j - 1].lower.endswith(("s", "people"))
        return token.lower in self.words.auxiliaries or any(
            reading.form in ("finite", "past_participle")
            and (token.lower != reading.lemma or plural_before)
            for reading in self.lexicon.readings(token.text)
        )
