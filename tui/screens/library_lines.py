"""What the library shows of an alignment and of a text: plain records in, lines of the shelf out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.progress import Progress
from tui.widgets.shelf import ShelfLine

if TYPE_CHECKING:
    from glossary.store.records import AlignmentRecord, DocumentRecord
    from tui.session import Library


def alignment_line(library: Library, record: AlignmentRecord) -> ShelfLine:
    """Return the library's line of an alignment."""
    return ShelfLine(
        title=library.title(record),
        key=("alignment", record.id),
        date=record.date,
        languages=f"{record.source_language}→{record.target_language}",
        progress=Progress(
            confirmed=record.confirmed,
            sure=record.sure,
            check=record.check + record.doubtful,
            rejected=record.rejected,
        ),
    )


def document_line(record: DocumentRecord, *, chosen: bool = False) -> ShelfLine:
    """Return the library's line of a text."""
    return ShelfLine(
        title=record.title or record.name or f"text {record.id}",
        key=("document", record.id),
        date=record.date,
        languages=record.language,
        note=f"{record.segments} sentences, {record.role}",
        chosen=chosen,
    )


def search_text(line: ShelfLine) -> str:
    """Return what a line is found by."""
    return f"{line.title} {line.date} {line.languages} {line.note}".casefold()
