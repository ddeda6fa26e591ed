"""Noun phrases that can name a source: names, pronouns, descriptions, and their appositions.

A shallow reading of the token stream: it needs no parse, so that it works alike in French and
English and on the broken syntax around quotation marks. Guideline, section 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from claimtrack.quotations.roles import RoleReader
from claimtrack.quotations.tokens import Token
from claimtrack.quotations.words import NO_AGREEMENT, Agreement

__all__ = ["Mention", "PhraseReader"]

_LONGEST_PHRASE = 16


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point to a source.

    ``start`` and ``end`` are offsets in the article of the words nearest the cue; ``stop`` is the
    index of the first token after the phrase and its appositions. ``name`` is set for names,
    ``head`` for descriptions (*l'analyste de Baird* -> *analyste*).
    """

    start: int
    end: int
    stop: int
    kind: Literal["name", "pronoun", "noun"]
    text: str
    name: str | None = None
    head: str | None = None
    role: str | None = None
    affiliation: str | None = None
    agreement: Agreement = NO_AGREEMENT
    determiner: str = ""


class PhraseReader(RoleReader):
    """Reads the noun phrases of one stretch of tokens."""

    def mention_at(self, i: int) -> Mention | None:
        """Return the mention that begins at token ``i``, appositions included, or None."""
        if i >= len(self.tokens):
            return None
        bare = self._pronoun_at(i) or self._indefinite_at(i) or self._name_at(i)
        mention = bare or self._description_at(i)
        if mention is None or mention.kind == "pronoun":
            return mention
        return self._with_appositions(mention)

    def _pronoun_at(self, i: int) -> Mention | None:
        token = self.tokens[i]
        if token.kind == "pronoun":
            word = token.lower.rpartition("-")[2]
            start = token.end - len(word)
        elif token.kind == "word" and token.lower in self.words.pronouns:
            word, start = token.lower, token.start
        else:
            return None
        return Mention(
            start, token.end, i + 1, "pronoun", self.text[start : token.end],
            agreement=self.words.pronouns[word],
        )  # fmt: skip

    def _indefinite_at(self, i: int) -> Mention | None:
        tokens = self.tokens
        j = i
        if tokens[j].lower in ("l'", "un", "une", "d'") and j + 1 < len(tokens):
            j += 1
        word = tokens[i].lower + (tokens[j].lower if j > i and tokens[i].text.endswith("'") else "")
        if word not in self.words.indefinites and not (
            j > i and tokens[i].lower in ("un", "une") and tokens[j].lower == "autre"
        ):
            return None
        j += 1
        nxt = tokens[j].lower if j < len(tokens) else ""
        if nxt in ("d'", "of", "d'entre") and j + 1 < len(tokens):
            j += 2
        elif j < len(tokens) and tokens[j].kind == "word" and tokens[j].pos in ("NOUN", "ADJ"):
            return None  # « plusieurs médias »: a description
        return Mention(
            tokens[i].start, tokens[j - 1].end, j, "noun", self.slice(i, j), head=word
        )  # fmt: skip

    def _name_at(self, i: int) -> Mention | None:
        j = self.name_end(i)
        if j is None or (j == i + 1 and self.tokens[i].lower in self.words.times):
            return None
        title = self.words.titles.get(self.tokens[i].lower) if self.is_title(i) else None
        text = self.slice(i, j)
        if title is None and j == i + 1 and self._is_common(self.tokens[i]):
            return Mention(
                self.tokens[i].start, self.tokens[i].end, j, "noun", text,
                head=self.tokens[i].lower, role=None,
                agreement=Agreement(None, self.tokens[i].lower.endswith("s")),
            )  # fmt: skip
        first = i + 1 if title is not None else i
        return Mention(
            self.tokens[i].start, self.tokens[j - 1].end, j, "name", text,
            name=self.slice(first, j), agreement=title or Agreement(),
        )  # fmt: skip

    def _is_common(self, token: Token) -> bool:
        """Return whether a capitalised word is a common noun that opens a sentence."""
        return token.lower.endswith("s") and self.lexicon.is_role(token.text)

    def _description_at(self, i: int) -> Mention | None:
        tokens = self.tokens
        j = i
        while j < len(tokens) and j < i + 3 and tokens[j].lower in self.words.determiners:
            j += 1
        if j == i or j >= len(tokens) or tokens[j].kind not in ("word", "number"):
            return None
        determiner = tokens[i].lower
        nouns_from = j
        named = j
        while named < len(tokens) and tokens[named].text in self.words.adjectives_before:
            named += 1
        if named < len(tokens) and (
            tokens[named].capitalised and not self.lexicon.is_role(tokens[named].text)
        ):
            return self._named_thing(i, named)
        j = self._description_end(j)
        if j == nouns_from:
            return None
        # le blogueur Zvi Mowshowitz: a role and a name
        for k in range(nouns_from + 1, min(j + 1, len(tokens))):
            if (
                tokens[k].capitalised
                and self._takes_name(tokens[k - 1])
                and any(self.lexicon.is_role(t.text) for t in tokens[nouns_from:k])
                and (end := self.name_end(k)) is not None
            ):
                role, affiliation, _ = self.role_at(nouns_from, k)
                name = self._name_at(k)
                if name is None:
                    break
                return replace(
                    name,
                    stop=end,
                    role=role,
                    affiliation=affiliation,
                    agreement=self._agreement(determiner),
                )
        head = self._head(nouns_from, j)
        if head in self.words.times:
            return None
        role, affiliation, _ = self.role_at(nouns_from, j)
        is_role = role is not None and any(
            self.lexicon.is_role(t.text) for t in tokens[nouns_from:j]
        )
        return Mention(
            tokens[i].start, tokens[j - 1].end, j, "noun", self.slice(i, j),
            head=head,
            role=role if is_role else None,
            affiliation=affiliation if is_role else None,
            agreement=self._agreement(determiner, tokens[nouns_from:j]),
            determiner=determiner,
        )  # fmt: skip

    def _complement_follows(self, j: int) -> bool:
        following = self.tokens[j + 1].lower if j + 1 < len(self.tokens) else ""
        return following in self.words.other_prepositions

    def _named_thing(self, i: int, j: int) -> Mention | None:
        """Return the mention *le New York Times*: a determiner and a name."""
        end = self.name_end(j)
        if end is None:
            return None
        return Mention(
            self.tokens[i].start, self.tokens[end - 1].end, end, "name", self.slice(i, end),
            name=self.slice(j, end),
        )  # fmt: skip

    def _takes_name(self, token: Token) -> bool:
        """Return whether a name right after ``token`` is the person a role describes."""
        return (
            token.kind == "word"
            and not token.capitalised
            and token.lower not in self.words.prepositions | self.words.determiners
            and not self.words.is_organisation(token.text)
        )

    def _description_end(self, i: int) -> int:
        """Return the index after the noun phrase whose first noun or adjective is at ``i``."""
        tokens, w = self.tokens, self.words
        j = i
        while j < len(tokens) and j < i + _LONGEST_PHRASE:
            token = tokens[j]
            if token.kind == "number":
                j += 1
                continue
            if token.text == "&" and j > i:
                j += 1
                continue
            if token.kind != "word" or token.lower in w.relatives:
                break
            if j > i and (self.is_verb(j) or self._begins_other(j)):
                break
            if j > i and token.pos == "DET" and tokens[j - 1].kind == "word":
                break  # « devant la presse | son directeur »: another phrase begins
            if token.lower in w.of or token.lower in w.at or token.lower in w.in_prepositions:
                if j == i or not self._phrase_follows(j, i):
                    break
                j += 1
                while j < len(tokens) and tokens[j].lower in w.determiners:
                    j += 1
                continue
            if token.lower in w.prepositions or (token.text in w.clitics and j > i):
                break
            if token.lower in w.continuations or token.lower in w.pronouns:
                break
            if token.pos in ("ADV", "CCONJ", "SCONJ") and not token.capitalised:
                break
            if token.pos == "VERB" and not token.capitalised and self._complement_follows(j):
                break  # « une enquête menée auprès de 400 spécialistes »
            j += 1
        return j

    def _begins_other(self, j: int) -> bool:
        """Return whether a name at ``j`` begins another phrase: *pour sa part | Sofia Brandt*."""
        token, before = self.tokens[j], self.tokens[j - 1]
        if not token.capitalised or before.capitalised or before.kind != "word":
            return False
        w = self.words
        joined = before.lower in w.of | w.at | w.in_prepositions | w.determiners | w.particles
        return not joined and not w.is_organisation(before.text) and not before.text.endswith("'")

    def _phrase_follows(self, j: int, i: int) -> bool:
        """Return whether the preposition at ``j`` continues the phrase that began at ``i``."""
        tokens, w = self.tokens, self.words
        nxt = j + 1
        while nxt < len(tokens) and tokens[nxt].lower in w.determiners:
            nxt += 1
        if nxt >= len(tokens) or tokens[nxt].kind not in ("word", "number"):
            return False
        if tokens[nxt].infinitive or tokens[nxt].pos in ("VERB", "AUX"):
            return False
        if tokens[j].lower in w.of:
            return True
        if tokens[j - 1].lower in ("familiar", "close", "briefed", "proche", "proches"):
            return True
        # « analyste au cabinet Ostréa », but « une voix au fond de la salle »
        if not any(self.lexicon.is_role(t.text) for t in tokens[i:j]):
            return False
        if self.lang == "en":
            return tokens[j].lower in ("for", "at", "in", "with")
        return tokens[nxt].capitalised or w.is_organisation(tokens[nxt].text)

    def _head(self, i: int, j: int) -> str:
        """Return the head noun, lower-cased: first noun in French, last before *of* in English."""
        stretch = [t for t in self.tokens[i:j] if t.kind == "word"]
        if self.lang == "en":
            before = []
            for token in stretch:
                if token.lower in self.words.prepositions:
                    break
                before.append(token)
            return (before or stretch)[-1].lower if stretch else ""
        for token in stretch:
            if token.lower not in self.words.adjectives_before:
                return token.lower
        return stretch[0].lower if stretch else ""

    def _agreement(self, determiner: str, tokens: Sequence[Token] = ()) -> Agreement:
        plural = determiner in self.words.plural_determiners
        if determiner in self.words.feminine_determiners:
            return Agreement("f", plural)
        if determiner in self.words.masculine_determiners:
            return Agreement("m", plural)
        if self.lang == "fr" and any(
            t.lower.endswith(("trice", "euse", "ière", "ienne", "eure")) for t in tokens[:2]
        ):
            return Agreement("f", plural)
        return Agreement(None, plural)

    def _with_appositions(self, mention: Mention) -> Mention:
        tokens, w = self.tokens, self.words
        k = mention.stop
        if mention.kind == "name" and k < len(tokens):
            if tokens[k].lower in w.at | w.of:
                affiliation, stop = self.affiliation_at(k, len(tokens))
                if affiliation is not None:
                    mention = replace(mention, affiliation=affiliation, stop=stop)
            elif tokens[k].text == "(" and k + 2 < len(tokens):
                end = self.name_end(k + 1)
                if end is not None and end < len(tokens) and tokens[end].text == ")":
                    mention = replace(mention, affiliation=self.slice(k + 1, end), stop=end + 1)
        while mention.stop + 1 < len(tokens) and tokens[mention.stop].text == ",":
            further = self._apposition(mention, mention.stop + 1)
            if further is None:
                break
            mention = further
        return mention

    def _apposition(self, mention: Mention, i: int) -> Mention | None:
        """Return ``mention`` with the apposition that begins at ``i``, or None if there is none."""
        tokens, w = self.tokens, self.words
        if tokens[i].kind == "number":  # Solène Abgrall, 29 ans, réalisatrice
            k = i + 1
            while k < len(tokens) and tokens[k].lower in ("ans", "an", "years", "old"):
                k += 1
            return replace(mention, stop=k)
        if mention.kind == "noun" and mention.name is None:
            end = self.name_end(i)
            if end is None or (mention.role is None and not w.is_organisation(mention.head or "")):
                return None
            if end < len(tokens) and tokens[end].kind == "word" and not self.is_verb(end):
                return None
            name = self._name_at(i)
            if name is None or name.kind != "name":
                return None
            return replace(
                name,
                role=mention.role,
                affiliation=mention.affiliation,
                agreement=mention.agreement,
            )
        if mention.role is None and self.begins_role(i):
            role, affiliation, stop = self.role_at(i)
            if role is None:
                return None
            return replace(
                mention, role=role, affiliation=mention.affiliation or affiliation, stop=stop
            )
        if mention.affiliation is None and tokens[i].lower in w.at | w.of:
            affiliation, stop = self.affiliation_at(i, len(tokens))
            if affiliation is not None:
                return replace(mention, affiliation=affiliation, stop=stop)
        return None
