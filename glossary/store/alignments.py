"""Alignments: two stored documents and the beads between them, edited in small steps that can all be taken back.

Each edit is kept before it is shown: `record_edit` writes the touched beads, the log of changes and the memory in one
transaction. The undo stack is the log itself, one line an alignment, so it goes on in the next session; a new edit
drops what was undone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, and_, insert, select, update

from glossary.alignment.beads import Bead, BeadError, Bitext, Phrase, Segment, verify
from glossary.alignment.edits import Edit, Exchange, SentenceEdit, TextEdit, TextEdits
from glossary.checks.findings import Span
from glossary.errors import InputError, NotFoundError
from glossary.garbage import without_collection
from glossary.store import bead_rows, changes, memory_units, phrase_links, shared_edits, text_rows
from glossary.store.alignment_rows import (
    Head,
    head,
    load_bitext,
    one,
    record_of,
    require_document,
    selected,
    touch,
)
from glossary.store.changes import DONE, UNDONE
from glossary.store.documents import load_segments
from glossary.store.edit_json import edit_from_json, splice_to_json, texts_to_json
from glossary.store.edit_words import label_of, stale, stale_beads
from glossary.store.failures import storable
from glossary.store.records import AlignmentRecord, PhraseLinkRecord
from glossary.store.tables import Alignment, Document, now, table_of
from glossary.store.tables import Bead as BeadRow
from glossary.store.tables import Segment as SegmentRow

if TYPE_CHECKING:
    from glossary.store.engine import Database

alignments = table_of(Alignment)
documents = table_of(Document)
beads = table_of(BeadRow)
segments = table_of(SegmentRow)

EDIT = "alignment.edit"
"""Kind of the changes that undo and redo walk along."""


class AlignmentRepository:
    """Stored alignments."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @without_collection()
    def add(self, source_document_id: int, target_document_id: int, bitext: Bitext) -> AlignmentRecord:
        """Store the beads between two stored documents and return the alignment's record.

        The bitext's segments are those of the documents: by their ids, or else one by one in order.
        Raises NotFoundError for a document that there is not, InputError where the bitext is of other texts.
        """
        with self._database.write() as connection:
            return self.add_in(connection, source_document_id, target_document_id, bitext)

    def add_in(
        self,
        connection: Connection,
        source_document_id: int,
        target_document_id: int,
        bitext: Bitext,
        *,
        index_later: bool = False,
    ) -> AlignmentRecord:
        """Store the beads in a transaction that the caller has begun; see `add`.

        `index_later`: the memory finds them from its next `catch_up` on, which is quicker for many alignments.
        """
        sides = {}
        for side, number in (("source", source_document_id), ("target", target_document_id)):
            require_document(connection, number)
            sides[side] = load_segments(connection, number)
        beads_now = _renamed(bitext, sides)
        try:
            verify(replace(bitext, source=sides["source"], target=sides["target"], beads=beads_now))
        except BeadError as error:
            raise InputError(f"The alignment cannot be stored: {error}.") from error
        name, version = _engine(bitext.engine)
        moment = now()
        key: Any = connection.execute(
            insert(alignments),
            {
                "source_document": source_document_id,
                "target_document": target_document_id,
                "engine": name,
                "engine_version": version,
                "settings": dict(bitext.settings),
                "warnings": list(bitext.warnings),
                "author": self._database.author,
                "created": moment,
                "modified": moment,
                "removed": None,
                "version": 1,
            },
        ).inserted_primary_key
        number = int(key[0])
        stored = bead_rows.add_all(connection, number, beads_now)
        texts = {s.id: s.text for side in sides.values() for s in side}
        languages = memory_units.languages_of(connection, number)
        memory_units.write(
            connection, number, languages, [(s.id, s.bead) for s in stored], texts, index_later=index_later
        )
        if bitext.phrases:
            whole = replace(bitext, source=sides["source"], target=sides["target"], beads=beads_now)
            phrase_links.add_all(connection, number, whole, self._database.author)
        item = changes.Item("alignment", str(number), 1)
        label = f"aligned documents {source_document_id} and {target_document_id}"
        changes.record(connection, self._database.author, "alignment.add", label, [item])
        return one(connection, number)

    def list(self, *, document: int | None = None) -> Sequence[AlignmentRecord]:
        """Return all alignments, or those of a document, latest changed first."""
        statement = selected().order_by(alignments.c.modified.desc(), alignments.c.id.desc())
        if document is not None:
            statement = statement.where(
                (alignments.c.source_document == document) | (alignments.c.target_document == document)
            )
        with self._database.read() as connection:
            return [record_of(row) for row in connection.execute(statement)]

    def get(self, alignment_id: int) -> AlignmentRecord:
        """Return one alignment. Raises NotFoundError."""
        with self._database.read() as connection:
            return one(connection, alignment_id)

    def bitext(self, alignment_id: int) -> Bitext:
        """Return both texts and their beads; segment ids are those of the data base. Raises NotFoundError."""
        with self._database.read() as connection:
            return load_bitext(connection, alignment_id)

    def with_phrases(self, alignment_id: int) -> Bitext:
        """Return both texts, their beads and the linked phrases, for writing to a file. Raises NotFoundError."""
        _, bitext, found = self.load(alignment_id)
        phrases = tuple(
            Phrase(x.bead, x.source.start, x.source.end, x.target.start, x.target.end, x.author) for x in found
        )
        return replace(bitext, phrases=phrases)

    def load(self, alignment_id: int) -> tuple[AlignmentRecord, Bitext, tuple[PhraseLinkRecord, ...]]:
        """Return record, beads and phrase links as they are at one moment. Raises NotFoundError."""
        with self._database.read() as connection:
            bitext = load_bitext(connection, alignment_id)
            return one(connection, alignment_id), bitext, phrase_links.resolved(connection, alignment_id, bitext)

    def version(self, alignment_id: int) -> int:
        """Return the version that is stored now, a cheap look for edits of others. Raises NotFoundError."""
        with self._database.read() as connection:
            return head(connection, alignment_id).version

    def bead_ids(self, alignment_id: int) -> tuple[int, ...]:
        """Return the numbers of the beads in order, as attestations and memory hits name them."""
        statement = select(beads.c.id).where(beads.c.alignment_id == alignment_id).order_by(beads.c.position)
        with self._database.read() as connection:
            head(connection, alignment_id)
            return tuple(int(row[0]) for row in connection.execute(statement))

    def bead_position(self, alignment_id: int, bead_id: int) -> int | None:
        """Return where (0-based) a bead stands in its alignment, or None where it is gone."""
        with self._database.read() as connection:
            return bead_rows.position_of(connection, alignment_id, bead_id)

    def place_of_bead(self, bead_id: int) -> tuple[int, int] | None:
        """Return (alignment, position from 0) of a bead, or None where it is gone."""
        statement = select(beads.c.alignment_id).where(beads.c.id == bead_id)
        with self._database.read() as connection:
            found = connection.execute(statement).scalar()
            place = None if found is None else bead_rows.position_of(connection, int(found), bead_id)
        return None if found is None or place is None else (int(found), place)

    @without_collection()
    def record_edit(self, alignment_id: int, edit: Edit, *, version: int, label: str = "") -> int:
        """Keep an edit and return the alignment's new version.

        `version` is the one that was read. Raises StaleWriteError, showing both texts, where the alignment has changed
        since then; BeadError for an edit that would lose or double a sentence; InputError for an empty sentence.
        A sentence that is cut needs a number of `documents.reserve_segment`; all alignments of its text follow.
        """
        with self._database.write() as connection:
            record = head(connection, alignment_id)
            if version != record.version:
                raise stale(record.id, load_bitext(connection, record.id), edit)
            if isinstance(edit, SentenceEdit):
                items = shared_edits.record(connection, record, edit)
            else:
                before, after = self._apply(connection, record, edit, ())
                items = [changes.Item("alignment", str(alignment_id), version + 1, before, after)]
            # A new edit drops what was undone before it.
            shared_edits.drop_undone(connection, [int(item.entity_id) for item in items], _stack)
            changes.record(connection, self._database.author, EDIT, label or label_of(edit), items)
            for item in items:
                touch(connection, int(item.entity_id), item.version - 1)
            return version + 1

    def undo(self, alignment_id: int, *, version: int | None = None) -> Edit | None:
        """Take the last edit back, in this session or an earlier one; return the edit that did it, None at the end.

        The alignment's version rises by one. Raises StaleWriteError where a version is given and is not the stored one,
        DatabaseError where another alignment of the same text has later edits than one of its sentences.
        """
        return self._walk(alignment_id, version, back=True)

    def redo(self, alignment_id: int, *, version: int | None = None) -> Edit | None:
        """Do again what was undone last; return the edit, None where there is nothing."""
        return self._walk(alignment_id, version, back=False)

    def can_undo(self, alignment_id: int) -> tuple[str, str]:
        """Return the labels of the edits that undo and redo would walk over; empty where there is none."""
        with self._database.read() as connection:
            last = connection.execute(_next(alignment_id, back=True)).first()
            first = connection.execute(_next(alignment_id, back=False)).first()
            return (last.label if last else "", first.label if first else "")

    def remove(self, alignment_id: int) -> None:
        """Take an alignment away, with its part of the memory; `restore` brings both back. Raises NotFoundError."""
        with self._database.write() as connection:
            record = one(connection, alignment_id)
            memory_units.drop(connection, alignment_id)
            self._set_removed(connection, record, gone=True)

    def restore(self, alignment_id: int) -> AlignmentRecord:
        """Bring back an alignment that was taken away. Raises NotFoundError where none was."""
        with self._database.write() as connection:
            record = one(connection, alignment_id, removed=True)
            for number in (record.source_document, record.target_document):
                require_document(connection, number)
            self._set_removed(connection, record, gone=False)
            memory_units.rebuild(connection, alignment_id)
            return one(connection, alignment_id)

    def link_phrases(
        self,
        alignment_id: int,
        position: int,
        source: Span,
        target: Span,
        *,
        source_term: str = "",
        target_term: str = "",
    ) -> PhraseLinkRecord:
        """Link a phrase of each side of the bead at `position`; spans count code points in the bead's texts.

        Raises NotFoundError for a bead that there is not, InputError for a span outside its text.
        """
        with self._database.write() as connection:
            record = head(connection, alignment_id)
            bitext = load_bitext(connection, alignment_id)
            if not 0 <= position < len(bitext.beads):
                raise NotFoundError(f"Alignment {alignment_id} has no bead {position}; it has {len(bitext.beads)}.")
            pair = phrase_links.anchored(bitext, bitext.beads[position], source, target)
            terms = (source_term, target_term)
            number = phrase_links.add(connection, alignment_id, pair, terms, self._database.author)
            label = f"linked {pair.source[2]} and {pair.target[2]}"
            item = changes.Item("alignment", str(alignment_id), record.version, None, {"link": number})
            changes.record(connection, self._database.author, "alignment.link", label, [item])
            return next(x for x in phrase_links.resolved(connection, alignment_id, bitext) if x.id == number)

    def phrase_links(self, alignment_id: int) -> tuple[PhraseLinkRecord, ...]:
        """Return the phrase links in the order of the beads."""
        with self._database.read() as connection:
            return phrase_links.resolved(connection, alignment_id, load_bitext(connection, alignment_id))

    def unlink_phrases(self, alignment_id: int, link_id: int) -> None:
        """Take a phrase link away. Raises NotFoundError."""
        with self._database.write() as connection:
            record = head(connection, alignment_id)
            old = phrase_links.remove(connection, alignment_id, link_id)
            label = f"unlinked {old['source_text']} and {old['target_text']}"
            item = changes.Item("alignment", str(alignment_id), record.version, old, None)
            changes.record(connection, self._database.author, "alignment.unlink", label, [item])

    def _apply(
        self, connection: Connection, record: Head, edit: Edit, numbers: Sequence[int]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Make an edit in the data base and return what was before and after it, for the log."""
        if isinstance(edit, TextEdit):
            return text_rows.write(connection, record, edit)
        if isinstance(edit, TextEdits):
            return texts_to_json([text_rows.write(connection, record, one) for one in edit.edits])
        if isinstance(edit, Exchange):
            return text_rows.exchange(connection, record)
        assert not isinstance(edit, SentenceEdit)  # noqa: S101 it is not one alignment's alone: shared_edits
        try:
            done = bead_rows.splice(connection, record.id, edit.at, edit.removed, edit.added, numbers)
        except bead_rows.Mismatch as error:
            bitext = load_bitext(connection, record.id)
            raise stale_beads(record.id, bitext, edit.added, error.stored) from error
        memory_units.follow(connection, record.id, done.removed, done.added)
        return splice_to_json(done.at, done.removed, done.added)

    def _walk(self, alignment_id: int, version: int | None, *, back: bool) -> Edit | None:
        with self._database.write() as connection:
            record = head(connection, alignment_id)
            row = connection.execute(_next(alignment_id, back=back)).first()
            if row is None:
                return None
            before, after = (row.after, row.before) if back else (row.before, row.after)
            edit, numbers = edit_from_json(before, after)
            if version is not None and version != record.version:
                raise stale(record.id, load_bitext(connection, record.id), edit)
            if isinstance(edit, SentenceEdit):
                shared_edits.walk(connection, record, row.id, _next, back=back)
            else:
                self._apply(connection, record, edit, numbers)
            _mark(connection, changes.changes.c.id == row.id, UNDONE if back else DONE)
            touch(connection, alignment_id, record.version)
            return edit

    def _set_removed(self, connection: Connection, record: AlignmentRecord, *, gone: bool) -> None:
        connection.execute(
            update(alignments).where(alignments.c.id == record.id).values(removed=now() if gone else None)
        )
        version = touch(connection, record.id, record.version)
        what = "removed" if gone else "restored"
        label = f"{what} the alignment of {record.source_title or record.source_document}"
        item = changes.Item("alignment", str(record.id), version)
        kind = "alignment.remove" if gone else "alignment.restore"
        changes.record(connection, self._database.author, kind, label, [item])


def _renamed(bitext: Bitext, sides: dict[str, tuple[Segment, ...]]) -> tuple[Bead, ...]:
    """Return the beads by the ids of the stored segments."""
    names: dict[str, dict[int, int]] = {}
    for side, stored in sides.items():
        given: tuple[Segment, ...] = getattr(bitext, side)
        if given != stored and [_nfc(s.text) for s in given] != [s.text for s in stored]:
            raise InputError(f"The alignment is not of the stored texts: the {side} sentences are others.")
        names[side] = {g.id: s.id for g, s in zip(given, stored, strict=True)}
    if all(old == new for side in names.values() for old, new in side.items()) and not any(
        b.note for b in bitext.beads
    ):
        return bitext.beads
    try:
        return tuple(
            replace(
                bead,
                source=tuple(names["source"][i] for i in bead.source),
                target=tuple(names["target"][i] for i in bead.target),
                note=storable(bead.note, "A note"),
            )
            for bead in bitext.beads
        )
    except KeyError as error:
        raise InputError(
            f"The alignment cannot be stored: a bead names the sentence {error}, which is none."
        ) from error


def _stack(alignment_id: int, state: str) -> Any:
    touched = select(changes.items.c.change_id).where(
        changes.items.c.entity == "alignment", changes.items.c.entity_id == str(alignment_id)
    )
    return and_(changes.changes.c.kind == EDIT, changes.changes.c.state == state, changes.changes.c.id.in_(touched))


def _next(alignment_id: int, *, back: bool) -> Select[Any]:
    """Return the change that undo (the last one done) or redo (the first one undone) walks over."""
    number = changes.changes.c.id
    return (
        select(number, changes.changes.c.label, changes.items.c.before, changes.items.c.after)
        .join(changes.items, changes.items.c.change_id == number)
        .where(_stack(alignment_id, DONE if back else UNDONE), changes.items.c.entity_id == str(alignment_id))
        .order_by(number.desc() if back else number.asc())
        .limit(1)
    )


def _mark(connection: Connection, which: Any, state: str) -> None:
    connection.execute(update(changes.changes).where(which).values(state=state))


def _engine(name: str) -> tuple[str, str]:
    head, gap, tail = name.rpartition(" ")
    return (head, tail) if gap else (name, "")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
