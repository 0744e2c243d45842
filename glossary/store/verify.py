"""Is a data base sound? The file itself, its references, and the invariants that SQL alone does not hold."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, text

from glossary.store import concept_text, fulltext
from glossary.store.tables import Alignment, Bead, BeadSegment, Segment, table_of

_MOST = 20
"""Findings of one kind that are listed."""

_alignments = table_of(Alignment)
_beads = table_of(Bead)
_named = table_of(BeadSegment)
_segments = table_of(Segment)


def verify(connection: Connection) -> list[str]:
    """Return all that is wrong, in words; empty where everything is as it should be."""
    return [
        *_file(connection),
        *_uncovered(connection),
        *_disordered(connection),
        *fulltext.check(connection),
        *concept_text.check(connection),
    ]


def _file(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    problems = [
        f"the file is damaged: {row[0]}"
        for row in connection.execute(text(f"PRAGMA integrity_check({_MOST})"))
        if row[0] != "ok"
    ]
    dangling = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST)
    return [*problems, *(f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is gone" for row in dangling)]


def _uncovered(connection: Connection) -> list[str]:
    """Find alignments whose beads do not name every sentence of both documents."""
    problems = []
    for number, side, document in ((0, "source", "source_document"), (1, "target", "target_document")):
        column = _alignments.c[document]
        there = select(func.count()).where(_segments.c.document_id == column).scalar_subquery()
        named = (
            select(func.count())
            .select_from(_named.join(_segments, _segments.c.id == _named.c.segment_id))
            .where(
                _named.c.alignment_id == _alignments.c.id, _named.c.side == number, _segments.c.document_id == column
            )
            .scalar_subquery()
        )
        in_all = (
            select(func.count())
            .where(_named.c.alignment_id == _alignments.c.id, _named.c.side == number)
            .scalar_subquery()
        )
        statement = select(_alignments.c.id, there, named, in_all).where((there != named) | (named != in_all))
        problems += [
            f"the beads of alignment {row[0]} name {row[2]} of {row[1]} {side} sentences"
            for row in connection.execute(statement.order_by(_alignments.c.id).limit(_MOST))
        ]
    empty = select(_beads.c.alignment_id, func.count()).where(
        ~select(_named.c.bead_id).where(_named.c.bead_id == _beads.c.id).exists()
    )
    found = connection.execute(empty.group_by(_beads.c.alignment_id).limit(_MOST))
    return [*problems, *(f"{count} beads of alignment {alignment} are empty" for alignment, count in found)]


def _disordered(connection: Connection) -> list[str]:
    """Find alignments whose beads, in order, name a side's sentences out of order."""
    before = func.lag(_segments.c.position).over(
        partition_by=(_named.c.alignment_id, _named.c.side), order_by=(_beads.c.position, _segments.c.position)
    )
    ordered = (
        select(_named.c.alignment_id, _segments.c.position, before.label("before"))
        .join(_beads, _beads.c.id == _named.c.bead_id)
        .join(_segments, _segments.c.id == _named.c.segment_id)
        .subquery()
    )
    wrong = select(ordered.c.alignment_id).where(ordered.c.position < ordered.c.before).distinct()
    return [
        f"the beads of alignment {row[0]} name sentences out of order"
        for row in connection.execute(wrong.order_by(ordered.c.alignment_id).limit(_MOST))
    ]
