"""How an error is said on stderr: title, what and where, what to do."""

from __future__ import annotations

import sys

from glossary.errors import MalmoiError
from tui.output import paint


def say_error(error: MalmoiError) -> None:
    """Print title, message and hint on stderr."""
    lines = [paint(f"malmoi: {error.title}", "bold red"), *(f"  {line}" for line in error.message.splitlines())]
    lines += [f"  → {line}" for line in error.hint.splitlines()]
    sys.stderr.write("\n".join(lines) + "\n")
