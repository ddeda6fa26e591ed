"""Noun phrases that can name a source: names, pronouns, descriptions, and their appositions.

Guideline, section 2.
"""

from __future__ import annotations

from dataclasses import replace

from claimtrack.quotations.descriptions import DescriptionReader
from claimtrack.quotations.mentions import Mention, RolePhrase

__all__ = ["Mention", "PhraseReader"]

_DASHES = ("—", "–", "-")
# How many tokens a remark between brackets or dashes may have.
_LONGEST_BRACKET = 16


class PhraseReader(DescriptionReader):
    """Reads the noun phrases of one stretch of tokens."""

    def mention_at(self, i: int) -> Mention | None:
        """Return the mention that begins at token ``i``, appositions included, or None."""
        if i >= len(self.tokens):
            return None
        bare = self._pronoun_at(i) or self._indefinite_at(i)
        bare = bare or self.titled_at(i) or self.name_at(i)
        mention = bare or self.description_at(i)
        if mention is None or mention.kind == "pronoun":
            return mention
        return self._with_appositions(mention)

    def contracted_at(self, i: int) -> Mention | None:
        """Return the mention whose article *du* at ``i`` holds: *de l'avis du patron d'Orsel*."""
        mention = self.description_at(i, contracted=True)
        if mention is None or mention.kind != "noun" or i + 1 >= len(self.tokens):
            return self._with_appositions(mention) if mention is not None else None
        start = self.tokens[i + 1].start
        text = f"le {self.text[start : mention.end]}"
        return self._with_appositions(replace(mention, start=start, text=text, determiner="le"))

    def _pronoun_at(self, i: int) -> Mention | None:
        token = self.tokens[i]
        if token.kind == "pronoun":
            word = token.lower.rpartition("-")[2]
            start = token.end - len(word)
        elif token.kind == "word" and token.lower in self.words.pronouns:
            word, start = token.lower, token.start
        else:
            return None
        return Mention(
            start, token.end, i + 1, "pronoun", self.text[start : token.end],
            agreement=self.words.pronouns[word],
        )  # fmt: skip

    def _indefinite_at(self, i: int) -> Mention | None:
        tokens = self.tokens
        j = i
        if tokens[j].lower in ("l'", "un", "une", "d'") and j + 1 < len(tokens):
            j += 1
        word = tokens[i].lower + (tokens[j].lower if j > i and tokens[i].text.endswith("'") else "")
        if word not in self.words.indefinites and not (
            j > i and tokens[i].lower in ("un", "une") and tokens[j].lower == "autre"
        ):
            return None
        j += 1
        nxt = tokens[j].lower if j < len(tokens) else ""
        if nxt in ("d'", "of", "d'entre") and j + 1 < len(tokens):
            j += 2
        elif j < len(tokens) and tokens[j].kind == "word" and tokens[j].pos in ("NOUN", "ADJ"):
            return None  # « plusieurs médias »: a description
        return Mention(
            tokens[i].start, tokens[j - 1].end, j, "noun", self.slice(i, j), head=word
        )  # fmt: skip

    # -- appositions -------------------------------------------------------------------------------

    def _with_appositions(self, mention: Mention) -> Mention:
        tokens, w = self.tokens, self.words
        k = mention.stop
        if mention.kind == "name" and k < len(tokens):
            if tokens[k].lower in w.at | w.of | {"au"}:
                affiliation, stop = self.affiliation_at(k, len(tokens))
                if affiliation is not None:
                    mention = self._with_role(
                        replace(mention, stop=stop), RolePhrase(None, affiliation, None, stop)
                    )
            elif tokens[k].text == "(":
                mention = self._bracketed(mention, k)
            elif tokens[k].text in _DASHES:
                mention = self._dashed(mention, k)
        while mention.stop + 1 < len(tokens) and tokens[mention.stop].text == ",":
            further = self._apposition(mention, mention.stop + 1)
            if further is None:
                break
            mention = further
        return mention

    def _with_role(self, mention: Mention, said: RolePhrase) -> Mention:
        """Return ``mention`` with what a further phrase says; the more telling role is kept."""
        role, institution = mention.role, mention.institution
        if said.role is not None and (role is None or self.outweighs(said.role, role)):
            role = said.role
        affiliation = mention.affiliation or said.affiliation
        if institution is None and affiliation is None:
            institution = said.institution
        return replace(
            mention, role=role, affiliation=affiliation, institution=institution, stop=said.stop
        )

    def _bracketed(self, mention: Mention, k: int) -> Mention:
        """Read *X (Baird)*, *X (CFRA, analyste)*, *X (analyste chez Baird)* from the bracket on."""
        tokens = self.tokens
        limit = min(len(tokens), k + _LONGEST_BRACKET)
        close = next((n for n in range(k + 1, limit) if tokens[n].text == ")"), None)
        if close is None:
            return mention
        p = k + 1
        while p < close:
            said = None
            if self.begins_role(p):
                said = self.role_at(p, close)
            elif tokens[p].capitalised and (p == k + 1 or tokens[p - 1].text == ","):
                end = self.name_end(p)
                if end is not None and end <= close and not self.names_person(p, end):
                    said = RolePhrase(None, self.slice(p, end), None, end)
            if said is None:
                p += 1
                continue
            mention = self._with_role(mention, said)
            p = max(said.stop, p + 1)
        return replace(mention, stop=close + 1)

    def _dashed(self, mention: Mention, k: int) -> Mention:
        """Read *X — analyste chez Baird —* from the first dash on."""
        tokens = self.tokens
        if k + 1 >= len(tokens) or not self.begins_role(k + 1):
            return mention
        said = self.role_at(k + 1)
        closed = said.stop < len(tokens) and tokens[said.stop].text in _DASHES
        if not closed:
            return mention
        return self._with_role(mention, replace(said, stop=said.stop + 1))

    def _apposition(self, mention: Mention, i: int) -> Mention | None:
        """Return ``mention`` with the apposition that begins at ``i``, or None if there is none."""
        tokens, w = self.tokens, self.words
        if tokens[i].kind == "number":  # Solène Abgrall, 29 ans, réalisatrice
            k = i + 1
            while k < len(tokens) and tokens[k].lower in ("ans", "an", "years", "old"):
                k += 1
            return replace(mention, stop=k)
        if mention.kind == "noun" and mention.name is None:
            named = self._name_of_description(mention, i)
            if named is not None or mention.role is None:
                return named
            if tokens[i].capitalised:
                return None
        if self.begins_role(i):
            said = self.role_at(i)
            if said.role is None:
                return None
            mention = self._with_role(mention, said)
            while (  # analyste chez Baird et auteur d'un livre
                mention.stop + 1 < len(tokens)
                and tokens[mention.stop].lower in ("et", "and")
                and self._lower_role(mention.stop + 1)
            ):
                mention = self._with_role(mention, self.role_at(mention.stop + 1))
            return mention
        if tokens[i].lower in w.become and i + 1 < len(tokens) and self.begins_role(i + 1):
            return self._with_role(mention, self.role_at(i + 1))
        if mention.affiliation is None and tokens[i].lower in w.joined:
            return self._tied(mention, i + 1)
        if mention.affiliation is None and tokens[i].lower in w.at | w.of:
            affiliation, stop = self.affiliation_at(i, len(tokens))
            if affiliation is not None:
                return replace(mention, affiliation=affiliation, stop=stop)
        return None

    def _tied(self, mention: Mention, i: int) -> Mention | None:
        """Read the organisation of *venu de l'institut Hadès*, *engagé sous les couleurs de Y*."""
        tokens, w = self.tokens, self.words
        for k in range(i, min(len(tokens), i + 4)):
            if tokens[k].kind != "word":
                return None
            if tokens[k].lower in w.at | w.of | w.in_prepositions | {"par", "by"}:
                affiliation, stop = self.affiliation_at(k, len(tokens))
                if affiliation is not None:
                    return replace(mention, affiliation=affiliation, stop=stop)
        return None

    def _lower_role(self, i: int) -> bool:
        return not self.tokens[i].capitalised and self.begins_role(i)

    def _name_of_description(self, mention: Mention, i: int) -> Mention | None:
        """Return the person that a description before the comma introduces: *le patron, X*."""
        tokens = self.tokens
        end = self.name_end(i)
        first = self.token_after(mention.start)
        if end is None or (first and tokens[first - 1].lower in self.words.be):
            return None  # dont il est le directeur, Meta a vendu
        if mention.role is None and not self.words.is_organisation(mention.head or ""):
            return None
        if end < len(tokens) and tokens[end].kind == "word" and not self.names_person(i, end):
            return None  # selon le patron d'Orsel, Meta a vendu
        name = self.name_at(i)
        if name is None or name.kind != "name":
            return None
        return replace(
            name,
            role=mention.role,
            affiliation=mention.affiliation,
            institution=mention.institution,
            agreement=mention.agreement,
        )
