"""Where the editor was: for each alignment of each data base the bead, column and sentence, kept between sessions.

Invariant: a convenience and nothing more. It lies beside the data base in the user's directory as JSON; what cannot be
read or written there is as if it had never been, and says nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

MANY = 500
"""Places that are kept; the oldest go."""

Place = tuple[int, int, int]
"""Row, column (0 source, 1 target), sentence."""


class Places:
    """The remembered places."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            from glossary.paths import user_data_dir

            folder = user_data_dir()
        self._file = folder / "places.json"

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def find(self, data_base: str, alignment: int) -> Place | None:
        """Return where the editor was in an alignment."""
        found = self._read().get(f"{data_base}#{alignment}")
        if isinstance(found, list) and len(found) == 3 and all(isinstance(n, int) for n in found):
            return max(0, found[0]), min(1, max(0, found[1])), max(0, found[2])
        return None

    def last(self, data_base: str) -> int | None:
        """Return the alignment that was open last."""
        mine = [key for key in self._read() if key.startswith(f"{data_base}#")]
        with suppress(ValueError):
            return int(mine[-1].rpartition("#")[2]) if mine else None
        return None

    def keep(self, data_base: str, alignment: int, place: Place) -> None:
        """Remember a place, as the newest one."""
        known = self._read()
        key = f"{data_base}#{alignment}"
        known.pop(key, None)
        known[key] = list(place)
        part = self._file.with_suffix(".part")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(dict(list(known.items())[-MANY:]), ensure_ascii=False), "utf-8")
            part.replace(self._file)
