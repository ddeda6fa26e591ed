"""Affiliations: the company or the club of a post, parties, offices, acronyms in brackets."""

from __future__ import annotations

import pytest

from tests.quotations.markup import quotations


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        # a post of a company, without its name, is one of the company the article is about
        ("Norvane licencie. Norvane a perdu la moitié de ses clients au Portugal. Le directeur "
         "général, Paul Sarre,", "directeur général", "Norvane"),
        ("Norvane a été lancée à Lormans par un chimiste. Norvane vend. Le fondateur, Paul Sarre,",
         "fondateur", "Norvane"),
        ("Au Portugal, rien ne va. Le directeur général, Paul Sarre,", "directeur général", None),
        # numéro deux of its trade is a company, not somebody
        ("Norvane, numéro deux du jouet, licencie. Le directeur général, Paul Sarre,",
         "directeur général", "Norvane"),
        # a club by the name that comes most often, where no word says that it is one
        ("L'Etoile de Marsac a gagné. L'Etoile de Marsac fête son titre. Paul Sarre, qui préside "
         "le club,", "président", "Etoile de Marsac"),
        ("L'Etoile de Marsac a gagné. L'Etoile de Marsac fête son titre. Anne Roy, la capitaine,",
         "capitaine", "Etoile de Marsac"),
        # son entraîneur announces who opens the next sentence
        ("Le Stade roubignacois a perdu. Son entraîneur est prudent. Paul Sarre",
         "entraîneur", "Stade roubignacois"),
        # a doctor is not said of whoever names him
        ("Anne Roy est là. Paul Sarre dit que son cardiologue est venu. Paul Sarre", None, None),
        ("L'ordre départemental se défend. Son président, Paul Sarre,",
         "président", "ordre départemental"),
        ("La coopérative voisine, la Sarvignoise, embauche. Son directeur, Paul Sarre,",
         "directeur", "Sarvignoise"),
        ("Cela n'a pas convaincu l'opposition. Son chef de file, Paul Sarre,",
         "chef de file", "opposition"),
        ("La rue du Moulin est fermée. Le directeur, Paul Sarre,", "directeur", None),
        # brackets and movements
        ("La députée Anne Roy (Verts unis)", "députée", "Verts unis"),
        ("Paul Sarre, délégué de Force commune,", "délégué", "Force commune"),
        ("La rapporteure, Anne Roy, est venue. La sénatrice (Centre libre)",
         "sénatrice", "Centre libre"),
        ("La Fédération des usagers du rail (FUR)", None, None),
        ("Le député Renouveau Paul Sarre", "député", "Renouveau"),
        ("L'adjointe aux régies Anne Roy", "adjointe aux régies", None),
        # what one is in charge of is an office
        ("Anne Roy, conseillère chargée de la Mobilité,",
         "conseillère chargée de la Mobilité", None),
        ("Paul Sarre, échevin des Sports,", "échevin des Sports", None),
        ("Paul Sarre, directeur de Norvane,", "directeur", "Norvane"),
        # what somebody was before says less than what he or she is
        ("Le maire, Paul Sarre, est venu. L'ancien boulanger", "maire", None),
        # participles that look like roles, reflexives that look like copulas
        ("Paul Sarre, jugé pour vol,", None, None),
        ("Anne Roy, jugée pour vol,", None, None),
        ("Anne Roy, retraitée,", "retraitée", None),
        ("Paul Sarre s'est gardé de commenter. Paul Sarre", None, None),
        ("Un enquêteur de la section de recherches", "enquêteur", "section de recherches"),
    ],
)  # fmt: skip
def test_what_the_article_tells_of_the_source(
    text: str, role: str | None, affiliation: str | None
) -> None:
    source = quotations(f"{text} affirme que le pari est risqué.")[-1].source
    assert (source.role, source.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Anne Roy, head of glacier research at Orsel & Rowe, said", "Anne Roy",
         "head of glacier research", "Orsel & Rowe"),
        ("Anne Roy, an adviser at the consultancy Saltmere, said", "Anne Roy",
         "adviser", "Saltmere"),
        ("Halden Capital fell by a tenth. A Halden spokesperson said", "a Halden spokesperson",
         "spokesperson", "Halden Capital"),
        ("Two people with knowledge of the talks said", "two people with knowledge of the talks",
         None, None),
    ],
)  # fmt: skip
def test_english(text: str, name: str, role: str | None, affiliation: str | None) -> None:
    source = quotations(f"{text} that the bet was risky.", "en")[-1].source
    assert (source.name, source.role, source.affiliation) == (name, role, affiliation)
