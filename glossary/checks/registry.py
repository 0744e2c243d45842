"""All checks by id: what each finds, how severe it is, an example of it, and the family that runs it.

A family is a module of this package with `CHECKS` and `find_in_bead`; adding a family is adding its name here.
Every check's example is run by the contract tests: found in its bad pair, silent on its good one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from glossary.checks.findings import Finding, Severity
from glossary.checks.texts import CheckText
from glossary.errors import UsageError
from glossary.terms.entries import Concept

FAMILIES = ("completeness", "terms", "names", "spelling", "numbers", "mechanics")
"""Modules of this package, in the order in which their findings are listed within a bead."""


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

    def __str__(self) -> str:
        return f"{self.source} | {self.bad or '(nothing)'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInfo:
    """What is known of a check before it runs."""

    id: str
    severity: Severity
    """The most that its findings can be; weak evidence lowers it."""
    title: str
    """One sentence: what it finds."""
    example: Example = field(repr=False)
    profiles: tuple[str, ...] = ()
    """Profiles under which it speaks; empty: all."""

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


@cache
def checks() -> dict[str, CheckInfo]:
    """Return every check by its id, in listing order."""
    return {info.id: info for family in families() for info in family.CHECKS}


def chosen(only: Iterable[str] = (), skip: Iterable[str] = ()) -> frozenset[str]:
    """Return the ids to run: those of `only` (all where it is empty) without those of `skip`.

    Each entry is an id (`terms.missing`), a family (`terms`) or a pattern (`*.missing`). Raises UsageError for an entry
    that names no check.
    """
    wanted = frozenset(i for entry in only for i in _resolve(entry)) or frozenset(checks())
    return wanted - frozenset(i for entry in skip for i in _resolve(entry))


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
