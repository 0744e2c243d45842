"""Opening a data base, and everything that can be wrong with one: one clear error, nothing changed, no traceback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from glossary.errors import DatabaseError, Exit
from glossary.store import connect, upgrade
from glossary.store.engine import Database, open_database
from glossary.store.records import NewDocument
from glossary.terms.entries import Concept, Term

TEXT = NewDocument(language="ko", paragraphs=(("전시회가 개막되였다.",),))


def refused(url: object, **options: float) -> DatabaseError:
    """Open what cannot be opened and return the error."""
    with pytest.raises(DatabaseError) as caught:
        open_database(str(url), author="editor", **options)
    error = caught.value
    assert error.exit_code == Exit.DATABASE
    assert error.title
    assert error.hint
    return error


def test_the_users_own_data_base_is_made_with_its_directory(isolated: Path) -> None:
    with open_database() as database:
        assert database.path == isolated / "malmoi-data" / "malmoi.sqlite"
        assert database.path.is_file()
        database.documents.add(TEXT)
    with open_database() as database:
        assert len(database.documents.list()) == 1


def test_a_url_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALMOI_DB", f"sqlite:///{tmp_path / 'here.sqlite'}")
    with open_database() as database:
        assert database.path == tmp_path / "here.sqlite"
        assert database.name == str(tmp_path / "here.sqlite")


def test_a_plain_path_and_a_path_with_strange_signs(tmp_path: Path) -> None:
    folder = tmp_path / "말모이 100% #1?"
    folder.mkdir()
    with open_database(str(folder / "용어.sqlite")) as database:
        database.documents.add(TEXT)
    assert [p.name for p in folder.iterdir()] == ["용어.sqlite"]


def test_promises_of_a_connection(sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "SYNCHRONOUS", "FULL")
    with open_database(str(sqlite_file)) as database, database.read() as connection:
        read = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout", "application_id")
        }
    assert read == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "busy_timeout": 5000,
        "application_id": 0x6D616C6D,
    }
    assert connect.__dict__["SYNCHRONOUS"] == "FULL"


def test_full_is_what_users_get() -> None:
    code = "from glossary.store import connect; print(connect.SYNCHRONOUS)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "FULL"


def test_opening_an_upgraded_data_base_does_not_load_alembic(sqlite_file: Path) -> None:
    code = (
        "import sys; from glossary.store.engine import open_database\n"
        f"open_database({str(sqlite_file)!r}).documents.list(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "False", done.stderr


def test_the_author(sqlite_file: Path, isolated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "login")
    with open_database(str(sqlite_file)) as database:
        assert database.documents.add(TEXT).author == "login"
    settings = isolated / "malmoi-config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('[user]\nname = "김편집"\n', encoding="utf-8")
    with open_database(str(sqlite_file)) as database:
        assert database.documents.add(TEXT).author == "김편집"


@pytest.mark.parametrize("url", ["mysql://localhost/x", "oracle+cx://a/b", "http://example.org/db", "", "://"])
def test_unknown_kind(url: str) -> None:
    error = refused(url)
    assert "sqlite:///" in error.hint
    assert "postgresql://" in error.hint


def test_directory_in_place_of_a_file(tmp_path: Path) -> None:
    error = refused(tmp_path)
    assert "is a directory" in error.message
    assert str(tmp_path / "malmoi.sqlite") in error.hint


def test_directory_that_is_not_there(tmp_path: Path) -> None:
    error = refused(tmp_path / "no" / "such.sqlite")
    assert "does not exist" in error.message
    assert not (tmp_path / "no").exists()


def test_a_file_in_the_way_of_the_data_directory(isolated: Path) -> None:
    (isolated / "malmoi-data").write_text("in the way")
    with pytest.raises(DatabaseError, match="malmoi-data"):
        open_database()


@pytest.mark.parametrize("content", [b"a text, not a data base. " * 100, b"PK\x03\x04" + bytes(range(256)) * 20])
def test_not_a_data_base(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    error = refused(path)
    assert "is not a data base of malmoi" in error.message
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_data_base(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
        connection.commit()
    before = path.read_bytes()
    assert "is not a data base of malmoi" in refused(path).message
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_data_base(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()
    with open_database(str(path)) as database:
        assert database.verify() == []


def test_newer_than_this_program(sqlite_file: Path) -> None:
    with closing(sqlite3.connect(sqlite_file)) as connection:
        connection.execute(f"UPDATE {upgrade.VERSION_TABLE} SET version_num = '9999'")
        connection.commit()
    before = sqlite_file.read_bytes()
    error = refused(sqlite_file)
    assert "9999" in error.message
    assert upgrade.HEAD in error.message
    assert "Update malmoi" in error.hint
    assert sqlite_file.read_bytes() == before
    assert not list(sqlite_file.parent.glob("*backup*"))


def test_damaged(sqlite_file: Path) -> None:
    with open_database(str(sqlite_file), author="editor") as database:
        for _ in range(50):
            database.documents.add(TEXT)
    content = bytearray(sqlite_file.read_bytes())
    content[4096 * 2 :] = os.urandom(len(content) - 4096 * 2)
    sqlite_file.write_bytes(content)

    def read_all() -> None:
        with open_database(str(sqlite_file)) as database:
            database.documents.list()
            database.alignments.list()
            list(database.concepts.all())

    with pytest.raises(DatabaseError) as caught:
        read_all()
    assert caught.value.title == "Damaged data base"
    assert "backup" in caught.value.hint


def test_verify_finds_damage(sqlite_file: Path) -> None:
    with open_database(str(sqlite_file), author="editor") as database:
        document = database.documents.add(TEXT)
        assert database.verify() == []
        with closing(sqlite3.connect(sqlite_file)) as connection:
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("UPDATE segment SET document_id = 99")
            connection.commit()
        (problem,) = database.verify()
    assert "segment" in problem
    assert document.segments == 1


def test_locked_by_another(sqlite_file: Path) -> None:
    with open_database(str(sqlite_file), author="editor", busy_seconds=0.1) as database:
        with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert database.documents.list() == []  # reading goes on
            with pytest.raises(DatabaseError, match="locked by another") as caught:
                database.documents.add(TEXT)
            assert caught.value.title == "Data base in use"
            other.execute("ROLLBACK")
        assert database.documents.add(TEXT).id


def test_locked_while_it_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "locked" in refused(path, busy_seconds=0.1).message
        other.execute("ROLLBACK")
    open_database(str(path)).close()


def test_full_disk(sqlite_file: Path) -> None:
    """SQLite says the same when the pages it may use are at an end."""
    long = NewDocument(language="ko", paragraphs=tuple((f"{n} " + "긴 문장 " * 200,) for n in range(400)))
    with open_database(str(sqlite_file), author="editor") as database:
        with database.read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 20}")
        with pytest.raises(DatabaseError) as caught:
            database.documents.add(long)
        assert caught.value.title == "Disk full"
        assert database.documents.list() == []
        assert database.documents.add(TEXT).id
        assert database.verify() == []


def test_made_by_many_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            with open_database(str(path), author=f"editor {number}") as database:
                for _ in range(5):
                    database.documents.add(TEXT)
        except BaseException as error:  # noqa: BLE001 told to the test
            errors.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_database(str(path)) as database:
        assert len(database.documents.list()) == 20
        assert database.verify() == []


def test_in_memory_all_threads_see_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_database("sqlite://", author="editor") as database:
        assert database.path is None
        threads = [threading.Thread(target=database.documents.add, args=(TEXT,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(database.documents.list()) == 4
        with pytest.raises(DatabaseError, match="not a file"):
            database.backup()


def test_backup(sqlite: Database, tmp_path: Path) -> None:
    sqlite.documents.add(TEXT)
    beside = sqlite.backup()
    assert beside.parent == tmp_path
    assert beside.name.startswith("malmoi.sqlite.backup-")
    named = sqlite.backup(tmp_path / "copy.sqlite")
    sqlite.documents.add(TEXT)
    for path in (beside, named):
        with open_database(str(path)) as copy:
            assert len(copy.documents.list()) == 1
    with pytest.raises(DatabaseError, match="exists already"):
        sqlite.backup(named)
    with pytest.raises(DatabaseError, match="nowhere"):
        sqlite.backup(tmp_path / "nowhere" / "copy.sqlite")
    assert not list(tmp_path.glob("*.part"))


def test_many_documents_are_stored_all_or_none(sqlite: Database) -> None:
    """Killed between two writes, the first is gone too."""
    real = sqlite.documents._check_links
    calls = iter(range(10))

    def interrupted(*arguments: object) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        real(*arguments)  # type: ignore[arg-type]

    with mock.patch.object(sqlite.documents, "_check_links", interrupted), pytest.raises(KeyboardInterrupt):
        sqlite.documents.add_many([TEXT] * 4)
    assert sqlite.documents.list() == []
    assert len(sqlite.documents.add_many([TEXT] * 4)) == 4


def test_a_killed_process_leaves_nothing_half_written(sqlite_file: Path) -> None:
    """A process is killed within a transaction, when it has written half of an import."""
    code = f"""
import os, signal
from glossary.store.engine import open_database
from glossary.terms.entries import Concept, Term
def stream():
    for n in range(1500):
        yield Concept(id=f"c-{{n}}", terms=(Term(id=f"t-{{n}}", language="ko-KP", text=f"말{{n}}"),))
    os.kill(os.getpid(), signal.SIGKILL)
database = open_database({str(sqlite_file)!r}, author="editor")
database.concepts.add(Concept(id="kept", terms=(Term(id="kept-t", language="ko-KP", text="남는 말"),)))
database.concepts.add_many(stream())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=Path(__file__).parents[2])
    assert done.returncode == -9
    with open_database(str(sqlite_file)) as database:
        assert [c.id for c in database.concepts.all()] == ["kept"]
        assert database.verify() == []
        assert database.concepts.add(Concept(id="next", terms=(Term(id="n", language="en", text="next"),))).version == 1


class TestPostgres:
    """What can be wrong with a server."""

    def test_not_reachable(self, tmp_path: Path) -> None:
        pytest.importorskip("psycopg")
        error = refused(f"postgresql://editor:secret@/malmoi?host={tmp_path}")
        assert "cannot be reached" in error.message
        assert "secret" not in error.message + error.hint

    def test_driver_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "psycopg", None)
        error = refused("postgresql://localhost/malmoi")
        assert "pip install 'malmoi[postgres]'" in error.hint
