"""What a planted error is: one right text, one change of the target of one bead, and its place."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from glossary.checks.findings import BeadText

Place = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """One right text: its beads, its date, and the profile it is checked with."""

    name: str
    beads: tuple[BeadText, ...]
    date: str = ""
    profile: str = "general"


@dataclass(frozen=True)
class Plant:
    """An error: the bead, its new target, and the place of the error in the target or (where words fell) the source."""

    family: str
    at: int
    target: str
    place: Place
    in_source: bool = False


Planter = Callable[[Text, int, random.Random], Iterator[Plant]]


def put(bead: BeadText, place: Place, words: str) -> tuple[str, Place]:
    """Return the target with other words at a place, and their place."""
    start, end = place
    return bead.target[:start] + words + bead.target[end:], (start, max(start + 1, start + len(words)))
