"""Contents that are noun phrases and infinitives, and what looks like one and is none."""

from __future__ import annotations

import pytest

from tests.quotations.markup import check, contents


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>réclame</cue> [un moratoire sur les forages].",
        "<src>Anne Roy</src> <cue>a dénoncé</cue> [une décision absurde].",
        "<src>Anne Roy</src> <cue>a annoncé</cue> [la vente de son usine].",
        "<src>Anne Roy</src> <cue>redoute</cue> [des licenciements au printemps].",
        "<src>Anne Roy</src> <cue>promet</cue> [quarante embauches d'ici à juin].",
        "<src>Anne Roy</src> <cue>exclut</cue> [tout licenciement].",
        "<src>Anne Roy</src> <cue>impute</cue> [la panne à un sous-traitant].",
        "<src>Anne Roy</src> n'<cue>exclut</cue> pas [un recours au printemps].",
        "<src name='la principale'>La principale</src> <cue>déplore</cue> [un manque de moyens].",
        "<src name='le courrier'>Le courrier</src>, que nous avons lu, <cue>mentionne</cue> "
        "[un surcoût de trois euros].",
        "<src>Anne Roy</src> <cue>se plaint</cue> du [bruit des camions].",
        "<src>Anne Roy</src> <cue>fait état</cue> de [retards sur la ligne].",
        "<src>Anne Roy</src> <cue>met en garde</cue> contre [une hausse des loyers].",
        "<src>Anne Roy</src> <cue>appelle</cue> à [la prudence].",
        "<src>Anne Roy</src> <cue>plaide</cue> pour [une trêve].",
        "<src>Anne Roy</src> <cue>chiffre</cue> [à trois millions d'euros le coût des travaux].",
        "<src>Anne Roy</src> <cue>estime</cue> [la facture à 3 millions d'euros].",
    ],
)
def test_a_noun_phrase(marked: str) -> None:
    check(marked, "indirect")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>appelle</cue> à [voter contre le projet].",
        "<src>Anne Roy</src> <cue>s'engage</cue> à [garder cent postes].",
        "<src>Anne Roy</src> <cue>presse</cue> l'État de [nommer un médiateur].",
        "<src>Anne Roy</src> <cue>exclut</cue> en revanche de [fermer l'usine].",
        "<src>Anne Roy</src> <cue>a affirmé</cue> mardi [avoir vendu ses titres].",
        "<src>Anne Roy</src> <cue>confie</cue> sous couvert d'anonymat [avoir vendu ses titres].",
        "<src>Anne Roy</src> <cue>plaide</cue> pour [rouvrir la ligne].",
    ],
)
def test_an_infinitive(marked: str) -> None:
    check(marked, "indirect")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>reproche</cue> au club [un budget « truqué »].",
        "<src>Anne Roy</src> <cue>s'est félicitée</cue>, dans un communiqué, "
        "d'[une issue « exemplaire »].",
        "<src>Anne Roy</src> <cue>a exhorté</cue> mardi les deux camps à "
        "[s'asseoir « autour d'une table »].",
        "<src>Anne Roy</src> <cue>prédit</cue> [un « désastre » au groupe], que tout accable.",
    ],
)
def test_what_stands_between_verb_and_content_is_no_content(marked: str) -> None:
    check(marked, "mixed")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>a parlé</cue> d'« [un énorme gâchis] ».",
        "<src>Anne Roy</src> <cue>somme</cue> son rival de « [sortir du bois] ».",
        "<src>Anne Roy</src> <cue>a scandé</cue> « [Rendez-nous nos trains] » jusqu'au soir.",
    ],
)
def test_a_content_that_is_wholly_quoted_is_direct(marked: str) -> None:
    check(marked, "direct")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>a dénoncé</cue> [1|une décision absurde] et "
        "<cue q='2'>annoncé</cue> que [2|le groupe ferait appel].",
        "<src>Anne Roy</src> <cue>conteste</cue> [1|la moindre faute] et "
        "<cue q='2'>jure</cue> [2|avoir transmis les factures].",
        "<src>Anne Roy</src> <cue>salue</cue> [1|un bon accord], tout en "
        "<cue q='2'>rappelant</cue> que [2|rien n'est signé].",
        "<src>Anne Roy</src> <cue>réclame</cue> [1|une enquête], <cue q='2'>dénonçant</cue> "
        "[2|un grave abus].",
        "<src>Anne Roy</src> <cue>juge</cue> [1|le plan tenable], avant d'<cue q='2'>appeler</cue> "
        "à [2|la prudence].",
    ],
)
def test_two_verbs_of_one_source(marked: str) -> None:
    check(marked, "indirect")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> a fini par <cue>admettre</cue> que [le pari est risqué].",
        "<src>Anne Roy</src> ne cesse de <cue>répéter</cue> que [le pari est risqué].",
        "<src>Anne Roy</src> va jusqu'à <cue>dire</cue> que [le pari est perdu].",
        "<src>Anne Roy</src> <cue>reste convaincue</cue> que [le pari est risqué].",
        "<src>Anne Roy</src> <cue>explique</cue> [comment le pari a été perdu].",
        "<cue>De</cue> <src>source syndicale</src>, [deux postes seraient supprimés].",
    ],
)
def test_what_leads_to_a_clause(marked: str) -> None:
    check(marked, "indirect")


@pytest.mark.parametrize(
    "text",
    [
        # what is done, not said
        "Le groupe a dénoncé le contrat qui le liait à la ville.",
        "Le tribunal a rejeté le recours du groupe.",
        "Le projet est contesté depuis dix ans.",
        # things that are subjects of the same verbs
        "La façade rappelle un temple grec.",
        "Le projet prévoit la construction d'un pont.",
        "La culture du riz réclame beaucoup d'eau.",
        "La hausse inquiète les élus.",
        # persons as objects
        "Anne Roy a salué Paul Sarre.",
        "Anne Roy critique le maire.",
        # not said by the source, or not said at all
        "Anne Roy ne réclame pas un moratoire.",
        "Les syndicats contestent cette présentation.",
        "Anne Roy a refusé de commenter la décision.",
        "Le sinistre s'est déclaré vers midi dans un entrepôt.",
        "Anne Roy a longuement parlé de littérature.",
        "C'est le chemin que les habitants appellent « la petite côte ».",
        "Des chiffres que le groupe ne conteste pas, mais qu'il lit autrement.",
    ],
)
def test_no_complement(text: str) -> None:
    assert contents(text) == []
