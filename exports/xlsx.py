"""The term base as a spreadsheet, both ways: the columns of `columns`, one row a term.

The header is frozen and filters, picklists are drop-down lists, a second sheet explains the columns. Every cell is
text, and what begins like a formula is neutralised as in CSV. Reading refuses what is no honest workbook (zip bombs,
entities) before openpyxl sees it.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Generator, Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO, Final, TextIO

from exports import tables
from exports.columns import COLUMNS, HEADERS, safe_rows
from exports.formats import ReadReport, TermFormat, TermOptions, map_texts, tidy, writable
from exports.holds import Holds, Tally
from exports.neutral import CONTROL, Cleaner, neutral_cell
from exports.rewind import rewindable
from exports.workbook import CELL_LIMIT, bold, save
from glossary.errors import InputError
from glossary.terms.entries import Concept

UNPACKED_LIMIT: Final = 2_000_000_000
RATIO_LIMIT: Final = 200
"""A part that is unpacked to more than this many times its size, and to more than 50 MB, is a bomb."""
_SUSPICIOUS: Final = re.compile(rf"{CONTROL.pattern}|\r|\\r")
"""Spreadsheets show carriage returns as rubbish; inside a cell of several items one is written `\\r`."""
_WIDTHS: Final = {"term": 32, "definition": 48, "readings": 36, "usage_note": 36, "note": 36, "attestations": 36}


class Xlsx(TermFormat):
    """A workbook."""

    name = "xlsx"
    title = "XLSX, a spreadsheet with drop-down lists"
    suffix = ".xlsx"
    holds = Holds()

    def _write(self, concepts: Iterator[Concept], out: BinaryIO, options: TermOptions, tally: Tally) -> None:
        from openpyxl import Workbook
        from openpyxl.utils import get_column_letter

        del options
        clean = Cleaner()
        book = Workbook(write_only=True)
        sheet: Any = book.create_sheet("terms")
        sheet.freeze_panes = "A2"
        for number, header in enumerate(HEADERS, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(header, 16)

        sheet.append(bold(sheet, HEADERS))
        count = 1
        for concept in writable(concepts, tally):
            tally.see(concept)
            for row in safe_rows(concept, _SUSPICIOUS, lambda text: _lines(clean(text))):
                texts = [neutral_cell(text) for text in row]
                tally.lose("text.long", sum(len(t) > CELL_LIMIT for t in texts))
                sheet.append([t[:CELL_LIMIT] or None for t in texts])
                count += 1
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{count}"
        _pick_lists(sheet, count)
        about: Any = book.create_sheet("columns")
        about.freeze_panes = "A2"
        about.column_dimensions["A"].width, about.column_dimensions["B"].width = 20, 80
        about.append(bold(about, ("column", "what stands in it", "values")))
        for column in COLUMNS:
            about.append((column.header, column.explanation, ", ".join(column.values)))
        save(book, out)
        clean.tell(tally)

    def _read(self, data: BinaryIO, name: str, report: ReadReport, columns: Mapping[str, str]) -> Iterator[Concept]:
        from openpyxl import load_workbook

        with rewindable(data) as copy:
            start = copy.tell()
            _refuse_traps(copy, name)
            copy.seek(start)
            try:
                book = load_workbook(copy, read_only=True, data_only=True, keep_links=False)
            except Exception as error:
                raise _broken(name, error) from error
            try:
                if not book.worksheets:
                    raise _broken(name, ValueError("no sheet is in it"))
                sheet = book["terms"] if "terms" in book.sheetnames else book.worksheets[0]
                with tempfile.TemporaryFile("w+", encoding="utf-8") as table:
                    for line in _rows(sheet, name):
                        table.write(json.dumps(line) + "\n")
                    yield from tables.read(lambda: _again(table), name, report, columns)
            finally:
                book.close()

    def reduce(self, concept: Concept) -> Concept:
        """Return what comes back: no control characters, every line end a line feed."""
        return map_texts(tidy(concept), _lines)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pick_lists(sheet: Any, count: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, column in enumerate(COLUMNS, start=1):
        if column.values:
            letter = get_column_letter(number)
            rule = DataValidation(type="list", formula1=f'"{",".join(column.values)}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{max(count, 2) + 1000}")
            sheet.data_validations.append(rule)


def _rows(sheet: Any, name: str) -> Iterator[tables.Line]:
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_text(value) for value in row]
            if any(cell.strip() for cell in cells):
                yield number, cells
    except InputError:
        raise
    except Exception as error:
        raise _broken(name, error) from error


def _again(table: TextIO) -> Generator[tables.Line, None, None]:
    """Yield the rows that were put aside: a workbook takes too long to be read twice."""
    table.seek(0)
    for line in table:
        number, cells = json.loads(line)
        yield number, cells


def _text(value: object) -> str:
    """Return the value of a cell as text: what people type in a spreadsheet becomes numbers and dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _refuse_traps(file: BinaryIO, name: str) -> None:
    """Raise InputError for what is no workbook, unpacks to far too much, or declares entities."""
    try:
        with zipfile.ZipFile(file) as archive:
            trap = _trap(archive)
    except Exception as error:
        raise _broken(name, error) from error
    if trap:
        raise InputError(f"{name}: {trap}", hint="Open it in a spreadsheet program and save it anew, or as CSV.")


def _trap(archive: zipfile.ZipFile) -> str:
    """Return what is wrong with an archive, or an empty string."""
    members = archive.infolist()
    if sum(m.file_size for m in members) > UNPACKED_LIMIT or any(
        m.file_size > 50_000_000 and m.file_size > RATIO_LIMIT * max(m.compress_size, 1) for m in members
    ):
        return "the workbook unpacks to far more than a term base can be"
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as part:
                if b"<!DOCTYPE" in part.read(4096).replace(b"\x00", b""):
                    return f"{member.filename} in it has a document type declaration, which is not accepted"
    return ""


def _broken(name: str, error: Exception) -> InputError:
    reason = str(error).strip().splitlines()
    return InputError(
        f"{name}: not a workbook that can be read: {reason[0] if reason else type(error).__name__}",
        hint="Open it in a spreadsheet program and save it as .xlsx again, or as CSV.",
    )


XLSX: Final = Xlsx()
