"""Tables of what editors did: changes with what was before and after, and findings set aside.

A change is one action of a person; its items name the rows that it touched. A bulk import is one change with many
items. An item of something new holds no copy of it, since the row itself says what it is: every write that replaces
or removes content keeps what was there in `before`, so any version can be told.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from glossary.store.tables_base import NUMBERED, KeyType, Row, TextType, UtcDateTime


class Change(Row, table=True):
    """One action: who, when, what."""

    __tablename__: ClassVar[str] = "change"
    __table_args__: ClassVar[Any] = (Index(None, "kind", "state"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    author: str
    created: datetime = Field(sa_type=UtcDateTime, index=True)
    kind: str
    """`alignment.edit`, `concept.save` … : what it was done to, and what was done."""
    label: str = Field(sa_type=TextType)
    """One line for people."""
    state: str
    """`done`; `undone` (can be done again); `dropped` (undone, and then something else was done)."""


class ChangeItem(Row, table=True):
    """One thing that a change touched."""

    __tablename__: ClassVar[str] = "change_item"
    __table_args__: ClassVar[Any] = (Index(None, "entity", "entity_id", "change_id"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(index=True, sa_column_args=(ForeignKey("change.id", ondelete="CASCADE"),))
    entity: str
    entity_id: str = Field(sa_type=KeyType)
    version: int
    """The version that the change made."""
    before: Any = Field(default=None, sa_type=JSON(none_as_null=True), nullable=True)
    after: Any = Field(default=None, sa_type=JSON(none_as_null=True), nullable=True)


class Dismissal(Row, table=True):
    """A finding that an editor has set aside, with the reason."""

    __tablename__: ClassVar[str] = "dismissal"
    __table_args__: ClassVar[Any] = (UniqueConstraint("check_id", "fingerprint"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    check_id: str = Field(sa_type=KeyType)
    fingerprint: str = Field(sa_type=KeyType)
    reason: str = Field(sa_type=TextType)
    author: str
    created: datetime = Field(sa_type=UtcDateTime)
    version: int = 1
