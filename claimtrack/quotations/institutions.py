"""Institutions: which organisation *le directeur de l'établissement*, *sa patronne* belongs to.

An article names an organisation once and then speaks of *le groupe*, *le club*, *la mairie*, or of
the holder of a post alone (*la directrice*). Guideline, section 2: as the article states it,
anywhere in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimtrack.quotations import lexicon, words
from claimtrack.quotations.acronyms import acronyms_of
from claimtrack.quotations.people import People, Person
from claimtrack.quotations.phrases import PhraseReader
from claimtrack.text import fold

__all__ = ["Institutions"]

# How far, in characters, an organisation that a scene or a possessive points to may stand.
_SCENE = 420


# The word before a name.
_BEFORE = re.compile(r"([\w'’-]+)\s*$")


@dataclass(frozen=True, slots=True)
class _Named:
    """An organisation where the article names it; ``kind`` is its common noun, if it has one.

    ``scene`` tells that it sets the scene, ``opens`` that it opens its sentence, ``common`` that
    the article gives a common noun only (*l'ordre départemental*).
    """

    at: int
    name: str
    kind: str
    scene: bool = False
    opens: bool = False
    common: bool = False


class Institutions:
    """The organisations an article names, by place and kind."""

    def __init__(self, text: str, people: People, readers: Sequence[PhraseReader]) -> None:
        self.text = text
        self.people = people
        self.words = words.load(people.lang)
        self.cues = lexicon.load(people.lang).prepositions.keys()
        self.acronyms = acronyms_of(text).keys()
        found = [one for reader in readers for one in self._in_sentence(reader)]
        self.named = [one for one in found if not one.common]
        self.named += self._of_people()
        self.common = [one for one in found if one.common]
        self.companies = [
            entry
            for entry in people.entries
            if not entry.human
            and self._is_company(entry)
            and not any(one.name.endswith(entry.name) for one in self.named)
            and entry.surname not in {person.surname for person in people.humans()}
        ]

    def settle(self) -> None:
        """Give an affiliation to the people whose role hangs on an organisation named elsewhere."""
        for person in self.people.humans():
            if person.affiliation is None:
                person.affiliation = self._scene_of(person) or self.affiliation_of(person)
            if person.affiliation is not None:
                person.affiliation = self.full_name(self._bare(person.affiliation))

    def full_name(self, name: str) -> str:
        """Return *Halden Microsystems* where an English text calls it *Halden* for short."""
        if self.people.lang != "en" or " " in name:
            return name
        longer = {e.name for e in self.companies if len(e.keys) > 1 and e.keys[0] == fold(name)}
        return longer.pop() if len(longer) == 1 else name

    def resolve(self, noun: str, at: int) -> str | None:
        """Return the name of what *le groupe*, *l'établissement*, *le club* at ``at`` means."""
        w = self.words
        base = fold(noun).split()[0] if noun else ""
        same = [one for one in self.named if one.kind == base]
        if same:
            return self._nearest(same, at)
        if base in w.establishments or base in w.general_establishments:
            return self._nearest([o for o in self.named if o.kind in w.establishments], at)
        if base in w.teams:
            return self._team(at)
        if base in w.towns:
            return self._nearest([o for o in self.named if o.kind in w.towns], at)
        if base in w.type_words | w.general_companies:
            return self._company(at)
        if base in w.firms:
            found = self._company(at)
            return found if any(entry.name == found for entry in self.companies) else None
        return None

    def _of_people(self) -> Iterator[_Named]:
        """Yield what people belong to: an incise inside quotation marks may name it first."""
        for person in self.people.humans():
            first, _, rest = (person.affiliation or "").partition(" ")
            known = any(one.name == person.affiliation for one in self.named)
            if rest and person.places and not known and fold(first) in self.words.institutions:
                yield _Named(person.places[0][0], person.affiliation or "", fold(first))

    # -- what the article names --------------------------------------------------------------------

    def _in_sentence(self, reader: PhraseReader) -> Iterator[_Named]:
        tokens, w = reader.tokens, reader.words
        for k in range(1, len(tokens)):
            token, before = tokens[k], tokens[k - 1].lower
            if token.kind != "word" or (
                before not in w.determiners and before not in w.prepositions
            ):
                continue
            base = fold(token.text)
            if base in w.camps and before in w.determiners:
                yield _Named(token.start, token.text, base, common=True)
                continue
            if k > 1 and fold(tokens[k - 2].text) in w.landmarks:
                continue  # la rue du Moulin
            typed = w.is_organisation(token.text) or base in w.institutions
            makes = (
                not typed
                and not token.capitalised
                and (
                    k + 1 < len(tokens)
                    and tokens[k + 1].capitalised
                    and token.pos == "NOUN"
                    and before in w.determiners
                    and not reader.lexicon.is_role(token.text)
                    and base.endswith(("erie", "tion", "ture", "ance", "ages", "ments"))
                )
            )
            team = token.capitalised and self._team_name(reader, k)
            if not (typed or makes or team):
                continue
            name, _ = reader.affiliation_at(k - 1, len(tokens))
            first = k < 3 or tokens[k - 2].kind == "punct"
            if name is None:
                common, stop = reader.institution_at(k - 1, len(tokens)) if typed else (None, k)
                apposed = self._apposed(reader, stop) if common is not None else None
                if apposed is not None:  # la coopérative voisine, la Sarvignoise,
                    yield _Named(token.start, apposed, base, opens=first)
                elif common is not None and base not in w.bare_institutions:
                    yield _Named(token.start, common, base, opens=first, common=True)
                continue
            if makes:  # la biscuiterie Kerdoret
                name = name.removeprefix(token.text).strip()
            kind = "club" if team else base
            if kind in w.towns:
                name = re.split(r"\b(?:de la|de|du|des|d['’]|of)\s*", name)[-1]
                if not name[:1].isupper() or fold(name) in w.towns:
                    continue
            opens = self._opens_scene(reader, k - 1)
            yield _Named(token.start, self._without_place(name), kind, scene=opens, opens=first)
        place = self._fronted_place(reader)
        if place is not None:
            yield place
        if len(tokens) > 2 and tokens[0].lower in w.at and tokens[1].capitalised:
            name, _ = reader.affiliation_at(0, len(tokens))
            if name is not None:  # Chez Orsel, où il gère ..., le gérant X
                yield _Named(tokens[1].start, name, "", scene=True, opens=True)

    def _apposed(self, reader: PhraseReader, k: int) -> str | None:
        """Return the name between commas at ``k`` that an organisation has there, or None."""
        tokens = reader.tokens
        if k + 2 >= len(tokens) or tokens[k].text != "," or tokens[k + 1].lower not in (
            "le", "la", "l'",
        ):  # fmt: skip
            return None
        end = reader.name_end(k + 2) if tokens[k + 2].capitalised else None
        closed = end is not None and end < len(tokens) and tokens[end].text == ","
        return reader.slice(k + 2, end) if closed and end is not None else None

    def _opens_scene(self, reader: PhraseReader, k: int) -> bool:
        """Return whether *A l'université Larchmont, ...* opens the sentence before token ``k``."""
        if k and reader.tokens[k].lower in reader.words.determiners:
            k -= 1
        first = reader.tokens[0].lower
        return k == 0 and first in ("à", "a", "au", "aux", "chez", "at", "dans", "côté")

    def _fronted_place(self, reader: PhraseReader) -> _Named | None:
        """Return the town of *A Lormans, 4.100 habitants, ...*."""
        tokens = reader.tokens
        if len(tokens) < 4 or tokens[0].lower not in ("a", "à", "in"):
            return None
        if not tokens[1].capitalised or tokens[1].lower in reader.words.times:
            return None
        end = reader.name_end(1)
        if end is None or end >= len(tokens) or tokens[end].text != ",":
            return None
        return _Named(tokens[1].start, reader.slice(1, end), "ville")

    def _team_name(self, reader: PhraseReader, k: int) -> bool:
        end = reader.name_end(k)
        stop = (end or k) + 1
        parts = [fold(t.text) for t in reader.tokens[k:stop] if t.kind == "word"]
        return end is not None and any(p in self.words.teams and p != "groupe" for p in parts)

    def _without_place(self, name: str) -> str:
        """Return *musée de la Dentelle* of *musée de la Dentelle de Sarcelac*."""
        cut = re.match(r"(.*[A-ZÀ-Þ][\w'’-]*) de [A-ZÀ-Þ][\w'’-]*$", name)
        return cut[1] if cut else name

    def _is_company(self, entry: Person) -> bool:
        """Return whether a name that is nobody's can be a company: not only a place."""
        w = self.words
        if entry.surname in w.countries | w.times | w.demonyms:
            return False  # au Portugal, le Danois
        if len(entry.name) == 1 or entry.name.lower() in self.cues or entry.name in self.acronyms:
            return False
        for place, salient in entry.places:
            before = _BEFORE.search(self.text[max(0, place - 12) : place].lower())
            word = before[1] if before else ""
            if salient or word in w.at | {"pour", "for"}:
                return word not in ("à", "a", "en", "in", "rue")
        return False

    # -- which one is meant ------------------------------------------------------------------------

    def _nearest(self, among: Sequence[_Named], at: int) -> str | None:
        before = [one for one in among if one.at < at]
        if before:
            return max(before, key=lambda one: one.at).name
        return among[0].name if among else None

    def _company(self, at: int) -> str | None:
        """Return the company the article is about as far as ``at``: the one named most often."""
        w = self.words
        never = w.towns | w.authorities | w.establishments | w.teams | w.bodies
        counted: dict[str, tuple[int, int]] = {}  # so far, then in the whole article
        for one in self.named:
            if one.kind in w.type_words or one.kind not in never:
                so_far, ever = counted.get(one.name, (0, 0))
                counted[one.name] = (so_far + (one.at < at), ever + 1)
        for entry in self.companies:
            so_far, ever = counted.get(entry.name, (0, 0))
            so_far += sum(1 for place, _ in entry.places if place < at)
            counted[entry.name] = (so_far, ever + len(entry.places))
        counted = {name: counts for name, counts in counted.items() if counts[0]}
        if not counted:
            return None
        # le groupe means Kerdoret, not the biscuiterie Kerdoret
        best = max(counted, key=lambda name: counted[name])
        bare = re.sub(r"^[a-zà-ÿ-]+ (?=[A-ZÀ-Þ])", "", best)
        surnames = {person.surname for person in self.people.humans()}
        return best if fold(bare).split()[-1] in surnames else bare

    def affiliation_of(self, person: Person) -> str | None:
        """Return the organisation that the role of a person hangs on."""
        if person.role is None and not person.institution:
            return None
        at = person.stated
        if person.institution:
            found = self.resolve(person.institution, at)
            base = fold(person.institution).split()[0]
            if found is not None or base in self.words.bare_institutions:
                return found
            return person.institution
        parts = [fold(part) for part in (person.role or "").split()]
        head = parts[0] if self.people.lang == "fr" else parts[-1]
        w = self.words
        if head in w.mayors:
            return self._nearest([o for o in self.named if o.kind in w.towns], at)
        if person.institution == "" and head in w.team_posts:
            return self._team(at)
        if person.institution == "" and head not in w.serving_heads:  # not his publisher
            owner = self._owner(at)
            if owner is not None:
                return owner
        if head in w.judges and (court := self._in_kind(w.courts, at)) is not None:
            return court
        if head in w.school_posts:
            schools = {o.name for o in self.named if o.kind in w.schools_of_posts}
            return schools.pop() if len(schools) == 1 else None
        if head not in w.posts:
            return None
        if len(parts) > 1 and not w.corporate_functions.isdisjoint(parts[1:]):
            return self._company(at)
        if len(parts) > 1 and parts[1] not in self.words.post_adjectives:
            return None if w.subunits.isdisjoint(parts[1:]) else self._only_one(at)
        if head in w.team_posts:
            return self._team(at)
        if head in w.company_posts or (len(parts) > 1 and head in w.general_posts):
            return self._company(at) or self._only_one(at)
        return self._only_one(at)

    def _team(self, at: int) -> str | None:
        """Return the club named last before ``at``, else what the article names most often."""
        club = self._nearest([o for o in self.named if o.kind in self.words.teams], at)
        return club or (self._company(at) if self.people.lang == "fr" else None)

    def _owner(self, at: int) -> str | None:
        """Return the organisation that *son*, *sa* at ``at`` points to, just before it."""
        paragraph = self.text.rfind("\n", 0, at)
        near = [o for o in (*self.named, *self.common) if 0 < at - o.at < _SCENE]
        near += [
            _Named(place, entry.name, "")
            for entry in self.companies
            for place, _ in entry.places
            if 0 < at - place < _SCENE
        ]
        near.sort(key=lambda o: o.at)
        here = [o for o in near if o.at > paragraph] or near
        opening = [o for o in here if o.opens]
        return (opening or here)[-1].name if here else None

    def _in_kind(self, kinds: frozenset[str], at: int) -> str | None:
        """Return the last organisation of some kinds that is named before ``at``."""
        return next((o.name for o in reversed(self.named) if o.kind in kinds and o.at < at), None)

    def _only_one(self, at: int) -> str | None:
        """Return the one establishment, club or works the article names before ``at``."""
        never = self.words.towns | self.words.authorities
        found = {o.name for o in self.named if o.at < at and o.kind not in never}
        return found.pop() if len(found) == 1 else None

    def _scene_of(self, person: Person) -> str | None:
        """Return the organisation that sets the scene: *A l'université Larchmont, ... X*."""
        first = person.places[0][0] if person.places else 0
        for one in self.named:
            if one.scene and 0 < first - one.at < _SCENE and one.kind not in self.words.towns:
                between = self.text[one.at : first]
                return None if "\n" in between else one.name
        return None

    def _bare(self, name: str) -> str:
        """Return the name without its type where the article also writes it so.

        *la patronne du fonds Cerisaie Capital*, later *la patronne de Cerisaie Capital*.
        """
        typed = re.fullmatch(r"([a-zà-ÿ-]+) ([A-ZÀ-Þ].*)", name)
        if typed is None:
            return name
        noun, rest = typed.groups()
        if fold(rest).split()[-1] in {person.surname for person in self.people.humans()}:
            return name  # les tissages Mazeaud, of Bernard Mazeaud
        others = re.finditer(rf"(?:([^\s'’]+)\s+)?\b{re.escape(rest)}(?!\w)", self.text)
        alone = [m for m in others if m[1] is None or fold(m[1]) != fold(noun)]
        return rest if alone else name
