"""Beads as pure data: which sentences of one text belong to which of the other.

A `Bitext` is two ordered lists of segments and a list of beads. Its invariant: the beads, read in order, name every
segment of each side exactly once and in the order of the side; no bead is empty. Segments are named by id, not
by position, so that cutting one text anew moves no bead of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice


class BeadState(StrEnum):
    """What an editor has said of a bead."""

    AUTO = "auto"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Trust(StrEnum):
    """How far a bead made by the engine can be relied on without reading it."""

    SURE = "sure"
    CHECK = "check"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a text. `id` is unique in its side; `paragraph` counts from 0 and never falls."""

    id: int
    text: str
    paragraph: int = 0
    original: str = ""
    """What the source says, where the editor's text differs from it; empty where it is the same."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Source segments and target segments that translate each other; one side may be empty, not both."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    probability: float | None = None
    """Posterior probability of being right, 0-1; None where no engine made the bead."""
    state: BeadState = BeadState.AUTO
    reasons: tuple[str, ...] = ()
    """Why the engine joined these, in words for the editor."""
    author: str = ""
    note: str = ""

    @property
    def shape(self) -> str:
        """Return `1:2` and the like."""
        return f"{len(self.source)}:{len(self.target)}"

    @property
    def one_sided(self) -> bool:
        """Whether one side is empty."""
        return not self.source or not self.target


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a bead and its rendering: ranges in the texts of both sides, in code points."""

    bead: int
    """Position of the bead (0-based)."""
    source_start: int
    source_end: int
    target_start: int
    target_end: int
    author: str = ""


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two texts and the beads between them."""

    source_language: str
    target_language: str
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    beads: tuple[Bead, ...]
    engine: str = ""
    """`semantic`, `length`, `tmx` … with its version: `semantic 1`."""
    warnings: tuple[str, ...] = ()
    source_title: str = ""
    target_title: str = ""
    date: str = ""
    """ISO date of the news item, where it is known."""
    settings: dict[str, str] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    """Only in a bitext on its way out of a file or into one: edits of beads do not move them."""

    def source_text(self, bead: Bead) -> str:
        """Return the source side of a bead as one text."""
        return self._join(bead.source, self.source, self.source_language)

    def target_text(self, bead: Bead) -> str:
        """Return the target side of a bead as one text."""
        return self._join(bead.target, self.target, self.target_language)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield both sides of every bead as texts, in order; for all beads quicker than one by one."""
        sides = iter(self.source), iter(self.target)
        gaps = _gap(self.source_language), _gap(self.target_language)
        for bead in self.beads:
            source = gaps[0].join(s.text for s in islice(sides[0], len(bead.source)))
            yield source, gaps[1].join(s.text for s in islice(sides[1], len(bead.target)))

    def _join(self, ids: tuple[int, ...], segments: tuple[Segment, ...], language: str) -> str:
        if not ids:
            return ""
        wanted = set(ids)
        return _gap(language).join(s.text for s in segments if s.id in wanted)


def _gap(language: str) -> str:
    """Return what stands between two sentences of a language."""
    return "" if language.split("-", maxsplit=1)[0] in ("ja", "zh") else " "


class BeadError(ValueError):
    """The beads do not cover the two texts, or an edit cannot be made here."""


def verify(bitext: Bitext) -> None:
    """Raise BeadError where the invariant of the module does not hold."""
    for side, segments in (("source", bitext.source), ("target", bitext.target)):
        named = [i for bead in bitext.beads for i in getattr(bead, side)]
        if named != [s.id for s in segments]:
            raise BeadError(f"the beads do not name every {side} segment once and in order")
    if any(not bead.source and not bead.target for bead in bitext.beads):
        raise BeadError("a bead is empty on both sides")
