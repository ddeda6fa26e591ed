"""Indirect and mixed quotations: contents reported without marks, or with marks inside.

Each rule names the construction that the cue takes (guideline, section 1): *que* clauses,
infinitives, *selon X*, unmarked contents with an incise, noun phrases with quoted words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimtrack.quotations.complements import ComplementReader
from claimtrack.quotations.cues import CueClause, CueReader
from claimtrack.quotations.drafts import Draft
from claimtrack.quotations.incises import InciseReader
from claimtrack.quotations.phrases import Mention
from claimtrack.quotations.verbs import Verb

__all__ = ["IndirectReader"]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A cue with a content: token indexes of where the clause, and where the content begins."""

    first: int
    content: int
    cue: tuple[int, int]
    mention: Mention | None
    rule: str
    mixed_only: bool = False
    relative: bool = False


class IndirectReader:
    """Finds indirect and mixed quotations in the tokens of one unit."""

    def __init__(self, text: str, reader: CueReader) -> None:
        self.text = text
        self.reader = reader
        self.tokens = reader.tokens
        self.words = reader.words
        self.lang = reader.lang
        self.incises = InciseReader(text, reader)
        self.constructions = ComplementReader(text, reader)

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
                return self.constructions.draft([(i, i + 1)], clause)
        return None

    def _governed(self, start: int, subject: Mention | None) -> Iterator[Draft]:
        hits = list(self._hits(start, subject))
        kept: list[_Hit] = []
        for hit in hits:
            if not kept or self._coordinated(hit, kept[-1]):
                kept.append(hit)
        for number, hit in enumerate(kept):
            end = len(self.tokens)
            if number + 1 < len(kept):
                end = self._before_joint(kept[number + 1].first)
            end = self._main_clause_resumes(hit, end)
            if hit.rule == "quoted words":
                end = hit.content + 1
            elif hit.rule == "complement":
                end = self.constructions.phrase_end(hit.content, end)
            if hit.mixed_only and not self.constructions.quotes_words(hit.content, end):
                continue
            clause = CueClause(*hit.cue, hit.first, hit.content, hit.mention, hit.rule)
            draft = self.constructions.draft([(hit.content, end)], clause)
            if draft is not None:
                yield draft

    def _main_clause_resumes(self, hit: _Hit, end: int) -> int:
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

    def _coordinated(self, hit: _Hit, previous: _Hit) -> bool:
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

    def _hits(self, start: int, subject: Mention | None) -> Iterator[_Hit]:
        tokens = self.tokens
        floor, last = start, subject
        i = start
        while i < len(tokens):
            hit = (
                self._participle(i, last)
                or self._relative_pour(i, last)
                or self._shared_auxiliary(i, last)
                or self._narrative(i, last)
            )
            verb = None if hit else self.reader.verbs.verb_at(i)
            if verb is not None and not self.reader.verbs.is_only_compound(verb):
                mention = self._subject(verb, floor, last, start)
                if mention is not None:
                    hit = self._construction(verb, mention, last)
                i = verb.last
            if hit is not None:
                yield hit
                last = hit.mention
                floor = hit.content
                i = max(i, hit.content - 1)
            i += 1

    def _subject(self, verb: Verb, floor: int, last: Mention | None, start: int) -> Mention | None:
        before = self.tokens[verb.first - 1] if verb.first > start else None
        joined = before is not None and before.lower in ("et", "mais", "puis")
        if last is not None and joined and floor > start:
            return last  # conteste la moindre faute et jure ...
        found = self.reader.subjects.subject_before(verb, floor)
        if found is not None:
            return found
        if last is not None and before is not None:
            if before.lower in ("et", "mais", "puis", "qui", "who", "and", "but"):
                return last
            if before.text == "," and verb.first - 1 > start:
                return None
        if floor != start:
            return None
        return self.reader.subjects.subject_before(verb, start)

    def _participle(self, i: int, last: Mention | None) -> _Hit | None:
        """*..., ajoutant que ...*, *en dénonçant ...*: the source is that of the clause before."""
        tokens = self.tokens
        if i == 0 or tokens[i - 1].lower not in (",", "en", "tout", "while"):
            return None
        verb = self.reader.verbs.form_at(i, "present_participle")
        if verb is None:
            return None
        mention = last or self.reader.subjects.first_subject(i)
        if mention is None or not (last or self.reader.subjects.speaks(mention)):
            return None
        content = None
        if "clause" in verb.constructions and last is not None:
            content = self.constructions.that_clause(verb.last + 1, told=True)
        if content is not None:
            cue = (tokens[verb.cue_first].start, tokens[verb.last].end)
            return _Hit(i, content, cue, mention, "participle")
        return self._construction(verb, mention, mention) if self.lang == "fr" else None

    def _shared_auxiliary(self, i: int, last: Mention | None) -> _Hit | None:
        """*a dénoncé X et annoncé que ...*: a second participle under the same auxiliary."""
        tokens, w = self.tokens, self.words
        if self.lang != "fr" or i < 3 or tokens[i - 1].lower not in (",", "et", "mais", "puis"):
            return None
        verb = self.reader.verbs.form_at(i, "past_participle")
        if verb is None or tokens[i].pos == "ADJ":
            return None
        k = i - 2
        while k >= 0 and not tokens[k].finite and tokens[k].lower not in w.auxiliaries:
            k -= 1
        if k < 0 or tokens[k].lower in w.passive or tokens[k].lower not in w.auxiliaries:
            return None
        mention = self.reader.subjects.subject_before(Verb(k, k, k, ())) or last
        return self._construction(verb, mention, mention) if mention is not None else None

    def _narrative(self, i: int, last: Mention | None) -> _Hit | None:
        """*Et de pronostiquer un échec*, *avant d'appeler à la grève*."""
        tokens = self.tokens
        if self.lang != "fr" or i < 2 or tokens[i - 1].lower not in ("de", "d'"):
            return None
        if tokens[i - 2].lower not in ("et", "avant", "puis"):
            return None
        verb = self.reader.verbs.form_at(i, "infinitive")
        mention = last or self.reader.subjects.first_subject(i)
        if verb is None or mention is None:
            return None
        hit = self._construction(verb, mention, mention)
        return replace(hit, first=i - 1) if hit is not None else None

    def _relative_pour(self, i: int, last: Mention | None) -> _Hit | None:
        """*X, pour qui ...*."""
        tokens = self.tokens
        if (
            last is not None
            and i + 2 < len(tokens)
            and tokens[i].lower in ("pour", "selon")
            and tokens[i + 1].lower in ("qui", "lequel", "laquelle")
            and i > 0
            and tokens[i - 1].text == ","
        ):
            cue = (tokens[i].start, tokens[i].end)
            return _Hit(i, i + 2, cue, last, "pour qui")
        return None

    def _refuses(self, verb: Verb) -> bool:
        """Return whether somebody declines to speak: *n'a pas souhaité faire de commentaire*."""
        group = [token.lower for token in self.tokens[verb.first : verb.last + 2]]
        negated = "pas" in group and not {"ne", "n'"}.isdisjoint(
            token.lower for token in self.tokens[max(0, verb.first - 1) : verb.last]
        )
        return negated and verb.lemma in self.words.wishes

    def _construction(self, verb: Verb, mention: Mention, last: Mention | None) -> _Hit | None:
        tokens, takes = self.tokens, verb.constructions
        cue = (tokens[verb.cue_first].start, tokens[verb.last].end)
        first = min(
            (k for k, t in enumerate(tokens) if t.start >= mention.start), default=verb.first
        )
        if first > verb.first or mention is last:
            first = verb.first
        after = verb.last + 1

        def hit(content: int | None, rule: str, *, mixed_only: bool = False) -> _Hit | None:
            if content is None or content >= len(tokens):
                return None
            relative = verb.first > 0 and tokens[verb.first - 1].lower in ("qui", "who")
            return _Hit(first, content, cue, mention, rule, mixed_only, relative)

        named_by_all = mention.text.lower() == "on" and verb.lemma in self.words.namings
        if self._refuses(verb) or named_by_all:
            return None
        if "infinitive" in takes and (
            found := hit(self.constructions.infinitive_later(after), "infinitive")
        ):
            return found
        told = verb.lemma in self.words.told
        if "clause" in takes and (
            found := hit(self.constructions.that_clause(after, told=told), "that clause")
        ):
            return found
        if "whether" in takes and (
            found := hit(self.constructions.whether(after), "whether clause")
        ):
            return found
        if "de_infinitive" in takes and (
            found := hit(self.constructions.de_infinitive(after), "infinitive")
        ):
            return found
        if verb.lemma in self.words.bare_clause and (
            found := hit(self.constructions.bare_clause(after), "bare clause")
        ):
            return found
        if "reflexive_attribute" in takes and verb.reflexive:
            return hit(self.reader.verbs.past_adverbs(after), "attribute")
        if "expectation" in takes and after < len(tokens) and tokens[after].lower == "sur":
            return hit(after + 1, "expectation")
        if "attribute" in takes and self.constructions.is_judgement(verb, after):
            return hit(self.reader.verbs.past_adverbs(after), "attribute")
        if found := hit(self.constructions.quoted_words(verb, after), "quoted words"):
            return found
        if self.reader.subjects.may_govern(verb, mention):
            found = hit(self.constructions.complement(verb, after), "complement")
            if found is not None:
                return found
        if "phrase" in takes or "compound" in takes:
            return hit(self.constructions.phrase(after), "noun phrase", mixed_only=True)
        return None
