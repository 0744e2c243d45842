"""SARIF 2.1.0 (OASIS) of a check, for editors and code-review tools that show findings beside the text.

The draft is where a result is; the source sentence is its related location. Columns are Unicode code points. A result's
partial fingerprint is the finding's own, so that a baseline survives edits elsewhere. Rules are the registry's checks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, BinaryIO, Final
from urllib.parse import quote

from exports.formats import ReportFormat
from exports.places import Region
from exports.report import CheckReport, Rule
from glossary import __version__
from glossary.checks.findings import Finding, Severity

SCHEMA_URI: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


class Sarif(ReportFormat):
    """Static Analysis Results Interchange Format."""

    name = "sarif"
    title = "SARIF 2.1.0, for editors and review tools"
    suffix = ".sarif"

    def write(self, report: CheckReport, out: BinaryIO) -> None:
        """Write the log, indented."""
        out.write(json.dumps(log(report), ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n")


def log(report: CheckReport) -> dict[str, Any]:
    """Return the report as a SARIF log."""
    found = dict.fromkeys(f.check for f in report.findings)
    ids = list(dict.fromkeys((*report.rules, *found)))
    numbers = {check: number for number, check in enumerate(ids)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "malmoi",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(check, report.rules.get(check)) for check in ids],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, f, numbers[f.check]) for f in report.findings],
        "properties": {"profile": report.profile, "date": report.date},
    }
    places = report.places
    artifacts = []
    for file, language, role in (
        (places.target_file, places.target_language, "analysisTarget"),
        (places.source_file, places.source_language, "referencedOnCommandLine"),
    ):
        if file:
            artifact: dict[str, Any] = {"location": {"uri": uri(file)}, "roles": [role]}
            artifacts.append(artifact | ({"properties": {"language": language}} if language else {}))
    if artifacts:
        run["artifacts"] = artifacts
    return {"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}


def uri(file: str) -> str:
    """Return a path as a URI reference: a relative path stays relative, an absolute one becomes `file://`."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")


def _rule(check: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": check}
    described = {"id": check, "name": _pascal(check), "shortDescription": {"text": rule.title}}
    if str(rule.example):
        described["fullDescription"] = {"text": f"{rule.title} Example: {rule.example}"}
    described["defaultConfiguration"] = {"level": _LEVELS[rule.severity]}
    return described | {"properties": {"tags": [rule.family]}}


def _pascal(check: str) -> str:
    return "".join(word.capitalize() for word in check.replace(".", "-").replace("_", "-").split("-"))


def _result(report: CheckReport, finding: Finding, number: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "partialFingerprints": {"malmoi/v1": finding.fingerprint},
        "properties": {"bead": finding.bead} | ({"evidence": finding.evidence} if finding.evidence else {}),
    }
    places, bead = report.places, report.bead(finding.bead)
    drafts = [places.target_region(bead, span) for span in finding.target_spans or (None,)]
    sources = [places.source_region(bead, span) for span in finding.source_spans or (None,)]
    draft_around, source_around = places.target_region(bead), places.source_region(bead)
    in_draft = [_location(places.target_file, r, draft_around, bead.target) for r in drafts if r and places.target_file]
    in_source = [
        _location(places.source_file, r, source_around, bead.source) for r in sources if r and places.source_file
    ]
    # A sentence without counterpart has no place in the draft: then the source is where it is.
    result["locations"] = (in_draft or in_source)[:1]
    if not result["locations"]:
        name = {"name": places.label(finding.bead), "kind": "element"}
        result["locations"] = [{"logicalLocations": [name]}]
    rest = [*in_draft[1:], *in_source] if in_draft else in_source[1:]
    related = [(location, "the draft" if location in in_draft else "the source") for location in rest]
    related += list(_elsewhere(report, finding))
    if related:
        result["relatedLocations"] = [
            location | {"id": i, "message": {"text": words}} for i, (location, words) in enumerate(related, start=1)
        ]
    if finding.suggestion is not None and in_draft and finding.target_spans and drafts[0]:
        result["fixes"] = [_fix(places.target_file, drafts[0], finding.suggestion)]
    return result


def _elsewhere(report: CheckReport, finding: Finding) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the other places of the draft that a finding points to, with what stands there."""
    places = report.places
    for other in finding.related:
        bead = report.bead(other.bead)
        region = places.target_region(bead, other.target_spans[0] if other.target_spans else None)
        if region and places.target_file:
            yield _location(places.target_file, region, places.target_region(bead), bead.target), other.message


def _message(finding: Finding) -> str:
    return f"{finding.message} ({finding.evidence})" if finding.evidence else finding.message


def _location(file: str, region: Region, around: Region | None, sentence: str) -> dict[str, Any]:
    """Return a place in a file; the sentence around it is its context."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(file)}, "region": _region(region)}
    if around and around != region:
        physical["contextRegion"] = _region(around) | {"snippet": {"text": sentence}}
    return {"physicalLocation": physical}


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    }


def _fix(file: str, region: Region, text: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(region), "insertedContent": {"text": text}}
    return {
        "description": {"text": f"Write {text!r}"},
        "artifactChanges": [{"artifactLocation": {"uri": uri(file)}, "replacements": [replacement]}],
    }


SARIF: Final = Sarif()
