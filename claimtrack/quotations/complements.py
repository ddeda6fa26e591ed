"""Contents that are noun phrases or infinitives: *réclame un moratoire*, *appelle à la grève*.

The verb governs its content with a preposition or without one; the lexicon tells which. Between
the two stand what is no content: adverbs, times, places, media, whom the words are addressed to.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimtrack.quotations.constructions import ConstructionReader
from claimtrack.quotations.verbs import Verb

__all__ = ["ComplementReader"]

# How many tokens an adjunct between a verb and its content may have.
_LONGEST_ADJUNCT = 14
# Each preposition by the forms it takes, its article included.
_FORMS = {
    "de": ("de", "d'", "du", "des"),
    "à": ("à", "au", "aux"),
    "pour": ("pour",),
    "contre": ("contre",),
    "sur": ("sur",),
}


class ComplementReader(ConstructionReader):
    """Finds where the noun phrase or the infinitive that a verb governs begins."""

    def complement(self, verb: Verb, i: int) -> int | None:
        """Return where the content begins that ``verb`` governs after token ``i``, or None."""
        takes = self._governs(verb)
        if not takes:
            return None
        for k in self._starts(i):
            for preposition, forms in _FORMS.items():
                if self.tokens[k].lower in forms and k + 1 < len(self.tokens):
                    found = self._after_preposition(preposition, takes, k + 1)
                    if found is not None:
                        return found
            whole = self.tokens[k].lower in ("tout", "toute", "toutes", "tous")
            objects = "object" in takes or (whole and "present_object" in takes)
            if objects and self._is_object(verb, k):
                return k
        return None

    def infinitive_later(self, i: int) -> int | None:
        """Return where a bare infinitive begins, past adjuncts: *affirme mardi n'avoir rien vu*."""
        found = self.infinitive(i)
        if found is not None or self.lang != "fr":
            return found
        for k in self._starts(i):
            if (found := self.infinitive(k)) is not None and self._is_governed(k):
                return found
        return None

    def _is_governed(self, k: int) -> bool:
        """Return whether no preposition before token ``k`` takes the infinitive for itself."""
        while k > 1 and self.tokens[k - 1].lower in ("ne", "n'", "pas", "plus", "rien", "jamais"):
            k -= 1
        return self.tokens[k - 1].lower not in self.words.prepositions

    def quoted_words(self, verb: Verb, i: int) -> int | None:
        """Return where the quoted words of *ont scandé « ... »* stand, right after the verb."""
        if "words" not in self._governs(verb):
            return None
        k = self.past_times(self.reader.verbs.past_adverbs(i))
        quoted = k < len(self.tokens) and self.tokens[k].kind == "quoted"
        return k if quoted else None

    def _governs(self, verb: Verb) -> frozenset[str]:
        """Return the complements that the verb takes as it stands: reflexive, in its tense."""
        group = self.tokens[verb.first : verb.last]
        if not verb.reflexive and any(t.lower in self.words.passive for t in group):
            return frozenset()  # le projet est contesté
        negated = any(t.lower in ("ne", "n'") for t in group)
        takes = {
            name.removeprefix("se_")
            for name in verb.constructions
            if name.startswith("se_") == verb.reflexive
        }
        if negated:
            return frozenset({"object", "de_infinitive"}) if "denied" in takes else frozenset()
        compound = any(t.lower in self.words.auxiliaries for t in group)
        if "present_object" in takes and not compound:
            takes.add("object")
        return frozenset(takes)

    def _after_preposition(self, preposition: str, takes: frozenset[str], k: int) -> int | None:
        following = self.tokens[k]
        if f"{preposition}_infinitive" in takes and (
            following.kind == "quoted" or self.infinitive(k) is not None
        ):
            return k
        if following.kind == "word" and following.infinitive:
            return None
        if preposition in takes and following.kind != "punct":
            if following.lower in ("ce", "quoi", "qui", "laquelle", "lequel"):
                return None  # s'attend à ce que: a clause
            if preposition in ("pour", "sur", "contre") and self._names_someone(k):
                return None
            return k
        return None

    # -- what may stand before the content ---------------------------------------------------------

    def _starts(self, i: int) -> Iterator[int]:
        """Yield the indexes where the content may begin: after the verb, after each adjunct."""
        tokens = self.tokens
        limit = min(len(tokens), i + 2 * _LONGEST_ADJUNCT)
        k = i
        while k < limit:
            k = self.past_times(self.reader.verbs.past_adverbs(k))
            if k >= limit or tokens[k].text in ".:;!?…":
                return
            if tokens[k].text == ",":
                after = self._past_bracket(k)
                if after is None:
                    return
                k = after
                continue
            if k > i and tokens[k - 1].lower == "tout":
                yield k - 1  # exclut tout licenciement
            yield k
            after = self._past_adjunct(k)
            if after is None:
                return
            k = after

    def _past_bracket(self, k: int) -> int | None:
        """Return the index after *, dans un communiqué,* that begins with the comma at ``k``."""
        tokens = self.tokens
        opener = tokens[k + 1].lower if k + 1 < len(tokens) else ""
        if opener not in self.words.prepositions | self.words.bracket_openers:
            return None
        for n in range(k + 1, min(len(tokens), k + _LONGEST_ADJUNCT)):
            if tokens[n].text == ",":
                return n + 1
            if tokens[n].finite or tokens[n].kind == "quoted" or tokens[n].text in ".:;":
                return None
        return None

    def _past_adjunct(self, k: int) -> int | None:
        """Return where a complement may begin after the phrase at ``k``: *à l'AFP*, *le maire*.

        A phrase that the verb does not govern as content is an addressee, a place or a medium.
        """
        tokens, w = self.tokens, self.words
        phrase = tokens[k].lower in w.prepositions
        if not phrase and self.reader.phrases.mention_at(k) is None:
            return None
        if phrase and k + 1 < len(tokens) and tokens[k + 1].infinitive:
            return None
        for n in range(k + 1, min(len(tokens), k + _LONGEST_ADJUNCT)):
            token, before = tokens[n], tokens[n - 1].lower
            if token.text == ",":
                return n
            if token.kind == "punct" or token.finite:
                return None
            if before in w.prepositions | w.determiners or before in ("et", "ou"):
                continue
            if token.lower in w.times | w.days or token.kind == "quoted":
                return n
            if token.infinitive or token.lower in ("n'", "ne"):
                return n
            if token.lower in w.prepositions or (
                phrase and token.lower in w.determiners and token.lower not in ("des", "du")
            ):
                return n
        return None

    # -- the object --------------------------------------------------------------------------------

    def _is_object(self, verb: Verb, k: int) -> bool:
        """Return whether a noun phrase that can be said begins at ``k``: no person, no event."""
        tokens, w = self.tokens, self.words
        token = tokens[k]
        if token.kind in ("quoted", "number") or token.pos == "NUM":
            return True
        if token.lower not in w.determiners | {"du", "tout", "toute", "tous", "toutes", "de"}:
            return False
        if token.lower == "de" and tokens[k + 1 : k + 2] and tokens[k + 1].pos != "ADJ":
            return k + 1 < len(tokens) and tokens[k + 1].lower in ("la", "l'")
        if self._names_someone(k):
            return False
        if token.lower in self.words.demonstratives and self._is_short(k):
            return False  # conteste cette présentation: said before
        head = next((t.lower for t in tokens[k + 1 : k + 4] if t.pos in ("NOUN", "")), "")
        return f"{verb.lemma} {head}" not in self.lexicon.events

    def _is_short(self, k: int) -> bool:
        """Return whether the phrase at ``k`` is a determiner and a noun and no more."""
        return k + 2 >= len(self.tokens) or self.tokens[k + 2].kind == "punct"

    def _names_someone(self, k: int) -> bool:
        """Return whether the phrase at ``k`` names a person: criticised, not said."""
        mention = self.reader.phrases.mention_at(k)
        if mention is None:
            return False
        if mention.kind in ("name", "pronoun"):
            return True
        head = (mention.head or "").rstrip("s")
        if head in self.words.ordinals_first | self.words.ordinals_second:
            return len(mention.text.split()) == 2  # le premier, but de premiers revenus
        return mention.role is not None or self.lexicon.is_role(head)

    def before_medium(self, i: int, end: int) -> int:
        """Return where a content that begins at ``i`` ends before *, dans un communiqué*.

        *, sans plus de précisions* ends it too: the reporter says how it was said.
        """
        tokens = self.tokens
        for k in range(i + 1, end - 2):
            if tokens[k].text != ",":
                continue
            following = [token.lower for token in tokens[k + 1 : k + 5]]
            if following[0] == "dans" and not self.words.media.isdisjoint(following):
                return k
            if following[0] == "sans" and (
                following[1] in ("plus", "autre", "davantage") or tokens[k + 2].infinitive
            ):
                return k
        return end

    def phrase_end(self, i: int, end: int) -> int:
        """Return the index where a noun phrase that begins at ``i`` ends before ``end``.

        The sentence goes on after a comma with what its subject does: *, assurant que*, *, tout
        en*, *, alors que*.
        """
        tokens = self.tokens
        for k in range(i + 1, end - 1):
            if tokens[k].text != ",":
                continue
            following = tokens[k + 1]
            if following.lower in self.words.phrase_closers or (
                following.lower.endswith("ant") and following.pos in ("VERB", "")
            ):
                return k
            if following.lower in ("que", "qu'", "qui") and tokens[k - 1].kind == "word":
                return k
        return end
