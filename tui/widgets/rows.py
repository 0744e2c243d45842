"""What the alignment grid draws: rows as slotted records, their lines and their heights. Pure; no widget.

Invariant: a row never changes. An edit makes a new row with a new id, so that everything computed from a row can be
kept under its id for ever, and a splice of the list is all that an edit costs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, count
from typing import NamedTuple

from glossary.alignment.beads import Bead, BeadState, Trust
from glossary.alignment.trust import trust
from tui.widgets.wrap import height, wrap


class Sign(Enum):
    """State of a bead as one look tells it: a sign that stands beside the colour, never instead of it."""

    CONFIRMED = ("✓", "confirmed")
    SURE = ("●", "sure")
    CHECK = ("▲", "to check")
    DOUBTFUL = ("▲", "doubtful")
    ALONE = ("○", "without counterpart")
    REJECTED = ("✗", "rejected")

    @property
    def sign(self) -> str:
        """Return the one character."""
        return self.value[0]

    @property
    def word(self) -> str:
        """Return the state in words."""
        return self.value[1]


def sign_of(bead: Bead) -> Sign:
    """Return the sign of a bead: what the editor said of it goes before what the engine thought."""
    if bead.state is BeadState.CONFIRMED:
        return Sign.CONFIRMED
    if bead.state is BeadState.REJECTED:
        return Sign.REJECTED
    if bead.one_sided:
        return Sign.ALONE
    return {Trust.SURE: Sign.SURE, Trust.CHECK: Sign.CHECK, Trust.DOUBTFUL: Sign.DOUBTFUL}[trust(bead)]


def hundredths(value: float) -> str:
    """Return a probability in three cells, rounded to two digits: `.62`, `.99`; `1.0` from .995 on."""
    text = f"{value:.2f}"
    return "1.0" if text >= "1" else text[-3:]


class Side(Enum):
    """The two columns."""

    SOURCE = 0
    TARGET = 1

    @property
    def other(self) -> Side:
        """Return the other column."""
        return Side.TARGET if self is Side.SOURCE else Side.SOURCE


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the editor is: a row, a column, a sentence of that cell (0 where the cell is empty)."""

    row: int = 0
    side: Side = Side.SOURCE
    sentence: int = 0


class Sentence(NamedTuple):
    """One sentence of a cell, fit for a terminal (`wrap.shown`)."""

    text: str
    edited: bool = False
    """Whether the editor's text differs from what the source says."""


_ids = count(1)


@dataclass(slots=True)
class Row:
    """One bead as it is drawn. Not frozen, because 20,000 of them are made at once; still it is never changed."""

    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    sign: Sign = Sign.CHECK
    probability: float | None = None
    note: bool = False
    needs_you: bool = False
    """Whether an editor should look at the bead: unread, and the engine is not sure of it."""
    mark: bool = False
    """Whether it has a bookmark."""
    id: int = field(default_factory=_ids.__next__, compare=False)

    def side(self, side: Side) -> tuple[Sentence, ...]:
        """Return the sentences of one column."""
        return self.source if side is Side.SOURCE else self.target


class Line(NamedTuple):
    """One line of a cell: which sentence, and which code points of it."""

    sentence: int
    start: int
    end: int


class RowLines(NamedTuple):
    """The wrapped lines of a row, per column."""

    source: tuple[Line, ...]
    target: tuple[Line, ...]

    def side(self, side: Side) -> tuple[Line, ...]:
        """Return the lines of one column."""
        return self.source if side is Side.SOURCE else self.target


def cell_lines(sentences: Sequence[Sentence], width: int) -> tuple[Line, ...]:
    """Return the lines of one cell; every sentence begins a line of its own."""
    return tuple(
        Line(number, start, end)
        for number, sentence in enumerate(sentences)
        for start, end in wrap(sentence.text, width)
    )


def row_lines(row: Row, widths: tuple[int, int]) -> RowLines:
    """Return the lines of both cells of a row."""
    return RowLines(cell_lines(row.source, widths[0]), cell_lines(row.target, widths[1]))


def row_height(row: Row, widths: tuple[int, int]) -> int:
    """Return how many lines a row takes: the taller cell, at least one."""
    left, right = widths
    first, second = 0, 0
    for sentence in row.source:
        first += height(sentence.text, left)
    for sentence in row.target:
        second += height(sentence.text, right)
    return max(first, second, 1)


class Tops:
    """Where each row begins on the long page of all lines: heights accumulated, searched by bisection."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._tops: list[int] = [0]

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """Return the number of lines of the page."""
        return self._tops[-1]

    def set(self, heights: Iterable[int]) -> None:
        """Take the heights of all rows."""
        self._heights = list(heights)
        self._tops = list(accumulate(self._heights, initial=0))

    def splice(self, at: int, removed: int, heights: Sequence[int]) -> None:
        """Replace `removed` rows at `at` by rows of the given heights."""
        before = self._tops[at + removed] - self._tops[at]
        self._heights[at : at + removed] = heights
        if removed == len(heights) and before == sum(heights):
            self._tops[at : at + removed + 1] = accumulate(heights, initial=self._tops[at])
        else:
            self._tops[at:] = accumulate(self._heights[at:], initial=self._tops[at])

    def top(self, row: int) -> int:
        """Return the first line of a row; for the number of rows, the number of lines."""
        return self._tops[row]

    def height(self, row: int) -> int:
        """Return the lines of a row."""
        return self._heights[row]

    def at(self, line: int) -> tuple[int, int]:
        """Return (row, line inside the row) of a line of the page, 0 <= line < total."""
        row = bisect_right(self._tops, line) - 1
        return row, line - self._tops[row]
