"""OmegaT's glossary of three tab-separated columns, both ways: source, target, comment.

One line for each pair of a source and a permitted target term. The file names no languages: a reader is told them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from exports.formats import ReadReport, TermFormat, TermOptions, nfc, writable
from exports.holds import Tally
from exports.neutral import Cleaner
from exports.pairs import HOLDS, assemble, pairs, remark
from glossary.terms.entries import Concept

HEADER: Final = "# Glossary in tab-separated format -*- coding: utf-8 -*-"


class OmegaT(TermFormat):
    """Glossary of OmegaT."""

    name = "omegat"
    title = "OmegaT glossary, three tab-separated columns"
    suffix = ".txt"
    holds = HOLDS

    def _write(self, concepts: Iterator[Concept], out: BinaryIO, options: TermOptions, tally: Tally) -> None:
        clean = Cleaner()
        out.write(f"{HEADER}\n".encode())
        for pair in pairs(writable(concepts, tally), options, tally):
            for target in pair.targets:
                cells = (pair.source.text, target.text, remark(pair))
                out.write(("\t".join(" ".join(clean(c).split()) for c in cells).rstrip("\t") + "\n").encode())
        clean.tell(tally)

    def _read(self, data: BinaryIO, name: str, report: ReadReport, columns: Mapping[str, str]) -> Iterator[Concept]:
        from glossary.text.encoding import decode

        text = decode(data.read(), name=name).text
        yield from assemble(_rows(text, report), columns)


def _rows(text: str, report: ReadReport) -> Iterator[tuple[str, str, str, str]]:
    for number, line in enumerate(io.StringIO(text), start=1):
        if line.startswith("#") or not line.strip():
            continue
        cells = [nfc(cell).strip() for cell in line.rstrip("\n").split("\t")]
        if len(cells) < 2 or not cells[0]:
            report.finding(number, 1, "a line has a source and a target, with a tab between them")
            continue
        yield "", cells[0], cells[1], cells[2] if len(cells) > 2 else ""


OMEGAT: Final = OmegaT()
