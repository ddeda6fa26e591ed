from __future__ import annotations

import pytest

from claimtrack.claims import segment
from claimtrack.schema import Span
from tests.claims.markup import read, unmark

FRENCH = [
    # a contrast or a conclusion with verbs on both sides
    "[Je pense qu'il va réussir], [mais c'est cher]",
    "[Je pense qu’il va réussir], [mais c’est cher]",
    "[Le titre monte] [même s'il reste fragile]",
    "[Le groupe investit], [alors que ses concurrents reculent.]",
    "[L'entreprise perdait de l'argent], [pourtant elle embauche] ; [c'est absurde.]",
    "[Les banques s'inquiètent], [tandis que l'État regarde.]",
    "[Il vend] [et pourtant il y croit]",
    "[La demande est là], [donc il continue]",
    "[Azure croît de 39 %], [si bien que chaque mégawatt livré rapporte]",
    "[On ne l'avait pas entendu depuis 1962], [alors au début on a cru à un camion]",
    "[Non seulement il dépense], [mais il gagne aussi.]",
    # no second verb: no cut
    "[C'est un pari petit mais costaud.]",
    "[Non seulement un coût mais aussi une chance que je vois.]",
    "[C'est un pari, mais un pari que je comprends.]",
    "[Les publicités sont plus pertinentes et donc plus chères]",
    "[La situation est « tendue mais maîtrisée » et les doses arriveront demain]",
    # the main clause is not over, or has not begun
    "[Ce pari, même s'il est risqué, est nécessaire.]",
    "[Il pense que, même si c'est cher, le pari est bon]",
    "[Même si le procédé surprend, il protège l'actionnaire]",
    "[Il dit qu'un outil petit mais puissant suffit]",
    # words that only look like connectors
    "[Il faudra bien que quelqu'un règle la note]",
    "[Qui s'étonne encore qu'un joueur vaille 100 millions ?]",
    "[Le groupe se vend moins bien que prévu]",
    "[L'or monte et le dollar recule]",
    "[Je trouve donc la valorisation très exigeante.]",
    # a time, not a contrast
    "[Il dormait alors que le train partait.]",
    # a reason with and without its own evaluation
    "[Il continue], [car la demande est très forte.]",
    "[Il continue], [car cela va rapporter.]",
    "[Il part parce qu'il habite à Lyon.]",
    "[Ce n'est pas parce que c'est cher que c'est bon.]",
    # sentences, semicolons, brackets, entities
    "[C'est une pause.] [Ce n'est pas un aveu !]",
    "[Ici, le béton] ; [là, les groupes électrogènes] ; [et là-bas, personne ne parle]",
    "[Le plan tient (il est cher ; mais il est bon) et il avance]",
    "[R&amp;D coûte cher à tout le monde]",
    # fragments
    "[Oui. Le pari est bon.]",
    "[Elle a raccroché, puis elle a rappelé. Deux fois.]",
    "[Elle a vendu.] [Et alors ? On a le droit.]",
    "[Oui.]",
    # an opening mark goes with its connector, emphasis stays
    "[Je ne crois pas que ça +marche+], [mais c'est beau]",
]
BORDERS = [
    "« [Le pari est bon] »{, dit-il, }« [mais c'est cher.] »",
    "[Le pari est bon]{, dit-il, }[mais c'est cher.]",
    "[Cela signifie que Meta peut prospérer {, dit-il, }si les autres répondent aux besoins]",
    "[ce côté mercenaires est très problématique, sans compter que personne ne veut travailler"
    "{, hormis moyennant une rémunération, }pour cette société et ces produits]",
    "[Le groupe dépense trop]{, juge Anne Roy, analyste. }[Il lui faudra trois ans.]",
    "[Les investisseurs se soucient des liquidités {que dégage le groupe }et de la gestion]"
    "{, décrit M. Roy. }[Et en ce moment, il n'y a aucun contre-pouvoir]",
    "[Nous avons vécu ce film.]{\n\n}[Il finit mal.]",
    "[Nous avons vu {\n}ce film deux fois]",
    "[Qu'est-ce qu'on va m'apprendre ?]{ lance-t-il, }[je les coupe à la main]",
    "[Notre rival {, dit M. Roy, }Google a tort]",
]
ENGLISH = [
    "[You can buy talent], [but you cannot buy a team.]",
    "[They spend a lot], [so investors worry.]",
    "[Sales rose], [while contractor headcount fell by a tenth.]",
    "[I think it might take years]; [however, sales could double.]",
    "[It was overdue], [though I would not have trusted the team.]",
    "[Prices rose] [because the models got better.]",
    "[It is a small but strong company]",
    "[Spending is high but entirely covered by its cash flow]",
    "[Although it is costly, Meta must do it.]",
    "[It happens at times nobody can come, so that they may tick the box.]",
    "[The resentment is real for only a week or so, and then you see it.]",
    "[It wasn't because I'd asked too many questions.]",
    "[Every rack we have put in the ground since January was sold.]",
    "[It’s a bubble], [but it’s the kind of bubble that leaves something behind.]",
]


@pytest.mark.parametrize(
    ("marked", "lang"),
    [(case, "fr") for case in FRENCH + BORDERS] + [(case, "en") for case in ENGLISH],
)
def test_cuts(marked: str, lang: str) -> None:
    text, spans, expected = unmark(marked)
    if "«" in text and "{" in marked:  # the outer marks are not in the content
        spans = [
            Span.of(text, s.start + s.text.index(t), s.start + s.text.index(t) + len(t))
            for s, t in ((s, s.text.strip("« »")) for s in spans)
        ]
    found = segment(text, read(text, lang), spans, lang=lang)
    assert [tuple(span.text for span in claim.spans) for claim in found] == expected


def test_a_claim_over_a_border_joins_its_spans_with_a_space() -> None:
    text = "Le pari est bon, dit-il, pour tous"
    spans = [Span.of(text, 0, 15), Span.of(text, 25, 34)]
    (claim,) = segment(text, read(text, "fr"), spans, lang="fr")
    assert claim.text == "Le pari est bon pour tous"


def test_nested_marks_stay() -> None:
    text = "Meta « brûle sa rente » publicitaire"
    (claim,) = segment(text, read(text, "fr"), [Span.of(text, 0, len(text))], lang="fr")
    assert claim.text == text


def test_nothing_gives_nothing() -> None:
    doc = read("  \n ", "fr")
    assert segment("  \n ", doc, [], lang="fr") == ()
    assert segment("  \n ", doc, [Span.of("  \n ", 0, 4)], lang="fr") == ()
