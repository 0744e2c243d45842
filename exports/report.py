"""What a report of a check is made of, whatever its form: beads, findings, and where they stand in the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from exports.places import Places
from glossary.checks.findings import BeadText, Finding, Severity


class Rule(Protocol):
    """What a report says of a check; `glossary.checks.registry.CheckInfo` is one."""

    @property
    def id(self) -> str:
        """Return the id, such as `numbers.value`."""

    @property
    def severity(self) -> Severity:
        """Return the severity that the check has unless a profile says otherwise."""

    @property
    def family(self) -> str:
        """Return the family, such as `numbers`."""

    @property
    def title(self) -> str:
        """Return what the check looks for, in a sentence."""

    @property
    def example(self) -> object:
        """Return an example of what it finds; `str()` of it is for people."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of one check of a draft against its source."""

    beads: tuple[BeadText, ...]
    findings: tuple[Finding, ...]
    places: Places = field(default_factory=Places)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    """The checks that were run, by id."""
    profile: str = "general"
    date: str = ""

    def bead(self, index: int) -> BeadText:
        """Return a bead by its number."""
        return self.beads[index] if index < len(self.beads) and self.beads[index].index == index else self._find(index)

    def _find(self, index: int) -> BeadText:
        return next((b for b in self.beads if b.index == index), BeadText(index, "", ""))

    def by_bead(self) -> list[tuple[BeadText, tuple[Finding, ...]]]:
        """Return the findings by bead, both in their order."""
        grouped: dict[int, list[Finding]] = {}
        for finding in self.findings:
            grouped.setdefault(finding.bead, []).append(finding)
        return [(self.bead(index), tuple(some)) for index, some in grouped.items()]

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(f.severity is severity for f in self.findings)

    @property
    def summary(self) -> str:
        """Return `2 errors, 1 warning`; `no findings` where there are none."""
        counts = [(self.count(s), s.value) for s in Severity]
        words = [f"{n} {name}{'s' if n != 1 else ''}" for n, name in counts if n]
        return ", ".join(words) or "no findings"


def shown(suggestion: str) -> str:
    """Return a suggestion as people can see it, also where it is a space or nothing."""
    return suggestion if suggestion.strip() else "(one space)" if suggestion else "(nothing)"
