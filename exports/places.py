"""Where the segments of two texts stand in their files, so that a span of a bead's text has an exact line and column.

A check speaks of code points in the joined text of a bead; a report for machines must name lines and columns of a
file. A `SegmentPlace` maps every offset of a segment to a place, through line breaks that were joined and blanks that
were dropped; `Places` joins the segments of a bead as `Bitext` does. Lines and columns count from 1, columns in code
points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from glossary.checks.findings import BeadText, Span
from glossary.text.language import base_language


class Position(NamedTuple):
    """A place in a file."""

    line: int
    column: int


class Region(NamedTuple):
    """A range in a file; `end` is the place after its last character."""

    start: Position
    end: Position


class Run(NamedTuple):
    """From this offset of a segment on, the text stands in the file from this place on, a character in `width` columns.

    The width is 1 but where the file is decomposed: a Hangul syllable then is two or three code points.
    """

    offset: int
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class SegmentPlace:
    """Where one segment stands: its length in code points, and its runs in the order of their offsets (first 0)."""

    length: int
    runs: tuple[Run, ...]

    def position(self, offset: int, *, end: bool = False) -> Position:
        """Return the place of an offset; as an `end` the place after the character before it.

        The two differ where a line break of the file lies at the offset.
        """
        offset = max(0, min(offset, self.length))
        last = end and offset > 0
        run = self.runs[bisect_right(self.runs, offset - last, key=lambda r: r.offset) - 1]
        return Position(run.line, run.column + (offset - run.offset) * run.width)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of all segments of the source and the draft file.

    A segment that was not found in its file is None. `source_file` and `target_file` are paths as the user gave them.
    """

    source_file: str = ""
    target_file: str = ""
    source: tuple[SegmentPlace | None, ...] = ()
    """By position of the segment in the source text (`BeadText.source_segments`)."""
    target: tuple[SegmentPlace | None, ...] = ()
    source_language: str = ""
    target_language: str = ""
    labels: tuple[str, ...] = ()
    """What each bead is called where there is no file (`concept rok`); else `bead 1` and so on."""

    def label(self, index: int) -> str:
        """Return what a bead is called."""
        return self.labels[index] if index < len(self.labels) else f"bead {index + 1}"

    def source_region(self, bead: BeadText, span: Span | None = None) -> Region | None:
        """Return where a span of the bead's source text stands; without a span the whole of it."""
        return _region(self.source, bead.source_segments, self.source_language, span)

    def target_region(self, bead: BeadText, span: Span | None = None) -> Region | None:
        """Return where a span of the bead's target text stands; without a span the whole of it."""
        return _region(self.target, bead.target_segments, self.target_language, span)


def _region(
    places: Sequence[SegmentPlace | None], segments: Sequence[int], language: str, span: Span | None
) -> Region | None:
    gap = 0 if base_language(language) in ("ja", "zh") else 1  # as Bitext joins them
    start: Position | None = None
    end: Position | None = None
    at = 0
    for number in segments:
        place = places[number] if number < len(places) else None
        if place is None:
            return None
        after = at + place.length
        if span is None:
            start = start or place.position(0)
            end = place.position(place.length, end=True)
        else:
            last = number == segments[-1]
            if start is None and (span.start < after or last):
                start = place.position(span.start - at)
            if start is not None and (end is None or span.end > at):
                end = place.position(span.end - at, end=span.end > span.start)
        at = after + gap
    return Region(start, end) if start and end else None


def place_segments(text: str, segments: Sequence[str], *, first_line: int = 1) -> tuple[SegmentPlace | None, ...]:
    """Find segments in the text of their file, in order, and return where each stands.

    The text is the file's as it was decoded, in whatever normal form and with whatever line ends. White space is not
    compared: a segment may join lines of the file and drop blanks. A segment that does not follow is None, and the
    search goes on behind the one before it.
    """
    letters, positions = _letters(text, first_line)
    places: list[SegmentPlace | None] = []
    at = 0
    for segment in segments:
        squeezed = "".join(segment.split())
        found = letters.find(squeezed, at) if squeezed else -1
        if found < 0:
            places.append(None)
            continue
        places.append(_placed(segment, positions[found : found + len(squeezed)]))
        at = found + len(squeezed)
    return tuple(places)


class _Place(NamedTuple):
    """Where a composed character stands, and over how many columns."""

    line: int
    column: int
    width: int


def _letters(text: str, first_line: int) -> tuple[str, list[_Place]]:
    """Return the text composed and without white space, and the place of each of its characters."""
    letters: list[str] = []
    positions: list[_Place] = []
    for number, line in enumerate(LINE_END.split(text), start=first_line):
        for column, char, width in _composed(line):
            if not char.isspace():
                letters.append(char)
                positions.append(_Place(number, column, width))
    return "".join(letters), positions


LINE_END = re.compile(r"\r\n?|\n")
"""What ends a line for the editors and viewers that a report is read beside."""
_CLUSTER = re.compile("[^\u0300-\u036f\u1160-\u11ff\u3099\u309a][\u0300-\u036f\u1160-\u11ff\u3099\u309a]*|.")
"""A character with what composes with it: accents, vowels and finals of Hangul, sound marks of kana."""


def _composed(line: str) -> Iterator[tuple[int, str, int]]:
    """Yield the column, the character and its width of each composed character of a line."""
    if is_normalized("NFC", line):
        yield from ((column, char, 1) for column, char in enumerate(line, start=1))
        return
    for cluster in _CLUSTER.finditer(line):
        made = normalize("NFC", cluster.group())
        if len(made) == 1:
            yield cluster.start() + 1, made, len(cluster.group())
        else:
            yield from ((cluster.start() + 1 + min(i, len(cluster.group()) - 1), c, 1) for i, c in enumerate(made))


def _placed(segment: str, positions: Sequence[_Place]) -> SegmentPlace:
    """Return the runs of a segment whose characters, white space apart, stand at these places."""
    runs: list[Run] = []
    seen = 0
    for offset, char in enumerate(segment):
        if char.isspace():
            continue
        place = positions[seen]
        seen += 1
        if runs:
            run = runs[-1]
            if place == (run.line, run.column + (offset - run.offset) * run.width, run.width):
                continue
        runs.append(Run(offset if runs else 0, place.line, place.column - (0 if runs else offset), place.width))
    return SegmentPlace(len(segment), tuple(runs))
