"""Lexicons and conjugation."""

from __future__ import annotations

import pytest

from claimtrack.quotations import lexicon, words
from claimtrack.quotations.conjugation import forms


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("estimer", {"estime", "estimait", "estimera", "estimé", "estimant"}),
        ("rappeler", {"rappelle", "rappelait", "rappellera"}),
        ("préférer", {"préfère", "préféra", "préféré"}),
        ("juger", {"juge", "jugeait", "jugeant"}),
        ("lancer", {"lance", "lançait", "lança"}),
        ("soutenir", {"soutient", "soutiennent", "soutenait", "soutint", "soutenu"}),
        ("craindre", {"craint", "craignent", "craignait"}),
        ("avertir", {"avertit", "avertissent", "averti"}),
        ("prédire", {"prédit", "prédisait", "prédira"}),
        ("répondre", {"répond", "répondent", "répondu"}),
    ],
)
def test_forms(verb: str, expected: set[str]) -> None:
    assert expected <= {form for form, _ in forms(verb)}


def test_unknown_group_is_refused() -> None:
    with pytest.raises(ValueError, match="xyz"):
        list(forms("xyz"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_lexicons_load(lang: str) -> None:
    lex = lexicon.load(lang)
    assert len({reading.lemma for found in lex.verbs.values() for reading in found}) > 150
    assert words.load(lang).pronouns


@pytest.mark.parametrize(
    "role", ["analyste", "analystes", "professeure", "directrice", "gérante", "banquière", "PDG"]
)
def test_roles_in_every_form(role: str) -> None:
    assert lexicon.load("fr").is_role(role)


@pytest.mark.parametrize("word", ["table", "groupe", "milliard", "maison"])
def test_not_roles(word: str) -> None:
    assert not lexicon.load("fr").is_role(word)
