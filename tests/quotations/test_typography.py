"""Direct quotations in every typography that newspapers use."""

from __future__ import annotations

import pytest

from tests.quotations.markup import broken, check, contents

JUDGED = "<cue>juge</cue> <src>Anne Roy</src>"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("«\u00a0", "\u00a0»"),
        ("«\u202f", "\u202f»"),
        ("« ", " »"),
        ("«", "»"),
        ("“", "”"),
        ("„", "“"),
        ('"', '"'),
        ("‘", "’"),
        ("'", "'"),
    ],
)
@pytest.mark.parametrize(
    "content",
    [
        "Le pari est risqué",
        "L'IA, c'est l'affaire d'aujourd'hui",
        "L’IA, c’est l’affaire d’aujourd’hui",
        "Je ne crois pas que ça +marche+",
    ],
)
def test_marks(opening: str, closing: str, content: str) -> None:
    check(f"{opening}[{content}]{closing}, {JUDGED}.", "direct")


@pytest.mark.parametrize(
    "marked",
    [
        f"« [Le pari est risqué.] » {JUDGED}.",
        f"« [Le pari est-il risqué ?] », {JUDGED}.",
        f"« [Le pari est risqué !] » {JUDGED}.",
        f'"[Le pari est risqué]," {JUDGED}.',
        f"“[Le pari est risqué…]” {JUDGED}.",
        broken(
            "« [Le pari est risqué] » — <src>Anne Roy</src>",
            reason="an attribution line on the same line is not read",
        ),
    ],
)
def test_final_marks_belong_to_the_content_and_commas_do_not(marked: str) -> None:
    check(marked, "direct")


@pytest.mark.parametrize(
    "marked",
    [
        f"« [Il a dit “non” hier encore] », {JUDGED}.",
        f"« [Il a dit « non » hier encore] », {JUDGED}.",
        f"“[Il a dit ‘non’ hier encore]”, {JUDGED}.",
        f"\"[Il a dit 'non' hier encore]\", {JUDGED}.",
        f"'[Il a dit \"non\" hier encore]', {JUDGED}.",
        f"« [Il m'a dit: +non merci+, puis plus rien] », {JUDGED}.",
        f"« [C'est un *mauvais* pari] », {JUDGED}.",
    ],
)
def test_inner_marks_stay_in_the_content(marked: str) -> None:
    check(marked, "direct")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>juge</cue> que [le titre d''IA générale' est usurpé].",
        "<src>Anne Roy</src> <cue>juge</cue> que [l''IA générale' est un leurre].",
        "<src>Anne Roy</src> <cue>juge</cue> que [l'“IA générale” est un leurre].",
        "<src>Anne Roy</src> <cue>juge</cue> que [l’‘IA générale’ est un leurre].",
    ],
)
def test_a_mark_after_an_elision_opens(marked: str) -> None:
    check(marked, "mixed")


@pytest.mark.parametrize("dash", ["—", "–", "-"])
@pytest.mark.parametrize("end", ["],", " !]", " ?]", "…]"])
def test_dialogue_dashes(dash: str, end: str) -> None:
    check(f"{dash} [Le pari est risqué{end} {JUDGED}.", "direct")


def test_dialogue_takes_turns() -> None:
    check(
        "— [1|Vous vendez vraiment tout ?] <cue q='1'>demande</cue> <src q='1'>Anne Roy</src>.\n"
        "— [2|Presque tout], <cue q='2'>répond</cue> <src q='2'>Paul Sarre</src>.\n",
        "direct",
    )


@pytest.mark.parametrize(
    "text",
    [
        "L'IA d'aujourd'hui n'a rien de l'outil d'hier.",
        "Le groupe d'Anne Roy n'a pas pu s'étendre l'an dernier.",
        "Les années '90, l'époque des '68 tours d'antan.",
        "L’usine n’ouvrira qu’en mars, jusqu’à preuve du contraire.",
        "Une barre de 5' 10\" suffit.",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    "broken_paragraph",
    [
        "« C'est cher, dit Anne Roy.",
        "C'est cher », dit Anne Roy.",
        "\"C'est cher, dit Anne Roy.",
        broken(
            "“C'est cher, dit Anne Roy.",
            reason="» closes “ even where « stands between the two",
        ),
        "'C'est cher, dit Anne Roy.",
    ],
)
def test_a_missing_mark_costs_no_other_paragraph(broken_paragraph: str) -> None:
    text = f"{broken_paragraph}\n\n« C'est utile », juge Paul Sarre."
    assert contents(text)[-1] == ["C'est utile"]
