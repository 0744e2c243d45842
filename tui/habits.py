"""What the interface remembers between sessions besides places: how lists are sorted and searched, findings counted.

Invariant: a convenience and nothing more, as `places`: what cannot be read or written is as if it had never been.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from tui.json_file import JsonFile

MANY = 2000
"""Counts of findings that are kept; the oldest go."""


class Habits:
    """A few remembered values by name."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = JsonFile("interface.json", folder)
        self._lock = threading.RLock()
        """Findings are counted in a thread while sizes are changed."""

    def text(self, name: str) -> str:
        """Return a remembered text, "" where there is none."""
        found = self._file.read().get(name)
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> int:
        """Return a remembered number, 0 where there is none."""
        found = self._file.read().get(name)
        return found if isinstance(found, int) else 0

    def keep(self, name: str, value: object) -> None:
        """Remember a value."""
        with self._lock:
            known = self._file.read()
            if known.get(name) != value:
                self._file.write(known | {name: value})

    def counts(self, data_base: str) -> dict[int, tuple[int, int]]:
        """Return for each alignment whose findings were counted (version of the alignment, how many)."""
        known = self._file.read().get(f"findings {data_base}")
        found = {}
        for number, pair in known.items() if isinstance(known, dict) else ():
            with suppress(ValueError, TypeError):
                version, count = pair
                found[int(number)] = (int(version), int(count))
        return found

    def keep_counts(self, data_base: str, counts: dict[int, tuple[int, int]]) -> None:
        """Remember counts of findings, beside those that are known."""
        with self._lock:
            known = self.counts(data_base) | counts
            kept = dict(list(known.items())[-MANY:])
            self.keep(f"findings {data_base}", {str(number): list(pair) for number, pair in kept.items()})
