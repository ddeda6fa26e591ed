"""Antecedents: whom a pronoun or *le premier* can mean at a place of the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.quotations.people import People, Person
from claimtrack.quotations.words import Agreement, Gender

__all__ = ["Antecedents", "Entity"]


@dataclass(slots=True)
class Entity:
    """Someone or something that has spoken: a person of the registry or a noun phrase."""

    name: str
    person: Person | None
    role: str | None
    affiliation: str | None
    agreement: Agreement
    head: str | None
    last: int = 0


class Antecedents:
    """Knows the people of the article and who has spoken; finds the nearest that fits."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people
        self.entities: list[Entity] = []

    def entity_of(self, person: Person) -> Entity:
        """Return the one entity of a person of the registry."""
        for entity in self.entities:
            if entity.person is person:
                return entity
        agreement = Agreement(person.gender)
        entity = Entity(person.name, person, None, None, agreement, None)
        self.entities.append(entity)
        return entity

    def most_recent(
        self,
        at: int,
        gender: Gender | None,
        among: Sequence[Person] | None = None,
        *,
        salient: bool = True,
    ) -> Entity | None:
        """Return the person, a salient one if asked, or earlier source named last before ``at``."""
        candidates: list[tuple[int, Entity | Person]] = [
            (place, person)
            for person in (self.people.humans() if among is None else among)
            if gender is None or person.gender in (None, gender)
            if (place := person.last_before(at, salient=salient)) is not None
        ]
        candidates += [
            (entity.last, entity)
            for entity in self.entities
            if entity.last < at
            and self.agrees(entity, gender)
            and (among is None or entity.person in among)
        ]
        near = self._governed_here(at, gender) if among is None and salient else None
        if near is not None and (not candidates or max(c[0] for c in candidates) < near[0]):
            return self.entity_of(near[1])
        if not candidates:
            return None
        certain = [c for c in candidates if gender is not None and self._gender(c[1]) == gender]
        place, best = max(candidates, key=lambda c: c[0])
        if certain:
            sure_place, sure = max(certain, key=lambda c: c[0])
            # a person known to be of that gender beats one of unknown gender in the same breath
            apart = "\n" in self.text[sure_place:place]
            if self._gender(best) is None and place - sure_place < 160 and not apart:
                best = sure
        return self.entity_of(best) if isinstance(best, Person) else best

    def _governed_here(self, at: int, gender: Gender | None) -> tuple[int, Person] | None:
        """Return who is named behind a preposition in the paragraph, where nobody else is.

        « L'idée vient de son avocate, X. « ... », dit-elle. »
        """
        paragraph = self.text.rfind("\n", 0, at) + 1
        if gender is None:
            return None
        found = []
        for person in self.people.humans():
            if person.gender not in (None, gender):
                continue
            place = person.last_before(at, salient=True)
            if place is not None and place >= paragraph:
                return None
            place = person.last_before(at, salient=False)
            if place is not None and place >= paragraph and person.gender == gender:
                found.append((place, person))
        if any(
            entity.last >= paragraph and entity.last < at and entity.person is not None
            and self.agrees(entity, gender)
            for entity in self.entities
        ):  # fmt: skip
            return None
        return max(found, key=lambda f: f[0]) if found else None

    @staticmethod
    def _gender(candidate: Entity | Person) -> Gender | None:
        if isinstance(candidate, Person):
            return candidate.gender
        return candidate.person.gender if candidate.person else candidate.agreement.gender

    def agrees(self, entity: Entity, gender: Gender | None) -> bool:
        """Return whether a singular pronoun of ``gender`` (None: any) can mean ``entity``."""
        if entity.agreement.plural and gender is not None:
            return False
        known = self._gender(entity)
        return gender is None or known in (None, gender)

    def next_named(self, at: int, gender: Gender | None) -> Entity | None:
        """Return the person named first after ``at``: « ... », lâche-t-elle. Anouk V., ..."""
        after = [
            (place, person)
            for person in self.people.humans()
            if gender is None or person.gender in (None, gender)
            for place, _ in person.places
            if place > at
        ]
        return self.entity_of(min(after, key=lambda c: c[0])[1]) if after else None

    def last_pair(self, at: int) -> tuple[Person, Person] | None:
        """Return the two people named together last, whom *le premier, la seconde* mean."""
        for start in self._paragraph_starts(at):
            firsts: dict[int, tuple[int, Person]] = {}
            for person in self.people.humans():
                places = [p for p, _ in person.places if start <= p < at]
                if places:
                    firsts[id(person)] = (min(places), person)
            ordered = [person for _, person in sorted(firsts.values(), key=lambda f: f[0])]
            if len(ordered) >= 2:
                return ordered[0], ordered[1]
        return None

    def _paragraph_starts(self, at: int) -> list[int]:
        starts = [at]
        while starts[-1] > 0 and len(starts) < 12:
            starts.append(max(self.text.rfind("\n", 0, starts[-1] - 1), 0))
        return starts
