"""What was done to the term base, and taking it back: `malmoi terms history, log, restore, undo, redo`."""

from typing import Annotated, Any

import typer

from tui.context import state
from tui.output import FormatOption, emit, say


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, command in (("history", history), ("log", log), ("restore", restore), ("undo", undo), ("redo", redo)):
        app.command(name)(command)


def history(
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a concept, also of a removed one")],
    form: FormatOption = None,
) -> None:
    """Show who changed a concept, when, and what.

    Every version with each field before and after it.
    """
    with state.open() as database:
        versions = database.concepts.history(entry)
    rows: list[tuple[Any, ...]] = []
    for v in versions:
        changed: list[tuple[str, str, str]] = [(c.where, c.before, c.after) for c in v.changes]
        rows += [(v.version, v.when, v.who, v.what, *c) for c in changed or [("", "", "")]]
    emit(
        ("version", "when", "who", "what", "field", "before", "after"),
        ((n, f"{when:%Y-%m-%d %H:%M:%S}", *rest) for n, when, *rest in rows),
        form,
    )


def log(
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Changes at the most")] = 50,
    form: FormatOption = None,
) -> None:
    """List what was done, the last first."""
    with state.open() as database:
        found = database.changes.list(entity="concept", limit=most)
    emit(
        ("change", "when", "who", "what", "concepts", "state"),
        ((c.id, f"{c.when:%Y-%m-%d %H:%M:%S}", c.author, c.label, c.items, c.state) for c in found),
        form,
    )


def restore(
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a concept")],
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="[default: the last one stored]")
    ] = None,
) -> None:
    """Bring back an earlier version of a concept, or a removed one."""
    with state.open() as database:
        concept = database.concepts.restore(entry, version)
    say(f"Restored {concept.id}, now version {concept.version}.")


Steps = Annotated[int, typer.Option("--steps", "-n", min=1, help="How many changes")]


def undo(steps: Steps = 1) -> None:
    """Take back your last change of the term base.

    Whatever it was, also of an earlier day; never over what someone else has done since.
    """
    with state.open() as database:
        for _ in range(steps):
            label = database.concepts.undo_last()
            if label is None:
                say("There is nothing of yours to take back.")
                return
            say(f"Taken back: {label}")


def redo(steps: Steps = 1) -> None:
    """Do again what you took back last."""
    with state.open() as database:
        for _ in range(steps):
            label = database.concepts.redo_last()
            if label is None:
                say("There is nothing to do again.")
                return
            say(f"Done again: {label}")
