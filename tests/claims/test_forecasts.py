from __future__ import annotations

from datetime import date

import pytest

from tests.claims.markup import only_claim


@pytest.mark.parametrize(
    ("forecast", "not_forecast"),
    [
        ("Le pari paiera.", "Le pari paie."),
        ("Il va réussir.", "Il va à Paris."),
        ("Cela va encore falloir attendre.", "Ça va mal."),
        ("Vous comprendrez pourquoi.", "Vous comprenez pourquoi."),
        ("L'action pourrait chuter.", "On pourrait faire mieux."),
        ("Le titre devrait monter.", "Elle pourrait être inutile."),
        ("Je m'attends à une baisse.", "J'attends le train."),
        ("Elle envisage néanmoins de fermer deux usines.", "Elle a fermé deux usines."),
        ("Le service rouvre avant Noël.", "Le service a rouvert."),
        ("Il sera vendu.", "Il aura sans doute oublié."),
        ("Les résultats du trimestre suivant auront tout changé.", "Il était vendu."),
        ("Des premiers revenus fin 2026.", "Des premiers revenus fin 2024."),
        ("de recruter en août", "avoir recruté en août"),
    ],
)
def test_french(forecast: str, not_forecast: str) -> None:
    assert only_claim(forecast).forecast
    assert not only_claim(not_forecast).forecast


@pytest.mark.parametrize(
    ("forecast", "not_forecast"),
    [
        ("It will pay.", "The free will of voters."),
        ("They'll pay.", "They paid."),
        ("It is going to fail.", "The team is going to Paris."),
        ("It's going to fail.", "He was going to leave."),
        ("We expect to hire 500 people.", "We expected it."),
        ("Sales could double.", "It could be true."),
        ("operating profit to stall in 2027", "operating profit stalled in 2024"),
    ],
)
def test_english(forecast: str, not_forecast: str) -> None:
    assert only_claim(forecast, "en").forecast
    assert not only_claim(not_forecast, "en").forecast


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# All published on 15 June 2025.
HORIZONS = [
    (
        "fr",
        "Il faudra attendre au moins trois à cinq ans.",
        "2028-06-15",
        "2030-06-15",
        "au moins trois à cinq ans",
    ),
    ("fr", "Il lui faudra au moins trois ans.", "2028-06-15", None, "au moins trois ans"),
    ("fr", "Il paiera d'ici deux ans.", "2025-06-15", "2027-06-15", "d'ici deux ans"),
    ("fr", "Il paiera d’ici à dix-huit mois.", "2025-06-15", "2026-12-15", "d’ici à dix-huit mois"),
    ("fr", "Il paiera dans trois ans.", "2028-06-15", "2028-06-15", "dans trois ans"),
    (
        "fr",
        "Il paiera dans une dizaine d'années.",
        "2035-06-15",
        "2035-06-15",
        "dans une dizaine d'années",
    ),
    (
        "fr",
        "Il paiera dans moins de deux ans.",
        "2025-06-15",
        "2027-06-15",
        "dans moins de deux ans",
    ),
    ("fr", "Il paiera en 2027.", "2027-01-01", "2027-12-31", "en 2027"),
    ("fr", "Il paiera avant 2030.", "2025-06-15", "2029-12-31", "avant 2030"),
    ("fr", "Il ne paiera pas avant 2027.", "2027-01-01", None, "pas avant 2027"),
    ("fr", "Il paiera avant la fin de 2029.", "2025-06-15", "2029-12-31", "avant la fin de 2029"),
    (
        "fr",
        "Il paiera d'ici la fin de l'année.",
        "2025-06-15",
        "2025-12-31",
        "d'ici la fin de l'année",
    ),
    ("fr", "Il paiera fin 2026.", "2026-10-01", "2026-12-31", "fin 2026"),
    ("fr", "Il paiera l'an prochain.", "2026-01-01", "2026-12-31", "l'an prochain"),
    ("fr", "Il paiera au prochain trimestre.", "2025-07-01", "2025-09-30", "au prochain trimestre"),
    ("fr", "Il paiera au second semestre.", "2025-07-01", "2025-12-31", "au second semestre"),
    ("fr", "Il paiera avant Noël.", "2025-06-15", "2025-12-24", "avant Noël"),
    ("fr", "Il paiera dès l'automne.", "2025-09-01", None, "dès l'automne"),
    ("fr", "Il paiera le 14 décembre 2027.", "2027-12-14", "2027-12-14", "le 14 décembre 2027"),
    ("fr", "Il paiera à l'horizon 2030.", "2030-01-01", "2030-12-31", "à l'horizon 2030"),
    ("fr", "Il paiera entre 2027 et 2030.", "2027-01-01", "2030-12-31", "entre 2027 et 2030"),
    (
        "fr",
        "Il paiera au cours des deux prochaines années.",
        "2025-06-15",
        "2027-06-15",
        "au cours des deux prochaines années",
    ),
    ("fr", "Il paiera à court terme.", None, None, "à court terme"),
    ("fr", "Il paiera à plus long terme.", None, None, "à plus long terme"),
    ("en", "It will pay by 2030.", "2025-06-15", "2030-12-31", "by 2030"),
    ("en", "It will pay within two years.", "2025-06-15", "2027-06-15", "within two years"),
    ("en", "It will pay in five years.", "2025-06-15", "2030-06-15", "in five years"),
    ("en", "It will pay next quarter.", "2025-07-01", "2025-09-30", "next quarter"),
    ("en", "It will pay over the next decade.", "2025-06-15", "2035-06-15", "over the next decade"),
    ("en", "It will take three to five years.", "2028-06-15", "2030-06-15", "three to five years"),
    (
        "en",
        "It will pay by the end of the year.",
        "2025-06-15",
        "2025-12-31",
        "by the end of the year",
    ),
    ("en", "It will close by March.", "2025-06-15", "2026-03-31", "by March"),
    ("en", "It will hurt in the short term.", None, None, "in the short term"),
]


@pytest.mark.parametrize(("lang", "text", "earliest", "latest", "words"), HORIZONS)
def test_horizons(
    lang: str, text: str, earliest: str | None, latest: str | None, words: str
) -> None:
    horizon = only_claim(text, lang).horizon
    assert horizon is not None
    assert horizon.words == words
    assert horizon.words in text
    assert (horizon.earliest, horizon.latest) == (day(earliest), day(latest))


def test_absolute_years_need_no_publication_date() -> None:
    horizon = only_claim("Il paiera en 2027.", published=None).horizon
    assert horizon is not None
    assert (horizon.earliest, horizon.latest) == (date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize("words", ["d'ici deux ans", "l'an prochain", "dans trois ans"])
def test_relative_words_without_a_publication_date_stay_words(words: str) -> None:
    horizon = only_claim(f"Il paiera {words}.", published=None).horizon
    assert horizon is not None
    assert (horizon.earliest, horizon.latest, horizon.words) == (None, None, words)


@pytest.mark.parametrize("text", ["Il a payé en 2012.", "Il paie depuis trois ans.", "Il paiera."])
def test_no_horizon(text: str) -> None:
    assert only_claim(text).horizon is None
