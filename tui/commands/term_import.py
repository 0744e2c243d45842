"""Reading a term base file into the term base: `malmoi terms import`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from glossary.errors import InputError, UsageError
from tui.context import state
from tui.output import say

if TYPE_CHECKING:
    from exports.formats import ReadReport, TermFormat
    from glossary.terms.entries import Concept
    from glossary.terms.merging import ImportReport

SHOWN = 20
"""Lines of each kind that are said; all stand in the file of --report."""
HEAD = 8192
"""Bytes from which the format of a file is told."""


class OnConflict(StrEnum):
    """What an import does with a concept that is stored already and differs."""

    KEEP = "keep"
    REPLACE = "replace"
    BOTH = "both"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("import")(import_terms)


def import_terms(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="TBX, CSV, TSV, XLSX, JSONL …; - is standard input", show_default=False),
    ] = None,
    starter: Annotated[bool, typer.Option("--starter", help="The starter term base that comes with malmoi")] = False,
    form: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="[default: by the file's name and content]")
    ] = None,
    on_conflict: Annotated[
        OnConflict, typer.Option("--on-conflict", help="For a stored concept that says something else")
    ] = OnConflict.KEEP,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADER=FIELD", help="What a column of a table is: a field, or a language such as ko"
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing")] = False,
    skip_refused: Annotated[
        bool, typer.Option("--skip-refused", help="Import the good rows where some are refused")
    ] = False,
    report_to: Annotated[
        str | None, typer.Option("--report", metavar="FILE", help="Write all that was done and refused, as TSV")
    ] = None,
) -> None:
    """Import a term base file, all of it or nothing.

    A concept is found again by its id, else by its Korean term and subject field. What a file adds to it is added; where
    it says something else, --on-conflict decides: the stored one is kept, replaced, or both stand side by side.
    """
    from exports.formats import ReadReport
    from glossary.terms.making import with_readings

    if starter == (file is not None):
        raise UsageError("Name a file, or --starter.")
    refused = ReadReport()
    label = "the starter term base" if starter else "standard input" if file == "-" else str(file)
    with _concepts(file, form, columns or [], refused) as (concepts, size, place), state.open() as database:

        def stream() -> Iterator[Concept]:
            yield from map(with_readings, concepts)
            if refused.findings and not skip_refused and not dry_run:
                raise _Refused

        progress = _Progress(size, place)
        lines = _ReportLines(label) if report_to else None
        try:
            report = database.concepts.add_many(
                stream(),
                on_conflict.value,
                dry_run=dry_run,
                progress=progress,
                witness=lines.witness if lines else None,
            )
        except _Refused:
            report = None
        finally:
            progress.end()
    if lines is not None and report_to:
        lines.write(Path(report_to), refused)
    _say_refused(label, refused)
    if report is not None:
        if not (report.added or report.changed or report.unchanged or report.in_conflict or refused.findings):
            raise InputError(f"{label}: there is no term in it.")
        _say_report(report, dry_run=dry_run)
    if refused.findings and not skip_refused:
        count = len(refused.findings)
        raise InputError(
            f"{label}: {count} row{'s or values were' if count > 1 else ' or value was'} refused, nothing is imported.",
            hint="Mend them, or leave them out with --skip-refused. --report FILE lists them all.",
        )


class _Refused(Exception):  # noqa: N818 it never leaves this module
    """Ends an import in which something was refused, so that nothing of it is kept."""


def starter_concepts() -> list[Concept]:
    """Return the starter term base."""
    from glossary.terms.starter import load_starter

    return load_starter()


def read_concepts(name: str, form: str | None = None, columns: Sequence[str] = ()) -> list[Concept]:
    """Return the concepts of a term base file; the format is told from its name and content.

    `columns` are `HEADER=FIELD` for tables whose headers are not known. Raises InputError for the first bad row.
    """
    with _concepts(name, form, columns, None) as (concepts, _, _):
        return list(concepts)


@contextmanager
def _concepts(
    name: str | None, form: str | None, columns: Sequence[str], report: ReadReport | None
) -> Iterator[tuple[Iterable[Concept], int, Any]]:
    """Give the concepts of a file as they are read, its size in bytes, and what tells how far the reading is."""
    if name is None:
        yield starter_concepts(), 0, None
        return
    mapped = _mapping(columns)
    label = "standard input" if name == "-" else name
    with _opened(name) as data:
        head = data.read(HEAD)
        size = data.seek(0, 2)
        data.seek(0)
        chosen = _format(name, form, head)
        yield chosen.read(data, name=label, report=report, columns=mapped), size, data.tell


def _format(name: str, form: str | None, head: bytes) -> TermFormat:
    from exports.registry import recognise_term_format, term_format

    return term_format(form) if form else recognise_term_format(name, head)


def _mapping(columns: Sequence[str]) -> dict[str, str]:
    mapped: dict[str, str] = {}
    for item in columns:
        header, sign, field = item.rpartition("=")
        if not sign or not header.strip() or not field.strip():
            raise UsageError(f"--map {item}: HEADER=FIELD is wanted, such as Koreanisch=ko.")
        mapped[header.strip()] = field.strip()
    return mapped


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """Open a file for reading; standard input is kept in a file, since readers go through a table twice."""
    if name == "-":
        import tempfile
        from typing import cast

        with tempfile.SpooledTemporaryFile(max_size=1 << 24) as copy:
            while chunk := sys.stdin.buffer.read(1 << 20):
                copy.write(chunk)
            copy.seek(0)
            yield cast("BinaryIO", copy)
        return
    from glossary.text.encoding import open_bytes

    with open_bytes(Path(name)) as data:
        yield data


class _Progress:
    """A bar on stderr where that is a terminal: how much of the file is read, and how many concepts."""

    WIDTH = 30
    EVERY = 0.1
    """Seconds between two drawings."""

    def __init__(self, size: int, place: Any) -> None:
        self._size, self._place = size, place
        self._shows = sys.stderr.isatty()
        self._last = 0.0

    def __call__(self, done: int) -> None:
        """Draw how far the import is; `done` counts concepts."""
        import time

        if not self._shows or time.monotonic() - self._last < self.EVERY:
            return
        self._last = time.monotonic()
        share = min(1.0, self._place() / self._size) if self._size and self._place else 0.0
        bar = "█" * round(share * self.WIDTH)
        sys.stderr.write(f"\r{bar:░<{self.WIDTH}} {share:4.0%}  {done:,} concepts")
        sys.stderr.flush()

    def end(self) -> None:
        """Take the bar away."""
        if self._shows and self._last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _say_report(report: ImportReport, *, dry_run: bool) -> None:
    from glossary.terms.merging import shown

    would = "Would be " if dry_run else ""
    say(
        f"{would}added {report.added:,}, changed {report.changed:,}, unchanged {report.unchanged:,}, "
        f"in conflict {report.in_conflict:,}"
    )
    if dry_run:
        _say_some([f"  + {c.id} {shown(c)}" for c in report.new[:SHOWN]], report.added)
    extended = [
        f"  ~ {old.id} {shown(old)}: {f.where}: {f.before or '(empty)'} → {f.after}" for old, f in _fields(report)
    ]
    _say_some(extended[:SHOWN], len(extended))
    _say_some([f"  ▲ {c}" for c in report.conflicts[:SHOWN]], report.in_conflict)


def _fields(report: ImportReport) -> list[tuple[Concept, Any]]:
    from glossary.terms.differences import field_changes

    return [(old, field) for old, new in report.extended for field in field_changes(old, new)]


def _say_some(lines: list[str], count: int) -> None:
    for line in lines:
        say(line)
    if lines and count > len(lines):
        say(f"    … and {count - len(lines):,} more")


def _say_refused(label: str, refused: ReadReport) -> None:
    for notice in refused.findings[:SHOWN]:
        say(f"  ✗ {label}, {notice}")
    if len(refused.findings) > SHOWN:
        say(f"    … and {len(refused.findings) - SHOWN:,} more")
    for what, count in refused.left_out.most_common():
        say(f"  ▲ not imported: {what} ({count:,} times)")


class _ReportLines:
    """The file of --report: one line for all that was refused, added, changed or in conflict. Kept on disk meanwhile."""

    def __init__(self, label: str) -> None:
        import tempfile

        self._label = label
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 closed when it is written

    def witness(self, what: str, incoming: Concept, stored: Concept | None) -> None:
        """Take what becomes of one concept of the file."""
        from glossary.terms.merging import differences, shown

        words = f"differs in {', '.join(differences(stored, incoming))}" if stored else ""
        self._line(what, "", "", (stored or incoming).id, shown(incoming), words)

    def _line(self, what: str, line: Any, column: Any, concept: str, terms: str, words: str) -> None:
        from tui.output import tsv_line

        self._file.write(tsv_line((what, self._label, line or "", column or "", concept, terms, words)).encode())

    def write(self, target: Path, refused: ReadReport) -> None:
        """Write the file, whole or not at all."""
        import shutil

        from exports.files import write_atomically
        from tui.output import tsv_line

        for n in refused.findings:
            self._line("refused", n.line, n.column, "", "", n.message)
        for what, count in refused.left_out.most_common():
            self._line("not imported", "", "", "", "", f"{what} ({count} times)")
        head = tsv_line(("what", "file", "line", "column", "concept", "terms", "reason")).encode()
        with self._file:
            self._file.seek(0)

            def copy(out: BinaryIO) -> None:
                out.write(head)
                shutil.copyfileobj(self._file, out)

            write_atomically(target, copy)
