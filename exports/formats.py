"""What every exchange format is: three small base classes, and the options and reports that they share.

A format object has no state. It imports what it needs (lxml, openpyxl) inside its methods, so that listing formats
costs nothing. A reader raises `InputError` and nothing else for a bad file; with a `ReadReport` it collects what is
wrong with single values and rows and goes on, without one the first such thing ends it.
"""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from exports.bead_losses import bead_losses
from exports.holds import BeadHolds, Holds, LossReport, Tally
from exports.neutral import clean
from glossary.errors import InputError, UsageError
from glossary.terms.entries import Attestation, Concept, CrossReference, Reading, Term

if TYPE_CHECKING:
    from exports.report import CheckReport
    from glossary.alignment.beads import Bitext


@dataclass(frozen=True, slots=True, kw_only=True)
class TermOptions:
    """What of a term base is written, and for whom."""

    languages: tuple[str, ...] = ()
    """Only these languages, a bare one (`ko`) with all its varieties; empty: all."""
    house: str = ""
    """House profile: terms of this house and of none; empty: all."""
    source_language: str = "ko"
    """For formats of two columns."""
    target_language: str = "en"
    style: str = "dca"
    """Of TBX version 3: `dca`, or `dct` (categories as elements of their modules)."""
    title: str = ""
    """Shown where a format has a title; empty: the format's own words."""

    def select(self, concepts: Iterable[Concept]) -> Iterator[Concept]:
        """Yield the concepts with the terms that are asked for; one that has none of them is left out."""
        if not self.languages and not self.house:
            yield from concepts
            return
        for concept in concepts:
            terms = tuple(t for t in concept.terms if self._wants(t))
            if terms:
                yield concept.with_terms(terms)

    def _wants(self, term: Term) -> bool:
        base = term.language.split("-", maxsplit=1)[0]
        in_language = not self.languages or term.language in self.languages or base in self.languages
        return in_language and (not self.house or term.house in ("", self.house))


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that a reader has to say of a place in a file; line and column count from 1, 0 where unknown."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else ""
        if self.line and self.column:
            where += f", column {self.column}"
        return f"{where}: {self.message}" if where else self.message


@dataclass(slots=True)
class ReadReport:
    """What a reader met: values and rows that it refused, and what the model does not hold."""

    findings: list[Notice] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Kinds of data that the file has and the model does not hold -> how often."""
    strict: bool = False
    """Whether the first finding ends the reading."""

    def finding(self, line: int, column: int, message: str) -> None:
        """Note something wrong with one value or row."""
        self.findings.append(Notice(line, column, message))


class _Strict(ReadReport):
    """A report that refuses the first thing that is wrong."""

    def __init__(self, name: str) -> None:
        super().__init__(strict=True)
        self._name = name

    def finding(self, line: int, column: int, message: str) -> None:
        raise InputError(f"{self._name}: {Notice(line, column, message)}", hint="Mend the file there and try again.")


class TermFormat(ABC):
    """One exchange format of term bases."""

    name: ClassVar[str]
    title: ClassVar[str]
    suffix: ClassVar[str]
    holds: ClassVar[Holds]
    readable: ClassVar[bool] = True

    def write(self, concepts: Iterable[Concept], out: BinaryIO, *, options: TermOptions | None = None) -> LossReport:
        """Write the concepts, one after the other, and return what could not be held.

        Raises OutputError where the concepts cannot be written in this format at all.
        """
        options = options or TermOptions()
        tally = Tally(self.name, self.holds)
        self._write(options.select(concepts), out, options, tally)
        return tally.report()

    def read(
        self,
        data: BinaryIO,
        *,
        name: str,
        report: ReadReport | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Iterator[Concept]:
        """Yield the concepts of a file as they come; `name` is the file's name for messages.

        `columns` names the fields of columns whose headers are unknown (tables only). Raises InputError, also in the
        middle: a caller keeps nothing of a file that was not read to its end.
        """
        if not self.readable:
            raise UsageError(f"{self.name} cannot be read, only written")
        return self._read(data, name, report if report is not None else _Strict(name), columns or {})

    def reduce(self, concept: Concept) -> Concept:
        """Return what of a concept comes back when this format has written and read it."""
        return self.holds.reduce(concept)

    @abstractmethod
    def _write(self, concepts: Iterator[Concept], out: BinaryIO, options: TermOptions, tally: Tally) -> None: ...

    def _read(self, data: BinaryIO, name: str, report: ReadReport, columns: Mapping[str, str]) -> Iterator[Concept]:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentOptions:
    """What a reader or writer of alignments is told; the languages matter where a file does not name them."""

    source_language: str = ""
    target_language: str = ""
    confirmed: bool = False
    """Read every bead as confirmed where the file says nothing of it."""


class AlignmentFormat(ABC):
    """One exchange format of alignments."""

    name: ClassVar[str]
    title: ClassVar[str]
    suffix: ClassVar[str]
    holds: ClassVar[BeadHolds]
    readable: ClassVar[bool] = False

    def write(self, bitext: Bitext, out: BinaryIO) -> LossReport:
        """Write an alignment and return what could not be held."""
        tally = Tally(self.name)
        tally.written = len(bitext.beads)
        for path, count in bead_losses(bitext, self.holds):
            tally.lose(path, count)
        self._write(bitext, out, tally)
        return tally.report()

    def read(self, data: BinaryIO, *, name: str, options: AlignmentOptions | None = None) -> Bitext:
        """Read an alignment whole. Raises InputError."""
        if not self.readable:
            raise UsageError(f"{self.name} cannot be read, only written")
        return self._read(data, name, options or AlignmentOptions())

    @abstractmethod
    def _write(self, bitext: Bitext, out: BinaryIO, tally: Tally) -> None: ...

    def _read(self, data: BinaryIO, name: str, options: AlignmentOptions) -> Bitext:
        raise NotImplementedError


class ReportFormat(ABC):
    """One form of the report of a check."""

    name: ClassVar[str]
    title: ClassVar[str]
    suffix: ClassVar[str]

    @abstractmethod
    def write(self, report: CheckReport, out: BinaryIO) -> None:
        """Write the report."""


def writable(concepts: Iterable[Concept], tally: Tally, *, without_terms: bool = True) -> Iterator[Concept]:
    """Yield the concepts without terms that have no text; what is left out is counted.

    A concept without any term is left out where the format cannot write one (`without_terms` is false).
    """
    for concept in concepts:
        terms = tuple([t for t in concept.terms if clean(t.text).strip()])
        tally.lose("term.empty", len(concept.terms) - len(terms))
        if terms or without_terms:
            yield concept if len(terms) == len(concept.terms) else concept.with_terms(terms)
        else:
            tally.lose("concept")


def tidy(concept: Concept) -> Concept:
    """Return the concept as a format that cannot hold control characters gives it back: none, and no empty term."""
    concept = map_texts(concept, clean)
    terms = (replace(t, text=t.text.strip()) for t in concept.terms)
    return replace(
        concept,
        created=_utc(concept.created),
        modified=_utc(concept.modified),
        terms=tuple(t for t in terms if t.text),
    )


def map_texts(concept: Concept, change: Callable[[str], str]) -> Concept:
    """Return the concept with every text in it changed."""

    def texts(row: Concept | Term | Reading | Attestation | CrossReference) -> dict[str, Any]:
        values = {f.name: getattr(row, f.name) for f in fields(row)}
        return {name: change(value) for name, value in values.items() if type(value) is str}

    terms = tuple(
        replace(
            term,
            **texts(term),
            readings=tuple(replace(r, **texts(r)) for r in term.readings),
            attestations=tuple(replace(a, **texts(a)) for a in term.attestations),
        )
        for term in concept.terms
    )
    references = tuple(replace(r, **texts(r)) for r in concept.references)
    return replace(concept, **texts(concept), references=references, terms=terms)


def _utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def nfc(text: str) -> str:
    """Return the text in NFC; what comes from a file always goes through here."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
