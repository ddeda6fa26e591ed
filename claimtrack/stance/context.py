"""The context of a claim: what a reader knows of the matter when reaching it.

A claim often names neither the company nor the spending (*C'est de l'argent jeté par les
fenêtres*). The model is told the subject of the article and the sentence just before.
"""

from __future__ import annotations

from claimtrack.text import iter_paragraphs, iter_sentences

__all__ = ["context_of"]

# In characters: with the target and the claim they fit the model's window.
_LONGEST_TOPIC = 140
_LONGEST_NEAR = 200
_LOOK_BACK = 800
# What opens a quotation or an utterance, and belongs to no sentence before it.
_MARKS = "«“„\"‘'—–-"


def context_of(text: str, start: int, *, title: str | None = None, previous_claim: str = "") -> str:
    """Return the context of a claim of the quotation that begins at offset ``start``.

    It is the article's subject (its title, else its first sentence) and what stands just before
    the claim: the claim before it in the quotation, else the sentence before the quotation.
    """
    near = previous_claim or _sentence_before(text, start)
    topic = (title or _first_sentence(text, start)).strip()
    topic = "" if topic and topic in near else _head(topic, _LONGEST_TOPIC)
    return " ".join(part for part in (topic, _tail(near, _LONGEST_NEAR)) if part)


def _before_mark(text: str, start: int) -> int:
    """Return where the words before offset ``start`` end, its opening mark left out."""
    while start > 0 and (text[start - 1].isspace() or text[start - 1] in _MARKS):
        start -= 1
    return start


def _first_sentence(text: str, limit: int) -> str:
    limit = _before_mark(text, limit)
    for first, last in iter_paragraphs(text[: min(limit, _LOOK_BACK)]):
        start, end = next(iter_sentences(text, first, last))
        return text[start:end]
    return ""


def _sentence_before(text: str, start: int) -> str:
    floor = max(0, start - _LOOK_BACK)
    # the words that lead to the quotation in its own sentence are context too, its mark is not
    stop = max(floor, _before_mark(text, start))
    sentences = list(iter_sentences(text, floor, stop))
    return text[sentences[-1][0] : sentences[-1][1]] if sentences else ""


def _head(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(None, 1)[0]


def _tail(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    return words[-limit:].split(None, 1)[-1]
