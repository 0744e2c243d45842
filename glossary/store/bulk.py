"""Writing and looking up very many rows at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
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


CACHE_MB = 8
"""What SQLite may keep of the data base in memory while very many rows are written; usually it is 2 MB."""


@contextmanager
def loading(connection: Connection, empty: Sequence[Table] = ()) -> Iterator[None]:
    """Write very many rows in this block, quicker; inside a transaction, which takes all of it back.

    The indexes of tables that are `empty` are made at its end: sorting once costs a third of putting each row where it
    belongs. Without them and with more memory, 400,000 terms with all that hangs on them take a third less time.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size=-{CACHE_MB * 1000}")
    try:
        later = [sql for table in empty for sql in _without_indexes(connection, table)]
        yield
        for sql in later:
            connection.exec_driver_sql(sql)
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={usual}")


def _without_indexes(connection: Connection, table: Table) -> list[str]:
    """Take the indexes of a table away, but those that keep rows apart, and return the statements that make them."""
    quote = connection.dialect.identifier_preparer.quote
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX%'",
        (table.name,),
    ).all()
    for name, _ in found:
        connection.exec_driver_sql(f"DROP INDEX {quote(name)}")
    return [sql for _, sql in found]


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
