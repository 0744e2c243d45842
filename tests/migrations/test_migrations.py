"""Migrations make what the tables say, and bring every old data base to it without loss, after a backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import make_url

from glossary.errors import DatabaseError
from glossary.store import connect, upgrade
from glossary.store.engine import open_database
from tests.migrations.builders import BUILDERS, read_back
from tests.servers import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a data base with nothing in it, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.sqlite'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.fresh()


def engine_of(url: str) -> Engine:
    parsed = connect.parse(url)
    return connect.make_engine(parsed, connect.place_of(parsed))


def scripts() -> Any:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(Path(upgrade.__file__).parent / "migrations"))


def test_the_program_knows_every_migration_in_order() -> None:
    revisions = [script.revision for script in scripts().walk_revisions()]
    assert tuple(reversed(revisions)) == tuple(upgrade.VERSIONS)
    assert scripts().get_heads() == [upgrade.HEAD]


def test_every_version_has_a_builder() -> None:
    assert tuple(BUILDERS) == tuple(upgrade.VERSIONS)


def test_the_tables_are_as_the_migrations_make_them(empty_url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from glossary.store.tables import metadata

    open_database(empty_url, author="editor").close()
    engine = engine_of(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "version_table": upgrade.VERSION_TABLE,
                "include_object": upgrade.is_ours,
            },
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_comparison_would_see_a_difference(tmp_path: Path) -> None:
    """The test above can fail: a column taken away is found."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from glossary.store.tables import metadata

    path = tmp_path / "new.sqlite"
    open_database(str(path), author="editor").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE document DROP COLUMN translator")
        connection.execute("DROP INDEX ix_term_folded")
        connection.commit()
    engine = engine_of(str(path))
    with engine.connect() as opened:
        context = MigrationContext.configure(
            opened, opts={"version_table": upgrade.VERSION_TABLE, "include_object": upgrade.is_ours}
        )
        assert len(compare_metadata(context, metadata)) == 2
    engine.dispose()


@pytest.mark.parametrize("version", BUILDERS)
def test_an_old_data_base_is_read_by_this_program(empty_url: str, version: str) -> None:
    engine = engine_of(empty_url)
    with engine.execution_options(malmoi_writes=True).begin() as connection:
        BUILDERS[version](connection)
    engine.dispose()
    with open_database(empty_url, author="editor") as database:
        read_back(database)


@pytest.fixture
def a_newer_program(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let this program know a version more, whose migration adds a table."""
    ran: list[str] = []

    def migrate(connection: Connection, revision: str) -> None:
        ran.append(revision)
        connection.execute(text("CREATE TABLE brand_new (id INTEGER)"))
        connection.execute(text(f"UPDATE {upgrade.VERSION_TABLE} SET version_num = '{revision}'"))

    monkeypatch.setattr(upgrade, "VERSIONS", (*upgrade.VERSIONS, "7777"))
    monkeypatch.setattr(upgrade, "HEAD", "7777")
    monkeypatch.setattr(upgrade, "migrate", migrate)
    return ran


def test_an_upgrade_keeps_a_backup(sqlite_file: Path, a_newer_program: list[str]) -> None:
    old = upgrade.VERSIONS[-2]
    for _ in range(2):
        open_database(str(sqlite_file), author="editor").close()
    assert a_newer_program == ["7777"]
    (kept,) = sqlite_file.parent.glob("malmoi.sqlite.backup-*")
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute(f"SELECT version_num FROM {upgrade.VERSION_TABLE}").fetchone() == (old,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(sqlite3.connect(sqlite_file)) as connection:
        assert connection.execute(f"SELECT version_num FROM {upgrade.VERSION_TABLE}").fetchone() == ("7777",)


def test_a_failed_upgrade_changes_nothing(
    sqlite_file: Path, a_newer_program: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    half = upgrade.migrate

    def failing(connection: Connection, revision: str) -> None:
        half(connection, revision)
        connection.execute(text("SELECT * FROM no_such_table"))

    monkeypatch.setattr(upgrade, "migrate", failing)
    with pytest.raises(DatabaseError):
        open_database(str(sqlite_file), author="editor")
    with closing(sqlite3.connect(sqlite_file)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert "brand_new" not in tables
        version = connection.execute(f"SELECT version_num FROM {upgrade.VERSION_TABLE}").fetchone()
        assert version == (upgrade.VERSIONS[-2],)
    assert a_newer_program == ["7777"]


def test_no_upgrade_without_a_backup(sqlite_file: Path, a_newer_program: list[str]) -> None:
    """Where the copy cannot be written, the data base is left alone."""
    from unittest import mock

    with (
        mock.patch("pathlib.Path.replace", side_effect=OSError(28, "No space left on device")),
        pytest.raises(DatabaseError, match="No space left"),
    ):
        open_database(str(sqlite_file), author="editor")
    assert a_newer_program == []
    assert not list(sqlite_file.parent.glob("*.part"))


def test_a_failed_first_migration_leaves_an_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = upgrade.migrate

    def failing(connection: Connection, revision: str) -> None:
        real(connection, revision)
        raise KeyboardInterrupt

    monkeypatch.setattr(upgrade, "migrate", failing)
    path = tmp_path / "new.sqlite"
    with pytest.raises(KeyboardInterrupt):
        open_database(str(path), author="editor")
    monkeypatch.setattr(upgrade, "migrate", real)
    with open_database(str(path), author="editor") as database:
        assert database.verify() == []


def test_migrations_run_only_through_the_store() -> None:
    """Alembic's own command finds no connection and says so."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))
    with pytest.raises(RuntimeError, match=r"glossary\.store\.upgrade"):
        command.upgrade(config, "head")
    assert make_url("sqlite://").database is None
