"""The columns of a term base as a table: one row a term, every field of the model in a cell of its own.

Shared by CSV, TSV and XLSX. `rows` and `Assembler` are each other's inverse: the rows of a concept, read back, are the
concept. Readings, attestations and cross-references stand in one cell each, in the notation of `cells`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import blake2b
from typing import Any, Final

from exports.cells import pack, pack_pairs, unpack, unpack_pairs
from exports.formats import ReadReport, map_texts, nfc
from glossary.terms.entries import (
    Attestation,
    Concept,
    CrossReference,
    Evidence,
    Match,
    PartOfSpeech,
    Reading,
    Status,
    Term,
    TermType,
)
from glossary.text.language import resolve_language


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the field that it holds, and how a value becomes a cell and back."""

    header: str
    level: str
    field: str
    explanation: str
    """For the sheet that explains the columns."""
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str
    """Raises ValueError for what cannot stand here."""
    values: tuple[str, ...] = ()
    """The picklist, where there is one."""


def _bool(value: bool) -> str:
    return "yes" if value else ""


def _read_bool(cell: str) -> bool:
    value = cell.strip().lower()
    if value in ("yes", "y", "true", "1", "x"):
        return True
    if value in ("no", "n", "false", "0", "-"):
        return False
    raise ValueError(f"{cell!r} is neither yes nor no")


def _iso(value: date | None) -> str:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if value else ""


def _read_date(cell: str) -> date:
    try:
        return date.fromisoformat(cell.strip())
    except ValueError:
        raise ValueError(f"{cell!r} is no date such as 2022-10-07") from None


def _read_time(cell: str) -> datetime:
    try:
        moment = datetime.fromisoformat(cell.strip())
    except ValueError:
        raise ValueError(f"{cell!r} is no time such as 2022-10-07T09:30:00Z") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _read_int(cell: str) -> int:
    try:
        return int(cell.strip())
    except ValueError:
        raise ValueError(f"{cell!r} is no number") from None


def _choice(enum: type[Enum]) -> Callable[[str], Any]:
    known = {str(member.value).casefold(): member for member in enum if member.value}

    def read(cell: str) -> Any:
        try:
            return known[cell.strip().casefold()]
        except KeyError:
            raise ValueError(f"{cell!r} is not one of {', '.join(m.value for m in known.values())}") from None

    return read


def _values(enum: type[Enum]) -> tuple[str, ...]:
    return tuple(str(m.value) for m in enum if m.value)


def _readings(readings: tuple[Reading, ...]) -> str:
    return pack_pairs(
        (
            r.system,
            r.text,
            ({"override": ""} if r.is_override else {}) | ({"reason": r.reason} if r.reason else {}),
        )
        for r in readings
    )


def _read_readings(cell: str) -> tuple[Reading, ...]:
    readings = []
    for system, text, attributes in unpack_pairs(cell):
        _known(attributes, {"override", "reason"})
        readings.append(
            Reading(system=system, text=text, is_override="override" in attributes, reason=attributes.get("reason", ""))
        )
    return tuple(readings)


_NUMBERS = ("count", "bead", "start", "end")


def _attestations(attestations: tuple[Attestation, ...]) -> str:
    items = []
    for a in attestations:
        attributes = {"date": a.date} if a.date else {}
        attributes |= {n: str(getattr(a, n)) for n in _NUMBERS if getattr(a, n) is not None}
        attributes |= {"context": a.context} if a.context else {}
        items.append((a.source, attributes))
    return pack(items)


def _read_attestations(cell: str) -> tuple[Attestation, ...]:
    attestations = []
    for source, attributes in unpack(cell):
        _known(attributes, {"date", "context", *_NUMBERS})
        attestations.append(
            Attestation(
                source=source,
                date=attributes.get("date", ""),
                context=attributes.get("context", ""),
                **{n: _read_int(attributes[n]) for n in _NUMBERS if n in attributes},
            )
        )
    return tuple(attestations)


def _references(references: tuple[CrossReference, ...]) -> str:
    return pack_pairs((r.kind, r.target, {}) for r in references)


def _read_references(cell: str) -> tuple[CrossReference, ...]:
    return tuple(
        CrossReference(target=text, kind=key or "see")
        for key, text, _ in (unpack_pairs(cell) if "=" in cell else [("see", t, {}) for t, _ in unpack(cell)])
    )


def _known(attributes: Mapping[str, str], names: set[str]) -> None:
    if unknown := sorted(set(attributes) - names):
        raise ValueError(f"{unknown[0]!r} is not one of {', '.join(sorted(names))}")


COLUMNS: Final[tuple[Column, ...]] = (
    Column("concept_id", "concept", "id", "Stable id of the concept: rows with the same id are one concept."),
    Column("term_id", "term", "id", "Stable id of the term: a second import finds the term again by it."),
    Column("subject", "concept", "subject", "Subject field; levels are separated by /."),
    Column("language", "term", "language", "Language: ko-KP, ko-KR, en, ja …", read=resolve_language),
    Column("term", "term", "text", "The term itself."),
    Column("status", "term", "status", "Whether the term may be used.", str, _choice(Status), _values(Status)),
    Column("readings", "term", "readings", "dprk=…; mr=… {override, reason=…}", _readings, _read_readings),
    Column("type", "term", "type", "Form of the term.", str, _choice(TermType), _values(TermType)),
    Column(
        "part_of_speech",
        "term",
        "part_of_speech",
        "Part of speech.",
        str,
        _choice(PartOfSpeech),
        _values(PartOfSpeech),
    ),
    Column("match", "term", "match", "How the term is looked for.", str, _choice(Match), _values(Match)),
    Column("case_sensitive", "term", "case_sensitive", "Capitals matter.", _bool, _read_bool, ("yes", "no")),
    Column(
        "do_not_translate",
        "term",
        "do_not_translate",
        "Stays as it is in a translation.",
        _bool,
        _read_bool,
        ("yes", "no"),
    ),
    Column("register", "term", "register", "Register of the term."),
    Column("region", "term", "region", "Where the term is used."),
    Column("house", "term", "house", "House profile whose rendering this is; empty: any."),
    Column("usage_note", "term", "usage_note", "How to use the term."),
    Column("comment", "term", "comment", "Remark on the term."),
    Column("source", "term", "source", "Where the term comes from."),
    Column("evidence", "term", "evidence", "How the rendering is known.", str, _choice(Evidence), _values(Evidence)),
    Column("valid_from", "term", "valid_from", "First day of use, 2022-10-07.", _iso, _read_date),
    Column("valid_until", "term", "valid_until", "Last day of use.", _iso, _read_date),
    Column(
        "attestations",
        "term",
        "attestations",
        "ED2012 {date=2012-01-01, count=3, context=…}; …",
        _attestations,
        _read_attestations,
    ),
    Column("definition", "concept", "definition", "What the concept is."),
    Column("definition_source", "concept", "definition_source", "Where the definition comes from."),
    Column("note", "concept", "note", "Remark on the concept."),
    Column("references", "concept", "references", "broader=ID; see=ID", _references, _read_references),
    Column("approved", "concept", "approved", "Approved by an editor.", _bool, _read_bool, ("yes", "no")),
    Column("approved_by", "concept", "approved_by", "Who approved it."),
    Column("author", "concept", "author", "Who made the concept."),
    Column("created", "concept", "created", "When it was made, in UTC.", _iso, _read_time),
    Column("modified", "concept", "modified", "When it was last changed, in UTC.", _iso, _read_time),
    Column("concept_version", "concept", "version", "How often the concept was saved.", str, _read_int),
    Column("term_version", "term", "version", "How often the term was saved.", str, _read_int),
    Column(
        "concept_extra", "concept", "extra", "What a TBX file said of the concept beside all this; leave it as it is."
    ),
    Column("term_extra", "term", "extra", "What a TBX file said of the term beside all this; leave it as it is."),
)
HEADERS: Final = tuple(c.header for c in COLUMNS)
BY_HEADER: Final = {c.header: c for c in COLUMNS}


def made_id(words: str) -> str:
    """Return an id for an entry without one: the same for the same words, so that a second import finds it again."""
    return "c-" + blake2b(nfc(words).encode("utf-8", "replace"), digest_size=6).hexdigest()


def rows(concept: Concept) -> Iterator[list[str]]:
    """Yield one row for each term, in the order of `COLUMNS`; one row without a term where the concept has none."""
    concept_cells = {c.header: _cell(c, concept) for c in COLUMNS if c.level == "concept"}
    if not concept.terms:
        yield [concept_cells.get(header, "") for header in HEADERS]
    for term in concept.terms:
        yield [concept_cells[c.header] if c.level == "concept" else _cell(c, term) for c in COLUMNS]


def safe_rows(concept: Concept, suspicious: re.Pattern[str], change: Callable[[str], str]) -> list[list[str]]:
    """Return the rows of a concept; where a cell looks suspicious, those of the concept with every text changed.

    The texts are changed and not the cells, because a cell may hold several, each with its own punctuation.
    """
    made = list(rows(concept))
    if any(suspicious.search(cell) for row in made for cell in row):
        made = list(rows(map_texts(concept, change)))
    return made


def _cell(column: Column, row: Concept | Term) -> str:
    value = getattr(row, column.field)
    return value if type(value) is str else "" if value is None else column.write(value)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, its cells by header, and the line where it begins."""

    line: int
    cells: Mapping[str, str]


class Assembler:
    """Makes concepts of rows. Rows of a concept need not all repeat what concerns the concept."""

    def __init__(self, headers: Sequence[str], report: ReadReport) -> None:
        self._report = report
        self._numbers = {header: i for i, header in enumerate(headers, start=1)}
        self._term_ids: dict[str, int] = {}

    def concept(self, identity: str, rows: Sequence[Row]) -> Concept | None:
        """Return the concept of these rows; None where no row of it could be used."""
        fields: dict[str, Any] = {}
        lines: dict[str, int] = {}
        terms: list[Term] = []
        usable = False
        for row in rows:
            values = self._values(row)
            if values is None:
                continue
            usable = True
            for column in COLUMNS:
                if column.level != "concept" or column.header not in values:
                    continue
                value = values[column.header]
                if fields.setdefault(column.field, value) != value:
                    self._report.finding(
                        row.line,
                        self._numbers.get(column.header, 0),
                        f"{column.header} of concept {identity} differs from line {lines[column.field]}",
                    )
                lines.setdefault(column.field, row.line)
            if term := self._term(identity, row, values, len(terms)):
                terms.append(term)
        if not usable:
            return None
        fields["id"] = identity
        return Concept(**fields, terms=tuple(terms))

    def _values(self, row: Row) -> dict[str, Any] | None:
        """Return the values of a row's cells that are not empty; None where one of them cannot be used."""
        values = {}
        for header, cell in row.cells.items():
            column = BY_HEADER.get(header)
            if column is None or not cell:
                continue
            try:
                values[header] = column.read(nfc(cell))
            except ValueError as error:
                self._report.finding(row.line, self._numbers.get(header, 0), f"{header}: {error}")
                return None
        return values

    def _term(self, concept: str, row: Row, values: dict[str, Any], count: int) -> Term | None:
        fields = {c.field: values[c.header] for c in COLUMNS if c.level == "term" and c.header in values}
        if not fields:
            return None
        fields["text"] = str(fields.get("text", "")).strip()
        for needed, header in (("text", "term"), ("language", "language")):
            if not fields.get(needed):
                self._report.finding(row.line, self._numbers.get(header, 0), f"the row has no {header}")
                return None
        identity = fields.setdefault("id", f"{concept}.{fields['language']}.{count + 1}")
        if identity in self._term_ids:
            self._report.finding(
                row.line,
                self._numbers.get("term_id", 0),
                f"the term id {identity} stands already in line {self._term_ids[identity]}",
            )
            return None
        self._term_ids[identity] = row.line
        return Term(**fields)
