"""The third-person forms of French verbs, for looking cues up by form.

News reports speech in the third person: only these forms, the participles and the infinitive
are generated. Rules follow the usual groups (Bescherelle); irregular verbs are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

__all__ = ["VerbForm", "forms"]

VerbForm = Literal["finite", "past_participle", "present_participle", "infinitive"]

# Irregular verbs by their ending: present 3s, 3p, imperfect stem, future stem, past historic
# 3s, 3p, past participle. The longest matching ending wins.
_IRREGULAR: dict[str, tuple[str, str, str, str, str, str, str]] = {
    "faire": ("fait", "font", "fais", "fer", "fit", "firent", "fait"),
    "dire": ("dit", "disent", "dis", "dir", "dit", "dirent", "dit"),
    "lire": ("lit", "lisent", "lis", "lir", "lut", "lurent", "lu"),
    "rire": ("rit", "rient", "ri", "rir", "rit", "rirent", "ri"),
    "crire": ("crit", "crivent", "criv", "crir", "crivit", "crivirent", "crit"),
    "croire": ("croit", "croient", "croy", "croir", "crut", "crurent", "cru"),
    "prévoir": ("prévoit", "prévoient", "prévoy", "prévoir", "prévit", "prévirent", "prévu"),
    "voir": ("voit", "voient", "voy", "verr", "vit", "virent", "vu"),
    "savoir": ("sait", "savent", "sav", "saur", "sut", "surent", "su"),
    "vouloir": ("veut", "veulent", "voul", "voudr", "voulut", "voulurent", "voulu"),
    "émouvoir": ("émeut", "émeuvent", "émouv", "émouvr", "émut", "émurent", "ému"),
    "mettre": ("met", "mettent", "mett", "mettr", "mit", "mirent", "mis"),
    "battre": ("bat", "battent", "batt", "battr", "battit", "battirent", "battu"),
    "prendre": ("prend", "prennent", "pren", "prendr", "prit", "prirent", "pris"),
    "ndre": ("nd", "ndent", "nd", "ndr", "ndit", "ndirent", "ndu"),
    "aindre": ("aint", "aignent", "aign", "aindr", "aignit", "aignirent", "aint"),
    "oindre": ("oint", "oignent", "oign", "oindr", "oignit", "oignirent", "oint"),
    "vaincre": ("vainc", "vainquent", "vainqu", "vaincr", "vainquit", "vainquirent", "vaincu"),
    "clure": ("clut", "cluent", "clu", "clur", "clut", "clurent", "clu"),
    "naître": ("naît", "naissent", "naiss", "naîtr", "nut", "nurent", "nu"),
    "connaître": ("connaît", "connaissent", "connaiss", "connaîtr", "connut", "connurent", "connu"),
    "suivre": ("suit", "suivent", "suiv", "suivr", "suivit", "suivirent", "suivi"),
    "tenir": ("tient", "tiennent", "ten", "tiendr", "tint", "tinrent", "tenu"),
    "venir": ("vient", "viennent", "ven", "viendr", "vint", "vinrent", "venu"),
    "sentir": ("sent", "sentent", "sent", "sentir", "sentit", "sentirent", "senti"),
    "mentir": ("ment", "mentent", "ment", "mentir", "mentit", "mentirent", "menti"),
    "offrir": ("offre", "offrent", "offr", "offrir", "offrit", "offrirent", "offert"),
    "uire": ("uit", "uisent", "uis", "uir", "uisit", "uisirent", "uit"),
    "être": ("est", "sont", "ét", "ser", "fut", "furent", "été"),
    "avoir": ("a", "ont", "av", "aur", "eut", "eurent", "eu"),
    "quérir": ("quiert", "quièrent", "quér", "querr", "quit", "quirent", "quis"),
    "devoir": ("doit", "doivent", "dev", "devr", "dut", "durent", "dû"),
}


def forms(infinitive: str) -> Iterator[tuple[str, VerbForm]]:
    """Yield (form, kind) of the third-person, participle and infinitive forms of a verb.

    ``infinitive`` is given without its reflexive pronoun.
    """
    yield infinitive, "infinitive"
    endings = [e for e in _IRREGULAR if infinitive.endswith(e)]
    if endings:
        yield from _irregular(infinitive, max(endings, key=len))
    elif infinitive.endswith("er"):
        yield from _first_group(infinitive[:-2])
    elif infinitive.endswith("ir"):
        stem = infinitive[:-2]
        yield from _assemble(
            stem + "it", stem + "issent", stem + "iss", stem + "ir", stem + "it", stem + "irent"
        )
        yield from _participles(stem + "i")
    else:
        raise ValueError(f"no conjugation is known for {infinitive!r}")


def _irregular(infinitive: str, ending: str) -> Iterator[tuple[str, VerbForm]]:
    root = infinitive.removesuffix(ending)
    present, plural, imperfect, future, past, past_plural, participle = (
        root + part for part in _IRREGULAR[ending]
    )
    yield from _assemble(present, plural, imperfect, future, past, past_plural)
    if "aî" in present:  # the spelling of 1990 drops the circumflex
        yield present.replace("î", "i"), "finite"
    yield from _participles(participle)


def _first_group(stem: str) -> Iterator[tuple[str, VerbForm]]:
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)
    for mute in _mute_stems(stem):
        yield from ((mute + "e", "finite"), (mute + "ent", "finite"))
        for ending in ("era", "eront", "erait", "eraient"):
            yield mute + ending, "finite"
    for ending in ("era", "eront", "erait", "eraient", "èrent"):
        yield stem + ending, "finite"
    for ending in ("ait", "aient", "a"):
        yield soft + ending, "finite"
    yield soft + "ant", "present_participle"
    yield from _participles(stem + "é")


def _mute_stems(stem: str) -> tuple[str, ...]:
    """Return the stems before a mute e: rappel- -> rappell-, préfér- -> préfèr-, pay- -> pai-."""
    if re.search("[aou]y$", stem):
        return (stem[:-1] + "i", stem) if stem.endswith("ay") else (stem[:-1] + "i",)
    if match := re.search("é([bcdfgjlmnpqrstvxz]+u?)$", stem):
        return (stem[: match.start()] + "è" + match.group(1),)
    if re.search("(app|rapp|interp|gromm)el$|jet$", stem):
        return (stem + stem[-1], stem)
    if match := re.search("e([lmnrstv])$", stem):
        return (stem[: match.start()] + "è" + match.group(1),)
    return (stem,)


def _assemble(
    present: str, plural: str, imperfect: str, future: str, past: str, past_plural: str
) -> Iterator[tuple[str, VerbForm]]:
    for form in (present, plural, past, past_plural, imperfect + "ait", imperfect + "aient"):
        yield form, "finite"
    for ending in ("a", "ont", "ait", "aient"):
        yield future + ending, "finite"
    yield imperfect + "ant", "present_participle"


def _participles(masculine: str) -> Iterator[tuple[str, VerbForm]]:
    plural = masculine if masculine.endswith("s") else masculine + "s"
    for form in (masculine, masculine + "e", plural, masculine + "es"):
        yield form, "past_participle"
