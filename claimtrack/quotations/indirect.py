"""Indirect and mixed quotations: contents reported without marks, or with marks inside.

Each rule names the construction that the cue takes (guideline, section 1): *que* clauses,
infinitives, *selon X*, unmarked contents with an incise, noun phrases with quoted words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimtrack.quotations.colons import ColonReader
from claimtrack.quotations.cues import CueClause, CueReader
from claimtrack.quotations.drafts import Draft
from claimtrack.quotations.hits import Hit, HitReader
from claimtrack.quotations.incises import InciseReader
from claimtrack.quotations.phrases import Mention
from claimtrack.quotations.verbs import Verb

__all__ = ["IndirectReader"]


class IndirectReader:
    """Finds indirect and mixed quotations in the tokens of one unit."""

    def __init__(self, text: str, reader: CueReader) -> None:
        self.text = text
        self.reader = reader
        self.tokens = reader.tokens
        self.words = reader.words
        self.lang = reader.lang
        self.incises = InciseReader(text, reader)
        self.colons = ColonReader(text, reader)
        self.hits = HitReader(text, reader)

    def read(
        self, start: int = 0, subject: Mention | None = None, *, whole: bool = True
    ) -> list[Draft]:
        """Return the quotations reported in the tokens from ``start`` on.

        ``subject`` is the source of the clause before, which *ajoutant que* or *qui prévoit que*
        goes on with. ``whole`` is false when the tokens are the rest of a unit that already has
        a quotation: contents cannot then reach back.
        """
        if whole and (draft := self.incises.leading_preposition(start)):
            return [draft]
        if whole and (around := self.incises.around_cue(start)):
            draft, rest = around
            if draft.mention is not None and draft.mention.kind == "pronoun":
                draft.hint = self.reader.subjects.first_subject()
            return [draft, *(self._governed(rest, draft.mention) if rest is not None else ())]
        found = list(self._governed(start, subject))
        if not found and whole and (draft := self._quoted_predicate(start)):
            return [draft]
        if not found and whole and (draft := self.colons.after_colon(start, subject)):
            return [draft]
        return found

    def _quoted_predicate(self, start: int) -> Draft | None:
        """Return *l'Ordre « salue une prise de conscience »*: the reporting verb is quoted too."""
        tokens = self.tokens
        for i in range(start + 1, len(tokens)):
            if tokens[i].kind != "quoted":
                continue
            words = re.findall(r"\w[\w'’-]*", self.text[tokens[i].start : tokens[i].end])
            readings = self.reader.lexicon.readings(words[0]) if len(words) >= 3 else ()
            if not any(r.form == "finite" for r in readings):
                continue
            mention = self.reader.subjects.subject_before(Verb(i, i, i, readings), start)
            if mention is not None and mention.stop >= i - 1:
                at = tokens[i].start
                clause = CueClause(at, at, i, i + 1, mention, "quoted predicate")
                return self.hits.complements.draft([(i, i + 1)], clause)
        return None

    def _governed(self, start: int, subject: Mention | None) -> Iterator[Draft]:
        hits = list(self.hits.hits(start, subject))
        kept: list[Hit] = []
        for hit in hits:
            if not kept or self._coordinated(hit, kept[-1]):
                kept.append(hit)
        for number, hit in enumerate(kept):
            end = len(self.tokens)
            if number + 1 < len(kept):
                end = self._before_joint(kept[number + 1].first)
            end = self._main_clause_resumes(hit, end)
            end = self.hits.complements.before_medium(hit.content, end)
            if hit.rule == "quoted words":
                end = hit.content + 1
            elif hit.rule == "complement":
                end = self.hits.complements.phrase_end(hit.content, end)
            if hit.mixed_only and not self.hits.complements.quotes_words(hit.content, end):
                continue
            clause = CueClause(*hit.cue, hit.first, hit.content, hit.mention, hit.rule)
            draft = self.hits.complements.draft([(hit.content, end)], clause)
            if draft is not None:
                yield draft

    def _main_clause_resumes(self, hit: Hit, end: int) -> int:
        """Return the index where the content of ``hit`` ends because its sentence goes on.

        *X, qui dit suivre le titre « de près », n'a pas vendu*: the main verb comes after the
        relative. *X juge cela prématuré, mais n'exclut pas ...*: a second verb of X. A *que*
        clause may hold such verbs itself, so it is left whole.
        """
        tokens = self.tokens
        relative = hit.relative
        if hit.rule == "that clause" and not relative:
            return end
        for k in range(hit.content + 1, end - 1):
            joint = tokens[k].text == "," if relative else tokens[k].lower in ("mais", "et", "but")
            if not joint:
                continue
            following = k + 1
            while following < end and tokens[following].lower in self.words.clitics:
                following += 1
            if following < end and tokens[following].finite and tokens[following].kind == "word":
                return k - 1 if tokens[k - 1].text == "," else k
        return end

    def _coordinated(self, hit: Hit, previous: Hit) -> bool:
        """Return whether a later cue stands beside the earlier one, not inside its content."""
        if hit.first <= previous.content:
            return False
        before = self.tokens[hit.first - 1]
        return before.text in (",", ":", "—", "–") or before.lower in (
            "et", "mais", "puis", "tout", "en", "and", "but", "while", "avant",
        )  # fmt: skip

    def _before_joint(self, i: int) -> int:
        """Return the index before the comma and conjunction that lead to the clause at ``i``."""
        while i > 0 and (
            self.tokens[i - 1].text in ",;:—–"
            or self.tokens[i - 1].lower
            in ("et", "mais", "puis", "tout", "en", "and", "but", "while", "tandis", "qui", "who")
            or self.tokens[i - 1].lower == "avant"
        ):
            i -= 1
        return i
