"""Weblate's CSV glossary, both ways: one row for each source term, with its preferred target.

Weblate keeps one target a row, so further permitted ones are named in the translator's comment. The file names no
languages: a reader is told them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from exports.formats import ReadReport, TermFormat, TermOptions, nfc, writable
from exports.holds import Tally
from exports.neutral import Cleaner, neutral_cell, restore_cell
from exports.pairs import HOLDS, assemble, pairs, remark
from glossary.errors import InputError
from glossary.terms.entries import Concept

COLUMNS: Final = (
    *("location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments"),
)


class Weblate(TermFormat):
    """Glossary of Weblate."""

    name = "weblate"
    title = "Weblate glossary, CSV"
    suffix = ".csv"
    holds = HOLDS

    def _write(self, concepts: Iterator[Concept], out: BinaryIO, options: TermOptions, tally: Tally) -> None:
        clean = Cleaner()
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for pair in pairs(writable(concepts, tally), options, tally):
            others = ", ".join(t.text for t in pair.targets[1:])
            row = {
                "source": pair.source.text,
                "target": pair.targets[0].text,
                "id": pair.source.id,
                "context": pair.concept.id,
                "translator_comments": f"also: {others}" if others else "",
                "developer_comments": remark(pair),
            }
            writer.writerow([neutral_cell(clean(row.get(column, ""))) for column in COLUMNS])
        out.write(text.getvalue().encode())
        clean.tell(tally)

    def _read(self, data: BinaryIO, name: str, report: ReadReport, columns: Mapping[str, str]) -> Iterator[Concept]:
        from glossary.text.encoding import decode

        text = decode(data.read(), name=name).text
        yield from assemble(_rows(text, name, report), columns)


def _rows(text: str, name: str, report: ReadReport) -> Iterator[tuple[str, str, str, str]]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        if not {"source", "target"} <= set(reader.fieldnames or ()):
            raise InputError(f"{name}: line 1: a Weblate glossary has the columns {', '.join(COLUMNS)}")
        for row in reader:
            cells = {key: nfc(restore_cell(row.get(key) or "")).strip() for key in COLUMNS}
            if cells["source"]:
                # The ids are those of terms: rows of one source are one concept here, of whichever concept they were.
                yield "", cells["source"], cells["target"], cells["developer_comments"]
            else:
                report.finding(reader.line_num, 2, "the row has no source")
    except csv.Error as error:
        raise InputError(f"{name}: line {reader.line_num}: not a table: {error}") from error


WEBLATE: Final = Weblate()
