"""Names: capitalised words with their titles and particles. Guideline, section 2."""

from __future__ import annotations

import re

from claimtrack.quotations.given_names import is_given_name
from claimtrack.quotations.stretch import Stretch

__all__ = ["NameReader"]

# Tags a capitalised word at the beginning of a sentence must not have to begin a name: the first
# never, the second not alone (*Interrogé par l'AFP*, but a first name may be mistaken for a verb).
_CLOSED_TAGS = frozenset({"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "NUM"})
_OPEN_TAGS = frozenset({"ADV", "VERB"})
# A capital inside a word, but for the particles that names are written together with.
_BRAND = re.compile(r"^(?!Mc|Mac|De|Le|La|Van|Fitz|O['’])\w*[a-z]\w*[A-Z]")


class NameReader(Stretch):
    """Tells where a name ends."""

    def name_end(self, i: int) -> int | None:
        """Return the index after the name that begins at token ``i``, or None."""
        tokens, n = self.tokens, len(self.tokens)
        j = i + 1 if i < n and self.is_title(i) else i
        parts = 0
        while j < n:
            token = tokens[j]
            follows = j + 1 < n and tokens[j + 1].capitalised
            if parts == 1 and self._agency(j - 1) and token.capitalised:
                break  # « souligne à l'AFP Anne Roy »: two names side by side
            if parts == 1 and self._follows_brand(j):
                break  # « le cofondateur d'OpenAI Ilya Sutskev »
            if token.capitalised and self._can_be_name(j, first=parts == 0 and j == i):
                parts += 1
            elif token.kind == "word" and token.lower in self.words.particles and follows:
                # de Courtavel: after a first name or a title; « le PDG de Meta » stays apart
                free = token.lower in self.words.free_particles
                if (parts > 1 and not free) or (parts == 0 and j == i):
                    break
            elif not (token.text == "&" and parts and follows):
                break
            j += 1
        return j if parts else None

    def _agency(self, j: int) -> bool:
        """Return whether an acronym with its article stands at ``j`` before a name in full."""
        tokens = self.tokens
        return (
            tokens[j].text.isupper()
            and len(tokens[j].text) > 1
            and j > 0
            and tokens[j - 1].lower in self.words.determiners
            and not tokens[j + 1].text.isupper()
            and not self.words.is_organisation(tokens[j].text)  # l'ONG Terre Vive
        )

    def begins_person(self, j: int) -> bool:
        """Return whether the capitalised word at ``j``, after another, begins a person's name."""
        return is_given_name(self.tokens[j].text) or self._follows_brand(j)

    def is_acronym_role(self, j: int) -> bool:
        """Return whether a role in capitals stands at ``j``: *PDG*, *DRH*."""
        text = self.tokens[j].text
        return text.isupper() and len(text) > 1 and self.lexicon.is_role(text)

    def _follows_brand(self, j: int) -> bool:
        """Return whether a name in full stands at ``j``, after a word spelt as only brands are."""
        following = self.tokens[j : j + 2]
        full = len(following) == 2 and all(token.capitalised for token in following)
        return full and j > 0 and _BRAND.search(self.tokens[j - 1].text) is not None

    def is_title(self, i: int) -> bool:
        """Return whether a title (*M.*, *Mme*, *Dr*) stands at ``i`` before a name."""
        return self.tokens[i].lower in self.words.titles and (
            i + 1 < len(self.tokens)
            and (self.tokens[i + 1].capitalised or self.tokens[i + 1].lower in self.words.particles)
        )

    def _can_be_name(self, i: int, *, first: bool) -> bool:
        token = self.tokens[i]
        if not first and self.opens_sentence(i) is False and i and self.tokens[i - 1].capitalised:
            return True  # Tim de Vos, Maurice Le Goff
        if not first and i and self.tokens[i - 1].lower in self.words.particles:
            return True
        closed = (
            token.lower in self.words.determiners
            or token.lower in self.words.pronouns
            or token.lower in self.words.prepositions
            or token.lower in self.words.relatives
            or token.lower in self.words.continuations
        )
        if closed:
            # La Revue, Le Neurone: a capital article inside a sentence belongs to the name
            return not self.opens_sentence(i) and (
                i + 1 < len(self.tokens) and self.tokens[i + 1].capitalised
            )
        if first and self.is_acronym_role(i):
            return False  # « le PDG Marc Roy »
        if first and self.opens_sentence(i) and self._opens_role(i):
            return False
        if first and self.opens_sentence(i):
            alone = not (i + 1 < len(self.tokens) and self.tokens[i + 1].capitalised)
            if self.lang == "en":
                verbal = self.lexicon.readings(token.text) or token.lower.endswith(("ing", "ly"))
                return not (alone and verbal)
            return token.pos not in _CLOSED_TAGS and not (alone and token.pos in _OPEN_TAGS)
        return True

    def opens_sentence(self, i: int) -> bool:
        """Return whether token ``i`` is the first of a sentence."""
        return i == 0 or self.tokens[i - 1].text in ".!?…:;—–-•"

    def _opens_role(self, i: int) -> bool:
        """Return whether a sentence begins with a role, not with a name: *Gérant chez Orsel, X*."""
        if not self.lexicon.is_role(self.tokens[i].text) or i + 1 >= len(self.tokens):
            return False
        following = self.tokens[i + 1]
        return following.kind == "word" and (
            following.lower in self.words.prepositions
            or (following.pos == "ADJ" and not following.capitalised)
        )
