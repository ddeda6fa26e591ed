"""What is kept when a cue clause or a source is hard to read: nothing said is dropped."""

from __future__ import annotations

import pytest

from claimtrack.quotations import segment
from claimtrack.quotations.sources import UNKNOWN
from claimtrack.syntax import parse


def found(text: str) -> list[tuple[str, str]]:
    """Return (source, first span) of the quotations of ``text``."""
    quotations, _ = segment(text, parse(text, "fr"), lang="fr")
    return [(one.source.name, one.spans[0].text) for one in quotations]


def test_a_phrase_ends_where_the_next_determiner_begins() -> None:
    text = "« Nous perdons de l'argent », a justifié devant la presse son directeur, Paul Sarre."
    assert found(text) == [("Paul Sarre", "Nous perdons de l'argent")]


def test_a_statement_whose_cue_cannot_be_read_is_kept() -> None:
    text = "« Nous perdons trop d'argent cette année », blablate Paul Sarre."
    assert found(text) == [("Paul Sarre", "Nous perdons trop d'argent cette année")]


@pytest.mark.parametrize("text", ["« La Nuit des longs canaux », film de Paul Sarre, sort mardi."])
def test_a_title_is_not_kept(text: str) -> None:
    assert found(text) == []


def test_a_pronoun_with_nobody_before_means_the_subject_of_its_sentence() -> None:
    text = "La compagnie va supprimer deux lignes, a-t-elle annoncé mardi.\n\nPaul Sarre proteste."
    assert found(text)[0] == ("la compagnie", "La compagnie va supprimer deux lignes")


def test_an_impersonal_cue_names_nobody_and_says_so() -> None:
    text = "Le tribunal a fermé l'usine Ardeval, a-t-on appris mardi."
    quotations, diagnostics = segment(text, parse(text, "fr"), lang="fr")
    assert [one.source.name for one in quotations] == [UNKNOWN]
    assert quotations[0].source.mention is not None
    assert [diagnostic.code for diagnostic in diagnostics] == ["unattributed_quotation"]
