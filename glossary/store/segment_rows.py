"""Sentences as rows when an editor cuts or joins them.

Invariant: the originals of a document, read in order without white space, are what was imported. New sentences have
numbers that `reserve` has given, or their own old ones when an edit is taken back. Only a draft is written into.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text, update

from glossary.alignment.beads import BeadError, Segment
from glossary.alignment.edits import SentenceEdit, Writing
from glossary.errors import InputError, StaleWriteError
from glossary.store.records import DRAFT
from glossary.store.tables import GAP, Document, PhraseLink, now, table_of
from glossary.store.tables import Segment as SegmentRow

segments = table_of(SegmentRow)
documents = table_of(Document)
links = table_of(PhraseLink)


def reserve(connection: Connection) -> int:
    """Return a number that no sentence has or will be given."""
    if connection.dialect.name == "postgresql":
        return int(connection.execute(text("SELECT nextval('segment_id_seq')")).scalar_one())
    connection.execute(text("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'segment'"))
    return _last(connection)


def write(connection: Connection, document: int, edit: SentenceEdit) -> None:
    """Write the sentences after an edit beside those that go; `delete_gone` takes those away once no bead has them.

    Raises StaleWriteError where other sentences stand there, BeadError for numbers that are not free.
    """
    old = _stored(connection, document, [s.id for s in edit.removed])
    if tuple(segment for segment, _, _ in old) != edit.removed:
        theirs = " | ".join(segment.text for segment, _, _ in old) or "(nothing)"
        raise StaleWriteError("The sentence", ours=" | ".join(s.text for s in edit.added), theirs=theirs)
    if any(not s.text.strip() or not (s.original or s.text).strip() for s in edit.added):
        raise InputError("A sentence cannot be empty.")
    if isinstance(edit, Writing):
        _write_draft(connection, document, edit, old)
        return
    new = edit.added[1:]
    if edit.added[0].id != edit.removed[0].id or {s.id for s in new} & {s.id for s in edit.removed}:
        raise BeadError("the first sentence keeps its number, the others get new ones")
    _require_given(connection, [s.id for s in new])
    first, _, version = old[0]
    connection.execute(
        update(segments).where(segments.c.id == first.id).values(version=version + 1, **_said(edit.added[0]))
    )
    if new:
        places = _places(connection, document, edit.removed[-1].id, len(new))
        rows = [
            {"id": s.id, "document_id": document, "position": place, "version": 1, **_said(s)}
            for s, place in zip(new, places, strict=True)
        ]
        connection.execute(insert(segments), rows)
    touch_document(connection, document)


def _write_draft(connection: Connection, document: int, edit: Writing, old: Sequence[tuple[Segment, int, int]]) -> None:
    role = connection.execute(select(documents.c.role).where(documents.c.id == document)).scalar_one()
    if role != DRAFT:
        raise InputError(
            f"Document {document} is no draft: sentences are not added to what a source says.",
            hint="Begin a draft of the text and write there.",
        )
    for segment in edit.added:
        if old:
            values = {**_said(segment), "version": old[0][2] + 1}
            connection.execute(update(segments).where(segments.c.id == segment.id).values(**values))
        else:
            _require_given(connection, [segment.id])
            place = _places(connection, document, edit.after, 1)[0]
            row = {"id": segment.id, "document_id": document, "position": place, "version": 1, **_said(segment)}
            connection.execute(insert(segments).values(**row))
    touch_document(connection, document)


def _require_given(connection: Connection, numbers: Sequence[int]) -> None:
    """Raise BeadError for numbers that are taken, or that `reserve` has not given."""
    taken = connection.execute(select(segments.c.id).where(segments.c.id.in_(numbers))).first()
    if taken is not None or any(not 0 < number <= _last(connection) for number in numbers):
        raise BeadError("a new sentence's number was not given by the data base")


def touch_document(connection: Connection, document: int) -> None:
    """Count a change of a document's sentences."""
    connection.execute(
        update(documents).where(documents.c.id == document).values(version=documents.c.version + 1, modified=now())
    )


def delete_gone(connection: Connection, edit: SentenceEdit) -> None:
    """Delete the sentences that an edit has joined to others or taken out."""
    gone = {s.id for s in edit.removed} - {s.id for s in edit.added}
    if gone:
        connection.execute(delete(segments).where(segments.c.id.in_(gone)))


def move_links(connection: Connection, alignment_id: int, side: str, edit: SentenceEdit) -> None:
    """Let phrase links begin in the sentences that have their words now; counted without white space."""
    if isinstance(edit, Writing):
        return  # a sentence that is written otherwise is searched for the words
    own, start = links.c[f"{side}_segment"], links.c[f"{side}_start"]
    chosen = select(links.c.id, own.label("segment"), start.label("start")).where(
        links.c.alignment_id == alignment_id, own.in_([s.id for s in edit.removed])
    )
    for row in connection.execute(chosen).all():
        before = ""
        for segment in edit.removed:
            if segment.id == row.segment:
                before += segment.text[: row.start]
                break
            before += segment.text
        place = _after(edit.added, len("".join(before.split())))
        values = {own.name: place[0], start.name: place[1]}
        connection.execute(update(links).where(links.c.id == row.id).values(**values))


def _after(some: Sequence[Segment], letters: int) -> tuple[int, int]:
    """Return sentence and offset of the letter that comes after so many, white space not counted."""
    for segment in some:
        for offset, character in enumerate(segment.text):
            if not character.isspace():
                if letters == 0:
                    return segment.id, offset
                letters -= 1
    return some[-1].id, len(some[-1].text)


def _stored(connection: Connection, document: int, ids: Sequence[int]) -> list[tuple[Segment, int, int]]:
    """Return the stretch of a document between the first and the last id: sentence, order key, version."""
    place = select(func.min(segments.c.position), func.max(segments.c.position)).where(
        segments.c.document_id == document, segments.c.id.in_(ids)
    )
    low, high = connection.execute(place).one()
    if low is None:
        return []
    rows = connection.execute(
        select(segments)
        .where(segments.c.document_id == document, segments.c.position.between(low, high))
        .order_by(segments.c.position)
    )
    return [
        (
            Segment(row.id, row.original, row.paragraph)
            if row.text is None
            else Segment(row.id, row.text, row.paragraph, row.original),
            row.position,
            row.version,
        )
        for row in rows
    ]


def _said(segment: Segment) -> dict[str, Any]:
    return {
        "paragraph": segment.paragraph,
        "original": segment.original or segment.text,
        "text": segment.text if segment.original else None,
    }


def _places(connection: Connection, document: int, after: int, count: int) -> list[int]:
    """Return ascending order keys for sentences behind one (0: before all); without room all are numbered anew."""
    own = 0
    if after:
        own = connection.execute(select(segments.c.position).where(segments.c.id == after)).scalar_one()
    following = connection.execute(
        select(func.min(segments.c.position)).where(segments.c.document_id == document, segments.c.position > own)
    ).scalar_one()
    upper = own + GAP * (count + 1) if following is None else int(following)
    if upper - own <= count:
        _renumber(connection, document)
        return _places(connection, document, after, count)
    return [own + (upper - own) * step // (count + 1) for step in range(1, count + 1)]


def _renumber(connection: Connection, document: int) -> None:
    ids = connection.execute(
        select(segments.c.id).where(segments.c.document_id == document).order_by(segments.c.position)
    ).all()
    # First below zero: two sentences may never have one key, not even for a moment.
    connection.execute(
        update(segments).where(segments.c.document_id == document).values(position=-segments.c.position - 1)
    )
    for order, row in enumerate(ids, start=1):
        connection.execute(update(segments).where(segments.c.id == row.id).values(position=order * GAP))


def _last(connection: Connection) -> int:
    """Return the highest number that was ever given to a sentence."""
    if connection.dialect.name == "postgresql":
        statement = "SELECT last_value FROM segment_id_seq"
    else:
        statement = "SELECT seq FROM sqlite_sequence WHERE name = 'segment'"
    return int(connection.execute(text(statement)).scalar_one())
