"""What every test starts from: a home, settings and a data directory of its own, and, where wanted, a data base.

No test can touch the user's files. PostgreSQL tests run on the server that MALMOI_TEST_POSTGRES names, else on a
throwaway one where its programs are installed, else they are skipped with the reason.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glossary.store import connect
from glossary.store.engine import Database, open_database
from tests.servers import PostgresServer


@pytest.fixture(autouse=True)
def isolated(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home directory of its own."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in (
        ("HOME", ""),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "share"),
        ("MALMOI_CONFIG_DIR", "malmoi-config"),
        ("MALMOI_DATA_DIR", "malmoi-data"),
    ):
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.delenv("MALMOI_DB", raising=False)
    return home


@pytest.fixture(scope="session", autouse=True)
def _not_waiting_for_the_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connect, "SYNCHRONOUS", "OFF")
        yield


@pytest.fixture(scope="session")
def empty_database_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one SQLite data base at the current schema; tests copy it, which is quicker than migrating each time."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    open_database(str(path), author="nobody").close()
    return path


@pytest.fixture
def sqlite_file(empty_database_file: Path, tmp_path: Path) -> Path:
    """Return an empty data base file of the test's own."""
    return Path(shutil.copy(empty_database_file, tmp_path / "malmoi.sqlite"))


@pytest.fixture
def sqlite(sqlite_file: Path) -> Iterator[Database]:
    """Open an empty SQLite data base."""
    with open_database(str(sqlite_file), author="editor") as database:
        yield database


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Give a PostgreSQL server, or skip the test."""
    with PostgresServer.start() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty data base at the current schema, of each kind in turn."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_file"))
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.emptied()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Open an empty data base of each kind in turn."""
    with open_database(database_url, author="editor") as opened:
        yield opened


@pytest.fixture
def reopen(database_url: str) -> Iterator[Callable[..., Database]]:
    """Return a function that opens the same data base once more, as another session or another editor would."""
    opened: list[Database] = []

    def another(author: str = "editor") -> Database:
        opened.append(open_database(database_url, author=author))
        return opened[-1]

    yield another
    for each in opened:
        each.close()
