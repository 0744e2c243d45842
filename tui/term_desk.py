"""The term base as the workspace needs it: what stands in a bead, what a phrase is called already, making a term.

Invariant: plain records in and out; every method may block and is called in a thread. The matchers are built once for a
state of the term base and built anew when its log of changes has grown, also by another program.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.alignment.beads import Bead
from glossary.checks.findings import BeadText, Span
from glossary.store.records import PhraseLinkRecord
from glossary.terms.entries import Attestation, Concept, Evidence, Status, Term
from glossary.text.language import base_language
from tui.facts import BeadFacts, Knowledge, MemoryFact, tell
from tui.trail import PhraseStep, linked_words

if TYPE_CHECKING:
    from glossary.store.engine import Database


MEMORY_MATCHES = 3
"""How many confirmed translations the side panel shows."""


@dataclass(frozen=True, slots=True)
class NewTerm:
    """What the form of a new term gives back."""

    source_text: str
    target_text: str
    subject: str
    status: Status
    """Of the target language's term."""
    reading: str = ""
    """Of the source text, where the editor wants another than the rules give."""


@dataclass(frozen=True, slots=True)
class PhrasePair:
    """Where both phrases stand: a bead of an alignment and a range of each side's text."""

    alignment: int
    position: int
    source: Span
    target: Span
    date: str = ""
    source_context: str = ""
    target_context: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a phrase while it is typed."""

    text: str
    reading: str
    system: str
    concept: str = ""
    """Id of the concept that has the phrase as a term; empty where none has."""
    shown: str = ""
    """That concept in one line."""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class MadeTerm:
    """A term that was kept."""

    concept: Concept
    is_new: bool
    """False where the term was added to a concept that was there."""
    shown: str
    """The pair in one line."""
    links: tuple[PhraseLinkRecord, ...] | None = None
    """All phrase links of the alignment; None where nothing was linked."""
    step: PhraseStep | None = None
    """What undo takes back; None where everything was there already."""


class TermDesk:
    """The term base behind the workspace."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._open = database
        self._lock = threading.Lock()
        self._revision = -1
        self._concepts: tuple[Concept, ...] = ()
        self._knowledge: dict[tuple[str, str, str], Knowledge] = {}

    def knowledge(self, source_language: str, target_language: str, date: str = "") -> Knowledge:
        """Return the matchers of two languages over the term base as it stands now."""
        from glossary.config import load
        from glossary.terms.matching import Matcher

        with self._lock:
            self._read_anew()
            key = (source_language, target_language, date)
            if key not in self._knowledge:
                settings = load()
                self._knowledge[key] = Knowledge(
                    source=Matcher(self._concepts, source_language),
                    target=Matcher(self._concepts, target_language),
                    source_language=source_language,
                    date=date,
                    profile=settings.profile,
                    system=settings.romanisation,
                )
            return self._knowledge[key]

    def concepts(self) -> tuple[int, tuple[Concept, ...]]:
        """Return the term base as it stands now, without its attestations, with the number of its last change."""
        with self._lock:
            self._read_anew()
            return self._revision, self._concepts

    def _read_anew(self) -> None:
        base = self._open()
        newest = base.changes.list(entity="concept", limit=1)
        revision = newest[0].id if newest else 0
        if revision != self._revision:
            self._concepts = tuple(base.concepts.all(with_attestations=False))
            self._knowledge.clear()
            self._revision = revision

    def facts(
        self, text: BeadText, bead: Bead, source_language: str, target_language: str, date: str, alignment: int
    ) -> BeadFacts:
        """Return what the side panel tells of a bead of an alignment."""
        knowledge = self.knowledge(source_language, target_language, date)

        def memory(source: str) -> Sequence[MemoryFact]:
            found = self._open().memory.match(source, source_language, limit=MEMORY_MATCHES + 1, include_auto=False)
            own = (alignment, text.index)
            return [
                MemoryFact(match.score, match.source, match.target, " ".join(w for w in (match.date, match.title) if w))
                for match in found
                if (match.alignment_id, match.position) != own
            ][:MEMORY_MATCHES]

        return tell(text, bead, knowledge, memory)

    def know(self, text: str, language: str) -> Known:
        """Return the reading of a phrase and the concept that has it already."""
        from glossary.terms.making import rule_reading
        from glossary.terms.merging import shown

        text = " ".join(text.split())
        read = rule_reading(text, language)
        system, reading = (read.system, read.text) if read else ("", "")
        concept = self._holder(text, language)
        if concept is None:
            return Known(text, reading, system)
        own = next((t for t in concept.terms if t.text == text), None)
        stored = own.reading(system) if own else ""
        return Known(text, stored or reading, system, concept.id, shown(concept), concept.subject)

    def _holder(self, text: str, language: str) -> Concept | None:
        """Return the concept that has exactly this term in the language."""
        if not text:
            return None
        base = base_language(language)
        found = self._open().concepts.find(text, language=base, limit=10)
        return next((c for c in found if any(t.text == text for t in c.in_language(base))), None)

    def subjects(self) -> tuple[str, ...]:
        """Return the subject fields in use."""
        return tuple(subject for subject, _ in self._open().concepts.subjects() if subject)

    def make(self, new: NewTerm, languages: tuple[str, str], pair: PhrasePair | None) -> MadeTerm:
        """Keep a term of two phrases and link them; a source term that is there already gets the rendering added.

        Raises InputError where one of the texts is empty.
        """
        from glossary.terms.making import new_concept, new_term_id, reading_system, with_override

        base = self._open()
        source_language, target_language = languages
        draft = new_concept(
            [(source_language, new.source_text), (target_language, new.target_text)], subject=new.subject
        )
        if len(draft.terms) < 2:
            from glossary.errors import InputError

            raise InputError("A term needs a text on both sides.", hint="Mark a phrase in each column, or type both.")
        source, target = draft.terms
        target = replace(target, status=new.status)
        if new.reading and (system := reading_system(source.language)):
            source = with_override(source, system, new.reading, "typed in the interface")
        evidence = Evidence.PAIRED if pair else Evidence.USER
        source, target = (replace(term, evidence=evidence) for term in (source, target))
        if pair:
            bead = base.alignments.bead_ids(pair.alignment)[pair.position]
            source = _attested(source, bead, pair.source, pair.date, pair.source_context)
            target = _attested(target, bead, pair.target, pair.date, pair.target_context)
        holder = self._holder(source.text, source_language)
        if holder is None:
            concept = base.concepts.add(replace(draft, terms=(source, target)))
        else:
            known = next((t for t in holder.in_language(base_language(target_language)) if t.text == target.text), None)
            if known is None:
                target = replace(target, id=new_term_id())
                kept = tuple(_reread(t, source) if new.reading else t for t in holder.terms)
                concept = base.concepts.save(holder.with_terms((*kept, target)))
            elif new.reading:
                target, concept = (
                    known,
                    base.concepts.save(holder.with_terms(tuple(_reread(t, source) for t in holder.terms))),
                )
            else:
                target, concept = known, holder
            source = next(t for t in concept.in_language(base_language(source_language)) if t.text == source.text)
        links, link = None, None
        if pair:
            link = base.alignments.link_phrases(
                pair.alignment, pair.position, pair.source, pair.target, source_term=source.id, target_term=target.id
            )
            links = tuple(base.alignments.phrase_links(pair.alignment))
        step = None
        if holder is None:
            step = PhraseStep(f"term {source.text} made", link, concept)
        elif concept is not holder:
            step = PhraseStep(f"rendering {target.text} added to {source.text}", link, concept, holder)
        elif link is not None:
            step = PhraseStep(linked_words(link), link)
        return MadeTerm(concept, holder is None, f"{source.text} = {target.text}", links, step)


def _reread(term: Term, typed: Term) -> Term:
    """Return a stored term with the reading that was typed, where it is the term that it was typed for."""
    same = (term.language, term.text) == (typed.language, typed.text)
    return replace(term, readings=typed.readings) if same else term


def _attested(term: Term, bead: int, span: Span, date: str, context: str) -> Term:
    """Return a term with the place in the user's own text where it was marked."""
    place = Attestation(source="bead", date=date, bead=bead, start=span.start, end=span.end, context=context)
    return replace(term, attestations=(*term.attestations, place))
