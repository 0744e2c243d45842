"""The report of a check for people on a terminal: by bead, each finding with its place and what to write.

One line a finding that begins as compilers write it (`draft.txt:3:14: error: …`), so that an editor can jump there;
then what to write, the evidence and the fingerprint; below all findings of a bead its two sentences, with marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from exports.formats import ReportFormat
from exports.neutral import clean
from exports.report import CheckReport, shown
from glossary.checks.findings import BeadText, Finding, Severity, Span

_COLOURS: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_MARK: Final = "4"
"""Underlined: what a finding is about."""
_DIM: Final = "2"


def render(report: CheckReport, *, colour: bool = False) -> str:
    """Return the report; without colour what a finding is about stands in ⟦brackets⟧."""
    lines = [line for bead, some in report.by_bead() for line in _bead(report, bead, some, colour=colour)]
    lines.append(report.summary)
    return "\n".join(lines) + "\n"


def _bead(report: CheckReport, bead: BeadText, findings: tuple[Finding, ...], *, colour: bool) -> Iterator[str]:
    for finding in findings:
        severity = _paint(finding.severity.value, _COLOURS[finding.severity], colour=colour)
        yield f"{clean(place(report, finding))}: {severity}: {clean(finding.message)} [{finding.check}]"
        if finding.suggestion is not None:
            yield f"    → {clean(shown(finding.suggestion))}"
        for other in finding.related:
            yield f"    see {clean(_where(report, other.bead))}: {clean(other.message)}"
        about = "  ".join(filter(None, (clean(finding.evidence), finding.fingerprint)))
        if about:
            yield _paint(f"    ({about})", _DIM, colour=colour)
    for text, spans in (
        (bead.source, [s for f in findings for s in f.source_spans]),
        (bead.target, [s for f in findings for s in f.target_spans]),
    ):
        yield "  " + (_marked(text, spans, colour=colour) if text else "–")
    yield ""


def _where(report: CheckReport, index: int) -> str:
    """Return where a bead stands: `draft.txt:3`, else its name."""
    region = report.places.target_region(report.bead(index))
    file = report.places.target_file
    return f"{file}:{region.start.line}" if region and file else report.places.label(index)


def place(report: CheckReport, finding: Finding) -> str:
    """Return `draft.txt:3:14`; where the file is not known, `bead 3` (counted from 1)."""
    bead = report.bead(finding.bead)
    region = report.places.target_region(bead, finding.target_spans[0] if finding.target_spans else None)
    file = report.places.target_file
    if region is None:
        region = report.places.source_region(bead, finding.source_spans[0] if finding.source_spans else None)
        file = report.places.source_file
    if region is None or not file:
        return report.places.label(finding.bead)
    return f"{file}:{region.start.line}:{region.start.column}"


def _marked(text: str, spans: Iterable[Span], *, colour: bool) -> str:
    pieces = []
    at = 0
    for start, end in merged(spans, len(text)):
        inside = clean(text[start:end])
        pieces.append(clean(text[at:start]) + (_paint(inside, _MARK, colour=True) if colour else f"⟦{inside}⟧"))
        at = end
    return " ".join(("".join(pieces) + clean(text[at:])).split())


def merged(spans: Iterable[Span], length: int) -> list[tuple[int, int]]:
    """Return spans in order, inside the text, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        start, end = max(0, min(span.start, length)), max(0, min(span.end, length))
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


class Text(ReportFormat):
    """Plain text."""

    name = "text"
    title = "Text for people"
    suffix = ".txt"

    def write(self, report: CheckReport, out: BinaryIO) -> None:
        """Write the report without colours."""
        out.write(render(report).encode())


TEXT: Final = Text()
