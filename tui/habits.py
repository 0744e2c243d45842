"""What the interface remembers between sessions besides places: how lists are sorted and searched, findings counted.

Invariant: a convenience and nothing more, as `places`: JSON in the user's data directory; what cannot be read or
written there is as if it had never been, and says nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

MANY = 2000
"""Counts of findings that are kept; the oldest go."""


class Habits:
    """A few remembered values by name."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            from glossary.paths import user_data_dir

            folder = user_data_dir()
        self._file = folder / "interface.json"

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def text(self, name: str) -> str:
        """Return a remembered text, "" where there is none."""
        found = self._read().get(name)
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> int:
        """Return a remembered number, 0 where there is none."""
        found = self._read().get(name)
        return found if isinstance(found, int) else 0

    def keep(self, name: str, value: object) -> None:
        """Remember a value."""
        known = self._read()
        if known.get(name) == value:
            return
        known[name] = value
        part = self._file.with_suffix(".part")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
            part.replace(self._file)

    def counts(self, data_base: str) -> dict[int, tuple[int, int]]:
        """Return for each alignment whose findings were counted (version of the alignment, how many)."""
        known = self._read().get(f"findings {data_base}")
        found = {}
        for number, pair in known.items() if isinstance(known, dict) else ():
            with suppress(ValueError, TypeError):
                version, count = pair
                found[int(number)] = (int(version), int(count))
        return found

    def keep_counts(self, data_base: str, counts: dict[int, tuple[int, int]]) -> None:
        """Remember counts of findings, beside those that are known."""
        known = self.counts(data_base) | counts
        kept = dict(list(known.items())[-MANY:])
        self.keep(f"findings {data_base}", {str(number): list(pair) for number, pair in kept.items()})
