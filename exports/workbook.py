"""What every workbook that is written needs: the limit of a cell, a bold header, saving to any stream."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from typing import Any, BinaryIO, Final

CELL_LIMIT: Final = 32_767
"""Characters in a cell of a spreadsheet."""


def bold(sheet: Any, headers: Sequence[str]) -> list[Any]:
    """Return bold cells for the first row of a write-only sheet."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cells = [WriteOnlyCell(sheet, value=header) for header in headers]
    for cell in cells:
        cell.font = Font(bold=True)
    return cells


def save(book: Any, out: BinaryIO) -> None:
    """Write a workbook to a stream that need not be able to seek."""
    with tempfile.TemporaryFile() as file:  # zipfile wants to seek
        book.save(file)
        file.seek(0)
        while chunk := file.read(1 << 20):
            out.write(chunk)
