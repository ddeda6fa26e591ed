from __future__ import annotations

import pytest

from claimtrack.claims import segment
from claimtrack.schema import Span
from tests.claims.markup import only_claim, read


@pytest.mark.parametrize(
    ("hedged", "plain"),
    [
        ("Je pense que le pari est bon.", "Le pari est bon."),
        ("Je ne crois pas que le pari soit bon.", "Je pense à ma mère."),
        ("Le pari est sans doute bon.", "Le pari est sans aucun doute bon."),
        ("Le groupe risque de perdre.", "Le risque de perdre est réel."),
        ("Le titre devrait monter.", "Le titre doit monter."),
        ("On pourrait faire mieux.", "On peut faire mieux."),
        ("Le groupe serait prêt à vendre.", "Le groupe est prêt à vendre."),
        ("Huit recrues auraient déjà quitté le groupe.", "Huit recrues ont quitté le groupe."),
        ("À mon avis, il a un retard d'idées.", "Il a un retard d'idées."),
        ("Il me semble que le prix est haut.", "Je voudrais vendre."),
        ("Le dossier est peut-être clos.", "Il faudrait vendre."),
    ],
)
def test_french(hedged: str, plain: str) -> None:
    assert only_claim(hedged).hedged
    assert not only_claim(plain).hedged


@pytest.mark.parametrize(
    ("hedged", "plain"),
    [
        ("I think the bet is good.", "The bet is good."),
        ("It might work.", "It works."),
        ("It may work.", "It worked in May."),
        ("It will likely work.", "It will work."),
        ("I'd say it is fair.", "I said it is fair."),
    ],
)
def test_english(hedged: str, plain: str) -> None:
    assert only_claim(hedged, "en").hedged
    assert not only_claim(plain, "en").hedged


def test_a_conditional_after_a_past_report_is_a_future_and_no_doubt() -> None:
    text = "La direction a ajouté que chaque salarié recevrait une proposition."
    start = text.index("chaque")
    (claim,) = segment(text, read(text, "fr"), [Span.of(text, start, len(text))], lang="fr")
    assert (claim.hedged, claim.forecast) == (False, True)
    text = "Selon la direction, chaque salarié recevrait une proposition."
    start = text.index("chaque")
    (claim,) = segment(text, read(text, "fr"), [Span.of(text, start, len(text))], lang="fr")
    assert claim.hedged
