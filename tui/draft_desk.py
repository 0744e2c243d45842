"""Draft translations as the screens need them: those of a text, a new one, and what is typed and not kept yet."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.json_file import JsonFile

if TYPE_CHECKING:
    from glossary.store.engine import Database
    from glossary.store.records import AlignmentRecord


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that can be gone on with."""

    alignment: AlignmentRecord
    written: int
    """Sentences that it has."""
    name: str


class Unkept:
    """Sentences that were typed and not kept, by alignment and bead: a killed program gives them back."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = JsonFile("typed.json", folder)
        self._lock = threading.Lock()

    def find(self, data_base: str, alignment: int) -> dict[str, str]:
        """Return bead -> text of an alignment."""
        found = self._file.read().get(f"{data_base}#{alignment}")
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    def note(self, data_base: str, alignment: int, bead: str, text: str | None) -> None:
        """Remember what is typed in a bead; None where it is kept."""
        with self._lock:
            known, name = self._file.read(), f"{data_base}#{alignment}"
            mine = self.find(data_base, alignment)
            if mine.get(bead) == text:
                return
            mine.pop(bead, None)
            if text is not None:
                mine[bead] = text
            known.pop(name, None)
            if mine:
                known[name] = mine
            self._file.write(known)


class DraftDesk:
    """The drafts of a data base."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database
        self._unkept = Unkept()

    def of(self, source: int) -> tuple[Draft, ...]:
        """Return the drafts of a text, latest changed first."""
        from glossary.store.drafts import drafts_of

        return tuple(
            Draft(record, document.segments, document.name) for record, document in drafts_of(self._database(), source)
        )

    def begin(self, source: int, language: str, like: int | None) -> AlignmentRecord:
        """Begin a draft of a text; `like` is an alignment whose beads it takes. Raises NotFoundError."""
        from glossary.store.drafts import begin

        return begin(self._database(), source, language, like=like)

    def typed(self, alignment: int) -> dict[str, str]:
        """Return what was typed and not kept when the program ended: bead -> text."""
        return self._unkept.find(self._database().name, alignment)

    def note(self, alignment: int, bead: str, text: str | None) -> None:
        """Remember what is typed in a bead; None where it is kept."""
        self._unkept.note(self._database().name, alignment, bead, text)
