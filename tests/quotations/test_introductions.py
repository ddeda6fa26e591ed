"""Introductions: every way an article says who somebody is holds for all that he or she says."""

from __future__ import annotations

import pytest

from tests.quotations.markup import quotations

SAYS = " « C'est un pari risqué », a dit Mme Roy."


@pytest.mark.parametrize(
    ("introduction", "role", "affiliation"),
    [
        ("Anne Roy est analyste chez Norvane.", "analyste", "Norvane"),
        ("Anne Roy est, depuis mars, la patronne de Norvane.", "patronne", "Norvane"),
        ("Anne Roy n'est pas analyste.", None, None),
        ("Anne Roy dirige depuis Annecy le fonds Sept-Laux.", None, "fonds Sept-Laux"),
        (
            "Anne Roy, qui enseigne l'économie à l'université de Norvane, a parlé.",
            None,
            "université de Norvane",
        ),
        ("Directrice générale de Norvane depuis 2019, Anne Roy a parlé.",
         "directrice générale", "Norvane"),
        ("Chercheuse au CNRS, la sociologue Anne Roy a parlé.", "sociologue", "CNRS"),
        ("Anne Roy (Norvane, analyste) a parlé.", "analyste", "Norvane"),
        ("Anne Roy (analyste chez Norvane) a parlé.", "analyste", "Norvane"),
        ("Anne Roy a parlé. L'analyste de Norvane a vendu.", "analyste", "Norvane"),
        ("Anne Roy a parlé. Cette ancienne juge, devenue analyste chez Norvane, a vendu.",
         "analyste", "Norvane"),
        ("Anne Roy, déléguée syndicale CFST, a parlé.", "déléguée syndicale", "CFST"),
        ("Anne Roy, dentellière de 81 ans, a parlé.", "dentellière", None),
        ("Anne Roy, pharmacienne à Sarcelac, a parlé.", "pharmacienne", None),
        ("Anne Roy, commissaire aux comptes, a parlé.", "commissaire aux comptes", None),
        ("Anne Roy, avocate de Paul Sarre, a parlé.", "avocate", None),
        ("La nomination de l'analyste de Norvane Anne Roy a surpris.", "analyste", "Norvane"),
        ("Anne Roy, responsable de la stratégie du courtier Oxalis, a parlé.",
         "responsable de la stratégie", "courtier Oxalis"),
        ("Anne Roy, experte, directrice des études de l'institut Norvane, a parlé.",
         "directrice des études", "institut Norvane"),
        ("Anne Roy, mère de trois enfants, a parlé.", None, None),
    ],
)  # fmt: skip
def test_what_is_said_of_a_person(
    introduction: str, role: str | None, affiliation: str | None
) -> None:
    (one,) = quotations(introduction + SAYS)
    source = one.source
    assert (source.name, source.role, source.affiliation) == ("Anne Roy", role, affiliation)


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("L'hôpital de Brennes ferme. Le directeur de l'établissement, Paul Sarre,",
         "hôpital de Brennes"),
        ("Le Stade roubignacois a perdu. Son entraîneur, Paul Sarre,", "Stade roubignacois"),
        ("Norvane licencie. Le patron du groupe, Paul Sarre,", "Norvane"),
        ("A Lormans, 900 habitants, rien ne va. Le maire, Paul Sarre,", "Lormans"),
        ("Le directeur du centre hospitalier, Paul Sarre,", "centre hospitalier"),
        ("Le directeur du groupe, Paul Sarre,", None),
    ],
)  # fmt: skip
def test_organisation_named_elsewhere(text: str, affiliation: str | None) -> None:
    (one,) = quotations(f"{text} estime que le pari est risqué.")
    assert (one.source.name, one.source.affiliation) == ("Paul Sarre", affiliation)


@pytest.mark.parametrize(
    ("phrase", "role", "affiliation"),
    [
        ("un porte-parole du groupe", "porte-parole", "Norvane"),
        ("le directeur sportif de Borealis", "directeur sportif", "Borealis"),
        ("un courtier parisien", "courtier", None),
        ("un ancien ingénieur", "ingénieur", None),
        ("un banquier d'affaires", "banquier d'affaires", None),
        ("un actionnaire de la première heure", "actionnaire", None),
        ("une source proche du dossier", None, None),
        ("plusieurs analystes", None, None),
        ("le gestionnaire du réseau", None, None),
    ],
)
def test_roles_of_sources_without_a_name(
    phrase: str, role: str | None, affiliation: str | None
) -> None:
    (one,) = quotations(f"Norvane ferme une usine. Selon {phrase}, le pari est risqué.")
    assert (one.source.role, one.source.affiliation) == (role, affiliation)


def test_a_company_taken_up_by_its_kind() -> None:
    (one,) = quotations("Norvane ferme une usine. L'entreprise assure que tout ira bien.")
    assert one.source.name == "Norvane"


def test_a_description_before_the_name() -> None:
    first, second = quotations(
        "« C'est cher », répond la maire. Viviane Rascol ne cède pas. « C'est beau », dit-elle."
    )
    assert first.source.name == second.source.name == "Viviane Rascol"
    assert first.source.role == second.source.role == "maire"


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("L’association de petits porteurs Épargne Claire", "Épargne Claire"),
        ("L'association d'usagers Clarta", "Clarta"),
        ("Une fédération de parents d'élèves", "une fédération de parents d'élèves"),
    ],
)
def test_the_name_after_the_words_for_an_organisation_is_the_source(
    subject: str, name: str
) -> None:
    (found,) = quotations(f"{subject} regrette que le pari soit risqué.")
    assert found.source.name == name
