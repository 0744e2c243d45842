"""The schema's version, and how a data base gets to it.

At every start the version is read by one plain query; Alembic, which takes half a second to import, is loaded only when
there is something to do. An existing file is copied beside itself before it is changed, and the whole upgrade is one
transaction: it is done or it is not.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from glossary.errors import DatabaseError
from glossary.store.failures import Place, damaged, explained, not_a_database

VERSIONS: Sequence[str] = ("0001", "0002", "0003", "0004")
"""Every version of the schema, oldest first; the last one is this program's. A test holds it against the migrations."""
HEAD = VERSIONS[-1]
VERSION_TABLE = "malmoi_schema"
"""Of our own name, so that another program's Alembic in a shared data base is never taken for ours."""

_FULL_TEXT = re.compile(r"memory_(?:(?:source|target)_(?:fts|words)|trgm_)|concept_fts")
_LOCK = 0x6D616C6D
"""Key of the advisory lock under which a PostgreSQL data base is upgraded: "malm"."""


def ensure_schema(engine: Engine, place: Place) -> None:
    """Bring the data base to this program's schema; a new one is made.

    Raises DatabaseError where it is newer than this program, not malmoi's, or damaged.
    """
    with explained(place), engine.connect() as connection:
        version = read_version(connection, place)
    if version == HEAD:
        return
    if version and place.path is not None:
        backup(place, note=f"before-{HEAD}")
    with explained(place), engine.execution_options(malmoi_writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        # Another malmoi may have done it between the first look and the lock.
        if read_version(connection, place) != HEAD:
            migrate(connection, HEAD)
    if place.path is not None:
        with explained(place), engine.connect() as connection:
            _use_wal(connection)


def read_version(connection: Connection, place: Place) -> str:
    """Return the version of the schema, or an empty string for an empty data base."""
    if _has_version_table(connection):
        versions = [str(row[0]) for row in connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}"))]  # noqa: S608 a constant
        if len(versions) != 1:
            raise damaged(place.name, f"{len(versions)} versions of the schema are recorded in place of one")
        version = versions[0]
        if version not in VERSIONS:
            raise DatabaseError(
                f"{place.name} was made by a newer malmoi: its schema is {version}, this program knows up to {HEAD}.",
                hint="Update malmoi, or choose another data base with --db. Nothing was changed.",
                title="Newer data base",
            )
        return version
    if not _is_empty(connection):
        raise not_a_database(place.name)
    return ""


def migrate(connection: Connection, revision: str) -> None:
    """Run the migrations up to a revision, in the transaction that the connection is in."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic's configuration interpolates %, which a path may hold.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Tell Alembic what to compare: not the full-text index, which FTS5 and pg_trgm keep for themselves."""
    return not (kind in ("table", "index") and _FULL_TEXT.match(name or ""))


def backup(place: Place, destination: Path | None = None, *, note: str = "") -> Path:
    """Copy a SQLite file as it stands, also while others write to it, and return the path of the copy."""
    if place.path is None:
        raise DatabaseError(
            f"{place.name} is not a file.", hint="Back a PostgreSQL data base up with pg_dump, as its server does."
        )
    if destination is None:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        stem = f"{place.path.name}.backup-{stamp}" + (f"-{note}" if note else "")
        destination = place.path.with_name(stem)
        number = 1
        while destination.exists():
            number += 1
            destination = place.path.with_name(f"{stem}-{number}")
    elif destination.exists():
        raise DatabaseError(f"{destination} exists already.", hint="Name a new file for the backup.")
    partial = destination.with_name(destination.name + ".part")
    try:
        with explained(Place(str(destination), destination)):
            source = sqlite3.connect(f"{place.path.as_uri()}?mode=ro", uri=True)
            with contextlib.closing(source), contextlib.closing(sqlite3.connect(partial)) as copy:
                source.backup(copy)
        partial.replace(destination)
    except OSError as error:
        raise DatabaseError(
            f"{destination} cannot be written: {error.strerror or error}.", hint="Choose another place."
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return destination


def _has_version_table(connection: Connection) -> bool:
    if connection.dialect.name == "sqlite":
        statement = text("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name")
    else:
        statement = text("SELECT 1 WHERE to_regclass(:name) IS NOT NULL")
    return connection.execute(statement, {"name": VERSION_TABLE}).first() is not None


def _is_empty(connection: Connection) -> bool:
    """Whether nothing stands in the way of making the tables."""
    if connection.dialect.name == "sqlite":
        return connection.execute(text("SELECT 1 FROM sqlite_master LIMIT 1")).first() is None
    from glossary.store.tables import metadata

    # A server's data base may be shared with other programs; only our own names must be free.
    return not set(inspect(connection).get_table_names()) & set(metadata.tables)


def _use_wal(connection: Connection) -> None:
    """Set write-ahead logging, which stays set in the file: readers never wait for a writer."""
    raw = connection.connection.driver_connection
    if raw is not None:
        raw.execute("PRAGMA journal_mode=WAL")
