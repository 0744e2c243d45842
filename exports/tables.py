"""Reading a term base from the rows of any table: text files and spreadsheets alike.

Three forms are known by their headers: that of MultiTerm (see `multiterm`), the full one (`language` and `term` among
them, one row a term, see `columns`), and the plain one (two or more columns headed with languages, one row a concept).
The rows are gone through twice in the full form, because only then is it known whether the rows of each concept stand
together: if so nothing is kept in memory, if a sheet was sorted by another column they are gathered first.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from typing import Final, TypeAlias

from exports import multiterm
from exports.columns import BY_HEADER, Assembler, Row, made_id
from exports.formats import ReadReport, nfc
from exports.neutral import restore_cell
from glossary.errors import InputError, UsageError
from glossary.terms.entries import Concept, Status, Term
from glossary.text.language import resolve_language

Line: TypeAlias = tuple[int, Sequence[str]]
"""Number of a row's first line in the file (from 1), and its cells."""
Lines: TypeAlias = Callable[[], Generator[Line, None, None]]
"""Begins a table anew; its first row is the header."""

_LANGUAGE_NAMES: Final = {
    "korean": "ko-KP", "조선어": "ko-KP", "한국어": "ko-KR", "english": "en", "영어": "en", "japanese": "ja",
    "일본어": "ja", "日本語": "ja", "chinese": "zh", "중국어": "zh", "russian": "ru", "로어": "ru",
}  # fmt: skip
_PLAIN_FIELDS: Final = frozenset({
    "concept_id", "subject", "definition", "definition_source", "note", "references", "approved", "approved_by",
    "author", "created", "modified", "concept_version",
})  # fmt: skip


def read(lines: Lines, name: str, report: ReadReport, columns: Mapping[str, str]) -> Iterator[Concept]:
    """Yield the concepts of a table; `columns` says which field an unknown header means, in capitals or not."""
    table = _Table(lines, name, report, columns)
    yield from table.concepts()


class _Table:
    def __init__(
        self,
        lines: Lines,
        name: str,
        report: ReadReport,
        columns: Mapping[str, str],
    ) -> None:
        self._lines, self._name, self._report = lines, name, report
        self._columns = {header.strip().casefold(): field for header, field in columns.items()}
        self._mapped = [header.strip() for header in columns]

    def concepts(self) -> Iterator[Concept]:
        with closing(self._lines()) as lines:
            first = next(lines, None)
        if first is None:
            raise InputError(f"{self._name}: there is no row in it", hint="Export it again from where it came.")
        headers = [nfc(h).strip() for h in first[1]]
        self._require_columns(first[0], headers)
        named = [self._columns.get(h.casefold(), h) for h in headers]
        if layout := multiterm.columns(named, _language, self._report):
            with self._body() as lines:
                yield from multiterm.read(lines, layout, self._report)
            return
        fields = self._fields(first[0], headers)
        if "term" in fields and "language" in fields:
            yield from self._full(fields)
            return
        if not any(f.startswith("lang:") for f in fields):
            raise InputError(
                f"{self._name}: line {first[0]}: the columns are {', '.join(headers[:8]) or 'without names'}; "
                "expected is `language` and `term`, or languages such as ko and en",
                hint="Give the columns these names, or say what they are with --map HEADER=FIELD.",
            )
        yield from self._plain(fields)

    def _require_columns(self, line: int, headers: Sequence[str]) -> None:
        """Raise UsageError where a column that was mapped is not there."""
        known = {h.casefold() for h in headers}
        if absent := [header for header in self._mapped if header.casefold() not in known]:
            raise UsageError(
                f"{self._name} has no column {absent[0]!r}; the columns in line {line} are {', '.join(headers)}",
                hint="--map HEADER=FIELD begins with a header as it stands in the file.",
            )

    @contextmanager
    def _body(self) -> Iterator[Iterator[Line]]:
        """Give the rows behind the header. Only one such reading may be open: they share one file."""
        with closing(self._lines()) as lines:
            next(lines)
            yield lines

    def _fields(self, line: int, headers: Sequence[str]) -> list[str]:
        """Return the field of each column: a header of ours, `lang:TAG` for a language, empty for an unknown one."""
        fields: list[str] = []
        for header in headers:
            name = self._columns.get(header.casefold(), header).strip()
            key = name.casefold().replace(" ", "_").replace("-", "_")
            if key in BY_HEADER and key in fields:
                raise InputError(f"{self._name}: line {line}: the column {header} stands twice")
            tag = "" if key in BY_HEADER else _language(name)
            fields.append(key if key in BY_HEADER else f"lang:{tag}" if tag else "")
            if not fields[-1] and header.casefold() in self._columns:
                raise UsageError(
                    f"{name!r} is neither a field nor a language, so the column {header} cannot be that",
                    hint=f"Languages are such as ko, en, ja; fields are {', '.join(BY_HEADER)}.",
                )
            if header and not fields[-1]:
                self._report.left_out[f"column {header}"] += 1
        return fields

    # -- one row a term --------------------------------------------------------------------------------------------

    def _full(self, fields: Sequence[str]) -> Iterator[Concept]:
        assembler = Assembler(fields, self._report)
        together = self._together(fields)
        with self._body() as lines:
            rows = self._rows(fields, lines)
            groups: Iterable[tuple[str, Iterable[Row]]]
            if together:
                groups = groupby(rows, key=lambda row: row.cells["concept_id"])
            else:
                gathered: dict[str, list[Row]] = {}
                for row in rows:
                    gathered.setdefault(row.cells["concept_id"], []).append(row)
                groups = gathered.items()
            for identity, group in groups:
                if concept := assembler.concept(identity, list(group)):
                    yield concept

    def _rows(self, fields: Sequence[str], lines: Iterator[Line]) -> Iterator[Row]:
        for line, cells in lines:
            if self._fits(line, cells, fields):
                row = _row(fields, cells)
                row["concept_id"] = _identity(row)
                yield Row(line, row)

    def _fits(self, line: int, cells: Sequence[str], fields: Sequence[str]) -> bool:
        if len(cells) > len(fields) and any(c.strip() for c in cells[len(fields) :]):
            self._report.finding(line, len(fields) + 1, f"the row has {len(cells)} cells, the header {len(fields)}")
            return False
        return True

    def _together(self, fields: Sequence[str]) -> bool:
        """Whether all rows of each concept stand one after the other."""
        seen: set[int] = set()
        last = None
        with self._body() as lines:
            for _, cells in lines:
                row = hash(_identity(_row(fields, cells)))
                if row != last:
                    if row in seen:
                        return False
                    seen.add(row)
                    last = row
        return True

    # -- one row a concept -----------------------------------------------------------------------------------------

    def _plain(self, fields: Sequence[str]) -> Iterator[Concept]:
        assembler = Assembler(fields, self._report)
        seen: set[int] = set()
        """Hashes of the ids, a fraction of what a million ids take themselves."""
        with self._body() as lines:
            for line, cells in lines:
                if not self._fits(line, cells, fields):
                    continue
                pairs = [(f, nfc(restore_cell(c)).strip()) for f, c in zip(fields, cells, strict=False)]
                words = [(f.removeprefix("lang:"), c) for f, c in pairs if f.startswith("lang:") and c]
                row = {f: c for f, c in pairs if f in _PLAIN_FIELDS}
                identity = row.pop("concept_id", "") or made_id("\x1f".join(f"{t}\x1e{word}" for t, word in words))
                if not words:
                    self._report.finding(line, 1, "the row has no term")
                elif hash(identity) in seen:
                    self._report.left_out["rows that repeat another"] += 1
                elif concept := assembler.concept(identity, [Row(line, row)]):
                    seen.add(hash(identity))
                    yield concept.with_terms(tuple(_plain_terms(identity, words)))


def _row(fields: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {f: restore_cell(c) for f, c in zip(fields, cells, strict=False) if f}


def _plain_terms(identity: str, words: Sequence[tuple[str, str]]) -> Iterator[Term]:
    """Yield the terms of a plain row; the first of a language is preferred, others are admitted."""
    seen: set[str] = set()
    for number, (tag, word) in enumerate(words, start=1):
        status = Status.ADMITTED if tag in seen else Status.PREFERRED
        yield Term(id=f"{identity}.{tag}.{number}", language=tag, text=word, status=status)
        seen.add(tag)


def _language(header: str) -> str:
    """Return the language tag that a header names, or an empty string."""
    name = header.strip()
    if name.casefold() in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[name.casefold()]
    if not 2 <= len(name.replace("_", "-").split("-")[0]) <= 3:
        return ""
    try:
        return resolve_language(name)
    except ValueError:
        return ""


def _identity(row: Mapping[str, str]) -> str:
    """Return the concept id of a row; where it has none, one made of its term, the same in every import."""
    return row.get("concept_id", "").strip() or made_id(f"{row.get('language', '')}\x1e{row.get('term', '')}")
