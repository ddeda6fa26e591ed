"""The constructions a reporting verb takes: where the content begins after the verb.

Each method answers for one construction with a token index, or None where it does not stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimtrack.quotations.contents import ContentReader
from claimtrack.quotations.verbs import Verb

__all__ = ["ConstructionReader"]

# How many tokens may stand between a verb and the *que* it governs.
_LONGEST_GAP = 12


class ConstructionReader(ContentReader):
    """Finds *que* clauses, infinitives, attributes and noun phrases after a verb."""

    def _gap(self, i: int) -> Iterator[int]:
        """Yield the indexes after a verb that adverbials and complements may fill."""
        tokens = self.tokens
        for k in range(i, min(len(tokens), i + _LONGEST_GAP)):
            yield k
            token = tokens[k]
            if token.kind == "quoted" or token.text in ".:;!?" or token.finite:
                return

    def that_clause(self, i: int, *, told: bool) -> int | None:
        """Return where the content begins after *que*; None where it is a relative pronoun.

        Only adverbials and complements may stand before it: after an object (*raconte l'histoire
        que*) it is relative, unless the verb tells somebody something (``told``).
        """
        tokens = self.tokens
        first = self.reader.verbs.past_adverbs(i)
        if (
            not told
            and first < len(tokens)
            and tokens[first].lower in self.words.determiners - {"that"}
        ):
            head = tokens[first + 1].lower if first + 1 < len(tokens) else ""
            if head not in self.words.times:
                return None
        for k in self._gap(i):
            if tokens[k].lower not in ("que", "qu'", "that"):
                continue
            before = tokens[k - 1].lower
            if before in self.words.before_other_que or (
                before == "ce" and tokens[k - 2].lower != "à"
            ):
                return None
            if before in ("mais", "et", "ou", "but", "and") and k - 1 > i:
                return None  # des chiffres que X conteste, mais qu'il lit autrement
            if any(t.lower in ("qui", "dont") for t in tokens[i : k - 1]) and not told:
                return None  # réfute la rumeur qui court depuis que ...
            return k + 1 if k + 1 < len(tokens) else None
        return None

    def whether(self, i: int) -> int | None:
        """Return where the content begins after *si*, *whether*."""
        if i < len(self.tokens) and self.tokens[i].lower in ("si", "s'", "whether", "if"):
            return i + 1
        return None

    def interrogative(self, i: int) -> int | None:
        """Return where a reported question begins: *combien de temps ...*, *pourquoi ...*."""
        stop = self.reader.verbs.past_adverbs(i) + 1
        for k in range(i, min(stop, len(self.tokens))):
            if self.tokens[k].lower in self.words.interrogatives:
                return k
        return None

    def infinitive(self, i: int) -> int | None:
        """Return where a bare infinitive begins: *affirme n'avoir reçu*, *dit comprendre*."""
        tokens = self.tokens
        k = self.reader.verbs.past_adverbs(i)
        while k > i and tokens[k - 1].lower in ("ne", "n'", "pas", "plus", "jamais", "rien"):
            k -= 1
        start = k
        while k < len(tokens) and tokens[k].lower in (
            "ne", "n'", "pas", "plus", "jamais", "se", "s'", "en", "y", "l'", "le", "la", "les",
            "to", "not",
        ):  # fmt: skip
            k += 1
        if k >= len(tokens):
            return None
        if self.lang == "en":
            return start if k > start and tokens[start].lower in ("to", "not") else None
        return start if tokens[k].infinitive else None

    def past_times(self, i: int) -> int:
        """Return the index after a time: *mardi*, *jeudi soir*, *la semaine dernière*, *hier*."""
        tokens, w = self.tokens, self.words
        while i < len(tokens):
            k = i + (tokens[i].lower in w.dating)
            if k >= len(tokens) or tokens[k].lower not in w.times | w.days:
                break
            k += 1
            while k < len(tokens) and (
                tokens[k].lower in w.times
                or tokens[k].pos == "ADJ"
                or self.reader.verbs.is_adverb(k)
            ):
                k += 1
            i = k
        return i

    def de_infinitive(self, i: int) -> int | None:
        """Return where the content begins after *de*: *promet de venir*."""
        tokens = self.tokens
        for k in self._gap(i):
            if tokens[k].lower in ("de", "d'"):
                if self.infinitive(k + 1) is not None:
                    return k + 1
                if k == i:
                    return None
        return None

    def bare_clause(self, i: int) -> int | None:
        """Return where an English clause without *that* begins: *thinks the boom will end*."""
        tokens = self.tokens
        if i + 2 >= len(tokens) or tokens[i].kind in ("punct", "quoted"):
            return None
        if tokens[i].lower in self.words.prepositions | {"to", "off", "up", "down", "out", "as"}:
            return None
        rest = tokens[i + 1 :]
        if any(
            t.lower in self.words.modals
            or any(r.form == "finite" for r in self.reader.lexicon.readings(t.text))
            for t in rest
        ):
            return i
        return None

    def attribute(self, i: int) -> int:
        """Return where an attribute begins after a verb; *peu réaliste* keeps its adverb."""
        k = self.reader.verbs.past_adverbs(i)
        while k > i and self.tokens[k - 1].lower in self.words.degrees:
            k -= 1
        return k

    def is_judgement(self, verb: Verb, i: int) -> bool:
        """Return whether *juge le calendrier tenable* stands here: an object and its attribute."""
        tokens = self.tokens
        i = self.attribute(i)
        if i >= len(tokens):
            return False
        if verb.lemma in self.words.judgements:
            priced = any(
                t.lower == "à" and (tokens[k + 1].kind == "number" or tokens[k + 1].pos == "NUM")
                for k, t in enumerate(tokens[i : min(len(tokens) - 1, i + 10)], start=i)
            )
            if priced:
                return True
            if tokens[i].kind == "quoted":
                return True
            rest = tokens[i : i + 14]
            return any(t.pos == "ADJ" or t.kind == "quoted" for t in rest) and (
                tokens[i].kind == "word" and not tokens[i].infinitive
            )
        return self.quotes_words(i, min(len(tokens), i + 10))

    def phrase(self, i: int) -> int | None:
        """Return where the noun phrase with quoted words begins: *voit dans X une « chance »*."""
        tokens, w = self.tokens, self.words
        k = self.reader.verbs.past_adverbs(i)
        if k >= len(tokens):
            return None
        if tokens[k].lower in w.of | {"of", "about", "sur", "for", "as"}:
            k += 1
        elif tokens[k].lower in w.prepositions:
            mention = None
            j = k + 1
            while j < len(tokens) and mention is None and j < k + 3:
                mention = self.reader.phrases.mention_at(j)
                j += 1
            if mention is not None:
                past = next(
                    (n for n, t in enumerate(tokens) if t.start >= mention.end), len(tokens)
                )
                if self.quotes_words(past, past + 10):
                    k = self.reader.verbs.past_adverbs(past)
                else:
                    k += 1
            else:
                k += 1
        if k < len(tokens) and tokens[k].infinitive:
            return None
        if any(t.lower in ("what", "whatever") for t in tokens[max(0, i - 4) : i]):
            return None  # « on what it calls “superintelligence” »
        return k if self.quotes_words(k, k + 10) else None
