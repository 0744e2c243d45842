"""Edits of the sentences of a text, which every alignment of that text shares.

Such an edit is one change with an item for each alignment, and stands on the undo stack of all of them. It can be taken
back from any of them, as long as nothing was done in another one since: then that is to be taken back there first.
Alignments that were taken away follow too, so that they can be restored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, insert, or_, select, update

from glossary.alignment.beads import BeadError, Bitext
from glossary.alignment.edit_data import SentenceEdit, Side, Writing, require_lawful
from glossary.alignment.segment_edits import resegment
from glossary.alignment.writing import elsewhere
from glossary.errors import DatabaseError, InputError
from glossary.store import bead_rows, changes, memory_units, segment_rows
from glossary.store.alignment_rows import Head, load_bitext, touch
from glossary.store.changes import DROPPED, UNDONE
from glossary.store.edit_json import edit_from_json, segments_to_json
from glossary.store.edit_words import stale
from glossary.store.tables import Alignment, table_of

alignments = table_of(Alignment)

Next = Callable[..., Select[Any]]
"""Returns the statement that finds what undo (`back=True`) or redo of an alignment walks over."""


@dataclass(frozen=True, slots=True)
class Holder:
    """An alignment of a text, and the side on which it has it."""

    id: int
    side: Side
    version: int
    removed: bool


def record(connection: Connection, own: Head, edit: SentenceEdit) -> list[changes.Item]:
    """Make a new edit in all alignments of the text; return what is to be logged, the own alignment's item first."""
    document = _document(own, edit)
    require_lawful(edit)
    made = []
    for holder in _holders(connection, document):
        mine = edit if holder.id == own.id else _for(connection, holder, edit)
        made.append((holder, mine, ()))
    made.sort(key=lambda m: m[0].id != own.id)
    return _make(connection, document, made)


def walk(connection: Connection, own: Head, change: int, following: Next, *, back: bool) -> SentenceEdit:
    """Take a logged edit back, or do it again, in all alignments of the text; return the own alignment's edit.

    Raises DatabaseError where another alignment has edits that must be walked over before.
    """
    stored = changes.items
    logged = {
        int(row.entity_id): (row.after, row.before) if back else (row.before, row.after)
        for row in connection.execute(select(stored).where(stored.c.change_id == change))
    }
    mine = _edit(*logged[own.id])[0]
    document = _document(own, mine)
    made: list[tuple[Holder, SentenceEdit, Sequence[int]]] = []
    unlogged = set()
    for holder in _holders(connection, document):
        if holder.id in logged:
            edit, numbers = _edit(*logged[holder.id])
            top = connection.execute(following(holder.id, back=back)).first()
            free = top is not None and top.id == change
        else:
            edit, numbers = _for(connection, holder, mine), []
            free = all(connection.execute(following(holder.id, back=way)).first() is None for way in (True, False))
            unlogged.add(holder.id)
        if not free:
            verb = "undone" if back else "redone"
            raise DatabaseError(
                f"This edit of a sentence cannot be {verb}: alignment {holder.id} has the sentence too and was edited.",
                hint=f"Its edits must be {verb} there first.",
            )
        made.append((holder, edit, numbers))
    for item in _make(connection, document, made):
        if int(item.entity_id) in unlogged:
            before, after = (item.after, item.before) if back else (item.before, item.after)
            values = {"change_id": change, "entity": item.entity, "entity_id": item.entity_id, "version": item.version}
            connection.execute(insert(stored).values(**values, before=before, after=after))
    for holder, _, _ in made:
        if holder.id != own.id:
            touch(connection, holder.id, holder.version)
    return mine


def drop_undone(connection: Connection, ids: Iterable[int], stack: Callable[[int, str], Any]) -> None:
    """Drop what was undone in alignments that go another way now, and what other alignments undid on top of it."""
    waiting = dict.fromkeys(ids, 0)
    while waiting:
        alignment, least = waiting.popitem()
        number = changes.changes.c.id
        chosen = and_(stack(alignment, UNDONE), number >= least)
        dropped = [int(row.id) for row in connection.execute(select(number).where(chosen))]
        if not dropped:
            continue
        connection.execute(update(changes.changes).where(number.in_(dropped)).values(state=DROPPED))
        shared = select(changes.items.c.entity_id, changes.items.c.change_id).where(
            changes.items.c.change_id.in_(dropped), changes.items.c.entity_id != str(alignment)
        )
        for row in connection.execute(shared):
            other = int(row.entity_id)
            waiting[other] = min(waiting.get(other, row.change_id), row.change_id)


def _make(
    connection: Connection, document: int, made: Sequence[tuple[Holder, SentenceEdit, Sequence[int]]]
) -> list[changes.Item]:
    if not made:
        raise BeadError("no alignment has the sentence")
    for holder, edit, _ in made:
        try:
            bead_rows.standing(connection, holder.id, edit.beads.at, edit.beads.removed)
        except bead_rows.Mismatch as error:
            bitext = load_bitext(connection, holder.id)
            raise stale(holder.id, bitext, edit) from error
    segment_rows.write(connection, document, made[0][1])
    items = []
    for holder, edit, numbers in made:
        splice = edit.beads
        done = bead_rows.splice(connection, holder.id, splice.at, splice.removed, splice.added, numbers, recut=edit)
        segment_rows.move_links(connection, holder.id, holder.side, edit)
        if not holder.removed:
            memory_units.follow(connection, holder.id, done.removed, done.added)
            if isinstance(edit, Writing) and edit.removed and edit.added:
                memory_units.follow_text(connection, edit.added[0].id)
        before, after = segments_to_json(edit, done.at, done.removed, done.added)
        items.append(changes.Item("alignment", str(holder.id), holder.version + 1, before, after))
    segment_rows.delete_gone(connection, made[0][1])
    return items


def _for(connection: Connection, holder: Holder, edit: SentenceEdit) -> SentenceEdit:
    """Return what an edit means for another alignment of the text."""
    beads = tuple(stored.bead for stored in bead_rows.load(connection, holder.id))
    if isinstance(edit, Writing):
        return elsewhere(beads, holder.side, edit)
    return resegment(Bitext("", "", (), (), beads), holder.side, edit.removed, edit.added)


def _edit(before: Any, after: Any) -> tuple[SentenceEdit, list[int]]:
    edit, numbers = edit_from_json(before, after)
    assert isinstance(edit, SentenceEdit)  # noqa: S101 a change of several alignments is nothing else
    return edit, numbers


def _document(own: Head, edit: SentenceEdit) -> int:
    return own.source_document if edit.side == "source" else own.target_document


def _holders(connection: Connection, document: int) -> list[Holder]:
    source, target = alignments.c.source_document, alignments.c.target_document
    rows = connection.execute(
        select(alignments.c.id, source, target, alignments.c.version, alignments.c.removed)
        .where(or_(source == document, target == document))
        .order_by(alignments.c.id)
    ).all()
    if both := [row.id for row in rows if row.source_document == row.target_document]:
        raise InputError(
            f"The sentences of document {document} stay as they are: alignment {both[0]} lays the text beside itself.",
            hint="Import the text once more and align the two.",
        )
    return [
        Holder(row.id, "source" if row.source_document == document else "target", row.version, row.removed is not None)
        for row in rows
    ]
