"""Tables of the term base: concepts, their terms, and what hangs on a term.

Ids of concepts and terms are the public ones that stand in exports. `folded` is the form that a search compares
(see `glossary.terms.keys`). Rows below a concept are written anew when it is saved; `ordinal` keeps their order.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 a column is called date
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

from glossary.store.tables_base import NUMBERED, KeyType, Row, TextType, UtcDateTime


class Concept(Row, table=True):
    """One concept."""

    __tablename__: ClassVar[str] = "concept"

    id: str = Field(primary_key=True, sa_type=KeyType)
    subject: str = Field(sa_type=KeyType, index=True)
    sort_key: str = Field(sa_type=KeyType, index=True)
    """Folded text of the first term: the order of listings."""
    definition: str = Field(sa_type=TextType)
    definition_source: str = Field(sa_type=TextType)
    note: str = Field(sa_type=TextType)
    extra: str = Field(sa_type=TextType, sa_column_kwargs={"server_default": sql("''")})
    approved: bool
    approved_by: str
    author: str
    created: datetime = Field(sa_type=UtcDateTime)
    modified: datetime = Field(sa_type=UtcDateTime, index=True)
    version: int


class Term(Row, table=True):
    """One term of a concept in one language."""

    __tablename__: ClassVar[str] = "term"
    __table_args__: ClassVar[Any] = (UniqueConstraint("concept_id", "ordinal"),)

    id: str = Field(primary_key=True, sa_type=KeyType)
    concept_id: str = Field(sa_type=KeyType, sa_column_args=(ForeignKey("concept.id", ondelete="CASCADE"),))
    ordinal: int
    language: str = Field(sa_type=KeyType)
    text: str = Field(sa_type=TextType)
    folded: str = Field(sa_type=KeyType, index=True)
    status: str
    type: str
    part_of_speech: str
    match: str
    case_sensitive: bool
    do_not_translate: bool
    usage_register: str
    """The entry's `register`; pydantic's classes have an attribute of that name."""
    region: str
    house: str
    usage_note: str = Field(sa_type=TextType)
    comment: str = Field(sa_type=TextType)
    extra: str = Field(sa_type=TextType, sa_column_kwargs={"server_default": sql("''")})
    source: str = Field(sa_type=TextType)
    evidence: str
    valid_from: Date | None = None
    valid_until: Date | None = None
    version: int


class Reading(Row, table=True):
    """A term's reading in one system."""

    __tablename__: ClassVar[str] = "reading"
    __table_args__: ClassVar[Any] = (UniqueConstraint("term_id", "ordinal"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    term_id: str = Field(sa_type=KeyType, sa_column_args=(ForeignKey("term.id", ondelete="CASCADE"),))
    ordinal: int
    system: str
    text: str = Field(sa_type=TextType)
    folded: str = Field(sa_type=KeyType, index=True)
    is_override: bool
    reason: str = Field(sa_type=TextType)


class Attestation(Row, table=True):
    """A place or a count that shows a term in use."""

    __tablename__: ClassVar[str] = "attestation"
    __table_args__: ClassVar[Any] = (UniqueConstraint("term_id", "ordinal"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    term_id: str = Field(sa_type=KeyType, sa_column_args=(ForeignKey("term.id", ondelete="CASCADE"),))
    ordinal: int
    source: str = Field(sa_type=TextType)
    date: str
    count: int | None = None
    bead: int | None = Field(default=None, index=True)
    """Number of a bead. No foreign key: a merge takes the bead away and its undo brings it back with its number."""
    start: int | None = None
    end: int | None = None
    context: str = Field(sa_type=TextType)


class CrossReference(Row, table=True):
    """A link from one concept to another, which need not be stored (yet)."""

    __tablename__: ClassVar[str] = "cross_reference"

    concept_id: str = Field(
        primary_key=True, sa_type=KeyType, sa_column_args=(ForeignKey("concept.id", ondelete="CASCADE"),)
    )
    ordinal: int = Field(primary_key=True)
    target: str = Field(sa_type=KeyType, index=True)
    kind: str


class ConceptSearch(Row, table=True):
    """What a search looks through: the keys of a concept's terms and readings, one a line (see `concept_text`)."""

    __tablename__: ClassVar[str] = "concept_search"
    __table_args__: ClassVar[Any] = (UniqueConstraint("concept_id"), NUMBERED)

    number: int | None = Field(default=None, primary_key=True)
    concept_id: str = Field(sa_type=KeyType, sa_column_args=(ForeignKey("concept.id", ondelete="CASCADE"),))
    lines: str = Field(sa_type=TextType)
