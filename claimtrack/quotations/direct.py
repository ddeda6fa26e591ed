"""Direct quotations: which quoted stretches are statements, and the cue clause beside them.

A quoted stretch is a statement when a cue clause follows it or a colon leads to it, when it
goes on with a statement, or when it stands as a sentence of its own. Headings, titles, scare
quotes and words cited as words are none (guideline, section 1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimtrack.quotations.cues import CueClause, CueReader
from claimtrack.quotations.marks import Quoted
from claimtrack.quotations.phrases import Mention, PhraseReader
from claimtrack.quotations.tokens import Tagger, Token, tokenize
from claimtrack.text import strip_bounds

__all__ = ["DirectReader", "Statement", "cut_incises"]

_LONGEST_HEADING = 9
_FINAL = tuple(".!?…")


@dataclass(slots=True)
class Statement:
    """A direct quotation of one unit: its spans, its cue clause, where reading goes on."""

    spans: list[tuple[int, int]]
    clause: CueClause | None
    rule: str
    unquoted: bool = False
    resume: int = 0


class DirectReader:
    """Finds the direct quotations in the tokens of one unit."""

    def __init__(self, text: str, reader: CueReader, quoted: Mapping[int, Quoted]) -> None:
        """Read with ``reader``; ``quoted`` gives quoted stretches by the offset of their mark."""
        self.text = text
        self.reader = reader
        self.tokens = reader.tokens
        self._quoted = quoted

    # -- what a quoted stretch looks like --------------------------------------------------------

    def piece(self, i: int) -> Quoted:
        """Return the quoted stretch of token ``i``."""
        return self._quoted[self.tokens[i].start]

    def content(self, i: int) -> str:
        """Return the words of the quoted stretch of token ``i``."""
        piece = self.piece(i)
        return self.text[piece.start : piece.end]

    def word_count(self, i: int) -> int:
        """Return how many words the quoted stretch of token ``i`` has."""
        return len(re.findall(r"\w+", self.content(i)))

    def is_sentence(self, i: int) -> bool:
        """Return whether the stretch reads as a sentence: capital or final mark, some words."""
        words = self.content(i)
        if not words:
            return False
        ends = words.rstrip().endswith(_FINAL)
        return (ends and self.word_count(i) > 1) or (
            words.lstrip("—–-«“ ")[:1].isupper() and self.word_count(i) > 3
        )

    def is_clause(self, i: int) -> bool:
        """Return whether the stretch is long enough to state something."""
        return self.word_count(i) >= 5

    def stands_alone(self, i: int) -> bool:
        """Return whether the stretch is a whole sentence that a comma ties to what follows."""
        following = self.tokens[i + 1].text if i + 1 < len(self.tokens) else ""
        spoken = following == "," or self.content(i).endswith((",", "?", "!"))
        return spoken and self.is_sentence(i) and self.is_clause(i)

    def named_after(self, i: int) -> Mention | None:
        """Return the first name that stands after the stretch in its unit, or None."""
        found = (self.reader.phrases.mention_at(k) for k in range(i + 1, len(self.tokens)))
        return next((m for m in found if m is not None and m.kind == "name"), None)

    # -- units that begin with a quotation --------------------------------------------------------

    def opening(self, start: int = 0) -> int | None:
        """Return the index of the quoted token that begins the unit, or None."""
        tokens = self.tokens
        i = start
        while i < len(tokens) and (
            tokens[i].text in "—–-…," or tokens[i].lower in ("et", "mais", "and", "but", "puis")
        ):
            i += 1
        return i if i < len(tokens) and tokens[i].kind == "quoted" else None

    def followed_by_cue(self, i: int) -> Statement | None:
        """Return the statement that begins with quoted token ``i`` and whose cue follows it.

        Quoted stretches separated by the reporter's own words (« ... » que dégage l'entreprise
        « ... », décrit X) are spans of one statement.
        """
        tokens = self.tokens
        spans = [self.span(i)]
        unquoted = False
        k = i + 1
        while k < len(tokens):
            if tokens[k].kind == "quoted":
                spans.append(self.span(k))
                k += 1
                continue
            comma = tokens[k].text in (",", "—", "–")
            before = self.content(k - 1) if tokens[k - 1].kind == "quoted" else ""
            lenient = tokens[k - 1].kind == "quoted" and (
                comma or before.endswith((",", "?", "!", "…"))
            )
            at = k + 1 if comma else k
            clause = None
            if tokens[k - 1].kind == "quoted" or comma:
                clause = self.reader.incise_at(at, lenient=lenient)
                if clause is not None and not lenient and not comma and not self._strong(clause, i):
                    clause = None
                if clause is not None and tokens[k - 1].kind != "quoted" and unquoted:
                    clause = clause if self._strong(clause, i) else None
            if clause is not None:
                return self._with_rest(Statement(spans, clause, clause.rule, unquoted))
            if tokens[k].kind in ("word", "number", "pronoun"):
                unquoted = True
            k += 1
        return None

    def _strong(self, clause: CueClause, i: int) -> bool:
        """Return whether a clause reports even without a comma before it."""
        if clause.rule == "inverted subject":
            verb = self.reader.verbs.verb_at(clause.first)
            return verb is not None and bool(verb.constructions) and self.is_sentence(i)
        return clause.rule in ("inverted pronoun", "straight subject") or self.is_clause(i)

    def _with_rest(self, statement: Statement) -> Statement:
        """Add the quoted stretches after the cue clause that have no cue of their own."""
        tokens = self.tokens
        assert statement.clause is not None  # noqa: S101 - the caller has just found it
        k = statement.clause.stop
        while k < len(tokens):
            if tokens[k].kind == "quoted":
                if self._has_own_cue(k):
                    break
                beside = tokens[k - 1].text in (",", ".", "—", "–")
                spoken = beside or self.is_clause(k) or tokens[k - 1].text == ":"
                if spoken and (beside or not self._reported_anew(statement.clause.stop, k)):
                    statement.spans.append(self.span(k))
                else:
                    break
            k += 1
        statement.resume = k if k < len(tokens) and tokens[k].kind == "quoted" else len(tokens)
        if statement.resume == len(tokens):
            statement.resume = statement.clause.stop
        return statement

    def reported_anew(self, statement: Statement, k: int) -> Statement | None:
        """Return the statement of quoted token ``k`` that a second cue leads to.

        *glisse X, avant d'ajouter : « ... »*: the source is that of the first cue.
        """
        clause = statement.clause
        if clause is None or self.tokens[k - 1].text != ":":
            return None
        for j in range(clause.stop, k):
            readings = self.reader.lexicon.readings(self.tokens[j].text)
            if any(r.form in ("present_participle", "infinitive") for r in readings):
                token = self.tokens[j]
                cue = CueClause(token.start, token.end, j, k + 1, clause.mention, "second cue")
                return Statement([self.span(k)], cue, cue.rule, resume=len(self.tokens))
        return None

    def _has_own_cue(self, k: int) -> bool:
        follows = k + 2 < len(self.tokens) and self.tokens[k + 1].text == ","
        return follows and self.reader.incise_at(k + 2, lenient=False) is not None

    def _reported_anew(self, i: int, k: int) -> bool:
        """Return whether a new cue stands between a cue clause and the quoted token ``k``."""
        for j in range(i, k):
            readings = self.reader.lexicon.readings(self.tokens[j].text)
            if any(r.form in ("present_participle", "infinitive") for r in readings):
                return True
            if self.tokens[j].lower in ("qui", "who") and self.reader.verbs.verb_at(j + 1):
                return True
        return False

    def span(self, i: int) -> tuple[int, int]:
        """Return the bounds of what quoted token ``i`` quotes."""
        piece = self.piece(i)
        # English puts the comma before the mark: “It's a bubble,” says X
        return strip_bounds(self.text, piece.start, piece.end, ",")

    # -- X : « ... » ------------------------------------------------------------------------------

    def after_colon(self, last: Mention | None) -> Statement | None:
        """Return the statement that a colon leads to, or None."""
        tokens = self.tokens
        k = next(
            (
                i
                for i in range(1, len(tokens))
                if tokens[i].kind == "quoted" and tokens[i - 1].text == ":"
            ),
            None,
        )
        if k is None:
            return None
        verb_clause = self._cue_before(k - 1, last)
        if verb_clause is None:
            return None
        has_verb = verb_clause.end > verb_clause.start
        if not (self.is_sentence(k) or (has_verb and (self.is_clause(k) or self._capital(k)))):
            return None
        spans = [self.span(k)]
        spans.extend(self.span(j) for j in range(k + 1, len(tokens)) if tokens[j].kind == "quoted")
        clause = verb_clause if has_verb else None
        statement = Statement(spans, verb_clause, "colon", resume=len(tokens))
        return statement if clause is not None or verb_clause.mention is not None else None

    def _capital(self, k: int) -> bool:
        return self.content(k)[:1].isupper()

    def _cue_before(self, colon: int, last: Mention | None) -> CueClause | None:
        """Return the cue and source that the words before a colon give.

        The cue is empty (start equals end) when only a subject stands there: *Le gérant a fait
        ses comptes : « ... »*.
        """
        tokens, reader = self.tokens, self.reader
        found: CueClause | None = None
        i = 0
        while i < colon:
            verb = reader.verbs.verb_at(i)
            if verb is not None and verb.last < colon:
                mention = reader.subjects.subject_before(verb)
                if mention is None and tokens[verb.first - 1 if verb.first else 0].lower in (
                    "et", "mais", "puis", "qui", "and", "but",
                ):  # fmt: skip
                    mention = last
                if mention is not None:
                    start, end = tokens[verb.cue_first].start, tokens[verb.last].end
                    found = CueClause(start, end, verb.first, colon, mention, "colon")
                i = verb.last
            i += 1
        if found is not None:
            return found
        return (
            self._infinitive_of_narration(colon, last)
            or reader.preposition_at(0)
            or self._subject_only(colon)
        )

    def _infinitive_of_narration(self, colon: int, last: Mention | None) -> CueClause | None:
        """Return *Et de conclure :* or *Et la professeure de sourire :*, or *avant d'ajouter :*."""
        tokens = self.tokens
        for i in range(1, colon):
            readings = self.reader.lexicon.readings(tokens[i].text)
            if tokens[i - 1].lower not in ("de", "d'") or not any(
                r.form == "infinitive" for r in readings
            ):
                continue
            mention = last
            if tokens[0].lower == "et" and i > 2:
                mention = self.reader.phrases.mention_at(1) or last
            return CueClause(tokens[i].start, tokens[i].end, 0, colon, mention, "colon")
        return None

    def _subject_only(self, colon: int) -> CueClause | None:
        mention = self.reader.subjects.first_subject(colon)
        if mention is None:
            return None
        person = mention.kind != "noun" or mention.role is not None
        agent = mention.head is not None and self.reader.lexicon.is_role(mention.head)
        if not (person or agent):
            return None
        at = self.tokens[colon].start
        return CueClause(at, at, 0, colon, mention, "colon")

    # -- quotations inside a sentence --------------------------------------------------------------

    def after_comma(self) -> Statement | None:
        """Return *..., « je ne suis pas cotée », plaisante X*: a clause quoted inside a unit."""
        tokens = self.tokens
        for i in range(1, len(tokens)):
            if tokens[i].kind == "quoted" and tokens[i - 1].text == "," and self.is_clause(i):
                statement = self.followed_by_cue(i)
                if statement is not None and not statement.unquoted:
                    return statement
        return None

    def is_heading(self, i: int, *, alone: bool) -> bool:
        """Return whether the quoted token ``i``, alone in its paragraph, is a heading."""
        words = self.content(i)
        piece = self.piece(i)
        tail = self.text[piece.close : piece.close + 1]
        return (
            alone
            and self.word_count(i) <= _LONGEST_HEADING
            and not words.rstrip().endswith(_FINAL)
            and tail not in tuple(".!?…,")
        )


def cut_incises(
    text: str, plain: str, start: int, end: int, lang: str, tagger: Tagger
) -> tuple[list[tuple[int, int]], CueClause | None, PhraseReader]:
    """Cut the cue clauses out of a content that keeps them inside its marks.

    « Nous avons vécu ce film, commence-t-elle. Une invention formidable. » gives two spans and
    the clause. Only reporting verbs count, between a comma or a final mark and the next one.
    ``plain`` is the text with its typography unified, made once for the article.
    """
    phrases = PhraseReader(text, tokenize(plain, start, end, lang, tagger), lang)
    tokens = phrases.tokens
    reader = CueReader(phrases)
    spans: list[tuple[int, int]] = []
    first_clause: CueClause | None = None
    begin, i = start, 1
    while i < len(tokens):
        clause = None
        if tokens[i - 1].text in (",", "!", "?", "…") and i > 1:
            clause = _bounded_incise(reader, tokens, i)
        if clause is None:
            i += 1
            continue
        cut = tokens[i - 1].start if tokens[i - 1].text == "," else tokens[i - 1].end
        spans.append(strip_bounds(text, begin, cut))
        first_clause = first_clause or clause
        stop = clause.stop
        while stop < len(tokens) and tokens[stop].text not in (",", ".", ":"):
            stop += 1
        begin = tokens[stop].end if stop < len(tokens) else end
        i = stop + 2
    if begin < end:
        spans.append(strip_bounds(text, begin, end))
    return [s for s in spans if s[0] < s[1]], first_clause, phrases


def _bounded_incise(reader: CueReader, tokens: Sequence[Token], i: int) -> CueClause | None:
    clause = reader.incise_at(i, lenient=False)
    if clause is None or clause.rule not in (
        "inverted pronoun", "inverted subject", "straight subject",
    ):  # fmt: skip
        return None
    verb = reader.verbs.verb_at(i)
    if clause.rule == "inverted subject" and (
        verb is None or not verb.constructions & {"incise", "clause"}
    ):
        return None
    if clause.mention is not None and clause.mention.text.lower() in ("on", "vous", "nous"):
        return None
    if (
        clause.mention is not None
        and clause.mention.kind == "noun"
        and (
            clause.mention.role is None
            and not reader.lexicon.is_role(clause.mention.head or "")
            and (clause.mention.head or "") not in reader.words.indefinites | {"voix", "voice"}
        )
    ):
        return None
    following = tokens[clause.stop].lower if clause.stop < len(tokens) else "."
    closes = following in (",", ".", ":") or following in reader.words.prepositions
    return clause if closes or clause.rule == "inverted pronoun" else None
