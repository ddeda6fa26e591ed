"""Sources: short forms resolve to whom they mean; roles and affiliations; no name, no invention."""

from __future__ import annotations

import pytest

from tests.quotations.markup import broken, check, quotations

TWO = (
    "« C'est cher », juge Anne Roy, analyste chez Norvane.\n\n"
    "« C'est utile », répond Paul Sarre, gérant chez Orsel.\n\n"
)


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("l'analyste", "Anne Roy"),
        ("l'analyste de Norvane", "Anne Roy"),
        ("Mme Roy", "Anne Roy"),
        ("Anne Roy", "Anne Roy"),
        ("le gérant", "Paul Sarre"),
        ("le gérant d'Orsel", "Paul Sarre"),
        ("M. Sarre", "Paul Sarre"),
        ("un gérant", "un gérant"),
        ("une autre analyste", "une autre analyste"),
    ],
)
def test_descriptions_and_surnames(mention: str, name: str) -> None:
    found = quotations(f"{TWO}« On verra bien », conclut {mention}.")
    assert found[-1].source.name == name
    assert found[-1].source.mention is not None
    assert found[-1].source.mention.text == mention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("« C'est cher », juge Anne Roy. Elle ajoute que le pari est risqué.", ["Anne Roy"] * 2),
        ("« C'est cher », juge M. Sarre. Paul Sarre est gérant chez Orsel.", ["Paul Sarre"]),
        (
            "Paul Sarre est gérant chez Orsel. Anne Roy dirige Norvane. "
            "« C'est cher », juge-t-il. « C'est beau », répond-elle.",
            ["Paul Sarre", "Anne Roy"],
        ),
        (
            "Paul Sarre et Anne Roy ne sont d'accord sur rien.\n\n"
            "« C'est cher », attaque le premier. « C'est utile », répond la seconde.",
            ["Paul Sarre", "Anne Roy"],
        ),
        (
            "Plusieurs analystes jugent que le pari est risqué. Selon eux, il échouera.",
            ["plusieurs analystes"] * 2,
        ),
        (
            "Des salariés racontent que l'usine fermera. « C'est dur », disent-ils.",
            ["des salariés"] * 2,
        ),
        ("« C'est cher », a dit à Anne Roy le patron Paul Sarre.", ["Paul Sarre"]),
        (
            "La ministre Anne Roy a parlé mardi. « C'est cher », a lancé la ministre.",
            ["Anne Roy"],
        ),
        ("« C'est cher », écrit le New York Times.", ["New York Times"]),
        (
            "« C'est cher », glisse Anne Roy, avant d'ajouter : « Mais on paiera sans regret. »",
            ["Anne Roy"] * 2,
        ),
    ],
)
def test_antecedents(text: str, names: list[str]) -> None:
    assert [one.source.name for one in quotations(text)] == names


@pytest.mark.parametrize(
    "phrase",
    [
        "un salarié licencié",
        "un cadre du groupe",
        "une source proche du dossier",
        "plusieurs analystes interrogés par l'AFP",
        "le porte-parole du groupe",
        "les analystes de Norvane",
        broken("des analystes", reason="*des* after an inverted verb is taken for *de les*"),
    ],
)
def test_unnamed_sources_stay_noun_phrases(phrase: str) -> None:
    plural = phrase.startswith(("plusieurs", "les", "des"))
    (one,) = quotations(f"« C'est cher », {'confient' if plural else 'confie'} {phrase}.")
    # The participle may stand outside the noun phrase: its head must be there, unchanged.
    assert phrase.startswith(one.source.name)
    assert len(one.source.name.split()) > 1


def test_nobody_is_invented() -> None:
    (one,) = quotations("« C'est cher, et tout le monde le sait depuis longtemps. »")
    assert one.source.name == "unknown"
    assert one.source.mention is None
    assert one.source.confidence == 0


def test_surer_evidence_gives_more_confidence() -> None:
    named, pronoun = quotations("« C'est cher », juge Anne Roy. « C'est beau », ajoute-t-elle.")
    assert named.source.confidence > pronoun.source.confidence > 0


@pytest.mark.parametrize(
    "marked",
    [
        "<src role='analyste' affiliation='Baird'>Anne Roy</src>, analyste chez Baird",
        "<src role='directrice de la recherche' affiliation='cabinet Lindqvist'>Anne Roy</src>, "
        "directrice de la recherche du cabinet Lindqvist",
        "<src affiliation='université de Norvane'>Anne Roy</src>, "
        "professeure d'économie à l'université de Norvane",
        "<src role='fondatrice' affiliation='Norvane'>Anne Roy</src>, "
        "fondatrice de la start-up Norvane",
        "le blogueur <src role='blogueur' affiliation=''>Paul Sarre</src>",
        "l'ancien ministre <src role='ancien ministre' affiliation=''>Paul Sarre</src>",
        "<src role='' affiliation='cabinet Norvane'>Anne Roy</src>, du cabinet Norvane",
        "<src role='' affiliation='Norvane'>Anne Roy</src> (Norvane)",
        "<src role='' affiliation=''>Anne Roy</src>",
    ],
)
def test_role_and_affiliation_beside_the_cue(marked: str) -> None:
    check(f"« [C'est très cher] », <cue>juge</cue> {marked}.")


@pytest.mark.parametrize(
    "marked",
    [
        "Le patron d'Orsel, Paul Sarre, a parlé. « [C'est cher] », a-t-"
        "<src name='Paul Sarre' role='patron' affiliation='Orsel'>il</src> dit.",
        "« [1|C'est cher] », juge Anne Roy. <src q='2' name='Anne Roy' role='analyste' "
        "affiliation='Norvane'>L'analyste de Norvane</src> ajoute que [2|le pari est risqué].",
        "Anne Roy est analyste chez Norvane. « [C'est cher] », juge-t-"
        "<src name='Anne Roy' role='analyste' affiliation='Norvane'>elle</src>.",
        "Professeur à l'université de Norvane, <src role='professeur' "
        "affiliation='université de Norvane'>Paul Sarre</src> juge [le pari risqué].",
    ],
)
def test_role_and_affiliation_elsewhere_in_the_article(marked: str) -> None:
    check(marked)
