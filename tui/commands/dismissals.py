"""`malmoi dismissals`: findings that an editor has set aside, one by one or by their kind."""

import json
from datetime import datetime
from typing import Annotated

import typer

from glossary.errors import InputError, UsageError
from tui.context import state
from tui.output import FormatOption, emit, input_bytes, say

HEAD = ("check", "fingerprint", "reason", "author", "created")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(
        no_args_is_help=True, help="Findings set aside, with the reason: list, add, remove, export, import."
    )
    group.command("list")(show)
    group.command("add")(add)
    group.command("remove")(remove)
    group.command("export")(export)
    group.command("import")(import_)
    app.add_typer(group, name="dismissals")


CheckArgument = Annotated[str, typer.Argument(metavar="CHECK", help="Id of the check")]
PrintArgument = Annotated[
    str | None, typer.Argument(metavar="FINGERPRINT", help="As the report gives it", show_default=False)
]
AboutOption = Annotated[
    str, typer.Option("--about", metavar="WORDS", help="All findings of the check about these words, instead of one")
]


def show(form: FormatOption = None) -> None:
    """List what is set aside, newest first."""
    with state.open() as database:
        records = database.dismissals.list()
    rows = ((r.check, r.fingerprint, r.reason, r.author, r.created.isoformat(timespec="seconds")) for r in records)
    emit(HEAD, rows, form)


def add(
    check: CheckArgument,
    fingerprint: PrintArgument = None,
    about: AboutOption = "",
    reason: Annotated[str, typer.Option("--reason", metavar="R", help="Why; shown in the list")] = "",
) -> None:
    """Set a finding aside by its fingerprint, or all of a kind: never for this term."""
    mark = _mark(check, fingerprint, about)
    with state.open() as database:
        record = database.dismissals.add(check, mark, reason)
    say(f"Dismissed: {record.check} {record.fingerprint}")


def remove(check: CheckArgument, fingerprint: PrintArgument = None, about: AboutOption = "") -> None:
    """Let a finding be shown again."""
    mark = _mark(check, fingerprint, about)
    with state.open() as database:
        database.dismissals.remove(check, mark)
    say(f"Shown again: {check} {mark}")


def export(
    output: Annotated[str, typer.Option("--output", "-o", metavar="F", help="Write here instead of stdout")] = "-",
) -> None:
    """Write all as JSON lines, for another data base or for a repository."""
    from pathlib import Path

    from exports.files import write_atomically

    with state.open() as database:
        records = database.dismissals.list()
    lines = "".join(
        json.dumps(
            {
                "check": r.check,
                "fingerprint": r.fingerprint,
                "reason": r.reason,
                "author": r.author,
                "created": r.created.isoformat(),
            },
            ensure_ascii=False,
        )
        + "\n"
        for r in reversed(records)
    )
    write_atomically(None if output == "-" else Path(output), lambda f: f.write(lines.encode()))


def import_(file: Annotated[str, typer.Argument(metavar="FILE", help="What `export` wrote")]) -> None:
    """Take over what another data base has set aside; what is set aside here already stays."""
    rows: list[tuple[str, str, str, str, datetime | None]] = []
    for number, line in enumerate(input_bytes(file).decode("utf-8", "replace").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            created = datetime.fromisoformat(row["created"]) if row.get("created") else None
            reason, author = (str(row.get(field) or "") for field in ("reason", "author"))
            rows.append((str(row["check"]), str(row["fingerprint"]), reason, author, created))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError(
                f"{file}, line {number}: this is no dismissal.", hint="malmoi dismissals export writes such a file."
            ) from None
    with state.open() as database:
        for check, mark, reason, author, created in rows:
            database.dismissals.add(check, mark, reason, author=author, created=created)
    say(f"{len(rows)} dismissals taken over.")


def _mark(check: str, fingerprint: str | None, about: str) -> str:
    """Return what is stored of a dismissal. Raises UsageError for no such check, or both or neither of the two."""
    from glossary.checks.findings import kind_of
    from glossary.checks.registry import checks, chosen

    chosen((check,))
    if check not in checks():
        raise UsageError(f"{check} names several checks; a dismissal is of one.")
    if bool(fingerprint) == bool(about):
        raise UsageError("Name the fingerprint of a finding, or --about the words of a kind of finding.")
    return fingerprint or kind_of(about)
