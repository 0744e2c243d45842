"""The entries of the term base as plain frozen records: concept, terms, readings, attestations.

These are what leaves the store, what the matcher and the checks are given, and what every exchange format reads and
writes. All texts are NFC; all times are UTC. The value sets follow TBX-Basic (ISO 30042) where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """Administrative status of a term; `FORBIDDEN` is stricter than TBX's deprecatedTerm."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    FORBIDDEN = "forbidden"

    @property
    def permitted(self) -> bool:
        """Whether a translation may use a term of this status."""
        return self in (Status.PREFERRED, Status.ADMITTED)


class TermType(StrEnum):
    """Form of a term; empty where it was never said."""

    UNSAID = ""
    FULL_FORM = "fullForm"
    ACRONYM = "acronym"
    ABBREVIATION = "abbreviation"
    SHORT_FORM = "shortForm"
    VARIANT = "variant"
    PHRASE = "phrase"


class PartOfSpeech(StrEnum):
    """Part of speech; empty where it was never said. `PROPER_NOUN` exists only in TBX v2."""

    UNSAID = ""
    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PROPER_NOUN = "properNoun"
    OTHER = "other"


class Evidence(StrEnum):
    """How a rendering is known."""

    PAIRED = "paired"
    ONE_SIDED = "one-sided"
    STANDARD = "standard"
    UNATTESTED = "unattested"
    USER = "user"


class Match(StrEnum):
    """How a term is looked for in running text."""

    EXACT = "exact"
    INFLECTED = "inflected"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a term is read or romanised in one system (`dprk`, `mr`, `hepburn`, `hanja` …)."""

    system: str
    text: str
    is_override: bool = False
    """True where an editor or a source set it, so that the rules never replace it."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """One place or count that shows a term in use."""

    source: str
    """A code of the sources table, or a citation; `bead` for a place in the user's own texts."""
    date: str = ""
    """ISO year, month or day, as exactly as the source gives it; empty where it gives none."""
    count: int | None = None
    """How often the string stands in that source and time; a count of a string is no proof of a pair."""
    bead: int | None = None
    start: int | None = None
    """Offset of the phrase in the bead's text of the term's language, in code points."""
    end: int | None = None
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a concept in one language."""

    id: str
    """Stable public id, unique in the term base; used in CSV and TBX."""
    language: str
    """BCP 47: `ko-KP`, `ko-KR`, `en`, `ja` …"""
    text: str
    status: Status = Status.PREFERRED
    type: TermType = TermType.UNSAID
    part_of_speech: PartOfSpeech = PartOfSpeech.UNSAID
    match: Match = Match.INFLECTED
    case_sensitive: bool = False
    do_not_translate: bool = False
    register: str = ""
    region: str = ""
    house: str = ""
    """House profile whose rendering this is (`KCNA`, `Voice of Korea` …); empty: any."""
    usage_note: str = ""
    comment: str = ""
    source: str = ""
    evidence: Evidence = Evidence.USER
    valid_from: date | None = None
    valid_until: date | None = None
    readings: tuple[Reading, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    version: int = 1
    extra: str = ""
    """What a TBX file says of the term that has no field here, as `Concept.extra`."""

    def reading(self, system: str) -> str:
        """Return the first reading in one system, or an empty string."""
        return next((r.text for r in self.readings if r.system == system), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference:
    """A link from one concept to another (`kind`: see, related, broader, narrower)."""

    target: str
    kind: str = "see"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One concept with all its terms."""

    id: str
    """Stable public id, an XML NCName."""
    subject: str = ""
    """Subject field; levels of the hierarchy are separated by `/`."""
    definition: str = ""
    definition_source: str = ""
    note: str = ""
    references: tuple[CrossReference, ...] = ()
    approved: bool = False
    approved_by: str = ""
    author: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    version: int = 1
    extra: str = ""
    """What a TBX file says that has no field here, kept for its next export: elements of TBX version 3 in DCA style,
    one after the other; what stood in a langSec stands in `<langSec xml:lang="…">`. Empty for what malmoi made."""
    terms: tuple[Term, ...] = field(default=())

    def in_language(self, language: str) -> tuple[Term, ...]:
        """Return the terms of a language; a bare language (`ko`) takes every variety of it (`ko-KP`, `ko-KR`)."""
        return tuple(t for t in self.terms if t.language == language or t.language.split("-")[0] == language)

    def with_terms(self, terms: tuple[Term, ...]) -> Concept:
        """Return the same concept with other terms."""
        return replace(self, terms=terms)
