"""Sources: from the words beside the cue to the one who speaks.

A pronoun, a short form or a description resolves to its antecedent in the article; a source
without a name stays the noun phrase it is. Guideline, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimtrack.datafiles import read_yaml
from claimtrack.quotations import lexicon, words
from claimtrack.quotations.acronyms import acronyms_of
from claimtrack.quotations.anaphora import Anaphora
from claimtrack.quotations.antecedents import Antecedents, Entity
from claimtrack.quotations.drafts import Draft
from claimtrack.quotations.people import People
from claimtrack.quotations.phrases import Mention
from claimtrack.quotations.words import Agreement
from claimtrack.schema import Source, Span
from claimtrack.text import fold

__all__ = ["UNKNOWN", "SourceResolver"]

#: The name of a source that nothing in the article tells.
UNKNOWN = "unknown"

#: Where ``benchmarks/attribution.py --write`` stores how often each way of finding is right.
CONFIDENCE_FILE = "confidence"
# A way that the development articles never showed.
_UNSEEN = 0.5


# Where *on* speaks: « Dans son entourage, on jure que ... ».
_PLACE = re.compile(
    r"(?i:\b(?:dans l['’]|dans|chez|à|au sein de|a|du côté de|côté))\s*"
    r"((?:son|sa|ses|leur|le|la|les|l['’])?\s?[^,;:«“\"]{3,60}),\s*$"
)


def _confidences() -> dict[str, float]:
    found: dict[str, float] = read_yaml("claimtrack.quotations", CONFIDENCE_FILE)
    return found


class SourceResolver:
    """Resolves the mentions of one article, in reading order."""

    def __init__(self, text: str, lang: str, people: People) -> None:
        self.text = text
        self.people = people
        self.words = words.load(lang)
        self.lexicon = lexicon.load(lang)
        self._antecedents = Antecedents(text, people)
        self._anaphora = Anaphora(lang, people, self._antecedents)
        self._turns = self._anaphora.turns
        self._acronyms = acronyms_of(text)
        self._resolved: dict[int, tuple[Entity, str]] = {}

    def resolve(self, drafts: Sequence[Draft]) -> list[Source]:
        """Return the source of each quotation."""
        found = []
        for draft in drafts:
            entity, how = self._entity(draft)
            found.append((entity, how))
            if entity is None:
                continue
            anchor = draft.mention.start if draft.mention else draft.spans[-1][1]
            entity.last = max(entity.last, anchor)
            self._turns.append(entity)
            if draft.mention is not None:
                self._resolved[draft.mention.start] = (entity, how)
        # only now: a later description may have told the role of an earlier source
        return [self._source(*one, draft) for one, draft in zip(found, drafts, strict=True)]

    def _source(self, entity: Entity | None, how: str, draft: Draft) -> Source:
        mention = None
        if draft.mention is not None:
            mention = Span.of(self.text, draft.mention.start, draft.mention.end)
        if entity is None:
            return Source(name=UNKNOWN, mention=mention, confidence=0.0, found_by="unknown")
        person = entity.person
        return Source(
            name=person.name if person else entity.name,
            mention=mention,
            role=(person.role if person else None) or entity.role,
            affiliation=(person.affiliation if person else None) or entity.affiliation,
            confidence=_confidences().get(how, _UNSEEN),
            found_by=how,
        )

    def _entity(self, draft: Draft) -> tuple[Entity | None, str]:
        mention = draft.mention
        if mention is not None:
            return self._of_mention(mention, draft.hint)
        hint = draft.hint
        owned = hint is not None and hint.determiner in self.words.possessives
        if hint is not None and hint.kind == "noun" and (hint.role is None or owned):
            # « Le raisonnement fait bondir X. « ... » »: the person, not the thing, goes on
            since = self._sentence_start(hint.start) if owned else hint.start
            person = self._named_since(since, draft.start)
            if person is not None and not self.words.is_organisation(hint.head or ""):
                return person, "sentence before"
        if draft.dialogue and len(self._turns) > 1 and self._turns[-2] is not self._turns[-1]:
            return self._turns[-2], "turn"
        if draft.dialogue and self._turns and len({id(e) for e in self._turns}) == 1:
            other = self._other_than(self._turns[-1], draft.start)
            if other is not None:
                return other, "turn"
        if draft.hint is not None:
            entity, _ = self._of_mention(draft.hint)
            if entity is not None:
                return entity, "sentence before"
        if self._turns:
            return self._turns[-1], "turn"
        following = self._antecedents.next_named(draft.start, None)
        return (following, "turn") if following else (None, "unknown")

    def _other_than(self, speaker: Entity, at: int) -> Entity | None:
        """Return the person named last before ``at`` who is not the one who speaks so far."""
        others = [p for p in self.people.humans() if p is not speaker.person]
        return self._antecedents.most_recent(at, None, others) if others else None

    def _sentence_start(self, at: int) -> int:
        """Return where the sentence around an offset begins, as far as its marks tell."""
        before = [m.end() for m in re.finditer(r"[.!?…»”]\s|\n", self.text[max(0, at - 400) : at])]
        return max(0, at - 400) + before[-1] if before else max(0, at - 400)

    def _named_since(self, start: int, end: int) -> Entity | None:
        """Return the only person named between two offsets."""
        found = [
            p
            for p in self.people.humans()
            if (place := p.last_before(end, salient=False)) is not None and place >= start
        ]
        return self._antecedents.entity_of(found[0]) if len(found) == 1 else None

    def _of_mention(
        self, mention: Mention, hint: Mention | None = None
    ) -> tuple[Entity | None, str]:
        if mention.start in self._resolved:
            return self._resolved[mention.start]  # one mention may serve two quotations
        if mention.kind == "name":
            return self._named(mention), "name"
        if mention.kind == "pronoun":
            return self._pronoun(mention, hint)
        speaks = self.lexicon.is_person(mention.head or "") or self.words.is_organisation(
            mention.head or ""
        )
        if mention.determiner in self.words.possessives and self._anaphora.is_counterpart(mention):
            return self._description(mention)
        if mention.determiner in self.words.possessives and not speaks:
            return self._pronoun(mention, hint)  # « d'après ses calculs »
        return self._description(mention)

    def _named(self, mention: Mention) -> Entity:
        full = self._acronyms.get(mention.name or "")
        if full is not None:  # la FUR: the federation the article has named in full
            return self._phrase_of(full)
        person = self.people.find(mention)
        if person is None:
            person = self.people.add(mention, salient=True, human=False)
        if person is None:  # a name of punctuation alone
            return self._phrase(mention)
        return self._antecedents.entity_of(person)

    def _pronoun(self, mention: Mention, hint: Mention | None) -> tuple[Entity | None, str]:
        if mention.text.lower() == "on":
            place = self._place_of(mention)
            return (place, "description") if place else (None, "unknown")
        agreement = Agreement() if mention.kind == "noun" else mention.agreement
        if hint is not None and hint.kind == "noun" and hint.start < mention.start:
            described = self._hinted(hint)
            if described is not None and self._agree(described, agreement):
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
            entity = self._antecedents.most_recent(mention.start, agreement.gender, salient=False)
        if entity is None:
            entity = self._antecedents.next_named(mention.start, agreement.gender)
        if entity is None and self._turns:
            entity = self._turns[-1]
        return entity, "pronoun" if entity else "unknown"

    def _hinted(self, hint: Mention) -> Entity | None:
        """Return whom the subject of the sentence before means: *La patronne s'obstine*."""
        if hint.determiner not in self.words.anaphoric_determiners:
            told = hint.role is not None and not hint.agreement.plural
            return self._description(hint)[0] if told or self._is_group(hint) else None
        found = None if hint.agreement.plural else self._anaphora.by_role(hint)
        if found is not None:
            return found[0]
        if hint.role is not None or (self._is_group(hint) and not self._person_near(hint)):
            return self._description(hint)[0]
        return None

    def _person_near(self, hint: Mention) -> bool:
        """Return whether a person is named in the paragraph of *le groupe* before it."""
        if hint.agreement.plural:
            return False
        paragraph = self.text.rfind("\n", 0, hint.start)
        last = self._antecedents.most_recent(hint.start, None)
        if last is None:
            return False
        person = last.person
        at = person.last_before(hint.start, salient=True) if person else None
        return max(at or 0, last.last) > paragraph and person is not None

    def _is_group(self, mention: Mention) -> bool:
        """Return whether a noun phrase means people or an organisation: *les syndicats*."""
        head = mention.head or ""
        if self.people.lang != "fr":
            return False
        if self.words.is_organisation(head):
            return True
        return mention.agreement.plural and self.lexicon.is_person(head)

    def _agree(self, entity: Entity, agreement: Agreement) -> bool:
        """Return whether a pronoun can mean an entity that the sentence before names."""
        if agreement.plural:
            organisation = entity.person is None and self.words.is_organisation(entity.head or "")
            return entity.agreement.plural or (organisation and agreement.gender is None)
        return not entity.agreement.plural and self._antecedents.agrees(entity, agreement.gender)

    def _place_of(self, mention: Mention) -> Entity | None:
        """Return whom *on* means after *Dans son entourage*, *Chez Orsel*, *A la préfecture*."""
        before = re.split(r"[.!?…\n»”]", self.text[: mention.start])[-1]
        found = _PLACE.search(before)
        return self._phrase_of(found[1].strip()) if found and self.people.lang == "fr" else None

    def _phrase_of(self, words: str) -> Entity:
        for entity in self._antecedents.entities:
            if fold(entity.name) == fold(words):
                return entity
        entity = Entity(words, None, None, None, Agreement(), None)
        self._antecedents.entities.append(entity)
        return entity

    def _description(self, mention: Mention) -> tuple[Entity | None, str]:
        found = self._anaphora.resolve(mention)
        if found is not None:
            return found
        return self._phrase(mention), "description"

    def _phrase(self, mention: Mention) -> Entity:
        """Return the entity of a source without a name: the noun phrase itself."""
        name = mention.text
        if name[:1].isupper() and (mention.determiner or mention.kind == "noun"):
            name = name[0].lower() + name[1:]
        for entity in self._antecedents.entities:
            if entity.person is None and fold(entity.name) == fold(name):
                return entity
        role, affiliation = self._unnamed_role(mention)
        entity = Entity(name, None, role, affiliation, mention.agreement, mention.head)
        self._antecedents.entities.append(entity)
        return entity

    def _unnamed_role(self, mention: Mention) -> tuple[str | None, str | None]:
        """Return the role and affiliation of a source without a name: those of one person."""
        w = self.words
        head = fold(mention.head or "")
        firm = head in w.firms and mention.determiner in ("le", "la", "l'", "the")
        if mention.role is None or mention.agreement.plural or firm:
            return None, None
        if not self.people.can_describe(mention.role) or head in w.no_roles:
            return None, None
        parts = mention.role.split()
        if mention.determiner in ("un", "une", "a", "an", "one"):
            while len(parts) > 1 and fold(parts[0]) in w.former:
                parts = parts[1:]
            cut = next((n for n, p in enumerate(parts) if n and p in ("du", "des", "de")), None)
            if cut is not None and (parts[cut] != "de" or parts[cut + 1] in ("la",)):
                parts = parts[:cut]
            elif cut is None:
                cut = None
        affiliation = mention.affiliation
        if affiliation is None and mention.institution:
            named = self.people.institutions
            affiliation = named.resolve(mention.institution, mention.start) if named else None
            if affiliation is None and " " in mention.institution:
                affiliation = mention.institution  # un enquêteur de la section de recherches
        if len(parts) > 1 and self.people.lang == "en" and w.is_organisation(parts[0]):
            general = fold(parts[0]) in w.general_companies
            affiliation = affiliation or (None if general else parts[0])
            parts = parts[1:]
        if affiliation is not None and self.people.institutions is not None:
            affiliation = self.people.institutions.full_name(affiliation)
        return " ".join(parts), affiliation
