"""The words of a quotation, and which of them are finite verbs.

French verbs are known by spaCy's morphology. English has tokens only: its finite verbs are
known by lists of auxiliaries and common verbs and by word order (a pronoun before them).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.claims.lexicon import Lexicon
from claimtrack.text import unify_typography

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Word", "is_parsed", "read_words"]

# Where a parsed document keeps the words already read: each is asked for three times or so.
_KEY = "claimtrack.claims.words"
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
    index = _index_of(doc)
    if is_parsed(doc):
        return [
            _parsed_word(text, start, end, position, index)
            for start, end, position in _places(index, ranges)
        ]
    found = list(_places(index, ranges))
    norms = [unify_typography(text[start:end]).lower() for start, end, _ in found]
    return [
        Word(start, end, norm, _is_english_finite(norms, number, lexicon), index.tokens[position])
        for number, ((start, end, position), norm) in enumerate(zip(found, norms, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Index:
    """The tokens of a document that are not white space, their bounds, the words already read."""

    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: list[Word | None]


def _index_of(doc: Doc) -> _Index:
    index = doc.user_data.get(_KEY)
    if index is None:
        tokens = tuple(token for token in doc if not token.is_space)
        starts = tuple(token.idx for token in tokens)
        ends = tuple(token.idx + len(token) for token in tokens)
        index = doc.user_data[_KEY] = _Index(tokens, starts, ends, [None] * len(tokens))
    found: _Index = index
    return found


def _places(index: _Index, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the bounds of each token of some ranges, clipped to them, and its position."""
    starts, ends = index.starts, index.ends
    for start, end in ranges:
        for position in range(max(bisect_right(starts, start) - 1, 0), len(starts)):
            if starts[position] >= end:
                break
            first, last = max(start, starts[position]), min(end, ends[position])
            if first < last:
                yield first, last, position


def _parsed_word(text: str, start: int, end: int, position: int, index: _Index) -> Word:
    """Return the word at a position, read once unless a range cuts it."""
    whole = start == index.starts[position] and end == index.ends[position]
    word = index.words[position] if whole else None
    if word is None:
        token = index.tokens[position]
        finite = "VerbForm=Fin" in token.morph or _is_missed_finite(token)
        word = Word(start, end, unify_typography(text[start:end]).lower(), finite, token)
        if whole:
            index.words[position] = word
    return word


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
