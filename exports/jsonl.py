"""JSON lines: one concept a line, lossless, keys as the fields of `glossary.terms.entries` are named.

Fields that have their default value are left out. Nothing is changed in a text, not even a control character. A line
that is no concept is a finding with its line; an unknown key is left out and counted, so that files of a later
version can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, BinaryIO, Final, get_type_hints

from exports.formats import ReadReport, TermFormat, TermOptions, nfc
from exports.holds import Holds, Tally
from glossary.errors import InputError
from glossary.terms.entries import Attestation, Concept, CrossReference, Reading, Term

LINE_LIMIT: Final = 64_000_000
"""Bytes in one line; more is no JSON lines file."""
_ROWS: Final[dict[str, type[Any]]] = {
    "terms": Term,
    "references": CrossReference,
    "readings": Reading,
    "attestations": Attestation,
}


class JsonLines(TermFormat):
    """One JSON object a line."""

    name = "jsonl"
    title = "JSON lines, lossless"
    suffix = ".jsonl"
    holds = Holds()

    def _write(self, concepts: Iterator[Concept], out: BinaryIO, options: TermOptions, tally: Tally) -> None:
        del options
        for concept in concepts:
            tally.see(concept)
            out.write(_line(to_dict(concept)))

    def _read(self, data: BinaryIO, name: str, report: ReadReport, columns: Mapping[str, str]) -> Iterator[Concept]:
        del columns
        seen: dict[str, int] = {}
        number = 0
        while line := data.readline(LINE_LIMIT):
            number += 1
            if len(line) == LINE_LIMIT:
                raise InputError(f"{name}: line {number} is longer than {LINE_LIMIT:,} bytes")
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not line.strip():
                continue
            concept = _parse(line, name, number, report)
            if concept is None:
                continue
            if concept.id in seen:
                report.finding(number, 0, f"the concept {concept.id} stands already in line {seen[concept.id]}")
                continue
            seen[concept.id] = number
            yield concept

    def reduce(self, concept: Concept) -> Concept:
        """Return the concept itself."""
        return concept


def _line(value: dict[str, Any]) -> bytes:
    """Return one line of UTF-8; half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def to_dict(row: Any) -> dict[str, Any]:
    """Return a record as JSON values, without the fields that have their default."""
    values = {}
    for f in fields(row):
        value = getattr(row, f.name)
        default = () if f.default is MISSING and f.default_factory is not MISSING else f.default
        if value != default:
            values[f.name] = _json(value)
    return values


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [to_dict(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _parse(line: bytes, name: str, number: int, report: ReadReport) -> Concept | None:
    try:
        value = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: line {number}: not UTF-8", hint="Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{name}: line {number}, column {error.colno}: not JSON: {error.msg}") from error
    except RecursionError as error:
        raise InputError(f"{name}: line {number}: nested too deep") from error
    try:
        concept = from_dict(Concept, value, report)
    except (ValueError, TypeError) as error:
        report.finding(number, 0, str(error))
        return None
    return concept if isinstance(concept, Concept) else None


def from_dict(kind: type[Any], value: object, report: ReadReport, where: str = "") -> Any:
    """Return a record of a kind; raises ValueError or TypeError that names the key with a wrong value."""
    if not isinstance(value, dict):
        raise TypeError(f"{where or 'the line'} is no object {{…}}")
    hints = _HINTS[kind]
    arguments: dict[str, Any] = {}
    for key, raw in value.items():
        if key not in hints:
            report.left_out[f"key {where + '.' if where else ''}{key}"] += 1
            continue
        path = f"{where}.{key}" if where else key
        if key in _ROWS and isinstance(raw, list):
            arguments[key] = tuple(from_dict(_ROWS[key], row, report, f"{path}[{i}]") for i, row in enumerate(raw))
        else:
            arguments[key] = _value(hints[key], raw, path)
    missing = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    if absent := [n for n in missing if not arguments.get(n) and not (kind is not Concept and n in arguments)]:
        raise ValueError(f"{where or 'the concept'} has no {absent[0]}")
    return kind(**arguments)


def _value(hint: Any, raw: object, path: str) -> Any:
    kinds = [k for k in getattr(hint, "__args__", (hint,)) if k is not type(None)]
    kind = kinds[0]
    if raw is None and len(kinds) < len(getattr(hint, "__args__", (hint,))):
        return None
    try:
        if issubclass(kind, Enum) and isinstance(raw, str):
            return kind(raw)
        if kind is datetime and isinstance(raw, str):
            moment = datetime.fromisoformat(raw)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        if kind is date and isinstance(raw, str):
            return date.fromisoformat(raw)
    except ValueError:
        raise ValueError(f"{path} cannot be {raw!r}") from None
    if kind is str and isinstance(raw, str):
        return nfc(raw)
    if kind in (bool, int) and type(raw) is kind:
        return raw
    raise ValueError(f"{path} cannot be {raw!r}")


_HINTS: Final = {kind: get_type_hints(kind) for kind in (Concept, *_ROWS.values())}

JSONL: Final = JsonLines()
