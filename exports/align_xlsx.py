"""An alignment as a workbook: to read side by side, to filter, to send. One row a bead, as `align_tables` has it.

Texts are wrapped, what begins like a formula is neutralised as in CSV, a text over the limit of a cell is cut and told.
"""

from __future__ import annotations

from typing import Any, BinaryIO, Final

from exports.align_tables import HEADERS, ROWS, headers, rows
from exports.formats import AlignmentFormat
from exports.holds import Tally
from exports.neutral import Cleaner, neutral_cell
from exports.workbook import CELL_LIMIT, bold, save
from glossary.alignment.beads import Bitext

_WIDTHS: Final = {"source": 60, "target": 60, "note": 30, "reasons": 30}


class AlignmentXlsx(AlignmentFormat):
    """A sheet with the two languages side by side."""

    name = "xlsx"
    title = "XLSX, a spreadsheet, one row a bead"
    suffix = ".xlsx"
    holds = ROWS

    def _write(self, bitext: Bitext, out: BinaryIO, tally: Tally) -> None:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment
        from openpyxl.utils import get_column_letter

        clean = Cleaner()
        book = Workbook(write_only=True)
        sheet: Any = book.create_sheet("alignment")
        sheet.freeze_panes = "A2"
        for number, header in enumerate(HEADERS, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(header, 11)
        sheet.append(bold(sheet, headers(bitext)))
        wrapped = Alignment(wrap_text=True, vertical="top")
        long = 0
        for cells in rows(bitext, clean):
            line = []
            for text in map(neutral_cell, cells):
                long += len(text) > CELL_LIMIT
                cell = WriteOnlyCell(sheet, value=text[:CELL_LIMIT] or None)
                cell.alignment = wrapped
                line.append(cell)
            sheet.append(line)
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{len(bitext.beads) + 1}"
        save(book, out)
        clean.tell(tally)
        if long:
            tally.notice(
                f"{long:,} text{'s' if long != 1 else ''} cut to {CELL_LIMIT:,} characters, the limit of a cell"
            )


XLSX: Final = AlignmentXlsx()
