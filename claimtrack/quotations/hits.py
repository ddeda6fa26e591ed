"""Cues that govern a content: which verb, whose it is, where what it reports begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimtrack.quotations.complements import ComplementReader
from claimtrack.quotations.cues import CueReader
from claimtrack.quotations.phrases import Mention
from claimtrack.quotations.verbs import Verb

__all__ = ["Hit", "HitReader"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue with a content: token indexes of where the clause, and where the content begins."""

    first: int
    content: int
    cue: tuple[int, int]
    mention: Mention | None
    rule: str
    mixed_only: bool = False
    relative: bool = False


class HitReader:
    """Finds the verbs that report something in the tokens of one unit, each with its source."""

    def __init__(self, text: str, reader: CueReader) -> None:
        self.reader = reader
        self.tokens = reader.tokens
        self.words = reader.words
        self.lang = reader.lang
        self.complements = ComplementReader(text, reader)

    def hits(self, start: int, subject: Mention | None) -> Iterator[Hit]:
        """Yield what reports something from token ``start`` on; ``subject`` is the last source."""
        tokens = self.tokens
        floor, last = start, subject
        i = start
        while i < len(tokens):
            hit = (
                self._participle(i, last)
                or self._relative_pour(i, last)
                or self._shared_auxiliary(i, last)
                or self._narrative(i, last)
                or self._purpose(i, last)
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
        if joined and floor == start and (shared := self._shared_subject(verb, start)) is not None:
            return shared
        if last is not None and before is not None:
            if before.lower in ("et", "mais", "puis", "qui", "who", "and", "but"):
                return last
            if before.text == "," and verb.first - 1 > start:
                return None
        if floor != start:
            return None
        return self.reader.subjects.subject_before(verb, start)

    def _shared_subject(self, verb: Verb, start: int) -> Mention | None:
        """Return the subject of the verb that *et*, *mais* joins to this one.

        *Elle a interrogé soixante élus et conclut que ...*: hers, not that of the sentence before.
        """
        for k in range(verb.first - 2, start, -1):
            token = self.tokens[k]
            if token.kind == "quoted" or token.text in ";:" or token.lower in self.words.relatives:
                return None
            if token.finite and not token.capitalised:
                return self.reader.subjects.subject_before(Verb(k, k, k, ()), start)
        return None

    def _participle(self, i: int, last: Mention | None) -> Hit | None:
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
            content = self.complements.that_clause(verb.last + 1, told=True)
        if content is not None:
            cue = (tokens[verb.cue_first].start, tokens[verb.last].end)
            return Hit(i, content, cue, mention, "participle")
        return self._construction(verb, mention, mention) if self.lang == "fr" else None

    def _shared_auxiliary(self, i: int, last: Mention | None) -> Hit | None:
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

    def _narrative(self, i: int, last: Mention | None) -> Hit | None:
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

    def _relative_pour(self, i: int, last: Mention | None) -> Hit | None:
        """*X, pour qui ...*."""
        tokens = self.tokens
        if (
            i + 2 < len(tokens)
            and tokens[i].lower in ("pour", "selon")
            and tokens[i + 1].lower in ("qui", "lequel", "laquelle")
            and i > 0
            and tokens[i - 1].text == ","
        ):
            mention = self._antecedent(i) or last
            if mention is None:
                return None
            cue = (tokens[i].start, tokens[i].end)
            return Hit(i, i + 2, cue, mention, "pour qui", relative=True)
        return None

    def _antecedent(self, i: int) -> Mention | None:
        """Return whom *, pour qui* at ``i`` takes up: a person before his or her organisation."""
        found = self.reader.subjects.antecedent(i, 0)
        if found is None or found.role is not None or len(found.text.split()) > 1:
            return found
        for k in range(max(0, i - 16), i - 3):
            named = self.reader.phrases.mention_at(k)
            if named is not None and named.kind == "name" and named.role is not None:
                return named if named.end < found.start else found
        return found

    def _purpose(self, i: int, last: Mention | None) -> Hit | None:
        """*X a écrit au ministre pour réclamer des médecins*: what somebody acts for is said."""
        tokens, w = self.tokens, self.words
        if self.lang != "fr" or i < 3 or tokens[i - 1].lower != "pour":
            return None
        verb = self.reader.verbs.form_at(i, "infinitive")
        if verb is None or verb.lemma not in w.purposes:
            return None
        mention = self.reader.subjects.first_subject(i) or last
        if mention is None or not self.reader.subjects.speaks(mention):
            return None
        return self._construction(verb, mention, mention)

    def _refuses(self, verb: Verb) -> bool:
        """Return whether somebody declines to speak: *n'a pas souhaité faire de commentaire*."""
        group = [token.lower for token in self.tokens[verb.first : verb.last + 2]]
        negated = "pas" in group and not {"ne", "n'"}.isdisjoint(
            token.lower for token in self.tokens[max(0, verb.first - 1) : verb.last]
        )
        if negated and verb.lemma in self.words.wishes:
            return True
        following = [token.lower for token in self.tokens[verb.last + 1 : verb.last + 4]]
        return verb.lemma in self.words.refusals and not self.words.declined.isdisjoint(following)

    def _names_a_thing(self, verb: Verb, mention: Mention, first: int) -> bool:
        """Return whether everybody calls something so: *ce qu'on appelle*, *que les gens nomment*.

        ``first`` is the index where the subject begins.
        """
        if verb.lemma not in self.words.namings:
            return False
        relative = first > 0 and self.tokens[first - 1].lower in ("que", "qu'")
        return mention.text.lower() == "on" or (relative and mention.kind != "name")

    def _subordinate(self, i: int) -> bool:
        return self.tokens[i].lower in self.words.subordinators

    def _construction(self, verb: Verb, mention: Mention, last: Mention | None) -> Hit | None:
        tokens, takes = self.tokens, verb.constructions
        cue = (tokens[verb.cue_first].start, tokens[verb.last].end)
        first = min(
            (k for k, t in enumerate(tokens) if t.start >= mention.start), default=verb.first
        )
        if first > verb.first or mention is last:
            first = verb.first
        after = verb.last + 1

        if any(t.lower == "été" for t in tokens[verb.first : verb.last]):
            if mention.text.lower() != "il" or "clause" not in takes:
                return None  # a été accusé: nobody says it; but il a été précisé que
            takes = frozenset({"clause"})

        def hit(content: int | None, rule: str, *, mixed_only: bool = False) -> Hit | None:
            if content is None or content >= len(tokens):
                return None
            relative = verb.first > 0 and tokens[verb.first - 1].lower in ("qui", "who")
            return Hit(first, content, cue, mention, rule, mixed_only, relative)

        if self._refuses(verb) or self._names_a_thing(verb, mention, first):
            return None
        if mention.text.lower() == "on" and verb.first > 1 and self._subordinate(verb.first - 2):
            return None  # lorsqu'on leur dit que
        if "infinitive" in takes and (
            found := hit(self.complements.infinitive_later(after), "infinitive")
        ):
            return found
        told = verb.lemma in self.words.told
        if "clause" in takes and (
            found := hit(self.complements.that_clause(after, told=told), "that clause")
        ):
            return found
        if "whether" in takes and (found := hit(self.complements.whether(after), "whether clause")):
            return found
        if "interrogative" in takes and (
            found := hit(self.complements.interrogative(after), "question")
        ):
            return found
        if "de_infinitive" in takes and (
            found := hit(self.complements.de_infinitive(after), "infinitive")
        ):
            return found
        if verb.lemma in self.words.bare_clause and (
            found := hit(self.complements.bare_clause(after), "bare clause")
        ):
            return found
        if "reflexive_attribute" in takes and verb.reflexive:
            at = self.complements.attribute(after)
            described = at < len(tokens) and (
                tokens[at].kind == "quoted"
                or tokens[at].pos in ("ADJ", "VERB")
                or tokens[at].lower in self.words.degrees
            )
            if not described and not self.reader.subjects.speaks(mention):
                return None  # le sinistre s'est déclaré vers midi
            return hit(at, "attribute")
        if "expectation" in takes and after < len(tokens) and tokens[after].lower == "sur":
            return hit(after + 1, "expectation")
        if "attribute" in takes and self.complements.is_judgement(verb, after):
            return hit(self.complements.attribute(after), "attribute")
        if found := hit(self.complements.quoted_words(verb, after), "quoted words"):
            return found
        if self.reader.subjects.may_govern(verb, mention):
            found = hit(self.complements.complement(verb, after), "complement")
            if found is not None:
                return found
        if "phrase" in takes or "compound" in takes:
            return hit(self.complements.phrase(after), "noun phrase", mixed_only=True)
        return None
