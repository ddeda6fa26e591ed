"""Noun phrases that can name a source: names, pronouns, descriptions, and their appositions.

Guideline, section 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimtrack.quotations.acronyms import is_acronym_of
from claimtrack.quotations.asides import without_asides
from claimtrack.quotations.descriptions import DescriptionReader
from claimtrack.quotations.mentions import Mention, RolePhrase
from claimtrack.quotations.tokens import Token
from claimtrack.quotations.words import Agreement
from claimtrack.text import fold

__all__ = ["Mention", "PhraseReader"]

_DASHES = ("—", "–", "-")
# How many tokens a remark between brackets or dashes may have.
_LONGEST_BRACKET = 16


class PhraseReader(DescriptionReader):
    """Reads the noun phrases of one stretch of tokens."""

    def __init__(self, text: str, tokens: Sequence[Token], lang: str) -> None:
        kept, self._asides = without_asides(tokens, text, lang)
        super().__init__(text, kept, lang)

    def role_at(self, i: int, end: int | None = None) -> RolePhrase:
        """Return the role phrase at ``i``; a party in an aside of it is the affiliation."""
        said = super().role_at(i, end)
        seated = fold((said.role or "").partition(" ")[0]) in self.words.party_heads
        if not self._asides or (said.affiliation is not None and not seated):
            return said
        stop = min(max(said.stop, i + 1), len(self.tokens))
        for token in self.tokens[i:stop]:
            party = self._asides.get(token.start)
            if party is not None:
                return replace(said, affiliation=party)
        return said

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
            tokens[i].start, tokens[j - 1].end, j, "noun", self.slice(i, j), head=word,
            agreement=Agreement({"un": "m", "une": "f"}.get(word.removeprefix("l'"))),  # type: ignore[arg-type]
        )  # fmt: skip

    # -- appositions -------------------------------------------------------------------------------

    def _with_appositions(self, mention: Mention) -> Mention:
        tokens = self.tokens
        mention = self._beside(mention)
        while mention.stop + 1 < len(tokens) and tokens[mention.stop].text == ",":
            further = self._apposition(mention, mention.stop + 1)
            if further is None:
                break
            named = mention.kind == "noun" and further.kind == "name"
            mention = self._bracketed_name(further) if named else further
        return mention

    def _beside(self, mention: Mention) -> Mention:
        """Return a name with what follows it without a comma: *X de Y*, *X (Y)*, *X — PDG —*."""
        tokens, w = self.tokens, self.words
        k = mention.stop
        if mention.kind != "name" or k >= len(tokens):
            return mention
        if tokens[k].lower in w.at | w.of | {"au"}:
            affiliation, stop = self.affiliation_at(k, len(tokens))
            if affiliation is not None:
                said = RolePhrase(None, affiliation, None, stop)
                return self._with_role(replace(mention, stop=stop), said)
            return mention
        if tokens[k].text in _DASHES:
            return self._dashed(mention, k)
        return self._bracketed_name(mention)

    def _bracketed_name(self, mention: Mention) -> Mention:
        k = mention.stop
        if mention.kind == "name" and k < len(self.tokens) and self.tokens[k].text == "(":
            return self._bracketed(mention, k)
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
        alone = tokens[p].text if close == p + 1 else ""
        if alone and is_acronym_of(alone, mention.name or ""):
            return replace(mention, stop=close + 1)  # la Fédération des usagers (FU)
        while p < close:
            said = None
            if self.begins_role(p):
                said = self.role_at(p, close)
            elif tokens[p].capitalised and (p == k + 1 or tokens[p - 1].text == ","):
                end = self.name_end(p)
                if end is not None and end <= close and not self.names_person(p, end):
                    if self.lang == "fr":
                        end = self.organisation_end(p, close, articled=True)
                    if p == k + 1 and all(t.kind == "word" for t in tokens[p:close]):
                        end = close  # (Verts unis)
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
            # Anne Roy, 43, said; but « Selon Anne Roy, 58 % des salariés ... » begins a content
            aged = k > i + 1 or k == len(tokens) or tokens[k].text in ",.;:)"
            return replace(mention, stop=k) if aged else None
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
        past = self._past_kin(i)
        if past is not None and mention.kind == "name":
            return replace(mention, stop=past)
        if mention.kind == "name" and mention.affiliation is None and self._is_acronym(i):
            return replace(mention, affiliation=tokens[i].text, stop=i + 1)
        if tokens[i].lower in w.become and i + 1 < len(tokens) and self.begins_role(i + 1):
            return self._with_role(mention, self.role_at(i + 1))
        headed = next((n for n in (4, 3, 2) if self._joined_words(i, i + n) in w.headings), None)
        if mention.affiliation is None and headed is not None:
            return self._led(mention, i + headed - 1)
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

    def _joined_words(self, i: int, j: int) -> str:
        return " ".join(t.lower for t in self.tokens[i:j])

    def _led(self, mention: Mention, i: int) -> Mention | None:
        """Read the organisation of *à la tête de la fondation Orme* from the preposition on."""
        affiliation, stop = self.affiliation_at(i, len(self.tokens))
        if affiliation is None:
            affiliation, stop = self.institution_at(i, len(self.tokens))
        return replace(mention, affiliation=affiliation, stop=stop) if affiliation else None

    def _past_kin(self, i: int) -> int | None:
        """Return the index of the comma after *sa femme*, *la sœur de Paul* at ``i``."""
        tokens, w = self.tokens, self.words
        if i + 1 >= len(tokens) or tokens[i].lower not in w.determiners:
            return None
        k = i + 1
        while k < len(tokens) and tokens[k].text in w.adjectives_before:
            k += 1
        if k >= len(tokens) or fold(tokens[k].text) not in w.no_roles:
            return None
        end = next(
            (n for n in range(k + 1, min(len(tokens), k + 8)) if tokens[n].text == ","), None
        )
        if end is None or any(t.kind != "word" or t.finite for t in tokens[k:end]):
            return None
        return end

    def _is_acronym(self, i: int) -> bool:
        """Return whether *CGT*, *CGT-Métallurgie* stands at ``i`` alone between commas."""
        token = self.tokens[i]
        ends = i + 1 >= len(self.tokens) or self.tokens[i + 1].kind == "punct"
        first = token.text.partition("-")[0]
        return token.kind == "word" and ends and len(first) > 1 and first.isupper()

    def _lower_role(self, i: int) -> bool:
        return not self.tokens[i].capitalised and self.begins_role(i)

    def _name_of_description(self, mention: Mention, i: int) -> Mention | None:
        """Return the person that a description before the comma introduces: *le patron, X*."""
        tokens = self.tokens
        end = self.name_end(i)
        first = self.token_after(mention.start)
        if end is None or (first and tokens[first - 1].lower in self.words.be):
            return None  # dont il est le directeur, Meta a vendu
        w = self.words
        whom = fold(mention.head or "") in w.no_roles | w.generic_people
        if mention.role is None and not (whom or w.is_organisation(mention.head or "")):
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
