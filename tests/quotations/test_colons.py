"""Unmarked contents after a colon, and reports that stand before a colon with marks after it."""

from __future__ import annotations

import pytest

from tests.quotations.markup import check, contents


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>prévient</cue> : [le pont pourrait céder].",
        "<src name='les experts'>Les experts</src> <cue>sont formels</cue> : "
        "[le barrage ne tiendra pas].",
        "<src name='le PDG'>Le PDG</src> <cue>se veut rassurant</cue> : "
        "[les emplois seront maintenus].",
        "Anne Roy a vendu. Sa <cue>conviction</cue> : [le marché va chuter].",
        "La <cue>crainte</cue> des riverains : [le pont sera fermé tout l'été].",
    ],
)
def test_unmarked_content_after_a_colon(marked: str) -> None:
    check(marked, "indirect")


@pytest.mark.parametrize(
    "marked",
    [
        "<src q='1 2'>Anne Roy</src> <cue q='1 2'>dénonce</cue> [1|un « jeu de dupes » entre les "
        "deux villes] : « [2|Personne ne répond.] »",
        "<src>Anne Roy</src> a démenti toute fermeture, <cue>ajoutant</cue> : « [Nous restons.] »",
        "« [1|Je ne sais pas] », <cue>a éludé</cue> <src>Anne Roy</src>. Puis, se tournant : "
        "« [2|Demandez à Paul.] »",
    ],
)
def test_marked_content_after_a_colon(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "text",
    [
        "La mairie a vendu deux terrains : le premier sera bâti en mai.",
        "Le projet est clair : il faut construire dix ponts.",
        "Le groupe perd de l'argent : ses ventes ont chuté.",
        "La différence : le premier est gratuit.",
    ],
)
def test_colons_that_only_explain(text: str) -> None:
    assert contents(text) == []
