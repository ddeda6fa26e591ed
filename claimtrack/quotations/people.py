"""The people of an article: every name outside quotations, merged into one entry a person.

Forms of one name (Angelo Zino, M. Zino, Zino) become one entry with the fullest form, its role,
its affiliation and its gender, wherever the article states them. Guideline, section 2.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import Protocol

from claimtrack.quotations import lexicon, words
from claimtrack.quotations.given_names import given_name_gender, is_given_name
from claimtrack.quotations.lexicon import role_stems
from claimtrack.quotations.mentions import Mention, RolePhrase
from claimtrack.quotations.strength import role_strength
from claimtrack.quotations.words import Gender
from claimtrack.text import fold

__all__ = ["People", "Person", "akin_role", "name_keys", "same_role", "shares_name"]


class NamedInstitutions(Protocol):
    """What tells which organisation *le groupe* means."""

    def resolve(self, noun: str, at: int) -> str | None:
        """Return the name of the organisation that a common noun at ``at`` means."""
        ...

    def affiliation_of(self, person: Person) -> str | None:
        """Return the organisation that the role of a person hangs on."""
        ...

    def full_name(self, name: str) -> str:
        """Return the fullest name of an organisation."""
        ...


@dataclass(slots=True)
class Person:
    """One named source: its forms and what the article says of it.

    ``institution`` is the common noun of an organisation the role hangs on (*le directeur de
    l'établissement*), ``stated`` where the role is stated. ``places`` are (offset, salient) of
    its mentions; a mention governed by a preposition (*à Mark Zuckerberg*) is not salient: a
    pronoun seldom refers to it.
    """

    name: str
    keys: tuple[str, ...]
    role: str | None = None
    affiliation: str | None = None
    institution: str | None = None
    stated: int = 0
    gender: Gender | None = None
    human: bool = False
    places: list[tuple[int, bool]] = field(default_factory=list)

    def last_before(self, at: int, *, salient: bool) -> int | None:
        """Return where the last mention before offset ``at`` stands, a salient one if asked."""
        for index in range(bisect_left(self.places, (at, False)) - 1, -1, -1):
            place, is_salient = self.places[index]
            if is_salient or not salient:
                return place
        return None

    @property
    def surname(self) -> str:
        """The last word of the name, folded."""
        return self.keys[-1]


class People:
    """The registry: finds the entry of a name and adds what a mention tells."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.entries: list[Person] = []
        self.institutions: NamedInstitutions | None = None
        self.described: dict[int, Person] = {}  # offset of a description -> whom it means
        self._lexicon = lexicon.load(lang)
        self._words = words.load(lang)

    def add(self, mention: Mention, *, salient: bool, human: bool) -> Person | None:
        """Add a name mention; return its entry."""
        if mention.name is None:
            return None
        keys = name_keys(mention.name)
        if not keys:
            return None
        gender = mention.agreement.gender or self.role_gender(mention.role)
        titled = mention.text.split()[0].lower() in words.load(self.lang).titles
        entry = self._matching(keys, gender, mention.start)
        if entry is None:
            entry = Person(mention.name, keys)
            self.entries.append(entry)
        elif len(keys) > len(entry.keys):
            entry.name, entry.keys = mention.name, keys
        said = RolePhrase(mention.role, mention.affiliation, mention.institution, mention.stop)
        if mention.role is not None and self._names_body(mention.role, keys):
            human = False
        else:
            self.tell(entry, said, mention.start)
        entry.gender = entry.gender or gender or given_name_gender(entry.keys[0], len(entry.keys))
        entry.human = entry.human or human or titled or self._tells_person(mention, keys)
        insort(entry.places, (mention.start, salient))
        return entry

    def _tells_person(self, mention: Mention, keys: tuple[str, ...]) -> bool:
        """Return whether the role beside a name shows that it is a person's.

        *Norvane, numéro deux du secteur* and *le Conseil, dont le syndic* are none.
        """
        return mention.role is not None and not self._names_body(mention.role, keys)

    def _names_body(self, role: str, keys: tuple[str, ...]) -> bool:
        single = len(keys) == 1
        if self.lang == "en" and fold(role.split()[-1]) in self._words.firms:
            return not is_given_name(keys[0])  # chip designer Halden Microsystems
        return single and (role.startswith("numéro") or self._words.is_organisation(keys[0]))

    def tell(self, entry: Person, said: RolePhrase, at: int) -> None:
        """Add what a phrase at offset ``at`` says of a person; the more telling role is kept."""
        if said.role is not None and self.can_describe(said.role):
            kept = entry.role
            if kept is None or role_strength(said.role, self.lang) > role_strength(kept, self.lang):
                entry.role, entry.stated = said.role, at
                if said.institution is not None or entry.institution == "":
                    entry.institution = said.institution
            elif entry.institution is None:
                entry.institution = said.institution
            entry.human = entry.human or not self._names_body(said.role, entry.keys)
            entry.gender = entry.gender or self.role_gender(said.role)
        elif said.role is None and said.institution and entry.institution is None:
            entry.institution, entry.stated = said.institution, at  # qui préside le club
        entry.affiliation = entry.affiliation or said.affiliation

    def can_describe(self, role: str) -> bool:
        """Return whether a role says what somebody does: kinship and *source* do not."""
        if role.lower().replace("’", "'").replace("'", "' ") in self._words.made_roles:
            return True
        return not all(
            fold(word) in self._words.no_roles or not self._lexicon.may_be_role(word)
            for word in role.split()
        )

    def find(self, mention: Mention) -> Person | None:
        """Return the entry of a name mention, or None."""
        keys = name_keys(mention.name or mention.text)
        return self._matching(keys, mention.agreement.gender, mention.start) if keys else None

    def _matching(self, keys: tuple[str, ...], gender: Gender | None, at: int) -> Person | None:
        """Return the entry with the same surname and no conflicting given name or gender."""
        same = [
            e
            for e in self.entries
            if e.keys == keys
            or (len(keys) < len(e.keys) and _is_part(keys, e.keys))
            or (len(e.keys) < len(keys) and _is_part(e.keys, keys) and len(e.keys) == 1)
            or _initials_agree(keys, e.keys)
        ]
        if gender is not None:
            same = [e for e in same if e.gender in (None, gender)] or same
        exact = [e for e in same if e.keys == keys]
        if exact and len(keys) > 1:
            return exact[0]
        if len(same) < 2:
            return same[0] if same else None
        before = [
            (place, e) for e in same if (place := e.last_before(at + 1, salient=False)) is not None
        ]
        if before:
            return max(before, key=lambda found: found[0])[1]
        return max(same, key=lambda e: e.places[-1][0])

    def role_gender(self, role: str | None) -> Gender | None:
        """Return the gender a role's form tells: *directrice* f, *directeur* m, *analyste* none."""
        if role is None or self.lang != "fr":
            return None
        head = next((w for w in role.split() if self._lexicon.is_role(w)), None)
        if head is None:
            return None
        base = fold(head)
        if base in self._lexicon.roles:
            told = not base.endswith(("e", "eur")) or (
                base.endswith("eur") and base not in self._words.epicene
            )
            return "m" if told else None
        return "f" if base.endswith("e") else None

    def humans(self) -> list[Person]:
        """Return the entries that are people, as far as the article tells."""
        return [e for e in self.entries if e.human]


def name_keys(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, titles left out."""
    titles = words.load("fr").titles.keys() | words.load("en").titles.keys()
    parts = [p for p in fold(name).replace("'", " ").split() if p not in titles]
    return tuple(p.strip(".,") for p in parts if p.strip(".,"))


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether ``short`` is the end of ``full``, or its one given name."""
    return full[-len(short) :] == short or (len(short) == 1 and short[0] == full[0])


def _initials_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return (
        len(one) > 1
        and len(other) > 1
        and one[-1] == other[-1]
        and (len(one[0]) == 1 or len(other[0]) == 1)
        and one[0][0] == other[0][0]
    )


def akin_role(one: str | None, other: str | None) -> bool:
    """Return whether two role phrases share a root: *professeure d'économie*, *l'économiste*."""
    if not one or not other:
        return False

    def roots(phrase: str) -> set[str]:
        words = fold(phrase).replace("'", " ").split()
        return {word[:6] for word in words if len(word) > 6}

    return not roots(one).isdisjoint(roots(other))


def same_role(one: str | None, other: str | None) -> bool:
    """Return whether two role phrases share a head: *analyste chez X* and *l'analyste*."""
    if not one or not other:
        return False
    heads = {stem for word in one.split() for stem in role_stems(word)}
    return any(not heads.isdisjoint(role_stems(word)) for word in other.split() if len(word) > 3)


def shares_name(one: str | None, other: str | None) -> bool:
    """Return whether two affiliations share a capitalised word."""
    if not one or not other:
        return False
    names = {fold(w) for w in one.split() if w[:1].isupper()}
    return not names.isdisjoint(fold(w) for w in other.split() if w[:1].isupper())
