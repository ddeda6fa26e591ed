"""Finite verbs, main and subordinate: does a stretch of words hold a clause of its own?

The reading is a count, not a parse: a subordinator (*que*, *qui*, *if*...) waits for one finite
verb; a finite verb that no subordinator waits for is the clause's own. It needs one pass, holds
for French and English, and does not depend on the weak arcs of news syntax.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from claimtrack.claims.lexicon import Lexicon
from claimtrack.claims.words import Word

__all__ = ["ClauseReader", "opens_clause", "splits_phrase"]

_WINDOW = 60  # words after a connector in which its own verb must stand
_ARC_WINDOW = 25
# A word and its governor that no cut may part.
_SUBJECT_ARCS = frozenset({"nsubj", "nsubj:pass", "expl:subj"})
_TIGHT_ARCS = _SUBJECT_ARCS | {"aux", "aux:tense", "aux:pass", "cop", "det", "amod"}


class ClauseReader:
    """Counts, word by word, the verbs that a stretch still waits for."""

    def __init__(self, lexicon: Lexicon, *, question: bool = False, pending: int = 0) -> None:
        self._lexicon = lexicon
        self._question = question
        self._restrictive = False  # "ne" was read and no "pas" yet: ne ... que
        self._compared = False
        self._last = ""  # the last subordinator, while it waits
        self._read = 0
        self.pending = pending
        self.main = False
        self.words = 0
        self.last_word = ""

    def feed(self, word: Word) -> None:
        """Read one more word."""
        self._read += 1
        norm = word.norm
        if norm == "," and self.pending and self._last in self._lexicon.words("closed_by_comma"):
            # a comparison ("plus vite que prévu,") or a list ("dont dix,") needs no verb
            self.pending -= 1
            self._last = ""
        elif self._is_subordinator(word):
            self.pending += 1
            self._last = norm
        elif word.finite:
            if self.pending:
                self.pending -= 1
                self._last = ""
            else:
                self.main = True
        self._note_context(norm)
        if any(char.isalnum() for char in norm):
            self.words += 1
            self.last_word = norm

    def _note_context(self, norm: str) -> None:
        if norm in self._lexicon.words("comparatives"):
            self._compared = True
        elif norm in {",", ";", ":"}:
            self._compared = False
        if norm in {"ne", "n'"}:
            self._restrictive = True
        elif norm in self._lexicon.words("negations"):
            self._restrictive = False

    def _is_subordinator(self, word: Word) -> bool:
        norm = word.norm
        if norm not in self._lexicon.words("subordinators"):
            return False
        if norm in {"que", "qu'", "qu"}:
            if self._compared:  # plus cher que ses rivaux
                self._compared = False
                return False
            if self._restrictive:  # n'a qu'un client
                self._restrictive = False
                return False
        if norm in {"si", "comme"} and word.pos in {"ADV", "ADP"}:
            return False
        if norm == "s'" and word.pos != "SCONJ":  # s'inquiéter, and not s'il
            return False
        if norm == "that" and not self.words:  # "but that is wrong"
            return False
        first_of_question = self._question and self._read == 1
        return not (first_of_question and norm in self._lexicon.words("interrogatives"))

    @property
    def dangling(self) -> bool:
        """Whether the stretch stops where a subordinate clause still lacks its verb."""
        return self.pending > 0 or self.last_word in self._lexicon.words("subordinators")


def opens_clause(
    words: Sequence[Word], first: int, lexicon: Lexicon, *, question: bool, pending: int = 0
) -> int | None:
    """Return the index of the finite verb of the clause that starts at a word, or None.

    The search stops where a new coordinate member begins (a comma with *et*, *and*): the verb
    after it is not the connector's.
    """
    reader = ClauseReader(lexicon, question=question, pending=pending)
    enumerators = lexicon.words("enumerators")
    after_comma = False
    has_subject = not (words and words[0].pos)  # without tags, any word may be one
    for index, word in enumerate(islice(words, first, first + _WINDOW), start=first):
        # "mais utile, et il faut", "mais maîtrisée et les doses arriveront"
        joins = word.norm in enumerators and reader.words
        if word.norm == ";" or (joins and (after_comma or not has_subject)):
            return None
        after_comma = word.norm == ","
        has_subject = has_subject or word.pos in {"NOUN", "PROPN", "PRON"}
        reader.feed(word)
        if reader.main:
            return index
    return None


def splits_phrase(words: Sequence[Word], unit: int, cut: int) -> bool:
    """Return whether a cut before ``words[cut]`` parts a word from what governs it.

    ``unit`` is the first word of the stretch before the cut. Only close ties count (a subject
    or an auxiliary and its verb, an article or adjective and its noun), near the cut; without a
    parse there are none.
    """
    if cut >= len(words):
        return False
    first_token = words[cut].token.i
    last_token = words[min(cut + _ARC_WINDOW, len(words)) - 1].token.i
    has_verb = False  # between the word and the cut
    for word in reversed(words[max(unit, cut - _ARC_WINDOW) : cut]):
        head, arc = word.token.head, word.token.dep_
        tied = arc in _TIGHT_ARCS and first_token <= head.i <= last_token
        if tied and not _is_misattached(
            arc, finite_head="VerbForm=Fin" in head.morph, has_verb=has_verb
        ):
            return True
        has_verb = has_verb or word.finite
    return False


def _is_misattached(arc: str, *, finite_head: bool, has_verb: bool) -> bool:
    """Return whether a tie cannot be right.

    A subject with a verb of its own before the cut, or an auxiliary of a finite verb, is tied to
    the next clause by mistake.
    """
    if arc in _SUBJECT_ARCS:
        return has_verb
    return finite_head and arc.startswith(("aux", "cop"))
