"""What the library shows of an alignment and of a text: plain records in, lines of the shelf out. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.widgets.progress import Progress
from tui.widgets.shelf import ShelfLine

if TYPE_CHECKING:
    from glossary.store.records import AlignmentRecord, DocumentRecord
    from tui.session import Library


def alignment_line(library: Library, record: AlignmentRecord, kind: str = "") -> ShelfLine:
    """Return the library's line of an alignment; `kind` is the genre of its texts."""
    found = library.findings.get(record.id)
    return ShelfLine(
        title=record.target_title or record.source_title or library.title(record),
        key=("alignment", record.id),
        kind=kind,
        date=record.date,
        languages=f"{record.source_language}→{record.target_language}",
        progress=Progress(
            confirmed=record.confirmed,
            sure=record.sure,
            check=record.check + record.doubtful,
            rejected=record.rejected,
            findings=found[1] if found and found[0] == record.version else None,
        ),
    )


def document_line(record: DocumentRecord, *, chosen: bool = False) -> ShelfLine:
    """Return the library's line of a text."""
    return ShelfLine(
        title=record.title or record.name or f"text {record.id}",
        key=("document", record.id),
        kind=record.genre,
        date=record.date,
        languages=record.language,
        note=f"{record.segments} sentences, {record.role}",
        chosen=chosen,
    )


ORDERS: dict[str, str] = {
    "": "as they came",
    "date": "latest first",
    "title": "by title",
    "check": "most to check first",
    "findings": "most findings first",
}
"""How the library is sorted, in the order of its key."""


def sorted_lines(lines: list[ShelfLine], order: str) -> list[ShelfLine]:
    """Return the lines of one kind in an order of `ORDERS`; what is equal stays as it came."""
    if order == "date":
        return sorted(lines, key=lambda line: line.date, reverse=True)
    if order == "title":
        return sorted(lines, key=lambda line: line.title.casefold())
    if order in ("check", "findings"):
        return sorted(lines, key=lambda line: -_waiting(line, order))
    return lines


def _waiting(line: ShelfLine, order: str) -> int:
    """Return how much waits for the editor: beads to check or findings; what was not counted comes last."""
    if line.progress is None:
        return 0
    if order == "check":
        return line.progress.check
    return -1 if line.progress.findings is None else line.progress.findings


class LibraryLines:
    """The lines of a library, made once; what is typed as a filter searches them."""

    def __init__(self, library: Library) -> None:
        kinds = {document.id: document.genre for document in library.documents}
        self._alignments = [
            _searchable(alignment_line(library, a, kinds.get(a.source_document) or kinds.get(a.target_document) or ""))
            for a in library.alignments
        ]
        self._texts = [_searchable(document_line(document)) for document in library.documents]

    def found(self, wanted: str, order: str, chosen: Collection[int]) -> list[ShelfLine]:
        """Return the lines that contain every word of `wanted`, in an order of `ORDERS`, under their headings."""
        words = wanted.casefold().split()
        alignments, texts = (
            [line for line, text in some if all(word in text for word in words)]
            for some in (self._alignments, self._texts)
        )
        if chosen:
            texts = [replace(t, chosen=True) if t.key and t.key[1] in chosen else t for t in texts]
        lines: list[ShelfLine] = []
        if alignments:
            sorting = f", {ORDERS[order]}" if order else ""
            lines += [ShelfLine(f"Alignments ({len(alignments)}{sorting})"), *sorted_lines(alignments, order)]
        if texts:
            lines += [ShelfLine(f"Texts ({len(texts)})"), *sorted_lines(texts, order)]
        return lines


def _searchable(line: ShelfLine) -> tuple[ShelfLine, str]:
    return line, f"{line.title} {line.date} {line.languages} {line.kind} {line.note}".casefold()
