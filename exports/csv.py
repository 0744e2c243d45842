"""CSV and TSV of a term base, for spreadsheets and for scripts, both ways.

Written: UTF-8 (CSV with a byte order mark, which spreadsheets need), one row a term, ids that stay, formula cells
neutralised; what was written comes back whole. Read: the same, with columns in any order and any of them missing, in
any encoding of `glossary.text.encoding`, the separator found out (comma, semicolon, tab); and the plain form headed
with languages (see `tables`).
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Generator, Iterator, Mapping
from typing import BinaryIO, ClassVar, Final

from exports import tables
from exports.columns import HEADERS, safe_rows
from exports.formats import ReadReport, TermFormat, TermOptions, tidy, writable
from exports.holds import Holds, Tally
from exports.neutral import CONTROL, Cleaner, neutral_cell
from exports.rewind import rewindable
from glossary.errors import InputError
from glossary.terms.entries import Concept

FIELD_LIMIT: Final = 10_000_000
"""Characters in one cell; more is an unclosed quotation mark."""
_CHUNK: Final = 1 << 16


class _Table(TermFormat):
    """A text table with one separator."""

    holds = Holds()
    _separator: ClassVar[str]
    _end: ClassVar[str]
    _mark: ClassVar[bytes] = b""

    def _write(self, concepts: Iterator[Concept], out: BinaryIO, options: TermOptions, tally: Tally) -> None:
        del options
        cleaner = Cleaner()
        out.write(self._mark)
        text = _Lines(self._end)
        writer = csv.writer(text, delimiter=self._separator, lineterminator="\r\n")
        writer.writerow(HEADERS)
        for concept in writable(concepts, tally):
            tally.see(concept)
            for row in safe_rows(concept, CONTROL, cleaner):
                writer.writerow([neutral_cell(cell) for cell in row])
            if len(text.lines) > 500:
                out.write(text.take())
        out.write(text.take())
        cleaner.tell(tally)

    def _read(self, data: BinaryIO, name: str, report: ReadReport, columns: Mapping[str, str]) -> Iterator[Concept]:
        with rewindable(data) as file:
            yield from tables.read(_Text(file, name, self._separator).lines, name, report, columns)

    def reduce(self, concept: Concept) -> Concept:
        """Return what comes back: the concept without control characters."""
        return tidy(concept)


class _Lines:
    """Takes lines from a csv writer; it must think that they end with CR LF, or it does not quote a lone CR."""

    def __init__(self, end: str) -> None:
        self._end = end
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(line.removesuffix("\r\n"))

    def take(self) -> bytes:
        data = "".join(line + self._end for line in self.lines).encode()
        self.lines = []
        return data


class _Text:
    """A text table in any encoding, from the beginning as often as asked for."""

    def __init__(self, data: BinaryIO, name: str, separator: str) -> None:
        self._data, self._name = data, name
        self._start = data.tell()
        self._check_encoding()
        self._data.seek(self._start)
        head = self._data.read(_CHUNK).decode("utf-8-sig", "replace")
        line = head.lstrip("\r\n").split("\n", 1)[0]
        counts = {mark: line.count(mark) for mark in (separator, ",", ";", "\t")}
        self._separator = max(counts, key=lambda mark: (counts[mark], mark == separator))

    def _check_encoding(self) -> None:
        """Put a UTF-8 copy in the place of a file in another encoding; raises InputError for what is no text."""
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        empty = True
        while chunk := self._data.read(1 << 20):
            empty = empty and not chunk.strip(b"\xef\xbb\xbf \t\r\n")
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                break
            if b"\x00" in chunk:
                break
        else:
            if empty:
                raise InputError(f"{self._name}: the file is empty", hint="Export it again from where it came.")
            if not decoder.getstate()[0]:
                return
        from glossary.text.encoding import decode

        self._data.seek(self._start)
        text = decode(self._data.read(), name=self._name).text
        self._data, self._start = io.BytesIO(text.encode()), 0

    def lines(self) -> Generator[tables.Line, None, None]:
        """Yield line number and cells of each row that is not empty; raises InputError."""
        self._data.seek(self._start)
        text = io.TextIOWrapper(self._data, "utf-8-sig", newline="")
        csv.field_size_limit(FIELD_LIMIT)
        reader = csv.reader(text, delimiter=self._separator, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise InputError(
                f"{self._name}: line {line}: not a table: {error}", hint="Look for a quotation mark that is not closed."
            ) from error
        finally:
            text.detach()


class Csv(_Table):
    """Comma-separated, as spreadsheets read it."""

    name = "csv"
    title = "CSV for spreadsheets, one row a term"
    suffix = ".csv"
    _separator = ","
    _end = "\r\n"
    _mark = codecs.BOM_UTF8


class Tsv(_Table):
    """Tab-separated, as scripts read it."""

    name = "tsv"
    title = "Tab-separated, one row a term"
    suffix = ".tsv"
    _separator = "\t"
    _end = "\n"


CSV: Final = Csv()
TSV: Final = Tsv()
