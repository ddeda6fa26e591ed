"""Direct quotations: interrupted, over paragraphs, and every place of the cue and the source."""

from __future__ import annotations

import pytest

from tests.quotations.markup import check

JUDGED = "<cue>juge</cue> <src>Anne Roy</src>"


@pytest.mark.parametrize(
    "marked",
    [
        f"« [Le pari est risqué] », {JUDGED}, « [mais il est beau] ».",
        f"« [Le pari] », {JUDGED}, « [n'est pas encore gagné] ».",
        f"« [Le pari est risqué] », {JUDGED}. « [Il est surtout cher.] »",
        "« [Je pense qu'il va réussir] », <cue>commente</cue> à l'AFP <src>Anne Roy</src>, "
        "« [mais c'est cher] ».",
        # the cue inside the marks
        f"« [Le pari], {JUDGED}, [n'est pas encore gagné] »",
        f"« [Nous avons vécu ce film], {JUDGED}. [Une belle invention.] »",
        "« [Le pari est risqué], <cue>juge</cue>-t-<src name='Anne Roy'>elle</src>. "
        "[Et cher.] » Anne Roy sait compter.",
    ],
)
def test_interrupted_by_its_cue_is_one(marked: str) -> None:
    check(marked, "direct")


@pytest.mark.parametrize(
    "marked",
    [
        # opened again, with a closing guillemet as of old, not opened again
        f"« [C'est un pari.]\n\n« [Il coûte très cher] », {JUDGED}.",
        f"« [C'est un pari.]\n\n» [Il coûte très cher] », {JUDGED}.",
        f"« [C'est un pari.]\n\n[Il coûte très cher] », {JUDGED}.",
        f"“[C'est un pari.]\n\n“[Il coûte très cher]”, {JUDGED}.",
        f"« [C'est un long pari.]\n\n« [Il coûte très cher.]\n\n« [Il est fou] », {JUDGED}.",
        f"« [C'est un pari] », {JUDGED}. « [Il coûte cher.]\n\n« [On verra bien.] »",
    ],
)
def test_over_paragraphs_is_one(marked: str) -> None:
    check(marked, "direct")


@pytest.mark.parametrize(
    "marked",
    [
        "« [1|C'est un pari] », <cue q='1'>juge</cue> <src q='1'>Anne Roy</src>.\n\n"
        "« [2|Il coûte très cher.] »",
        "« [1|C'est un pari] », <cue q='1'>juge</cue> <src q='1'>Anne Roy</src>. "
        "« [2|Il est cher] », <cue q='2'>ajoute</cue>-t-<src q='2' name='Anne Roy'>elle</src>.",
        "« [1|C'est un pari] », <cue q='1'>juge</cue> <src q='1'>Anne Roy</src>. "
        "« [2|Il est beau] », <cue q='2'>répond</cue> <src q='2'>Paul Sarre</src>.",
        "« [1|C'est cher] », <cue q='1'>glisse</cue> <src q='1'>Anne Roy</src>, avant "
        "d'<cue q='2'>ajouter</cue> : « [2|Mais on paiera sans regret.] »",
    ],
)
def test_a_new_cue_or_paragraph_starts_another(marked: str) -> None:
    check(marked, "direct")


@pytest.mark.parametrize(
    "clause",
    [
        "<cue>juge</cue> <src>Anne Roy</src>",
        "<cue>juge</cue> l'analyste <src role='analyste'>Anne Roy</src>",
        "<cue>a déclaré</cue> <src>Anne Roy</src>",
        "<cue>avait déclaré</cue> mardi <src>Anne Roy</src>",
        "<cue>commente</cue> à l'AFP <src>Anne Roy</src>",
        "<cue>explique</cue> auprès de l'AFP <src>Anne Roy</src>",
        "<cue>considère</cue>, pour sa part, <src>Anne Roy</src>",
        "a de son côté déclaré <src>Anne Roy</src>",
        "<cue>s'inquiète</cue> <src>Anne Roy</src>",
        "<cue>se félicite</cue> dans un communiqué <src>Anne Roy</src>",
        "<cue>écrit</cue> sur son blog <src>Anne Roy</src>",
        "<cue>souligne</cue> dans une note publiée mardi <src>Anne Roy</src>",
        "<cue>a dit</cue> à Paul Sarre l'analyste <src>Anne Roy</src>",
        "<cue>selon</cue> <src>Anne Roy</src>",
        "<cue>d'après</cue> <src>Anne Roy</src>",
    ],
)
def test_inverted_subject(clause: str) -> None:
    check(f"« [Le pari est risqué] », {clause}.", "direct")


@pytest.mark.parametrize(
    "clause",
    [
        "<cue q='2'>juge</cue>-t-<src q='2' name='Anne Roy'>elle</src>",
        "<cue q='2'>dit</cue>-<src q='2' name='Anne Roy'>elle</src>",
        "<cue q='2'>ajoute</cue>-t-<src q='2' name='Anne Roy'>elle</src> dans un sourire",
        "a-t-<src q='2' name='Anne Roy'>elle</src> <cue q='2'>déclaré</cue>",
        "s'est-<src q='2' name='Anne Roy'>elle</src> <cue q='2'>inquiétée</cue>",
        "<cue q='2'>s'inquiète</cue>-t-<src q='2' name='Anne Roy'>elle</src>",
        "<cue q='2'>poursuit</cue> <src q='2' name='Anne Roy'>l'analyste</src>",
        "<cue q='2'>poursuit</cue> <src q='2' name='Anne Roy'>Mme Roy</src>",
        "<cue q='2'>selon</cue> <src q='2' name='Anne Roy'>elle</src>",
    ],
)
def test_inverted_pronoun_or_short_form(clause: str) -> None:
    check(
        "<src>Anne Roy</src>, analyste, <cue>estime</cue> que [1|rien n'est joué]. "
        f"« [2|Le pari est risqué] », {clause}."
    )


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>confirme</cue> : « [C'est un pari très risqué.] »",
        "Le blogueur <src role='blogueur'>Paul Sarre</src> <cue>confirme</cue>: « [C'est cher.] »",
        "<src>Anne Roy</src> <cue>prévient</cue> toutefois ses clients : « [C'est un pari.] »",
        "<cue>Selon</cue> <src>Anne Roy</src>, « [le pari est très risqué cette année] ».",
        "<src>Anne Roy</src> <cue>juge</cue> que « [le pari est très risqué cette année] ».",
    ],
)
def test_cue_before_the_marks(marked: str) -> None:
    check(marked, "direct")


@pytest.mark.parametrize(
    "marked",
    [
        "« [C'est un pari] », <cue>juge</cue> "
        "<src role='analyste' affiliation='Norvane'>Anne Roy</src>, analyste chez Norvane, "
        "« [et il est cher] ».",
        "<src role='analyste' affiliation='Norvane'>Anne Roy</src>, analyste chez Norvane, "
        "<cue>prévient</cue> : « [C'est un pari.] »",
        "<src affiliation='Norvane'>Anne Roy</src> (Norvane) <cue>prévient</cue> : "
        "« [C'est un pari.] »",
        "<src role='analyste'>Anne Roy</src> (analyste) <cue>prévient</cue> : « [C'est un pari.] »",
        "« [C'est un pari] », <cue>juge</cue> "
        "<src role='analyste' affiliation='Norvane'>Anne Roy</src> (analyste chez Norvane).",
        "<src role='analyste'>Anne Roy</src> — analyste — <cue>prévient</cue> : "
        "« [C'est un pari.] »",
    ],
)
def test_bracketed_description(marked: str) -> None:
    check(marked, "direct")


@pytest.mark.parametrize(
    "marked",
    [
        "« [C'est une farce], <cue>cingle</cue> <src>Anne Roy</src>, la maire (sans étiquette) de "
        "Vaubrun. [Il vendait du vent.] »",
        "« [Je compte], <cue>souffle</cue> <src>Anne Roy</src>, traduite par sa nièce. "
        "[Je compte les jours.] »",
        "« [Rien n'est joué] », dit-elle. Un silence. « [On verra.] »",
        "« [Nous perdons un match dans un bureau] » : le capitaine <src>Paul Sarre</src> "
        "<cue>a résumé</cue> ainsi la soirée.",
        "Sans y croire : « [Un camion ne se force pas à tourner] », <cue>chuchote</cue> "
        "<src>Anne Roy</src>.",
        "« [Je ne sens rien] », relativise Paul. « [2|Tu n'as plus de doigts] », le "
        "<cue q='2'>coupe</cue> <src q='2'>Anne Roy</src>.",
    ],
)
def test_cue_clauses_of_magazine_prose(marked: str) -> None:
    check(marked)
