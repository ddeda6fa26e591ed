"""Roles and affiliations: *analyste chez Baird*, *directrice de la recherche du cabinet X*.

Guideline, section 2.
"""

from __future__ import annotations

from claimtrack.quotations.affiliations import AffiliationReader
from claimtrack.quotations.mentions import RolePhrase
from claimtrack.quotations.strength import role_strength
from claimtrack.text import fold

__all__ = ["RoleReader"]

# Endings of French adjectives of origin (parisien, lyonnais, belge has none) and of participles:
# they tell something of the person, not of the function.
_ORIGINS = ("isien", "isienne", "ais", "aise", "ois", "oise", "cain", "caine", "éen", "éenne")
_PARTICIPLES = ("é", "ée", "és", "ées", "isé", "isée")
# How far the organisation may stand behind its part: la section | lait du syndicat paysan.
_LONGEST_SUBUNIT = 7


class RoleReader(AffiliationReader):
    """Reads the role and the affiliation that a phrase states."""

    def role_at(self, i: int, end: int | None = None) -> RolePhrase:
        """Return the role phrase at ``i``, determiners left out.

        The affiliation begins at the preposition whose phrase holds a name or an organisation.
        """
        tokens, w = self.tokens, self.words
        limit = len(tokens) if end is None else end
        possessed = i < limit and tokens[i].lower in w.possessives
        before: str | None = None
        while i < limit and tokens[i].lower in w.determiners:
            i += 1
        if self.lang == "en":
            before, i = self.owner_at(i, limit)
        j = i
        stop: int | None = None  # where the role ends, when the phrase goes on
        institution: str | None = "" if possessed else None
        while j < limit and (
            tokens[j].kind in ("word", "number") or (tokens[j].text == "&" and j > i)
        ):
            token = tokens[j]
            if token.lower in w.relatives or (j > i and self.is_verb(j)):
                break
            affiliated = not self._governs(i, limit)  # ministre de la Santé: a role
            if j > i and stop is None and self._names_place(j):
                stop = j  # pharmacienne à Sarcelac
            if j > i and self._charges(j, limit):
                j += 1  # chargée de la Mobilité, échevin des Sports: an office
                continue
            if j > i and affiliated and token.lower in w.at | w.of | w.in_prepositions:
                if token.lower == "au" and j + 1 < limit and tokens[j + 1].lower == "sein":
                    stop = j if stop is None else stop  # associée au sein de la société
                if self._names_subunit(i, j, limit):
                    j += 1
                    continue
                if self._is_no_affiliation(i, j, limit):
                    return self._without_affiliation(i, j if stop is None else stop, j, limit)
                affiliation, past = self.affiliation_at(j, limit)
                if affiliation is not None and self._is_field(j, past, limit):
                    j = past  # head of semiconductor research at Y
                    continue
                if affiliation is not None and self._knows(i, j):
                    j = past
                    continue
                if affiliation is not None:
                    role = self._trimmed(i, j if stop is None else stop)
                    return RolePhrase(role, before or affiliation, None, past)
                noun, past = self.institution_at(j, limit)
                if noun is None:
                    noun, past = self._camp_at(i, j, limit)
                if noun is not None:
                    stop = j if stop is None else stop
                    institution = noun
                    j = past
                    break
                if stop is None and self._is_aside(j, limit):
                    stop = j
                if token.lower in w.in_prepositions and not self._goes_on(j, limit):
                    break
            elif j > i and token.lower in w.other_prepositions | w.continuations:
                break
            elif j > i and token.capitalised and stop is None and not tokens[j - 1].capitalised:
                name = self._trailing_name(j, limit)
                if name is not None:  # déléguée syndicale CFST
                    return RolePhrase(self._trimmed(i, j), name[0], None, name[1])
            j += 1
        if j == i:
            return RolePhrase(None, before, None, j)
        role = self._trimmed(i, j if stop is None else stop)
        return RolePhrase(role, before, institution if before is None else None, j)

    def _governs(self, i: int, limit: int) -> bool:
        """Return whether a member of a government stands at ``i``: what follows is the office."""
        words = [fold(t.text) for t in self.tokens[i : min(limit, i + 3)]]
        if any(word.startswith("ministre") for word in words[:2]) and self.lang == "fr":
            return "de" not in words[:1]
        return words[:3] in (["secretaire", "d'", "etat"], ["sous-secretaire", "d'", "etat"])

    def _charges(self, j: int, limit: int) -> bool:
        """Return whether the preposition at ``j`` leads to what somebody is in charge of."""
        tokens, w = self.tokens, self.words
        if self.lang != "fr" or tokens[j].lower not in w.of | {"à", "au", "aux"} or j + 1 >= limit:
            return False
        k = j + 1
        while k < limit and tokens[k].lower in w.determiners:
            k += 1
        if k >= limit or not tokens[k].capitalised or self.names_person(k, min(k + 2, limit)):
            return False
        before = fold(tokens[j - 1].text)
        if before in ("charge", "chargee"):
            return True
        return before in w.councillors and (
            k > j + 1 or tokens[j].lower in ("aux", "au", "du", "des")
        )

    def _camp_at(self, i: int, j: int, limit: int) -> tuple[str | None, int]:
        """Return *opposition* in *chef de file de l'opposition*; *chef de l'opposition* is one."""
        tokens, w = self.tokens, self.words
        k = j + 1
        while k < limit and tokens[k].lower in w.determiners:
            k += 1
        compound = j > i + 1 or tokens[i].lower == "porte-parole"
        if compound and k < limit and k > j + 1 and fold(tokens[k].text) in w.camps:
            return tokens[k].text, k + 1
        return None, j

    def _names_subunit(self, i: int, j: int, limit: int) -> bool:
        """Return whether *de la section lait* at ``j`` goes before the name of the whole."""
        tokens, w = self.tokens, self.words
        k = j + 1
        while k < limit and tokens[k].lower in w.determiners:
            k += 1
        if self.lang != "fr" or k >= limit or fold(tokens[k].text) not in w.subunits:
            return False
        if tokens[k].capitalised:
            return False
        if self._head_noun(i, j) in w.heads_of_subunits:
            return True  # cheffe du service des urgences
        for n in range(k + 1, min(limit, k + _LONGEST_SUBUNIT)):
            if tokens[n].kind != "word":
                return False
            if tokens[n].lower in w.at | w.of | w.in_prepositions and (
                self.affiliation_at(n, limit)[0] is not None
                or self.institution_at(n, limit)[0] is not None
            ):
                return True
        return False

    def _head_noun(self, i: int, j: int) -> str:
        """Return the folded noun of what the person of a role phrase does."""
        for token in self.tokens[i:j]:
            if self.lexicon.is_role(token.text) and fold(token.text) not in self.words.former:
                return fold(token.text).removeprefix("ex-")
        return fold(self.tokens[i].text)

    def _is_no_affiliation(self, i: int, j: int, limit: int) -> bool:
        """Return whether *de* at ``j`` leads to a client or a place: *avocate de la clinique*."""
        tokens, w = self.tokens, self.words
        if self.lang != "fr" or tokens[j].lower not in w.of or j + 1 >= limit:
            return False
        head = self._head_noun(i, j)
        k = j + 1
        while k < limit and tokens[k].lower in w.determiners and not tokens[k].capitalised:
            k += 1
        if k >= limit:
            return False
        if head in w.serving_heads:
            told = k > j + 1 or tokens[j].lower in ("du", "des") or tokens[k].capitalised
            return told and fold(tokens[k].text) not in w.employers_of_serving
        seated = tokens[k].capitalised and not self.is_typed(k)
        return head in w.seat_heads and seated and not tokens[k].text.isupper()

    def _without_affiliation(self, i: int, j: int, at: int, limit: int) -> RolePhrase:
        """Return the role of tokens ``i`` to ``j`` without its complement from ``at`` on."""
        _, past = self.affiliation_at(at, limit)
        if past <= at:
            _, past = self.institution_at(at, limit)
        return RolePhrase(self._trimmed(i, j), None, None, max(past, at))

    def _is_field(self, j: int, past: int, limit: int) -> bool:
        """Return whether English *of* at ``j`` leads to a field before the organisation itself."""
        tokens = self.tokens
        return (
            self.lang == "en"
            and tokens[j].lower == "of"
            and not any(t.capitalised for t in tokens[j:past])
            and past + 1 < limit
            and tokens[past].lower in ("at", "for")
        )

    def _knows(self, i: int, j: int) -> bool:
        """Return whether the complement at ``j`` tells a field: *spécialiste de la Russie*."""
        tokens, w = self.tokens, self.words
        k = j + 1
        while k < len(tokens) and tokens[k].lower in w.determiners and not tokens[k].capitalised:
            k += 1
        return (
            self.lang == "fr"
            and tokens[j].lower in w.of
            and k < len(tokens)
            and self._head_noun(i, j) in w.knowing_heads
            and not self.is_typed(k)
            and not (tokens[k].text.isupper() and len(tokens[k].text) > 1)
        )

    def _names_place(self, j: int) -> bool:
        following = self.tokens[j + 1] if j + 1 < len(self.tokens) else None
        place = self.tokens[j].lower in ("à", "in") and following is not None
        return place and following is not None and following.capitalised

    def _goes_on(self, j: int, limit: int) -> bool:
        """Return whether *à*, *en*, *aux* at ``j`` completes a role: *commissaire aux comptes*."""
        lower = self.tokens[j].lower
        if lower == "à" and j + 1 < limit and self.tokens[j + 1].lower in self.words.role_limits:
            return False
        if lower in ("à", "en", "for"):
            return True
        return lower in ("au", "aux") and j + 1 < limit and self.tokens[j + 1].pos == "NOUN"

    def _is_aside(self, j: int, limit: int) -> bool:
        """Return whether *de* at ``j`` leaves the function: *de 81 ans*, *de ce film*."""
        tokens, w = self.tokens, self.words
        if tokens[j].lower not in w.of or j + 1 >= limit:
            return False
        following = tokens[j + 1]
        return (
            following.kind == "number"
            or following.capitalised
            or following.lower in w.demonstratives | w.possessives
            or (following.lower in w.counted and self.lang == "fr")
            or self._tells_time(j)
        )

    def _tells_time(self, j: int) -> bool:
        """Return whether *de la première heure*, *du jour* stands at ``j``."""
        return self.lang == "fr" and any(
            t.lower in self.words.times for t in self.tokens[j + 1 : j + 4] if t.kind == "word"
        )

    def _trailing_name(self, j: int, limit: int) -> tuple[str, int] | None:
        """Return the organisation whose name ends a role phrase without a preposition."""
        tokens = self.tokens
        if not self.lexicon.is_role(tokens[j - 1].text) and tokens[j - 1].pos not in ("ADJ", ""):
            return None
        if self.lexicon.is_role(tokens[j].text) or tokens[j].lower in self.words.times:
            return None
        k = self.name_end(j)
        if k is None or k > limit or self.names_person(j, k):
            return None
        after = self.words.at | self.words.other_prepositions | self.words.auxiliaries
        ends = k >= limit or tokens[k].kind == "punct" or tokens[k].lower in after
        return (self.slice(j, k), k) if ends else None

    def _trimmed(self, i: int, j: int) -> str | None:
        """Return the role of tokens ``i`` to ``j`` without adjectives of origin or of state."""
        tokens, w = self.tokens, self.words
        while i < j - 1 and tokens[i].lower in w.origins | w.idle_adjectives:
            i += 1
        owners = [k for k in range(i, j - 1) if tokens[k].text == "'s"]
        if owners:
            i = owners[-1] + 1  # the ship's captain
        if self.lang == "fr":
            while j - 1 > i and self._is_epithet(j - 1):
                j -= 1
        while j > i and (tokens[j - 1].kind != "word" or self._dangles(j - 1)):
            j -= 1
        return self.slice(i, j) if j > i else None

    def _dangles(self, k: int) -> bool:
        lower = self.tokens[k].lower
        if k and self._made_role_end(k - 1) == k + 1:
            return False  # numéro deux
        return lower in self.words.prepositions | self.words.determiners

    def _is_epithet(self, k: int) -> bool:
        """Return whether an adjective at ``k`` tells an origin or a state: *courtier parisien*."""
        token = self.tokens[k]
        if token.pos not in ("ADJ", "VERB") or self.lexicon.is_role(token.text):
            return False
        return (
            token.lower.endswith(_ORIGINS)
            or token.lower in self.words.origins
            or token.lower.endswith(_PARTICIPLES)
        )

    def outweighs(self, role: str, other: str) -> bool:
        """Return whether ``role`` tells more than ``other``: a function, an expert, a past one."""
        return role_strength(role, self.lang) > role_strength(other, self.lang)

    def begins_role(self, i: int) -> bool:
        """Return whether a role stands at ``i``: *analyste chez*, *la patronne du*."""
        tokens, w = self.tokens, self.words
        j = i
        while j < len(tokens) and tokens[j].lower in w.determiners:
            j += 1
        longest = 4
        if self.lang == "en":
            _, j = self.owner_at(j, len(tokens))
            longest = 5
        for k in range(j, min(j + longest, len(tokens))):
            token = tokens[k]
            if token.kind != "word" or token.lower in w.prepositions or self.is_verb(k):
                return False
            if self.is_role_noun(k):
                return not (k == i and self.reports_at(k))
            if self.lang == "fr" and token.lower not in self.words.adjectives_before:
                return False
        return False

    def reports_at(self, j: int) -> bool:
        """Return whether a verb that looks like a noun stands at ``j``: *X juge que*."""
        if j + 1 >= len(self.tokens):
            return False
        if not any(r.form == "finite" for r in self.lexicon.readings(self.tokens[j].text)):
            return False
        following = self.tokens[j + 1]
        return following.kind == "quoted" or (
            following.lower in ("que", "qu'", ":")
            or (following.lower in self.words.determiners and following.lower not in self.words.of)
        )

    def _made_role_end(self, k: int) -> int | None:
        """Return the index after *mère d'élève*, *numéro deux* at ``k``, or None."""
        words = [t.lower for t in self.tokens[k : k + 3]]
        for length in (3, 2):
            if " ".join(words[:length]) in self.words.made_roles:
                return k + length
        return None

    def is_role_noun(self, k: int) -> bool:
        """Return whether a noun of what somebody does stands at ``k``; kin and age are none."""
        tokens, w = self.tokens, self.words
        word = tokens[k].text
        if fold(word) in w.no_roles:
            return self._made_role_end(k) is not None
        return self.lexicon.may_be_role(word)
