from __future__ import annotations

import pytest

from claimtrack.claims.lexicon import lexicon
from claimtrack.claims.numbers import parse_number
from tests.claims.markup import claims_of

FRENCH = [
    ("Une prime de plus de 100 millions de dollars.", [(1e8, "USD", "100 millions de dollars")]),
    ("La barre des 2.000 milliards de dollars.", [(2e12, "USD", "2.000 milliards de dollars")]),
    ("Soit 11,2 milliards de francs.", [(1.12e10, "francs", "11,2 milliards de francs")]),
    ("Soit 3 millions de francs suisses.", [(3e6, "CHF", "3 millions de francs suisses")]),
    ("Le groupe a acquis 49% du capital.", [(49, "%", "49%")]),
    ("Le groupe a acquis 49\u00a0% du capital.", [(49, "%", "49\u00a0%")]),
    ("La commune touche 800.000 euros par an.", [(800000, "EUR", "800.000 euros")]),
    ("Le groupe emploie 12\u202f000 salariés.", [(12000, "salariés", "12\u202f000 salariés")]),
    ("Le groupe emploie 12 000 salariés.", [(12000, "salariés", "12 000 salariés")]),
    (
        "Entre 64 et 72 milliards de dollars.",
        [(6.4e10, "USD", "64"), (7.2e10, "USD", "72 milliards de dollars")],
    ),
    ("Il faut attendre trois à cinq ans.", [(3, "ans", "trois"), (5, "ans", "cinq ans")]),
    ("Il a levé 1,5 Md€ et 3 M€.", [(1.5e9, "EUR", "1,5 Md€"), (3e6, "EUR", "3 M€")]),
    ("Les deux tiers des élus sont contre.", [(2 / 3, None, "deux tiers")]),
    ("Il a gagné un demi-milliard d'euros.", [(5e8, "EUR", "un demi-milliard d'euros")]),
    (
        "La ville a deux millions et demi d'habitants.",
        [(2.5e6, "habitants", "deux millions et demi d'habitants")],
    ),
    (
        "Il vend quatre-vingt-dix-sept voitures.",
        [(97, "voitures", "quatre-vingt-dix-sept voitures")],
    ),
    ("Il emploie une quarantaine d'ouvriers.", [(40, "ouvriers", "une quarantaine d'ouvriers")]),
    ("Le titre a pris +20 % et perdu -5 %.", [(20, "%", "+20 %"), (-5, "%", "-5 %")]),
    ("En 2012, le titre valait 30 dollars.", [(30, "USD", "30 dollars")]),
    ("Le 14 décembre, Llama 4 a battu GPT-5 à 4h00.", []),
    ("Le 2e étage, le 1er rang, le n° 5.", []),
    ("Il ferme des sites pour des milliards.", []),
    ("C'est un pari et une chance.", []),
]
ENGLISH = [
    ("A $29 billion package.", [(2.9e10, "USD", "$29 billion")]),
    ("They raised €1.5bn.", [(1.5e9, "EUR", "€1.5bn")]),
    ("It hired 1,500 people.", [(1500, "people", "1,500 people")]),
    ("It has three million users.", [(3e6, "users", "three million users")]),
    ("Six identical hotels are going up.", [(6, "hotels", "Six identical hotels")]),
    ("Between 5 and 10 percent.", [(5, "%", "5"), (10, "%", "10 percent")]),
    ("Half a billion dollars.", [(5e8, "USD", "Half a billion dollars")]),
    ("It rose in 2019 and on March 3.", []),
    ("The 21st century began in the '90s.", []),
]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [("fr", *case) for case in FRENCH] + [("en", *case) for case in ENGLISH],
)
def test_quantities(lang: str, text: str, expected: list[tuple[float, str | None, str]]) -> None:
    found = [quantity for claim in claims_of(text, lang) for quantity in claim.quantities]
    assert [(q.unit, q.span.text) for q in found] == [(unit, words) for _, unit, words in expected]
    assert [q.value for q in found] == pytest.approx([value for value, _, _ in expected])
    assert all(text[q.span.start : q.span.end] == q.span.text for q in found)


@pytest.mark.parametrize(
    ("lang", "words", "value"),
    [
        ("fr", "soixante et onze", 71),
        ("fr", "soixante-dix-sept", 77),
        ("fr", "quatre-vingts", 80),
        ("fr", "quatre-vingt-onze", 91),
        ("fr", "deux cent trois", 203),
        ("fr", "trois mille deux cents", 3200),
        ("fr", "1.234.567", 1234567),
        ("fr", "1,5", 1.5),
        ("en", "twenty-one", 21),
        ("en", "a hundred and ten", 110),
        ("en", "1,234.5", 1234.5),
        ("en", "one hundred and two hundred", None),
    ],
)
def test_number_words(lang: str, words: str, value: float | None) -> None:
    assert parse_number(words, lexicon(lang)) == value
