"""Acronyms: what *la FUR* stands for, where the article gives it: *la Fédération ... (FUR)*."""

from __future__ import annotations

import re
from functools import lru_cache

from claimtrack.text import fold, unify_typography

__all__ = ["acronyms_of", "is_acronym_of"]

# Words of a name that give no letter to its acronym, and those that may.
_SILENT = frozenset(
    ["de", "du", "des", "d", "la", "le", "les", "l", "et", "a", "au", "aux", "en", "pour", "sur",
     "dans", "the", "of", "and", "for", "in", "on", "to"]
)  # fmt: skip
_INTRODUCED = re.compile(r"([^\n.;:!?()«»“”\"]{4,110}?)\s\(([A-ZÀ-Þ][A-Za-zÀ-ÿ]{1,7})\)")
_WORD = re.compile(r"[^\W\d_]+")


def is_acronym_of(acronym: str, name: str) -> bool:
    """Return whether the words of a name have the letters of an acronym as their initials."""
    return _name_of(acronym, name) == 0


def _name_of(acronym: str, words: str) -> int | None:
    """Return where the name begins that ends ``words`` and that ``acronym`` stands for."""
    wanted = fold(acronym)
    found = list(_WORD.finditer(words))
    at = len(wanted)
    for match in reversed(found):
        word = fold(match[0])
        if at and word[0] == wanted[at - 1] and (word not in _SILENT or match[0][0].isupper()):
            at -= 1
            if at == 0:
                return match.start()
        elif word not in _SILENT:
            return None
    return None


@lru_cache(maxsize=64)
def acronyms_of(text: str) -> dict[str, str]:
    """Return the names that an article introduces with their acronym in brackets, by acronym.

    A name keeps the article before it: *FUR* -> *la Fédération des usagers du rail*.
    """
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(unify_typography(text)):
        words, acronym = match.groups()
        start = _name_of(acronym, words)
        if start is None or acronym in found or not acronym[1:2].isupper():
            continue
        article = re.search(r"(?i)(?:\b(?:le|la|les|the) |\bl['’])$", words[:start])
        begin = match.start(1) + (article.start() if article else start)
        name = text[begin : match.start(1) + len(words)]
        found[acronym] = name[0].lower() + name[1:] if article else name
    return found
