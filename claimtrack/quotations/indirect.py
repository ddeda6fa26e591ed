"""Indirect and mixed quotations: contents reported without marks, or with marks inside.

Each rule names the construction that the cue takes (guideline, section 1): *que* clauses,
infinitives, *selon X*, unmarked contents with an incise, noun phrases with quoted words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.quotations.cues import CueClause, CueReader, Verb
from claimtrack.quotations.drafts import Draft
from claimtrack.quotations.phrases import Mention
from claimtrack.quotations.tokens import Token
from claimtrack.text import strip_bounds

__all__ = ["IndirectReader"]

# How many tokens may stand between a verb and the *que* it governs.
_LONGEST_GAP = 12
# A quoted content of fewer words is a fragment of the reporter's sentence.
_SHORTEST_CLAUSE = 5


@dataclass(frozen=True, slots=True)
class _Hit:
    """A cue with a content: token indexes of where the clause, and where the content begins."""

    first: int
    content: int
    cue: tuple[int, int]
    mention: Mention | None
    rule: str
    mixed_only: bool = False
    shares_subject: bool = False


class IndirectReader:
    """Finds indirect and mixed quotations in the tokens of one unit."""

    def __init__(self, text: str, reader: CueReader) -> None:
        self.text = text
        self.reader = reader
        self.tokens: Sequence[Token] = reader.tokens
        self.words = reader.words
        self.lang = reader.lang

    def read(
        self, start: int = 0, subject: Mention | None = None, *, whole: bool = True
    ) -> list[Draft]:
        """Return the quotations reported in the tokens from ``start`` on.

        ``subject`` is the source of the clause before, which *ajoutant que* or *qui prévoit que*
        goes on with. ``whole`` is false when the tokens are the rest of a unit that already has
        a quotation: contents cannot then reach back.
        """
        if whole and (draft := self._leading_preposition(start)):
            return [draft]
        if whole and (around := self._around_cue(start)):
            draft, rest = around
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
            mention = self.reader.subject_before(Verb(i, i, i, readings), start)
            if mention is not None and mention.stop >= i - 1:
                at = tokens[i].start
                clause = CueClause(at, at, i, i + 1, mention, "quoted predicate")
                return self._draft([(i, i + 1)], clause)
        return None

    # -- selon X, ... / ..., selon X / ..., calcule-t-il -----------------------------------------

    def _leading_preposition(self, start: int) -> Draft | None:
        tokens = self.tokens
        i = start
        while i < len(tokens) and tokens[i].lower in ("mais", "et", "or", "car", "but", "and", "—"):
            i += 1
        clause = self.reader.preposition_at(i)
        if clause is None or not self._is_source(clause.mention):
            return None
        stop = self._past_brackets(clause.stop, clause)
        if stop is None:
            return None
        return self._draft([(stop, len(tokens))], clause)

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
        return token.lower not in self.words.determiners and self.reader.phrases._begins_role(i)

    def _is_source(self, mention: Mention | None) -> bool:
        return mention is not None and (mention.head or "") not in self.words.never_sources

    def _around_cue(self, start: int) -> tuple[Draft, int | None] | None:
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
            draft = self._draft(spans, clause)
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
            verb = self.reader.verb_at(i)
            if verb is None or not verb.constructions & {"incise", "clause"}:
                return None
        stated = any(t.finite or t.lower in self.words.modals for t in tokens[start : i - 1])
        if clause.rule == "straight subject" and (
            not stated or (clause.stop < len(tokens) and tokens[clause.stop].text not in ",.;!?:")
        ):
            return None
        if clause.rule == "inverted subject" and not stated and not self._goes_on(clause.stop):
            verb = self.reader.verb_at(i)
            if verb is not None and self.reader.subject_before(verb, start) is not None:
                return None  # straight order: « Anne Roy, analyste, juge le plan tenable »
        # a clause of its own goes on after the subject: no incise
        k = clause.stop
        if k < len(tokens) and (
            tokens[k].lower in ("que", "qu'", "that", "si") or tokens[k].finite
        ):
            return None
        return clause

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

    # -- X dit que ..., X affirme avoir ..., X dénonce « ... » -----------------------------------

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
            if hit.mixed_only and not self._quotes_words(hit.content, end):
                continue
            clause = CueClause(*hit.cue, hit.first, hit.content, hit.mention, hit.rule)
            draft = self._draft([(hit.content, end)], clause)
            if draft is not None:
                yield draft

    def _main_clause_resumes(self, hit: _Hit, end: int) -> int:
        """Return the index where the content of ``hit`` ends because its sentence goes on.

        *X, qui dit suivre le titre « de près », n'a pas vendu*: the main verb comes after the
        relative. *X juge cela prématuré, mais n'exclut pas ...*: a second verb of X. A *que*
        clause may hold such verbs itself, so it is left whole.
        """
        tokens = self.tokens
        relative = hit.first > 0 and tokens[hit.first - 1].lower in ("qui", "who")
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
            "et", "mais", "puis", "tout", "en", "and", "but", "while",
        )  # fmt: skip

    def _before_joint(self, i: int) -> int:
        """Return the index before the comma and conjunction that lead to the clause at ``i``."""
        while i > 0 and (
            self.tokens[i - 1].text in ",;:—–"
            or self.tokens[i - 1].lower
            in ("et", "mais", "puis", "tout", "en", "and", "but", "while", "tandis", "qui", "who")
        ):
            i -= 1
        return i

    def _hits(self, start: int, subject: Mention | None) -> Iterator[_Hit]:
        tokens = self.tokens
        floor, last = start, subject
        i = start
        while i < len(tokens):
            hit = self._participle(i, last) or self._relative_pour(i, last)
            verb = None if hit else self.reader.verb_at(i)
            if verb is not None and not self.reader.is_only_compound(verb):
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
        found = self.reader.subject_before(verb, floor)
        if found is not None:
            return found
        before = self.tokens[verb.first - 1] if verb.first > start else None
        if last is not None and before is not None:
            if before.lower in ("et", "mais", "puis", "qui", "who", "and", "but"):
                return last
            if before.text == "," and verb.first - 1 > start:
                return None
        if floor != start:
            return None
        return self.reader.subject_before(verb, start)

    def _participle(self, i: int, last: Mention | None) -> _Hit | None:
        """*..., ajoutant que ...*: the source is that of the clause before."""
        tokens = self.tokens
        if last is None or i == 0 or tokens[i - 1].lower not in (",", "en", "tout", "while"):
            return None
        readings = self.reader.lexicon.readings(tokens[i].text)
        if not any(
            r.form == "present_participle" and "clause" in r.constructions for r in readings
        ):
            return None
        content = self._that_clause(i + 1, told=True)
        if content is None:
            return None
        cue = (tokens[i].start, tokens[i].end)
        return _Hit(i, content, cue, last, "participle", shares_subject=True)

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
            return _Hit(i, i + 2, cue, last, "pour qui", shares_subject=True)
        return None

    def _construction(self, verb: Verb, mention: Mention, last: Mention | None) -> _Hit | None:
        tokens, takes = self.tokens, verb.constructions
        cue = (tokens[verb.cue_first].start, tokens[verb.last].end)
        first = min(
            (k for k, t in enumerate(tokens) if t.start >= mention.start), default=verb.first
        )
        if first > verb.first or mention is last:
            first = verb.first
        after = verb.last + 1
        reflexive = any(t.lower in ("se", "s'") for t in tokens[verb.first : verb.last])

        def hit(content: int | None, rule: str, *, mixed_only: bool = False) -> _Hit | None:
            if content is None or content >= len(tokens):
                return None
            return _Hit(first, content, cue, mention, rule, mixed_only, mention is last)

        if "infinitive" in takes and (found := hit(self._infinitive(after), "infinitive")):
            return found
        told = verb.lemma in self.words.told
        if "clause" in takes and (found := hit(self._that_clause(after, told=told), "that clause")):
            return found
        if "whether" in takes and (found := hit(self._whether(after), "whether clause")):
            return found
        if "de_infinitive" in takes and (found := hit(self._de_infinitive(after), "infinitive")):
            return found
        if verb.lemma in self.words.bare_clause and (
            found := hit(self._bare_clause(after), "bare clause")
        ):
            return found
        if "reflexive_attribute" in takes and reflexive:
            return hit(self.reader.past_adverbs(after), "attribute")
        if "expectation" in takes and after < len(tokens) and tokens[after].lower == "sur":
            return hit(after + 1, "expectation")
        if "attribute" in takes and self._is_judgement(verb, after):
            return hit(self.reader.past_adverbs(after), "attribute")
        if "phrase" in takes or "compound" in takes:
            return hit(self._phrase(after), "noun phrase", mixed_only=True)
        return None

    def _gap(self, i: int) -> Iterator[int]:
        """Yield the indexes after a verb that adverbials and complements may fill."""
        tokens = self.tokens
        for k in range(i, min(len(tokens), i + _LONGEST_GAP)):
            yield k
            token = tokens[k]
            if token.kind == "quoted" or token.text in ".:;!?" or token.finite:
                return

    def _that_clause(self, i: int, *, told: bool) -> int | None:
        """Return where the content begins after *que*; None where it is a relative pronoun.

        Only adverbials and complements may stand before it: after an object (*raconte l'histoire
        que*) it is relative, unless the verb tells somebody something (``told``).
        """
        tokens = self.tokens
        first = self.reader.past_adverbs(i)
        if (
            not told
            and first < len(tokens)
            and tokens[first].lower in self.words.determiners - {"that"}
        ):
            head = tokens[first + 1].lower if first + 1 < len(tokens) else ""
            if head not in self.words.times:
                return None
        for k in self._gap(i):
            if tokens[k].lower not in ("que", "qu'", "that"):
                continue
            before = tokens[k - 1].lower
            if before in ("plus", "moins", "autant", "aussi", "tel", "telle", "ainsi") or (
                before == "ce" and tokens[k - 2].lower != "à"
            ):
                return None
            return k + 1 if k + 1 < len(tokens) else None
        return None

    def _whether(self, i: int) -> int | None:
        if i < len(self.tokens) and self.tokens[i].lower in ("si", "s'", "whether", "if"):
            return i + 1
        return None

    def _infinitive(self, i: int) -> int | None:
        """Return where a bare infinitive begins: *affirme n'avoir reçu*, *dit comprendre*."""
        tokens = self.tokens
        k = self.reader.past_adverbs(i)
        while k > i and tokens[k - 1].lower in ("ne", "n'", "pas", "plus", "jamais", "rien"):
            k -= 1
        start = k
        while k < len(tokens) and tokens[k].lower in (
            "ne", "n'", "pas", "plus", "jamais", "se", "s'", "en", "y", "l'", "le", "la", "les",
            "to", "not",
        ):  # fmt: skip
            k += 1
        if k >= len(tokens):
            return None
        if self.lang == "en":
            return start if k > start and tokens[start].lower in ("to", "not") else None
        return start if tokens[k].infinitive else None

    def _de_infinitive(self, i: int) -> int | None:
        tokens = self.tokens
        for k in self._gap(i):
            if tokens[k].lower in ("de", "d'"):
                if self._infinitive(k + 1) is not None:
                    return k + 1
                if k == i:
                    return None
        return None

    def _bare_clause(self, i: int) -> int | None:
        """Return where an English clause without *that* begins: *thinks the boom will end*."""
        tokens = self.tokens
        if i + 2 >= len(tokens) or tokens[i].kind in ("punct", "quoted"):
            return None
        if tokens[i].lower in self.words.prepositions | {"to", "off", "up", "down", "out", "as"}:
            return None
        rest = tokens[i + 1 :]
        if any(
            t.lower in self.words.modals
            or any(r.form == "finite" for r in self.reader.lexicon.readings(t.text))
            for t in rest
        ):
            return i
        return None

    def _is_judgement(self, verb: Verb, i: int) -> bool:
        """Return whether *juge le calendrier tenable* stands here: an object and its attribute."""
        tokens = self.tokens
        i = self.reader.past_adverbs(i)
        if i >= len(tokens):
            return False
        if verb.lemma in ("juger", "estimer", "évaluer", "considérer"):
            if tokens[i].lower == "à" and i + 1 < len(tokens) and tokens[i + 1].kind == "number":
                return True
            if tokens[i].kind == "quoted":
                return True
            rest = tokens[i : i + 14]
            return any(t.pos == "ADJ" or t.kind == "quoted" for t in rest) and (
                tokens[i].kind == "word" and not tokens[i].infinitive
            )
        return self._quotes_words(i, min(len(tokens), i + 10))

    def _phrase(self, i: int) -> int | None:
        """Return where the noun phrase with quoted words begins: *voit dans X une « chance »*."""
        tokens, w = self.tokens, self.words
        k = self.reader.past_adverbs(i)
        if k >= len(tokens):
            return None
        if tokens[k].lower in w.of | {"of", "about", "sur", "for", "as"}:
            k += 1
        elif tokens[k].lower in w.prepositions:
            mention = None
            j = k + 1
            while j < len(tokens) and mention is None and j < k + 3:
                mention = self.reader.phrases.mention_at(j)
                j += 1
            if mention is not None:
                past = next(
                    (n for n, t in enumerate(tokens) if t.start >= mention.end), len(tokens)
                )
                if self._quotes_words(past, past + 10):
                    k = self.reader.past_adverbs(past)
                else:
                    k += 1
            else:
                k += 1
        if k < len(tokens) and tokens[k].infinitive:
            return None
        if any(t.lower in ("what", "whatever") for t in tokens[max(0, i - 4) : i]):
            return None  # « on what it calls “superintelligence” »
        return k if self._quotes_words(k, k + 10) else None

    def _quotes_words(self, i: int, j: int) -> bool:
        return any(t.kind == "quoted" and not self._is_title(t) for t in self.tokens[i:j])

    def _is_title(self, token: Token) -> bool:
        """Return whether quoted words look like a title or a name: « La Nuit des canaux »."""
        words = re.findall(r"\w[\w'’-]*", self.text[token.start : token.end])
        return bool(words) and words[0][0].isupper() and len(words) <= 6

    # -- drafts --------------------------------------------------------------------------------

    def _wholly_quoted(self, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
        """Return the bounds inside the marks of a content that is one quoted clause and no more."""
        if len(spans) != 1:
            return None
        inside = [t for t in self.tokens[spans[0][0] : spans[0][1]] if t.kind != "punct"]
        if len(inside) != 1 or inside[0].kind != "quoted":
            return None
        token = inside[0]
        if len(re.findall(r"\w+", self.text[token.start : token.end])) < _SHORTEST_CLAUSE:
            return None
        first = re.match(r"(?:,,|``|[«“„\"‘'])\s*", self.text[token.start : token.end])
        last = re.search(r"\s*(?:''|[»”“\"’'])$", self.text[token.start : token.end])
        return (
            token.start + (first.end() if first else 0),
            token.start + last.start() if last else token.end,
        )

    def _draft(self, spans: list[tuple[int, int]], clause: CueClause) -> Draft | None:
        pieces, quoted = [], False
        whole = self._wholly_quoted(spans)
        if whole is not None:
            cue = (clause.start, clause.end) if clause.end > clause.start else None
            return Draft("direct", [whole], cue, clause.mention, rule=clause.rule)
        for first, stop in spans:
            stop = min(stop, len(self.tokens))
            if first >= stop:
                continue
            bounds = strip_bounds(
                self.text, self.tokens[first].start, self.tokens[stop - 1].end, ",;:.–—"
            )
            if bounds[0] < bounds[1]:
                pieces.append(bounds)
                quoted = quoted or any(t.kind == "quoted" for t in self.tokens[first:stop])
        letters = sum(sum(c.isalpha() for c in self.text[a:b]) for a, b in pieces)
        if not pieces or letters < 2:
            return None
        return Draft(
            kind="mixed" if quoted else "indirect",
            spans=pieces,
            cue=(clause.start, clause.end) if clause.end > clause.start else None,
            mention=clause.mention,
            rule=clause.rule,
        )
