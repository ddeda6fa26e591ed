"""What the model is told before a claim."""

from __future__ import annotations

import pytest

from claimtrack.stance.context import context_of

TARGET = "les dépenses de Meta"
TEXT = "Meta dépense. Beaucoup.\n\nLe marché doute. « C'est trop », dit Anne Roy."
START = TEXT.index("C'est")


def test_the_subject_comes_before_the_sentence_before() -> None:
    assert context_of(TEXT, START, target=TARGET) == "Meta dépense. Le marché doute."
    assert context_of(TEXT, START, title="Titre") == "Titre Le marché doute."


def test_a_title_gives_way_to_the_words_that_name_the_party() -> None:
    told = context_of(TEXT, START, target=TARGET, title="Titre")
    assert told == "Meta dépense. Le marché doute."
    assert context_of(TEXT, START, target="Nvidia", title="Titre") == "Titre Le marché doute."
    long = (
        f"La vallée doute. {'Une ligne de plus, ' * 9}un site que Meta bâtit ici. « C'est trop »."
    )
    words = context_of(long, long.index("C'est"), target=TARGET, previous_claim="Avant.")
    assert "un site que Meta bâtit" in words
    assert len(words) < 140


def test_the_claim_before_replaces_the_sentence_before() -> None:
    assert context_of(TEXT, START, previous_claim="Avant.") == "Meta dépense. Avant."


def test_nothing_before_a_text_that_opens_with_a_quotation() -> None:
    assert context_of("« Oui », dit-il.", 2) == ""


@pytest.mark.parametrize(
    ("claim", "context"),
    [
        ("C'est trop", "Meta dépense. Le marché doute."),
        ("Meta va trop loin", "Le marché doute."),
    ],
)
def test_the_subject_is_left_out_where_the_party_is_named(claim: str, context: str) -> None:
    assert context_of(TEXT, START, claim=claim, target=TARGET) == context


@pytest.mark.parametrize(
    ("lead", "context"),
    [
        ("Elle assure que ", "Le plan date de mai."),
        (
            "Meta a doublé son budget, une décision dont Anne Roy dit que ",
            "Le plan date de mai. Meta a doublé son budget, une décision dont Anne Roy dit que",
        ),
    ],
)
def test_words_that_only_introduce_are_no_context(lead: str, context: str) -> None:
    text = f"Le plan date de mai. {lead}« c'est trop »."
    assert context_of(text, text.index("c'est"), title="Le plan date de mai.") == context


def test_long_words_are_cut_at_spaces() -> None:
    text = f"{'Le groupe dépense beaucoup ' * 30}. « C'est trop », dit Anne Roy."
    context = context_of(text, text.index("C'est"), title="Un titre " * 40)
    assert len(context) <= 301
    assert set(context.split()) <= {"Un", "titre", "Le", "groupe", "dépense", "beaucoup", "."}
