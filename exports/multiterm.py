"""The layout of tables that MultiTerm and its converters write: one row an entry, its languages side by side.

A column of a language holds its terms, synonyms separated by `|`; columns before the first language are about the
entry, those behind a language about its terms, their values separated by `|` as the synonyms are. Headers may say the
level (`>>E<<Note`, `>>T<<Status`; `>>XT<<` is not to be read). The layout is known by a column `Entry Number` (or
`Entry ID`) or by such a header. Sources: RWS documentation "Formats for data import and export"; Glossary Converter's
help, "Annotated field headers".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from exports.columns import made_id
from exports.formats import ReadReport, nfc
from exports.neutral import restore_cell
from glossary.terms.entries import Attestation, Concept, PartOfSpeech, Status, Term, TermType

SYNONYMS: Final = "|"
_LEVEL: Final = re.compile(r">>(X?)([ELIT])<<\s*(.*)", re.DOTALL)
_NUMBER: Final = frozenset({"entry number", "entry id", "entry no", "entry no.", "entrynumber", "entry_id"})
_ENTRY: Final = {
    "subject": "subject", "subject field": "subject", "domain": "subject", "definition": "definition",
    "note": "note", "comment": "note", "remark": "note", "created by": "author",
}  # fmt: skip
_TERM: Final = {
    "status": "status", "usage status": "status", "administrative status": "status",
    "part of speech": "part_of_speech", "pos": "part_of_speech", "term type": "type", "type": "type",
    "category": "type", "note": "comment", "comment": "comment", "remark": "comment", "usage": "usage_note",
    "usage note": "usage_note", "source": "source", "context": "context", "example": "context",
    "geographical usage": "region", "region": "region", "customer": "house", "client": "house",
    "register": "register", "definition": "definition",
}  # fmt: skip
_STATUS: Final = {
    "preferred": Status.PREFERRED, "approved": Status.PREFERRED, "standardized": Status.PREFERRED,
    "admitted": Status.ADMITTED, "allowed": Status.ADMITTED, "deprecated": Status.DEPRECATED,
    "not recommended": Status.DEPRECATED, "superseded": Status.SUPERSEDED, "obsolete": Status.SUPERSEDED,
    "forbidden": Status.FORBIDDEN, "rejected": Status.FORBIDDEN, "not allowed": Status.FORBIDDEN,
}  # fmt: skip
_SPEECH: Final = {"proper noun": PartOfSpeech.PROPER_NOUN} | {p.value.casefold(): p for p in PartOfSpeech if p}
_TYPES: Final = {t.value.casefold(): t for t in TermType if t}
_PICKED: Final[dict[str, dict[str, Any]]] = {"status": _STATUS, "part_of_speech": _SPEECH, "type": _TYPES}


@dataclass(frozen=True, slots=True)
class Column:
    """What one column is: the entry's number, a language, or a field of the entry or of a language's terms."""

    language: str = ""
    field: str = ""
    """Empty for a column of terms."""
    entry: bool = False
    number: bool = False
    skipped: bool = False


@dataclass(slots=True)
class _Language:
    words: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)


def columns(headers: Sequence[str], language: Callable[[str], str], report: ReadReport) -> list[Column] | None:
    """Return what each column is; None where the headers are not those of MultiTerm. `language` reads a header."""
    found: list[Column] = []
    annotated, current = False, ""
    for header in headers:
        match = _LEVEL.match(header.strip())
        annotated = annotated or match is not None
        ignored, level, name = match.groups() if match else ("", "", header.strip())
        key = " ".join(name.casefold().replace("_", " ").split())
        tag = "" if level or key in _NUMBER else language(name.partition("(")[0].strip())
        if tag:
            current = tag
            found.append(Column(language=tag))
        elif key in _NUMBER:
            found.append(Column(number=True))
        else:
            entry = level in ("E", "L") or (not level and not current)
            known = (_ENTRY if entry else _TERM).get(key, "")
            if ignored or not known:
                found.append(Column(skipped=True))
            else:
                found.append(Column(language="" if entry else current, field=known, entry=entry))
    is_known = annotated or any(c.number for c in found)
    if not is_known or not any(c.language and not c.field for c in found):
        return None
    report.left_out.update(f"column {h}" for h, c in zip(headers, found, strict=True) if c.skipped and h)
    return found


def read(lines: Iterator[tuple[int, Sequence[str]]], layout: Sequence[Column], report: ReadReport) -> Iterator[Concept]:
    """Yield one concept a row; a row without a term, or with a number that came before, is a finding."""
    seen: dict[str, int] = {}
    for line, cells in lines:
        concept = _concept(line, [nfc(restore_cell(c)).strip() for c in cells], layout, report)
        if concept is None:
            report.finding(line, 1, "the row has no term")
        elif concept.id in seen:
            report.finding(line, 1, f"the entry {concept.id} stands already in line {seen[concept.id]}")
        else:
            seen[concept.id] = line
            yield concept


def _concept(line: int, cells: Sequence[str], layout: Sequence[Column], report: ReadReport) -> Concept | None:
    number, about = "", dict[str, Any]()
    languages: dict[str, _Language] = {}
    for at, (cell, column) in enumerate(zip(cells, layout, strict=False), start=1):
        if not cell or column.skipped:
            continue
        if column.number:
            number = cell
        elif column.entry:
            about[column.field] = f"{about[column.field]}\n{cell}" if column.field in about else cell
        elif not column.field:
            # A language may have a column for each synonym, too.
            languages.setdefault(column.language, _Language()).words += _split(cell)
        else:
            side = languages.setdefault(column.language, _Language())
            before = side.fields.setdefault(column.field, [])
            # The values belong to the last terms that came, those of the column before.
            parts = _split(cell, keep_empty=True)
            before += [""] * (len(side.words) - len(parts) - len(before)) + parts
            side.columns[column.field] = at
    words = "\x1f".join(w for side in languages.values() for w in side.words)
    if not words:
        return None
    identity = f"mt-{number}" if re.fullmatch(r"[\w.\-]+", number) else made_id(words)
    terms: list[Term] = []
    for tag, side in languages.items():
        definitions = side.fields.pop("definition", [])
        about.setdefault("definition", next((d for d in definitions if d), ""))
        for place, word in enumerate(side.words):
            values = {name: some[place] for name, some in side.fields.items() if place < len(some) and some[place]}
            term = Term(
                id=f"{identity}.{tag}.{place + 1}",
                language=tag,
                text=word,
                status=Status.ADMITTED if place else Status.PREFERRED,
            )
            terms.append(_with(term, values, line, side.columns, report))
    return Concept(id=identity, terms=tuple(terms), **about)


def _with(term: Term, values: dict[str, str], line: int, places: dict[str, int], report: ReadReport) -> Term:
    fields: dict[str, Any] = {}
    for name, value in values.items():
        if name == "context":
            fields["attestations"] = (Attestation(source=values.get("source", ""), context=value),)
        elif name in _PICKED:
            known = _PICKED[name].get(value.casefold())
            if known is None:
                allowed = ", ".join(_PICKED[name])
                report.finding(line, places[name], f"{value!r} is not a known {name.replace('_', ' ')} ({allowed})")
            else:
                fields[name] = known
        else:
            fields[name] = value
    return replace(term, **fields)


def _split(cell: str, *, keep_empty: bool = False) -> list[str]:
    parts = [part.strip() for part in cell.split(SYNONYMS)]
    return parts if keep_empty else [part for part in parts if part]
