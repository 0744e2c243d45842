"""The interface (`tui`, `serve`), the data base (`db`) and the settings (`config`)."""

from pathlib import Path
from typing import Annotated

import typer

from glossary.errors import DatabaseError, OutputError, UsageError
from tui.context import state
from tui.output import say, write

db_app = typer.Typer(help="Care of the data base: path, upgrade, backup, verify", no_args_is_help=True)
config_app = typer.Typer(help="The settings: path, show", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("tui")(tui_command)
    app.command("serve")(serve)
    app.add_typer(db_app, name="db")
    app.add_typer(config_app, name="config")


def tui_command(
    alignment: Annotated[
        int | None, typer.Option("--alignment", metavar="ID", help="Open this alignment at once")
    ] = None,
) -> None:
    """Open the terminal interface."""
    import os
    import sys

    in_browser = "TEXTUAL_DRIVER" in os.environ  # set by textual-serve, which speaks over pipes
    if not in_browser and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The interface needs a terminal for its input and output.",
            hint="Run it without redirection, or use the other commands: malmoi --help",
        )
    from tui.app import run

    raise typer.Exit(run(state.database_url and state.url, open_alignment=alignment))


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on the loopback address")] = 8137,
) -> None:
    """Show the same interface in a browser on this machine (127.0.0.1 only)."""
    try:
        from tui.serve import serve as serve_browser
    except ImportError as error:
        if (error.name or "").split(".")[0] not in ("textual_serve", "aiohttp"):
            raise
        raise UsageError("`malmoi serve` needs textual-serve.", hint="pip install 'malmoi[web]'") from None
    serve_browser(port, state.url)


@db_app.command("path")
def db_path() -> None:
    """Print where the data base is."""
    write(state.url.removeprefix("sqlite:///") + "\n")


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Bring the data base to this program's version; a backup is kept beside it."""
    with state.open() as database:
        say(f"The data base is at version {database.schema_version}.")


@db_app.command("backup")
def db_backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A file that does not exist yet")],
) -> None:
    """Copy the data base, also while it is in use."""
    if target.exists():
        raise OutputError(f"{target} exists already.", hint="Name a new file; a backup overwrites nothing.")
    with state.open() as database:
        database.backup(target)
    say(f"Backup written: {target}")


@db_app.command("verify")
def db_verify() -> None:
    """Look for damage: the file itself, references, and beads that miss or repeat a segment."""
    if not state.exists():
        raise DatabaseError(f"There is no data base at {state.url}.", hint="malmoi import makes one.")
    with state.open() as database:
        problems = database.verify()
    if problems:
        raise DatabaseError("\n".join(problems), hint="Restore a backup: they lie beside the data base.")
    say("The data base is sound.")


@config_app.command("path")
def config_path() -> None:
    """Print where the settings are read from."""
    from glossary.config import settings_path

    write(f"{settings_path()}\n")


@config_app.command("show")
def config_show() -> None:
    """Print the settings in force, as TOML."""
    from glossary.config import load, to_toml

    write(to_toml(load()))
