"""The report of a check as one JSON object, for scripts.

    {"format": "malmoi-check", "version": 1,
     "source": "ko.txt", "target": "draft.txt", "source_language": "ko-KP", "target_language": "en",
     "profile": "kcna", "date": "2022-10-07",
     "counts": {"error": 1, "warning": 0, "note": 0},
     "findings": [{"check": "numbers.value", "severity": "error", "message": "…", "bead": 3,
                   "fingerprint": "0123456789abcdef", "about": "…", "evidence": "…", "suggestion": "…" or null,
                   "source": SIDE, "target": SIDE,
                   "related": [{"bead": 0, "message": "…", "source": SIDE, "target": SIDE}]}]}

    SIDE: {"text": "…", "spans": [{"start": 0, "end": 4, "text": "…", "region": REGION}], "region": REGION}
    REGION: null or {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 5}}

`about` names what a dismissal of the kind is for (a term, a name); `related` are other places of the text that the
finding points to.

`bead` and offsets count from 0, in code points of the bead's text; lines and columns count from 1, in code points of
the file; an end is behind the last character. `SCHEMA` says the same as a JSON Schema (draft 2020-12). Keys may be
added within version 1.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, BinaryIO, Final

from exports.formats import ReportFormat
from exports.places import Region
from exports.report import CheckReport
from glossary.checks.findings import BeadText, Finding, Severity, Span

_POSITION: Final = {
    "type": "object",
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "required": ["line", "column"],
}
_REGION: Final = {
    "type": ["object", "null"],
    "properties": {"start": _POSITION, "end": _POSITION},
    "required": ["start", "end"],
}
_SIDE: Final = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "spans": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "start": {"type": "integer", "minimum": 0},
                    "end": {"type": "integer", "minimum": 0},
                    "text": {"type": "string"},
                    "region": _REGION,
                },
                "required": ["start", "end", "text", "region"],
            },
        },
        "region": _REGION,
    },
    "required": ["text", "spans", "region"],
}
SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "format": {"const": "malmoi-check"},
        "version": {"const": 1},
        **{
            n: {"type": "string"} for n in ("source", "target", "source_language", "target_language", "profile", "date")
        },
        "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    **{n: {"type": "string"} for n in ("check", "message", "fingerprint", "about", "evidence")},
                    "severity": {"enum": [s.value for s in Severity]},
                    "bead": {"type": "integer", "minimum": 0},
                    "suggestion": {"type": ["string", "null"]},
                    "source": _SIDE,
                    "target": _SIDE,
                    "related": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "bead": {"type": "integer", "minimum": 0},
                                "message": {"type": "string"},
                                "source": _SIDE,
                                "target": _SIDE,
                            },
                            "required": ["bead", "message", "source", "target"],
                        },
                    },
                },
                "required": ["check", "severity", "message", "bead", "fingerprint", "source", "target", "related"],
            },
        },
    },
    "required": ["format", "version", "counts", "findings"],
}


class Json(ReportFormat):
    """One JSON object."""

    name = "json"
    title = "JSON, for scripts"
    suffix = ".json"

    def write(self, report: CheckReport, out: BinaryIO) -> None:
        """Write the report, indented."""
        places = report.places
        value = {
            "format": "malmoi-check",
            "version": 1,
            "source": places.source_file,
            "target": places.target_file,
            "source_language": places.source_language,
            "target_language": places.target_language,
            "profile": report.profile,
            "date": report.date,
            "counts": {s.value: report.count(s) for s in Severity},
            "findings": [finding_object(report, f) for f in report.findings],
        }
        out.write(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n")


def finding_object(report: CheckReport, finding: Finding) -> dict[str, Any]:
    """Return a finding as the schema has it."""
    bead = report.bead(finding.bead)
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "message": finding.message,
        "bead": finding.bead,
        "fingerprint": finding.fingerprint,
        "about": finding.about,
        "evidence": finding.evidence,
        "suggestion": finding.suggestion,
        **_sides(report, bead, finding.source_spans, finding.target_spans),
        "related": [
            {"bead": other.bead, "message": other.message}
            | _sides(report, report.bead(other.bead), other.source_spans, other.target_spans)
            for other in finding.related
        ],
    }


def _sides(report: CheckReport, bead: BeadText, source: tuple[Span, ...], target: tuple[Span, ...]) -> dict[str, Any]:
    return {
        "source": _side(bead, bead.source, source, report.places.source_region),
        "target": _side(bead, bead.target, target, report.places.target_region),
    }


def _side(
    bead: BeadText, text: str, spans: tuple[Span, ...], region: Callable[[BeadText, Span | None], Region | None]
) -> dict[str, Any]:
    return {
        "text": text,
        "spans": [
            {"start": s.start, "end": s.end, "text": text[s.start : s.end], "region": _region(region(bead, s))}
            for s in spans
        ],
        "region": _region(region(bead, None)),
    }


def _region(region: Region | None) -> dict[str, Any] | None:
    return region and {"start": region.start._asdict(), "end": region.end._asdict()}


JSON: Final = Json()
