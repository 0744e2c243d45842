"""Putting whole memories into the data base and taking them out again: streams of bitexts, one transaction each.

A pair of texts is kept whole or not at all, with everything said of its beads. What was kept stays when a long import
is interrupted; a pair that is stored already is passed over, so the same import can be begun again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from glossary.store.records import NewDocument

if TYPE_CHECKING:
    from glossary.alignment.beads import Bitext, Segment
    from glossary.store.engine import Database
    from glossary.store.records import DocumentRecord


@dataclass(slots=True)
class Kept:
    """What came of an import."""

    texts: int = 0
    """Pairs of texts that were stored."""
    beads: int = 0
    before: int = 0
    """Pairs that were stored already."""
    one_sided: int = 0
    """Pairs of which one side has no sentence; they are left out."""


def keep(
    database: Database,
    bitexts: Iterable[Bitext],
    *,
    name: str,
    house: str = "",
    date: str = "",
    progress: Callable[[Kept], None] | None = None,
) -> Kept:
    """Store each bitext as two documents of one article and their alignment, and return what came of it."""
    kept = Kept()
    for number, bitext in enumerate(bitexts, start=1):
        if not bitext.source or not bitext.target:
            kept.one_sided += 1
            continue
        title = f"{PurePath(name).stem} {number}"
        source = _document(bitext.source, bitext.source_language, bitext.source_title or title, "original")
        target = _document(bitext.target, bitext.target_language, bitext.target_title or title, "official")
        new = [_about(d, house=house, date=bitext.date or date, name=name) for d in (source, target)]
        same = [database.documents.same(d) for d in new]
        if _is_stored(database, same):
            kept.before += 1
            continue
        with database.write() as connection:
            one, two = database.documents.add_in(connection, new, groups=("pair", "pair"))
            database.alignments.add_in(connection, one.id, two.id, bitext)
        kept.texts += 1
        kept.beads += len(bitext.beads)
        if progress:
            progress(kept)
    return kept


def all_bitexts(database: Database) -> Iterator[Bitext]:
    """Yield every stored alignment, oldest first; one is in memory at a time."""
    for number in sorted(record.id for record in database.alignments.list()):
        yield database.alignments.bitext(number)


def _is_stored(database: Database, same: list[DocumentRecord | None]) -> bool:
    one, two = same
    if one is None or two is None:
        return False
    return any(
        {a.source_document, a.target_document} == {one.id, two.id} for a in database.alignments.list(document=one.id)
    )


def _document(segments: tuple[Segment, ...], language: str, title: str, role: str) -> NewDocument:
    grouped = groupby(segments, key=lambda s: s.paragraph)
    paragraphs = tuple(tuple(s.original or s.text for s in some) for _, some in grouped)
    edited = tuple((number, s.text) for number, s in enumerate(segments) if s.original)
    return NewDocument(language=language, paragraphs=paragraphs, edited=edited, title=title, role=role)


def _about(document: NewDocument, *, house: str, date: str, name: str) -> NewDocument:
    from dataclasses import replace

    return replace(document, house=house, date=date, name=PurePath(name).name)
