"""Organisations in French: where the name of one ends. Guideline, section 2.

An organisation is a common noun for one with what completes it (*syndicat paysan d'Hersent*,
*section de recherches*, *Parti socialiste*), or a name (*Norvane*, *Courrier de l'Ouest*, *Restos
du cœur*).
"""

from __future__ import annotations

from claimtrack.quotations.given_names import is_given_name
from claimtrack.quotations.names import NameReader
from claimtrack.text import fold

__all__ = ["OrganisationReader"]

# How many complements in lower case complete the noun: association | de parents | d'élèves.
_MOST_COMPLEMENTS = 3
# Endings of adjectives of origin, which the tagger often takes for verbs or nouns.
_ORIGINS = ("ois", "oise", "ais", "aise", "ien", "ienne", "éen", "éenne")


class OrganisationReader(NameReader):
    """Tells where the name of an organisation ends."""

    def is_typed(self, k: int) -> bool:
        """Return whether a common noun for an organisation stands at ``k``: *club*, *Parti*."""
        word = self.tokens[k].text
        if self.tokens[k].capitalised and fold(word) in self.words.movements:
            following = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
            if following is not None and following.pos == "ADJ" and not following.capitalised:
                return True
        return self.words.is_organisation(word) or fold(word) in self.words.institutions

    def organisation_end(self, start: int, limit: int, *, articled: bool) -> int:
        """Return the index after the organisation whose first word is at ``start``.

        ``articled`` tells that an article stands before it: *aux Restos du cœur*, unlike
        *chez Norvane*, may have a complement in lower case.
        """
        tokens, w = self.tokens, self.words
        typed = self.is_typed(start) or (
            tokens[start].lower in w.determiners and start + 1 < limit and self.is_typed(start + 1)
        )
        named = tokens[start].capitalised and not typed
        complements = 0
        j = start + 1
        if typed and not self.is_typed(start):
            j += 1  # La Revue du plan fixe
        while j < limit:
            token = tokens[j]
            if token.capitalised and articled and self._person_follows(start, j):
                break  # du Sénat Robert d'Hauterive
            if token.capitalised or token.text == "&" or token.kind == "number":
                if token.kind == "number" and not (named or tokens[j - 1].capitalised):
                    break
                named = named or token.capitalised
                j += 1
                continue
            if token.kind != "word" or token.lower in w.relatives:
                break
            lower = typed and (not named or token.lower == "en")
            joined = self._joined(j, limit, typed=lower, complements=complements)
            if joined is not None:
                complements += not tokens[joined].capitalised
                j = joined
                if not tokens[j].capitalised:
                    j += 1
                continue
            if token.lower in w.prepositions | w.clitics | w.continuations | w.particles:
                j = self._lower_complement(start, j, limit, articled=articled and not typed)
                break
            if typed and not named and self._completes(j, start):
                j += 1
                continue
            break
        return j

    def _person_follows(self, start: int, j: int) -> bool:
        """Return whether a person's name begins at ``j`` right after a capitalised word."""
        tokens = self.tokens
        if not tokens[j - 1].capitalised or not self.begins_person(j):
            return False
        if is_given_name(tokens[start].text) or j + 1 >= len(tokens):
            return False
        end = self.name_end(j)
        return end is not None and end > j + 1

    def _joined(self, j: int, limit: int, *, typed: bool, complements: int) -> int | None:
        """Return where *de*, *et* at ``j`` leads inside the name, or None when it leaves it."""
        tokens, w = self.tokens, self.words
        lower = tokens[j].lower
        particle = lower in w.particles and lower not in w.determiners
        if not (lower in w.of | {"en", "et"} or particle):
            return None
        ahead = j + 1
        while ahead < limit and tokens[ahead].lower in w.determiners | {"d'", "de", "des", "du"}:
            if tokens[ahead].capitalised:
                break
            ahead += 1
        if ahead >= limit or tokens[ahead].kind != "word":
            return None
        following = tokens[ahead]
        if following.lower in w.times or self.is_title(ahead):
            return None
        if lower == "et":
            both = following.capitalised and ahead == j + 1 and not is_given_name(following.text)
            both = both and tokens[j - 1].capitalised and not self.lexicon.is_role(following.text)
            again = typed and complements and ahead > j + 1 and tokens[j + 1].lower in w.of
            return ahead if both or again else None
        if following.capitalised:
            return ahead
        if not typed or complements >= _MOST_COMPLEMENTS or following.pos in ("VERB", "AUX"):
            return None
        closed = w.counted | w.demonstratives | w.possessives | w.prepositions | w.ordinals_last
        if following.lower in closed:
            return None
        return ahead if not self.is_verb(ahead) else None

    def _completes(self, j: int, start: int) -> bool:
        """Return whether a word in lower case belongs to the noun before: *Parti socialiste*."""
        token, w = self.tokens[j], self.words
        if self.is_verb(j) and not token.lower.endswith(_ORIGINS):
            return False
        official = self.tokens[start].capitalised and j == start + 1  # Syndicat paysan
        # in the plural it tells whom the organisation is for: association de petits porteurs
        if self.lexicon.is_role(token.text) and not (
            official or token.pos == "ADJ" or token.lower.endswith(("iste", "s", "x"))
        ):
            return False
        if token.lower in w.ordinals_last:
            return False  # la scierie du même nom
        if token.lower in w.adverbs | w.determiners | w.pronouns.keys() or token.pos == "ADV":
            return False
        if j == start + 1:
            return token.pos not in ("ADP", "CCONJ", "SCONJ", "PRON", "DET")
        return token.pos in ("ADJ", "NOUN", "PROPN") or token.lower.endswith(_ORIGINS)

    def _lower_complement(self, start: int, j: int, limit: int, *, articled: bool) -> int:
        """Return the index after *du cœur* in *aux Restos du cœur*; ``j`` when it is none."""
        tokens, w = self.tokens, self.words
        if not articled or j != start + 1 or tokens[j].lower not in ("du", "des", "de", "d'"):
            return j
        k = j + 1
        while k < limit and tokens[k].lower in w.determiners:
            k += 1
        if k >= limit or tokens[k].kind != "word" or tokens[k].pos not in ("NOUN", "ADJ"):
            return j
        if tokens[k].lower in w.times | w.counted | w.possessives | w.demonstratives:
            return j
        k += 1
        if k < limit and tokens[k].pos == "ADJ":
            k += 1
        ends = k >= limit or tokens[k].kind != "word" or self.is_verb(k)
        return k if ends else j
