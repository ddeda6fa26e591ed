"""Unmarked contents that a colon leads to: *X prévient : ...*, *Sa conviction : ...*.

With marks after the colon, :mod:`direct` reads the quotation. Without them, what stands before
the colon must say that somebody says something: most colons only explain.
"""

from __future__ import annotations

from claimtrack.quotations.contents import ContentReader
from claimtrack.quotations.cues import CueClause
from claimtrack.quotations.drafts import Draft
from claimtrack.quotations.phrases import Mention

__all__ = ["ColonReader"]

# How many tokens may stand between a verb and the colon: « prévient, mardi, le maire de X : ».
_LONGEST_GAP = 8


class ColonReader(ContentReader):
    """Reads units whose content follows a colon without marks."""

    def after_colon(self, start: int, last: Mention | None) -> Draft | None:
        """Return the quotation of *X prévient : le site pourrait fermer*, or None."""
        tokens = self.tokens
        colon = next((k for k in range(start + 1, len(tokens)) if tokens[k].text == ":"), None)
        if self.lang != "fr" or colon is None or colon + 2 >= len(tokens):
            return None
        stated = any(token.finite for token in tokens[colon + 1 :])
        if not stated or tokens[colon + 1].kind in ("quoted", "number"):
            return None
        clause = self._verb_before(start, colon) or self._thesis_before(start, colon, last)
        return self.draft([(colon + 1, len(tokens))], clause) if clause is not None else None

    def _verb_before(self, start: int, colon: int) -> CueClause | None:
        """Return the cue of *X prévient :*, *X est formel :*: a main verb without a content."""
        tokens, w = self.tokens, self.words
        for i in range(max(start, colon - _LONGEST_GAP), colon):
            if tokens[i].lower in w.subordinators | w.relatives:
                return None
        for i in range(max(start, colon - _LONGEST_GAP), colon):
            verb = self.reader.verbs.verb_at(i)
            if verb is None or verb.last >= colon or not verb.constructions & {"incise", "clause"}:
                continue
            if any(tokens[k].finite for k in range(verb.last + 1, colon)):
                continue
            if not self._only_adjuncts(verb.last + 1, colon):
                continue
            mention = self.reader.subjects.subject_before(verb, start)
            if mention is not None and self.reader.subjects.speaks(mention):
                cue = (tokens[verb.cue_first].start, tokens[verb.last].end)
                return CueClause(*cue, i, colon, mention, "unmarked colon")
        return self._verdict_before(start, colon)

    def _only_adjuncts(self, i: int, colon: int) -> bool:
        """Return whether no object stands between a verb and the colon."""
        k = self.reader.verbs.past_adverbs(i)
        return k >= colon or self.tokens[k].lower in self.words.prepositions | self.words.times

    def _verdict_before(self, start: int, colon: int) -> CueClause | None:
        """Return the cue of *les experts sont formels :*, *le rapport est sans appel :*."""
        tokens, w = self.tokens, self.words
        for i in range(colon - 1, max(start, colon - 5), -1):
            if tokens[i].lower not in w.passive | w.remaining | {"veut", "montre", "montrent"}:
                continue
            words = {t.lower for t in tokens[i + 1 : colon]}
            mention = self.reader.phrases.mention_at(start)
            if words.isdisjoint(w.verdicts) or mention is None:
                return None
            thesis = (mention.head or "") in w.theses
            if not thesis and not self.reader.subjects.speaks(mention):
                return None
            cue = (tokens[i].start, tokens[colon - 1].end)
            return CueClause(*cue, i, colon, mention, "verdict before a colon")
        return None

    def _thesis_before(self, start: int, colon: int, last: Mention | None) -> CueClause | None:
        """Return the cue of *Sa conviction :*, *Le constat des experts :*, a noun of saying."""
        tokens, w = self.tokens, self.words
        if colon - start > _LONGEST_GAP or tokens[start].lower not in w.determiners:
            return None
        noun = next(
            (k for k in range(start + 1, min(colon, start + 3)) if tokens[k].lower in w.theses),
            None,
        )
        if noun is None or any(tokens[k].finite for k in range(start, colon)):
            return None
        said_by: Mention | None = None
        if noun + 1 < colon and tokens[noun + 1].lower in ("du", "des"):
            said_by = self.reader.phrases.contracted_at(noun + 1)
        elif noun + 2 < colon and tokens[noun + 1].lower in w.of:
            said_by = self.reader.phrases.mention_at(noun + 2)
        elif tokens[start].lower in w.possessives:
            owner = tokens[start]
            said_by = last or Mention(owner.start, owner.end, start + 1, "pronoun", owner.text)
        if said_by is None:
            return None
        cue = (tokens[noun].start, tokens[noun].end)
        return CueClause(*cue, start, colon, said_by, "noun before a colon")
