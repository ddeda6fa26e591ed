"""Sources: from the words beside the cue to the one who speaks.

A pronoun, a short form or a description resolves to its antecedent in the article; a source
without a name stays the noun phrase it is. Guideline, section 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimtrack.quotations import lexicon, words
from claimtrack.quotations.antecedents import Antecedents, Entity
from claimtrack.quotations.drafts import Draft
from claimtrack.quotations.people import People, akin_role, same_role
from claimtrack.quotations.phrases import Mention
from claimtrack.quotations.words import Agreement
from claimtrack.schema import Source, Span
from claimtrack.text import fold

__all__ = ["UNKNOWN", "SourceResolver"]

#: The name of a source that nothing in the article tells.
UNKNOWN = "unknown"

# How sure each way of finding the source is. These are priors by kind of evidence, set on the
# development articles; they rank attributions, they are not calibrated probabilities.
_CONFIDENCE = {
    "name": 0.95,
    "description": 0.9,
    "role": 0.85,
    "pronoun": 0.8,
    "ordinal": 0.75,
    "recency": 0.6,
    "sentence before": 0.6,
    "turn": 0.5,
    "unknown": 0.0,
}


_POSSESSIVES = frozenset(["son", "sa", "ses", "leur", "leurs", "his", "her", "their", "its"])


class SourceResolver:
    """Resolves the mentions of one article, in reading order."""

    def __init__(self, text: str, lang: str, people: People) -> None:
        self.text = text
        self.people = people
        self.words = words.load(lang)
        self.lexicon = lexicon.load(lang)
        self._antecedents = Antecedents(text, people)
        self._turns: list[Entity] = []
        self._resolved: dict[int, tuple[Entity, str]] = {}

    def resolve(self, drafts: Sequence[Draft]) -> list[Source]:
        """Return the source of each quotation."""
        sources = []
        for draft in drafts:
            entity, how = self._entity(draft)
            if entity is None:
                words = draft.mention
                mention = Span.of(self.text, words.start, words.end) if words else None
                sources.append(Source(name=UNKNOWN, mention=mention, confidence=0.0))
                continue
            anchor = draft.mention.start if draft.mention else draft.spans[-1][1]
            entity.last = max(entity.last, anchor)
            self._turns.append(entity)
            sources.append(self._source(entity, draft, how))
            if draft.mention is not None:
                self._resolved[draft.mention.start] = (entity, how)
        return sources

    def _source(self, entity: Entity, draft: Draft, how: str) -> Source:
        mention = None
        if draft.mention is not None:
            mention = Span.of(self.text, draft.mention.start, draft.mention.end)
        person = entity.person
        return Source(
            name=person.name if person else entity.name,
            mention=mention,
            role=(person.role if person else None) or entity.role,
            affiliation=(person.affiliation if person else None) or entity.affiliation,
            confidence=_CONFIDENCE[how],
        )

    def _entity(self, draft: Draft) -> tuple[Entity | None, str]:
        mention = draft.mention
        if mention is not None:
            return self._of_mention(mention, draft.hint)
        if draft.dialogue and len(self._turns) > 1 and self._turns[-2] is not self._turns[-1]:
            return self._turns[-2], "turn"
        if draft.hint is not None:
            entity, _ = self._of_mention(draft.hint)
            if entity is not None:
                return entity, "sentence before"
        if self._turns:
            return self._turns[-1], "turn"
        following = self._antecedents.next_named(draft.start, None)
        return (following, "turn") if following else (None, "unknown")

    def _of_mention(
        self, mention: Mention, hint: Mention | None = None
    ) -> tuple[Entity | None, str]:
        if mention.start in self._resolved:
            return self._resolved[mention.start]  # one mention may serve two quotations
        if mention.kind == "name":
            return self._named(mention), "name"
        if mention.kind == "pronoun":
            return self._pronoun(mention, hint)
        speaks = self.lexicon.is_role(mention.head or "") or self.words.is_organisation(
            mention.head or ""
        )
        if mention.determiner in _POSSESSIVES and not speaks:
            return self._pronoun(mention, hint)  # « d'après ses calculs »
        return self._description(mention)

    def _named(self, mention: Mention) -> Entity:
        person = self.people.find(mention)
        if person is None:
            person = self.people.add(mention, salient=True, human=False)
        if person is None:  # a name of punctuation alone
            return self._phrase(mention)
        return self._antecedents.entity_of(person)

    def _pronoun(self, mention: Mention, hint: Mention | None) -> tuple[Entity | None, str]:
        if mention.text.lower() == "on":
            return None, "unknown"  # « a-t-on appris »: nobody is meant
        agreement = Agreement() if mention.kind == "noun" else mention.agreement
        if hint is not None and hint.kind == "noun" and hint.start < mention.start:
            # the sentence before may describe the source: « La patronne n'en démord pas. »
            found = self._by_role(hint)
            described = found[0] if found else None
            if described is None and hint.role is not None and not hint.agreement.plural:
                described, _ = self._description(hint)
            if described is not None and self._antecedents.agrees(described, agreement.gender):
                return described, "pronoun"
        if agreement.plural:
            plural = [e for e in self._antecedents.entities if e.agreement.plural]
            if plural:
                return max(plural, key=lambda e: e.last), "pronoun"
        entity = self._antecedents.most_recent(mention.start, agreement.gender)
        if entity is None and hint is not None and hint.start < mention.start:
            # « La compagnie X fermera deux lignes, a-t-elle annoncé »: nobody else was named
            subject, _ = self._of_mention(hint)
            if subject is not None and self._antecedents.agrees(subject, agreement.gender):
                entity = subject
        if entity is None:
            entity = self._antecedents.next_named(mention.start, agreement.gender)
        if entity is None and self._turns:
            entity = self._turns[-1]
        return entity, "pronoun" if entity else "unknown"

    def _description(self, mention: Mention) -> tuple[Entity | None, str]:
        if mention.determiner in _POSSESSIVES and self.lexicon.is_role(mention.head or ""):
            counterpart = self._counterpart(mention)
            if counterpart is not None:
                return counterpart
        elif mention.determiner in self.words.anaphoric_determiners:
            found = (
                self._ordinal(mention)
                or self._by_role(mention)
                or self._by_head(mention)
                or self._just_named(mention)
            )
            if found is not None:
                return found
        return self._phrase(mention), "description"

    def _counterpart(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return whom *son contradicteur*, *his sister* means: not the one who spoke last."""
        gender = mention.agreement.gender
        last = self._turns[-1] if self._turns else None
        for entity in reversed(self._turns):
            if entity is not last and entity.person and self._antecedents.agrees(entity, gender):
                return entity, "recency"
        return None

    def _ordinal(self, mention: Mention) -> tuple[Entity, str] | None:
        head = mention.head or ""
        heads = set(fold_words(mention.text))
        gender = mention.agreement.gender
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

    def _by_role(self, mention: Mention) -> tuple[Entity, str] | None:
        """Return the person whose role or affiliation the description repeats."""
        wanted = mention.role or mention.head or ""
        gender = mention.agreement.gender
        matching = [
            p
            for p in self.people.humans()
            if same_role(wanted, p.role)
            and (gender is None or p.gender in (None, gender))
            and self._same_office(wanted, p.role or "")
        ]
        if mention.affiliation:
            theirs = [p for p in matching if _shares_name(p.affiliation, mention.affiliation)]
            others = [
                p
                for p in self.people.humans()
                if p.role is None
                and (
                    _shares_name(p.affiliation, mention.affiliation)
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
        wanted_words, words_of_role = set(fold_words(wanted)), set(fold_words(role))
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
        personal = self.lexicon.is_role(head) or head in self.words.generic_people
        demonstrative = mention.determiner in ("ce", "cet", "cette", "this", "that")
        if not personal and not (demonstrative and mention.role):
            return None
        gender = mention.agreement.gender
        free = [
            p
            for p in self.people.humans()
            if (
                p.role is None
                or (
                    (head in self.words.generic_people or demonstrative) and not mention.affiliation
                )
            )
            and (gender is None or p.gender in (None, gender))
        ]
        recent = self._antecedents.most_recent(mention.start, gender, free) if free else None
        if recent is None or recent.person is None:
            return None
        if recent.person.role is None and self.lexicon.is_role(head):
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
        if not definite or mention.agreement.plural or head in self.words.offices:
            return None
        if fold_words(mention.text)[0] not in ("le", "la", "l'", "the"):
            return None
        gender = mention.agreement.gender or self.people.role_gender(mention.role)
        fitting = [p for p in self.people.humans() if gender is None or p.gender in (None, gender)]
        akin = [p for p in fitting if akin_role(mention.role, p.role)]
        if akin:
            return self._antecedents.entity_of(akin[0]), "role"
        entity = self._antecedents.most_recent(mention.start, gender, fitting)
        return (entity, "recency") if entity is not None else None

    def _phrase(self, mention: Mention) -> Entity:
        """Return the entity of a source without a name: the noun phrase itself."""
        name = mention.text
        if name[:1].isupper() and (mention.determiner or mention.kind == "noun"):
            name = name[0].lower() + name[1:]
        for entity in self._antecedents.entities:
            if entity.person is None and fold(entity.name) == fold(name):
                return entity
        entity = Entity(
            name, None, mention.role, mention.affiliation, mention.agreement, mention.head
        )
        self._antecedents.entities.append(entity)
        return entity


def fold_words(phrase: str) -> list[str]:
    """Return the lower-cased words of a phrase."""
    return phrase.lower().replace("’", "'").replace("'", "' ").split()


def _shares_name(one: str | None, other: str | None) -> bool:
    """Return whether two affiliations share a capitalised word."""
    if not one or not other:
        return False
    names = {fold(w) for w in one.split() if w[:1].isupper()}
    return not names.isdisjoint(fold(w) for w in other.split() if w[:1].isupper())
