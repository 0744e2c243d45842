"""The one place where errors of SQLAlchemy and its drivers become `DatabaseError`s for people.

Nothing of the data base's own wording is lost: it stands in the message, after ours.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import exc

from glossary.errors import DatabaseError, InputError, MalmoiError

_OUT_OF_RANGE = "22003"
"""PostgreSQL's code for a number that does not fit."""
_LOW_SPACE = 1 << 20
"""Bytes left on the disk under which an I/O error of SQLite is taken for a full disk."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which data base an error is about: what to call it, and its file where it is one."""

    name: str
    """Path or URL without the password."""
    path: Path | None = None

    @property
    def is_file(self) -> bool:
        """Whether it is a SQLite file."""
        return self.path is not None


@contextmanager
def explained(place: Place) -> Iterator[None]:
    """Run a block; what the data base raises in it leaves as a DatabaseError with a hint.

    Values that no data base takes (a number beyond 64 bits, half of a surrogate pair) leave as InputErrors. A mistake
    of ours in a statement is no DatabaseError and is not made to look like one.
    """
    try:
        yield
    except exc.DBAPIError as error:
        raise explain(error.orig or error, place) from error
    except exc.TimeoutError as error:
        raise in_use(place.name) from error
    except sqlite3.Error as error:
        raise explain(error, place) from error
    except OverflowError as error:
        raise too_large() from error
    except UnicodeEncodeError as error:
        raise InputError(
            f"A text holds {error.object[error.start]!a}, half of a character, and cannot be stored.",
            hint="Save the text as UTF-8 with a tool that checks it.",
        ) from error


def storable(text: str, what: str) -> str:
    """Return a text in NFC. Raises InputError for one that not every data base can keep."""
    if "\0" in text:
        raise InputError(
            f"{what} holds the control character NUL and cannot be stored.",
            hint="Take it out; it has no meaning in texts.",
        )
    return unicodedata.normalize("NFC", text)


_VERIFY = "Run `malmoi db verify`; it says whether the data base is sound."


def explain(error: BaseException, place: Place) -> MalmoiError:
    """Return the error that people see for one of a driver."""
    if isinstance(error, sqlite3.Error):
        return _explain_sqlite(error, place)
    return _explain_server(error, place)


def _explain_sqlite(error: sqlite3.Error, place: Place) -> DatabaseError:
    text = str(error)
    low = text.lower()
    code = getattr(error, "sqlite_errorname", "") or ""
    name = place.name
    if "NOTADB" in code or "not a database" in low:
        return not_a_database(name)
    if "CORRUPT" in code or "malformed" in low:
        return damaged(name, text)
    if "READONLY" in code or "readonly" in low or "read-only" in low:
        return read_only(place)
    if "FULL" in code or "disk is full" in low or ("IOERR" in code and _disk_is_full(place)):
        return DatabaseError(
            f"The disk is full: {name} cannot be written. Nothing of this step was kept.",
            hint="Free some space and do it again; what was saved before is safe.",
            title="Disk full",
        )
    if "BUSY" in code or "LOCKED" in code or "locked" in low:
        return in_use(name)
    if "CANTOPEN" in code or "unable to open" in low:
        return cannot_open(place)
    if "no such table" in low or "no such column" in low:
        return damaged(name, text)
    if isinstance(error, sqlite3.IntegrityError):
        return DatabaseError(f"{name} refused the change: {text}.", hint=_VERIFY)
    return DatabaseError(f"{name}: {text}.", hint=_VERIFY)


def _explain_server(error: BaseException, place: Place) -> MalmoiError:
    text = _first_line(error)
    state = getattr(error, "sqlstate", None) or ""
    if state == _OUT_OF_RANGE:
        return too_large()
    low = str(error).lower()
    if state.startswith("28") or "authentication failed" in low or "no password supplied" in low:
        return DatabaseError(
            f"{place.name} refuses the user or the password: {text}",
            hint="Check the user and password in the URL: postgresql://user:password@host/name.",
        )
    if state == "3D000" or ("database" in low and "does not exist" in low):
        return DatabaseError(
            f"{place.name} does not exist on the server: {text}",
            hint="Make it there first: createdb NAME.",
        )
    if state == "25006":
        return read_only(place)
    if state.startswith("53"):
        return DatabaseError(
            f"The server of {place.name} is out of room or connections: {text}",
            hint="Ask who runs the server; what was saved before is safe.",
        )
    if state in ("55P03", "40P01", "40001", "57014"):
        return DatabaseError(
            f"{place.name} is locked by another program: {text}",
            hint="Wait a moment and do it again.",
            title="Data base in use",
        )
    if state == "42501":
        return DatabaseError(
            f"{place.name}: {text}", hint="Ask who runs the server for the right to write, or choose another data base."
        )
    if not state or state.startswith(("08", "57P")):
        return DatabaseError(
            f"{place.name} cannot be reached: {text}",
            hint="Is the server running, and are host, port and name in the URL right?",
            title="Data base not reachable",
        )
    return DatabaseError(f"{place.name}: {text}", hint="Ask who runs the server; nothing of this step was kept.")


def too_large() -> InputError:
    """Return the error for a number that does not fit."""
    return InputError("A number is too large to be stored or looked for.", hint="Check the number.")


def in_use(name: str) -> DatabaseError:
    """Return the error for a data base that another program holds for too long."""
    return DatabaseError(
        f"{name} is locked by another program.",
        hint="Another malmoi, or a backup, is writing to it. Wait until it is done, or close it, and do it again.",
        title="Data base in use",
    )


def not_a_database(name: str) -> DatabaseError:
    """Return the error for a file of another kind."""
    return DatabaseError(
        f"{name} is not a data base of malmoi.",
        hint="Give another file with --db. Texts are read with `malmoi import`, term bases with `malmoi terms import`.",
        title="Not a data base",
    )


def damaged(name: str, detail: str) -> DatabaseError:
    """Return the error for a data base whose contents are not sound."""
    return DatabaseError(
        f"{name} is damaged: {detail}.",
        hint="Put a backup in its place (malmoi keeps one beside it before each upgrade), or run `malmoi db verify`.",
        title="Damaged data base",
    )


def read_only(place: Place) -> DatabaseError:
    """Return the error for a data base that cannot be written."""
    if place.path is None:
        where = place.name
    elif _writable(place.path):
        where = f"{place.name} (its directory {place.path.parent})"
    else:
        where = place.name
    return DatabaseError(
        f"{where} can only be read, not written.",
        hint="Change its permissions, or choose another place with --db or MALMOI_DB.",
        title="Read-only data base",
    )


def cannot_open(place: Place) -> DatabaseError:
    """Return the error for a file that cannot be opened, saying why as far as it can be seen."""
    path = place.path
    if path is None:
        return DatabaseError(f"{place.name} cannot be opened.", hint="Check the URL.")
    if path.is_dir():
        return DatabaseError(
            f"{path} is a directory, not a data base.", hint=f"Name a file in it: --db {path / 'malmoi.sqlite'}."
        )
    if not path.parent.is_dir():
        return DatabaseError(
            f"{path} cannot be made: the directory {path.parent} does not exist.",
            hint="Make the directory first, or choose another place with --db or MALMOI_DB.",
        )
    if not _writable(path.parent) or (path.exists() and not _writable(path)):
        return read_only(place)
    return DatabaseError(f"{path} cannot be opened.", hint="Check its permissions, and those of its directory.")


def cannot_make_directory(path: Path, error: OSError) -> DatabaseError:
    """Return the error for a directory of the data base that cannot be made."""
    if error.errno == errno.ENOSPC:
        return DatabaseError(f"The disk is full: {path} cannot be made.", hint="Free some space.", title="Disk full")
    return DatabaseError(
        f"The directory {path} cannot be made: {error.strerror or error}.",
        hint="Change the permissions, or choose another place with --db or MALMOI_DB.",
    )


def _writable(path: Path) -> bool:
    import os

    return os.access(path, os.W_OK)


def _disk_is_full(place: Place) -> bool:
    if place.path is None:
        return False
    try:
        return shutil.disk_usage(place.path.parent).free < _LOW_SPACE
    except OSError:
        return False


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].strip() if lines else type(error).__name__
