"""Predicates: what a clause says of its subject: *est analyste chez Y*, *dirige Y*, *runs Y*."""

from __future__ import annotations

from dataclasses import replace

from claimtrack.quotations.mentions import RolePhrase
from claimtrack.quotations.phrases import PhraseReader
from claimtrack.quotations.words import Gender

__all__ = ["PredicateReader"]

# How many tokens may stand between a verb and the organisation it leads to.
_LONGEST_GAP = 10
_NEGATIONS = frozenset(["pas", "plus", "jamais", "not", "never", "no"])


class PredicateReader:
    """Reads the predicates of one stretch of tokens."""

    def __init__(self, phrases: PhraseReader) -> None:
        self.phrases = phrases
        self.tokens = phrases.tokens
        self.words = phrases.words

    def predicate_at(
        self, k: int, *, described: bool = False, gender: Gender | None = None
    ) -> RolePhrase | None:
        """Return what the clause whose subject ends before token ``k`` says of the subject.

        ``described`` tells that an apposition stands between the subject and ``k``, ``gender``
        what is known of the subject.
        """
        tokens, w = self.tokens, self.words
        k = self._past_relative(k, described=described)
        pointed = reflexive = False
        while k < len(tokens) and tokens[k].lower in w.clitics:
            pointed = pointed or tokens[k].lower in ("en", "y")
            reflexive = reflexive or tokens[k].lower in ("s'", "se")
            k += 1
        if k >= len(tokens) or tokens[k].kind != "word":
            return None
        verb = tokens[k].lower
        if reflexive:
            return None  # s'est gardé de commenter: no copula
        if verb in w.copulas or (verb in w.auxiliaries and self._next(k) in ("been", "été")):
            said = self._attribute(k + 1 if verb in w.copulas else k + 2)
            if said is not None and pointed and said.affiliation is None:
                return RolePhrase(said.role, None, "", said.stop)  # qui en est la cheffe
            return said
        if verb in w.auxiliaries and self._next(k) in w.verbs_of_founding | w.verbs_of_heading_past:
            return self._organisation_after(k + 2)
        if verb in w.verbs_of_heading | w.verbs_of_founding:
            led = self._organisation_after(k + 1)
            role = w.roles_of_heading.get(verb, {}).get(gender or "")
            return replace(led, role=role) if led is not None and role is not None else led
        if verb in w.verbs_of_working:
            return self._workplace(k + 1) or self._as_role(k + 1)
        if tokens[k].finite and verb not in w.auxiliaries:
            return self._as_role(k + 1)
        return None

    def _next(self, k: int) -> str:
        return self.tokens[k + 1].lower if k + 1 < len(self.tokens) else ""

    def _past_relative(self, k: int, *, described: bool) -> int:
        """Skip *, elle,*, *, qui* and the comma that ends an apposition before a verb."""
        tokens = self.tokens
        stressed = k + 2 < len(tokens) and tokens[k].text == "," and tokens[k + 2].text == ","
        if stressed and tokens[k + 1].lower in self.words.pronouns:
            k += 3
        if k + 1 < len(tokens) and tokens[k].text == ",":
            if tokens[k + 1].lower in ("qui", "who"):
                return k + 2
            return k + 1 if described else k
        return k + 1 if k < len(tokens) and tokens[k].lower in ("qui", "who") else k

    def _attribute(self, k: int) -> RolePhrase | None:
        """Return the role after a copula: *est depuis mars la patronne de Y*, *was a trustee*."""
        tokens, w = self.tokens, self.words
        while k < len(tokens) and tokens[k].kind == "word" and not self.phrases.begins_role(k):
            if tokens[k].lower in _NEGATIONS:
                return None
            adverbial = tokens[k].lower in w.adverbs or tokens[k].pos == "ADV"
            if not (adverbial or tokens[k].lower.endswith(("ment", "ly"))):
                return None
            k += 1
        if k >= len(tokens) or not self.phrases.begins_role(k):
            return None
        said = self.phrases.role_at(k)
        if said.affiliation is None:
            said = self._resumed(said)
        return said if said.role is not None else None

    def _resumed(self, said: RolePhrase) -> RolePhrase:
        """Return a role with the affiliation after a bracket: *directrice, depuis mars, de Y*."""
        tokens = self.tokens
        at = said.stop
        if at >= len(tokens):
            return said
        comma = tokens[at].text == ","
        limit = min(len(tokens), at + _LONGEST_GAP)
        if comma:
            closing = next((n for n in range(at + 1, limit) if tokens[n].text == ","), None)
            if closing is None or closing + 1 >= len(tokens):
                return said
            at = closing + 1
        if tokens[at].lower not in self.words.at | self.words.of | self.words.in_prepositions:
            return said
        affiliation, stop = self.phrases.affiliation_at(at, len(tokens))
        if affiliation is None:
            return said
        return RolePhrase(said.role, affiliation, None, stop)

    def _organisation_after(self, k: int) -> RolePhrase | None:
        """Return the object of *dirige*, *runs*: *dirige depuis Annecy le fonds Sept-Laux*."""
        tokens, w = self.tokens, self.words
        for j in range(k, min(len(tokens), k + _LONGEST_GAP)):
            token = tokens[j]
            if token.text in ".;:(" or token.kind == "quoted":
                return None
            direct = j == k or tokens[j - 1].lower not in w.prepositions
            if not direct or token.kind != "word":
                continue
            if token.lower in w.determiners and j + 1 < len(tokens):
                if w.is_organisation(tokens[j + 1].text) or tokens[j + 1].capitalised:
                    return self._place(j)
            elif token.capitalised and j > k - 1:
                return self._place(j - 1)
        return None

    def _place(self, i: int) -> RolePhrase | None:
        """Return the organisation whose determiner is at ``i``, or whose name follows it."""
        before = i if self.tokens[i].lower not in self.words.determiners else i - 1
        affiliation, stop = self.phrases.affiliation_at(before, len(self.tokens))
        if affiliation is None:
            noun, stop = self.phrases.institution_at(before, len(self.tokens))
            return RolePhrase(None, None, noun, stop) if noun else None
        return RolePhrase(None, affiliation, None, stop)

    def _workplace(self, k: int) -> RolePhrase | None:
        """Return the place of *enseigne l'économie à l'université de Y*, *works for Y*."""
        tokens, w = self.tokens, self.words
        for j in range(k, min(len(tokens), k + _LONGEST_GAP)):
            if tokens[j].kind != "word":
                return None
            if tokens[j].lower in w.at | w.in_prepositions and tokens[j].lower not in ("en", "in"):
                affiliation, stop = self.phrases.affiliation_at(j, len(tokens))
                if affiliation is not None:
                    return RolePhrase(None, affiliation, None, stop)
        return None

    def _as_role(self, k: int) -> RolePhrase | None:
        """Return the role of *suit ce marché comme conseiller, pour la maison Y*."""
        tokens = self.tokens
        for j in range(k, min(len(tokens) - 1, k + _LONGEST_GAP)):
            if tokens[j].text in ".;:" or tokens[j].kind == "quoted":
                return None
            if tokens[j].lower in ("comme", "as") and self.phrases.begins_role(j + 1):
                said = self.phrases.role_at(j + 1)
                after = said.stop + 1
                if said.affiliation is None and after < len(tokens):
                    affiliation, stop = self.phrases.affiliation_at(after, len(tokens))
                    if affiliation is not None and tokens[after].lower in ("pour", "chez", "for"):
                        return RolePhrase(said.role, affiliation, None, stop)
                return said
        return None
