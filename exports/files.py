"""Writing results: whole or not at all.

A file appears under its name only when all of it is on the disk; until then the old one stands. Whatever goes wrong is
an OutputError that names the path, and leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from glossary.errors import OutputError

T = TypeVar("T")

_REASONS = {
    errno.ENOENT: ("there is no such directory", "Create the directory first, or choose another path with -o."),
    errno.ENOTDIR: ("a part of the path is a file, not a directory", "Choose another path with -o."),
    errno.EACCES: ("writing is not permitted there", "Choose a path that you may write to with -o."),
    errno.EPERM: ("writing is not permitted there", "Choose a path that you may write to with -o."),
    errno.EROFS: ("the file system is read-only", "Choose a path on another file system with -o."),
    errno.EISDIR: ("it is a directory", "Give a file name with -o."),
    errno.ENOSPC: ("the disk is full", "Free some space, or choose a path on another disk with -o."),
    errno.EDQUOT: ("your disk quota is used up", "Free some space, or choose a path on another disk with -o."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name with -o."),
    errno.EFBIG: ("the file would be too large for this file system", "Choose a path on another disk with -o."),
}


def write_atomically(path: Path | str | None, writer: Callable[[BinaryIO], T]) -> T:
    """Call `writer` with a binary stream and put what it wrote under `path`; return what it returned.

    `None` and `-` are standard output, where what was written cannot be taken back. Raises OutputError where the place
    cannot be written; an error of the writer itself goes through, and the file that was there before stays.
    """
    if path is None or str(path) == "-":
        return _to_stdout(writer)
    path = Path(path)
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.is_dir():
            raise _error(path, OSError(errno.EISDIR, ""))
        replaced = target.exists()
        device = replaced and not target.is_file()
        if replaced and not os.access(target, os.W_OK):
            raise _error(path, OSError(errno.EACCES, ""))
        if not device:
            handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        raise _error(path, error if isinstance(error, OSError) else OSError(0, str(error))) from error
    if device:
        return _to_device(target, writer)  # /dev/stdout, a named pipe: nothing to replace
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            result = writer(cast("BinaryIO", _Guard(out, path)))
            _guarded(path, out.flush)
            _guarded(path, lambda: os.fsync(out.fileno()))
        _guarded(path, lambda: part.chmod(_mode(target)))
        _guarded(path, lambda: part.replace(target))
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    return result


def _to_stdout(writer: Callable[[BinaryIO], T]) -> T:
    out = sys.stdout.buffer
    result = writer(cast("BinaryIO", _Guard(out, None)))
    _guarded(None, out.flush)
    return result


def _to_device(path: Path, writer: Callable[[BinaryIO], T]) -> T:
    try:
        with path.open("wb") as out:
            return writer(cast("BinaryIO", _Guard(out, path)))
    except OSError as error:
        raise output_error(error, path) from error


class _Guard:
    """A stream whose write errors are OutputErrors; an OSError of the writer's own input is not taken for one."""

    def __init__(self, out: BinaryIO, path: Path | None) -> None:
        self._out = out
        self._path = path

    def write(self, data: bytes) -> int:
        try:
            return self._out.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise output_error(error, self._path) from error

    def writelines(self, lines: list[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        _guarded(self._path, self._out.flush)

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    closed = False


def _guarded(path: Path | None, act: Callable[[], object]) -> None:
    try:
        act()
    except BrokenPipeError:
        raise  # the reader of the pipe (head, less) has gone: for the command line that is no error
    except OSError as error:
        raise output_error(error, path) from error


def _mode(target: Path) -> int:
    """Return the mode of the file that is replaced, else what the process would give a new file."""
    try:
        return target.stat().st_mode & 0o7777
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def output_error(error: OSError, path: Path | str | None = None) -> OutputError:
    """Return what to tell the user of a place (None: standard output) that cannot be written."""
    where = "standard output" if path is None else str(path)
    reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), "Choose another path with -o."))
    return OutputError(f"{where}: {reason}", hint=hint)


def _error(path: Path | None, error: OSError) -> OutputError:
    return output_error(error, "standard output" if path is None else str(path))
