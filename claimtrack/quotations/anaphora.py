"""Anaphora: whom a description means: *l'analyste*, *son entraîneur*, *le premier*, *le groupe*."""

from __future__ import annotations

import re

from claimtrack.quotations import lexicon, words
from claimtrack.quotations.antecedents import Antecedents, Entity
from claimtrack.quotations.families import is_general, kindred, unlike
from claimtrack.quotations.mentions import Mention
from claimtrack.quotations.people import People, akin_role, same_role, shares_name
from claimtrack.text import fold

__all__ = ["Anaphora"]

# How soon, in characters, the name follows a description that announces it.
_NEAR = 260
# How near to a name the noun stands that ties the person to another: *sa femme, Anne Roy*.
_TIE = 30


class Anaphora:
    """Finds whom descriptions mean, given who is named where and who has spoken."""

    def __init__(self, lang: str, people: People, antecedents: Antecedents) -> None:
        self.people = people
        self.words = words.load(lang)
        self.lexicon = lexicon.load(lang)
        self.turns: list[Entity] = []
        self._antecedents = antecedents

    def resolve(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return whom a description means and by what evidence; None when it means nobody named."""
        described = self.people.described.get(mention.start)
        if described is not None:
            return self._antecedents.entity_of(described), "role"
        if mention.determiner in self.words.possessives:
            found = self._possessed(mention)
            if found is not None:
                return found
        elif mention.determiner in self.words.anaphoric_determiners:
            if mention.is_hidden:
                return None
            found = (
                self._ordinal(mention)
                or self._institution(mention)
                or self._relative(mention)
                or self.by_role(mention)
                or self._by_head(mention)
                or self._just_named(mention)
            )
            if found is not None:
                return found
        return None

    def _institution(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return the organisation that *l'entreprise*, *le groupe* takes up."""
        firm = fold(mention.head or "") in self.words.firms
        firm = firm and fold(mention.head or "") not in self.words.institutions
        longest = 3 if firm else 2
        if mention.agreement.plural or len(_fold_words(mention.text)) > longest:
            return None
        if not firm and fold(mention.head or "") not in self.words.institutions:
            return None
        if firm and len(_fold_words(mention.text)) < longest:
            return None  # le distributeur: whoever distributes, but le distributeur breton
        named = self.people.institutions
        name = named.resolve(mention.head or "", mention.start) if named is not None else None
        if name is None:
            return None
        for entity in self._antecedents.entities:
            if fold(entity.name) == fold(name):
                return entity, "description"
        entity = Entity(name, None, None, None, mention.agreement, mention.head)
        self._antecedents.entities.append(entity)
        return entity, "description"

    def _relative(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return whom *l'oncle*, *la nièce* mean: who of that sex was named last."""
        gender = mention.agreement.gender
        kin = fold(mention.head or "") in self.words.counterparts & self.words.no_roles
        if not kin or gender is None or mention.agreement.plural:
            return None
        if len(_fold_words(mention.text)) > 2:
            return None
        people = [p for p in self.people.humans() if p.gender == gender]
        entity = self._antecedents.most_recent(mention.start, gender, people) if people else None
        return (entity, "recency") if entity else None

    def _possessed(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return whom *son contradicteur*, *sa sœur*, *son entraîneur* means."""
        if self.is_counterpart(mention):
            opposed = not self.words.opposed.isdisjoint(fold(w) for w in mention.text.split())
            return self._counterpart(mention) if opposed else self._tied(mention)
        if not self.lexicon.is_person(mention.head or "") or mention.agreement.plural:
            return None
        found = self.by_role(mention)
        if found is not None:
            return found
        gender = mention.agreement.gender or self.people.role_gender(mention.role)
        following = self._antecedents.next_named(mention.start, None)
        person = following.person if following else None
        if (
            following is None
            or person is None
            or person.role is not None
            or (gender is not None and person.gender not in (None, gender))
        ):
            return None
        near = min(place for place, _ in person.places if place > mention.start)
        if near - mention.start > _NEAR:
            return None
        person.role, person.institution, person.stated = mention.role, "", mention.start
        if self.people.institutions is not None and person.affiliation is None:
            person.affiliation = self.people.institutions.affiliation_of(person)
        return following, "recency"

    def is_counterpart(self, mention: Mention) -> bool:
        """Return whether *son ...* sets somebody against the one who spoke last."""
        return any(fold(word) in self.words.counterparts for word in mention.text.split())

    def _tied(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return whom *sa sœur*, *sa voisine* means: somebody the article names so, or nobody.

        Kin share a surname: *son père*, after a quotation of Lubin Hamon, is another Hamon.
        """
        noun = mention.head or ""
        gender = mention.agreement.gender
        fitting = [p for p in self.people.humans() if p.gender in (None, gender) or gender is None]
        text = self._antecedents.text
        kin = re.escape(noun)
        named = re.compile(
            rf"(?i:{kin})[^.;:«»\n]{{0,12}}?[,\s]\s?$"  # sa femme, X
            rf"|^[^.;:«»\n]{{2,40}}, \w+ {kin}\b"  # X, sa femme
        )
        for person in fitting:
            for place, _ in person.places:
                if place == mention.start:
                    continue
                before, after = text[max(0, place - _TIE) : place], text[place : place + 2 * _TIE]
                if named.search(before) or named.search(after):
                    return self._antecedents.entity_of(person), "recency"
        if fold(noun) not in self.words.relatives_by_blood:
            return None
        last = self.turns[-1].person if self.turns else None
        if last is None:
            return None
        others = [p for p in fitting if p is not last and p.surname == last.surname]
        return (self._antecedents.entity_of(others[0]), "recency") if len(others) == 1 else None

    def _counterpart(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return whom *son contradicteur*, *his sister* means: not the one who spoke last."""
        gender = mention.agreement.gender
        last = self.turns[-1] if self.turns else None
        for entity in reversed(self.turns):
            if entity is not last and entity.person and self._antecedents.agrees(entity, gender):
                return entity, "recency"
        others = [
            p
            for p in self.people.humans()
            if (last is None or p is not last.person)
            and (gender is None or p.gender in (None, gender))
        ]
        other = self._antecedents.most_recent(mention.start, gender, others) if others else None
        return (other, "recency") if other else None

    def _ordinal(self, mention: Mention) -> tuple[Entity, str] | None:
        head = mention.head or ""
        heads = set(_fold_words(mention.text))
        gender = mention.agreement.gender
        if mention.agreement.plural:
            last = {word.removesuffix("s") for word in heads} & self.words.ordinals_last
            groups = [e for e in self._antecedents.entities if e.agreement.plural]
            if not last or len(heads) > 2 or not groups:
                return None
            return max(groups, key=lambda e: e.last), "ordinal"
        if heads & self.words.ordinals_last and len(heads) <= 2:
            entity = self._antecedents.most_recent(mention.start, gender)
            return (entity, "ordinal") if entity else None
        ordinals = self.words.ordinals_first | self.words.ordinals_second
        if head not in ordinals or len(heads) > 2:
            return None
        pair = self._antecedents.last_pair(mention.start)
        if pair is None:
            return None
        chosen = pair[0] if head in self.words.ordinals_first else pair[1]
        return self._antecedents.entity_of(chosen), "ordinal"

    def by_role(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return the person whose role or affiliation the description repeats."""
        if mention.agreement.plural and self.people.lang == "fr":
            return None
        wanted = mention.role or mention.head or ""
        gender = mention.agreement.gender or self.people.role_gender(wanted)
        fitting = [p for p in self.people.humans() if gender is None or p.gender in (None, gender)]
        matching = [
            p
            for p in fitting
            if same_role(wanted, p.role) and self._same_office(wanted, p.role or "")
        ]
        past = wanted.startswith("ex-") and mention.determiner in ("le", "la", "l'")
        if past and not matching:  # l'ex-internationale: who was just named was one
            entity = self._antecedents.most_recent(mention.start, gender, fitting)
            return (entity, "recency") if entity else None
        kin = [p for p in fitting if kindred(wanted, p.role)]
        if is_general(wanted):
            matching += [p for p in kin if p not in matching]
        elif not matching:
            matching = kin
        if mention.affiliation:
            theirs = [p for p in matching if shares_name(p.affiliation, mention.affiliation)]
            others = [
                p
                for p in self.people.humans()
                if p.role is None
                and (
                    shares_name(p.affiliation, mention.affiliation)
                    or p.surname in fold(mention.affiliation).split()
                )
            ]
            matching = theirs or [p for p in others if gender is None or p.gender in (None, gender)]
        if len(matching) == 1:
            return self._antecedents.entity_of(matching[0]), "role"
        entity = (
            self._antecedents.most_recent(mention.start, gender, matching) if matching else None
        )
        if entity is None and matching:
            entity = self._antecedents.entity_of(matching[0])
        return (entity, "role") if entity else None

    def _same_office(self, wanted: str, role: str) -> bool:
        """Return whether *le Premier ministre hongrois* can be the *ministre de l'Economie*."""
        wanted_words, words_of_role = set(_fold_words(wanted)), set(_fold_words(role))
        if wanted_words.isdisjoint(self.words.offices):
            return True
        return wanted_words <= words_of_role or words_of_role <= wanted_words

    def _by_head(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return an earlier source described by the same noun, or the person just named."""
        head = mention.head or ""
        for entity in reversed(self._antecedents.entities):
            if entity.person is None and entity.head == head and self._antecedents.agrees(
                entity, mention.agreement.gender
            ):  # fmt: skip
                return entity, "description"
        if mention.agreement.plural:
            return None
        if "judiciaire" in _fold_words(mention.role or "") or fold(head) in self.words.magistrates:
            return None  # an office, whoever holds it
        generic = head in self.words.generic_people or fold(head) in self.words.demonyms
        personal = self.lexicon.is_person(head) or generic
        demonstrative = mention.determiner in ("ce", "cet", "cette", "this", "that")
        if not personal and not (demonstrative and mention.role):
            return None
        gender = mention.agreement.gender
        free = [
            p
            for p in self.people.humans()
            if (p.role is None or ((generic or demonstrative) and not mention.affiliation))
            and (gender is None or p.gender in (None, gender))
        ]
        recent = self._antecedents.most_recent(mention.start, gender, free) if free else None
        if recent is None:
            sure = [p for p in free if gender is None or p.gender == gender]
            if len(sure) == 1 and sure[0].last_before(mention.start, salient=False) is not None:
                recent = self._antecedents.entity_of(sure[0])
        if recent is None or recent.person is None:
            return None
        if recent.person.role is None and self.lexicon.is_person(head):
            if self.people.can_describe(mention.role or head):
                recent.person.role = mention.role or head
            recent.person.gender = recent.person.gender or gender
            recent.person.affiliation = recent.person.affiliation or mention.affiliation
        return recent, "recency"

    def _just_named(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return the person named last, whom *le chasseur de têtes* describes in other words.

        A definite description of a person that nothing else explains points to somebody the
        article has introduced, unless it is an office that only one person holds (*la maire*).
        """
        head = mention.head or ""
        definite = mention.role is not None and not mention.affiliation
        words = _fold_words(mention.role or head)
        if not definite or mention.agreement.plural or not self.words.offices.isdisjoint(words):
            return None
        if _fold_words(mention.text)[0] not in ("le", "la", "l'", "the"):
            return None
        gender = mention.agreement.gender or self.people.role_gender(mention.role)
        fitting = [p for p in self.people.humans() if gender is None or p.gender in (None, gender)]
        akin = [
            p for p in fitting if akin_role(mention.role, f"{p.role or ''} {p.affiliation or ''}")
        ]
        if akin:
            return self._antecedents.entity_of(akin[0]), "role"
        fitting = [p for p in fitting if not unlike(mention.role, p.role)]
        entity = self._antecedents.most_recent(mention.start, gender, fitting)
        return (entity, "recency") if entity is not None else None


def _fold_words(phrase: str) -> list[str]:
    """Return the lower-cased words of a phrase."""
    return phrase.lower().replace("’", "'").replace("'", "' ").split()
