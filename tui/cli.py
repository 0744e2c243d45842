"""The command line: `malmoi COMMAND`. A contract that other programs rely on (see the architecture page).

stdout carries data only, stderr narration and errors. Neither textual, sqlmodel nor numpy is imported here or by
the command modules: each command imports what it needs when it runs, so that `malmoi --help` answers at once.
"""

import os
import sys
from typing import Annotated, NoReturn

import typer

from glossary import __version__
from glossary.errors import Exit, MalmoiError
from tui.commands import (
    align,
    care,
    check,
    corpus,
    demo,
    dismissals,
    export,
    extract,
    memory,
    phrases,
    romanise,
    score,
    terms,
    texts,
    timeline,
    versions,
)
from tui.context import state
from tui.errors import say_error
from tui.start import hoist_database_option

HELP = """Work on North Korean state-news text: align it with its English, keep terms and names, check, export.

Without a command malmoi opens its terminal interface."""

app = typer.Typer(
    name="malmoi",
    help=HELP,
    rich_markup_mode=None,  # plain help: half the start-up time, and it can be piped
    add_completion=True,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"malmoi {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="URL", help="Data base: a SQLAlchemy URL or a file [else MALMOI_DB, else yours]"),
    ] = None,
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version")
    ] = False,
) -> None:
    """Choose the data base; open the interface where no command is given."""
    state.database_url = db
    if context.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            care.tui_command()
        else:
            sys.stdout.write(context.get_help() + "\n")


for module in (
    *(demo, texts, corpus, align, romanise, terms, extract, timeline, check, dismissals, score),
    *(memory, versions, phrases, export, care),
):
    module.register(app)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; every error that a user can cause is said in words."""
    try:
        result = app(hoist_database_option(arguments), standalone_mode=False, prog_name="malmoi")
        sys.stdout.flush()
    except MalmoiError as error:
        say_error(error)
        _give_up_stdout()
        return int(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("malmoi: interrupted, nothing half-written\n")
        return Exit.INTERRUPTED
    except typer.Exit as leave:
        return leave.exit_code
    except (BrokenPipeError, SystemExit) as leave:
        # The reader (head, less) has gone: that is no error, though typer makes an exit of it.
        if not isinstance(leave, BrokenPipeError) and not isinstance(leave.__context__, BrokenPipeError):
            raise
        _give_up_stdout()
        return Exit.DONE
    except OSError as error:
        from exports.files import output_error

        say_error(output_error(error))
        _give_up_stdout()
        return Exit.OUTPUT
    except Exception as error:
        if not hasattr(error, "show"):  # typer's own usage errors know how to show themselves
            raise
        error.show()
        return int(getattr(error, "exit_code", Exit.USAGE))
    return int(result) if isinstance(result, int) else Exit.DONE


def _give_up_stdout() -> None:
    """Point stdout elsewhere where it takes nothing any more, or Python fails on what is left in it when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> NoReturn:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a C locale must not break Korean
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
