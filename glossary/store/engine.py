"""The door of the store: `open_database` gives a `Database`, through which everything stored is reached.

Invariant: each call of a repository is one short transaction of its own: it is kept whole or not at all, and no live
row or open session outlives it. All errors that leave are `MalmoiError`s.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine

from glossary.paths import default_database_url, user_data_dir
from glossary.store import upgrade
from glossary.store.connect import BUSY_SECONDS, make_directory, make_engine, parse, place_of
from glossary.store.failures import Place, explained

if TYPE_CHECKING:
    from glossary.memory.index import Memory
    from glossary.store.alignments import AlignmentRepository
    from glossary.store.changes import ChangeLog
    from glossary.store.dismissals import DismissalRepository
    from glossary.store.documents import DocumentRepository
    from glossary.terms.operations import TermOperations
    from glossary.terms.repository import ConceptRepository


class Database:
    """An open data base at this program's schema. Use as a context manager, or call `close`. Safe between threads."""

    def __init__(self, engine: Engine, place: Place, author: str) -> None:
        self._engine = engine
        self._writer = engine.execution_options(malmoi_writes=True)
        self._place = place
        # In memory all threads share one connection, so they must take turns.
        self._turn = threading.RLock() if place.path is None and engine.dialect.name == "sqlite" else None
        self.author = author
        """Who is recorded with each change."""

    @property
    def name(self) -> str:
        """The data base as messages call it: its path, or its URL without the password."""
        return self._place.name

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None for a server or memory."""
        return self._place.path

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @property
    def schema_version(self) -> str:
        """The version of the schema, which is this program's."""
        return upgrade.HEAD

    @cached_property
    def documents(self) -> DocumentRepository:
        """The texts."""
        from glossary.store.documents import DocumentRepository

        return DocumentRepository(self)

    @cached_property
    def alignments(self) -> AlignmentRepository:
        """The alignments of two texts, their beads and phrase links."""
        from glossary.store.alignments import AlignmentRepository

        return AlignmentRepository(self)

    @cached_property
    def concepts(self) -> ConceptRepository:
        """The term base."""
        from glossary.terms.repository import ConceptRepository

        return ConceptRepository(self)

    @cached_property
    def term_operations(self) -> TermOperations:
        """Operations over several entries of the term base."""
        from glossary.terms.operations import TermOperations

        return TermOperations(self)

    @cached_property
    def memory(self) -> Memory:
        """The translation memory over the beads."""
        from glossary.memory.index import Memory

        return Memory(self)

    @cached_property
    def dismissals(self) -> DismissalRepository:
        """Findings set aside."""
        from glossary.store.dismissals import DismissalRepository

        return DismissalRepository(self)

    @cached_property
    def changes(self) -> ChangeLog:
        """Who did what, when."""
        from glossary.store.changes import ChangeLog

        return ChangeLog(self)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection in a transaction that sees one state of the data base. For repositories."""
        with self._taking_turns(), explained(self._place), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is kept whole or not at all. For repositories."""
        with self._taking_turns(), explained(self._place), self._writer.begin() as connection:
            yield connection

    def backup(self, destination: Path | None = None) -> Path:
        """Copy the SQLite file (beside itself, or to a new file) and return the copy's path."""
        return upgrade.backup(self._place, destination)

    def verify(self) -> list[str]:
        """Return all that is wrong with the data base, in words; empty where it is sound."""
        from glossary.store.verify import verify

        with self.read() as connection:
            return verify(connection)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _taking_turns(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        with self._turn:
            yield


def open_database(url: str | None = None, *, author: str | None = None, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open a data base, making or upgrading it where needed, and return it.

    `url` is a SQLAlchemy URL of SQLite or PostgreSQL, or a plain path; None means `MALMOI_DB`, else the file in the
    user's data directory, whose directory is made. An existing file is copied beside itself before it is upgraded.
    `author` is who changes are recorded for; None means `user.name` of the settings, else the login. Raises
    DatabaseError for everything that can be wrong with the data base.
    """
    parsed = parse(url if url is not None else default_database_url())
    place = place_of(parsed)
    if place.path is not None and place.path.parent == user_data_dir().absolute():
        make_directory(place.path)  # elsewhere a directory that is not there is more likely a slip of the pen
    if author is None:
        from glossary.config import author_name

        author = author_name()
    engine = make_engine(parsed, place, busy_seconds)
    try:
        upgrade.ensure_schema(engine, place)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, place, author)


__all__ = ["Database", "open_database"]
