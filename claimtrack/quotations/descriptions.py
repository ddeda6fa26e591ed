"""Names and descriptions: *Anne Roy*, *le blogueur X*, *l'analyste de Baird*, *Baird's X*.

A shallow reading of the token stream: it needs no parse, so that it works alike in French and
English and on the broken syntax around quotation marks. Guideline, section 2.
"""

from __future__ import annotations

from dataclasses import replace

from claimtrack.quotations.extents import ExtentReader
from claimtrack.quotations.given_names import is_given_name
from claimtrack.quotations.mentions import NO_ROLE, Mention
from claimtrack.quotations.tokens import Token
from claimtrack.quotations.words import Agreement
from claimtrack.text import fold

__all__ = ["DescriptionReader"]


class DescriptionReader(ExtentReader):
    """Reads names and descriptions without their appositions."""

    def name_at(self, i: int) -> Mention | None:
        """Return the name at ``i``, title included, or None."""
        j = self.name_end(i)
        if j is None or (j == i + 1 and self.tokens[i].lower in self.words.times):
            return None
        title = self.words.titles.get(self.tokens[i].lower) if self.is_title(i) else None
        text = self.slice(i, j)
        if title is None and j == i + 1 and self._is_common(self.tokens[i]):
            return Mention(
                self.tokens[i].start, self.tokens[i].end, j, "noun", text,
                head=self.tokens[i].lower, role=None,
                agreement=Agreement(None, self.tokens[i].lower.endswith("s")),
            )  # fmt: skip
        first = i + 1 if title is not None else i
        return Mention(
            self.tokens[i].start, self.tokens[j - 1].end, j, "name", text,
            name=self.slice(first, j), agreement=title or Agreement(),
        )  # fmt: skip

    def _is_common(self, token: Token) -> bool:
        """Return whether a capitalised word is a common noun that opens a sentence."""
        return token.lower.endswith("s") and self.lexicon.is_role(token.text)

    def description_at(self, i: int, *, contracted: bool = False) -> Mention | None:
        """Return the mention of a determiner and a noun at ``i``; with the name they introduce.

        ``contracted`` tells that *du* at ``i`` holds the determiner.
        """
        tokens = self.tokens
        j = i + contracted
        while j < len(tokens) and j < i + 3 and tokens[j].lower in self.words.determiners:
            j += 1
        if j == i or j >= len(tokens) or tokens[j].kind not in ("word", "number"):
            return None
        determiner = "le" if contracted else tokens[i].lower
        nouns_from = j
        named = j
        while named < len(tokens) and tokens[named].text in self.words.adjectives_before:
            named += 1
        if named < len(tokens) and (
            tokens[named].capitalised
            and not self.lexicon.is_role(tokens[named].text)
            and not (self.lang == "en" and self.owner_at(nouns_from, len(tokens))[1] > nouns_from)
        ):
            return self._demonym(i, named) or self._named_thing(i, named)
        j = self.description_end(j)
        if j == nouns_from:
            return None
        introduced = self._introduced(i + contracted, nouns_from, j)
        if introduced is not None:
            return introduced
        bearer = self._bearer(i, nouns_from, j)
        if bearer is not None:
            return bearer
        head = self.head_of(nouns_from, j)
        if head in self.words.times:
            return None
        if tokens[j - 1].capitalised:
            j = self._past_epithet(j, len(tokens))  # du groupe Castelbréac autrement
        said = self.role_at(i + contracted, j) if self._states_role(nouns_from, j) else NO_ROLE
        return Mention(
            tokens[i].start, tokens[j - 1].end, j, "noun", self.slice(i, j),
            head=head,
            role=said.role,
            affiliation=said.affiliation,
            institution=said.institution,
            agreement=self.agreement_of(determiner, tokens[nouns_from:j]),
            determiner=determiner,
        )  # fmt: skip

    def _demonym(self, i: int, j: int) -> Mention | None:
        """Return *le Danois*, *la Bretonne*: somebody of there, whom the article has named."""
        tokens, w = self.tokens, self.words
        singular = tokens[i].lower in ("le", "la", "l'") and j == i + 1
        if not singular or fold(tokens[j].text) not in w.demonyms:
            return None
        if j + 1 < len(tokens) and tokens[j + 1].capitalised:
            return None  # le Français Paul Sarre
        return Mention(
            tokens[i].start, tokens[j].end, j + 1, "noun", self.slice(i, j + 1),
            head=tokens[j].lower,
            agreement=self.agreement_of(tokens[i].lower, tokens[j : j + 1]),
            determiner=tokens[i].lower,
        )  # fmt: skip

    def _states_role(self, i: int, j: int) -> bool:
        """Return whether a role noun stands among the words before the first preposition."""
        tokens, w = self.tokens, self.words
        for k in range(i, j):
            token = tokens[k]
            if k > i and token.lower in w.prepositions:
                break
            if self.lexicon.is_role(token.text):
                return True
            if self.lang == "fr" and k == i:
                if self._heads_role(k, j):
                    return True
                if w.is_organisation(token.text):
                    return False
        return False

    def _heads_role(self, k: int, j: int) -> bool:
        """Return whether the noun at ``k`` is a role there: *le prévenu*, *le général X*."""
        tokens = self.tokens
        if self.lexicon.is_person(tokens[k].text):
            return True
        if k + 1 == j and tokens[k].lower in self.words.adjectives_before:
            return self.lexicon.may_be_role(tokens[k].text)  # la principale
        shown = k > 0 and tokens[k - 1].lower in self.words.demonstratives
        named = k + 1 == j and j < len(tokens) and tokens[j].capitalised
        return (shown or named) and self.lexicon.may_be_role(tokens[k].text)

    def _introduced(self, i: int, nouns_from: int, j: int) -> Mention | None:
        """Return the name a description introduces: *le blogueur X*, *l'analyste de Baird X*."""
        tokens = self.tokens
        for k in range(nouns_from + 1, min(j + 1, len(tokens))):
            if not tokens[k].capitalised or not self._states_role(nouns_from, k):
                continue
            seated = self._seated(nouns_from, k)
            if seated is not None:
                return seated
            if not (self._takes_name(nouns_from, k) or self._given_name_begins(nouns_from, k)):
                continue
            end = self.name_end(k)
            name = self.name_at(k) if end is not None else None
            if name is None or end is None:
                continue
            said = self.role_at(i, k)
            return replace(
                name,
                stop=end,
                role=said.role,
                affiliation=said.affiliation,
                institution=said.institution,
                agreement=self.agreement_of(tokens[i].lower, tokens[nouns_from:k]),
            )
        return None

    def _seated(self, i: int, k: int) -> Mention | None:
        """Return the name of *le député Renaissance Paul Sarre*, the party its affiliation."""
        tokens = self.tokens
        if self.lang != "fr" or k != i + 1 or fold(tokens[i].text) not in self.words.party_heads:
            return None
        if is_given_name(tokens[k].text):
            return None
        n = next(
            (n for n in range(k + 1, min(len(tokens), k + 4)) if is_given_name(tokens[n].text)),
            None,
        )
        if n is None or not all(t.capitalised for t in tokens[k:n]):
            return None
        name = self.name_at(n)
        if name is None or name.kind != "name" or name.stop == n + 1:
            return None
        return replace(
            name, role=tokens[i].text, affiliation=self.slice(k, n),
            agreement=self.agreement_of(tokens[i - 1].lower if i else "", tokens[i:k]),
        )  # fmt: skip

    def _bearer(self, i: int, nouns_from: int, j: int) -> Mention | None:
        """Return the name after the words for an organisation: *l'association d'usagers Clarta*."""
        tokens = self.tokens
        if (
            self.lang != "fr"
            or j >= len(tokens)
            or j - nouns_from < 2
            or not tokens[j].capitalised
            or not self.words.is_organisation(tokens[nouns_from].text)
            or tokens[j - 1].kind != "word"
            or tokens[j - 1].capitalised
            or tokens[j - 1].lower in self.words.prepositions | self.words.determiners
        ):
            return None
        end = self.name_end(j)
        if end is None or self.names_person(j, end):
            return None
        return self._named_thing(i, j)

    def _given_name_begins(self, i: int, k: int) -> bool:
        """Return whether a person's name begins at ``k`` right after that of an organisation."""
        tokens = self.tokens
        if not tokens[k - 1].capitalised or not self.begins_person(k):
            return False
        end = self.name_end(k)
        if end is None or end == k + 1:
            return False
        return not is_given_name(tokens[k - 1].text) and any(
            t.lower in self.words.prepositions for t in tokens[i:k]
        )

    def titled_at(self, i: int) -> Mention | None:
        """Return English *Baird analyst Colin Sebastian*, *former minister X*, *Baird's X*."""
        tokens = self.tokens
        if self.lang != "en":
            return None
        j = i
        while j < len(tokens) and tokens[j].lower in self.words.determiners:
            j += 1
        if j >= len(tokens) or tokens[j].kind != "word":
            return None
        owner, first = self.owner_at(j, len(tokens))
        last = None
        for k in range(first, min(first + 6, len(tokens))):
            if tokens[k].kind != "word" or tokens[k].lower in self.words.prepositions:
                break
            if self.lexicon.is_role(tokens[k].text):
                last = k
            elif last is not None or tokens[k].capitalised or self.is_verb(k):
                opener = tokens[k].lower in self.words.role_openers | self.words.origins
                if last is not None or not opener:
                    break
        if last is None:
            return self._owned_name(j)
        at = last + 1
        apposed = owner is not None and at < len(tokens) and tokens[at].text == ","
        at += apposed  # Orsel's chief economist, Anne Roy, warned
        end = self.name_end(at) if at < len(tokens) else None
        if end is None or not tokens[at].capitalised:
            return None
        if apposed and end < len(tokens) and tokens[end].kind != "punct":
            return None
        name = self.name_at(at)
        if name is None or name.kind != "name":
            return None
        said = self.role_at(j, last + 1)
        return replace(
            name, stop=end, role=said.role, affiliation=owner or said.affiliation,
            institution=said.institution,
        )  # fmt: skip

    def _owned_name(self, i: int) -> Mention | None:
        """Return *Baird's Colin Sebastian* at ``i``: a person with his or her organisation."""
        tokens = self.tokens
        j = i
        while j < len(tokens) and (tokens[j].capitalised or (tokens[j].text == "&" and j > i)):
            j += 1
        if j == i or j + 2 >= len(tokens) or tokens[j].text != "'s":
            return None
        end = self.name_end(j + 1)
        if end is None or not self.names_person(j + 1, end) or tokens[i].lower in self.words.times:
            return None
        name = self.name_at(j + 1)
        return replace(name, affiliation=self.slice(i, j)) if name is not None else None

    def _named_thing(self, i: int, j: int) -> Mention | None:
        """Return the mention *le New York Times*: a determiner and a name."""
        end = self.name_end(j)
        if end is None:
            return None
        if self.lang == "fr" and self.is_typed(j):  # la Fédération des régies publiques
            end = self.organisation_end(j, len(self.tokens), articled=True)
        return Mention(
            self.tokens[i].start, self.tokens[end - 1].end, end, "name", self.slice(i, end),
            name=self.slice(j, end),
        )  # fmt: skip

    def _takes_name(self, i: int, k: int) -> bool:
        """Return whether the name at ``k`` is the person whom the words from ``i`` on describe."""
        tokens, w = self.tokens, self.words
        before = tokens[k - 1]
        if (
            before.kind != "word"
            or (before.capitalised and not self.is_acronym_role(k - 1))
            or before.lower in w.prepositions | w.determiners
            or (w.is_organisation(before.text) and not self._charged_named(i, k))
            or fold(before.text) in w.landmarks
        ):
            return False
        # l'école d'ingénieurs Saint-Loup, le courtier Oxalis after a preposition: organisations
        governed = next((n for n in range(i, k) if tokens[n].lower in w.prepositions), None)
        if self.lang == "en" and fold(before.text) in w.type_words:
            end = self.name_end(k)  # an adviser at the consultancy Saltmere
            return end is not None and self.names_person(k, end)
        if governed is None or self.lang == "en":
            return True
        organisation = any(w.is_organisation(t.text) for t in tokens[governed:k])
        if not organisation and tokens[governed].lower not in ("du", "de", "d'"):
            return True
        end = self.name_end(k)
        person = end is not None and self.names_person(k, end)
        return person or not (organisation or self._types_name(governed, k))

    def _charged_named(self, i: int, k: int) -> bool:
        """Return whether a person's name follows a charge: *l'adjointe aux régies | Anne Roy*."""
        end = self.name_end(k)
        charged = fold(self.tokens[i].text) in self.words.charged_heads
        return charged and end is not None and self.names_person(k, end)

    def _types_name(self, governed: int, k: int) -> bool:
        """Return whether *du courtier*, *de la marque* before the name at ``k`` say what it is."""
        first = governed + 1
        while first < k and self.tokens[first].lower in self.words.determiners:
            first += 1
        contracted = self.tokens[governed].lower == "du" or first > governed + 1
        return contracted and k - first == 1
