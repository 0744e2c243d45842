"""The memory's units: both sides of each bead as text, kept right in the transaction that changes the bead.

A bead has a unit when both its sides have words and it is not rejected. Units are derived from beads and segments and
may be built anew at any time; the full-text index follows them by triggers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from glossary.alignment.beads import Bead, BeadState
from glossary.store import bead_rows, fulltext
from glossary.store.bulk import insert_rows
from glossary.store.tables import Alignment, BeadSegment, Document, MemoryUnit, Segment, table_of
from glossary.text.language import base_language

units = table_of(MemoryUnit)
segments = table_of(Segment)
bead_segments = table_of(BeadSegment)
alignments = table_of(Alignment)
documents = table_of(Document)
_COLUMNS = (
    *("bead_id", "alignment_id", "source_language", "target_language", "source_text", "target_text"),
    *("source_key", "target_key", "confirmed", "indexed"),
)
_source, _target = documents.alias(), documents.alias()
# Made once: putting it together takes longer than running it.
_LANGUAGES = (
    select(_source.c.language, _target.c.language)
    .select_from(alignments)
    .join(_source, _source.c.id == alignments.c.source_document)
    .join(_target, _target.c.id == alignments.c.target_document)
    .where(alignments.c.id == bindparam("number"))
)


def joiner(language: str) -> str:
    """Return what stands between two sentences of a language."""
    return "" if base_language(language) in ("ja", "zh") else " "


def write(
    connection: Connection,
    alignment_id: int,
    languages: tuple[str, str],
    some: Sequence[tuple[int, Bead]],
    texts: Mapping[int, str],
    *,
    index_later: bool = False,
) -> None:
    """Write the units of beads that have none yet. `texts` holds the words of every segment that they name."""
    rows = []
    indexed = not (index_later or len(some) >= fulltext.BULK) or not fulltext.defers(connection)
    for number, bead in some:
        if bead.one_sided or bead.state is BeadState.REJECTED:
            continue
        source = joiner(languages[0]).join(texts[i] for i in bead.source)
        target = joiner(languages[1]).join(texts[i] for i in bead.target)
        confirmed = bead.state is BeadState.CONFIRMED
        keys = fulltext.stored_keys(connection, source, target)
        rows.append((number, alignment_id, *languages, source, target, *keys, confirmed, indexed))
    insert_rows(connection, units, _COLUMNS, rows)


def follow(
    connection: Connection, alignment_id: int, removed: Sequence[tuple[int, Bead]], added: Sequence[tuple[int, Bead]]
) -> None:
    """Bring the units of spliced beads up to date. Only the flag is written where the words stay."""
    before = dict(removed)
    confirmed: dict[bool, list[int]] = {True: [], False: []}
    anew: list[tuple[int, Bead]] = []
    for number, bead in added:
        old = before.get(number)
        if old is not None and _place(old) == _place(bead):
            if old.state != bead.state:
                confirmed[bead.state is BeadState.CONFIRMED].append(number)
            del before[number]
        else:
            anew.append((number, bead))
    for flag, numbers in confirmed.items():
        for chunk in bead_rows.in_chunks(numbers):
            connection.execute(update(units).where(units.c.bead_id.in_(chunk)).values(confirmed=flag))
    # Beads that are gone took their units with them; those that are others now must give theirs up.
    for chunk in bead_rows.in_chunks(list(before)):
        connection.execute(delete(units).where(units.c.bead_id.in_(chunk)))
    if anew:
        write(connection, alignment_id, languages_of(connection, alignment_id), anew, _texts(connection, anew))


def follow_text(connection: Connection, segment_id: int) -> None:
    """Bring the units of all beads up to date in which a sentence stands, in whatever alignment."""
    holders = connection.execute(
        select(bead_segments.c.alignment_id, bead_segments.c.bead_id)
        .join(alignments, alignments.c.id == bead_segments.c.alignment_id)
        .where(bead_segments.c.segment_id == segment_id, alignments.c.removed.is_(None))
    ).all()
    for alignment_id, bead_id in holders:
        connection.execute(delete(units).where(units.c.bead_id == bead_id))
        place = bead_rows.position_of(connection, alignment_id, bead_id)
        if place is None:
            continue
        stored = bead_rows.load(connection, alignment_id, offset=place, limit=1)
        some = [(s.id, s.bead) for s in stored]
        write(connection, alignment_id, languages_of(connection, alignment_id), some, _texts(connection, some))


def rebuild(connection: Connection, alignment_id: int) -> None:
    """Write all units of an alignment anew."""
    drop(connection, alignment_id)
    some = [(s.id, s.bead) for s in bead_rows.load(connection, alignment_id)]
    write(connection, alignment_id, languages_of(connection, alignment_id), some, _texts(connection, some))


def drop(connection: Connection, alignment_id: int) -> None:
    """Take an alignment out of the memory."""
    connection.execute(delete(units).where(units.c.alignment_id == alignment_id))


def languages_of(connection: Connection, alignment_id: int) -> tuple[str, str]:
    """Return the languages of both sides of an alignment."""
    row = connection.execute(_LANGUAGES, {"number": alignment_id}).one()
    return str(row[0]), str(row[1])


def _texts(connection: Connection, some: Sequence[tuple[int, Bead]]) -> dict[int, str]:
    wanted = [i for _, bead in some for i in (*bead.source, *bead.target)]
    found: dict[int, str] = {}
    for chunk in bead_rows.in_chunks(wanted):
        rows: Any = connection.execute(
            select(segments.c.id, segments.c.text, segments.c.original).where(segments.c.id.in_(chunk))
        )
        found.update((i, original if text is None else text) for i, text, original in rows)
    return found


def _place(bead: Bead) -> object:
    return bead.source, bead.target, bead.state is BeadState.REJECTED
