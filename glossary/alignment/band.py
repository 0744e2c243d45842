"""The places of the dynamic programme that are visited: a band around a diagonal, and where in memory they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossary.alignment import blas

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)
import numpy.typing as npt  # noqa: E402

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PAD = 8
"""Columns on each side of a row that belong to no place, more than the longest move."""


@dataclass(frozen=True, slots=True)
class Band:
    """Places that are visited: of row i the columns low[i] .. low[i] + width - 1."""

    low: Ints
    width: int
    columns: int
    """Number of places of a full row: target sentences + 1."""

    def columns_of(self, first: int, last: int) -> Ints:
        """Return the columns of rows first..last-1 (rows x width; 1 x width where they are the same for all)."""
        low = self.low[first:last]
        return (low[:1] if low[0] == low[-1] else low)[:, None] + np.arange(self.width)

    @property
    def full(self) -> bool:
        """Whether all places are visited."""
        return self.width >= self.columns


def band(centre: Ints, columns: int, half_width: int) -> Band:
    """Return the band of the given half width around a diagonal, wide enough that its rows overlap."""
    jump = int(np.diff(centre).max(initial=0))
    half = max(half_width, jump + PAD)
    width = min(2 * half + 1, columns)
    low = np.clip(centre - half, 0, columns - width)
    low[0] = 0
    return Band(np.maximum.accumulate(low), width, columns)


class Frame:
    """Index arithmetic of one band: where the places lie from which, and to which, the moves of a row go.

    Tables have one row a source place and columns of no place on both sides, wide enough that no move from inside the
    band meets another row. One more row stands for everything before the text.
    """

    def __init__(self, places: Band, moves: Sequence[tuple[int, int]]) -> None:
        self.places = places
        self.rows = len(places.low)
        self.moves = moves
        self.farthest = max(a for a, _ in moves)
        shifts = [places.low[a:] - places.low[:-a] for a in range(1, min(self.farthest, self.rows - 1) + 1)]
        self.pad = PAD + max((int(shift.max(initial=0)) for shift in shifts), default=0)
        self.stride = places.width + 2 * self.pad
        self.last = self.pad + places.width - 1
        self._span = np.arange(places.width)
        nowhere = self.rows * self.stride + self.pad
        over, along = np.array([*moves, (1, 0)], np.int64).T
        rows = np.arange(self.rows)[:, None]
        begin = rows - over
        there = self.pad + places.low[:, None] - along + begin * self.stride - places.low[np.maximum(begin, 0)]
        self.back: Ints = np.where(begin >= 0, there, nowhere)
        """For each row and move, and last the skip of a source sentence: where in a flat table that begins which ends
        in the band's first column."""
        self._ring = self.farthest + 1
        end = rows + over[:-1]
        slot = (end % self._ring) * len(moves) + np.arange(len(moves))
        shift = places.low[:, None] + along[:-1] - places.low[np.minimum(end, self.rows - 1)]
        self._ahead: Ints = slot * self.stride + self.pad + shift

    def table(self, value: float = 0.0) -> Doubles:
        """Return a table of one value."""
        return np.full((self.rows + 1, self.stride), value)

    def ring(self) -> Doubles:
        """Return a table of zeros for the moves that end in the last few rows."""
        return np.zeros((self._ring, len(self.moves), self.stride))

    def inner(self, table: Doubles) -> Doubles:
        """Return the band's part of a table (rows x width), a view."""
        return table[: self.rows, self.pad : self.pad + self.places.width]

    def ring_row(self, ring: Doubles, i: int) -> Doubles:
        """Return the band's part of the ring for the moves that end in row i (moves x width)."""
        return ring[i % self._ring, :, self.pad : self.pad + self.places.width]

    def starts(self, first: int, last: int) -> Ints:
        """Return where in a flat table that begins which ends in rows first..last-1 (rows x moves and skip x width)."""
        return self.back[first:last, :, None] + self._span

    def ends(self, first: int, last: int) -> Ints:
        """Return where in a flat ring the moves end that begin in rows first..last-1 (rows x moves x width)."""
        return self._ahead[first:last, :, None] + self._span

    def moves_buffer(self) -> Doubles:
        """Return room for the values of the moves and of a source skip that end in a row (moves + 1 x width)."""
        return np.empty((len(self.moves) + 1, self.places.width))

    def above(self, table: Doubles, i: int) -> Doubles:
        """Return row i - 1 at the columns of row i."""
        shift = self.pad + int(self.places.low[i] - self.places.low[i - 1])
        return table[i - 1, shift : shift + self.places.width]

    def below(self, table: Doubles, i: int) -> Doubles:
        """Return row i + 1 at the columns of row i."""
        shift = self.pad + int(self.places.low[i] - self.places.low[i + 1])
        return table[i + 1, shift : shift + self.places.width]

    def touches(self, steps: Ints) -> bool:
        """Return whether a path (steps x i, j, a, b) nears an edge of the band behind which there are more places."""
        if self.places.full or not len(steps):
            return False
        rows = np.concatenate([steps[:, 0], steps[:, 0] + steps[:, 2]])
        columns = np.concatenate([steps[:, 1], steps[:, 1] + steps[:, 3]])
        low = self.places.low[rows]
        high = low + self.places.width
        near = (low > 0) & (columns - low < PAD) | (high < self.places.columns) & (high - 1 - columns < PAD)
        return bool(near.any())
