"""Affiliations: where the name of an organisation begins and ends. Guideline, section 2."""

from __future__ import annotations

from claimtrack.quotations.given_names import is_given_name
from claimtrack.quotations.organisations import OrganisationReader
from claimtrack.text import fold

__all__ = ["AffiliationReader"]

# Endings of adjectives of origin that end the name of a club or a newspaper.
_ORIGINS = ("ois", "oise", "ais", "aise", "ien", "ienne")
# Common nouns that may stand between a preposition and the name of an organisation.
_LONGEST_TYPE = 3


class AffiliationReader(OrganisationReader):
    """Reads *chez Baird*, *de la société de gestion Alpenrose*, *for the fisheries ministry*."""

    def affiliation_at(self, i: int, limit: int) -> tuple[str | None, int]:
        """Return (affiliation, index after it) of the preposition at ``i``; (None, i) without."""
        tokens, w = self.tokens, self.words
        if tokens[i].lower == "au" and i + 2 < limit and tokens[i + 1].lower == "sein":
            i += 2  # au sein du groupe Orsel
        j = i + 1
        if tokens[i].lower == "de" and j < limit and tokens[j].lower in ("la", "l'"):
            j += not tokens[j].capitalised  # de La Revue
        while j < limit and tokens[j].lower in w.determiners and not tokens[j].capitalised:
            j += 1
        if j >= limit or tokens[j].kind != "word" or self._completes_role(j):
            return None, i
        start = j
        if self.lang == "fr":
            articled = start > i + 1 or tokens[i].lower in ("du", "des", "au", "aux")
            if not self.is_typed(j) and not tokens[j].capitalised:
                j = self._past_type(i, j, limit)
            if not (tokens[j].capitalised or self.is_typed(j)):
                return None, i
            j = self.organisation_end(j, limit, articled=articled)
        else:
            j = self._english_end(i, j, limit)
        j = self._without_time(start, j)
        if j == start or not any(t.capitalised for t in tokens[start:j]):
            return self._common_organisation(start, limit, i)
        if self._is_no_employer(i, start, j):
            return None, i
        j = self._past_epithet(j, limit)
        return self.slice(self._past_filler(start, j), j), j

    def _english_end(self, i: int, start: int, limit: int) -> int:
        """Return the index after the English organisation at ``start``, preposition at ``i``."""
        tokens, w = self.tokens, self.words
        j = start
        organisation = w.is_organisation(tokens[j].text)
        if not organisation and not tokens[j].capitalised:
            j = self._past_type(i, j, limit)
        while j < limit and (
            tokens[j].kind in ("word", "number") or (tokens[j].text == "&" and j > start)
        ):
            lower = tokens[j].lower
            if tokens[j].capitalised or tokens[j].text == "&":
                j += 1
                continue
            if lower in w.relatives or self.is_verb(j):
                break
            joins = lower in w.particles | w.of | {"d'", "en", "et", "and"}
            if lower in w.continuations and not joins:
                break
            if joins:
                ahead = j + 1
                while ahead < limit and tokens[ahead].lower in w.determiners:
                    ahead += 1
                if (
                    ahead < limit
                    and (tokens[ahead].capitalised or (organisation and ahead == j + 1))
                    and self._joins(j, ahead)
                ):
                    j += 1
                    continue
                break
            named = any(t.capitalised for t in tokens[start:j])
            if (
                organisation
                and (not named or tokens[j - 1].lower in w.of)
                and lower not in w.prepositions | w.clitics
            ):
                j += 1
                continue
            if w.is_organisation(lower) and j > start:
                j += 1  # Hallowby surgery
            break
        return j

    def _is_no_employer(self, i: int, start: int, j: int) -> bool:
        """Return whether a name is a town or a person: *à Sarcelac*, *de Marine Le Pen*."""
        tokens, w = self.tokens, self.words
        if any(w.is_organisation(t.text) for t in tokens[start:j]):
            return False
        capitals = all(t.capitalised for t in tokens[start:j])
        if j - start > 2 and self.lang == "fr" and capitals and tokens[i].lower == "à":
            return False  # chargée de mission à France Nature Environnement
        if self.names_person(start, j) and tokens[i].lower not in w.at:
            return w.company_words.isdisjoint(fold(t.text) for t in tokens[start:j])
        first = tokens[start]
        located = tokens[i].lower in w.in_prepositions and tokens[i].lower != "pour"
        if located and self.lang == "fr":
            if j - start == 1 and fold(first.text) in w.countries:
                return True
            if tokens[i].lower in ("dans", "en"):
                return not (first.text.isupper() and len(first.text) > 1)
        if tokens[i].lower not in ("à", "in", "on") or start > i + 1:
            return False
        return not (first.text.isupper() or fold(first.text) in w.schools)

    def _past_type(self, i: int, j: int, limit: int) -> int:
        """Return the index of the name after *le courtier Oxalis*, *la marque italienne Orsel*."""
        tokens, w = self.tokens, self.words
        contracted = tokens[i].lower in ("du", "au", "des")
        if not contracted and tokens[j - 1].lower not in w.determiners:
            return j
        for k in range(j, min(j + _LONGEST_TYPE, limit - 1)):
            token = tokens[k]
            if token.kind != "word" or token.lower in w.prepositions | w.continuations:
                return j
            if self.is_verb(k):
                return j
            if tokens[k + 1].capitalised:
                end = self.name_end(k + 1)
                person = end is not None and self.names_person(k + 1, end)
                return j if person or tokens[k + 1].lower in w.titles else k + 1
        return j

    def _joins(self, j: int, ahead: int) -> bool:
        """Return whether *et* or *de* at ``j`` joins two parts of one name."""
        tokens = self.tokens
        if tokens[j].lower not in ("et", "and"):
            return True
        return tokens[ahead].capitalised and not is_given_name(tokens[ahead].text)

    def _without_time(self, start: int, j: int) -> int:
        """Leave out words that end an affiliation without belonging to it: days, numbers."""
        tokens = self.tokens
        while j > start and (
            tokens[j - 1].lower in self.words.times or tokens[j - 1].lower in self.words.of
        ):
            j -= 1
        return j

    def _past_epithet(self, j: int, limit: int) -> int:
        """Return the index after the adjective that ends a name: *le Stade roubignacois*."""
        tokens = self.tokens
        if self.lang != "fr" or j >= limit:
            return j
        token = tokens[j]
        if token.kind != "word" or token.capitalised or self.is_verb(j):
            return j
        if j > 1 and tokens[j - 2].lower in ("de", "d'"):
            return j  # « l'hôpital de Brennes ferme »
        if token.lower.endswith(_ORIGINS) and token.pos != "NOUN":
            return j + 1  # the tagger takes *roubignacois* for a verb
        closed = (
            self.words.prepositions | self.words.continuations | self.words.relatives
            | self.words.adverbs | self.words.clitics | self.words.determiners
        )  # fmt: skip
        if token.pos not in ("ADJ", "NOUN", "ADV") or token.lower in closed:
            return j
        if token.lower.endswith(("é", "ée", "és", "ées")) or self.lexicon.is_role(token.text):
            return j
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        ends = after is None or after.text in ",.;:)»?!" or after.lower in self.words.clitics
        return j + 1 if ends or self.is_verb(j + 1) else j

    def _past_filler(self, start: int, j: int) -> int:
        """Return the index of the name itself in *la start-up Tamarin*, *la ville de Lormans*."""
        tokens, w = self.tokens, self.words
        if fold(tokens[start].text) not in w.type_words or tokens[start].capitalised:
            return start
        k = start + 1
        while k < j and tokens[k].pos == "ADJ" and not tokens[k].capitalised:
            k += 1
        if k < j and tokens[k].lower in ("de", "d'", "of") and not tokens[start].capitalised:
            place = k + 1 < j and tokens[k + 1].capitalised
            return k + 1 if place else start
        return k if k < j and tokens[k].capitalised else start

    def _common_organisation(self, start: int, limit: int, i: int) -> tuple[str | None, int]:
        """Return an English organisation in common nouns: *the fisheries ministry*."""
        tokens, w = self.tokens, self.words
        if self.lang != "en":
            return None, i
        j = start
        while j < limit and tokens[j].kind == "word" and not self.is_verb(j):
            if tokens[j].lower in w.prepositions | w.relatives | w.continuations:
                break
            j += 1
        if j - start > 1 and w.is_organisation(tokens[j - 1].text):
            return self.slice(start, j), j
        return None, i

    def _completes_role(self, j: int) -> bool:
        """Return whether a capitalised word belongs to a role: *président de la République*."""
        return fold(self.tokens[j].text) in self.words.role_complements

    def institution_at(self, i: int, limit: int) -> tuple[str | None, int]:
        """Return (common noun, index after its phrase) of *de l'établissement* at ``i``.

        The article names the organisation elsewhere; without such a noun (None, i).
        """
        tokens, w = self.tokens, self.words
        j = i + 1
        definite = tokens[i].lower in ("du", "au", "des", "aux") or (
            tokens[i].lower in w.anaphoric_determiners  # L'ordre départemental
        )
        while j < limit and tokens[j].lower in w.determiners:
            definite = definite or tokens[j].lower in w.anaphoric_determiners
            j += 1
        if not definite or j >= limit or fold(tokens[j].text) not in w.institutions:
            return None, i
        if self.lang == "fr" and fold(tokens[j].text) not in w.bare_institutions:
            k = self.organisation_end(j, limit, articled=True)
            return self.slice(j, k), k
        k = j + 1
        while (
            k < limit
            and tokens[k].kind == "word"
            and not tokens[k].capitalised
            and tokens[k].pos == "ADJ"
            and not self.is_verb(k)
        ):
            k += 1
        if fold(tokens[j].text) not in w.bare_institutions and k < limit and (
            tokens[k].lower in w.of
        ):  # fmt: skip
            return None, i
        return self.slice(j, k), k

    def owner_at(self, i: int, limit: int) -> tuple[str | None, int]:
        """Return (organisation, index of the role) of English *Baird analyst*, *Orsel's chief*."""
        tokens, w = self.tokens, self.words
        j = i
        while j < limit and tokens[j].kind == "word" and (
            tokens[j].capitalised or tokens[j].text == "&" or tokens[j].lower in ("of", "and")
        ):  # fmt: skip
            if self.lexicon.is_role(tokens[j].text) or tokens[j].text.endswith("-based"):
                break
            if tokens[j].lower in w.role_openers:
                break
            j += 1
        while j > i and tokens[j - 1].lower in ("of", "and", "the"):
            j -= 1
        possessive = j < limit and tokens[j].text == "'s"
        first = i
        while first < j and (
            tokens[first].lower in w.origins or tokens[first].lower in w.adjectives_before
        ):
            first += 1
        after = j + 1 if possessive else j
        if first >= j:
            return None, i if j == i else j
        if not self._role_follows(after, limit):
            return None, i
        return self.slice(first, j), after

    def _role_follows(self, j: int, limit: int) -> bool:
        for k in range(j, min(j + 4, limit)):
            token = self.tokens[k]
            if token.kind != "word" or token.lower in self.words.prepositions:
                return False
            if self.lexicon.is_role(token.text):
                return True
        return False

    def names_person(self, i: int, j: int) -> bool:
        """Return whether the name of tokens ``i`` to ``j`` is a person's, by its given name."""
        words = [t for t in self.tokens[i:j] if t.capitalised]
        return len(words) > 1 and is_given_name(words[0].text)
