"""Writing and looking up very many rows at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Table, insert, select


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of the columns.

    Where the driver takes values by position they go to it as they are, with only those columns converted that need it:
    by way of a dictionary for each row, 400,000 terms cost 8 s more.
    """
    values = list(rows)
    if not values:
        return
    dialect = connection.dialect
    if dialect.paramstyle != "qmark":
        connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in values])
        return
    key = (table.name, dialect.name, tuple(columns))
    if key not in _STATEMENTS:
        quote = dialect.identifier_preparer.quote
        names, marks = ", ".join(map(quote, columns)), ", ".join("?" * len(columns))
        # A truth value is a number for every such driver as it is.
        kinds = [table.c[name].type for name in columns]
        converters = [
            None if isinstance(kind, Boolean) else kind.dialect_impl(dialect).bind_processor(dialect) for kind in kinds
        ]
        _STATEMENTS[key] = (
            f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})",  # noqa: S608 names of our own tables
            [(n, c) for n, c in enumerate(converters) if c is not None],
        )
    statement, converted = _STATEMENTS[key]
    if converted:
        values = [_converted(row, converted) for row in values]
    connection.exec_driver_sql(statement, values)


_Converters = list[tuple[int, Callable[[Any], Any]]]
_STATEMENTS: dict[tuple[str, str, tuple[str, ...]], tuple[str, _Converters]] = {}


def _converted(row: tuple[Any, ...], converters: _Converters) -> tuple[Any, ...]:
    """Return a row as the driver takes it; what is None stays None, and most rows stay as they are."""
    changed: list[Any] | None = None
    for place, convert in converters:
        if row[place] is not None:
            if changed is None:
                changed = list(row)
            changed[place] = convert(changed[place])
    return row if changed is None else tuple(changed)


def stored_ids(connection: Connection, column: Column[Any], ids: Sequence[str]) -> set[str]:
    """Return those of some texts that stand in a column; quicker than an IN list, which is put together anew each time.

    At most as many as a statement may have parameters.
    """
    return {str(row[0]) for row in rows_where(connection, column, ids, [column])}


def rows_where(
    connection: Connection, column: Column[Any], values: Sequence[str], wanted: Sequence[Column[Any]]
) -> Iterable[Any]:
    """Return some columns of the rows of one table whose `column`, a text, is one of the values."""
    if connection.dialect.paramstyle != "qmark":
        return connection.execute(select(*wanted).where(column.in_(values)))
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(c.name) for c in wanted)
    marks = ",".join("?" * len(values))
    sql = f"SELECT {names} FROM {quote(column.table.name)} WHERE {quote(column.name)} IN ({marks})"  # noqa: S608 ours
    return connection.exec_driver_sql(sql, tuple(values))
