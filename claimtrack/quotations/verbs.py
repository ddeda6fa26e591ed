"""Reporting verbs in a stretch: the verb with its clitics, auxiliary and adverbs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimtrack.quotations.conjugation import VerbForm
from claimtrack.quotations.lexicon import VerbReading
from claimtrack.quotations.stretch import Stretch

__all__ = ["Verb", "VerbReader"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its tokens, clitics and auxiliaries included, and its readings.

    ``reflexive`` tells *se plaint* from *plaint*.
    """

    first: int
    last: int
    cue_first: int
    readings: tuple[VerbReading, ...]
    reflexive: bool = False

    @property
    def constructions(self) -> frozenset[str]:
        """Every construction that one of the readings takes."""
        return frozenset().union(*(reading.constructions for reading in self.readings))

    @property
    def lemma(self) -> str:
        """The verb."""
        return self.readings[0].lemma if self.readings else ""


class VerbReader(Stretch):
    """Finds reporting verbs."""

    def verb_at(self, i: int) -> Verb | None:
        """Return the finite reporting verb whose group begins at token ``i``, or None.

        A group is clitics, auxiliary, adverbs, verb: *n'a pas caché*, *s'est dit*, *had said*.
        """
        tokens, w = self.tokens, self.words
        j = i
        while j < len(tokens) and tokens[j].lower in w.clitics:
            j += 1
        if j >= len(tokens) or tokens[j].kind != "word":
            return None
        chained = self._chained(i, j)
        if chained is not None:
            return chained
        if tokens[j].lower in w.auxiliaries:
            k = j + 1
            while k < len(tokens):
                found = tuple(
                    r for r in self.lexicon.readings(tokens[k].text) if r.form == "past_participle"
                )
                if found and tokens[k].lower != "été":
                    reflexive = self._is_reflexive(i, j)
                    return self._extend(Verb(i, k, j - reflexive, found, reflexive))
                passed = tokens[k].kind == "pronoun" or tokens[k].lower == "été"
                past = k + 1 if passed else self.past_adverbs(k)
                if past == k:
                    break
                k = past
        found = tuple(r for r in self.lexicon.readings(tokens[j].text) if r.form == "finite")
        if not found or not self._may_be_verb(j):
            return None
        reflexive = self._is_reflexive(i, j)
        beside = j > i and tokens[j - 1].lower in ("se", "s'")
        return self._extend(Verb(i, j, j - 1 if beside else j, found, reflexive))

    def _chained(self, i: int, j: int) -> Verb | None:
        """Return the reporting verb of *a fini par affirmer*, *ne cesse de répéter*.

        ``i`` is where the clitics begin, ``j`` the verb or the auxiliary after them.
        """
        tokens, w = self.tokens, self.words
        k = j
        if tokens[k].lower in w.auxiliaries:
            k = self.past_adverbs(k + 1)
        if k >= len(tokens) or tokens[k].lower not in w.chains:
            return None
        k = self.past_adverbs(k + 1)
        linked = k < len(tokens) and tokens[k].lower in w.chain_links
        k += linked
        if k < len(tokens) and linked and tokens[k].lower == "à":
            k += 1  # va jusqu'à dire
        infinitive = self.form_at(k, "infinitive") if k < len(tokens) else None
        if infinitive is None or not linked:
            return None
        return replace(infinitive, first=i)

    def _is_reflexive(self, i: int, j: int) -> bool:
        """Return whether a reflexive pronoun stands among the clitics from ``i`` to ``j``."""
        return any(token.lower in ("se", "s'") for token in self.tokens[i:j])

    def form_at(self, i: int, form: VerbForm) -> Verb | None:
        """Return the reporting verb whose ``form`` stands at token ``i`` with its clitics, or None.

        For forms that need no auxiliary: *disant*, *n'écartant pas*, *(a dénoncé X et) annoncé*.
        """
        tokens = self.tokens
        j = i
        while j < len(tokens) and tokens[j].lower in self.words.clitics:
            j += 1
        if j >= len(tokens) or tokens[j].kind != "word":
            return None
        found = tuple(r for r in self.lexicon.readings(tokens[j].text) if r.form == form)
        if not found or tokens[j].capitalised:
            return None
        return self._extend(Verb(i, j, j, found, self._is_reflexive(i, j)))

    def _may_be_verb(self, j: int) -> bool:
        """Return whether the tagger does not rule a finite verb out at ``j``."""
        token = self.tokens[j]
        if token.capitalised:
            return False
        before = self.tokens[j - 1] if j else None
        if self.lang == "en":
            return not (before and before.lower in ("the", "a", "an", "to", "his", "her", "its"))
        after = self.tokens[j + 1] if j + 1 < len(self.tokens) else None
        if after and after.kind == "pronoun":
            return True
        if token.pos in ("DET", "ADP", "PRON"):
            return False
        # the tagger often takes *juge*, *note*, *doute* for nouns: only their context tells
        if token.pos in ("NOUN", "ADJ", "PROPN") and before is not None:
            if before.lower in self.words.determiners | self.words.prepositions:
                return before.text.endswith("'") and before.lower not in self.words.of
            return not (token.pos == "NOUN" and before.pos in ("ADJ", "NUM"))
        return True

    def _extend(self, verb: Verb) -> Verb:
        """Return ``verb`` with the rest of its compound: *fait valoir*, *met en garde*."""
        for reading in verb.readings:
            for tail in self.lexicon.compounds.get(reading.lemma, ()):
                k = verb.last + 1
                while k < len(self.tokens) and (
                    self.tokens[k].kind == "pronoun" or self.is_adverb(k)
                ):
                    k += 1
                stretch = [t.lower for t in self.tokens[k : k + len(tail)]]
                if stretch == list(tail):
                    further = self.lexicon.compound_complements.get((reading.lemma, *tail))
                    constructions = reading.constructions | {"incise", "clause"}
                    if further is not None:
                        constructions = further | {"incise", "clause"}
                    whole = VerbReading(reading.lemma, reading.form, constructions)
                    return replace(verb, last=k + len(tail) - 1, readings=(whole,))
        alone = tuple(r for r in verb.readings if r.constructions - {"compound"})
        return replace(verb, readings=alone or verb.readings)

    def is_adverb(self, j: int) -> bool:
        """Return whether an adverb stands at token ``j``."""
        token = self.tokens[j]
        if token.kind != "word":
            return False
        if token.lower in self.words.adverbs:
            return True
        if token.lower.endswith("ment") and token.pos != "NOUN":
            return True
        return (token.pos == "ADV" and token.lower not in ("en", "que")) or (
            self.lang == "en" and token.lower.endswith("ly")
        )

    def past_adverbs(self, i: int) -> int:
        """Return the index after adverbs and set phrases: *au contraire*, *de son côté*."""
        tokens = self.tokens
        while i < len(tokens):
            if self.is_adverb(i):
                i += 1
            elif (
                tokens[i].lower in ("au", "pour", "de", "en")
                and i + 1 < len(tokens)
                and (tokens[i + 1].lower in ("contraire", "sa", "son", "outre", "revanche"))
            ):
                i += 3 if tokens[i + 1].lower in ("sa", "son") else 2
            elif (
                tokens[i].text == ","
                and i + 2 < len(tokens)
                and (
                    tokens[i + 1].lower in ("elle", "lui", "eux", "elles")
                    and tokens[i + 2].text == ","
                )
            ):
                i += 3
            else:
                break
        return i

    @staticmethod
    def is_only_compound(verb: Verb) -> bool:
        """Return whether the verb reports only inside a compound that is not there."""
        return verb.constructions == frozenset({"compound"})
