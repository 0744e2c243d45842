"""Where the editor was: for each alignment of each data base the bead, column and sentence, kept between sessions.

Invariant: a convenience and nothing more. It lies beside the data base in the user's directory as JSON; what cannot be
read or written there is as if it had never been, and says nothing.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tui.json_file import JsonFile

MANY = 500
"""Places that are kept; the oldest go."""

Place = tuple[int, int, int]
"""Row, column (0 source, 1 target), sentence."""


class Places:
    """The remembered places."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = JsonFile("places.json", folder)

    def find(self, data_base: str, alignment: int) -> Place | None:
        """Return where the editor was in an alignment."""
        found = self._file.read().get(f"{data_base}#{alignment}")
        if isinstance(found, list) and len(found) == 3 and all(isinstance(n, int) for n in found):
            return max(0, found[0]), min(1, max(0, found[1])), max(0, found[2])
        return None

    def last(self, data_base: str) -> int | None:
        """Return the alignment that was open last."""
        mine = [key for key in self._file.read() if key.startswith(f"{data_base}#")]
        with suppress(ValueError):
            return int(mine[-1].rpartition("#")[2]) if mine else None
        return None

    def keep(self, data_base: str, alignment: int, place: Place) -> None:
        """Remember a place, as the newest one."""
        known = self._file.read()
        key = f"{data_base}#{alignment}"
        known.pop(key, None)
        known[key] = list(place)
        self._file.write(dict(list(known.items())[-MANY:]))
