"""Versions of texts and omissions as the screens need them. Plain records out; every method may block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError
from tui.versioning import Version, chain, compared, finder_of, reports, stored_version, version_of_text

if TYPE_CHECKING:
    from glossary.store.engine import Database
    from glossary.versions.compare import Row
    from glossary.versions.ledger import Text
    from glossary.versions.omissions import Finder


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions and what became of each sentence."""

    old: Version
    new: Version
    rows: tuple[Row, ...]

    def count(self, kind: str) -> int:
        """Return how many sentences are of a kind."""
        return sum(row.kind.value == kind for row in self.rows)


@dataclass(frozen=True, slots=True)
class Omissions:
    """What was found in the texts that were read."""

    texts: tuple[Text, ...]
    of: int
    """How many texts there are; more than were read where it was stopped."""
    remark: str = ""
    """What the report lacks."""


class VersionDesk:
    """Compares versions and looks for omissions."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def has_versions(self, number: int) -> bool:
        """Whether a document is stored in several versions. Raises NotFoundError."""
        return len(chain(self._database(), number)) > 1

    def compare(self, old: int, new: int | Path | None) -> tuple[Compared, ...]:
        """Compare a document with another, with a file, or (None) all its stored versions, each with the next.

        Raises InputError for a file that cannot be read or a single version, UsageError for two languages.
        """
        base = self._database()
        if new is None:
            numbers = chain(base, old)
            if len(numbers) < 2:
                raise InputError(
                    "This text is stored in one version only.",
                    hint="Choose another text, or import a newer one with malmoi import NEW --version-of ID.",
                )
            versions = [stored_version(base, number) for number in numbers]
        elif isinstance(new, Path):
            from tui.inputs import read_input

            mine = stored_version(base, old)
            name = str(new)
            text = read_input(f"./{name}" if name.isdigit() or name == "-" else name)  # a file, whatever it is called
            versions = [mine, version_of_text(text)]
        else:
            versions = [stored_version(base, old), stored_version(base, new)]
        return tuple(Compared(one, two, tuple(compared(one, two))) for one, two in pairwise(versions))

    def bead_of(self, document: int, sentence: int) -> tuple[int, int] | None:
        """Return (alignment, bead) where a sentence (0-based) of a document stands; None where it is not aligned."""
        base = self._database()
        segments = base.documents.segments(document)
        if sentence >= len(segments):
            return None
        wanted = segments[sentence].id
        for record in base.alignments.list(document=document):
            side = "source" if record.source_document == document else "target"
            for position, bead in enumerate(base.alignments.bitext(record.id).beads):
                if wanted in getattr(bead, side):
                    return record.id, position
        return None

    def omissions(
        self, number: int | None, say: Callable[[str, float], None], stopped: Callable[[], bool]
    ) -> Omissions:
        """Return what an alignment, or (None) all of them, leaves out; stopped, what was read until then."""
        from glossary.terms.starter import load_starter

        base = self._database()
        concepts = list(base.concepts.all()) or load_starter()
        remarks: list[str] = []
        found: list[Text] = []
        total = 1 if number is not None else len(list(base.alignments.list()))

        def finder(source: str, target: str) -> Finder:
            return finder_of(concepts, source, target, remarks.append)

        def show(done: int, of: int) -> None:
            say(f"{done} of {of} texts", done / max(1, of))

        for text in reports(base, () if number is None else (number,), finder, show) if total else ():
            found.append(text)
            if stopped():
                break
        return Omissions(tuple(found), total, remarks[0] if remarks else "")

    @staticmethod
    def write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
        """Write a listing as the path's ending says, .tsv, .json or .jsonl; return what was done.

        Raises InputError for another ending, OutputError where it cannot be written.
        """
        from tui.output import ListFormat, emit

        endings = {".tsv": ListFormat.TSV, ".json": ListFormat.JSON, ".jsonl": ListFormat.JSONL, ".txt": ListFormat.TSV}
        form = endings.get(path.suffix.lower())
        if form is None:
            raise InputError(f"{path.name}: what kind of file is this?", hint="End the name in .tsv, .json or .jsonl.")
        emit(columns, [tuple(row) for row in rows], form, str(path))
        return f"{len(rows)} lines written to {path}"
