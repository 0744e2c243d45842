"""The report of a check as one HTML page, side by side: to read, to print, to send to the translator.

First how many findings there are of each check, then the beads: the source on the left, the draft on the right, what
was found marked in both by severity, and the findings below. On paper a bead is not parted and the marks keep colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath
from typing import BinaryIO, Final

from exports.formats import ReportFormat
from exports.page import page, tag, text
from exports.report import CheckReport, shown
from exports.report_text import merged, place
from glossary.checks.findings import BeadText, Finding, Severity, Span
from glossary.checks.texts import language_name


class Html(ReportFormat):
    """One page."""

    name = "html"
    title = "HTML, to read and print"
    suffix = ".html"

    def write(self, report: CheckReport, out: BinaryIO) -> None:
        """Write the page."""
        places = report.places
        title = f"Check of {PurePath(places.target_file).name}" if places.target_file else "Check of a draft"
        about = " · ".join(
            filter(None, (places.target_file, places.source_file, f"profile {report.profile}", report.date))
        )
        summary = " · ".join(
            tag("span", text(f"{report.count(s)} {s.value}{'s' if report.count(s) != 1 else ''}"), class_=s.value)
            for s in Severity
            if report.count(s)
        )
        head = (
            tag("h1", text(title)) + tag("p", summary or text(report.summary)) + tag("p", text(about), class_="small")
        )
        entries = "\n".join(_entry(report, bead, some) for bead, some in report.by_bead())
        out.write(page(title, f"{head}\n{_overview(report)}\n{_sides(report)}\n{entries}\n"))


def _overview(report: CheckReport) -> str:
    """Return the checks that found something, the gravest first, with how often and what they look for."""
    counts = Counter((f.severity, f.check) for f in report.findings)
    if not counts:
        return ""
    rows = "".join(
        tag(
            "tr",
            tag("td", text(count), class_="count")
            + tag("td", tag("strong", severity.value, class_=severity.value))
            + tag("td", text(report.rules[check].title if check in report.rules else ""))
            + tag("td", text(check), class_="small"),
        )
        for (severity, check), count in sorted(counts.items(), key=lambda c: (-c[0][0].rank, -c[1], c[0][1]))
    )
    return tag("table", rows, class_="overview")


def _sides(report: CheckReport) -> str:
    """Return what stands above the two columns: language and file of each."""
    places = report.places
    if not report.findings or not (places.source_language or places.target_language):
        return ""
    return tag(
        "div",
        "".join(
            tag("div", text(" · ".join(filter(None, (language_name(language), PurePath(file).name)))))
            for language, file in (
                (places.source_language, places.source_file),
                (places.target_language, places.target_file),
            )
        ),
        class_="pair sides",
    )


def _entry(report: CheckReport, bead: BeadText, findings: tuple[Finding, ...]) -> str:
    places = report.places
    sides = "".join(
        tag("div", _marked(sentence, marks) or "–", lang=language)
        for sentence, marks, language in (
            (bead.source, [(f.severity, f.source_spans) for f in findings], places.source_language),
            (bead.target, [(f.severity, f.target_spans) for f in findings], places.target_language),
        )
    )
    listed = "".join(tag("li", _finding(report, f)) for f in findings)
    return tag("section", tag("div", sides, class_="pair") + tag("ul", listed, class_="findings"), class_="entry")


def _finding(report: CheckReport, finding: Finding) -> str:
    parts = [tag("strong", finding.severity.value, class_=finding.severity.value), text(finding.message)]
    if finding.suggestion is not None:
        parts.append(tag("span", f"→ {text(shown(finding.suggestion))}", class_="instead"))
    small = [_where(report, finding), finding.check, finding.evidence, finding.fingerprint]
    parts.append(tag("span", text(" · ".join(filter(None, small))), class_="small"))
    if finding.related:
        others = (f"{report.places.label(r.bead)}: {r.message}" for r in finding.related)
        parts.append(tag("span", text("See " + "; ".join(others)), class_="small"))
    return " ".join(parts)


def _where(report: CheckReport, finding: Finding) -> str:
    """Return `line 3, column 14`; with the file's name where it is not the draft, `bead 3` where there is no file."""
    written = place(report, finding)
    file, _, position = written.rpartition(":")
    file, _, line = file.rpartition(":")
    if not file:
        return written
    said = f"line {line}, column {position}"
    return said if file == report.places.target_file else f"{PurePath(file).name}, {said}"


def _marked(sentence: str, marks: Iterable[tuple[Severity, tuple[Span, ...]]]) -> str:
    """Return a sentence with what was found marked; where findings overlap, the worst one gives the colour."""
    given = [(severity, span) for severity, spans in marks for span in spans]
    pieces, at = [], 0
    for start, end in merged((span for _, span in given), len(sentence)):
        worst = max((s for s, span in given if span.start < end and start < span.end), key=lambda s: s.rank)
        pieces.append(text(sentence[at:start]) + tag("mark", text(sentence[start:end]), class_=f"on-{worst.value}"))
        at = end
    return "".join(pieces) + text(sentence[at:])


HTML: Final = Html()
