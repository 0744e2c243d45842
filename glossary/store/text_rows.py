"""Edits of the texts of an alignment in the data base: the words of a sentence, and which text is on which side.

What the source says stays in `original`; the editor's text stands beside it, and the memory follows.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select, update

from glossary.alignment.edits import TextEdit
from glossary.errors import InputError, NotFoundError, StaleWriteError
from glossary.store import bead_rows, memory_units, phrase_links, segment_rows
from glossary.store.alignment_rows import Head
from glossary.store.edit_json import exchange_to_json, text_to_json
from glossary.store.failures import storable
from glossary.store.tables import Alignment, table_of
from glossary.store.tables import Segment as SegmentRow

alignments = table_of(Alignment)
segments = table_of(SegmentRow)


def write(connection: Connection, record: Head, edit: TextEdit) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the editor's text of a sentence; return what was before and after, for the log.

    Raises NotFoundError, StaleWriteError where the sentence says something else, InputError for an empty text.
    """
    document = record.source_document if edit.side == "source" else record.target_document
    row = connection.execute(
        select(segments).where(segments.c.id == edit.segment, segments.c.document_id == document)
    ).first()
    if row is None:
        raise NotFoundError(f"Alignment {record.id} has no {edit.side} sentence {edit.segment}.")
    edit = replace(edit, before=unicodedata.normalize("NFC", edit.before), after=storable(edit.after, "The sentence"))
    stored = row.original if row.text is None else row.text
    if stored != edit.before:
        raise StaleWriteError(f"Sentence {edit.segment}", ours=edit.after, theirs=stored)
    if not edit.after.strip():
        raise InputError("A sentence cannot be empty.", hint="To take it out of the bead, unlink it instead.")
    text = None if edit.after == row.original else edit.after
    connection.execute(update(segments).where(segments.c.id == edit.segment).values(text=text, version=row.version + 1))
    segment_rows.touch_document(connection, document)
    memory_units.follow_text(connection, edit.segment)
    return text_to_json(edit)


def exchange(connection: Connection, record: Head) -> tuple[dict[str, Any], dict[str, Any]]:
    """Let the two texts change places; return what that is in the log."""
    connection.execute(
        update(alignments)
        .where(alignments.c.id == record.id)
        .values(source_document=record.target_document, target_document=record.source_document)
    )
    bead_rows.exchange(connection, record.id)
    phrase_links.exchange(connection, record.id)
    memory_units.rebuild(connection, record.id)
    return exchange_to_json()
