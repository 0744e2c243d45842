"""The dynamic programme: the best way through two texts, and how sure each step of it is.

A place (i, j) means that i source and j target sentences are done. A two-sided bead is a move of (a, b); a sentence
without counterpart is a skip. Skips of both sides between two beads are taken source first, so that every alignment is
one path and none is counted twice in the probabilities. Only places within a band around a given diagonal are visited;
the band is widened until the best path no longer touches its edge, so time and memory grow linearly with the length of
the texts. All scores are rewards: higher is better, sums over a path.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from glossary.alignment import blas
from glossary.alignment.moves import MOVES

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)
import numpy.typing as npt  # noqa: E402

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NEVER = -1e9
"""Score of what may not be done; finite, so that sums and differences stay numbers."""
HALF_WIDTH = 128
"""Places on each side of the diagonal that are visited at first."""
ROWS_AT_ONCE = 64
KEPT = 300_000_000
"""Bytes of scores that are kept for the second pass; above it they are computed again."""
_PAD = 8
"""Columns of NEVER on each side of a row, more than the longest move."""


@dataclass(frozen=True, slots=True)
class Band:
    """Places that are visited: of row i the columns low[i] .. low[i] + width - 1."""

    low: Ints
    width: int
    columns: int
    """Number of places of a full row: target sentences + 1."""

    @property
    def full(self) -> bool:
        """Whether all places are visited."""
        return self.width >= self.columns


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path: source sentences [i - a, i), target sentences [j - b, j), and its posterior."""

    i: int
    j: int
    a: int
    b: int
    probability: float
    score: float


@dataclass(frozen=True, slots=True)
class Problem:
    """What the programme needs to know of two texts of n and m sentences.

    `scores(first, last, band)` gives the rewards of the moves that end in rows first..last-1: float32, shape
    (last - first) x moves x band.width; moves that begin before the text may hold anything. `skip_source` (n) and
    `skip_target` (m) are the rewards of leaving a sentence alone. `centre` (n + 1) is the diagonal: for each row the
    column where the same share of the text is done.
    """

    scores: Callable[[int, int, Band], Floats]
    skip_source: Doubles
    skip_target: Doubles
    centre: Ints
    sharpness: float
    """Factor of the scores in the posterior: what makes them about log-odds."""
    moves: Sequence[tuple[int, int]] = MOVES


def band(problem: Problem, half_width: int) -> Band:
    """Return the band of the given half width around the diagonal, wide enough that its rows overlap."""
    columns = len(problem.skip_target) + 1
    jump = int(np.diff(problem.centre).max(initial=0))
    half = max(half_width, jump + _PAD)
    width = min(2 * half + 1, columns)
    low = np.clip(problem.centre - half, 0, columns - width)
    low[0] = 0
    return Band(np.maximum.accumulate(low), width, columns)


class Programme:
    """The programme over one problem, in a band that is widened as its paths need it."""

    def __init__(self, problem: Problem, half_width: int = HALF_WIDTH) -> None:
        self._problem = problem
        self._half_width = half_width
        self._enter()

    def _enter(self) -> None:
        self._places = band(self._problem, self._half_width)
        self._frame = _Frame(self._places, self._problem.moves)
        self._kept = _Kept(self._problem, self._places)
        self._plain: Doubles | None = None

    def best(self, dearer: float = 0.0) -> float:
        """Return the score of the best path within the band if every skip cost so much more."""
        return float(self._table(dearer)[self._frame.rows - 1, self._frame.last])

    def _table(self, dearer: float) -> Doubles:
        """Return the best score up to each place; that of the problem as it stands is kept."""
        if dearer:
            return _best(_dearer(self._problem, dearer), self._frame, self._kept)
        if self._plain is None:
            self._plain = _best(self._problem, self._frame, self._kept)
        return self._plain

    def path(self, dearer: float = 0.0) -> list[tuple[int, int, int, int]]:
        """Return the steps (i, j, a, b) of the best path, in order."""
        return [step[:4] for step in self._path(dearer)]

    def solve(self, dearer: float = 0.0) -> list[Step]:
        """Return the steps of the best path, in order, with their posterior probabilities."""
        path = self._path(dearer)
        # how sure a step is does not depend on whether the texts were thought to be whole
        return _posteriors(self._problem, self._frame, self._kept, path)

    def _path(self, dearer: float) -> list[tuple[int, int, int, int, float]]:
        problem = _dearer(self._problem, dearer)
        while True:
            path = _path(problem, self._frame, self._kept, self._table(dearer))
            if self._places.full or not _touches(path, self._places):
                return path
            self._half_width *= 2
            self._enter()


def _dearer(problem: Problem, cost: float) -> Problem:
    """Return the problem with every skip that costs something costing more; forced ones are rewards and stay."""
    if not cost:
        return problem
    skips = [np.where(s <= 0, s - cost, s) for s in (problem.skip_source, problem.skip_target)]
    return replace(problem, skip_source=skips[0], skip_target=skips[1])


class _Kept:
    """The scores of the moves, chunk by chunk; kept between the passes where they are few enough."""

    def __init__(self, problem: Problem, places: Band) -> None:
        self._problem = problem
        self._places = places
        self._rows = len(places.low)
        self._keep = self._rows * len(problem.moves) * places.width * 4 <= KEPT
        self._chunks: dict[int, Floats] = {}

    def row(self, i: int) -> Floats:
        """Return the scores (moves x width) of the moves that end in row i."""
        number = i // ROWS_AT_ONCE
        chunk = self._chunks.get(number)
        if chunk is None:
            if not self._keep:
                self._chunks.clear()
            first = number * ROWS_AT_ONCE
            chunk = self._problem.scores(first, min(first + ROWS_AT_ONCE, self._rows), self._places)
            self._chunks[number] = chunk
        row: Floats = chunk[i - number * ROWS_AT_ONCE]
        return row


class _Frame:
    """Index arithmetic of one band: where the places lie from which, and to which, the moves of a row go.

    Tables have one row a source place and NEVER on both sides, wide enough that no move from inside the band meets
    another row. One more row of NEVER stands for everything before the text.
    """

    def __init__(self, places: Band, moves: Sequence[tuple[int, int]]) -> None:
        self.places = places
        self.rows = len(places.low)
        self.moves = moves
        farthest = max(a for a, _ in moves)
        shifts = [places.low[a:] - places.low[:-a] for a in range(1, min(farthest, self.rows - 1) + 1)]
        self.pad = _PAD + max((int(shift.max(initial=0)) for shift in shifts), default=0)
        self.stride = places.width + 2 * self.pad
        self.last = self.pad + places.width - 1
        self._span = np.arange(places.width)
        rows = np.arange(self.rows)
        nowhere = self.rows * self.stride + self.pad
        back = []
        for a, b in moves:
            i = np.maximum(rows - a, 0)
            back.append(np.where(rows >= a, i * self.stride + self.pad + places.low - b - places.low[i], nowhere))
        self._back = np.stack(back, axis=1)
        self._ring = farthest + 1
        behind = [np.minimum(rows + a, self.rows - 1) for a, _ in moves]
        self._ahead = np.stack(
            [
                (((rows + a) % self._ring) * len(moves) + number) * self.stride
                + self.pad
                + places.low
                + b
                - places.low[i]
                for number, (i, (a, b)) in enumerate(zip(behind, moves, strict=True))
            ],
            axis=1,
        )

    def table(self) -> Doubles:
        """Return a table of NEVER."""
        return np.full((self.rows + 1, self.stride), NEVER)

    def ring(self) -> Doubles:
        """Return a table of NEVER for the moves that end in the last few rows."""
        return np.full((self._ring, len(self.moves), self.stride), NEVER)

    def inner(self, table: Doubles, i: int) -> Doubles:
        """Return the band's part of row i."""
        return table[i, self.pad : self.pad + self.places.width]

    def ring_row(self, ring: Doubles, i: int) -> Doubles:
        """Return the band's part of the ring for the moves that end in row i (moves x width)."""
        return ring[i % self._ring, :, self.pad : self.pad + self.places.width]

    def starts(self, table: Doubles, i: int) -> Doubles:
        """Return the values (moves x width) at the places where the moves that end in row i begin."""
        values: Doubles = table.ravel().take(self._back[i][:, None] + self._span)
        return values

    def ends(self, ring: Doubles, i: int) -> Doubles:
        """Return the values (moves x width) of the moves that begin in row i."""
        values: Doubles = ring.ravel().take(self._ahead[i][:, None] + self._span)
        return values

    def above(self, table: Doubles, i: int) -> Doubles:
        """Return row i - 1 at the columns of row i."""
        shift = self.pad + int(self.places.low[i] - self.places.low[i - 1])
        return table[i - 1, shift : shift + self.places.width]

    def below(self, table: Doubles, i: int) -> Doubles:
        """Return row i + 1 at the columns of row i."""
        shift = self.pad + int(self.places.low[i] - self.places.low[i + 1])
        return table[i + 1, shift : shift + self.places.width]

    def run(self, totals: Doubles, i: int) -> Doubles:
        """Return the summed rewards of the target skips up to each column of row i."""
        low = self.places.low[i]
        return totals[low : low + self.places.width]


def _best(problem: Problem, frame: _Frame, kept: _Kept) -> Doubles:
    """Return the best score up to each place."""
    table = frame.table()
    totals = np.concatenate([[0.0], np.cumsum(problem.skip_target)])
    for i in range(frame.rows):
        scores = frame.starts(table, i)
        scores += kept.row(i)
        row = scores.max(axis=0)
        if i:
            np.maximum(row, frame.above(table, i) + problem.skip_source[i - 1], out=row)
        else:
            row[0] = 0.0
        run = frame.run(totals, i)
        row -= run
        np.maximum.accumulate(row, out=row)
        row += run
        np.maximum(row, NEVER, out=row)
        frame.inner(table, i)[:] = row
    return table


def _path(problem: Problem, frame: _Frame, kept: _Kept, best: Doubles) -> list[tuple[int, int, int, int, float]]:
    """Return the steps (i, j, a, b, score) of the best path, in order; of equal ones moves come before skips."""
    places = frame.places
    i, j = frame.rows - 1, places.columns - 1
    steps: list[tuple[int, int, int, int, float]] = []
    while i or j:
        column = j - int(places.low[i])
        scores = kept.row(i)[:, column]
        choices: list[tuple[float, int, int, float]] = []
        for number, (a, b) in enumerate(frame.moves):
            if a <= i and b <= j:
                before = _at(best, frame, i - a, j - b)
                choices.append((before + float(scores[number]), a, b, float(scores[number])))
        if i:
            skip = float(problem.skip_source[i - 1])
            choices.append((_at(best, frame, i - 1, j) + skip, 1, 0, skip))
        if j:
            skip = float(problem.skip_target[j - 1])
            choices.append((_at(best, frame, i, j - 1) + skip, 0, 1, skip))
        _, a, b, score = max(choices, key=lambda choice: choice[0])
        i, j = i - a, j - b
        steps.append((i, j, a, b, score))
    steps.reverse()
    return _source_first(steps)


def _source_first(steps: list[tuple[int, int, int, int, float]]) -> list[tuple[int, int, int, int, float]]:
    """Return the steps with the skips between two beads in their order: source, then target."""
    out: list[tuple[int, int, int, int, float]] = []
    waiting: list[tuple[int, float]] = []
    for i, j, a, b, score in steps:
        if a and b:
            out += [(i, j - len(waiting) + k, 0, 1, s) for k, (_, s) in enumerate(waiting)]
            waiting = []
            out.append((i, j, a, b, score))
        elif a:
            out.append((i, j - len(waiting), a, b, score))
        else:
            waiting.append((j, score))
    if waiting:
        end = steps[-1][0] + steps[-1][2]
        out += [(end, j, 0, 1, s) for j, s in waiting]
    return out


def _at(table: Doubles, frame: _Frame, i: int, j: int) -> float:
    column = j - int(frame.places.low[i])
    return float(table[i, frame.pad + column]) if 0 <= column < frame.places.width else NEVER


def _touches(path: Sequence[tuple[int, int, int, int, float]], places: Band) -> bool:
    """Return whether a path comes within a move of an edge of the band behind which there are more places."""
    for i, j, a, b, _ in path:
        for row, column in ((i, j), (i + a, j + b)):
            low = int(places.low[row])
            if (low > 0 and column - low < _PAD) or (
                low + places.width < places.columns and low + places.width - 1 - column < _PAD
            ):
                return True
    return False


def _log_sum(scores: Doubles) -> Doubles:
    """Return log(sum(exp(scores))) over the first axis; scores are overwritten."""
    top: Doubles = scores.max(axis=0)
    scores -= top
    np.exp(scores, out=scores)
    total: Doubles = np.log(scores.sum(axis=0))
    total += top
    return total


def _posteriors(
    problem: Problem, frame: _Frame, kept: _Kept, path: Sequence[tuple[int, int, int, int, float]]
) -> list[Step]:
    """Return the steps with the share that all alignments, weighted by exp(sharpness x score), give them.

    A sentence that the path leaves alone gets the share of all alignments that leave it alone.
    """
    sharp = problem.sharpness
    skip_source, skip_target = sharp * problem.skip_source, sharp * problem.skip_target
    totals = np.concatenate([[0.0], np.cumsum(skip_target)])
    # `free`: the last step was no target skip; `summed`: any last step
    free, summed = frame.table(), frame.table()
    for i in range(frame.rows):
        scores = frame.starts(summed, i)
        scores += kept.row(i) * np.float32(sharp)
        row = _log_sum(scores)
        if i:
            np.logaddexp(row, frame.above(free, i) + skip_source[i - 1], out=row)
        else:
            row[0] = 0.0
        frame.inner(free, i)[:] = row
        run = frame.run(totals, i)
        frame.inner(summed, i)[:] = np.logaddexp.accumulate(row - run) + run
    # `rest`: what can follow if the last step was no target skip, `tied`: if it was one
    ring = frame.ring()
    rest, tied = frame.table(), frame.table()
    for i in range(frame.rows - 1, -1, -1):
        row = _log_sum(frame.ends(ring, i))
        if i == frame.rows - 1:
            row[-1] = 0.0
        run = frame.run(totals, i)
        row = np.logaddexp.accumulate((row + run)[::-1])[::-1] - run
        frame.inner(tied, i)[:] = row
        if i < frame.rows - 1:
            row = np.logaddexp(row, frame.below(rest, i) + skip_source[i])
        frame.inner(rest, i)[:] = row
        np.add(kept.row(i) * np.float32(sharp), row, out=frame.ring_row(ring, i))
    whole = _at(rest, frame, 0, 0)
    steps = []
    for i, j, a, b, score in path:
        if a and b:
            log = _at(summed, frame, i, j) + sharp * score + _at(rest, frame, i + a, j + b) - whole
        elif a:
            log = _total(frame.above(free, i + 1) + skip_source[i] + frame.inner(rest, i + 1)) - whole
        else:
            log = _column(summed, tied, frame, j) + skip_target[j] - whole
        steps.append(Step(i, j, a, b, float(np.exp(min(log, 0.0))), score))
    return steps


def _total(scores: Doubles) -> float:
    return float(np.logaddexp.reduce(scores))


def _column(summed: Doubles, tied: Doubles, frame: _Frame, j: int) -> float:
    """Return the log of all that goes through a skip of target sentence j, in any row."""
    low = frame.places.low
    rows = np.flatnonzero((low <= j) & (j + 1 < low + frame.places.width))
    columns = j - low[rows] + frame.pad
    return _total(summed[rows, columns] + tied[rows, columns + 1])
