"""The result of a check, with the places of every segment in its file, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.inputs import Pair, TextInput

if TYPE_CHECKING:
    from exports.places import SegmentPlace
    from exports.report import CheckReport
    from glossary.checks.findings import Finding


def make_report(pair: Pair, findings: Sequence[Finding], *, profile: str = "general", date: str = "") -> CheckReport:
    """Return the report of one check."""
    from exports.places import Places
    from exports.report import CheckReport
    from glossary.checks.registry import checks
    from glossary.checks.run import bead_texts

    places = Places(
        source_file=pair.source.name,
        target_file=pair.target.name,
        source=_places(pair.source),
        target=_places(pair.target),
        source_language=pair.bitext.source_language,
        target_language=pair.bitext.target_language,
    )
    return CheckReport(bead_texts(pair.bitext), tuple(findings), places, checks(), profile, date)


def _places(text: TextInput) -> tuple[SegmentPlace | None, ...]:
    from exports.places import place_segments

    return place_segments(text.raw, [s.text for s in text.segments]) if text.raw else (None,) * len(text.segments)


def write_report(report: CheckReport, form: str, output: str | None = None) -> None:
    """Print a report, or write it to a file. Raises OutputError."""
    import sys

    from exports.files import write_atomically
    from exports.registry import report_format
    from tui.output import is_colourful

    path = None if output in (None, "-") else Path(str(output))
    if form == "text":
        from exports.report_text import render

        text = render(report, colour=path is None and is_colourful(sys.stdout))
        write_atomically(path, lambda f: f.write(text.encode()))
        return
    writer = report_format(form)
    write_atomically(path, lambda f: writer.write(report, f))
