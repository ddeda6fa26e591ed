"""The words of a quotation, and which of them are finite verbs.

French verbs are known by spaCy's morphology. English has tokens only: its finite verbs are
known by lists of auxiliaries and common verbs and by word order (a pronoun before them).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.claims.lexicon import Lexicon
from claimtrack.text import unify_typography

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Word", "is_parsed", "read_words"]

_LONGEST_GAP = 3  # adverbs between an English pronoun and its verb


@dataclass(frozen=True, slots=True)
class Word:
    """A token inside the quotation: offsets in the caller's text, its plain lower-case form."""

    start: int
    end: int
    norm: str
    finite: bool
    token: Token

    def has(self, feature: str) -> bool:
        """Return whether the token's morphology holds a feature such as ``Tense=Fut``."""
        return feature in str(self.token.morph).split("|")

    @property
    def pos(self) -> str:
        """The universal part of speech; empty when the text was not parsed."""
        return str(self.token.pos_)

    @property
    def lemma(self) -> str:
        """The lemma in lower case; empty when the text was not parsed."""
        return str(self.token.lemma_).lower()


def is_parsed(doc: Doc) -> bool:
    """Return whether the text has parts of speech and syntax, by its first token alone.

    ``claimtrack.syntax.has_parse`` walks through every token of an unparsed text: too slow to ask
    for each quotation, and a parser leaves no token without a dependency.
    """
    return len(doc) > 0 and bool(doc[0].dep)


def read_words(
    text: str, doc: Doc, ranges: Sequence[tuple[int, int]], lexicon: Lexicon
) -> list[Word]:
    """Return the tokens of some ranges of the text, clipped to them, white space left out."""
    parsed = is_parsed(doc)
    found = list(_tokens_of(doc, ranges))
    norms = [unify_typography(text[start:end]).lower() for start, end, _ in found]
    words = []
    for position, (start, end, token) in enumerate(found):
        if parsed:
            finite = "VerbForm=Fin" in token.morph or _is_missed_finite(token)
        else:
            finite = _is_english_finite(norms, position, lexicon)
        words.append(Word(start, end, norms[position], finite, token))
    return words


def _tokens_of(doc: Doc, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Token]]:
    for start, end in ranges:
        first_index = max(bisect_left(doc, start + 1, key=lambda token: token.idx) - 1, 0)
        for index in range(first_index, len(doc)):
            token = doc[index]
            if token.idx >= end:
                break
            first, last = max(start, token.idx), min(end, token.idx + len(token.text))
            if first < last and not token.is_space:
                yield first, last, token


def _is_missed_finite(token: Token) -> bool:
    """Return whether a word that spaCy tagged otherwise has a subject and the form of a verb.

    *dépense*, *regarde*, *investit* are read as nouns, adjectives, participles; the parser
    still gives them their subject.
    """
    form = token.text
    ending = ("t",) if token.pos_ == "VERB" else ("e", "ent", "t", "ons", "ez")
    if (
        token.pos_ not in {"VERB", "NOUN", "ADJ"}
        or "VerbForm=Inf" in token.morph
        or not form.islower()
        or not form.endswith(ending)
        or form.endswith("ant")
    ):
        return False
    children = list(token.lefts)
    subject = any(child.dep_ in {"nsubj", "expl:subj"} for child in children)
    return subject and not any(child.dep_.startswith(("aux", "cop", "det")) for child in children)


def _is_english_finite(norms: Sequence[str], position: int, lexicon: Lexicon) -> bool:
    """Return whether the word at a position is likely a finite verb, by lists and word order."""
    word = norms[position]
    if not word.strip("'").isalpha():
        return False
    before = norms[position - 1] if position else ""
    if word == "'s":
        return before in lexicon.words("clitic_subjects")
    if word in lexicon.words("auxiliaries"):
        # "to have", "could have": not the finite verb of its clause
        return before not in lexicon.words("non_finite_after")
    if word in lexicon.words("not_verbs"):
        return False
    subject = _subject_before(norms, position, lexicon)
    if subject in lexicon.words("subject_pronouns"):
        return word not in lexicon.words("function_words")
    return _is_listed_verb(norms, position, bool(subject), lexicon)


def _subject_before(norms: Sequence[str], position: int, lexicon: Lexicon) -> str:
    """Return the pronoun before a word, over adverbs; empty when there is none."""
    pronouns = lexicon.words("subject_pronouns") | lexicon.words("weak_pronouns")
    for index in range(position - 1, max(-1, position - 1 - _LONGEST_GAP), -1):
        if norms[index] in pronouns:
            return norms[index]
        if norms[index] not in lexicon.words("adverbs") and not norms[index].endswith("ly"):
            return ""
    return ""


def _is_listed_verb(
    norms: Sequence[str], position: int, has_subject: bool, lexicon: Lexicon
) -> bool:
    word = norms[position]
    before = norms[position - 1] if position else ""
    if not has_subject and before in lexicon.words("non_finite_before"):
        return False
    base, inflected = _verb_base(word, lexicon)
    if base is None:
        return False
    if word.endswith("ed") and not has_subject and not _may_be_subject(before, lexicon):
        return False  # a participle: "but entirely covered by"
    # A bare form ("stay") is finite after a subject that looks plural, or a pronoun.
    plural = before.endswith("s") or before in lexicon.words("irregular_plurals")
    return inflected or has_subject or plural


def _may_be_subject(word: str, lexicon: Lexicon) -> bool:
    return word[:1].isalpha() and not (
        word.endswith("ly")
        or word in lexicon.words("function_words")
        or word in lexicon.words("adverbs")
    )


def _verb_base(word: str, lexicon: Lexicon) -> tuple[str | None, bool]:
    """Return the listed verb that a form belongs to, and whether the form is inflected."""
    verbs = lexicon.words("verbs")
    if word in lexicon.words("irregular_pasts"):
        return word, True
    if word in verbs:
        return word, False
    for ending, stems in (
        ("ies", (word[:-3] + "y",)),
        ("ied", (word[:-3] + "y",)),
        ("es", (word[:-2], word[:-1])),
        ("s", (word[:-1],)),
        ("ed", (word[:-2], word[:-1], word[:-3])),
    ):
        if word.endswith(ending):
            for stem in stems:
                if stem in verbs:
                    return stem, True
    return None, False
