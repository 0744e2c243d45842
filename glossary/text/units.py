"""Units of measure, time, money and rank as the three languages write them, from `data/text/units.tsv`.

Invariant: one written form has one meaning in its language, and the meaning (`kind`, `unit`) is the same word in all
languages.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from glossary.paths import data_path


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit makes of the number before it; `not_before`: characters that make another word of it (5세대)."""

    kind: str
    unit: str
    not_before: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit that stands behind a number, and where it ends."""

    kind: str
    unit: str
    end: int


@cache
def units(language: str) -> dict[str, Unit]:
    """Return written form -> unit of a language (`ko`, `en`, `ja`)."""
    with data_path("text", "units.tsv").open(encoding="utf-8", newline="") as lines:
        return {
            row["written"]: Unit(row["kind"], row["unit"], row["not_before"])
            for row in csv.DictReader(lines, delimiter="\t")
            if row["language"] == language
        }


class UnitReader:
    """Finds the unit at a place: the longest written form wins, whatever the case of Latin letters."""

    def __init__(self, language: str, gap: str) -> None:
        """Prepare for a language; `gap` is the pattern of what may stand between number and unit."""
        self._units = units(language)
        self._by_lower = {form.lower(): unit for form, unit in self._units.items()}
        forms = sorted(self._units, key=lambda form: (-len(form), form))
        self._pattern = re.compile(f"(?:{gap})({'|'.join(map(self._form, forms))})", re.IGNORECASE)

    def _form(self, written: str) -> str:
        ahead = self._units[written].not_before
        return (
            re.escape(written)
            + (f"(?![{re.escape(ahead)}])" if ahead else "")
            + ("(?![A-Za-z])" if written[-1].isascii() and written[-1].isalpha() else "")
        )

    def at(self, text: str, position: int) -> Measured | None:
        """Return the unit at `position`, or None."""
        match = self._pattern.match(text, position)
        if match is None:
            return None
        unit = self._by_lower[match[1].lower()]
        return Measured(unit.kind, unit.unit, match.end())
