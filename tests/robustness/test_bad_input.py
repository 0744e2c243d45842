"""What a user can do wrong, or the machine: one clear error, the exit code of the contract, nothing half-written."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from glossary.paths import data_path
from tests.commandline import malmoi, start

KOREAN, ENGLISH = (data_path("samples", f"exhibition.{name}.txt") for name in ("ko", "en"))
IS_ROOT = os.geteuid() == 0


def assert_one_error(err: str) -> None:
    """One error with title and message, and no traceback."""
    assert sum(line.startswith("malmoi: ") for line in err.splitlines()) == 1, err
    assert "Traceback" not in err


BAD_FILES = {
    "empty": b"",
    "blank": b" \n\t\n",
    "binary": b"\x00\x01\x02\xff\xfe\x00binary\x00" * 40,
    "png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 60,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)),
    "broken utf-8": "로동자들이 회의에 ".encode() + b"\xff\xfe\xfd\x81" + "참가하였다.".encode(),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["import", "align", "check"])
def test_unusable_file(name: str, command: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(BAD_FILES[name])
    result = malmoi(command, path, *([ENGLISH] if command != "import" else []))
    assert result.code == 3
    assert result.out == ""
    assert_one_error(result.err)
    assert "bad.txt" in result.err


@pytest.mark.parametrize("command", ["import", "align", "check", "terms import"])
def test_file_that_is_not_there(command: str, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    result = malmoi(*command.split(), missing, *([ENGLISH] if command in ("align", "check") else []))
    assert result.code == 3
    assert_one_error(result.err)
    assert "missing.txt" in result.err


def test_a_directory_is_no_text(tmp_path: Path) -> None:
    result = malmoi("import", tmp_path)
    assert result.code == 3
    assert_one_error(result.err)


def test_nothing_of_several_files_is_stored_when_one_is_bad(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(BAD_FILES["binary"])
    assert malmoi("import", KOREAN, bad).code == 3
    assert malmoi("documents", "list").out.count("\n") == 1  # the header line


def test_one_side_without_sentences(tmp_path: Path) -> None:
    (tmp_path / "a.ko").write_text("\n\n", encoding="utf-8")
    result = malmoi("align", tmp_path / "a.ko", ENGLISH, "--segmented")
    assert result.code == 3
    assert_one_error(result.err)


def test_broken_term_base_changes_nothing(tmp_path: Path) -> None:
    malmoi("terms", "add", "주체", "Juche")
    path = tmp_path / "broken.tbx"
    path.write_text('<?xml version="1.0"?>\n<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>\n<conceptEntry')
    result = malmoi("terms", "import", path)
    assert result.code == 3
    assert_one_error(result.err)
    assert "broken.tbx" in result.err
    assert "line" in result.err
    assert malmoi("terms", "list").out.count("\n") == 2


def test_data_base_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    assert malmoi("--db", f"sqlite:///{path}", "terms", "add", "주체", "Juche").code == 0
    with sqlite3.connect(path) as connection:
        connection.execute("update malmoi_schema set version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    result = malmoi("--db", f"sqlite:///{path}", "terms", "list")
    assert result.code == 4
    assert_one_error(result.err)
    assert "newer" in result.err
    assert path.read_bytes() == before


def test_a_file_that_is_no_data_base(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes, and they must stay. " * 50)
    result = malmoi("--db", path, "terms", "list")
    assert result.code == 4
    assert_one_error(result.err)
    assert path.read_text().startswith("These are my notes")


def _without_rights(*arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run malmoi with the rights of an ordinary user: root gives up the right to read and write everywhere."""
    if IS_ROOT and not shutil.which("setpriv"):
        pytest.skip("root without setpriv (util-linux) may write everywhere")
    ordinary = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if IS_ROOT else []
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [*ordinary, sys.executable, "-m", "tui.start", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | {"HOME": str(home), "MALMOI_DATA_DIR": str(home), "MALMOI_CONFIG_DIR": str(home)},
        cwd=Path(__file__).parents[2],
    )


def test_read_only_directory(tmp_path: Path) -> None:
    folder, home = tmp_path / "closed", tmp_path / "home"
    folder.mkdir(mode=0o555)
    assert _without_rights("terms", "add", "주체", "Juche", home=home).returncode == 0
    cases: list[tuple[list[str | Path], int]] = [
        (["export", "csv", "-o", folder / "a.csv"], 5),
        (["--db", folder / "a.sqlite", "terms", "list"], 4),
        (["align", KOREAN, ENGLISH, "--engine", "length", "-o", folder / "a.tsv"], 5),
        (["demo", "--keep", folder / "demo"], 5),
    ]
    for arguments, code in cases:
        result = _without_rights(*arguments, home=home)
        assert result.returncode == code, result.stderr
        assert_one_error(result.stderr)
    assert list(folder.iterdir()) == []


def test_read_only_data_base(tmp_path: Path) -> None:
    folder, home = tmp_path / "closed", tmp_path / "home"
    folder.mkdir()
    path = folder / "a.sqlite"
    assert malmoi("--db", path, "terms", "add", "주체", "Juche").code == 0
    path.chmod(0o444)
    folder.chmod(0o555)
    result = _without_rights("--db", path, "terms", "add", "선군", "Songun", home=home)
    assert result.returncode == 4, result.stderr
    assert_one_error(result.stderr)


def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("로동자들이 회의에 참가하였다.", encoding="utf-8")
    path.chmod(0)
    result = _without_rights("import", path, home=tmp_path / "home")
    assert result.returncode == 3, result.stderr
    assert_one_error(result.stderr)


def test_directory_that_is_not_there(tmp_path: Path) -> None:
    malmoi("terms", "add", "주체", "Juche")
    result = malmoi("export", "tbx", "-o", tmp_path / "no" / "where.tbx")
    assert result.code == 5
    assert_one_error(result.err)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file")
    result = malmoi("--db", f"sqlite:///{in_the_way}/x.sqlite", "terms", "list")
    assert result.code == 4
    assert_one_error(result.err)


def _with_small_files(*arguments: str | Path, limit: int) -> subprocess.CompletedProcess[str]:
    """Run malmoi where no file may grow beyond `limit` bytes: what a full disk does, without filling one."""

    def confine() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "tui.start", *map(str, arguments)],
        capture_output=True, text=True, preexec_fn=confine, cwd=Path(__file__).parents[2],
    )  # fmt: skip


def test_disk_full_while_exporting(tmp_path: Path) -> None:
    malmoi("terms", "import", "--starter")
    target = tmp_path / "terms.tbx"
    target.write_text("the old file")
    result = _with_small_files("export", "tbx", "-o", target, limit=40_000)
    assert result.returncode == 5, result.stderr
    assert "Traceback" not in result.stderr
    assert target.read_text() == "the old file"
    assert [p.name for p in tmp_path.iterdir() if "tbx" in p.name] == ["terms.tbx"]


def test_disk_full_while_storing(tmp_path: Path) -> None:
    path = tmp_path / "small.sqlite"
    assert malmoi("--db", path, "terms", "add", "주체", "Juche").code == 0
    result = _with_small_files("--db", path, "terms", "import", "--starter", limit=path.stat().st_size + 8192)
    assert result.returncode == 4, result.stderr
    assert "Traceback" not in result.stderr
    assert malmoi("--db", path, "terms", "list").out.count("\n") == 2
    assert malmoi("--db", path, "db", "verify").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_standard_output_on_a_full_disk() -> None:
    malmoi("terms", "import", "--starter")
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device, not a file
        for arguments in (["export", "csv"], ["terms", "list"]):
            done = subprocess.run(
                [sys.executable, "-m", "tui.start", *arguments], stdout=full, stderr=subprocess.PIPE, text=True
            )
            assert done.returncode == 5, done.stderr
            assert "Traceback" not in done.stderr


def test_interrupted_with_control_c(tmp_path: Path) -> None:
    sentences = "\n".join(f"로동자 {i}명이 {i}일 회의에 참가하였다." for i in range(4000))
    (tmp_path / "a.ko").write_text(sentences, encoding="utf-8")
    (tmp_path / "a.en").write_text("\n".join(f"{i} workers attended." for i in range(4000)), encoding="utf-8")
    out = tmp_path / "out.tsv"
    process = start("align", tmp_path / "a.ko", tmp_path / "a.en", "--segmented", "-o", out)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert not out.exists()


@pytest.mark.parametrize("command", ["terms list", "export csv", "export tbx"])
def test_reader_that_goes_away_is_no_error(command: str) -> None:
    malmoi("terms", "import", "--starter")
    with start(*command.split()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) == 0
