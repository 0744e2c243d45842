"""What an earlier report of a check already told: JSON or SARIF of malmoi, read back for `check --baseline`.

A finding is known by its check and fingerprint, so that it stays known when lines move. One that was told twice and is
now there three times is new once.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from glossary.checks.findings import Finding
from glossary.errors import InputError


def known_findings(data: bytes, *, name: str) -> Counter[tuple[str, str]]:
    """Return (check, fingerprint) -> how often, of a JSON or SARIF report. Raises InputError."""
    try:
        report = json.loads(data)
        return Counter(_pairs(report))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{name} is no report of malmoi check ({type(error).__name__}: {error}).",
            hint="Make one with --format json or --format sarif.",
        ) from error


def _pairs(report: Any) -> Iterator[tuple[str, str]]:
    if "runs" in report:
        for run in report["runs"]:
            for result in run["results"]:
                yield result["ruleId"], result["partialFingerprints"]["malmoi/v1"]
    else:
        for finding in report["findings"]:
            yield finding["check"], finding["fingerprint"]


def only_new(findings: Iterable[Finding], known: Counter[tuple[str, str]]) -> list[Finding]:
    """Return the findings that the earlier report has not, in their order."""
    left = Counter(known)
    new: list[Finding] = []
    for finding in findings:
        key = (finding.check, finding.fingerprint)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(finding)
    return new
