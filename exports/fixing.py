"""A copy of a draft with the safe suggestions of a check put in, and the difference to read.

Only checks whose suggestion needs no reading (`CheckInfo.is_safe`) change anything; the file's own text is changed at
the places that the report names, so that line breaks and what was not checked stay as they are. Of two suggestions that
overlap the first is put in.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import unified_diff

from exports.places import LINE_END, Position
from exports.report import CheckReport
from glossary.checks.findings import Finding


@dataclass(frozen=True, slots=True)
class Fixed:
    """A mended text: what was put in, and what still has to be read."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix(report: CheckReport, raw: str, safe: Collection[str]) -> Fixed:
    """Return the draft's text with the suggestions of the safe checks; `raw` is the whole file as it was decoded."""
    starts = [0, *(end.end() for end in LINE_END.finditer(raw))]

    def offset(place: Position) -> int:
        return starts[place.line - 1] + place.column - 1

    edits: list[tuple[int, int, str]] = []
    applied: list[Finding] = []
    for finding in report.findings:
        region = (
            report.places.target_region(report.bead(finding.bead), finding.target_spans[0])
            if finding.check in safe and finding.suggestion is not None and finding.target_spans
            else None
        )
        if region is None:
            continue
        start, end = offset(region.start), offset(region.end)
        if not any(a < end and start < b for a, b, _ in edits):
            edits.append((start, end, finding.suggestion or ""))
            applied.append(finding)
    text = raw
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    done = set(map(id, applied))
    return Fixed(text, tuple(applied), tuple(f for f in report.findings if id(f) not in done))


def difference(before: str, after: str, name: str, new_name: str) -> str:
    """Return what changed as a unified diff; empty where nothing did."""
    lines = unified_diff(before.splitlines(), after.splitlines(), name, new_name, lineterm="")
    return "".join(f"{line}\n" for line in lines)
