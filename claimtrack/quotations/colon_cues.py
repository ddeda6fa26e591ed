"""Cues before a colon: *X a répondu : « ... »*, *Et de conclure :*, *Le gérant a compté :*."""

from __future__ import annotations

from claimtrack.quotations.cues import CueClause, CueReader
from claimtrack.quotations.phrases import Mention

__all__ = ["ColonCueReader"]


class ColonCueReader:
    """Finds the cue and the source that the words before a colon give to what is quoted."""

    def __init__(self, reader: CueReader) -> None:
        self.reader = reader
        self.tokens = reader.tokens

    def cue_before(self, colon: int, last: Mention | None) -> CueClause | None:
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
            return self._participle_after(found, colon) or found
        return (
            self._infinitive_of_narration(colon, last)
            or reader.preposition_at(0)
            or self._subject_only(colon)
            or self._same_subject(colon, last)
        )

    def _participle_after(self, found: CueClause, colon: int) -> CueClause | None:
        """Return the nearer cue of *a démenti, ajoutant :*, the source that of ``found``."""
        for i in range(colon - 1, max(found.first, colon - 5), -1):
            if self.tokens[i - 1].text != ",":
                continue
            verb = self.reader.verbs.form_at(i, "present_participle")
            if verb is not None and verb.last < colon:
                start, end = self.tokens[verb.cue_first].start, self.tokens[verb.last].end
                return CueClause(start, end, i, colon, found.mention, "colon")
        return None

    def _same_subject(self, colon: int, last: Mention | None) -> CueClause | None:
        """Return the clause of *Puis, se retournant :*: who spoke before goes on."""
        if last is None or self.tokens[0].lower not in ("puis", "et"):
            return None
        at = self.tokens[colon].start
        return CueClause(at, at, 0, colon, last, "colon")

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
        if not self.reader.subjects.speaks(mention):
            return None
        at = self.tokens[colon].start
        return CueClause(at, at, 0, colon, mention, "colon")
