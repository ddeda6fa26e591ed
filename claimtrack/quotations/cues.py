"""Cue clauses: *commente à l'AFP le blogueur X*, *a-t-elle dit*, *selon lui*, *X estime que*.

A cue ties a content to a source. This module finds the cue and the words of the source beside
it; it knows nothing of who the source is in the rest of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.quotations.phrases import Mention, PhraseReader
from claimtrack.quotations.subjects import SubjectReader
from claimtrack.quotations.tokens import Token
from claimtrack.quotations.verbs import Verb, VerbReader
from claimtrack.text import fold

__all__ = ["CueClause", "CueReader"]

# How many tokens may stand between an inverted verb and its subject: « commente à l'AFP ... X ».
_LONGEST_GAP = 18


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
        self.verbs = VerbReader(phrases.text, phrases.tokens, phrases.lang)
        self.subjects = SubjectReader(phrases, self.verbs)
        self.surnames = surnames
        self.tokens: Sequence[Token] = phrases.tokens
        self.lang = phrases.lang
        self.lexicon = phrases.lexicon
        self.words = phrases.words

    def incise_at(self, i: int, *, lenient: bool) -> CueClause | None:
        """Return the cue clause that begins at token ``i`` right after a content, or None.

        ``lenient`` accepts any finite verb with an inverted subject, as after a quoted stretch
        and a comma; otherwise the verb must be a reporting verb.
        """
        if i >= len(self.tokens):
            return None
        return (
            self._inverted_pronoun(i)
            or self.preposition_at(i)
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
            while k < len(tokens) and self.verbs.is_adverb(k):
                k += 1
            if k < len(tokens) and any(
                r.form == "past_participle" for r in self.lexicon.readings(tokens[k].text)
            ):
                first = last = k
                stop = k + 1
            elif tokens[j].lower in self.words.be:
                return None
        else:
            verb = self.verbs.verb_at(i)
            if verb is not None and verb.last > j:
                first = last = verb.last
                stop = verb.last + 1
        if mention is not None and mention.text.lower() == "on":
            mention, stop = self._behind_one(stop) or (mention, stop)
        return CueClause(
            tokens[first].start, tokens[last].end, i, stop, mention, "inverted pronoun"
        )

    def _behind_one(self, i: int) -> tuple[Mention, int] | None:
        """Return who is meant by *on* in *indique-t-on de source proche*, *dit-on chez Orsel*."""
        tokens, w = self.tokens, self.words
        if i + 1 >= len(tokens):
            return None
        if (unnamed := self._from_a_source(i)) is not None:
            return unnamed
        if tokens[i].lower in w.at | {"à", "au", "dans", "auprès"}:
            if tokens[i].lower == "auprès" and tokens[i + 1].lower in ("du", "des"):
                mention = self.phrases.contracted_at(i + 1)
            else:
                near = tokens[i].lower == "auprès" and tokens[i + 1].lower in w.of
                mention = self.phrases.mention_at(i + 1 + near)
            if mention is not None and mention.kind != "pronoun":
                return mention, mention.stop
        return None

    def _from_a_source(self, i: int) -> tuple[Mention, int] | None:
        """Return *de source syndicale*, *de sources concordantes* at token ``i``, or None."""
        tokens = self.tokens
        if i + 2 >= len(tokens) or tokens[i].lower != "de":
            return None
        if tokens[i + 1].lower not in ("source", "sources"):
            return None
        j = i + 2
        while j < len(tokens) and tokens[j].kind == "word" and not tokens[j].finite:
            j += 1
        said = Mention(
            tokens[i + 1].start, tokens[j - 1].end, j, "noun",
            self.phrases.slice(i + 1, j), head="source",
        )  # fmt: skip
        return said, j

    def _inverted_subject(self, i: int, *, lenient: bool) -> CueClause | None:
        verb = self.verbs.verb_at(i) or (self._after_object(i) if lenient else None)
        if verb is None or self.verbs.is_only_compound(verb):
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

    def _after_object(self, i: int) -> Verb | None:
        """Return the verb of *le coupe sa voisine*, which the tagger takes for a noun, or None."""
        tokens = self.tokens
        if self.lang != "fr" or i + 2 >= len(tokens):
            return None
        if tokens[i].lower not in ("le", "la", "l'", "les", "lui", "leur"):
            return None
        found = tuple(r for r in self.lexicon.readings(tokens[i + 1].text) if r.form == "finite")
        if not found or self.phrases.mention_at(i + 2) is None:
            return None
        return Verb(i, i + 1, i + 1, found)

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
                    past = self._past_bearing(mention, j, i)
                    if past is None:
                        return mention
                    j, adverbial = past, True
                    continue
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
            adverbial = adverbial or self.verbs.is_adverb(j)
            governed = governed and token.lower in w.determiners
            j += 1
        return None

    def _past_bearing(self, mention: Mention, j: int, i: int) -> int | None:
        """Return the index of the comma after *la voix cassée* at ``j``, before the subject.

        How somebody speaks, between commas: what stands there says nothing itself.
        """
        tokens = self.tokens
        if j == i or tokens[j - 1].text != "," or mention.kind != "noun" or self.lang != "fr":
            return None
        comma = next(
            (k for k in range(j + 1, min(len(tokens), j + 8)) if tokens[k].text == ","), None
        )
        if comma is None or mention.stop > comma or self.subjects.speaks(mention):
            return None
        following = self.phrases.mention_at(comma + 1)
        named = following is not None and following.kind != "pronoun"
        speaks = following is not None and named and self.subjects.speaks(following)
        return comma if speaks else None

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
        stops = [self.phrases.token_after(mention.end), mention.stop]
        if mention.stop < len(self.tokens) and self.tokens[mention.stop].text == ",":
            stops.append(mention.stop + 1)  # « X, a doctor, said »
        for stop in dict.fromkeys(stops):
            verb = self.verbs.verb_at(stop) if stop < len(self.tokens) else None
            if verb is not None and not self.verbs.is_only_compound(verb):
                return CueClause(
                    self.tokens[verb.cue_first].start,
                    self.tokens[verb.last].end,
                    i,
                    verb.last + 1,
                    mention,
                    "straight subject",
                )
        return None

    def preposition_at(self, i: int) -> CueClause | None:
        """Return *selon X*, *aux yeux de X*, *à ses yeux* at token ``i``, or None."""
        tokens = self.tokens
        unnamed = self._from_a_source(i) if self.lang == "fr" else None
        if unnamed is not None:
            said_by, stop = unnamed
            return CueClause(tokens[i].start, tokens[i].end, i, stop, said_by, "de source")
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
            mention = self._governed(i + length)
            if mention is None or (kind == "person" and not self._may_speak(mention)):
                return None
            cue_end = tokens[i + length - 1]
            if cue_end.lower in self.words.of and length > 1:
                cue_end = tokens[i + length - 2]
            return CueClause(tokens[i].start, cue_end.end, i, mention.stop, mention, phrase)
        return None

    def _governed(self, i: int) -> Mention | None:
        """Return the source after a *selon*-like phrase, whose last word may hold its article."""
        if self.tokens[i - 1].lower == "des" and self.lang == "fr":
            return self.phrases.mention_at(i - 1)  # aux yeux des analystes
        if self.tokens[i - 1].lower == "du" and self.lang == "fr":
            return self.phrases.contracted_at(i - 1)  # de l'avis du patron d'Orsel
        return self.phrases.mention_at(i)

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
            elif token.lower in ("l'", "les") and self.lang == "fr":
                agreement = None  # à l'en croire
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
        if head in self.words.opinion_holders or head.rstrip("s") in self.words.opinion_holders:
            return mention.determiner not in ("un", "une")
        if len(mention.text.split()) > 2 and mention.role is None:
            return self.lexicon.is_role(head)  # pour la deuxième année
        return (
            mention.role is not None
            or self.lexicon.is_role(head)
            or head in self.words.ordinals_first | self.words.ordinals_second
            or head in self.words.ordinals_last
        )
