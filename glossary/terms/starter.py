"""The starter term base of `data/terms/`, read into plain concepts.

Four tables that people edit by hand: concepts, their terms, readings that the rules do not give, and attestations;
`sources.tsv` says what the codes stand for. A broken row is an InputError that names file, line and column. Readings
of Korean and katakana terms are made by the rules here; the table holds only those that a source gives otherwise
(overrides) and those that would need the Japanese dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from glossary.errors import InputError
from glossary.paths import data_path
from glossary.romanisation.registry import romanise
from glossary.romanisation.tables import Row, read_table
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

NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
"""What an id may look like: an XML NCName in ASCII, so that every format can carry it."""

_SYSTEM_OF = {"ko-KP": "dprk", "ko-KR": "rr"}
_KATAKANA = re.compile(r"[ァ-ヶー・ ()]+")
_E = TypeVar("_E", bound=StrEnum)


def load_starter(folder: Path | None = None) -> list[Concept]:
    """Return the concepts of the starter term base, in the order of their table.

    `folder` holds the five tables (default: the bundled ones). Raises InputError with file, line and column.
    """
    where = folder or data_path("terms")
    known = sources(where)
    readings = _grouped(where / "starter_readings.tsv", ("term", "system", "text", "override", "reason", "source"))
    attested = _grouped(where / "starter_attestations.tsv", ("term", "source", "date", "count"))
    terms: dict[str, list[Term]] = {}
    ids: set[str] = set()
    path = where / "starter_terms.tsv"
    for row in read_table(path, _TERM_COLUMNS):
        term = _term(path, row, readings.pop(row["id"], []), attested.pop(row["id"], []), known)
        if term.id in ids:
            raise _broken(path, row, "id", f"{term.id!r} stands twice")
        ids.add(term.id)
        terms.setdefault(row["concept"], []).append(term)
    for table, left in (("starter_readings.tsv", readings), ("starter_attestations.tsv", attested)):
        for term_id, rows in left.items():
            raise _broken(where / table, rows[0], "term", f"there is no term {term_id!r}")
    return _concepts(where / "starter_concepts.tsv", terms, path)


_TERM_COLUMNS = (
    *("id", "concept", "language", "text", "status", "type", "part_of_speech", "case_sensitive", "house"),
    *("evidence", "source", "valid_from", "valid_until", "comment"),
)


def _concepts(path: Path, terms: dict[str, list[Term]], terms_path: Path) -> list[Concept]:
    rows = list(read_table(path, ("id", "subject", "definition", "definition_source", "note", "related")))
    ids = [row["id"] for row in rows]
    found: list[Concept] = []
    for i, row in enumerate(rows):
        if not NCNAME.fullmatch(row["id"]):
            raise _broken(path, row, "id", f"{row['id']!r} is no NCName (letters, digits, . - _; a letter first)")
        if row["id"] in ids[:i]:
            raise _broken(path, row, "id", f"{row['id']!r} stands twice")
        related = [part for part in row["related"].split(";") if part]
        if unknown := [part for part in related if part not in ids]:
            raise _broken(path, row, "related", f"there is no concept {unknown[0]!r}")
        if row["id"] not in terms:
            raise _broken(path, row, "id", f"the concept {row['id']!r} has no term")
        found.append(
            Concept(
                id=row["id"],
                subject=row["subject"],
                definition=row["definition"],
                definition_source=row["definition_source"],
                note=row["note"],
                references=tuple(CrossReference(target=target, kind="related") for target in related),
                author="starter",
                terms=tuple(terms.pop(row["id"])),
            )
        )
    for concept_id, orphans in terms.items():
        raise InputError(f"{terms_path}: the term {orphans[0].id!r} belongs to {concept_id!r}, which is no concept.")
    return found


def _term(path: Path, row: Row, readings: list[Row], attested: list[Row], known: Mapping[str, str]) -> Term:
    if not NCNAME.fullmatch(row["id"]):
        raise _broken(path, row, "id", f"{row['id']!r} is no NCName (letters, digits, . - _; a letter first)")
    if not row["text"].strip():
        raise _broken(path, row, "text", "it is empty")
    for code in row["source"].split(";"):
        if code not in known:
            raise _broken(path, row, "source", f"{code!r} does not stand in sources.tsv")
    first, last = (_date(path, row, column) for column in ("valid_from", "valid_until"))
    if first and last and first > last:
        raise _broken(path, row, "valid_until", f"{last} is before {first}")
    return Term(
        id=row["id"],
        language=row["language"],
        text=row["text"],
        status=_choice(path, row, "status", Status),
        type=_choice(path, row, "type", TermType),
        part_of_speech=_choice(path, row, "part_of_speech", PartOfSpeech),
        match=Match.INFLECTED,
        case_sensitive=row["case_sensitive"] == "yes",
        house=row["house"],
        comment=row["comment"],
        source=row["source"],
        evidence=_choice(path, row, "evidence", Evidence),
        valid_from=first,
        valid_until=last,
        readings=_readings(row, readings),
        attestations=tuple(_attestation(path.with_name("starter_attestations.tsv"), line, known) for line in attested),
    )


def _readings(term: Row, rows: list[Row]) -> tuple[Reading, ...]:
    """Return the readings of the table, and the rules' where the table has none in that system."""
    found = [
        Reading(system=row["system"], text=row["text"], is_override=row["override"] == "yes", reason=row["reason"])
        for row in rows
    ]
    system = _SYSTEM_OF.get(term["language"], "hepburn" if _KATAKANA.fullmatch(term["text"]) else "")
    if system and not any(reading.system == system for reading in found):
        found.append(Reading(system=system, text=romanise(term["text"], system).form))
    return tuple(found)


def _attestation(path: Path, row: Row, known: Mapping[str, str]) -> Attestation:
    if row["source"] not in known:
        raise _broken(path, row, "source", f"{row['source']!r} does not stand in sources.tsv")
    if not row["count"].isdigit() or row["count"] == "0":
        raise _broken(path, row, "count", f"{row['count']!r} is no positive number; a count of zero attests nothing")
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["date"]):
        raise _broken(path, row, "date", f"{row['date']!r} is no year, month or day in ISO form")
    return Attestation(source=row["source"], date=row["date"], count=int(row["count"]))


def sources(folder: Path | None = None) -> dict[str, str]:
    """Return what each source code stands for, Korean and English side in one line."""
    path = (folder or data_path("terms")) / "sources.tsv"
    found: dict[str, str] = {}
    for row in read_table(path, ("code", "korean_source", "english_source", "date", "kind")):
        if row["code"] in found:
            raise _broken(path, row, "code", f"{row['code']!r} stands twice")
        found[row["code"]] = " / ".join(part for part in (row["korean_source"], row["english_source"]) if part != "-")
    return found


@cache
def starter() -> tuple[Concept, ...]:
    """Return the bundled starter term base, read once."""
    return tuple(load_starter())


def _grouped(path: Path, columns: tuple[str, ...]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in read_table(path, columns):
        found.setdefault(row["term"], []).append(row)
    return found


def _choice(path: Path, row: Row, column: str, values: Callable[[str], _E]) -> _E:
    try:
        return values(row[column])
    except ValueError:
        raise _broken(path, row, column, f"{row[column]!r} is not one of its values") from None


def _date(path: Path, row: Row, column: str) -> date | None:
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise _broken(path, row, column, f"{row[column]!r} is no date such as 2024-01-01") from None


def _broken(path: Path, row: Row, column: str, what: str) -> InputError:
    return InputError(
        f"{path}, line {row.line}, column {column}: {what}.", hint="Mend the row; one tab between two cells."
    )
