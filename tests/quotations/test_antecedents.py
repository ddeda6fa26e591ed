"""Antecedents: kin, demonyms, turns of a dialogue, acronyms, what somebody was before."""

from __future__ import annotations

import pytest

from tests.quotations.markup import check, quotations

SAYS = " affirme que le pari est risqué."


@pytest.mark.parametrize(
    ("before", "subject", "name"),
    [
        # kin whom nothing in the text ties to a name are nobody named
        ("Anne Roy, libraire, regrette « un pari très risqué ». Zoé Lambert, avocate, est venue.",
         "Sa voisine", "sa voisine"),
        ("Anne Roy est venue avec sa voisine, Zoé Lambert. Paul Sarre regrette « un pari risqué ».",
         "Sa voisine", "Zoé Lambert"),
        ("Jean Sarre est venu. Paul Sarre regrette « un pari risqué ».", "Son père", "Jean Sarre"),
        ("Jean Sarre est venu. Paul Lambert regrette « un pari risqué ».", "Son père", "son père"),
        # whom *son* sets against the speaker is somebody named
        ("Jean Sarre est venu. Paul Lambert regrette « un pari risqué ».",
         "Son contradicteur", "Jean Sarre"),
        # where somebody comes from, how old somebody is
        ("Le directeur, Paul Sarre, est venu.", "Le Danois", "Paul Sarre"),
        ("Paul Sarre est venu. Anne Roy aussi.", "La Bretonne", "Anne Roy"),
        ("Paul Sarre est venu. Anne Roy aussi.", "Le Breton", "Paul Sarre"),
        ("Paul Sarre est venu. Anne Roy aussi.", "La septuagénaire", "Anne Roy"),
        # what somebody was before is said of the one named last
        ("Le maire, Jean Lambert, est venu. Le président du club, Paul Sarre, aussi.",
         "L'ancien boulanger", "Paul Sarre"),
        ("Le boulanger, Jean Lambert, est venu. Le président du club, Paul Sarre, aussi.",
         "Le boulanger", "Jean Lambert"),
        ("La gardienne, Zoé Lambert, est venue. La consultante, Anne Roy, aussi.",
         "L'ex-internationale", "Anne Roy"),
        # a complement without a name hides who is meant
        ("Le gérant Paul Sarre est venu.", "Le gérant d'un grand fonds",
         "le gérant d'un grand fonds"),
        # the company, when an adjective tells which; whoever distributes, when nothing does
        ("Norvane a vendu ses magasins. Norvane ferme.", "Le distributeur breton", "Norvane"),
        ("Norvane a vendu ses magasins. Norvane ferme.", "Le distributeur", "le distributeur"),
        # an acronym stands for the name that the article gives in full
        ("La Fédération des usagers du rail (FUR) manifeste.", "La FUR",
         "la Fédération des usagers du rail"),
        ("La Fédération des usagers du rail manifeste.", "La FUR", "FUR"),
        # nobody on trial holds an office of it, nor whoever testified that of the expert
        ("Anne Roy est jugée depuis lundi.", "La procureure", "la procureure"),
        ("Anne Roy est jugée depuis lundi.", "La comptable", "Anne Roy"),
        ("L'ancienne comptable de Norvane est jugée. Anne Roy se tait. Jean Sarre aussi.",
         "L'ancienne comptable", "Anne Roy"),
        # who is named in a relative is not the subject
        ("La salle attend.", "Un courriel interne, que Norvane a lu,", "un courriel interne"),
        # a party before a name
        ("La salle attend.", "Le député Renouveau Paul Sarre", "Paul Sarre"),
        ("La salle attend.", "L'adjointe aux régies Anne Roy", "Anne Roy"),
    ],
)  # fmt: skip
def test_whom_the_words_mean(before: str, subject: str, name: str) -> None:
    assert quotations(f"{before} {subject}{SAYS}")[-1].source.name == name


@pytest.mark.parametrize(
    "marked",
    [
        # how somebody speaks stands between commas before an inverted subject
        "« [Le pari est risqué] », <cue>a dit</cue>, la voix cassée, <src>Anne Roy</src>.",
        "« [Le pari est risqué] », <cue>a dit</cue>, devant la presse, <src>Anne Roy</src>.",
        # a verb after *et* has the subject of its own sentence
        "Le projet de loi inquiète. Anne Roy a interrogé soixante élus et <cue>conclut</cue> que "
        "[le pari est risqué].",
        # who speaks first in the sentence before, a group or one of it
        "Plusieurs témoins sont venus. « [1|Il pleuvait fort ce soir-là] », raconte "
        "<src q='1' name='l’un d’eux'>l’un d’eux</src>. Anne Roy a parlé. « [2|Il faisait très "
        "beau] », a-t-<src q='2' name='Anne Roy'>elle</src> répondu.",
        "<src q='1' name='deux anciens cadres'>Deux anciens cadres</src> affirment que [1|le pari "
        "est risqué]. « [2|Nous "
        "avions prévenu tout le monde] », disent <src q='2' name='deux anciens cadres'>ces "
        "derniers</src>.",
        # a given name with an age is a person
        "Priscilla, 31 ans, attend. « [C'est un pari très risqué] », souffle "
        "<src name='Priscilla'>la jeune femme</src>.",
        # a description of kin with the name after it
        "« [C'est un pari très risqué] », peste une jeune maman, <src>Anne Roy</src>.",
    ],
)
def test_sources(marked: str) -> None:
    check(marked)


def test_the_second_turn_of_a_dialogue_answers_the_first() -> None:
    found = quotations(
        "Paul Sarre a comparu mardi.\n\n"
        "— Vous étiez notaire ? demande la présidente, Anne Roy.\n\n"
        "— Non, conseiller.\n\n— Il y avait une plaque."
    )
    assert [one.source.name for one in found] == ["Anne Roy", "Paul Sarre", "Anne Roy"]


def test_a_quotation_alone_goes_on_with_the_paragraph_before() -> None:
    found = quotations(
        "« Le pari est très risqué », juge Paul Sarre.\n\nAnne Roy hausse les épaules.\n\n"
        "« On en a vu d'autres, et des plus beaux. »"
    )
    assert [one.source.name for one in found] == ["Paul Sarre", "Anne Roy"]
