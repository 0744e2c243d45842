"""A data base where the user may not read or write: one clear error, nothing made, no traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.errors import DatabaseError
from glossary.store.engine import open_database
from glossary.store.records import NewDocument

TEXT = NewDocument(language="ko", paragraphs=(("전시회가 개막되였다.",),))


def as_nobody(call: Callable[[], object]) -> str:
    """Run a call without the rights of root, in a process of its own, and return the error that it ends in."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            call()
            told = "no error"
        except DatabaseError as error:
            told = f"{error.title}: {error.message}"
        except BaseException as error:  # noqa: BLE001 a child process must not run the rest of the tests
            told = repr(error)
        os.write(theirs, told.encode())
        os._exit(0)
    os.close(theirs)
    os.waitpid(child, 0)
    with os.fdopen(ours, "rb") as pipe:
        return pipe.read().decode()


@pytest.fixture
def open_place(tmp_path: Path) -> Path:
    """Return a directory that everybody can reach."""
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o755)
    place = tmp_path / "place"
    place.mkdir(mode=0o755)
    return place


def test_read_only_directory(open_place: Path) -> None:
    open_place.chmod(0o555)
    told = as_nobody(lambda: open_database(str(open_place / "new.sqlite"), author="editor"))
    assert told.startswith("Read-only data base: ")
    assert "new.sqlite" in told
    assert list(open_place.iterdir()) == []


def test_read_only_file(open_place: Path, empty_database_file: Path) -> None:
    path = Path(shutil.copy(empty_database_file, open_place / "malmoi.sqlite"))
    path.chmod(0o444)
    open_place.chmod(0o777)

    def write() -> None:
        with open_database(str(path), author="editor") as database:
            database.documents.add(TEXT)

    told = as_nobody(write)
    assert told.startswith("Read-only data base: ")
    assert "malmoi.sqlite" in told


def test_read_only_data_directory(open_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_place.chmod(0o555)
    monkeypatch.setenv("MALMOI_DATA_DIR", str(open_place / "data"))
    told = as_nobody(lambda: open_database(author="editor"))
    assert "cannot be made" in told
    assert str(open_place / "data") in told


def test_unreadable_file(open_place: Path, empty_database_file: Path) -> None:
    path = Path(shutil.copy(empty_database_file, open_place / "malmoi.sqlite"))
    path.chmod(0o000)
    told = as_nobody(lambda: open_database(str(path), author="editor"))
    assert "malmoi.sqlite" in told
    assert told.startswith(("Read-only data base: ", "Data base problem: "))
