"""What holds for any text: no error, true offsets, order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimtrack.quotations import segment
from claimtrack.syntax import parse
from tests.quotations.markup import quotations

_CHARACTERS = "abé ILn.,:;!?«»“”„‘’'\"`—-+()\n\u00a0\u202f\u2028\ud800\x00\ufdd0\ufdd1\u0301🙂"
_WORDS = (
    "« ", " »", "«", "»", "“", "”", '"', "'", "’", ", ", ". ", " : ", "; ", "\n\n", "— ", "-t-il",
    "-elle", "juge", " dit ", " que ", "qu'", " selon ", "Pour ", " Anne Roy", " M. Sarre", "elle",
    "l'", "d'", "s'", " analyste", " chez ", " le pari est risqué", "C'est cher", " de ", " said ",
    "\u00a0", "\u202f", " ",
)  # fmt: skip

_noise = st.text(alphabet=st.sampled_from(_CHARACTERS), max_size=60)
_near_news = st.lists(st.sampled_from(_WORDS), max_size=25).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(_noise, _near_news), st.sampled_from(["fr", "en"]))
@example("«" * 40, "fr")
@example("« »\n« »", "fr")
@example("d'''''", "fr")
@example("'«'«,»s'indigne R", "fr")
@example("Selon", "fr")
@example("-t-il", "fr")
def test_any_text_has_true_offsets_in_order(text: str, lang: str) -> None:
    found = quotations(text, lang)
    for one in found:
        assert one.spans
        assert all(span.start < span.end for span in one.spans)
        assert all(a.end <= b.start for a, b in pairwise(one.spans))
        assert 0 <= one.source.confidence <= 1
        assert one.source.name
    starts = [one.spans[0].start for one in found]
    assert starts == sorted(starts)


@settings(max_examples=25, deadline=None)
@given(_near_news)
def test_reading_twice_gives_the_same(text: str) -> None:
    doc = parse(text, "fr")
    assert segment(text, doc, lang="fr") == segment(text, doc, lang="fr")


def test_offsets_count_code_points() -> None:
    before = "🙂👩\u200d🔬 e\u0301.\n"
    text = f"{before}« C'est cher », juge Anne Roy."
    (one,) = quotations(text)
    assert one.spans[0].start == len(before) + 2


def test_two_identical_articles_in_one_text_are_both_read() -> None:
    text = "« C'est cher », juge Anne Roy."
    assert len(quotations(f"{text}\n\n{text}")) == 2
