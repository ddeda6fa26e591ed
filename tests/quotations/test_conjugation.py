"""The forms that are generated: a table of the groups and of the irregular verbs."""

from __future__ import annotations

import pytest

from claimtrack.quotations import lexicon
from claimtrack.quotations.conjugation import forms


@pytest.mark.parametrize(
    ("verb", "finite", "participles"),
    [
        # first group, with its changes of spelling
        ("estimer", "estime estiment estimait estima estimèrent estimera estimerait", "estimé"),
        ("juger", "juge jugent jugeait jugea jugèrent jugera", "jugé jugée jugeant"),
        ("lancer", "lance lançait lançaient lança lancera", "lancé lançant"),
        ("rappeler", "rappelle rappellent rappelait rappela rappellera", "rappelé rappelant"),
        ("jeter", "jette jettent jetait jettera", "jeté"),
        ("marteler", "martèle martèlent martelait martèlera", "martelé"),
        ("préférer", "préfère préfèrent préférait préféra", "préféré"),
        ("suggérer", "suggère suggérait suggérera", "suggéré"),
        ("alléguer", "allègue alléguait", "allégué"),
        ("appuyer", "appuie appuient appuyait appuiera", "appuyé"),
        ("balayer", "balaie balaye balayait", "balayé"),
        ("crier", "crie criait criera", "crié"),
        # second group
        ("avertir", "avertit avertissent avertissait avertira", "averti avertie avertissant"),
        # irregular ones
        ("dire", "dit disent disait dira dirent", "dit dite disant"),
        ("prédire", "prédit prédisait prédira", "prédit"),
        ("écrire", "écrit écrivent écrivait écrivit écrira", "écrit écrivant"),
        ("soutenir", "soutient soutiennent soutenait soutint soutiendra", "soutenu"),
        ("prévenir", "prévient préviennent prévint préviendra", "prévenu"),
        ("craindre", "craint craignent craignait craignit craindra", "craint craignant"),
        ("répondre", "répond répondent répondait répondit répondra", "répondu"),
        ("apprendre", "apprend apprennent apprenait apprit apprendra", "appris apprise"),
        ("reconnaître", "reconnaît reconnait reconnaissent reconnut", "reconnu"),
        ("promettre", "promet promettent promettait promit promettra", "promis promise"),
        ("prévoir", "prévoit prévoient prévoyait prévit prévoira", "prévu"),
        ("entrevoir", "entrevoit entrevoyait entrevit entreverra", "entrevu"),
        ("conclure", "conclut concluent concluait conclura", "conclu"),
        ("croire", "croit croient croyait crut croira", "cru"),
    ],
)
def test_forms(verb: str, finite: str, participles: str) -> None:
    found = set(forms(verb))
    assert {(form, "finite") for form in finite.split()} <= found
    kinds = {form: {kind for found_form, kind in found if found_form == form} for form, _ in found}
    for form in participles.split():
        kind = "present_participle" if form.endswith("ant") else "past_participle"
        assert kind in kinds[form]
    assert (verb, "infinitive") in found


@pytest.mark.parametrize(
    ("verb", "wrong"),
    [
        ("juger", {"jugait", "jugant"}),
        ("lancer", {"lancait", "lanca"}),
        ("rappeler", {"rappèle"}),
        ("prédire", {"prédient", "prédiait"}),
    ],
)
def test_misspelt_forms_are_not_made(verb: str, wrong: set[str]) -> None:
    assert wrong.isdisjoint(form for form, _ in forms(verb))


def test_unknown_group_is_refused() -> None:
    with pytest.raises(ValueError, match="xyz"):
        list(forms("xyz"))


def test_every_verb_of_the_lexicon_is_conjugated() -> None:
    lemmas = {r.lemma for found in lexicon.load("fr").verbs.values() for r in found}
    for lemma in lemmas:
        assert all(form and form == form.lower() for form, _ in forms(lemma)), lemma
