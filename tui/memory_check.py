"""`malmoi check --memory`: every stored alignment, in a stream, resumed after an interruption.

Findings are written as they come, a chunk of beads at a time; after each chunk a small file says how far it got. The
same command after an interruption goes on there; a file that is written to is cut back to the last whole chunk first.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from glossary.errors import OutputError
from glossary.own_files import write_whole
from tui import checking
from tui.context import state
from tui.output import say

if TYPE_CHECKING:
    from exports.report import CheckReport
    from glossary.checks.findings import Finding
    from glossary.checks.run import Checker
    from glossary.store.engine import Database
    from glossary.terms.entries import Concept
    from tui.inputs import Pair

CHUNK = 500
"""Beads between two notes of how far it got."""
WINDOW = 5_000
"""Beads that are taken as one text. A larger alignment is a collection, whose parts need not agree; so a stream begins
at once, and memory is bounded."""


@dataclass
class Progress:
    """How far a check of the memory has got."""

    alignment: int = 0
    """The last alignment that is done, or under way."""
    bead: int = 0
    """So many of its beads are done."""
    done: int = 0
    """Beads done in all."""
    written: int = 0
    """Bytes of the output that are whole."""
    counts: dict[str, int] = field(default_factory=dict)


def check_memory(
    rules: checking.Rules, terms: list[str], form: str, output: str | None, *, restart: bool, dismissed: bool
) -> Mapping[str, int]:
    """Check all stored alignments and return the number of findings by severity."""
    if not state.exists():
        say("There is no data base, so no memory to check.")
        return {}
    concepts = checking.term_base(terms)
    houses = checking.houses_of(concepts)
    checking.profile_of("", rules.profile, houses)  # says at once what is no profile
    marks = frozenset() if dismissed else checking.dismissals()
    note = _note(rules, terms, form, output)
    progress = Progress() if restart else _read(note)
    if progress.done:
        say(f"Going on after {progress.done:,} beads (--restart begins anew).")
    with state.open() as database:
        records = database.alignments.list()
        total = sum(record.beads for record in records)
        with _open(output, progress) as out:
            run = _Run(database, rules, concepts, houses, marks, form, out, progress, note, total)
            for number in sorted(record.id for record in records):
                if number >= progress.alignment:
                    run.check(number)
    note.unlink(missing_ok=True)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    order = ("error", "warning", "note")
    counts = [(progress.counts.get(name, 0), name) for name in order]
    found = ", ".join(f"{n:,} {name}{'s' if n != 1 else ''}" for n, name in counts if n) or "no findings"
    say(f"{progress.done:,} beads, alignments: {len(records)}; {found}.")
    return progress.counts


@dataclass
class _Run:
    """One check of the memory under way."""

    database: Database
    rules: checking.Rules
    concepts: list[Concept]
    houses: frozenset[str]
    marks: frozenset[tuple[str, str]]
    form: str
    out: Sink
    progress: Progress
    note: Path
    total: int
    checkers: dict[tuple[str, str, str], Checker] = field(default_factory=dict)

    def checker(self, pair: Pair, profile: str) -> Checker:
        """Return the checks for the languages of a pair and a profile; the term base is made ready once for each."""
        from glossary.alignment.encoder import shared_encoder
        from glossary.checks.run import Checker

        key = (pair.bitext.source_language, pair.bitext.target_language, profile)
        if key not in self.checkers:
            self.checkers[key] = Checker(
                self.concepts,
                source_language=key[0],
                target_language=key[1],
                profile=profile,
                only=self.rules.only,
                skip=self.rules.skip,
                severities=self.rules.severities,
                encoder=shared_encoder,
            )
        return self.checkers[key]

    def check(self, number: int) -> None:
        """Check one alignment from where the progress stands."""
        from glossary.checks.run import bead_texts
        from tui.reports import make_report

        pair = checking.pair_of(self.database, number)
        beads = bead_texts(pair.bitext)
        start = self.progress.bead if number == self.progress.alignment else 0
        profile = checking.profile_of(pair.target.house or pair.source.house, self.rules.profile, self.houses)
        checker = self.checker(pair, profile)
        day = self.rules.date or pair.source.date
        text, opened = None, -1
        for first in range(start, len(beads), CHUNK):
            last = min(first + CHUNK, len(beads))
            window = first - first % WINDOW
            if text is None or window != opened:
                text, opened = checker.open(beads[window : window + WINDOW], date=day), window
            findings = [
                f
                for at in range(first, last)
                for f in text.findings(at - window)
                if not checking.is_dismissed(f, self.marks)
            ]
            report = make_report(pair, findings, profile=profile, date=pair.source.date)
            self._written(number, last, last - first, b"".join(_lines(report, number, self.form)), findings)

    def _written(self, number: int, bead: int, done: int, lines: bytes, findings: list[Finding]) -> None:
        """Write the findings of a chunk, then note that it is done."""
        self.out.write(lines)
        self.out.flush()
        progress = self.progress
        counts = Counter(progress.counts) + Counter(f.severity.value for f in findings)
        progress.alignment, progress.bead, progress.counts = number, bead, dict(counts)
        progress.done += done
        progress.written += len(lines)
        _keep(self.note, progress)
        _tell(progress.done, self.total)


def _lines(report: CheckReport, number: int, form: str) -> Iterator[bytes]:
    if not report.findings:
        return
    if form == "text":
        from exports.report_text import render

        body = render(report).rsplit("\n", 2)[0]  # without the summary: it comes at the end of all
        yield f"alignment {number}  {report.places.source_file}\n{body}\n".encode()
        return
    from exports.report_json import finding_object

    for finding in report.findings:
        value = {"alignment": number, **finding_object(report, finding)}
        yield json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done:,} of {total:,} beads checked")
        sys.stderr.flush()
    elif done % 10_000 < CHUNK:
        say(f"{done:,} of {total:,} beads checked")


def _note(rules: checking.Rules, terms: list[str], form: str, output: str | None) -> Path:
    """Return where this very command remembers how far it got."""
    from glossary.paths import user_data_dir

    asked = repr((state.url, asdict(rules), terms, form, output))
    return user_data_dir() / "checked" / f"memory-{hashlib.sha256(asked.encode()).hexdigest()[:24]}.json"


def _read(note: Path) -> Progress:
    try:
        return Progress(**json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Progress()


def _keep(note: Path, progress: Progress) -> None:
    try:
        write_whole(note, json.dumps(asdict(progress)))
    except OSError as error:
        raise OutputError(f"{note} cannot be written: {error.strerror or error}.") from error


class _Stdout:
    """Standard output, with the errors of a full disk or a closed pipe as every command has them."""

    def write(self, data: bytes) -> int:
        """Write and flush."""
        from exports.files import write_atomically

        write_atomically(None, lambda out: out.write(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


class Sink(Protocol):
    """What findings are written to."""

    def write(self, data: bytes, /) -> int:
        """Write bytes."""
        ...

    def flush(self) -> None:
        """Let nothing be held back."""
        ...


@contextmanager
def _open(output: str | None, progress: Progress) -> Iterator[Sink]:
    """Open what is written to; a file that was being written is cut back to its last whole chunk.

    Raises OutputError.
    """
    from exports.files import output_error

    if output in (None, "-"):
        yield _Stdout()
        return
    path = Path(str(output))
    try:
        whole = progress.written if path.is_file() and path.stat().st_size >= progress.written else 0
        progress.written = whole
        with path.open("r+b" if whole else "wb") as out:
            out.truncate(whole)
            out.seek(whole)
            yield out
    except OSError as error:
        raise output_error(error, path) from error
