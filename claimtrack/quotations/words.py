"""Closed word classes of a language: determiners, pronouns, titles, prepositions."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Literal

from claimtrack.datafiles import read_yaml
from claimtrack.text import fold

__all__ = ["NO_AGREEMENT", "Agreement", "Gender", "Words", "load"]

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a word says of its referent: gender (None when it says nothing) and number."""

    gender: Gender | None = None
    plural: bool = False


#: What a word says that tells neither gender nor number.
NO_AGREEMENT = Agreement()


@dataclass(frozen=True)
class Words:
    """The closed classes of one language; every entry is in lower case."""

    clitics: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: dict[str, Agreement]
    determiners: frozenset[str]
    plural_determiners: frozenset[str]
    feminine_determiners: frozenset[str]
    masculine_determiners: frozenset[str]
    anaphoric_determiners: frozenset[str]
    indefinites: frozenset[str]
    titles: dict[str, Agreement]
    particles: frozenset[str]
    at: frozenset[str]
    of: frozenset[str]
    in_prepositions: frozenset[str]
    other_prepositions: frozenset[str]
    relatives: frozenset[str]
    continuations: frozenset[str]
    organisations: frozenset[str]
    times: frozenset[str]
    told: frozenset[str]
    days: frozenset[str]
    passive: frozenset[str]
    bracket_openers: frozenset[str]
    speaking_heads: frozenset[str]
    judgements: frozenset[str]
    dating: frozenset[str]
    chains: frozenset[str]
    chain_links: frozenset[str]
    declined: frozenset[str]
    degrees: frozenset[str]
    purposes: frozenset[str]
    reflexive_only: frozenset[str]
    verdicts: frozenset[str]
    opinion_holders: frozenset[str]
    refusals: frozenset[str]
    subordinators: frozenset[str]
    interrogatives: frozenset[str]
    media: frozenset[str]
    remaining: frozenset[str]
    theses: frozenset[str]
    before_other_que: frozenset[str]
    things_too: frozenset[str]
    phrase_closers: frozenset[str]
    verb_closers: frozenset[str]
    bare_clause: frozenset[str]
    adverbs: frozenset[str]
    adjectives_before: frozenset[str]
    free_particles: frozenset[str]
    be: frozenset[str]
    modals: frozenset[str]
    never_sources: frozenset[str]
    speaking_things: frozenset[str]
    generic_people: frozenset[str]
    ordinals_first: frozenset[str]
    ordinals_second: frozenset[str]
    ordinals_last: frozenset[str]
    company_words: frozenset[str]
    offices: frozenset[str]
    networks: frozenset[str]
    institutions: frozenset[str]
    bare_institutions: frozenset[str]
    type_words: frozenset[str]
    no_roles: frozenset[str]
    firms: frozenset[str]
    vague_roles: frozenset[str]
    role_complements: frozenset[str]
    origins: frozenset[str]
    former: frozenset[str]
    vague_alone: frozenset[str]
    become: frozenset[str]
    role_openers: frozenset[str]
    feminine_heads: frozenset[str]
    masculine_heads: frozenset[str]
    counterparts: frozenset[str]
    joined: frozenset[str]
    schools: frozenset[str]
    establishments: frozenset[str]
    teams: frozenset[str]
    towns: frozenset[str]
    posts: frozenset[str]
    mayors: frozenset[str]
    authorities: frozenset[str]
    team_posts: frozenset[str]
    post_adjectives: frozenset[str]
    general_establishments: frozenset[str]
    general_companies: frozenset[str]
    namings: frozenset[str]
    wishes: frozenset[str]
    copulas: frozenset[str]
    verbs_of_heading_past: frozenset[str]
    possessives: frozenset[str]
    demonstratives: frozenset[str]
    counted: frozenset[str]
    verbs_of_heading: frozenset[str]
    verbs_of_founding: frozenset[str]
    roles_of_heading: dict[str, dict[str, str]]
    verbs_of_working: frozenset[str]
    subunits: frozenset[str]
    ranks: frozenset[str]
    serving_heads: frozenset[str]
    employers_of_serving: frozenset[str]
    knowing_heads: frozenset[str]
    seat_heads: frozenset[str]
    countries: frozenset[str]
    made_roles: frozenset[str]
    landmarks: frozenset[str]
    role_limits: frozenset[str]
    idle_adjectives: frozenset[str]
    party_heads: frozenset[str]
    self_namings: frozenset[str]
    locating: frozenset[str]
    heads_of_subunits: frozenset[str]
    camps: frozenset[str]
    bodies: frozenset[str]
    role_tails: frozenset[str]
    labels: frozenset[str]
    headings: frozenset[str]
    charged_heads: frozenset[str]
    corporate_functions: frozenset[str]
    school_posts: frozenset[str]
    schools_of_posts: frozenset[str]
    courts: frozenset[str]
    judges: frozenset[str]
    demonyms: frozenset[str]
    company_posts: frozenset[str]
    general_posts: frozenset[str]
    movements: frozenset[str]
    councillors: frozenset[str]
    epicene: frozenset[str]
    magistrates: frozenset[str]
    opposed: frozenset[str]
    relatives_by_blood: frozenset[str]

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """Every preposition."""
        return self.at | self.of | self.in_prepositions | self.other_prepositions

    def is_organisation(self, word: str) -> bool:
        """Return whether a common noun names an organisation."""
        base = fold(word)
        return base in self.organisations or base.removesuffix("s") in self.organisations


# Classes compared without accents.
_FOLDED = frozenset(
    [
        "organisations",
        "company_words",
        "institutions",
        "bare_institutions",
        "type_words",
        "no_roles",
        "firms",
        "vague_roles",
        "vague_alone",
        "former",
        "feminine_heads",
        "masculine_heads",
        "counterparts",
        "schools",
        "establishments",
        "teams",
        "towns",
        "posts",
        "mayors",
        "team_posts",
        "post_adjectives",
        "authorities",
        "general_establishments",
        "general_companies",
        "role_complements",
        "subunits",
        "ranks",
        "serving_heads",
        "employers_of_serving",
        "knowing_heads",
        "seat_heads",
        "countries",
        "landmarks",
        "party_heads",
        "heads_of_subunits",
        "camps",
        "bodies",
        "charged_heads",
        "corporate_functions",
        "school_posts",
        "schools_of_posts",
        "courts",
        "judges",
        "demonyms",
        "company_posts",
        "general_posts",
        "movements",
        "councillors",
        "epicene",
        "magistrates",
        "opposed",
        "relatives_by_blood",
    ]
)


@cache
def load(lang: str) -> Words:
    """Return the closed classes of ``lang`` (``fr`` or ``en``)."""
    data = read_yaml("claimtrack.quotations", lang)

    def agreements(key: str) -> dict[str, Agreement]:
        return {word: Agreement(**features) for word, features in data[key].items()}

    agreeing = ("pronouns", "titles")
    roles = data.get("roles_of_heading", {})
    plain = {
        field.name: frozenset(
            fold(word) if field.name in _FOLDED else word
            for word in _entries(data.get(field.name, ""))
        )
        for field in fields(Words)
        if field.name not in (*agreeing, "roles_of_heading")
    }
    mapped = {name: agreements(name) for name in agreeing}
    return Words(**mapped, roles_of_heading=roles, **plain)  # type: ignore[arg-type]


def _entries(value: str | list[str]) -> list[str]:
    """Return the entries of a class: words, or a list where they have several."""
    return value.split() if isinstance(value, str) else value
