"""The report of a check as one HTML page, side by side: to read, to print, to send to the translator.

A bead is an entry: the source on the left, the draft on the right, what was found marked in both by severity, and the
findings below.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from exports.formats import ReportFormat
from exports.page import page, tag, text
from exports.report import CheckReport, shown
from exports.report_text import merged, place
from glossary.checks.findings import BeadText, Finding, Severity, Span


class Html(ReportFormat):
    """One page."""

    name = "html"
    title = "HTML, to read and print"
    suffix = ".html"

    def write(self, report: CheckReport, out: BinaryIO) -> None:
        """Write the page."""
        places = report.places
        title = f"Check of {places.target_file}" if places.target_file else "Check of a draft"
        about = " · ".join(t for t in (places.source_file, f"profile {report.profile}", report.date) if t)
        summary = " · ".join(
            tag("span", text(f"{report.count(s)} {s.value}{'s' if report.count(s) != 1 else ''}"), class_=s.value)
            for s in Severity
            if report.count(s)
        )
        head = (
            tag("h1", text(title)) + tag("p", summary or text(report.summary)) + tag("p", text(about), class_="small")
        )
        entries = "\n".join(_entry(report, bead, some) for bead, some in report.by_bead())
        out.write(page(title, f"{head}\n{entries}\n"))


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
    small = [place(report, finding), finding.check, finding.evidence, finding.fingerprint]
    parts.append(tag("span", text(" · ".join(filter(None, small))), class_="small"))
    if finding.related:
        others = (f"{report.places.label(r.bead)}: {r.message}" for r in finding.related)
        parts.append(tag("span", text("See " + "; ".join(others)), class_="small"))
    return " ".join(parts)


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
