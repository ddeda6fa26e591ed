"""The scorer of quotations, on cases small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks._quotation_metrics import (
    Relation,
    Tally,
    akin_words,
    errors,
    jaccard,
    match,
    positions,
    same_cue,
    same_speaker,
    same_words,
)
from benchmarks.quotations import read_articles, regex


def _said(start: int, end: int, by: str = "Anne Roy", kind: str = "direct") -> Relation:
    return Relation(kind, ((start, end),), by)


def test_positions_join_spans() -> None:
    assert positions([(0, 3), (5, 7)]) == {0, 1, 2, 5, 6}


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ([(0, 10)], [(0, 10)], 1.0),
        ([(0, 10)], [(5, 15)], 5 / 15),
        ([(0, 4), (6, 10)], [(0, 10)], 0.8),
        ([(0, 10)], [(10, 20)], 0.0),
        ([], [], 0.0),
    ],
)
def test_jaccard(one: list[tuple[int, int]], other: list[tuple[int, int]], overlap: float) -> None:
    assert jaccard(positions(one), positions(other)) == pytest.approx(overlap)


def test_match_takes_the_highest_overlap_first() -> None:
    # The first prediction overlaps both (10/12 and 2/20), the second fits the first better.
    pairs = match([[(0, 10)], [(10, 20)]], [[(0, 12)], [(0, 9)]])
    assert pairs == [(0, 1, 0.9), (1, 0, 2 / 20)]


def test_match_is_one_to_one() -> None:
    assert match([[(0, 10)]], [[(0, 10)], [(0, 10)]]) == [(0, 0, 1.0)]


def test_match_makes_no_pair_without_a_common_character() -> None:
    assert match([[(0, 10)]], [[(10, 20)]]) == []


@pytest.mark.parametrize(
    ("predicted", "gold", "same"),
    [
        ("Zino", "Angelo Zino", True),
        ("Angelo Zino", "Zino", True),
        ("M. Zino", "Angelo Zino", True),
        ("ANGÉLO ZINO", "Angelo Zino", True),
        ("Van Aken", "Milo Van Aken", True),
        ("Corentin L'Hermitte", "Corentin L’Hermitte", True),
        ("le New York Times", "New York Times", True),
        ("Angelo", "Angelo Zino", False),
        ("Paul Roy", "Anne Roy", False),
        ("unknown", "Anne Roy", False),
        ("", "Anne Roy", False),
        # noun phrases: half the words of the longer one
        ("un recruteur parisien", "un recruteur", True),
        ("plusieurs médias", "plusieurs médias américains", True),
        ("un porte-parole", "un porte-parole du groupe Orsel", True),
        ("un salarié", "un salarié licencié du groupe Orsel", False),
        ("la ministre", "le maire", False),
    ],
)
def test_same_speaker(predicted: str, gold: str, same: bool) -> None:
    assert same_speaker(predicted, gold) is same


@pytest.mark.parametrize(
    ("predicted", "gold", "same", "akin"),
    [
        ("analyste", "Analyste", True, True),
        ("ancien ingénieur", "ingénieur", False, True),
        ("la banque Orsel", "banque Orsel", True, True),
        ("spécialiste de l'électronique grand public", "directeur des études", False, False),
        (None, "analyste", False, False),
        ("analyste", None, False, False),
        (None, None, True, True),
    ],
)
def test_same_and_akin_words(
    predicted: str | None, gold: str | None, same: bool, akin: bool
) -> None:
    assert same_words(predicted, gold) is same
    assert akin_words(predicted, gold) is akin


@pytest.mark.parametrize(
    ("predicted", "gold", "same"),
    [
        ((5, 12), (3, 12), True),
        ((0, 3), (3, 6), False),
        (None, (3, 6), False),
        ((3, 6), None, False),
        (None, None, True),
    ],
)
def test_same_cue(
    predicted: tuple[int, int] | None, gold: tuple[int, int] | None, same: bool
) -> None:
    assert same_cue(predicted, gold) is same


def test_tally_by_hand() -> None:
    tally = Tally()
    # Overlaps 1, 1/2 (under 0.8, and another speaker), none; one invented.
    tally.add(
        [_said(0, 10), _said(20, 30), _said(40, 50, kind="indirect")],
        [_said(0, 10), _said(20, 25, by="Paul Sarre"), _said(60, 70)],
    )
    tally.add([_said(0, 10)], [])
    scores = tally.scores()
    assert scores["precision@0.3"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["recall@0.3"] == pytest.approx(2 / 4)
    assert scores["f1@0.3"] == pytest.approx(4 / 7, abs=1e-4)
    assert scores["precision@0.8"] == pytest.approx(1 / 3, abs=1e-4)
    assert scores["recall@0.8"] == pytest.approx(1 / 4)
    assert scores["f1@0.8"] == pytest.approx(2 / 7, abs=1e-4)
    assert scores["speaker"] == pytest.approx(1 / 2)
    assert scores["cue"] == scores["role"] == scores["kind"] == 1.0
    assert tally.recall_by_kind() == {"direct": pytest.approx(2 / 3, abs=1e-4), "indirect": 0.0}


def test_empty_tally_scores_nothing() -> None:
    assert set(Tally().scores().values()) == {0.0}


def test_an_overlap_under_the_lower_threshold_is_both_missed_and_invented() -> None:
    found = list(errors("x" * 20, [_said(0, 10)], [_said(8, 20)]))
    assert [error.what for error in found] == ["missed direct", "invented direct"]


def test_errors_name_the_wrong_speaker_and_the_wrong_cut() -> None:
    found = sorted(errors("x" * 20, [_said(0, 10)], [_said(0, 5, by="Paul Sarre")]))
    assert [error.what.split(":")[0] for error in found] == [
        "said by Anne Roy, not Paul Sarre",
        "overlap 0.50 with",
    ]


def test_regex_baseline_leaves_the_marks_out() -> None:
    text = '« Un » et “deux” et "trois"'
    found = [text[slice(*one.spans[0])] for one in regex(text, "fr")]
    assert found == ["Un", "deux", "trois"]


def test_gold_file_is_read_with_the_text_beside_it(tmp_path: Path) -> None:
    quotation = {"kind": "direct", "spans": [[5, 8]], "speaker": "Anne Roy"}
    gold = {"id": "a", "quotations": [quotation]}
    (tmp_path / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"Un.\r\nOui")
    (article,) = read_articles(tmp_path / "a.gold.json")
    assert article["text"][5:8] == "Oui"
    assert article["lang"] == "fr"
    assert Relation.from_row(article["quotations"][0]) == _said(5, 8)
