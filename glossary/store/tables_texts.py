"""Tables of texts and their alignment: articles, documents, segments, alignments, beads, phrase links, memory units.

Order is kept by gapped integer keys (`position`), never by row number, so that an edit in the middle writes few rows.
A segment's `original` is what the source says and never changes; `text` is the editor's, NULL where it is the same.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from glossary.store.tables_base import NUMBERED, KeyType, Row, TextType, UtcDateTime

GAP = 1 << 20
"""Distance of two neighbouring order keys when they are written first."""


class Article(Row, table=True):
    """Documents of the same news item belong to one article."""

    __tablename__: ClassVar[str] = "article"
    __table_args__: ClassVar[Any] = NUMBERED

    id: int | None = Field(default=None, primary_key=True)
    note: str = Field(default="", sa_type=TextType)
    created: datetime = Field(sa_type=UtcDateTime)
    version: int = 1


class Document(Row, table=True):
    """One text in one language."""

    __tablename__: ClassVar[str] = "document"
    __table_args__: ClassVar[Any] = NUMBERED

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    language: str = Field(sa_type=KeyType)
    role: str
    house: str
    title: str = Field(sa_type=TextType)
    date: str = Field(sa_type=KeyType)
    """ISO date, as exact as it is known; empty where it is not."""
    juche_year: int | None = None
    place: str
    genre: str
    url: str = Field(sa_type=TextType)
    name: str = Field(sa_type=TextType)
    """Where it was read from: a file name, mostly."""
    checksum: str = Field(index=True)
    version_of: int | None = Field(default=None, foreign_key="document.id", index=True)
    translator: str
    source_line: str = Field(sa_type=TextType)
    author: str
    created: datetime = Field(sa_type=UtcDateTime)
    modified: datetime = Field(sa_type=UtcDateTime)
    removed: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When it was taken away; the row stays, so that taking away can be undone."""
    version: int = 1


class Segment(Row, table=True):
    """One sentence of a document."""

    __tablename__: ClassVar[str] = "segment"
    __table_args__: ClassVar[Any] = (UniqueConstraint("document_id", "position"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(sa_column_args=(ForeignKey("document.id", ondelete="CASCADE"),))
    position: int = Field(sa_type=BigInteger)
    paragraph: int
    original: str = Field(sa_type=TextType)
    text: str | None = Field(default=None, sa_type=TextType)
    version: int = 1


class Alignment(Row, table=True):
    """Two documents laid side by side."""

    __tablename__: ClassVar[str] = "alignment"
    __table_args__: ClassVar[Any] = NUMBERED

    id: int | None = Field(default=None, primary_key=True)
    source_document: int = Field(foreign_key="document.id", index=True)
    target_document: int = Field(foreign_key="document.id", index=True)
    engine: str
    engine_version: str
    settings: dict[str, str] = Field(sa_type=JSON)
    warnings: list[str] = Field(sa_type=JSON)
    author: str
    created: datetime = Field(sa_type=UtcDateTime)
    modified: datetime = Field(sa_type=UtcDateTime)
    removed: datetime | None = Field(default=None, sa_type=UtcDateTime)
    version: int = 1


class Bead(Row, table=True):
    """Segments that translate each other; which ones stands in `bead_segment`."""

    __tablename__: ClassVar[str] = "bead"
    __table_args__: ClassVar[Any] = (UniqueConstraint("alignment_id", "position"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    alignment_id: int = Field(sa_column_args=(ForeignKey("alignment.id", ondelete="CASCADE"),))
    position: int = Field(sa_type=BigInteger)
    probability: float | None = None
    state: str
    reasons: list[str] | None = Field(default=None, sa_type=JSON)
    author: str
    note: str = Field(sa_type=TextType)
    source_size: int
    """How many source segments it has; so `target_size`. Kept here so that lists of alignments count quickly."""
    target_size: int


class BeadSegment(Row, table=True):
    """A segment's place in an alignment: the key says that no segment stands in two beads of one."""

    __tablename__: ClassVar[str] = "bead_segment"

    alignment_id: int = Field(primary_key=True, sa_column_args=(ForeignKey("alignment.id", ondelete="CASCADE"),))
    side: int = Field(primary_key=True)
    """0 source, 1 target."""
    segment_id: int = Field(
        primary_key=True, index=True, sa_column_args=(ForeignKey("segment.id", ondelete="CASCADE"),)
    )
    bead_id: int = Field(index=True, sa_column_args=(ForeignKey("bead.id", ondelete="CASCADE"),))


class PhraseLink(Row, table=True):
    """A phrase of the source and the phrase that renders it.

    A phrase is named by the segment in which it begins, the offset there, and its words, not by a bead: merging,
    splitting and shifting beads leaves it alone, and an edited sentence is searched for the words.
    """

    __tablename__: ClassVar[str] = "phrase_link"
    __table_args__: ClassVar[Any] = NUMBERED

    id: int | None = Field(default=None, primary_key=True)
    alignment_id: int = Field(index=True, sa_column_args=(ForeignKey("alignment.id", ondelete="CASCADE"),))
    source_segment: int = Field(index=True, sa_column_args=(ForeignKey("segment.id", ondelete="CASCADE"),))
    source_start: int
    source_text: str = Field(sa_type=TextType)
    target_segment: int = Field(index=True, sa_column_args=(ForeignKey("segment.id", ondelete="CASCADE"),))
    target_start: int
    target_text: str = Field(sa_type=TextType)
    source_term: str = Field(sa_type=KeyType, index=True)
    """Id of a term, or empty. No foreign key: a concept that is removed and restored finds its phrases again."""
    target_term: str = Field(sa_type=KeyType, index=True)
    author: str
    created: datetime = Field(sa_type=UtcDateTime)
    version: int = 1


class MemoryUnit(Row, table=True):
    """Both sides of a bead as text: what the translation memory searches. Derived; can be built anew at any time."""

    __tablename__: ClassVar[str] = "memory_unit"
    __table_args__: ClassVar[Any] = (Index(None, "alignment_id"),)

    bead_id: int = Field(
        primary_key=True,
        sa_column_args=(ForeignKey("bead.id", ondelete="CASCADE"),),
        sa_column_kwargs={"autoincrement": False},
    )
    alignment_id: int = Field(sa_column_args=(ForeignKey("alignment.id", ondelete="CASCADE"),))
    source_language: str = Field(sa_type=KeyType)
    target_language: str = Field(sa_type=KeyType)
    source_text: str = Field(sa_type=TextType)
    target_text: str = Field(sa_type=TextType)
    source_key: str | None = Field(default=None, sa_type=TextType)
    """Folded text, filled only where the data base has no full-text index of ours (PostgreSQL for now)."""
    target_key: str | None = Field(default=None, sa_type=TextType)
    confirmed: bool
    indexed: bool = Field(index=True)
    """Whether the full-text index knows it: a large alignment is saved at once and indexed when it is searched."""
