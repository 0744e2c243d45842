"""What the side panel tells of a bead: terms with renderings, names with romanisation, reasons, memory. Pure data.

`tell` gathers it from matchers and a memory that it is given; it knows no data base and no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.alignment.beads import Bead
from glossary.checks.findings import BeadText, Span
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.terms.matching import Matcher, Recognised


@dataclass(frozen=True, slots=True)
class TermFact:
    """A term of the term base that stands in the source."""

    text: str
    """As the term base writes it."""
    reading: str
    renderings: tuple[str, ...]
    used: str
    """What the target says for it; empty where it says none of the renderings."""
    permitted: bool
    """Whether what the target says may be said."""
    subject: str
    source: Span
    target: Span | None

    @property
    def is_name(self) -> bool:
        """Whether it is a person's or a place's name."""
        return self.subject.split("/")[0] in ("person", "place")


@dataclass(frozen=True, slots=True)
class NameFact:
    """A name in the source that is no term of the term base."""

    text: str
    form: str
    """Romanised by the house's system."""
    kind: str
    found: str
    """How the target spells it; empty where it was not found."""
    source: Span
    target: Span | None


@dataclass(frozen=True, slots=True)
class MemoryFact:
    """A translation that was confirmed before."""

    percent: int
    source: str
    target: str
    where: str


@dataclass(frozen=True, slots=True)
class BeadFacts:
    """All that the side panel shows of one bead."""

    terms: tuple[TermFact, ...] = ()
    names: tuple[NameFact, ...] = ()
    reasons: tuple[str, ...] = ()
    memory: tuple[MemoryFact, ...] = ()
    note: str = ""
    author: str = ""
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What bead texts are looked up in."""

    source: Matcher
    target: Matcher
    source_language: str
    date: str = ""
    profile: str = "general"
    system: str = "dprk"
    """Romanisation system that is shown first."""


def tell(
    text: BeadText,
    bead: Bead,
    knowledge: Knowledge,
    memory: Callable[[str], Sequence[MemoryFact]] | None = None,
) -> BeadFacts:
    """Return the facts of one bead."""
    from glossary.terms.matching import recognise

    found = recognise(text, knowledge.source, knowledge.target, profile=knowledge.profile, date=knowledge.date)
    terms = tuple(_term(one, knowledge) for one in found)
    return BeadFacts(
        terms=terms,
        names=_names(text, terms, knowledge),
        reasons=bead.reasons,
        memory=tuple(memory(text.source)) if memory and text.source else (),
        note=bead.note,
        author=bead.author,
        probability=bead.probability,
    )


def _term(one: Recognised, knowledge: Knowledge) -> TermFact:
    term = one.source_match.term
    used = one.used
    return TermFact(
        text=term.text,
        reading=term.reading(knowledge.system) or next((r.text for r in term.readings), ""),
        renderings=tuple(t.text for t in one.renderings),
        used=used.text if used else "",
        permitted=used is not None and used.term.id in {t.id for t in one.renderings},
        subject=one.concept.subject,
        source=Span(one.source_match.start, one.source_match.end),
        target=Span(used.start, used.end) if used else None,
    )


def _names(text: BeadText, terms: Sequence[TermFact], knowledge: Knowledge) -> tuple[NameFact, ...]:
    """Return the names that no term covers, each once."""
    if base_language(knowledge.source_language) != "ko" or not text.source:
        return ()
    from glossary.romanisation.finding import find_in_english
    from glossary.romanisation.registry import romanise
    from glossary.romanisation.sentences import names_in_korean

    named: dict[str, NameFact] = {}
    for match in names_in_korean(text.source):
        covered = any(t.source.start < match.end and match.start < t.source.end for t in terms)
        if covered or match.text in named:
            continue
        english = find_in_english(match.text, text.target)
        named[match.text] = NameFact(
            text=match.text,
            form=romanise(match.text, knowledge.system).form,
            kind=match.kind,
            found=text.target[english[0].start : english[0].end] if english else "",
            source=Span(match.start, match.end),
            target=Span(english[0].start, english[0].end) if english else None,
        )
    return tuple(named.values())
