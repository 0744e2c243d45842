"""The dynamic programme: the best way through two texts.

A place (i, j) means that i source and j target sentences are done. A two-sided bead is a move of (a, b); a sentence
without counterpart is a skip. Only places within a band around a given diagonal are visited; the band is widened, and
laid around the path found, until the best path no longer touches its edge, so time and memory grow linearly with the
length of the texts. All scores are rewards: higher is better, sums over a path. Within the tables every reward stands
against skipping all the sentences it covers, so that skips are worth nothing and a row is finished by a running maximum
(or sum, in `posteriors.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from glossary.alignment import blas
from glossary.alignment.band import Band, Doubles, Floats, Frame, Ints, band
from glossary.alignment.moves import MOVES

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)

NEVER = -1e9
"""Score of what may not be done; finite, so that sums and differences stay numbers."""
HALF_WIDTH = 128
"""Places on each side of the diagonal that are visited at first."""
ROWS_AT_ONCE = 64
KEPT = 300_000_000
"""Bytes of scores that are kept for the second pass; above it they are computed again."""
LARGEST_EXPONENT = 80.0
"""Of one move's weight, under what float32 holds."""

Place = tuple[int, int, int, int]
"""(i, j, a, b): a step from place (i, j) over a source and b target sentences."""


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


class Programme:
    """The programme over one problem, in a band that is widened as its paths need it."""

    def __init__(self, problem: Problem, half_width: int = HALF_WIDTH) -> None:
        self._problem = problem
        self._half_width = half_width
        self._centre = problem.centre
        self._enter()

    def _enter(self) -> None:
        columns = len(self._problem.skip_target) + 1
        self._frame = Frame(band(self._centre, columns, self._half_width), self._problem.moves)
        self._kept = Kept(self._problem, self._frame)
        self._plain: Doubles | None = None

    def best(self, dearer: float = 0.0) -> float:
        """Return the score of the best path within the band if every skip cost so much more."""
        problem = _dearer(self._problem, dearer)
        skipped = float(problem.skip_source.sum() + problem.skip_target.sum())
        return float(self._table(dearer)[self._frame.rows - 1, self._frame.last]) + skipped

    def _table(self, dearer: float) -> Doubles:
        """Return the best score up to each place; that of the problem as it stands is kept."""
        if dearer:
            return _best(_dearer(self._problem, dearer), self._frame, self._kept)
        if self._plain is None:
            self._plain = _best(self._problem, self._frame, self._kept)
        return self._plain

    def path(self, dearer: float = 0.0) -> list[Place]:
        """Return the steps of the best path, in order."""
        return [place for place, _ in self._path(dearer)]

    def solve(self, dearer: float = 0.0) -> list[Step]:
        """Return the steps of the best path, in order, with their posterior probabilities."""
        from glossary.alignment.posteriors import posteriors

        path = self._path(dearer)
        # how sure a step is does not depend on whether the texts were thought to be whole
        found = posteriors(self._problem, self._frame, self._kept, path)
        return [Step(*place, probability, score) for (place, score), probability in zip(path, found, strict=True)]

    def _path(self, dearer: float) -> list[tuple[Place, float]]:
        problem = _dearer(self._problem, dearer)
        while True:
            path = _path(problem, self._frame, self._kept, self._table(dearer))
            places = np.array([place for place, _ in path], np.int64).reshape(-1, 4)
            if not self._frame.touches(places):
                return path
            # the next band lies around this path: what pulls it aside goes on pulling
            _, j, a, b = places.T
            self._centre = np.concatenate([[0], np.repeat(j + b, a)])
            self._half_width *= 2
            self._enter()


def _dearer(problem: Problem, cost: float) -> Problem:
    """Return the problem with every skip that costs something costing more; forced ones are rewards and stay."""
    if not cost:
        return problem
    skips = [np.where(s <= 0, s - cost, s) for s in (problem.skip_source, problem.skip_target)]
    return replace(problem, skip_source=skips[0], skip_target=skips[1])


class Kept:
    """The scores of the moves, chunk by chunk; kept between the passes where they are few enough."""

    def __init__(self, problem: Problem, frame: Frame) -> None:
        self._problem = problem
        self._places = frame.places
        self._rows = frame.rows
        self._keep = frame.rows * len(problem.moves) * frame.places.width * 4 <= KEPT
        self._chunks: dict[int, Floats] = {}

    def row(self, i: int) -> Floats:
        """Return the scores (moves x width) of the moves that end in row i."""
        row: Floats = self._chunk(i // ROWS_AT_ONCE)[i % ROWS_AT_ONCE]
        return row

    def _chunk(self, number: int) -> Floats:
        chunk = self._chunks.get(number)
        if chunk is None:
            if not self._keep:
                self._chunks.clear()
            first = number * ROWS_AT_ONCE
            chunk = self._problem.scores(first, min(first + ROWS_AT_ONCE, self._rows), self._places)
            self._chunks[number] = chunk
        return chunk

    def gains(self, problem: Problem) -> Iterator[tuple[int, Doubles]]:
        """Yield (first row, gains of the moves and of a source skip, rows x moves + 1 x width) chunk by chunk.

        Gains are against skipping all, so that of a skip is 0. `problem` is the one at hand, perhaps with other rewards
        for skips. What is yielded is overwritten by the next chunk.
        """
        yield from self._with_skips(((first, gains) for first, gains in self._gains(problem, range(self._numbers))), 0)

    def weights(self, problem: Problem, *, backwards: bool = False) -> Iterator[tuple[int, Doubles]]:
        """Yield the same as exp(sharpness x gains), the last chunk first if so wished."""
        numbers = range(self._numbers)
        yield from self._with_skips(self._weights(problem, reversed(numbers) if backwards else numbers), 1)

    @property
    def _numbers(self) -> int:
        return (self._rows + ROWS_AT_ONCE - 1) // ROWS_AT_ONCE

    def _weights(self, problem: Problem, numbers: Iterable[int]) -> Iterator[tuple[int, Floats]]:
        for first, gains in self._gains(problem, numbers):
            np.multiply(gains, np.float32(problem.sharpness), out=gains)
            np.minimum(gains, LARGEST_EXPONENT, out=gains)
            np.exp(gains, out=gains)
            yield first, gains

    def _gains(self, problem: Problem, numbers: Iterable[int]) -> Iterator[tuple[int, Floats]]:
        spans = Spans(problem)
        for number in numbers:
            first, chunk = number * ROWS_AT_ONCE, self._chunk(number)
            gains: Floats = chunk - spans.of(first, first + len(chunk), self._places)
            yield first, gains

    def _with_skips(self, chunks: Iterable[tuple[int, Floats]], skip: float) -> Iterator[tuple[int, Doubles]]:
        """Yield chunks in double precision, so that no row has to be turned into it, and with a skip as last move."""
        room = np.full((min(ROWS_AT_ONCE, self._rows), len(self._problem.moves) + 1, self._places.width), float(skip))
        for first, chunk in chunks:
            some = room[: len(chunk)]
            some[:, :-1] = chunk
            yield first, some


class Spans:
    """What skipping the sentences of each move would give."""

    def __init__(self, problem: Problem) -> None:
        self._moves = problem.moves
        skips = np.concatenate([problem.skip_source, problem.skip_target])
        self._one = float(skips[0]) if len(skips) and (skips == skips[0]).all() else None
        self.source = np.concatenate([[0.0], np.cumsum(problem.skip_source)])
        self.target = np.concatenate([[0.0], np.cumsum(problem.skip_target)])
        self._a, self._b = (np.array(lengths) for lengths in zip(*problem.moves, strict=True))
        self._same: Doubles = (self._a + self._b) * (self._one or 0.0)

    def at(self, i: int, j: int) -> Doubles:
        """Return it for the moves (one value each) that end at place (i, j); any value where they begin before it."""
        if self._one is not None:
            return self._same
        values: Doubles = self.source[i] - self.source[np.maximum(i - self._a, 0)]
        values += self.target[j] - self.target[np.maximum(j - self._b, 0)]
        return values

    def of(self, first: int, last: int, places: Band) -> Floats:
        """Return it for the moves that end in rows first..last-1 (broadcasts to rows x moves x width)."""
        if self._one is not None:
            same: Floats = self._same.astype(np.float32)[None, :, None]
            return same
        rows = np.arange(first, last)
        columns = places.columns_of(first, last)
        out = np.empty((last - first, len(self._moves), places.width), np.float32)
        for number, (a, b) in enumerate(self._moves):
            over = self.source[rows] - self.source[np.maximum(rows - a, 0)]
            out[:, number] = over[:, None] + self.target[columns] - self.target[np.maximum(columns - b, 0)]
        return out


def _best(problem: Problem, frame: Frame, kept: Kept) -> Doubles:
    """Return the best score up to each place, against skipping everything."""
    table = frame.table(NEVER)
    rows = frame.inner(table)
    rows[0] = 0.0
    flat, scores, highest = table.ravel(), frame.moves_buffer(), np.empty(frame.places.width)
    for first, gains in kept.gains(problem):
        last = first + len(gains)
        # no move ends in row 0
        begun = 0 if first else 1
        for begin, gain, row in zip(
            frame.starts(first + begun, last), gains[begun:], rows[first + begun : last], strict=True
        ):
            # "clip" spares a check: all places are inside
            flat.take(begin, out=scores, mode="clip")
            np.add(scores, gain, out=scores)
            np.maximum.reduce(scores, out=highest)
            np.maximum.accumulate(highest, out=row)
    return table


def _path(problem: Problem, frame: Frame, kept: Kept, best: Doubles) -> list[tuple[Place, float]]:
    """Return the steps of the best path and their scores, in order; of equal ones moves come before skips."""
    spans = Spans(problem)
    flat, rows = best.ravel(), frame.inner(best)
    low = frame.places.low.tolist()
    moves = [*frame.moves, (1, 0)]
    gains = np.zeros(len(moves))
    i, j = frame.rows - 1, frame.places.columns - 1
    steps: list[tuple[Place, float]] = []
    while i or j:
        column = j - low[i]
        scores = kept.row(i)[:, column]
        np.subtract(scores, spans.at(i, j), out=gains[:-1])
        values = flat.take(frame.back[i] + column)
        values += gains
        move = int(values.argmax())
        if i and not (j and column and rows[i, column - 1] > values[move]):
            step = moves[move]
            score = float(scores[move]) if step[1] else float(problem.skip_source[i - 1])
        else:
            step, score = (0, 1), float(problem.skip_target[j - 1])
        i, j = i - step[0], j - step[1]
        steps.append(((i, j, *step), score))
    steps.reverse()
    return _source_first(steps)


def _source_first(steps: list[tuple[Place, float]]) -> list[tuple[Place, float]]:
    """Return the steps with the skips between two beads in their order: source, then target."""
    out: list[tuple[Place, float]] = []
    waiting: list[tuple[int, float]] = []
    for (i, j, a, b), score in steps:
        if a and b:
            out += [((i, j - len(waiting) + k, 0, 1), s) for k, (_, s) in enumerate(waiting)]
            waiting = []
            out.append(((i, j, a, b), score))
        elif a:
            out.append(((i, j - len(waiting), a, b), score))
        else:
            waiting.append((j, score))
    if waiting:
        (i, _, a, _), _ = steps[-1]
        out += [((i + a, j, 0, 1), s) for j, s in waiting]
    return out
