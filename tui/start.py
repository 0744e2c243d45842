"""Where the `malmoi` program begins. Opening the interface does not wait for the command line's libraries.

`malmoi`, `malmoi tui` and both with `--db URL` go straight to the interface on a terminal; everything else goes to
`tui.cli`.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def hoist_database_option(arguments: list[str]) -> list[str]:
    """Return the arguments with `--db URL` moved to the front, so that it may stand behind the command too."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--db":
            front += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        elif argument.startswith("--db="):
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


def interface_wanted(arguments: list[str]) -> tuple[bool, str | None]:
    """Return whether the arguments ask for nothing but the interface, and the data base that they name."""
    url: str | None = None
    rest = hoist_database_option(arguments)
    if rest[:1] == ["--db"] and len(rest) > 1:
        url, rest = rest[1], rest[2:]
    elif rest and rest[0].startswith("--db="):
        url, rest = rest[0].removeprefix("--db="), rest[1:]
    return rest in ([], ["tui"]), url


def main() -> NoReturn:
    """Run the program."""
    try:
        _run()
    except KeyboardInterrupt:  # in the middle of an import, before the command line can say it itself
        sys.stderr.write("malmoi: interrupted\n")
        sys.exit(130)


def _run() -> NoReturn:
    wanted, url = interface_wanted(sys.argv[1:])
    on_terminal = (sys.stdin.isatty() and sys.stdout.isatty()) or "TEXTUAL_DRIVER" in os.environ
    if not (wanted and on_terminal):
        from tui.cli import main as command_line

        command_line()
    from tui.context import State

    open_interface(State(url).url if url else None)


def open_interface(url: str | None) -> NoReturn:
    """Open the interface; an error before it can show itself is said on stderr."""
    from glossary.errors import Exit, MalmoiError

    try:
        from tui.app import run

        code = run(url)
    except MalmoiError as error:
        from tui.errors import say_error

        say_error(error)
        code = int(error.exit_code)
    except KeyboardInterrupt:
        code = int(Exit.INTERRUPTED)
    sys.exit(code)


if __name__ == "__main__":
    main()
