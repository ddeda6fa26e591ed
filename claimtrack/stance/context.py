"""The context of a claim: what a reader knows of the matter when reaching it.

A claim often names neither the company nor the spending (*C'est de l'argent jeté par les
fenêtres*). The model is told what was said just before, and, where neither that nor the claim names
the party that the target is about, the subject of the article. Annotated rows have a sentence of
context, so no more than that is given here.
"""

from __future__ import annotations

from claimtrack.stance.targets import NAME, proper_names
from claimtrack.text import iter_paragraphs, iter_sentences

__all__ = ["context_of"]

# In characters: about a sentence each.
_LONGEST_TOPIC = 120
_LONGEST_NEAR = 180
# Fewer characters before a quotation in its own sentence only introduce it (*Elle assure que*).
_SHORTEST_LEAD = 45
_LOOK_BACK = 800
# What opens a quotation or an utterance, and belongs to no sentence before it.
_MARKS = "«“„\"'‘—–-"


def context_of(
    text: str,
    start: int,
    *,
    claim: str = "",
    target: str = "",
    title: str | None = None,
    previous_claim: str = "",
) -> str:
    """Return the context of ``claim`` in the quotation that begins at offset ``start``.

    It is what stands just before: the claim before it in the quotation, else the words or the
    sentence before the quotation. The article's subject (its title, else its first sentence) comes
    first unless these words name a party of ``target`` already; where it does not name one itself,
    the words of the article's head that do take its place.
    """
    near = _tail(previous_claim or _before(text, start), _LONGEST_NEAR)
    topic = (title or _first_sentence(text, start)).strip()
    parties = proper_names(target)
    if topic in near or (parties and parties & proper_names(f"{near} {claim}")):
        topic = ""
    elif parties and not parties & proper_names(topic):
        topic = _naming(text, start, parties) or topic
    return " ".join(part for part in (_head(topic, _LONGEST_TOPIC), near) if part)


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


def _naming(text: str, limit: int, parties: set[str]) -> str:
    """Return the words of the article's head that name a party of the target, "" without any.

    A headline often does not say whose data centre it is about; the first paragraph does.
    """
    stop = min(_before_mark(text, limit), _LOOK_BACK)
    for first, last in iter_paragraphs(text[:stop]):
        for start, end in iter_sentences(text, first, last):
            sentence = text[start:end]
            named = [m.end() for m in NAME.finditer(sentence) if m[0].casefold() in parties]
            if named:
                # the name, and as much before and after it as there is room for
                opening = max(0, named[0] - _LONGEST_TOPIC * 2 // 3)
                words = sentence[opening:]
                return _head(words.split(None, 1)[-1] if opening else words, _LONGEST_TOPIC)
    return ""


def _before(text: str, start: int) -> str:
    floor = max(0, start - _LOOK_BACK)
    stop = max(floor, _before_mark(text, start))
    sentences = [text[first:last] for first, last in iter_sentences(text, floor, stop)]
    if len(sentences) > 1 and len(sentences[-1]) < _SHORTEST_LEAD and not _ends(sentences[-1]):
        return sentences[-2]
    return sentences[-1] if sentences else ""


def _ends(sentence: str) -> bool:
    return sentence.endswith((".", "!", "?", "…", "»", "”", '"'))


def _head(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(None, 1)[0]


def _tail(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    return words[-limit:].split(None, 1)[-1]
