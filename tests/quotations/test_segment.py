"""Quotations and sources, a table a construction."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quotations.markup import check, quotations


@pytest.mark.parametrize(
    "marked",
    [
        "«\u00a0[Le pari est risqué]\u00a0», juge {Anne Roy}.",
        "«\u202f[Le pari est risqué]\u202f», juge {Anne Roy}.",
        "«[Le pari est risqué]», juge {Anne Roy}.",
        "“[Le pari est risqué]”, juge {Anne Roy}.",
        "„[Le pari est risqué]“, juge {Anne Roy}.",
        '"[Le pari est risqué]", juge {Anne Roy}.',
        "‘[Le pari est risqué]’, juge {Anne Roy}.",
        "'[L'IA, c'est l'affaire d'aujourd'hui]', juge {Anne Roy}.",
        "'[Je ne crois pas que ça +marche+]', juge {Anne Roy}.",
        "— [Le pari est risqué !] juge {Anne Roy}.",
    ],
)
def test_direct_in_every_typography(marked: str) -> None:
    assert check(marked, "Anne Roy").kind == "direct"


@pytest.mark.parametrize(
    "marked",
    [
        "« [Je pense qu'il va réussir] », commente à l'AFP {Anne Roy}, « [mais c'est cher] ».",
        "« [C'est un pari] », considère, pour sa part, {Anne Roy}, analyste de Norvane.",
        "« [C'est un pari] », a de son côté déclaré {Anne Roy}. « [Il est cher.] »",
        "« [Nous avons vécu ce film], commence {Anne Roy}. [Une belle invention.] »",
        "Le blogueur {Anne Roy} confirme : « [C'est un pari très risqué.] »",
        "« [C'est un pari.]\n\n« [Il coûte cher] », juge {Anne Roy}.",
        "« [C'est un pari.]\n\n[Il coûte très cher] », juge {Anne Roy}.",
        "« [Quand j'ai dit “non”, ils ont ri] », raconte {Anne Roy}.",
    ],
)
def test_direct_interrupted_and_over_paragraphs(marked: str) -> None:
    check(marked, "Anne Roy")


@pytest.mark.parametrize(
    "marked",
    [
        "{Anne Roy} estime que [le pari est risqué].",
        "{Anne Roy}, analyste chez Norvane, estime au contraire que [le pari est risqué].",
        "{Anne Roy} affirme [avoir vendu ses titres].",
        "{Anne Roy} promet de [vendre ses titres].",
        "{Anne Roy} se demande si [le groupe ne répète pas la même erreur].",
        "Selon {Anne Roy}, [le pari est risqué].",
        "D'après {Anne Roy}, analyste chez Norvane, [le pari est risqué].",
        "Aux yeux de {Anne Roy}, [le pari est risqué].",
        "À en croire {Anne Roy}, [le pari est risqué].",
        "[Le pari serait risqué], selon {Anne Roy}.",
        "[Le groupe en vendra dix millions], calcule {Anne Roy}.",
        "{Anne Roy} juge [le calendrier tenable].",
        "{Anne Roy} se dit [confiante].",
    ],
)
def test_indirect(marked: str) -> None:
    assert check(marked, "Anne Roy").kind == "indirect"


@pytest.mark.parametrize(
    "marked",
    [
        "{Anne Roy} y voit [un pari « très risqué »].",
        "{Anne Roy} dénonce [une « folie pure » et un gâchis].",
        "{Anne Roy} estime que [le pari est « très risqué »].",
        "Pour {Anne Roy}, économiste, [le pari est « très risqué »].",
    ],
)
def test_mixed(marked: str) -> None:
    assert check(marked, "Anne Roy").kind == "mixed"


@pytest.mark.parametrize(
    "text",
    [
        "'Dépenses incontrôlées'\n\nLe groupe investit.",
        "Une équipe dédiée à la 'superintelligence' sera créée.",
        "Le modèle « Llama 4 » a déçu.",
        "Le film « La Nuit des canaux » sort mercredi.",
        "Le groupe d'Anne Roy n'a pas pu s'étendre l'an dernier.",
        "Le résultat varie selon les cas.",
        "Pour construire ces centres, le groupe emprunte.",
        "",
    ],
)
def test_no_quotation(text: str) -> None:
    assert quotations(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("« C'est cher », juge Anne Roy. Elle ajoute que le pari est risqué.", ["Anne Roy"] * 2),
        (
            "« C'est cher », juge Anne Roy, analyste chez Norvane.\n\n"
            "« C'est utile », répond Paul Sarre, gérant chez Orsel.\n\n"
            "« On verra bien », conclut l'analyste. « Non », réplique M. Sarre.",
            ["Anne Roy", "Paul Sarre", "Anne Roy", "Paul Sarre"],
        ),
        (
            "Paul Sarre et Anne Roy ne sont d'accord sur rien.\n\n"
            "« C'est cher », attaque le premier. « C'est utile », répond la seconde.",
            ["Paul Sarre", "Anne Roy"],
        ),
        ("Selon plusieurs médias, le groupe hésite.", ["plusieurs médias"]),
        ("« C'est cher », souffle un salarié licencié.", ["un salarié licencié"]),
        ("Selon le New York Times, le groupe hésite.", ["New York Times"]),
        (
            "« C'est cher », glisse Anne Roy, avant d'ajouter : « Mais on paiera sans regret. »",
            ["Anne Roy"] * 2,
        ),
        ("« C'est cher », juge Anne Roy, rappelant que le titre baisse.", ["Anne Roy"] * 2),
    ],
)
def test_sources_resolve(text: str, names: list[str]) -> None:
    assert [one.source.name for one in quotations(text)] == names


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("« C'est cher », juge Anne Roy, analyste chez Baird.", "analyste", "Baird"),
        (
            "« C'est cher », juge Anne Roy, directrice de la recherche du cabinet Lindqvist.",
            "directrice de la recherche",
            "cabinet Lindqvist",
        ),
        ("Selon le patron d'Orsel, Paul Sarre, le pari est bon.", "patron", "Orsel"),
        ("« C'est cher », juge le blogueur Paul Sarre.", "blogueur", None),
        (
            "Anne Roy, professeure à l'université Penn State, souligne que le pari est cher.",
            "professeure",
            "université Penn State",
        ),
    ],
)
def test_role_and_affiliation(text: str, role: str, affiliation: str | None) -> None:
    (one,) = quotations(text)
    assert (one.source.role, one.source.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    "marked",
    [
        "“[It is a risky bet],” said {Anne Roy}, an analyst at Norvane.",
        "“[It is a risky bet],” {Anne Roy} said. “[And it is dear.]”",
        "“[What I cannot do],” {Anne Roy} says, “[is sell them.]”",
        "'[It's our members' money, it isn't a ticket]', says {Anne Roy}.",
        "{Anne Roy} argued that [the bet is risky].",
        "{Anne Roy} expects [the bet to fail].",
        "According to {Anne Roy}, [the bet is risky].",
        "[The bet is risky], according to {Anne Roy}.",
        "{Anne Roy} called [the reaction “a tantrum, not a verdict”].",
    ],
)
def test_english(marked: str) -> None:
    check(marked, "Anne Roy", lang="en")


def test_unclosed_mark_costs_no_other_paragraph() -> None:
    text = "« C'est cher, dit Anne Roy.\n\n« C'est utile », juge Paul Sarre."
    assert quotations(text)[-1].source.name == "Paul Sarre"


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("abé ILn.,:;!?«»“”„‘’'\"—-\n\u00a0\u202f\ud800\x00\ufdd0\u0301🙂"),
        max_size=80,
    ),
    st.sampled_from(["fr", "en"]),
)
def test_any_text_has_true_offsets(text: str, lang: str) -> None:
    for one in quotations(text, lang):
        assert all(a.end <= b.start for a, b in zip(one.spans, one.spans[1:], strict=False))
