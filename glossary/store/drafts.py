"""A draft translation: a document of its own beside the source, and the alignment in which it is written bead by bead.

It begins empty, with a bead for each sentence of the source, or with the beads that another alignment of the source
has. Both are kept in one transaction or not at all; sentences come by `alignment.writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from glossary.alignment.beads import Bead, Bitext
from glossary.store.records import DRAFT, AlignmentRecord, DocumentRecord, NewDocument

if TYPE_CHECKING:
    from glossary.store.engine import Database


def begin(database: Database, source: int, language: str, *, like: int | None = None) -> AlignmentRecord:
    """Begin a draft of a stored text in a language and return its alignment.

    `like`: an alignment with the text as its source, whose beads say which sentences are rendered together.
    Raises NotFoundError for a document or an alignment that there is not.
    """
    document = database.documents.get(source)
    segments = database.documents.segments(source)
    beads = [Bead((segment.id,), ()) for segment in segments]
    if like is not None:
        beads = [Bead(bead.source, ()) for bead in database.alignments.bitext(like).beads if bead.source]
    new = NewDocument(
        language=language,
        paragraphs=(),
        role=DRAFT,
        date=document.date,
        genre=document.genre,
        article_id=document.article_id,
        translator=database.author,
        name=f"draft of {document.title or document.name or f'document {source}'}",
    )
    with database.write() as connection:
        added = database.documents.add_in(connection, [new])[0]
        bitext = Bitext(document.language, added.language, segments, (), tuple(beads), f"{DRAFT} 1")
        return database.alignments.add_in(connection, source, added.id, bitext)


def drafts_of(database: Database, source: int) -> Sequence[tuple[AlignmentRecord, DocumentRecord]]:
    """Return the drafts of a text with their alignments, latest changed first."""
    found = []
    for record in database.alignments.list(document=source):
        target = database.documents.get(record.target_document)
        if record.source_document == source and target.role == DRAFT:
            found.append((record, target))
    return found
