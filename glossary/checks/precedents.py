"""What the checks ask of a translation memory: sentences like one of the source, with how they were translated.

The checks are pure; the store hands them its memory through this Protocol.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A sentence that was translated before."""

    score: float
    """How like the asked sentence its source is, 0-100."""
    source: str
    target: str
    date: str = ""
    """ISO date of its text; empty where it is not known."""
    where: str = ""
    """Which text and bead it stands in, for people."""


class Precedents(Protocol):
    """A translation memory."""

    def near(self, source: str) -> Sequence[Precedent]:
        """Return the confirmed precedents of a source sentence, the most alike first."""
        ...
