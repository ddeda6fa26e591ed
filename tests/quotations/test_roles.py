"""Roles and affiliations in apposition: where each begins and ends, and what is neither."""

from __future__ import annotations

import pytest

from tests.quotations.markup import check, quotations


@pytest.mark.parametrize(
    ("source", "role", "affiliation"),
    [
        # an open class of occupations, but not whatever noun follows a comma
        ("Anne Roy, auxiliaire de vie", "auxiliaire de vie", None),
        ("Anne Roy, aide à domicile depuis vingt ans", "aide à domicile", None),
        ("Paul Sarre, fondeur depuis trente et un ans", "fondeur", None),
        ("Anne Roy, bras croisés", None, None),
        ("Anne Roy, casquette sur la tête", None, None),
        # organisations end with what completes their noun
        ("Anne Roy, patronne du café du Passage", "patronne", "café du Passage"),
        ("Anne Roy, élue du Syndicat autonome de la plasturgie",
         "élue", "Syndicat autonome de la plasturgie"),
        ("Anne Roy, première secrétaire du Parti socialiste",
         "première secrétaire", "Parti socialiste"),
        ("Anne Roy, journaliste au Courrier de l'Ouest", "journaliste", "Courrier de l'Ouest"),
        ("Anne Roy, bénévole aux Restos du cœur", "bénévole", "Restos du cœur"),
        ("Anne Roy, présidente de l'association de petits porteurs Claire Épargne",
         "présidente", "association de petits porteurs Claire Épargne"),
        ("Paul Sarre, chef de la mission d'observation", "chef", "mission d'observation"),
        ("Anne Roy, vice-présidente chargée de l'industrie à la région",
         "vice-présidente chargée de l'industrie", "région"),
        # a part of it belongs to the role
        ("Paul Sarre, président de la section lait du Syndicat paysan d'Hersent",
         "président de la section lait", "Syndicat paysan d'Hersent"),
        ("Anne Roy, cheffe du service des urgences de l'hôpital de Morlange",
         "cheffe du service des urgences", "hôpital de Morlange"),
        # clients, places, fields and works are no employers
        ("Paul Sarre, avocat du groupe turc Demirsan", "avocat", None),
        ("Anne Roy, avocate au cabinet Delrue", "avocate", "cabinet Delrue"),
        ("Anne Roy, juriste et autrice de L'Eau des autres", "juriste", None),
        ("Anne Roy, spécialiste de la Russie", "spécialiste de la Russie", None),
        ("Anne Roy, viticultrice bio dans le Beaujolais", "viticultrice bio", None),
        ("Paul Sarre, 43 ans, éleveur à Varzy (Nièvre)", "éleveur", None),
        # offices of a government are whole
        ("le secrétaire d'Etat à la biodiversité, Paul Sarre",
         "secrétaire d'Etat à la biodiversité", None),
        ("Anne Roy, ministre déléguée à la Ville", "ministre déléguée à la Ville", None),
        # kin and numbers are roles in a compound only
        ("Anne Roy, mère d'élève", "mère d'élève", None),
        ("Anne Roy, mère de trois enfants", None, None),
        ("Anne Roy, numéro deux de la CFTX", "numéro deux", "CFTX"),
        # parties and labels in an aside
        ("Anne Roy, la maire (divers gauche) de Vaubrun", "maire", "Vaubrun"),
        ("le maire PS de Varzy, Paul Sarre", "maire", "Varzy"),
        ("la députée (Ensemble) du Rhône Anne Roy", "députée", "Ensemble"),
        ("la députée de la circonscription, Anne Roy (Alliance des territoires)",
         "députée de la circonscription", "Alliance des territoires"),
        # without any role
        ("Anne Roy, CGX-Métallurgie", None, "CGX-Métallurgie"),
        ("Anne Roy, à la tête de la fondation Orme", None, "fondation Orme"),
        # a rank tells less than a function
        ("le général Paul Sarre", "général", None),
        ("le lieutenant-colonel Paul Sarre, chef des pompiers", "chef", "pompiers"),
        ("Paul Sarre, dernier dentiste de Varzy", "dentiste", None),
    ],
)  # fmt: skip
def test_role_and_affiliation(source: str, role: str | None, affiliation: str | None) -> None:
    (one,) = quotations(f"« C'est un pari risqué », juge {source}.")
    assert one.source.name in ("Anne Roy", "Paul Sarre")
    assert (one.source.role, one.source.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        # a general word takes up whoever is of its family
        ("Le maire, Paul Sarre, a parlé. Anne Roy, boulangère, aussi. L'élu", "Paul Sarre"),
        ("Le maire, Paul Sarre, a parlé. Anne Roy, avocate, aussi. L'avocate", "Anne Roy"),
        ("La sociologue Anne Roy a parlé. Le maire, Paul Sarre, aussi. La chercheuse", "Anne Roy"),
        # the one who holds an office may be nobody named
        ("Paul Sarre, directeur de l'usine, a parlé. L'expert judiciaire", "l'expert judiciaire"),
        # a group in the sentence before
        ("Anne Roy a parlé.\n\nLes syndicats contestent ce plan. Ils", "les syndicats"),
    ],
)
def test_whom_a_description_takes_up(before: str, name: str) -> None:
    says = "affirment" if before.endswith("Ils") else "affirme"
    found = quotations(f"{before} {says} que le pari est risqué.")
    assert found[-1].source.name == name


@pytest.mark.parametrize(
    "marked",
    [
        "Dans son entourage, <src name='son entourage'>on</src> <cue>jure</cue> que "
        "[le pari est risqué].",
        # what stands beside a name inside quotation marks is heard
        "« [1|Nous jouerons], clame Zoé Lambert, metteuse en scène. [1|Ils verront.] » "
        "<src q='2' name='Zoé Lambert' role='metteuse en scène'>La metteuse en scène</src> "
        "affirme que [2|le pari est risqué].",
        "L'élève en question s'appelle Mathis. « [C'était un exposé] », raconte "
        "<src role='élève'>Mathis</src>.",
        "Le fonds Orme fait bloc. Son associé <src role='associé' affiliation='fonds Orme'>"
        "Paul Sarre</src> juge [le plan prudent].",
    ],
)
def test_said_elsewhere(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        # roles in capitals, and brands written in one word, before a person's name
        "Le PDG <src role='PDG' name='Marc Sutker'>Marc Sutker</src> estime que [le plan tiendra].",
        "Le cofondateur de NovaBank <src role='cofondateur' affiliation='NovaBank' "
        "name='Ilmo Sutker'>Ilmo Sutker</src> estime que [le plan tiendra].",
        "Norvane doute. <src name='Ann McKay'>Ann McKay</src> estime que [le plan tiendra].",
    ],
)
def test_names_after_capitals(marked: str) -> None:
    check(marked)
