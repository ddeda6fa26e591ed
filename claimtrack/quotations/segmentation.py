"""Text -> drafts: walks the paragraphs and hands each unit to the rule that reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimtrack.quotations.cues import CueReader
from claimtrack.quotations.direct import DirectReader, Statement
from claimtrack.quotations.drafts import Draft
from claimtrack.quotations.indirect import IndirectReader
from claimtrack.quotations.inner_incises import cut_incises
from claimtrack.quotations.marks import Quoted
from claimtrack.quotations.phrases import Mention, PhraseReader
from claimtrack.quotations.tokens import Tagger, tokenize
from claimtrack.quotations.units import Paragraph, iter_units, masked_text, paragraphs
from claimtrack.text import strip_bounds, unify_typography

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["draft_quotations"]

# How many tokens a sentence without a verb may have that interrupts a quotation: *Un silence.*
_LONGEST_ASIDE = 4
_DASH = re.compile(r"[—–-]\s+")


def draft_quotations(
    text: str,
    doc: Doc,
    lang: str,
    quoted: Sequence[Quoted],
    surnames: frozenset[str] = frozenset(),
) -> list[Draft]:
    """Return the quotations of ``text`` in reading order, their sources not yet resolved.

    ``surnames`` are the folded surnames of people the article names: *pour X* is a cue for them.
    """
    walker = _Walker(text, doc, lang, quoted, surnames)
    for number, paragraph in enumerate(paragraphs(text, quoted)):
        walker.read(paragraph, number)
    for draft in walker.drafts:  # marks with only a comma between them hold nothing
        draft.spans = [(start, end) for start, end in draft.spans if start < end]
    drafts = sorted((one for one in walker.drafts if one.spans), key=lambda draft: draft.start)
    for order, draft in enumerate(drafts):
        draft.order = order
    return drafts


class _Walker:
    """Reads paragraph after paragraph; remembers what the next sentence may go on with."""

    def __init__(
        self,
        text: str,
        doc: Doc,
        lang: str,
        quoted: Sequence[Quoted],
        surnames: frozenset[str],
    ) -> None:
        self.text, self.lang, self.surnames = text, lang, surnames
        self.tagger = Tagger(doc)
        self.quoted = {piece.open: piece for piece in quoted}
        self.plain = unify_typography(text)
        self.masked = masked_text(text, quoted)
        self.drafts: list[Draft] = []
        self.running: Draft | None = None  # the direct quotation a next sentence may continue
        self.open: Draft | None = None  # left open at the end of its paragraph
        self.subject: Mention | None = None  # of the sentence before, in this paragraph
        self.source: Mention | None = None  # of the quotation before
        self.drafts_at = -1  # how many drafts there were when this paragraph began
        self.before: Mention | None = None  # subject of the paragraph before, if it quotes nobody

    def read(self, paragraph: Paragraph, number: int) -> None:
        """Read one paragraph."""
        before = self.subject if self.drafts_at == len(self.drafts) else None
        self.drafts_at = len(self.drafts)
        self.running, self.subject, self.before = None, None, before
        if paragraph.dialogue and not self._dash_is_quoted(paragraph):
            self._read_dialogue(paragraph, number)
            return
        units = list(iter_units(self.text, self.masked, paragraph))
        for start, end in units:
            alone = len(units) == 1
            self._read_unit(start, end, number, alone=alone)
        last = paragraph.quoted[-1] if paragraph.quoted else None
        left_open = last is not None and not last.closed and last.close == paragraph.end
        self.open = self.drafts[-1] if left_open and self.drafts else None

    @staticmethod
    def _dash_is_quoted(paragraph: Paragraph) -> bool:
        return bool(paragraph.quoted) and paragraph.quoted[0].open == paragraph.start

    def _add(self, draft: Draft, number: int) -> Draft:
        draft.paragraph = number
        draft.hint = draft.hint or self.subject
        self.drafts.append(draft)
        self.source = draft.mention or draft.hint or self.source
        return draft

    # -- one unit ---------------------------------------------------------------------------------

    def _read_unit(self, start: int, end: int, number: int, *, alone: bool) -> None:
        tokens = tokenize(self.masked, start, end, self.lang, self.tagger)
        if not tokens:
            return
        reader = CueReader(PhraseReader(self.text, tokens, self.lang), self.surnames)
        direct = DirectReader(self.text, reader, self.quoted)
        indirect = IndirectReader(self.text, reader)
        first = direct.opening()
        if first is not None and self._continues_open(direct, first):
            return
        if first is not None and self._read_opening(direct, indirect, first, number, alone=alone):
            return
        statement = direct.after_colon(self.source)
        if statement is not None and not (first is not None and statement.clause is None):
            self._read_colon(statement, indirect, number)
            return
        statement = direct.after_comma()
        if statement is not None:
            self._start(statement, number)
            return
        found = indirect.read(0, self.subject if self.subject else None)
        for draft in found:
            self._add(draft, number)
        if not found and len(tokens) <= _LONGEST_ASIDE and not any(t.finite for t in tokens):
            return  # « ... », dit-il. Un temps. « ... »
        self.running = None
        self.subject = (found[-1].mention if found else None) or reader.subjects.first_subject()

    def _continues_open(self, direct: DirectReader, first: int) -> bool:
        piece = direct.piece(first)
        if not piece.continues or self.open is None:
            return False
        draft = self.open
        statement = direct.followed_by_cue(first)
        if statement is not None and _names_another(statement, draft):
            return False  # the mark before was forgotten, not left open
        if statement is not None and statement.clause is not None:
            draft.spans.extend(statement.spans)
            if draft.mention is None:
                draft.cue = (statement.clause.start, statement.clause.end)
                draft.mention, draft.rule = statement.clause.mention, statement.rule
        else:
            spans, clause, _ = cut_incises(
                self.text, self.plain, piece.start, piece.end, self.lang, self.tagger
            )
            draft.spans.extend(spans)
            if clause is not None and draft.mention is None:
                draft.cue, draft.mention = (clause.start, clause.end), clause.mention
        self.drafts.remove(draft)  # keep it last: it may go on again
        self.drafts.append(draft)
        self.running, self.source = draft, draft.mention or self.source
        return True

    def _read_opening(
        self,
        direct: DirectReader,
        indirect: IndirectReader,
        first: int,
        number: int,
        *,
        alone: bool,
    ) -> bool:
        """Read a unit that begins with a quoted stretch; return False when it is no statement."""
        statement = direct.followed_by_cue(first)
        if statement is not None and (
            direct.is_clause(first) or direct.is_sentence(first) or not statement.unquoted
        ):
            self._start(statement, number)
            self._read_rest(statement, direct, indirect, number)
            return True
        statement = direct.explained_after(first)
        if statement is not None:
            self._start(statement, number)
            return True
        tokens = direct.tokens
        bare = all(t.kind in ("quoted", "punct") for t in tokens[first:])
        if self._has_inner_incise(direct, first, number):
            return True
        if self.running is not None and (bare or direct.is_clause(first)):
            self.running.spans.extend(
                direct.span(k) for k in range(first, len(tokens)) if tokens[k].kind == "quoted"
            )
            return True
        if not bare and direct.stands_alone(first) and self._states(direct, first):
            # its cue clause could not be read: keep the statement, whoever says it
            said_by = direct.named_after(first) or self.subject
            draft = Draft("direct", [direct.span(first)], hint=said_by, rule="quoted clause")
            self.running = self._add(draft, number)
            return True
        if not bare or direct.is_heading(first, alone=alone):
            return False
        if direct.word_count(first) < 3 and not direct.is_sentence(first):
            return False
        spans = [direct.span(k) for k in range(first, len(tokens)) if tokens[k].kind == "quoted"]
        hint = self.subject or self.before
        draft = Draft("direct", spans, hint=hint, rule="quoted sentence")
        self.running = self._add(draft, number)
        return True

    def _states(self, direct: DirectReader, first: int) -> bool:
        """Return whether the quoted stretch has a verb: a statement, not a title."""
        piece = direct.piece(first)
        tokens = tokenize(self.plain, piece.start, piece.end, self.lang, self.tagger)
        modals = direct.reader.words.modals
        return any(token.finite or token.lower in modals for token in tokens)

    def _has_inner_incise(self, direct: DirectReader, first: int, number: int) -> bool:
        piece = direct.piece(first)
        spans, clause, _ = cut_incises(
            self.text, self.plain, piece.start, piece.end, self.lang, self.tagger
        )
        if clause is None:
            return False
        draft = Draft("direct", spans, (clause.start, clause.end), clause.mention, rule=clause.rule)
        self.running = self._add(draft, number)
        return True

    def _start(self, statement: Statement, number: int) -> None:
        clause = statement.clause
        draft = Draft(
            kind="mixed" if statement.unquoted else "direct",
            spans=statement.spans,
            cue=(clause.start, clause.end) if clause and clause.end > clause.start else None,
            mention=clause.mention if clause else None,
            rule=statement.rule,
        )
        self.running = self._add(draft, number)
        self.subject = draft.mention

    def _read_rest(
        self, statement: Statement, direct: DirectReader, indirect: IndirectReader, number: int
    ) -> None:
        """Read what follows a statement in its unit: *, ajoutant que ...*, a second statement."""
        tokens = direct.tokens
        at = statement.resume
        if at < len(tokens) and tokens[at].kind == "quoted":
            following = direct.followed_by_cue(at) or direct.reported_anew(statement, at)
            if following is not None:
                self._start(following, number)
                self._read_rest(following, direct, indirect, number)
                return
        if statement.clause is None:
            return
        taken = {s for s, _ in statement.spans}
        rest = statement.clause.stop
        for draft in indirect.read(rest, statement.clause.mention, whole=False):
            if not any(s <= t < e for s, e in draft.spans for t in taken):
                self._add(draft, number)

    def _read_colon(self, statement: Statement, indirect: IndirectReader, number: int) -> None:
        """Read *X : « ... »*, also after an unmarked beginning: *Pas question, répond X : « »*."""
        clause = statement.clause
        around = indirect.incises.around_cue(0)
        if around is not None and clause is not None and around[0].mention is not None:
            before, _ = around
            spans = sorted({*before.spans, *statement.spans})
            before.spans = [
                (a, b)
                for a, b in spans
                if (a, b) in statement.spans or not any(a <= c < b for c, _ in statement.spans)
            ]
            before.kind = "mixed"
            self.running = self._add(before, number)
            return
        if clause is not None and clause.rule == "colon":
            self._read_before(indirect, clause.stop, number)
        self._start(statement, number)

    def _read_before(self, indirect: IndirectReader, stop: int, number: int) -> None:
        """Read what the tokens before ``stop`` report: *a démenti X, ajoutant : « ... »*."""
        reader = indirect.reader
        if stop < 4:
            return
        phrases = PhraseReader(self.text, list(reader.tokens[:stop]), self.lang)
        before = IndirectReader(self.text, CueReader(phrases, self.surnames))
        for draft in before.read(0, self.subject):
            # a bare noun phrase is what the quotation is on: il évoque la crise : « ... »
            if draft.kind == "mixed" or draft.rule in ("that clause", "infinitive"):
                self._add(draft, number)

    # -- dialogue ---------------------------------------------------------------------------------

    def _read_dialogue(self, paragraph: Paragraph, number: int) -> None:
        """Read an utterance that a dash opens: « — Combien d'eau ? attaque la rapporteure. »."""
        dash = _DASH.match(self.text, paragraph.start)
        start = dash.end() if dash else paragraph.start
        spans, clause, _ = cut_incises(
            self.text, self.plain, start, paragraph.end, self.lang, self.tagger
        )
        if not spans:
            return
        first, last = spans[-1]
        spans[-1] = strip_bounds(self.text, first, last)
        words = self.text[spans[0][0] : spans[-1][1]]
        listed = clause is None and not words.rstrip().endswith((".", "!", "?", "…", "»", "”"))
        if listed:
            return  # a list item
        draft = Draft(
            "direct",
            spans,
            cue=(clause.start, clause.end) if clause else None,
            mention=clause.mention if clause else None,
            rule="dialogue",
            dialogue=True,
        )
        self._add(draft, number)


def _names_another(statement: Statement, draft: Draft) -> bool:
    """Return whether a statement has a named source other than the named source of ``draft``."""
    mention = statement.clause.mention if statement.clause else None
    if mention is None or draft.mention is None:
        return False
    return mention.kind == draft.mention.kind == "name" and mention.text != draft.mention.text
