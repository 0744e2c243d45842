"""What every table shares: the metadata with its naming convention, and the column types of texts, keys and times.

Times are UTC: an aware datetime goes in, an aware datetime comes out, on data bases that keep no time zone too. Sort
and search keys compare by code point on every data base, so that a listing has one order everywhere.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, cast

from sqlalchemy import DateTime, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Code-point order: SQLite's BINARY does it by itself, PostgreSQL must be told.
KeyType = String().with_variant(String(collation="C"), "postgresql")
TextType = Text()


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. Naive datetimes are refused, since nobody knows what they mean."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware datetime into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"{value!r} has no time zone"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Mark what SQLite returns naive as the UTC that it is."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(SQLModel):
    """Base of all tables."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


# SQLite gives a deleted row's number to the next row unless told otherwise; numbers here are public and stand in the
# change log, so they are never given twice.
NUMBERED: dict[str, Any] = {"sqlite_autoincrement": True}


def table_of(model: type[Row]) -> Table:
    """Return the Core table of a model; all statements are written against these."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]


def now() -> datetime:
    """Return the moment of a change."""
    return datetime.now(UTC)
