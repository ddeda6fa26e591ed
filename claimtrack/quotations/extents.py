"""Extents: how far a noun phrase goes, what its head is, with what it agrees.

A shallow reading of the token stream: it needs no parse, so that it works alike in French and
English and on the broken syntax around quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.quotations.roles import RoleReader
from claimtrack.quotations.tokens import Token
from claimtrack.quotations.words import Agreement
from claimtrack.text import fold

__all__ = ["ExtentReader"]

_LONGEST_PHRASE = 16


class ExtentReader(RoleReader):
    """Tells where a noun phrase ends and what agrees with it."""

    def description_end(self, i: int) -> int:
        """Return the index after the noun phrase whose first noun or adjective is at ``i``."""
        tokens, w = self.tokens, self.words
        j = i
        while j < len(tokens) and j < i + _LONGEST_PHRASE:
            token = tokens[j]
            if token.kind == "number":
                j += 1
                continue
            if token.text == "&" and j > i:
                j += 1
                continue
            if token.kind != "word" or token.lower in w.relatives:
                break
            if j > i and (self.is_verb(j) or self._begins_other(i, j) or self._role_reports(j)):
                break
            if (
                j > i
                and token.pos == "DET"
                and tokens[j - 1].kind == "word"
                and not (token.capitalised and w.is_organisation(tokens[j - 1].text))
            ):
                break  # « devant la presse | son directeur »: another phrase begins
            if token.lower in w.of or token.lower in w.at or token.lower in w.in_prepositions:
                if j == i or not self._phrase_follows(j, i):
                    break
                j += 1
                while j < len(tokens) and tokens[j].lower in w.determiners:
                    j += 1
                continue
            if token.lower in w.prepositions or (token.text in w.clitics and j > i):
                break
            if (token.lower in w.continuations and j > i) or token.lower in w.pronouns:
                break
            if token.pos in ("ADV", "CCONJ", "SCONJ") and not token.capitalised:
                break
            if token.pos == "VERB" and not token.capitalised and self._complement_follows(j):
                break  # « une enquête menée auprès de 400 spécialistes »
            j += 1
        return j

    def _complement_follows(self, j: int) -> bool:
        following = self.tokens[j + 1].lower if j + 1 < len(self.tokens) else ""
        return following in self.words.other_prepositions

    def _role_reports(self, j: int) -> bool:
        before = self.tokens[j - 1]
        noun = before.capitalised or self.lexicon.is_role(before.text)
        return noun and self.reports_at(j)

    def _begins_other(self, i: int, j: int) -> bool:
        """Return whether a name at ``j`` begins another phrase: *pour sa part | Sofia Brandt*."""
        token, before = self.tokens[j], self.tokens[j - 1]
        if not token.capitalised or before.capitalised or before.kind != "word":
            return False
        w = self.words
        governed = [k for k in range(i, j) if self.tokens[k].lower in w.prepositions]
        if governed and any(w.is_organisation(t.text) for t in self.tokens[governed[0] : j]):
            end = self.name_end(j)  # la professeure de l'école d'ingénieurs Saint-Loup
            return end is not None and self.names_person(j, end)
        joined = before.lower in w.of | w.at | w.in_prepositions | w.determiners | w.particles
        return not joined and not w.is_organisation(before.text) and not before.text.endswith("'")

    def _phrase_follows(self, j: int, i: int) -> bool:
        """Return whether the preposition at ``j`` continues the phrase that began at ``i``."""
        tokens, w = self.tokens, self.words
        nxt = j + 1
        while nxt < len(tokens) and tokens[nxt].lower in w.determiners:
            nxt += 1
        if nxt >= len(tokens) or tokens[nxt].kind not in ("word", "number"):
            return False
        verbal = tokens[nxt].infinitive or tokens[nxt].pos in ("VERB", "AUX")
        if verbal and not tokens[nxt].capitalised:
            return False
        if tokens[j].lower in w.of:
            return True
        if tokens[j - 1].lower in ("familiar", "close", "briefed", "proche", "proches"):
            return True
        if tokens[j].lower == "with" and tokens[nxt].lower in ("knowledge", "access"):
            return True  # two people with knowledge of the talks
        # « analyste au cabinet Ostréa », but « une voix au fond de la salle »
        if not any(self.lexicon.may_be_role(t.text) for t in tokens[i:j]):
            return False
        if self.lang == "en":
            return tokens[j].lower in ("for", "at", "in", "with")
        if tokens[j].lower == "aux" and self.lexicon.is_role(tokens[j - 1].text):
            return True  # commissaire aux comptes
        if tokens[nxt].lower in w.role_tails:
            return True  # une institutrice à la retraite
        if tokens[j].lower in ("à", "au", "aux") and fold(tokens[j - 1].text) in w.charged_heads:
            return True  # l'adjointe aux sports
        return tokens[nxt].capitalised or w.is_organisation(tokens[nxt].text)

    def head_of(self, i: int, j: int) -> str:
        """Return the head noun, lower-cased: first noun in French, last before *of* in English."""
        stretch = [t for t in self.tokens[i:j] if t.kind == "word"]
        if self.lang == "en":
            before = []
            for token in stretch:
                if token.lower in self.words.prepositions:
                    break
                before.append(token)
            return (before or stretch)[-1].lower if stretch else ""
        for token in stretch:
            if token.lower not in self.words.adjectives_before:
                return token.lower
        return stretch[0].lower if stretch else ""

    def _head_token(self, tokens: Sequence[Token]) -> str:
        before = [t for t in tokens if t.kind == "word"]
        for k, token in enumerate(before):
            if token.lower in self.words.prepositions and k:
                return before[k - 1].lower
        return before[-1].lower if before else ""

    def agreement_of(self, determiner: str, tokens: Sequence[Token] = ()) -> Agreement:
        """Return the gender and number that a determiner and its nouns tell."""
        plural = determiner in self.words.plural_determiners
        if self.lang == "en" and determiner not in ("a", "an", "one") and tokens:
            head = self._head_token(tokens)
            plural = plural or (head.endswith("s") and not head.endswith("ss"))
        if determiner in self.words.feminine_determiners:
            return Agreement("f", plural)
        if determiner in self.words.masculine_determiners:
            return Agreement("m", plural)
        heads = {fold(t.text) for t in tokens[:3]}
        if heads & self.words.feminine_heads:
            return Agreement("f", plural)
        if heads & self.words.masculine_heads:
            return Agreement("m", plural)
        if self.lang == "en" and any(t.lower.endswith("woman") for t in tokens):
            return Agreement("f", plural)
        if self.lang == "en" and any(t.lower.endswith("man") for t in tokens):
            return Agreement("m", plural)
        if self.lang == "fr" and any(
            t.lower.endswith(("trice", "euse", "ière", "ienne", "eure")) for t in tokens[:2]
        ):
            return Agreement("f", plural)
        return Agreement(None, plural)
