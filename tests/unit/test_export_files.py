"""Files are written whole or not at all, and every failure is one OutputError that names the path."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from exports.files import write_atomically
from glossary.errors import OutputError


def put(out: BinaryIO) -> int:
    return out.write(b"new")


def test_writes_and_returns(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert write_atomically(path, put) == 3
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_mode_is_that_of_a_new_file_or_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    umask = os.umask(0o027)
    try:
        write_atomically(path, put)
    finally:
        os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o640
    path.chmod(0o604)
    write_atomically(path, put)
    assert path.stat().st_mode & 0o777 == 0o604


def test_failing_writer_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(out: BinaryIO) -> None:
        out.write(b"half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_atomically(path, fail)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_interrupt_leaves_the_old_file(tmp_path: Path) -> None:
    def interrupt(out: BinaryIO) -> None:
        out.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.txt", interrupt)
    assert list(tmp_path.iterdir()) == []


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", put)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("where", "words"),
    [("no/where.txt", "no such directory"), (".", "is a directory"), ("file/x", "is a file"), ("x" * 300, "too long")],
)
def test_places_that_cannot_be_written(tmp_path: Path, where: str, words: str) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(OutputError, match=words) as caught:
        write_atomically(tmp_path / where, put)
    assert str(tmp_path) in caught.value.message
    assert caught.value.hint
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(OutputError, match="not permitted"):
        write_atomically(folder / "a", put)


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_full_disk_at_any_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    class Full:
        write = refuse

    def writer(out: BinaryIO) -> None:
        if step == "write":
            out._out = Full()  # type: ignore[attr-defined]
        out.write(b"new")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", refuse)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="disk is full"):
        write_atomically(path, writer)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_errors_of_the_writers_own_input_go_through(tmp_path: Path) -> None:
    def reads(_out: BinaryIO) -> None:
        (tmp_path / "absent").read_bytes()

    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "a", reads)


def test_standard_output() -> None:
    code = (
        "from exports.files import write_atomically as w;"
        "w('-', lambda f: f.write('로동\\n'.encode())); w(None, lambda f: f.write(b'x'))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout == "로동\nx".encode()


def test_dev_full_is_a_full_disk() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(OutputError, match="disk is full"):
        write_atomically(Path("/dev/full"), lambda f: f.write(b"x" * 100_000))


def test_registry_imports_nothing_heavy() -> None:
    """`malmoi --help` lists formats; it must not wait for lxml or openpyxl."""
    code = (
        "import sys; from exports import registry; list(registry.describe()); registry.holds_table();"
        "print([m for m in ('lxml', 'openpyxl', 'numpy', 'sqlmodel', 'textual') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
