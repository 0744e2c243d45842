"""One tree of errors for people, and the exit codes of the command line.

Every error that a user can cause is a `MalmoiError`: it has a title (what kind of thing went wrong), a
message (what and where: file, line, column, value) and a hint (what to do). The command line prints it on stderr and
leaves with its `exit_code`; the interface shows it in a dialog. Anything else that escapes is a defect of ours.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the contract in the architecture page."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    DATABASE = 4
    OUTPUT = 5
    INTERRUPTED = 130


class MalmoiError(Exception):
    """Base of all errors that are shown to people."""

    title = "Something went wrong"
    exit_code = Exit.INPUT

    def __init__(self, message: str, *, hint: str = "", title: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if title:
            self.title = title

    def __str__(self) -> str:
        return self.message


class UsageError(MalmoiError):
    """The command was called in a way that cannot work (exit code 2)."""

    title = "Wrong usage"
    exit_code = Exit.USAGE


class InputError(MalmoiError):
    """A file or text cannot be used as it is (exit code 3)."""

    title = "Unusable input"
    exit_code = Exit.INPUT


class DatabaseError(MalmoiError):
    """The data base cannot be opened, read or written (exit code 4)."""

    title = "Data base problem"
    exit_code = Exit.DATABASE


class StaleWriteError(DatabaseError):
    """Someone else has changed the row since it was read; both texts are shown, nothing is overwritten.

    `ours` is what was about to be written, `theirs` what stands in the data base now.
    """

    title = "Changed meanwhile"

    def __init__(self, what: str, *, ours: str, theirs: str) -> None:
        super().__init__(
            f"{what} was changed by someone else since you opened it.\n  yours:  {ours}\n  stored: {theirs}",
            hint="Reload, compare both texts and make your change again.",
        )
        self.ours = ours
        self.theirs = theirs


class NotFoundError(DatabaseError):
    """Nothing is stored under this id (exit code 3: the id is the user's input)."""

    title = "Not found"
    exit_code = Exit.INPUT


class OutputError(MalmoiError):
    """A result cannot be written where it should go (exit code 5)."""

    title = "Output cannot be written"
    exit_code = Exit.OUTPUT
