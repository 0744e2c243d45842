"""What only a server can do wrong."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy
from sqlalchemy import text
from sqlalchemy.engine import make_url

from glossary.errors import DatabaseError
from glossary.store.engine import open_database
from glossary.store.records import NewDocument
from tests.servers import PostgresServer

TEXT = NewDocument(language="ko", paragraphs=(("전시회가 개막되였다.",),))


def run(url: str, *statements: str) -> None:
    engine = sqlalchemy.create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_no_such_data_base(postgres_server: PostgresServer) -> None:
    url = make_url(postgres_server.fresh()).set(database="no_such_name")
    with pytest.raises(DatabaseError, match=r"no_such_name.*does not exist") as caught:
        open_database(url.render_as_string(hide_password=False))
    assert "createdb" in caught.value.hint


def test_no_such_user(postgres_server: PostgresServer) -> None:
    url = make_url(postgres_server.fresh()).set(username="stranger", password="secret")
    with pytest.raises(DatabaseError) as caught:
        open_database(url.render_as_string(hide_password=False))
    assert "stranger" in caught.value.message
    assert "secret" not in caught.value.message


def test_shared_with_another_program(postgres_server: PostgresServer) -> None:
    """Other tables stay; a table of one of our names that is not ours is an error."""
    url = postgres_server.fresh()
    run(url, "CREATE TABLE bookmark (url TEXT)", "CREATE TABLE alembic_version (version_num TEXT)")
    with open_database(url) as database:
        assert database.dialect == "postgresql"
        assert database.documents.add(TEXT).segments == 1
    run(url, "SELECT url FROM bookmark")
    taken = postgres_server.fresh()
    run(taken, "CREATE TABLE document (path TEXT)")
    with pytest.raises(DatabaseError, match="not a data base of malmoi"):
        open_database(taken)


def test_newer_than_this_program(postgres_server: PostgresServer) -> None:
    url = postgres_server.migrated()
    run(url, "UPDATE malmoi_schema SET version_num = '9999'")
    with pytest.raises(DatabaseError, match="newer malmoi"):
        open_database(url)


def test_read_only(postgres_server: PostgresServer) -> None:
    url = postgres_server.migrated()
    name = make_url(url).database
    run(url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with open_database(url) as database:
        assert database.documents.list() == []
        with pytest.raises(DatabaseError, match="only be read") as caught:
            database.documents.add(TEXT)
    assert caught.value.title == "Read-only data base"


def test_made_by_many_at_once(postgres_server: PostgresServer) -> None:
    url = postgres_server.fresh()
    errors: list[BaseException] = []

    def work() -> None:
        try:
            with open_database(url, author="editor") as database:
                database.documents.add(TEXT)
        except BaseException as error:  # noqa: BLE001 told to the test
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_database(url) as database:
        assert len(database.documents.list()) == 3
        with pytest.raises(DatabaseError, match="not a file") as caught:
            database.backup()
    assert "pg_dump" in caught.value.hint


def test_a_lost_connection_is_made_again(postgres_server: PostgresServer) -> None:
    url = postgres_server.migrated()
    with open_database(url, author="editor") as database:
        database.documents.add(TEXT)
        name = make_url(url).database
        run(
            postgres_server.fresh(),
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
        )
        assert len(database.documents.list()) == 1
