"""Alignments as rows: the record with its counts, the little that an edit must know, and the bitext.

The counts of what is sure, to check and doubtful say in SQL what `glossary.alignment.trust` says of one bead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select, update

from glossary.alignment.beads import BeadState, Bitext
from glossary.alignment.trust import CHECK, SURE
from glossary.errors import NotFoundError
from glossary.garbage import without_collection
from glossary.store import bead_rows
from glossary.store.documents import load_segments
from glossary.store.records import AlignmentRecord
from glossary.store.tables import Alignment, Bead, Document, now, table_of

alignments = table_of(Alignment)
documents = table_of(Document)
beads = table_of(Bead)


@cache  # putting the statement together takes longer than running it
def selected(*, removed: bool = False) -> Select[Any]:
    """Return the statement that reads records with their counts, of those in use or of those taken away."""
    source, target = documents.alias("source"), documents.alias("target")
    undecided = beads.c.state == BeadState.AUTO
    # What no engine judged is to be checked: glossary.alignment.trust says the same of one bead.
    judged = func.coalesce(beads.c.probability, CHECK)

    def counted(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    counts = (
        select(
            beads.c.alignment_id,
            func.count().label("beads"),
            counted(beads.c.state == BeadState.CONFIRMED).label("confirmed"),
            counted(beads.c.state == BeadState.REJECTED).label("rejected"),
            counted(and_(undecided, judged >= SURE)).label("sure"),
            counted(and_(undecided, judged < SURE, judged >= CHECK)).label("to_check"),
            counted(and_(undecided, judged < CHECK)).label("doubtful"),
            counted((beads.c.source_size == 0) | (beads.c.target_size == 0)).label("one_sided"),
        )
        .group_by(beads.c.alignment_id)
        .subquery()
    )
    return (
        select(
            alignments,
            source.c.title.label("source_title"),
            target.c.title.label("target_title"),
            source.c.name.label("source_name"),
            target.c.name.label("target_name"),
            source.c.language.label("source_language"),
            target.c.language.label("target_language"),
            source.c.date.label("source_date"),
            target.c.date.label("target_date"),
            counts,
        )
        .join(source, source.c.id == alignments.c.source_document)
        .join(target, target.c.id == alignments.c.target_document)
        .join(counts, counts.c.alignment_id == alignments.c.id, isouter=True)
        .where(alignments.c.removed.is_not(None) if removed else alignments.c.removed.is_(None))
    )


def one(connection: Connection, alignment_id: int, *, removed: bool = False) -> AlignmentRecord:
    """Return one record. Raises NotFoundError."""
    row = connection.execute(selected(removed=removed).where(alignments.c.id == alignment_id)).first()
    if row is None:
        raise not_found(alignment_id, removed=removed)
    return record_of(row)


def record_of(row: Any) -> AlignmentRecord:
    """Return the record of a row of `selected`."""
    return AlignmentRecord(
        id=row.id,
        source_document=row.source_document,
        target_document=row.target_document,
        source_title=row.source_title or row.source_name,
        target_title=row.target_title or row.target_name,
        source_language=row.source_language,
        target_language=row.target_language,
        date=row.source_date or row.target_date,
        engine=row.engine,
        engine_version=row.engine_version,
        settings=dict(row.settings),
        beads=row.beads or 0,
        confirmed=row.confirmed or 0,
        rejected=row.rejected or 0,
        sure=row.sure or 0,
        check=row.to_check or 0,
        doubtful=row.doubtful or 0,
        one_sided=row.one_sided or 0,
        author=row.author,
        created=row.created,
        modified=row.modified,
        version=row.version,
    )


@dataclass(frozen=True, slots=True)
class Head:
    """What an edit must know of its alignment; counting all beads would take longer than the edit."""

    id: int
    source_document: int
    target_document: int
    version: int


def head(connection: Connection, alignment_id: int) -> Head:
    """Return what an edit must know. Raises NotFoundError."""
    row = connection.execute(
        select(alignments.c.id, alignments.c.source_document, alignments.c.target_document, alignments.c.version).where(
            alignments.c.id == alignment_id, alignments.c.removed.is_(None)
        )
    ).first()
    if row is None:
        raise not_found(alignment_id)
    return Head(*row)


def not_found(alignment_id: int, *, removed: bool = False) -> NotFoundError:
    """Return the error for an id under which there is none."""
    return NotFoundError(
        f"There is no {'removed ' if removed else ''}alignment {alignment_id}.",
        hint="`malmoi alignments list` shows the alignments.",
    )


def require_document(connection: Connection, number: int) -> None:
    """Raise NotFoundError where a document is not there or was taken away."""
    row = connection.execute(select(documents.c.removed).where(documents.c.id == number)).first()
    if row is None or row.removed is not None:
        raise NotFoundError(f"There is no document {number}.", hint="`malmoi documents list` shows the documents.")


def touch(connection: Connection, alignment_id: int, version: int) -> int:
    """Write the next version of an alignment and return it."""
    connection.execute(
        update(alignments).where(alignments.c.id == alignment_id).values(version=version + 1, modified=now())
    )
    return version + 1


@without_collection()
def load_bitext(connection: Connection, alignment_id: int) -> Bitext:
    """Return both texts and their beads. Raises NotFoundError."""
    record = one(connection, alignment_id)
    row = connection.execute(select(alignments.c.warnings).where(alignments.c.id == alignment_id)).one()
    return Bitext(
        source_language=record.source_language,
        target_language=record.target_language,
        source=load_segments(connection, record.source_document),
        target=load_segments(connection, record.target_document),
        beads=tuple(s.bead for s in bead_rows.load(connection, alignment_id)),
        engine=f"{record.engine} {record.engine_version}".strip(),
        warnings=tuple(row.warnings),
        source_title=record.source_title,
        target_title=record.target_title,
        date=record.date,
        settings=dict(record.settings),
    )
