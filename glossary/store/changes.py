"""The log of changes: every write of a repository leaves one entry, in the same transaction as the write itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, select

from glossary.errors import NotFoundError
from glossary.store.bulk import insert_rows
from glossary.store.records import ChangeItemRecord, ChangeRecord
from glossary.store.tables import Change, ChangeItem, now, table_of

if TYPE_CHECKING:
    from glossary.store.engine import Database

DONE, UNDONE, DROPPED = "done", "undone", "dropped"

changes = table_of(Change)
items = table_of(ChangeItem)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a change touches; `before` and `after` are JSON values."""

    entity: str
    entity_id: str
    version: int
    before: Any = None
    after: Any = None


def record(connection: Connection, author: str, kind: str, label: str, touched: Iterable[Item]) -> int:
    """Write one change with its items in the caller's transaction and return its number."""
    values = {"author": author, "created": now(), "kind": kind, "label": label, "state": DONE}
    number = connection.execute(insert(changes), values).inserted_primary_key
    assert number is not None  # noqa: S101 the table has a key
    append(connection, int(number[0]), touched)
    return int(number[0])


def append(connection: Connection, number: int, touched: Iterable[Item]) -> None:
    """Add items to a change that is being made: one that touches very much is logged as it goes on."""
    insert_rows(
        connection,
        items,
        ("change_id", "entity", "entity_id", "version", "before", "after"),
        ((number, i.entity, i.entity_id, i.version, i.before, i.after) for i in touched),
    )


def rename(connection: Connection, number: int, label: str) -> None:
    """Give a change that is being made its label, where that is known at its end only."""
    connection.execute(changes.update().where(changes.c.id == number).values(label=label))


class ChangeLog:
    """Who did what, when. Only read from here; the repositories write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(
        self, *, entity: str = "", entity_id: str = "", kind: str = "", limit: int = 100, before: int | None = None
    ) -> Sequence[ChangeRecord]:
        """Return changes, newest first: of everything, of one kind of thing, or of one thing.

        `entity` is `document`, `alignment`, `concept` or `dismissal`; `before` pages on from a change's number.
        """
        count = select(func.count()).where(items.c.change_id == changes.c.id).scalar_subquery()
        statement = select(changes, count.label("items")).order_by(changes.c.id.desc()).limit(limit)
        if entity:
            touched = select(items.c.change_id).where(items.c.entity == entity)
            if entity_id:
                touched = touched.where(items.c.entity_id == str(entity_id))
            statement = statement.where(changes.c.id.in_(touched))
        if kind:
            statement = statement.where(changes.c.kind == kind)
        if before is not None:
            statement = statement.where(changes.c.id < before)
        with self._database.read() as connection:
            return [
                ChangeRecord(
                    id=row.id,
                    author=row.author,
                    when=row.created,
                    kind=row.kind,
                    label=row.label,
                    state=row.state,
                    items=row.items,
                )
                for row in connection.execute(statement)
            ]

    def items(self, change_id: int) -> tuple[ChangeItemRecord, ...]:
        """Return what one change touched. Raises NotFoundError where there is no such change."""
        with self._database.read() as connection:
            if connection.execute(select(changes.c.id).where(changes.c.id == change_id)).first() is None:
                raise NotFoundError(f"There is no change {change_id}.")
            rows = connection.execute(select(items).where(items.c.change_id == change_id).order_by(items.c.id))
            return tuple(
                ChangeItemRecord(
                    entity=row.entity,
                    entity_id=row.entity_id,
                    version=row.version,
                    before=row.before,
                    after=row.after,
                )
                for row in rows
            )
