"""Cue clauses inside the marks: *« Nous avons vécu ce film, commence-t-elle. C'est tout. »*."""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.quotations.cues import CueClause, CueReader
from claimtrack.quotations.phrases import Mention, PhraseReader
from claimtrack.quotations.tokens import Tagger, Token, tokenize
from claimtrack.text import strip_bounds

__all__ = ["cut_incises"]

# How many tokens a cue clause may have after its source: « la maire (divers droite) de Vaubrun ».
_LONGEST_TAIL = 30


def cut_incises(
    text: str, plain: str, start: int, end: int, lang: str, tagger: Tagger
) -> tuple[list[tuple[int, int]], CueClause | None, PhraseReader]:
    """Cut the cue clauses out of a content that keeps them inside its marks.

    « Nous avons vécu ce film, commence-t-elle. Une invention formidable. » gives two spans and
    the clause. Only reporting verbs count, between a comma or a final mark and the next one.
    ``plain`` is the text with its typography unified, made once for the article.
    """
    phrases = PhraseReader(text, tokenize(plain, start, end, lang, tagger), lang)
    tokens = phrases.tokens
    reader = CueReader(phrases)
    spans: list[tuple[int, int]] = []
    first_clause: CueClause | None = None
    begin, i = start, 1
    while i < len(tokens):
        clause = None
        if tokens[i - 1].text in (",", "!", "?", "…") and i > 1:
            clause = _bounded_incise(reader, tokens, i)
        if clause is None:
            i += 1
            continue
        cut = tokens[i - 1].start if tokens[i - 1].text == "," else tokens[i - 1].end
        spans.append(strip_bounds(text, begin, cut))
        first_clause = first_clause or clause
        stop = _clause_end(reader, tokens, clause.stop)
        begin = tokens[stop].end if stop < len(tokens) else end
        i = stop + 2
    if begin < end:
        spans.append(strip_bounds(text, begin, end))
    return [s for s in spans if s[0] < s[1]], first_clause, phrases


def _clause_end(reader: CueReader, tokens: Sequence[Token], i: int) -> int:
    """Return the index of the mark that ends a cue clause whose source ends before token ``i``.

    A comma after the source may only lead to an apposition: *ironise X, la maire de Y. Surtout*.
    """
    stop = i
    limit = min(len(tokens), i + _LONGEST_TAIL)
    while stop < limit:
        text = tokens[stop].text
        if text == "(":
            while stop < limit and tokens[stop].text != ")":
                stop += 1
        elif text in ".:;!?…" or (text == "," and not _opens_apposition(reader, tokens, stop + 1)):
            return stop
        stop += 1
    return next(
        (k for k in range(i, len(tokens)) if tokens[k].text in (",", ".", ":")), len(tokens)
    )


def _opens_apposition(reader: CueReader, tokens: Sequence[Token], i: int) -> bool:
    """Return whether words on the source, up to the next mark, begin at ``i``: no clause."""
    end = i
    while end < len(tokens) and tokens[end].text not in ",.:;!?…":
        if tokens[end].finite or tokens[end].kind == "pronoun":
            return False
        end += 1
    if end >= len(tokens) or tokens[end].text not in ",.":
        return False
    if tokens[i].kind == "number":
        return i + 1 < len(tokens) and tokens[i + 1].lower == "ans"
    if reader.phrases.begins_role(i) or tokens[i].lower in ("lui-même", "elle-même"):
        return True
    if tokens[i].pos in ("VERB", "ADJ") and not tokens[i].infinitive and tokens[end].text == ".":
        return True  # traduite par sa nièce
    mention = reader.phrases.mention_at(i)
    described = mention is not None and mention.kind != "pronoun" and tokens[end].text == "."
    return described and (tokens[i].capitalised or tokens[i].lower in reader.words.determiners)


def _bounded_incise(reader: CueReader, tokens: Sequence[Token], i: int) -> CueClause | None:
    """Return the cue clause at ``i`` between a comma and the next mark, or None.

    Any verb may report when a name or a description stands after it and ends the clause;
    otherwise it must be a reporting verb.
    """
    clause = reader.incise_at(i, lenient=True)
    if clause is None or clause.rule not in (
        "inverted pronoun", "inverted subject", "straight subject",
    ):  # fmt: skip
        return None
    mention = clause.mention
    if mention is not None and mention.text.lower() in ("on", "vous", "nous"):
        return None
    following = tokens[clause.stop].lower if clause.stop < len(tokens) else "."
    ends = following in (",", ".", ":", "(")
    reports = False
    if clause.rule == "inverted subject":
        verb = reader.verbs.verb_at(i)
        reports = verb is not None and bool(verb.constructions & {"incise", "clause"})
        if not reports and not (
            ends
            and mention is not None
            and _stands_beside(tokens, i, mention)
            and reader.subjects.speaks(mention)
        ):
            return None
    closes = ends or following in reader.words.prepositions
    if mention is not None and mention.kind == "noun":
        told_by = reader.subjects.speaks(mention) or mention.determiner in ("le", "la", "l'", "ce")
        if not told_by or not (ends or (reports and closes)):
            return None
    return clause if closes or clause.rule == "inverted pronoun" else None


def _stands_beside(tokens: Sequence[Token], i: int, mention: Mention) -> bool:
    """Return whether only the verb group stands between token ``i`` and a mention."""
    return sum(1 for t in tokens[i:] if t.end <= mention.start) <= 3
