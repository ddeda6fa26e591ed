"""Roles and affiliations: *analyste chez Baird*, *directrice de la recherche du cabinet X*.

Guideline, section 2.
"""

from __future__ import annotations

from claimtrack.quotations.names import NameReader

__all__ = ["RoleReader"]


class RoleReader(NameReader):
    """Reads the role and the affiliation that a phrase states."""

    def role_at(self, i: int, end: int | None = None) -> tuple[str | None, str | None, int]:
        """Return (role, affiliation, index after both) of the phrase at ``i``.

        The affiliation begins at the preposition whose phrase holds a name or an organisation.
        """
        tokens, w = self.tokens, self.words
        limit = len(tokens) if end is None else end
        while i < limit and tokens[i].lower in w.determiners:
            i += 1
        j = i
        while j < limit and (
            tokens[j].kind in ("word", "number") or (tokens[j].text == "&" and j > i)
        ):
            token = tokens[j]
            if token.lower in w.relatives or (j > i and self.is_verb(j)):
                break
            affiliated = not tokens[i].lower.startswith("ministre")  # ministre de la Santé: a role
            if j > i and affiliated and token.lower in w.at | w.of | w.in_prepositions:
                affiliation, stop = self.affiliation_at(j, limit)
                if affiliation is not None:
                    return self.slice(i, j), affiliation, stop
                if token.lower in w.in_prepositions and token.lower not in ("à", "en", "for"):
                    break
            elif j > i and token.lower in w.other_prepositions | w.continuations:
                break
            j += 1
        return (self.slice(i, j) if j > i else None), None, j

    def affiliation_at(self, i: int, limit: int) -> tuple[str | None, int]:
        """Return (affiliation, index after it) of the preposition at ``i``; (None, i) without."""
        tokens, w = self.tokens, self.words
        j = i + 1
        if tokens[i].lower == "de" and j < limit and tokens[j].lower in ("la", "l'"):
            j += 1
        while j < limit and tokens[j].lower in w.determiners and not tokens[j].capitalised:
            j += 1
        if j >= limit or tokens[j].kind != "word":
            return None, i
        start = j
        organisation = w.is_organisation(tokens[j].text)
        while j < limit and (
            tokens[j].kind in ("word", "number") or (tokens[j].text == "&" and j > start)
        ):
            lower = tokens[j].lower
            if tokens[j].capitalised or tokens[j].text == "&":
                j += 1
                continue
            if lower in w.relatives or lower in w.continuations or self.is_verb(j):
                break
            joins = lower in w.particles | w.of | {"d'", "en", "et", "and"}
            if joins:
                ahead = j + 1
                while ahead < limit and tokens[ahead].lower in w.determiners:
                    ahead += 1
                if ahead < limit and (
                    tokens[ahead].capitalised or (organisation and ahead == j + 1)
                ):
                    j += 1
                    continue
                break
            if organisation and lower not in w.prepositions:
                j += 1
                continue
            break
        if j == start or not any(t.capitalised for t in tokens[start:j]):
            return None, i
        return self.slice(start, j), j

    def begins_role(self, i: int) -> bool:
        """Return whether a role stands at ``i``: *analyste chez*, *la patronne du*."""
        tokens, w = self.tokens, self.words
        j = i
        while j < len(tokens) and tokens[j].lower in w.determiners:
            j += 1
        for k in range(j, min(j + 4, len(tokens))):
            token = tokens[k]
            if token.kind != "word" or token.lower in w.prepositions or self.is_verb(k):
                return False
            if self.lexicon.is_role(token.text):
                return True
            if self.lang == "fr" and token.lower not in self.words.adjectives_before:
                return False
        return False
