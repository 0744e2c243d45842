"""Findings: what a check has to say of one place, as plain data.

A finding's fingerprint depends on the check, the words it is about and the two sentences' own text, never on positions,
so that a dismissal survives edits elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b


class Severity(StrEnum):
    """How much a finding matters; `rank` orders them."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return 3 for error, 2 for warning, 1 for note."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in one side's text of a bead."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BeadText:
    """What a check is given of one bead: its number (0-based) and both sides as text."""

    index: int
    source: str
    target: str
    source_segments: tuple[int, ...] = ()
    """Positions (0-based) of the segments in the source text."""
    target_segments: tuple[int, ...] = ()
    probability: float | None = None
    """How sure the aligner is of the bead, 0-1; None where a person or a file made it."""
    source_starts: tuple[int, ...] = ()
    """Where each segment begins in `source`, where that is known; with it a check can name one sentence of several."""
    target_starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another bead that a finding points to: where the same term, name or sentence was rendered otherwise."""

    bead: int
    message: str
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check found."""

    check: str
    """Id of the check, such as `numbers.value`."""
    severity: Severity
    message: str
    """One sentence that says what is wrong."""
    bead: int
    """Index of the bead (0-based)."""
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    evidence: str = ""
    """Which term, precedent or rule the finding rests on."""
    suggestion: str | None = None
    """What should stand in place of the first target span, where that is known."""
    fingerprint: str = ""
    about: str = ""
    """The words or values that make it this finding and no other: the term, the name, the number."""
    related: tuple[Related, ...] = ()

    @property
    def kind(self) -> str:
        """Return what all findings of this check about the same words share, to dismiss them all at once."""
        return kind_of(self.about)


def kind_of(about: str) -> str:
    """Return the mark of every finding about these words: `about:일심단결`; no fingerprint looks like it."""
    return f"about:{' '.join(about.split())}"


def fingerprint(check: str, about: str, source: str, target: str) -> str:
    """Return 16 hexadecimal digits for a finding of `check` about `about` in this pair of sentences."""
    parts = "\x1f".join((check, about, " ".join(source.split()), " ".join(target.split())))
    return blake2b(parts.encode(), digest_size=8).hexdigest()
