"""Unmarked contents around a cue clause: *selon X, ...*, *..., calcule-t-il*, *..., dit X, ...*."""

from __future__ import annotations

from claimtrack.quotations.contents import ContentReader
from claimtrack.quotations.cues import CueClause
from claimtrack.quotations.drafts import Draft
from claimtrack.quotations.phrases import Mention

__all__ = ["InciseReader"]


class InciseReader(ContentReader):
    """Reads units whose cue clause stands before, inside or after an unmarked content."""

    def leading_preposition(self, start: int) -> Draft | None:
        """Return the quotation of *Selon X, ...*, or None."""
        tokens = self.tokens
        i = start
        while i < len(tokens) and tokens[i].lower in ("mais", "et", "or", "car", "but", "and", "—"):
            i += 1
        clause = self.reader.preposition_at(i)
        if clause is None:  # L'opinion a tranché : selon une étude, ...
            colon = next((k for k in range(i, len(tokens)) if tokens[k].text == ":"), None)
            clause = self.reader.preposition_at(colon + 1) if colon is not None else None
            if clause is not None and clause.rule in ("pour", "for"):
                clause = None
        if clause is None or not self._is_source(clause.mention):
            return None
        stop = self._past_brackets(clause.stop, clause)
        if stop is None:
            return None
        return self.draft([(stop, len(tokens))], clause)

    def _past_brackets(self, i: int, clause: CueClause) -> int | None:
        """Return where the content begins after *selon X, devenu ..., *; None when it does not."""
        tokens = self.tokens
        needs_comma = clause.rule in ("pour", "for")
        if i >= len(tokens):
            return None
        if tokens[i].text != ",":
            if self._is_adverb_phrase(i):
                i += 1
            limit = min(len(tokens), i + 14)
            comma = next((k for k in range(i, limit) if tokens[k].text == ","), None)
            between = tokens[i:comma] if comma is not None else []
            verbless = not any(t.finite or t.lower in self.words.auxiliaries for t in between)
            relative = bool(between) and between[0].lower in self.words.relatives
            if comma is not None and (verbless or relative):
                i = comma
            elif needs_comma or clause.mention is None or clause.mention.kind != "pronoun":
                return None if needs_comma else i
            else:
                return i
        i += 1
        while i < len(tokens) and self._opens_bracket(i):
            comma = next((k for k in range(i + 1, len(tokens)) if tokens[k].text == ","), None)
            if comma is None:
                break
            i = comma + 1
        return i if i < len(tokens) else None

    def _is_adverb_phrase(self, i: int) -> bool:
        return self.tokens[i].lower in ("aussi", "également", "encore", "toujours")

    def _opens_bracket(self, i: int) -> bool:
        """Return whether a bracketed remark on the source, not the content, begins at ``i``."""
        token = self.tokens[i]
        if token.kind == "quoted":
            return False
        if token.lower in self.words.relatives - {"que", "qu'", "that"}:
            return True
        if token.kind == "number":
            return i + 1 < len(self.tokens) and self.tokens[i + 1].lower in ("ans", "years")
        if token.lower in ("devenu", "devenue", "lui", "elle", "quant", "interrogé", "interrogée"):
            following = self.tokens[i + 1].text if i + 1 < len(self.tokens) else ""
            return token.lower not in ("lui", "elle") or following == ","
        if token.lower in ("spécialisé", "spécialisée", "cité", "citée", "parue", "paru", "publié"):
            return True
        return token.lower not in self.words.determiners and self.reader.phrases.begins_role(i)

    def _is_source(self, mention: Mention | None) -> bool:
        return mention is not None and (mention.head or "") not in self.words.never_sources

    def around_cue(self, start: int) -> tuple[Draft, int | None] | None:
        """Return a quotation whose cue clause stands inside or after an unmarked content.

        The second value is the token index after the cue clause where nothing of the content
        follows: another attribution may (*..., prévient X, qui ajoute que ...*).
        """
        tokens = self.tokens
        for i in range(start + 1, len(tokens)):
            comma = tokens[i - 1].text == ","
            interrupted = comma or tokens[i - 1].text in "?!"
            clause: CueClause | None = None
            if comma or i > start + 3:
                clause = self.reader.preposition_at(i)
                if clause is not None and (
                    not self._is_source(clause.mention)
                    or (not comma and not self._surely_source(clause))
                ):
                    clause = None
                if clause is not None and clause.rule in ("pour", "for"):
                    closed = clause.stop < len(tokens) and tokens[clause.stop].text == ","
                    clause = clause if comma and closed else None
            if clause is None and interrupted:
                clause = self._reporting_incise(i, start)
            if clause is None:
                continue
            before = i - 1 if interrupted and comma else i
            if before <= start:
                continue
            spans = [(start, before)]
            after = self._content_after(clause.stop, start, before)
            if after is not None:
                spans.append((after, len(tokens)))
            draft = self.draft(spans, clause)
            return (draft, clause.stop if after is None else None) if draft else None
        return None

    def _surely_source(self, clause: CueClause) -> bool:
        mention = clause.mention
        if clause.rule in ("pour", "for") or mention is None:
            return False
        return (
            mention.kind != "noun"
            or mention.role is not None
            or self.words.is_organisation(mention.head or "")
            or (mention.head or "") in self.words.speaking_things
        )

    def _reporting_incise(self, i: int, start: int) -> CueClause | None:
        clause = self.reader.incise_at(i, lenient=False)
        if clause is None:
            return None
        tokens = self.tokens
        if clause.rule == "inverted subject":
            verb = self.reader.verbs.verb_at(i)
            if verb is None or not verb.constructions & {"incise", "clause"}:
                return None
            if verb.lemma in self.words.reflexive_only and not verb.reflexive:
                return None  # la hausse, dit-on, inquiète les élus
        stated = any(t.finite or t.lower in self.words.modals for t in tokens[start : i - 1])
        if clause.rule == "straight subject" and (
            not stated or (clause.stop < len(tokens) and tokens[clause.stop].text not in ",.;!?:")
        ):
            return None
        if clause.rule == "inverted subject" and not stated and not self._goes_on(clause.stop):
            verb = self.reader.verbs.verb_at(i)
            if verb is not None and self.reader.subjects.subject_before(verb, start) is not None:
                return None  # straight order: « Anne Roy, analyste, juge le plan tenable »
        if clause.rule == "inverted subject" and self._straight_order(clause, i, start):
            return None
        # a clause of its own goes on after the subject: no incise
        k = clause.stop
        if k < len(tokens) and (
            tokens[k].lower in ("que", "qu'", "that", "si") or tokens[k].finite
        ):
            return None
        return clause

    def _straight_order(self, clause: CueClause, i: int, start: int) -> bool:
        """Return whether what stands before and after a verb is its subject and its object.

        *Le courrier, que nous avons lu, mentionne un surcoût*: all that comes before is one noun
        phrase, and what comes after cannot speak or is not where an incise ends.
        """
        tokens = self.tokens
        verb = self.reader.verbs.verb_at(i)
        if verb is None or clause.mention is None or self.lang != "fr":
            return False
        if any(t.lower in ("ne", "n'") for t in tokens[i : verb.last]):
            return True
        before = self.reader.subjects.subject_before(verb, start)
        if before is None:
            return False
        closed = clause.stop >= len(tokens) or tokens[clause.stop].kind == "punct"
        return not closed or not self.reader.subjects.speaks(clause.mention)

    def _goes_on(self, i: int) -> bool:
        """Return whether a comma and a finite verb come after token ``i``: the content resumes."""
        tokens = self.tokens
        comma = next((k for k in range(i, len(tokens)) if tokens[k].text == ","), None)
        return comma is not None and any(
            t.finite or t.lower in self.words.modals or t.kind == "quoted" for t in tokens[comma:]
        )

    def _content_after(self, i: int, start: int, before: int) -> int | None:
        """Return where the content goes on after a cue clause that ends at token ``i``."""
        tokens = self.tokens
        while i < len(tokens) and tokens[i].text not in ",.;:":
            i += 1
        if i + 1 >= len(tokens) or tokens[i].text not in ",:":
            return None
        i += 1
        if tokens[i].kind == "quoted":
            return i
        if self._opens_bracket(i):
            comma = next((k for k in range(i, len(tokens)) if tokens[k].text == ","), None)
            if comma is None or comma + 1 >= len(tokens):
                return None
            i = comma + 1
        complete = any(t.finite or t.lower in self.words.modals for t in tokens[start:before])
        complete = complete and tokens[before - 1].pos not in ("VERB", "AUX")  # awaits its object
        if not complete:
            return i
        first = tokens[i]
        goes_on = first.lower in self.words.continuations or (
            first.lower in self.words.pronouns | {"c'": None, "ce": None, "cela": None, "it": None}
            and any(t.finite or t.lower in self.words.modals for t in tokens[i:])
        )
        participle = first.lower.endswith("ant") or first.lower.endswith("ing")
        return i if goes_on and not participle and first.lower not in self.words.relatives else None
