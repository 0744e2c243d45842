"""Term candidates of what is stored: found, accepted into the term base, rejected for good.

A rejected pair is a dismissal of `term-candidate`; its fingerprint is the pair itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from glossary.errors import InputError
from glossary.store.tables import Alignment, Document, MemoryUnit, table_of
from glossary.terms.entries import Attestation, Concept, Evidence
from glossary.terms.extraction import TermCandidate, extract
from glossary.terms.making import new_concept
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.store.engine import Database

REJECTED = "term-candidate"
KOREAN, ENGLISH = "ko-KP", "en"

_units = table_of(MemoryUnit)
_alignments = table_of(Alignment)
_documents = table_of(Document)


@dataclass(frozen=True, slots=True)
class DatedBead:
    """A bead of the memory: Korean first, whichever side it stood on."""

    bead_id: int
    alignment_id: int
    korean: str
    english: str
    date: str
    """ISO date of the Korean text, else of the English; empty where neither has one."""
    house: str
    confirmed: bool


def dated_beads(database: Database, alignments: Sequence[int] = (), language: str = "en") -> list[DatedBead]:
    """Return all beads of Korean and another language in the memory, or those of some alignments, in their order."""
    source, target = _documents.alias(), _documents.alias()
    statement = (
        select(
            _units,
            source.c.date.label("source_date"),
            target.c.date.label("target_date"),
            source.c.house.label("source_house"),
            target.c.house.label("target_house"),
        )
        .join(_alignments, _alignments.c.id == _units.c.alignment_id)
        .join(source, source.c.id == _alignments.c.source_document)
        .join(target, target.c.id == _alignments.c.target_document)
        .order_by(_units.c.bead_id)
    )
    if alignments:
        statement = statement.where(_units.c.alignment_id.in_(list(alignments)))
    found = []
    with database.read() as connection:
        for row in connection.execute(statement):
            bases = base_language(row.source_language), base_language(row.target_language)
            if bases == ("ko", language):
                texts = row.source_text, row.target_text
                dates, house = (row.source_date, row.target_date), row.target_house
            elif bases == (language, "ko"):
                texts = row.target_text, row.source_text
                dates, house = (row.target_date, row.source_date), row.source_house
            else:
                continue
            date = dates[0] or dates[1]
            found.append(DatedBead(row.bead_id, row.alignment_id, *texts, date, house, bool(row.confirmed)))
    return found


def fingerprint(korean: str, english: str) -> str:
    """Return how a rejected pair is remembered."""
    return f"{' '.join(korean.split())}\t{' '.join(english.split()).casefold()}"


def rejected(database: Database) -> list[tuple[str, str]]:
    """Return the pairs that were rejected."""
    marks = (mark for check, mark in database.dismissals.fingerprints() if check == REJECTED)
    return sorted((korean, english) for korean, _, english in (mark.partition("\t") for mark in marks))


def _korean_terms(database: Database) -> Iterator[str]:
    for concept in database.concepts.all(with_attestations=False):
        for term in concept.in_language("ko"):
            yield term.text


def propose(
    database: Database,
    alignments: Sequence[int] = (),
    *,
    least: int = 2,
    progress: Callable[[str, float], None] | None = None,
) -> tuple[list[TermCandidate], list[DatedBead]]:
    """Return candidates of the stored beads, best first, and the beads that their examples are numbers of."""
    from glossary.alignment.encoder import EncoderError, shared_encoder

    beads = dated_beads(database, alignments)
    try:
        encoder = shared_encoder()
    except EncoderError:
        encoder = None
    found = extract(
        [(b.korean, b.english) for b in beads],
        known=list(_korean_terms(database)),
        rejected=rejected(database),
        encoder=encoder,
        least=least,
        progress=progress,
    )
    return found, beads


def reject(database: Database, korean: str, english: str) -> None:
    """Never propose a pair again."""
    database.dismissals.add(REJECTED, fingerprint(korean, english), "not a term")


def allow(database: Database, korean: str, english: str) -> None:
    """Let a rejected pair be proposed again. Raises NotFoundError where it was not rejected."""
    database.dismissals.remove(REJECTED, fingerprint(korean, english))


def accept(database: Database, korean: str, english: str, beads: Sequence[DatedBead] = ()) -> Concept:
    """Keep a pair as a concept of the term base, with the beads where both stand as attestations.

    Raises InputError where the term base has the Korean term already.
    """
    for concept in database.concepts.find(korean, language="ko", limit=10):
        if any(term.text == korean for term in concept.in_language("ko")):
            raise InputError(
                f"{korean} is in the term base already ({concept.id}).",
                hint=f"To add the rendering: malmoi terms edit {concept.id}",
            )
    draft = new_concept([(KOREAN, korean), (ENGLISH, english)])
    terms = []
    for term, of in zip(draft.terms, ("korean", "english"), strict=True):
        places = []
        for bead in beads:
            text: str = getattr(bead, of)
            at = (
                text.casefold().find(term.text.casefold())
                if len(text) == len(text.casefold())
                else text.find(term.text)
            )
            if at >= 0:
                places.append(
                    Attestation(
                        source="bead",
                        date=bead.date,
                        bead=bead.bead_id,
                        start=at,
                        end=at + len(term.text),
                        context=text,
                    )
                )
        evidence = Evidence.PAIRED if places else Evidence.USER
        terms.append(replace(term, evidence=evidence, attestations=tuple(places)))
    return database.concepts.add(replace(draft, terms=tuple(terms)))
