"""Indirect and mixed quotations, a table a construction; what looks like one and is none."""

from __future__ import annotations

import pytest

from tests.quotations.markup import broken, check, contents


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>estime</cue> que [le pari est risqué].",
        "<src>Anne Roy</src> <cue>a estimé</cue> qu'[il échouera].",
        "<src>Anne Roy</src> <cue>estime</cue> que [le pari est risqué et qu'il échouera].",
        "<src>Anne Roy</src>, analyste chez Norvane, <cue>estime</cue> que [le pari est risqué].",
        "<src>Anne Roy</src>, elle, <cue>estime</cue> au contraire que [le pari est risqué].",
        "<src>Anne Roy</src> <cue>assure</cue> à l'AFP que [le pari est risqué].",
        "<src>Anne Roy</src> <cue>prévient</cue> ses clients que [le pari est risqué].",
        "<src>Anne Roy</src> <cue>laisse entendre</cue> que [le pari est risqué].",
        "<src>Anne Roy</src> <cue>fait valoir</cue> que [le pari est risqué].",
        "<src name='le groupe'>Le groupe</src> <cue>a annoncé</cue> que [l'usine fermerait].",
        "<src name='le rapport'>Le rapport</src> <cue>souligne</cue> que [le pari est risqué].",
        "L'analyste <cue>estime</cue> que [le pari est risqué].",
        "L'analyste <cue>juge</cue> que [le pari est risqué].",
        "<src>Anne Roy</src>, qui <cue>estime</cue> que [le pari est risqué], a vendu.",
    ],
)
def test_que_clause(marked: str) -> None:
    check(marked, "indirect")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>affirme</cue> [avoir vendu ses titres].",
        "<src>Anne Roy</src> <cue>affirme</cue> [n'avoir rien vendu].",
        "<src>Anne Roy</src> <cue>dit</cue> [comprendre les inquiétudes].",
        "<src>Anne Roy</src> <cue>promet</cue> de [vendre ses titres].",
        "<src>Anne Roy</src> <cue>a promis</cue> mardi de [vendre ses titres].",
        "<src>Anne Roy</src> <cue>craint</cue> de [perdre sa mise].",
        "<src>Anne Roy</src> <cue>demande</cue> au groupe de [vendre ses titres].",
        "<src>Anne Roy</src> <cue>se demande</cue> si [le groupe ne répète pas son erreur].",
        "<src>Anne Roy</src> <cue>juge</cue> [le calendrier tenable].",
        "<src>Anne Roy</src> <cue>se dit</cue> [confiante].",
        "<src>Anne Roy</src> <cue>se dit</cue> [prête à vendre].",
        "<src>Anne Roy</src> <cue>se déclare</cue> [confiante].",
        "<src name='le groupe'>Le groupe</src> <cue>rappelle</cue> [avoir tout payé].",
    ],
)
def test_infinitive_question_attribute(marked: str) -> None:
    check(marked, "indirect")


@pytest.mark.parametrize(
    "marked",
    [
        "<cue>Selon</cue> <src>Anne Roy</src>, [le pari est risqué].",
        # a figure opens the content, an age belongs to the source
        "<cue>Selon</cue> <src>Anne Roy</src>, [58 % des salariés approuvent le plan].",
        "<cue>Selon</cue> <src>plusieurs médias</src>, [300 salariés approuvent le plan].",
        "<cue>Selon</cue> <src>Anne Roy</src>, 43 ans, [le pari est risqué].",
        "<cue>D'après</cue> <src role='analyste'>Anne Roy</src>, analyste chez Norvane, "
        "[le pari est risqué].",
        "<cue>Aux yeux</cue> d'<src>Anne Roy</src>, [le pari est risqué].",
        "<cue>De l'avis</cue> d'<src>Anne Roy</src>, [le pari est risqué].",
        "<cue>À en croire</cue> <src>Anne Roy</src>, [le pari est risqué].",
        "<cue>Si l'on en croit</cue> <src>Anne Roy</src>, [le pari est risqué].",
        "<cue>Pour</cue> <src>Anne Roy</src>, analyste chez Norvane, [le pari est risqué].",
        "[Le pari serait risqué], <cue>selon</cue> <src>Anne Roy</src>.",
        "[Le pari], <cue>selon</cue> <src>Anne Roy</src>, [est risqué].",
        "Anne Roy, analyste, a vendu. <cue>À ses yeux</cue>, [le pari est risqué].",
        "Anne Roy, analyste, a vendu. <cue>D'après</cue> <src name='Anne Roy'>ses calculs</src>, "
        "[le pari coûtera cher].",
        "Anne Roy, analyste, a vendu. <cue>Selon</cue> <src name='Anne Roy'>elle</src>, "
        "[le pari coûtera cher].",
        "Anne Roy, 45 ans, a vendu. <cue>Pour</cue> <src name='Anne Roy'>elle</src>, "
        "[le pari coûtera cher].",
        "<cue>Selon</cue> <src>plusieurs médias</src>, [le pari est risqué].",
        "<cue>Selon</cue> <src>des analystes</src>, [le pari est risqué].",
        "<cue>De l'avis</cue> de <src>plusieurs analystes</src>, [le pari est risqué].",
        "<cue>Aux yeux</cue> des analystes, [le pari est risqué].",
        "<cue>De l'avis</cue> des experts, [le pari est risqué].",
        "<cue>De l'avis</cue> du <src name='le patron' role='patron'>patron</src>, "
        "[le pari est risqué].",
        "<src>Anne Roy</src>, <cue>pour</cue> qui [le pari est risqué], a vendu.",
    ],
)
def test_selon(marked: str) -> None:
    check(marked, "indirect")


@pytest.mark.parametrize(
    "marked",
    [
        "[Le groupe en vendra dix millions], <cue>calcule</cue> <src>Anne Roy</src>.",
        "[Le pari est risqué], <cue>prévient</cue> l'analyste <src role='analyste'>Anne Roy</src>.",
        "[Il faut], <cue>estime</cue> <src>Anne Roy</src>, [que le groupe vende].",
        "Anne Roy compte. [Il en vendra dix], <cue>calcule</cue>-t-"
        "<src name='Anne Roy'>elle</src>.",
        "<src>Anne Roy</src> <cue>prévient</cue> : [le pari est risqué].",
        broken(
            "<src>Anne Roy</src> <cue>s'interroge</cue> : [le groupe tiendra-t-il ?]",
            reason="an unmarked content after a colon is not read",
        ),
    ],
)
def test_unmarked_content_with_an_incise_or_a_colon(marked: str) -> None:
    check(marked, "indirect")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>estime</cue> que [1|le pari est risqué], "
        "<cue q='2'>ajoutant</cue> que [2|la facture sera lourde].",
        "<src>Anne Roy</src> <cue>juge</cue> [1|le pari risqué], "
        "<cue q='2'>rappelant</cue> que [2|la facture sera lourde].",
        "« [1|C'est cher] », <cue>juge</cue> <src>Anne Roy</src>, <cue q='2'>rappelant</cue> que "
        "[2|le titre baisse].",
        "« [1|C'est cher] », <cue>juge</cue> <src>Anne Roy</src>. <src q='2' name='Anne Roy'>Elle"
        "</src> <cue q='2'>ajoute</cue> que [2|le titre baisse].",
    ],
)
def test_a_second_cue_of_the_same_source(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> y <cue>voit</cue> [un pari « très risqué »].",
        "<src>Anne Roy</src> <cue>dénonce</cue> [une « folie pure » et un gâchis].",
        "<src>Anne Roy</src> <cue>regrette</cue> [« un manque de courage » du groupe].",
        "<src>Anne Roy</src> <cue>parle</cue> d'[une « fuite en avant »].",
        "<src>Anne Roy</src> <cue>s'inquiète</cue> d'[une « folie pure »].",
        "<src>Anne Roy</src> <cue>juge</cue> [l'idée « intéressante »].",
        "<src>Anne Roy</src> <cue>qualifie</cue> [le projet de « folie »].",
        "<src>Anne Roy</src> <cue>se dit</cue> [« très inquiète » pour le groupe].",
        "<src>Anne Roy</src> <cue>estime</cue> que [le pari est « très risqué »].",
        "<src>Anne Roy</src> <cue>estime</cue> que [« le pari » est risqué].",
        "<cue>Pour</cue> <src>Anne Roy</src>, économiste, [le pari est « très risqué »].",
        "<cue>À en croire</cue> <src>Anne Roy</src>, [le pari est « très risqué »].",
        "<src>Anne Roy</src> <cue>voit</cue> dans le projet [un pari « très risqué »].",
        "<src>Anne Roy</src> <cue>voit</cue> dans ce projet [une « folie »].",
    ],
)
def test_mixed(marked: str) -> None:
    check(marked, "mixed")


@pytest.mark.parametrize(
    "text",
    [
        # scare quotes, titles, nicknames, words cited as words, headings
        "Une équipe dédiée à la « superintelligence » sera créée.",
        "Une équipe dédiée à la 'superintelligence' sera créée.",
        "Le modèle « Llama 4 » a déçu.",
        "Le film « La Nuit des canaux » sort mercredi.",
        "Son livre, « Le pari », sort mardi.",
        "Le mot « pari » vient du latin.",
        "Le « patron » du groupe a souri.",
        "Dit « le Renard », Paul Sarre vend des fleurs.",
        "Anne Roy a lu « Le pari fou du groupe Orsel » d'une traite.",
        "L'article « Pourquoi le pari échouera » a été lu par Anne Roy.",
        "'Dépenses incontrôlées'\n\nLe groupe investit.",
        "« Le pari fou »\n\nLe groupe investit.",
        # words of cues without a report
        "Le résultat varie selon les cas.",
        "Selon les jours, le prix double.",
        "Pour construire ces centres, le groupe emprunte.",
        "L'idée que le pari est risqué gagne du terrain.",
        "Il est vrai que le pari est risqué.",
        "La pression est si forte que le groupe a cédé.",
        "L'usine que le groupe a annoncée ouvrira en mars.",
        "Anne Roy a jugé le concours de chant.",
        "Anne Roy trouve ses clés.",
        "L'annonce de la vente de son usine a surpris Anne Roy.",
        "Le groupe explique la hausse par la météo.",
        "Pour la deuxième année, le groupe perd de l'argent.",
        "Ce que l'on appelle l'« effet Orsel » inquiète la ville.",
        "Le porte-parole Paul Sarre n'a pas souhaité faire de commentaire.",
        "Le porte-parole Paul Sarre n'a pas voulu s'exprimer.",
        "",
        " \n\n",
    ],
)
def test_no_quotation(text: str) -> None:
    assert contents(text) == []
