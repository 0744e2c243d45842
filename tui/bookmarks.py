"""Bookmarks of alignments, kept between sessions: names of sentences as `Workbench` gives them."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from tui.json_file import JsonFile


class Bookmarks:
    """The bookmarks of all alignments."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = JsonFile("bookmarks.json", folder)
        self._lock = threading.Lock()

    def find(self, data_base: str, alignment: int) -> frozenset[str]:
        """Return the bookmarks of an alignment."""
        found = self._file.read().get(f"{data_base}#{alignment}")
        return frozenset(str(name) for name in found) if isinstance(found, list) else frozenset()

    def keep(self, data_base: str, alignment: int, names: Iterable[str]) -> None:
        """Keep the bookmarks of an alignment."""
        with self._lock:
            known, mine = self._file.read(), sorted(names)
            known.pop(f"{data_base}#{alignment}", None)
            if mine:
                known[f"{data_base}#{alignment}"] = mine
            self._file.write(known)
