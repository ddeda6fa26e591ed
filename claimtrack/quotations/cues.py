"""Cue clauses: *commente à l'AFP le blogueur X*, *a-t-elle dit*, *selon lui*, *X estime que*.

A cue ties a content to a source. This module finds the cue and the words of the source beside
it; it knows nothing of who the source is in the rest of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.quotations.lexicon import VerbReading
from claimtrack.quotations.phrases import Mention, PhraseReader
from claimtrack.quotations.tokens import Token
from claimtrack.text import fold

__all__ = ["CueClause", "CueReader", "Verb"]

# How many tokens may stand between an inverted verb and its subject: « commente à l'AFP ... X ».
_LONGEST_GAP = 18


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its tokens, clitics and auxiliaries included, and its readings."""

    first: int
    last: int
    cue_first: int
    readings: tuple[VerbReading, ...]

    @property
    def constructions(self) -> frozenset[str]:
        """Every construction that one of the readings takes."""
        return frozenset().union(*(reading.constructions for reading in self.readings))

    @property
    def lemma(self) -> str:
        """The verb."""
        return self.readings[0].lemma if self.readings else ""


@dataclass(frozen=True, slots=True)
class CueClause:
    """A cue with the mention of its source; offsets in the article.

    ``first`` and ``stop`` are the token indexes the clause covers.
    """

    start: int
    end: int
    first: int
    stop: int
    mention: Mention | None
    rule: str


class CueReader:
    """Finds the cue clauses of one stretch of tokens."""

    def __init__(self, phrases: PhraseReader, surnames: frozenset[str] = frozenset()) -> None:
        """Read with ``phrases``; ``surnames`` are the folded surnames of the article's people."""
        self.phrases = phrases
        self.surnames = surnames
        self.tokens: Sequence[Token] = phrases.tokens
        self.lang = phrases.lang
        self.lexicon = phrases.lexicon
        self.words = phrases.words

    # -- verbs ---------------------------------------------------------------------------------

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
        if tokens[j].lower in w.auxiliaries:
            k = j + 1
            while k < len(tokens):
                found = tuple(
                    r for r in self.lexicon.readings(tokens[k].text) if r.form == "past_participle"
                )
                if found:
                    return self._extend(Verb(i, k, j, found))
                past = k + 1 if tokens[k].kind == "pronoun" else self.past_adverbs(k)
                if past == k:
                    break
                k = past
        found = tuple(r for r in self.lexicon.readings(tokens[j].text) if r.form == "finite")
        if not found or not self._may_be_verb(j):
            return None
        reflexive = j > i and tokens[j - 1].lower in ("se", "s'")
        return self._extend(Verb(i, j, j - 1 if reflexive else j, found))

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
                    self.tokens[k].kind == "pronoun" or self._is_adverb(k)
                ):
                    k += 1
                stretch = [t.lower for t in self.tokens[k : k + len(tail)]]
                if stretch == list(tail):
                    constructions = reading.constructions | {"incise", "clause"}
                    whole = VerbReading(reading.lemma, reading.form, constructions)
                    return Verb(verb.first, k + len(tail) - 1, verb.cue_first, (whole,))
        alone = tuple(r for r in verb.readings if r.constructions - {"compound"})
        return Verb(verb.first, verb.last, verb.cue_first, alone or verb.readings)

    def _is_adverb(self, j: int) -> bool:
        token = self.tokens[j]
        if token.kind != "word":
            return False
        if token.lower.endswith("ment") or token.lower in self.words.adverbs:
            return True
        return (token.pos == "ADV" and token.lower not in ("en", "que")) or (
            self.lang == "en" and token.lower.endswith("ly")
        )

    def past_adverbs(self, i: int) -> int:
        """Return the index after adverbs and set phrases: *au contraire*, *de son côté*."""
        tokens = self.tokens
        while i < len(tokens):
            if self._is_adverb(i):
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

    # -- inverted clauses ----------------------------------------------------------------------

    def incise_at(self, i: int, *, lenient: bool) -> CueClause | None:
        """Return the cue clause that begins at token ``i`` right after a content, or None.

        ``lenient`` accepts any finite verb with an inverted subject, as after a quoted stretch
        and a comma; otherwise the verb must be a reporting verb.
        """
        if i >= len(self.tokens):
            return None
        return (
            self._inverted_pronoun(i)
            or self._preposition_clause(i)
            or self._inverted_subject(i, lenient=lenient)
            or (self._straight_subject(i) if self.lang == "en" else None)
        )

    def _inverted_pronoun(self, i: int) -> CueClause | None:
        tokens, w = self.tokens, self.words
        j = i
        while j < len(tokens) and tokens[j].lower in w.clitics:
            j += 1
        if j + 1 >= len(tokens) or tokens[j].kind != "word" or tokens[j + 1].kind != "pronoun":
            return None
        mention = self.phrases.mention_at(j + 1)
        first = j - 1 if j > i and tokens[j - 1].lower in ("se", "s'") else j
        last, stop = j, j + 2
        if tokens[j].lower in w.auxiliaries:
            k = j + 2
            while k < len(tokens) and self._is_adverb(k):
                k += 1
            if k < len(tokens) and any(
                r.form == "past_participle" for r in self.lexicon.readings(tokens[k].text)
            ):
                first = last = k
                stop = k + 1
            elif tokens[j].lower in self.words.be:
                return None
        else:
            verb = self.verb_at(i)
            if verb is not None and verb.last > j:
                first = last = verb.last
                stop = verb.last + 1
        return CueClause(
            tokens[first].start, tokens[last].end, i, stop, mention, "inverted pronoun"
        )

    def _inverted_subject(self, i: int, *, lenient: bool) -> CueClause | None:
        verb = self.verb_at(i)
        if verb is None or self.is_only_compound(verb):
            if not lenient or self.lang != "fr" or not self._plain_verb(i):
                return None
            verb = Verb(i, i, i, ())
        mention = self._subject_after(verb.last + 1)
        if mention is None:
            return None
        return CueClause(
            self.tokens[verb.cue_first].start,
            self.tokens[verb.last].end,
            i,
            mention.stop,
            mention,
            "inverted subject",
        )

    def _plain_verb(self, i: int) -> bool:
        token = self.tokens[i]
        return (
            token.kind == "word"
            and token.pos == "VERB"
            and token.finite
            and not token.capitalised
            and token.lower not in self.words.be
        )

    def _subject_after(self, i: int) -> Mention | None:
        """Return the subject that follows an inverted verb, past complements and adverbials."""
        tokens, w = self.tokens, self.words
        governed = adverbial = False
        j = i
        while j < min(len(tokens), i + _LONGEST_GAP):
            token = tokens[j]
            if token.kind == "quoted" or token.text in ".:;!?…«»":
                return None
            if token.text == ",":
                # « considère, pour sa part, X »: only an adverbial may stand between commas
                if j > i and not (governed or adverbial):
                    return None
                governed = adverbial = False
                j += 1
                continue
            if token.kind != "word":
                j += 1
                continue
            if token.lower in w.relatives:
                return None
            if token.lower in w.prepositions and not token.capitalised:
                governed = True
                j += 1
                continue
            mention = self.phrases.mention_at(j)
            if mention is not None and token.lower in w.networks:
                j += 1
                continue
            if mention is not None and (mention.kind != "pronoun" or self.lang == "en"):
                if not governed:
                    return mention
                if mention.kind == "name" and (split := self._after_acronym(mention, j)):
                    return split
                # the complement of a preposition: « à l'AFP », « pour sa part »; a description
                # after it may have swallowed nothing, so go on right after its own words
                end = mention.end
                j += 1
                while j < len(tokens) and tokens[j].start < end:
                    j += 1
                governed, adverbial = False, True
                continue
            adverbial = adverbial or self._is_adverb(j)
            governed = governed and token.lower in w.determiners
            j += 1
        return None

    def _after_acronym(self, mention: Mention, j: int) -> Mention | None:
        """Return the name in *souligne à l'AFP Anne Roy*, where two names stand side by side."""
        tokens = self.tokens
        while j < len(tokens) and tokens[j].lower in self.words.determiners:
            j += 1
        if j + 1 < len(tokens) and tokens[j].text.isupper() and len(tokens[j].text) > 1:
            following = tokens[j + 1]
            if (
                following.capitalised
                and not following.text.isupper()
                and mention.end > following.start
            ):
                return self.phrases.mention_at(j + 1)
        return None

    def _straight_subject(self, i: int) -> CueClause | None:
        """Return *she says*, *the auditor said*: the order of English after a quotation."""
        mention = self.phrases.mention_at(i)
        if mention is None:
            return None
        # the verb may come before the appositions: « Penhallow warned »
        for stop in dict.fromkeys((self._token_after(mention.end), mention.stop)):
            verb = self.verb_at(stop) if stop < len(self.tokens) else None
            if verb is not None and not self.is_only_compound(verb):
                return CueClause(
                    self.tokens[verb.cue_first].start,
                    self.tokens[verb.last].end,
                    i,
                    verb.last + 1,
                    mention,
                    "straight subject",
                )
        return None

    def _token_after(self, offset: int) -> int:
        return next(
            (k for k, token in enumerate(self.tokens) if token.start >= offset), len(self.tokens)
        )

    # -- selon, according to -------------------------------------------------------------------

    def _preposition_clause(self, i: int) -> CueClause | None:
        return self.preposition_at(i)

    def preposition_at(self, i: int) -> CueClause | None:
        """Return *selon X*, *aux yeux de X*, *à ses yeux* at token ``i``, or None."""
        tokens = self.tokens
        for length in range(6, 0, -1):
            if i + length > len(tokens):
                continue
            phrase = self._joined(i, i + length)
            kind = self.lexicon.prepositions.get(phrase)
            if kind is None:
                continue
            if kind == "possessive":
                position = self._possessive_in(i, i + length)
                return CueClause(
                    tokens[i].start, tokens[i + length - 1].end, i, i + length, position, phrase
                )
            mention = self.phrases.mention_at(i + length)
            if mention is None or (kind == "person" and not self._may_speak(mention)):
                return None
            cue_end = tokens[i + length - 1]
            if cue_end.lower in self.words.of and length > 1:
                cue_end = tokens[i + length - 2]
            return CueClause(tokens[i].start, cue_end.end, i, mention.stop, mention, phrase)
        return None

    def _joined(self, i: int, j: int) -> str:
        """Return the words of the tokens as the lexicon writes them: elided *d'* as *de*."""
        out = ""
        for token in self.tokens[i:j]:
            out += token.lower + ("" if token.text.endswith("'") else " ")
        out = out.strip()
        if out.startswith("a ") and self.lang == "fr":
            out = "à " + out[2:]  # capitals often go without accent: A ses yeux
        return out[:-1] + "e" if out.endswith(" d'") else out

    def _possessive_in(self, i: int, j: int) -> Mention | None:
        for token in self.tokens[i:j]:
            if token.lower in ("ses", "son", "sa", "his", "her", "its"):
                agreement = self.words.pronouns.get(
                    {"his": "he", "her": "she"}.get(token.lower, "")
                )
            elif token.lower in ("leurs", "leur", "their"):
                agreement = self.words.pronouns["eux" if self.lang == "fr" else "they"]
            elif token.lower in ("he", "she", "they"):
                agreement = self.words.pronouns[token.lower]
            else:
                continue
            if agreement is None:
                return Mention(token.start, token.end, j, "pronoun", token.text)
            return Mention(token.start, token.end, j, "pronoun", token.text, agreement=agreement)
        return None

    def _may_speak(self, mention: Mention) -> bool:
        """Return whether *pour X, ...* can mean that X says it, not that X profits from it."""
        if mention.kind == "pronoun":
            return mention.text.lower() in ("lui", "elle", "eux", "elles", "him", "her", "them")
        if mention.kind == "name":
            surname = fold(mention.text).split()[-1]
            return mention.role is not None or surname in self.surnames
        head = mention.head or ""
        return (
            mention.role is not None
            or self.lexicon.is_role(head)
            or head in self.words.ordinals_first | self.words.ordinals_second
            or head in self.words.ordinals_last
        )

    # -- straight order ------------------------------------------------------------------------

    def subject_before(self, verb: Verb, floor: int = 0) -> Mention | None:
        """Return the subject that stands before a verb, looking back to token ``floor``."""
        tokens, w = self.tokens, self.words
        j = verb.first - 1
        while j >= floor and (self._is_adverb(j) or tokens[j].lower in w.clitics):
            if j > floor and tokens[j - 1].lower in w.determiners and self._is_adverb(j):
                break  # « Le même concède »
            j -= 1
        if j < floor:
            return None
        if tokens[j].text == "," and j - 1 >= floor and tokens[j - 1].lower in w.pronouns:
            j = self._past_emphasis(j, floor)
        token = tokens[j]
        if token.kind == "word" and token.lower in w.pronouns:
            return self.phrases.mention_at(j)
        if token.lower in ("qui", "who"):
            return self._antecedent(j, floor)
        bracketed = token.text in (",", ")")
        best: Mention | None = None
        for k in range(floor, j + 1):
            if not self._is_boundary(k, floor):
                continue
            mention = self.phrases.mention_at(k)
            if mention is None or mention.kind == "pronoun" or mention.stop > verb.first:
                continue
            if self._reaches(mention, j, bracketed=bracketed):
                best = mention if best is None or not bracketed or mention.kind == "name" else best
        return best

    def _past_emphasis(self, j: int, floor: int) -> int:
        """Skip *, elle,* and *, lui,* that stress the subject: Mme Oudin, elle, rappelle."""
        if j - 2 >= floor and self.tokens[j - 2].text == ",":
            return j - 3 if j - 3 >= floor else j
        return j

    def _antecedent(self, j: int, floor: int) -> Mention | None:
        for k in range(max(floor, j - 24), j):
            if not self._is_boundary(k, floor) and k != floor:
                continue
            mention = self.phrases.mention_at(k)
            if mention and mention.kind != "pronoun" and j - 1 <= mention.stop <= j:
                return mention
        for k in range(j - 1, max(floor, j - 12) - 1, -1):
            mention = self.phrases.mention_at(k)
            if mention and mention.kind == "name" and j - 1 <= mention.stop <= j:
                return mention
        return None

    def _is_boundary(self, k: int, floor: int) -> bool:
        """Return whether a subject can begin at ``k``."""
        tokens, w = self.tokens, self.words
        if k == floor:
            return tokens[k].lower not in w.prepositions - w.plural_determiners
        before = tokens[k - 1]
        if before.kind == "punct" and before.text in ",;:.!?…)—–-":
            return True
        if before.kind == "quoted":
            return True
        if before.lower in ("et", "mais", "que", "qu'", "and", "but", "that", "or", "car", "si"):
            return True
        return before.lower in ("côté", "perdant") or (
            before.kind == "word" and before.pos == "ADV" and k - 1 == floor
        )

    def _reaches(self, mention: Mention, j: int, *, bracketed: bool) -> bool:
        """Return whether ``mention`` can be the subject of a verb whose group follows token j."""
        if mention.stop > j:
            return True
        between = self.tokens[mention.stop : j + 1]
        if all(t.kind == "word" and t.pos == "ADV" for t in between):
            return True
        if not between or between[0].text not in (",", "("):
            # words the phrase did not take: « un recruteur parisien rencontré mardi »
            return not bracketed and not any(
                t.kind != "word" or t.finite or t.lower in self.words.auxiliaries for t in between
            )
        return bracketed
