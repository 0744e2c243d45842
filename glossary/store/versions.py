"""A corrected version of a stored text: kept beside the old one, with the alignments of the old one carried over.

The old text and its alignments stay as they are. The new ones are kept in one transaction or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select, update

from glossary.alignment.beads import Bitext, Segment
from glossary.alignment.carry import Comparison, carry_over, compare
from glossary.alignment.edits import Aligner, Side
from glossary.errors import InputError, StaleWriteError
from glossary.store.alignment_rows import head
from glossary.store.documents import load_segments
from glossary.store.failures import storable
from glossary.store.records import AlignmentRecord, DocumentRecord, NewDocument
from glossary.store.tables import PhraseLink, table_of
from glossary.store.tables import Segment as SegmentRow
from glossary.text.language import base_language, resolve_language

if TYPE_CHECKING:
    from glossary.store.engine import Database

links = table_of(PhraseLink)
segments = table_of(SegmentRow)

_GOES_ON = ("house", "title", "date", "juche_year", "place", "genre", "url", "translator", "source_line")
"""Fields of the old version that hold for the new one where that says nothing of its own."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An alignment of the old version and the one that was made of it."""

    old: AlignmentRecord
    new: AlignmentRecord


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What became of a text and its alignments."""

    document: DocumentRecord
    comparison: Comparison
    alignments: tuple[Carried, ...]


def add_version(database: Database, old_id: int, new: NewDocument, *, using: Aligner | None = None) -> NewVersion:
    """Store a corrected version of a document and carry its alignments over; see `alignment.carry.carry_over`.

    `using` aligns sentences that are new. What the new version does not say of itself (house, date …) goes on.
    Raises NotFoundError for a document that there is not, InputError where the new text is in another language,
    StaleWriteError where somebody edited an alignment meanwhile.
    """
    old = database.documents.get(old_id)
    language = resolve_language(new.language)
    if base_language(language) != base_language(old.language):
        raise InputError(
            f"The new version is in another language ({language}) than document {old_id} ({old.language}).",
            hint="Name the language with --lang, or import the text without --version-of.",
        )
    fields = {name: getattr(new, name) or getattr(old, name) for name in _GOES_ON}
    new = replace(new, version_of=old_id, article_id=old.article_id, **fields)
    fresh = _segments(new)
    before = database.documents.segments(old_id)
    comparison = compare(before, fresh)
    carried = []
    for record in database.alignments.list(document=old_id):
        stored, bitext, _ = database.alignments.load(record.id)
        for side, document in (("source", record.source_document), ("target", record.target_document)):
            if document == old_id:
                bitext = carry_over(bitext, _side(side), fresh, using=using)
        carried.append((stored, bitext))
    with database.write() as connection:
        added = database.documents.add_in(connection, [new])[0]
        for record, _ in carried:
            if head(connection, record.id).version != record.version:
                raise StaleWriteError(f"Alignment {record.id}", ours="carried over", theirs="edited")
        names = _keep_texts(connection, added.id, before, comparison)
        made = [_add(database, connection, old_id, added.id, record, bitext, names) for record, bitext in carried]
    return NewVersion(added, comparison, tuple(made))


def _side(name: str) -> Side:
    return "source" if name == "source" else "target"


def _segments(new: NewDocument) -> tuple[Segment, ...]:
    """Return the sentences as they will be stored, numbered from 0."""
    name = new.name or new.title or "The text"
    places = [(place, text) for place, paragraph in enumerate(p for p in new.paragraphs if p) for text in paragraph]
    return tuple(Segment(number, storable(text, name), place) for number, (place, text) in enumerate(places))


def _keep_texts(
    connection: Connection, document: int, before: tuple[Segment, ...], comparison: Comparison
) -> dict[int, int]:
    """Write the editor's texts that go on; return which old sentence is which new one, by their stored numbers."""
    stored = load_segments(connection, document)
    for segment, kept in zip(stored, comparison.segments, strict=True):
        if kept.original:
            connection.execute(update(segments).where(segments.c.id == segment.id).values(text=kept.text))
    return {before[i].id: stored[g.new[0]].id for g in comparison.groups if g.new for i in g.old}


def _add(
    database: Database,
    connection: Connection,
    old: int,
    new: int,
    record: AlignmentRecord,
    bitext: Bitext,
    names: dict[int, int],
) -> Carried:
    ends = [new if number == old else number for number in (record.source_document, record.target_document)]
    added = database.alignments.add_in(connection, ends[0], ends[1], bitext)
    ours = {"source": record.source_document == old, "target": record.target_document == old}
    rows = []
    for row in connection.execute(select(links).where(links.c.alignment_id == record.id)).mappings():
        values = {**row, "alignment_id": added.id}
        del values["id"]
        for side, changed in ours.items():
            if changed:
                values[f"{side}_segment"] = names.get(row[f"{side}_segment"])
        if None not in (values["source_segment"], values["target_segment"]):
            rows.append(values)
    if rows:
        connection.execute(insert(links), rows)
    return Carried(record, added)
