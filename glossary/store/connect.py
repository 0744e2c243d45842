"""From a URL to a SQLAlchemy engine whose connections keep the promises of the store.

SQLite: foreign keys on, WAL, synchronous=FULL, a busy timeout, and transactions that we begin ourselves: a write begins
IMMEDIATE, so that it waits for another writer at its start and never fails half-way because it read first.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import StaticPool

from glossary.errors import DatabaseError
from glossary.store import concept_text
from glossary.store.failures import Place, cannot_make_directory, cannot_open
from glossary.store.fulltext.sqlite import register_functions

BUSY_SECONDS = 5.0
"""How long a write waits for another writer before it gives up."""
SYNCHRONOUS = "FULL"
"""A committed edit is on the disk, whatever happens next. Tests, which need not outlive a power cut, set it to OFF."""
CONNECT_SECONDS = 8
"""How long a server may take to answer."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def parse(url: str) -> URL:
    """Return the URL of a data base; a plain path means a SQLite file.

    Raises DatabaseError for schemes other than sqlite and postgresql.
    """
    text = url.strip()
    known = "Known are sqlite:///path/to/file and postgresql://user@host/name; a plain path is a SQLite file."
    if not text:
        raise DatabaseError("The URL of the data base is empty.", hint=known)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        parsed = make_url(text)
    except (exc.ArgumentError, ValueError) as error:
        raise DatabaseError(f"{text!r} is not the URL of a data base.", hint=known) from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return parsed.set(drivername="sqlite")
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise DatabaseError(f"{backend!r} is not a kind of data base that malmoi speaks.", hint=known)


def place_of(url: URL) -> Place:
    """Return what to call the data base in messages."""
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            return Place("the data base in memory")
        path = Path(url.database).absolute()
        return Place(str(path), path)
    return Place(url.set(drivername="postgresql").render_as_string(hide_password=True))


def make_directory(path: Path) -> None:
    """Make the directory of the user's own data base."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_make_directory(path.parent, error) from error


def make_engine(url: URL, place: Place, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine; nothing is connected yet."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, place, busy_seconds)
    try:
        import psycopg  # noqa: F401 only to say clearly that it is missing
    except ImportError as error:
        raise DatabaseError(
            f"{place.name} is a PostgreSQL data base, and the driver for it is not installed.",
            hint="Install it: pip install 'malmoi[postgres]'.",
        ) from error
    return create_engine(
        url,
        pool_pre_ping=True,
        json_serializer=_json,
        connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "malmoi"},
    )


def _sqlite_engine(url: URL, place: Place, busy_seconds: float) -> Engine:
    options: dict[str, Any] = {"connect_args": {"timeout": busy_seconds, "check_same_thread": False}}
    if place.path is None:
        # One connection for all threads, or each thread would see a memory of its own.
        options["poolclass"] = StaticPool
    elif place.path.is_dir() or not place.path.parent.is_dir():
        raise cannot_open(place)
    engine = create_engine(url, json_serializer=_json, **options)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # None: the driver begins no transaction by itself, the `begin` event below does.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA synchronous={SYNCHRONOUS}")
        cursor.execute(f"PRAGMA busy_timeout={int(busy_seconds * 1000)}")
        cursor.close()
        register_functions(connection)
        concept_text.register_functions(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("malmoi_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
