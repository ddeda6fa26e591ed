"""The subject that stands before a verb."""

from __future__ import annotations

from claimtrack.quotations.phrases import Mention, PhraseReader
from claimtrack.quotations.verbs import Verb, VerbReader
from claimtrack.text import fold

__all__ = ["SubjectReader"]


class SubjectReader:
    """Finds subjects, past appositions, relatives and stressed pronouns."""

    def __init__(self, phrases: PhraseReader, verbs: VerbReader) -> None:
        self.phrases = phrases
        self.verbs = verbs
        self.tokens = phrases.tokens
        self.words = phrases.words

    def subject_before(self, verb: Verb, floor: int = 0) -> Mention | None:
        """Return the subject that stands before a verb, looking back to token ``floor``."""
        tokens, w = self.tokens, self.words
        j = verb.first - 1
        while j >= floor and (self.verbs.is_adverb(j) or tokens[j].lower in w.clitics):
            if j > floor and tokens[j - 1].lower in w.determiners and self.verbs.is_adverb(j):
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
            return self.antecedent(j, floor)
        bracketed = token.text in (",", ")")
        best: Mention | None = None
        for k in range(floor, j + 1):
            if not self.is_boundary(k, floor) or (bracketed and self._in_relative(k, floor)):
                continue
            mention = self.phrases.mention_at(k)
            if mention is None or mention.kind == "pronoun" or mention.stop > verb.first:
                continue
            if self._reaches(mention, j, bracketed=bracketed):
                best = mention if best is None or not bracketed or mention.kind == "name" else best
        return best or self._plain_subject(j, floor) or self._parsed_subject(verb, floor)

    def _in_relative(self, k: int, floor: int) -> bool:
        """Return whether *, que* stands before ``k``: *un mail, que X a lu, enjoint ...*."""
        tokens = self.tokens
        relative = k - 2 > floor and tokens[k - 1].lower in ("que", "qu'")
        return relative and tokens[k - 2].text == ","

    def _parsed_subject(self, verb: Verb, floor: int) -> Mention | None:
        """Return the subject that the parse gives a verb: past participles and remarks."""
        offset = self.tokens[verb.last].subject
        if offset < 0:
            return None
        k = self.phrases.token_after(offset)
        if not floor <= k < verb.first or self.tokens[k].start != offset:
            return None
        mention = self.phrases.mention_at(k)
        inside = mention is not None and mention.stop <= verb.first
        return mention if inside and mention is not None and mention.kind != "pronoun" else None

    def _plain_subject(self, j: int, floor: int) -> Mention | None:
        """Return the words before a verb as its subject where no phrase could be read.

        *Le même homme*, *l'avant-projet de loi*: a determiner and a noun at the head of the
        clause, nothing else that could be a verb or a second noun phrase up to token ``j``.
        """
        tokens = self.tokens
        if self.phrases.lang != "fr" or tokens[j].kind != "word":
            return None
        k = j
        while k > floor and not self.is_boundary(k, floor):
            k -= 1
        words = tokens[k : j + 1]
        if words[0].lower not in self.words.determiners or len(words) < 2:
            return None
        head = next((t.lower for t in words[1:] if t.pos == "NOUN"), None)
        if head is None or head in self.words.times:
            return None
        if any(t.kind != "word" or (t.finite and not t.capitalised) for t in words):
            return None
        return Mention(
            words[0].start, words[-1].end, j + 1, "noun", self.phrases.slice(k, j + 1),
            head=head, determiner=words[0].lower,
        )  # fmt: skip

    def _past_emphasis(self, j: int, floor: int) -> int:
        """Skip *, elle,* and *, lui,* that stress the subject: Mme Oudin, elle, rappelle."""
        if j - 2 >= floor and self.tokens[j - 2].text == ",":
            return j - 3 if j - 3 >= floor else j
        return j

    def antecedent(self, j: int, floor: int) -> Mention | None:
        """Return the noun phrase before a relative pronoun at token ``j``, a comma between them."""
        for k in range(max(floor, j - 24), j):
            if not self.is_boundary(k, floor) and k != floor:
                continue
            mention = self.phrases.mention_at(k)
            if mention and mention.kind != "pronoun" and j - 1 <= mention.stop <= j:
                return mention
        for k in range(j - 1, max(floor, j - 12) - 1, -1):
            mention = self.phrases.mention_at(k)
            if mention and mention.kind == "name" and j - 1 <= mention.stop <= j:
                return mention
        return None

    def is_boundary(self, k: int, floor: int) -> bool:
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
            if any((t.finite and not t.capitalised) or t.kind == "quoted" for t in between):
                return False
            if bracketed:  # « X, président depuis 2017, »
                return self.phrases.token_after(mention.end) < mention.stop
            return all(t.kind == "word" and t.lower not in self.words.auxiliaries for t in between)
        return bracketed

    def first_subject(self, limit: int | None = None) -> Mention | None:
        """Return the first mention before token ``limit`` that can be a subject."""
        stop = len(self.tokens) if limit is None else limit
        best: Mention | None = None
        for k in range(min(stop, 30)):
            if not self.is_boundary(k, 0):
                continue
            mention = self.phrases.mention_at(k)
            if mention is None or mention.stop > stop:
                continue
            if mention.kind == "noun" and mention.role is None and best is not None:
                continue
            following = self.tokens[mention.stop] if mention.stop < stop else None
            if mention.kind == "name" or (
                following is not None and following.kind in ("word", "pronoun")
            ):
                return mention
            best = best or mention
        return best

    # -- whether a source can say something ------------------------------------------------------

    def may_govern(self, verb: Verb, mention: Mention) -> bool:
        """Return whether a source can be the subject of a verb with a complement as content.

        Some verbs want somebody who speaks (*redouter*, *fustiger*); others take things too
        (*la façade rappelle un temple*), so that the source must be able to speak.
        """
        if mention.text.lower() in ("on", "nous", "vous"):
            before = self.phrases.token_after(mention.start) - 1
            return before > 0 and self.tokens[before].text == ","  # Côté syndical, on redoute
        return verb.lemma not in self.words.things_too or self.speaks(mention)

    def speaks(self, mention: Mention) -> bool:
        """Return whether a source can say something: a person, a group, a body, a document."""
        if mention.kind in ("name", "pronoun") or mention.role is not None:
            return True
        w, head = self.words, mention.head or ""
        return (
            self.phrases.lexicon.is_role(head)
            or w.is_organisation(head)
            or head.rstrip("s") in w.speaking_heads
            or fold(head) in w.demonyms
            or head in w.speaking_heads | w.speaking_things | w.generic_people | w.indefinites
            or head in w.ordinals_first | w.ordinals_second | w.ordinals_last | w.firms
            or head in w.institutions | w.offices | w.counterparts | w.no_roles
        )
