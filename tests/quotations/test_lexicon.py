"""The lexicons: what loads, what forms are looked up by, which nouns are roles."""

from __future__ import annotations

import pytest

from claimtrack.quotations import lexicon, words


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_lexicons_load(lang: str) -> None:
    lex = lexicon.load(lang)
    assert len({reading.lemma for found in lex.verbs.values() for reading in found}) > 150
    assert lex.prepositions
    assert words.load(lang).pronouns


def test_loading_is_cached() -> None:
    assert lexicon.load("fr") is lexicon.load("fr")


@pytest.mark.parametrize(
    ("word", "lemma", "construction"),
    [
        ("estime", "estimer", "clause"),
        ("Estime", "estimer", "clause"),
        ("promettent", "promettre", "de_infinitive"),
        ("dénonçait", "dénoncer", "phrase"),
        ("s’", None, None),
        ("table", "tabler", "phrase"),
        ("maison", None, None),
    ],
)
def test_readings(word: str, lemma: str | None, construction: str | None) -> None:
    readings = lexicon.load("fr").readings(word)
    assert [r.lemma for r in readings] == ([lemma] if lemma else [])
    if construction:
        assert construction in readings[0].constructions


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("says", "say", "finite"),
        ("said", "say", "past_participle"),
        ("denies", "deny", "finite"),
        ("arguing", "argue", "present_participle"),
        ("agreeing", "agree", "present_participle"),
        ("stresses", "stress", "finite"),
        ("foresaw", "foresee", "finite"),
    ],
)
def test_english_forms(form: str, lemma: str, kind: str) -> None:
    found = {(r.lemma, r.form) for r in lexicon.load("en").readings(form)}
    assert (lemma, kind) in found


@pytest.mark.parametrize(
    "role",
    [
        "analyste", "analystes", "Analyste", "professeur", "professeure", "professeures",
        "directrice", "gérante", "gérants", "banquière", "patronne", "vendeuse", "chercheuse",
        "conseillère", "informaticienne", "PDG", "économiste", "sismologue", "porte-parole",
    ],
)  # fmt: skip
def test_roles_in_every_form(role: str) -> None:
    assert lexicon.load("fr").is_role(role)


@pytest.mark.parametrize("role", ["analyst", "analysts", "CEO", "spokeswoman", "volcanologist"])
def test_english_roles(role: str) -> None:
    assert lexicon.load("en").is_role(role)


@pytest.mark.parametrize("word", ["table", "groupe", "milliard", "maison", "", "-"])
def test_not_roles(word: str) -> None:
    assert not lexicon.load("fr").is_role(word)
