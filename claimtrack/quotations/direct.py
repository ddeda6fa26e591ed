"""Direct quotations: which quoted stretches are statements, and the cue clause beside them.

A quoted stretch is a statement when a cue clause follows it or a colon leads to it, when it
goes on with a statement, or when it stands as a sentence of its own. Headings, titles, scare
quotes and words cited as words are none (guideline, section 1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claimtrack.quotations.colon_cues import ColonCueReader
from claimtrack.quotations.cues import CueClause, CueReader
from claimtrack.quotations.marks import Quoted
from claimtrack.quotations.phrases import Mention
from claimtrack.text import strip_bounds

__all__ = ["DirectReader", "Statement"]

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
        self._colons = ColonCueReader(reader)

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
        verb_clause = self._colons.cue_before(k - 1, last)
        if verb_clause is None:
            statement = self.followed_by_cue(k) if self.is_clause(k) else None
            return statement if statement is not None and not statement.unquoted else None
        has_verb = verb_clause.end > verb_clause.start
        if not (self.is_sentence(k) or (has_verb and (self.is_clause(k) or self._capital(k)))):
            return None
        spans = [self.span(k)]
        spans.extend(self.span(j) for j in range(k + 1, len(tokens)) if tokens[j].kind == "quoted")
        clause = verb_clause if has_verb else None
        statement = Statement(spans, verb_clause, "colon", resume=len(tokens))
        return statement if clause is not None or verb_clause.mention is not None else None

    def explained_after(self, i: int) -> Statement | None:
        """Return *« ... » : le capitaine a résumé ainsi le match*: the cue after a colon."""
        tokens = self.tokens
        if i + 2 >= len(tokens) or tokens[i + 1].text != ":" or not self.is_clause(i):
            return None
        for k in range(i + 2, len(tokens)):
            verb = self.reader.verbs.verb_at(k)
            if verb is None or not verb.constructions & {"incise", "clause"}:
                continue
            mention = self.reader.subjects.subject_before(verb, i + 2)
            if mention is None or not self.reader.subjects.speaks(mention):
                continue
            cue = CueClause(
                tokens[verb.cue_first].start, tokens[verb.last].end, i + 2, len(tokens), mention,
                "after a colon",
            )  # fmt: skip
            return Statement([self.span(i)], cue, cue.rule, resume=len(tokens))
        return None

    def _capital(self, k: int) -> bool:
        return self.content(k)[:1].isupper()

    # -- quotations inside a sentence --------------------------------------------------------------

    def after_comma(self) -> Statement | None:
        """Return *..., « je ne suis pas cotée », plaisante X*: a clause quoted inside a unit."""
        tokens = self.tokens
        for i in range(1, len(tokens)):
            if tokens[i].kind == "quoted" and tokens[i - 1].text == "," and self.is_clause(i):
                statement = self.followed_by_cue(i)
                if statement is not None and not statement.unquoted and self._spoken(statement):
                    return statement
        return None

    def _spoken(self, statement: Statement) -> bool:
        """Return whether the cue is a reporting verb, or its subject somebody who speaks.

        *..., « seule à garder l'emploi », présentait aussi le plan*: what comes is no source.
        """
        clause = statement.clause
        if clause is None or clause.rule != "inverted subject" or clause.mention is None:
            return True
        verb = self.reader.verbs.verb_at(clause.first)
        return bool(verb and verb.constructions) or self.reader.subjects.speaks(clause.mention)

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
