"""Alignments as rows: tab-separated for scripts, CSV for spreadsheets, and the ladder that scorers read.

One row a bead, the segments of a side joined as they are read. These forms are for looking and for other programs;
what is to come back goes out as JSON lines, TMX or XLIFF.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Final

from exports.formats import AlignmentFormat
from exports.holds import BeadHolds, Tally
from exports.neutral import Cleaner, neutral_cell
from glossary.alignment.beads import Bitext

HEADERS: Final = ("bead", "shape", "state", "p", "source", "target", "note", "author", "reasons")


def headers(bitext: Bitext) -> list[str]:
    """Return the headers; the two columns of text are headed with their languages."""
    return [
        bitext.source_language if h == "source" else bitext.target_language if h == "target" else h for h in HEADERS
    ]


def rows(bitext: Bitext, clean: Cleaner) -> Iterator[list[str]]:
    """Yield the cells of each bead in the order of `HEADERS`, without control characters."""
    for number, (bead, texts) in enumerate(zip(bitext.beads, bitext.texts(), strict=True), start=1):
        cells = (
            str(number),
            bead.shape,
            bead.state.value,
            "" if bead.probability is None else f"{bead.probability:.4f}",
            *texts,
            bead.note,
            bead.author,
            "; ".join(bead.reasons),
        )
        yield [clean(cell) for cell in cells]


ROWS: Final = BeadHolds.only(
    "sentence.text", *("bead." + name for name in ("probability", "state", "reasons", "author", "note"))
)
"""What a table with the columns of `HEADERS` holds."""


class _Rows(AlignmentFormat):
    holds = ROWS
    _separator: ClassVar[str]
    _end: ClassVar[str]
    _mark: ClassVar[bytes] = b""

    def _write(self, bitext: Bitext, out: BinaryIO, tally: Tally) -> None:
        clean = Cleaner()
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self._separator, lineterminator=self._end)
        writer.writerow(headers(bitext))
        for cells in rows(bitext, clean):
            writer.writerow([neutral_cell(self._line(cell)) for cell in cells])
        out.write(self._mark + text.getvalue().encode())
        clean.tell(tally)

    def _line(self, cell: str) -> str:
        return cell


class AlignmentTsv(_Rows):
    """One line a bead; tabs and line ends inside a text become blanks, so that every line is a row."""

    name = "tsv"
    title = "Tab-separated, one line a bead"
    suffix = ".tsv"
    _separator = "\t"
    _end = "\n"

    def _line(self, cell: str) -> str:
        return " ".join(cell.split()) if any(c in cell for c in "\t\r\n") else cell


class AlignmentCsv(_Rows):
    """One row a bead, as spreadsheets read it."""

    name = "csv"
    title = "CSV for spreadsheets, one row a bead"
    suffix = ".csv"
    _separator = ","
    _end = "\r\n"
    _mark = codecs.BOM_UTF8


class Ladder(AlignmentFormat):
    """Positions only: `[0]:[0, 1]:0.87`."""

    name = "ladder"
    title = "Ladder, one line a bead with 0-based positions"
    suffix = ".hyp"
    holds = BeadHolds.only("bead.probability", "sentence.border")

    def _write(self, bitext: Bitext, out: BinaryIO, tally: Tally) -> None:
        from glossary.alignment.ladder import write_ladder

        del tally
        out.write(write_ladder(bitext).encode())


TSV: Final = AlignmentTsv()
CSV: Final = AlignmentCsv()
LADDER: Final = Ladder()
