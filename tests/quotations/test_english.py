"""English: no parse, so lexicons and word order alone."""

from __future__ import annotations

import pytest

from tests.quotations.markup import broken, check, contents, quotations


@pytest.mark.parametrize(
    "marked",
    [
        "“[It is a risky bet],” <cue>said</cue> "
        "<src role='analyst' affiliation='Norvane'>Anne Roy</src>, an analyst at Norvane.",
        "“[It is a risky bet],” <src>Anne Roy</src> <cue>said</cue>. “[And it is dear.]”",
        "“[What I cannot do],” <src>Anne Roy</src> <cue>says</cue>, “[is sell them.]”",
        '"[It is a risky bet]," <src>Anne Roy</src> <cue>said</cue> Tuesday.',
        "‘[It’s a risky bet]’, <cue>said</cue> <src>Anne Roy</src>.",
        "'[It's our members' money, it isn't a ticket]', <cue>says</cue> <src>Anne Roy</src>.",
        "“[He said ‘no’ to me yesterday],” <src>Anne Roy</src> <cue>said</cue>.",
        "“[It is very risky.]\n\n“[It is also very dear],” <cue>said</cue> <src>Anne Roy</src>.",
        "<src>Anne Roy</src> <cue>said</cue>: “[It is a risky bet.]”",
        "“[It is dear],” <src>a spokeswoman for Norvane</src> <cue>said</cue>.",
        "“[It is dear],” <cue>said</cue> <src>a person familiar with the matter</src>.",
        "“[It is a risky bet],” <src role='doctor'>Hugh Hill</src>, a doctor, <cue>said</cue>.",
        "“[It is a risky bet],” <src role='chief economist'>Anne Roy</src>, "
        "chief economist at Norvane, <cue>told</cue> reporters.",
    ],
)
def test_direct(marked: str) -> None:
    check(marked, "direct", "en")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>argued</cue> that [the bet is risky].",
        "<src>Anne Roy</src>, an analyst at Norvane, <cue>warned</cue> that [the bet is risky].",
        "<src>Anne Roy</src> <cue>told</cue> reporters that [the bet is risky].",
        "<src>Anne Roy</src> <cue>thinks</cue> [the bet is risky].",
        "<src>Anne Roy</src> <cue>said</cue> [she would sell her shares].",
        "<src>Anne Roy</src> <cue>expects</cue> [the bet to fail].",
        "<src>Anne Roy</src> <cue>wondered</cue> whether [the bet would pay].",
        "<cue>According to</cue> <src>Anne Roy</src>, [the bet is risky].",
        "[The bet is risky], <cue>according to</cue> <src>Anne Roy</src>.",
        "<cue>For</cue> <src role='economist'>Anne Roy</src>, an economist, [the bet is risky].",
        "[The bet is risky], <src>Anne Roy</src> <cue>says</cue>.",
        "Anne Roy sold her shares. <cue>In her view</cue>, [the bet is risky].",
        "<src name='the group'>The group</src> <cue>says</cue> [it will sell].",
        broken(
            "[The bet], <src>Anne Roy</src> <cue>says</cue>, [is risky].",
            reason="a straight cue clause inside an unmarked content is not read",
        ),
    ],
)
def test_indirect(marked: str) -> None:
    check(marked, "indirect", "en")


@pytest.mark.parametrize(
    "marked",
    [
        "<src>Anne Roy</src> <cue>called</cue> [the reaction “a tantrum, not a verdict”].",
        "<src>Anne Roy</src> <cue>warned</cue> of [“a very costly mistake” by the group].",
        "<src>Anne Roy</src> <cue>said</cue> [she was “very worried”].",
    ],
)
def test_mixed(marked: str) -> None:
    check(marked, "mixed", "en")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It is risky,” says Anne Roy. She adds that it is dear.", ["Anne Roy"] * 2),
        (
            "“It is risky,” says Anne Roy, an analyst at Norvane. “It is fine,” replies Paul "
            "Sarre, a manager at Orsel. “No,” Ms Roy says. “Yes,” Mr. Sarre answers. “No,” the "
            "analyst insists.",
            ["Anne Roy", "Paul Sarre", "Anne Roy", "Paul Sarre", "Anne Roy"],
        ),
        (
            "Paul Sarre and Anne Roy agree on nothing. “It is dear,” says the former. "
            "“It is useful,” says the latter.",
            ["Paul Sarre", "Anne Roy"],
        ),
        ("Anne Roy asked whether it would pay, adding that it was dear.", ["Anne Roy"] * 2),
    ],
)
def test_sources(text: str, names: list[str]) -> None:
    assert [one.source.name for one in quotations(text, "en")] == names


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “superintelligence” team will grow.",
        "The ‘superintelligence’ team will grow.",
        "The film “The Long Night” opens on Friday.",
        "She gave a talk called “The Long Night” in March.",
        "The boss's plan isn't dead, it's sleeping, like the '90s.",
        "In the case of Orsel, the price doubled.",
        "A spokesman for the group declined to comment.",
    ],
)
def test_no_quotation(text: str) -> None:
    assert contents(text, "en") == []


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        (
            "“It is dear,” Baird analyst Colin Sebastian said.",
            "Colin Sebastian",
            "analyst",
            "Baird",
        ),
        (
            "Norvane's chief economist, Anne Roy, warned that the bet is risky.",
            "Anne Roy",
            "chief economist",
            "Norvane",
        ),
        (
            "“We are ready,” Orsel Chief Executive Paul Sarre told investors.",
            "Paul Sarre",
            "Chief Executive",
            "Orsel",
        ),
        ("French economist Paul Sarre said that it is dear.", "Paul Sarre", "economist", None),
        ("“It hurts,” said Tom Hill, a farmer in Kansas.", "Tom Hill", "farmer", None),
        (
            "Paul Sarre has been mayor of Dry Fork for years. “It hurts,” he said.",
            "Paul Sarre",
            "mayor",
            "Dry Fork",
        ),
        (
            "According to Dr. Jane Lowe, a cardiologist at Mercy Hospital in Boston, it is safe.",
            "Jane Lowe",
            "cardiologist",
            "Mercy Hospital",
        ),
        (
            "According to a spokesman for the fisheries ministry, it is dear.",
            "a spokesman for the fisheries ministry",
            "spokesman",
            "fisheries ministry",
        ),
    ],
)
def test_role_and_affiliation(text: str, name: str, role: str, affiliation: str | None) -> None:
    (one,) = quotations(text, "en")
    source = one.source
    assert (source.name, source.role, source.affiliation) == (name, role, affiliation)
