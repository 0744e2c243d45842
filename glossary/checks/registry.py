"""All checks by id: what each finds, how severe it is, an example of it, and the family that runs it.

A family is a module of this package with `CHECKS` and `find_in_bead`; adding a family is adding its name here. The
checks of the term base itself are one more family, with `find_in_concepts`. Every check's example is run by the
contract tests: found in its bad pair, silent on its good one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.precedents import Precedent
from glossary.checks.texts import CheckText
from glossary.errors import UsageError
from glossary.terms.entries import Concept
from glossary.terms.renderings import GENERAL

FAMILIES = ("completeness", "terms", "names", "spelling", "numbers", "dates", "consistency", "style", "mechanics")
"""Modules of this package, in the order in which their findings are listed within a bead."""
TERM_BASE = "term_base"
"""The module that checks the term base itself; its checks are called `termbase.…`."""


ANY_HOUSE = "any house"
"""Among the profiles of a check: it speaks for every house, also for one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A pair of sentences that a check speaks on, and a target on which it is silent."""

    source: str
    bad: str
    good: str
    """Empty where there is none in the same source; then `good_source` is given too."""
    good_source: str = ""
    source_language: str = "ko"
    target_language: str = "en"
    profile: str = "general"
    date: str = ""
    concepts: tuple[Concept, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    """Pairs of sentences that stand before it in the text, for checks that compare places."""
    precedents: tuple[Precedent, ...] = ()

    def __str__(self) -> str:
        earlier = "".join(f"{source} | {target} … " for source, target in self.before)
        return f"{earlier}{self.source} | {self.bad or '(nothing)'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptExample:
    """Concepts that a check of the term base speaks on, and concepts on which it is silent."""

    bad: tuple[Concept, ...]
    good: tuple[Concept, ...]

    def __str__(self) -> str:
        return "; ".join(
            f"{c.id}: " + ", ".join(f"{t.text} ({t.language}, {t.status.value})" for t in c.terms) for c in self.bad
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInfo:
    """What is known of a check before it runs."""

    id: str
    severity: Severity
    """The most that its findings can be; weak evidence lowers it."""
    title: str
    """One sentence: what it finds."""
    example: Example | ConceptExample = field(repr=False)
    profiles: tuple[str, ...] = ()
    """Profiles under which it speaks; empty: all. `ANY_HOUSE` stands for all but `general`."""
    is_safe: bool = False
    """Whether its suggestion may be put in without reading: `check --fix` does so."""

    def speaks_for(self, profile: str) -> bool:
        """Whether it runs under a profile, as `profile_key` writes it."""
        return not self.profiles or profile in self.profiles or (ANY_HOUSE in self.profiles and profile != GENERAL)

    @property
    def family(self) -> str:
        """Return the family: the part of the id before the full stop."""
        return self.id.split(".", maxsplit=1)[0]


class Family(Protocol):
    """What a module of checks offers."""

    CHECKS: tuple[CheckInfo, ...]

    def find_in_bead(self, text: CheckText, at: int) -> Iterator[Finding]:
        """Return the findings of one bead; the beads around it may be looked at."""
        ...


@cache
def families() -> tuple[Family, ...]:
    """Return the modules of checks in listing order."""
    return tuple(cast("Family", import_module(f"glossary.checks.{name}")) for name in FAMILIES)


class TermBaseFamily(Protocol):
    """What the module that checks the term base offers."""

    CHECKS: tuple[CheckInfo, ...]

    def find_in_concepts(self, concepts: Sequence[Concept], wanted: frozenset[str]) -> ConceptFindings:
        """Return the findings, and the concepts as beads, so that every report can show them."""
        ...


@dataclass(frozen=True, slots=True)
class ConceptFindings:
    """What was found in a term base: each concept concerned as a bead (its Korean terms, its other terms), findings."""

    beads: tuple[BeadText, ...]
    findings: tuple[Finding, ...]
    labels: tuple[str, ...]
    """What each bead is: `concept rok`."""


@cache
def term_base_family() -> TermBaseFamily:
    """Return the module that checks the term base itself."""
    return cast("TermBaseFamily", import_module(f"glossary.checks.{TERM_BASE}"))


@cache
def checks() -> dict[str, CheckInfo]:
    """Return every check by its id, in listing order: those of texts, then those of the term base."""
    found = {info.id: info for family in families() for info in family.CHECKS}
    return found | {info.id: info for info in term_base_family().CHECKS}


def chosen(only: Iterable[str] = (), skip: Iterable[str] = ()) -> frozenset[str]:
    """Return the ids to run: those of `only` (all where it is empty) without those of `skip`.

    Each entry is an id (`terms.missing`), a family (`terms`) or a pattern (`*.missing`). Raises UsageError for an entry
    that names no check.
    """
    wanted = frozenset(i for entry in only for i in _resolve(entry)) or frozenset(checks())
    return wanted - frozenset(i for entry in skip for i in _resolve(entry))


def parse_severities(written: str) -> dict[str, Severity]:
    """Return check id -> severity of a setting such as `names.missing=note, mechanics=warning`.

    Later entries win. Raises UsageError for an unknown check, an unknown severity, or an entry without `=`.
    """
    found: dict[str, Severity] = {}
    for entry in filter(None, (e.strip() for e in written.split(","))):
        check, gap, severity = (part.strip() for part in entry.partition("="))
        if not gap or severity not in set(Severity):
            raise UsageError(
                f"{entry!r} sets no severity.", hint=f"Write check=severity, with one of {', '.join(Severity)}."
            )
        found |= dict.fromkeys(_resolve(check), Severity(severity))
    return found


def shifted(finding: Finding, wanted: Severity) -> Finding:
    """Return a finding of a check whose severity the user has set.

    What the check says at its full severity gets the one that is wanted; what it says at less, for weaker evidence,
    moves as far, and stays a note at the least.
    """
    steps = wanted.rank - checks()[finding.check].severity.rank
    if not steps:
        return finding
    rank = min(3, max(1, finding.severity.rank + steps))
    return replace(finding, severity=next(s for s in Severity if s.rank == rank))


def _resolve(entry: str) -> list[str]:
    entry = entry.strip()
    found = [i for i, info in checks().items() if info.family == entry or fnmatchcase(i, entry)]
    if not found:
        from rapidfuzz.process import extractOne

        known = [*checks(), *dict.fromkeys(info.family for info in checks().values())]
        near = extractOne(entry, known)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"There is no check {entry!r}.", hint=f"{meant}`malmoi check --list` shows all: {', '.join(checks())}."
        )
    return found
