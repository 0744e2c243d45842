"""The report of a check as one HTML page: to read, to print, to send to the translator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from exports.formats import ReportFormat
from exports.page import page, tag, text
from exports.report import CheckReport
from exports.report_text import merged, place
from glossary.checks.findings import Finding, Span


class Html(ReportFormat):
    """One page."""

    name = "html"
    title = "HTML, to read and print"
    suffix = ".html"

    def write(self, report: CheckReport, out: BinaryIO) -> None:
        """Write the page."""
        places = report.places
        title = f"Check of {places.target_file}" if places.target_file else "Check of a draft"
        about = ", ".join(t for t in (places.source_file, report.profile, report.date) if t)
        entries = "\n".join(_finding(report, f) for f in report.findings)
        body = f"{tag('h1', text(title))}\n{tag('p', text(report.summary))}\n{tag('p', text(about), class_='small')}\n"
        out.write(page(title, body + entries + "\n"))


def _finding(report: CheckReport, finding: Finding) -> str:
    bead, places = report.bead(finding.bead), report.places
    lines = [
        tag(
            "h2",
            tag("span", finding.severity.value, class_=finding.severity.value) + " " + text(finding.message),
        ),
        tag("p", text(f"{place(report, finding)}  {finding.check}"), class_="small"),
        tag("p", _marked(bead.source, finding.source_spans) or "–", lang=places.source_language),
        tag("p", _marked(bead.target, finding.target_spans) or "–", lang=places.target_language),
    ]
    if finding.suggestion is not None:
        lines.append(tag("p", f"→ {text(finding.suggestion)}"))
    if finding.evidence:
        lines.append(tag("p", text(finding.evidence), class_="small"))
    return tag("section", "\n".join(lines), class_="entry")


def _marked(sentence: str, spans: Iterable[Span]) -> str:
    pieces, at = [], 0
    for start, end in merged(spans, len(sentence)):
        pieces.append(text(sentence[at:start]) + tag("mark", text(sentence[start:end])))
        at = end
    return "".join(pieces) + text(sentence[at:])


HTML: Final = Html()
