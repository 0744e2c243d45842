"""How sure each step of a path is: the share of all alignments, weighted by exp(sharpness x score), that take it.

Forward and backward sums over the places of the band. Skips of both sides between two beads are taken source first, so
that every alignment is one path and none is counted twice. Rows are sums of weights and not of logarithms; where they
grow too large the last few rows are scaled down together and the scale is noted. Since skipping is worth 1, a row
never shrinks, and what falls under the smallest number is negligible.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from glossary.alignment import blas
from glossary.alignment.band import Doubles, Frame
from glossary.alignment.dynamic import LARGEST_EXPONENT, Kept, Place, Problem

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)

_LARGE = 1e60
_CHECKED = 2
"""Rows after which sums are looked at: each grows by one move's weight at most, and two of those on top of `_LARGE`
are still numbers, and so is the product of two such sums."""


def posteriors(problem: Problem, frame: Frame, kept: Kept, path: Sequence[tuple[Place, float]]) -> list[float]:
    """Return the probability of each step; a sentence that is left alone gets that of being left alone anywhere."""
    if not path:
        return []
    free, summed, up = _forward(problem, frame, kept)
    rest, tied, down = _backward(problem, frame, kept)
    pad, low = frame.pad, frame.places.low
    # a whole path was weighed against skipping everything
    whole = math.log(float(rest[0, pad])) + float(down[0])

    behind = frame.inner(rest)
    found = np.zeros(len(path))
    steps = np.array([place for place, _ in path], np.int64)
    both = np.flatnonzero((steps[:, 2] > 0) & (steps[:, 3] > 0))
    i, j, a, b = steps[both].T
    gains = np.array([score for _, score in path])[both]
    skipped = (
        np.concatenate([[0.0], np.cumsum(problem.skip_source)]),
        np.concatenate([[0.0], np.cumsum(problem.skip_target)]),
    )
    gains -= skipped[0][i + a] - skipped[0][i] + skipped[1][j + b] - skipped[1][j]
    with np.errstate(divide="ignore"):
        # a weight of 0 is a probability of 0
        logs = np.log(summed[i, pad + j - low[i]]) + np.log(rest[i + a, pad + j + b - low[i + a]])
        logs += np.minimum(problem.sharpness * gains, LARGEST_EXPONENT) + up[i] + down[i + a] - whole
    found[both] = np.exp(np.minimum(logs, 0.0))
    for number in np.flatnonzero((steps[:, 2] == 0) | (steps[:, 3] == 0)).tolist():
        i, j, a, _ = path[number][0]
        if a:
            weight = float(frame.above(free, i + 1) @ behind[i + 1])
            log = math.log(weight) + float(up[i] + down[i + 1]) - whole if weight > 0 else -math.inf
            found[number] = math.exp(min(log, 0.0))
        else:
            rows = np.flatnonzero((low <= j) & (j + 1 < low + frame.places.width))
            columns = pad + j - low[rows]
            with np.errstate(divide="ignore"):
                logs = np.log(summed[rows, columns]) + np.log(tied[rows, columns + 1]) + up[rows] + down[rows]
            found[number] = np.exp(np.minimum(logs - whole, 0.0)).sum()
    return [min(float(value), 1.0) for value in found]


def _forward(problem: Problem, frame: Frame, kept: Kept) -> tuple[Doubles, Doubles, Doubles]:
    """Return the sums up to each place: the last step being no target skip, any step; and each row's scale (log)."""
    # one behind the other in memory: source skips begin in the first, moves in the second
    both = np.stack([frame.table(), frame.table()])
    bare_rows, rows = frame.inner(both[0]), frame.inner(both[1])
    bare_rows[0, 0] = 1.0
    rows[0] = 1.0
    flat, sums = both.ravel(), frame.moves_buffer()
    scale = np.zeros(frame.rows)
    log = 0.0
    for first, chunk in kept.weights(problem):
        last = first + len(chunk)
        starts = frame.starts(first, last)
        starts[:, :-1] += both[0].size
        scale[first:last] = log
        for i in range(max(first, 1), last):
            flat.take(starts[i - first], out=sums, mode="clip")
            np.multiply(sums, chunk[i - first], out=sums)
            bare = bare_rows[i]
            np.add.reduce(sums, out=bare)
            np.add.accumulate(bare, out=rows[i])
            if i % _CHECKED == 0 and (largest := float(rows[i, -1])) > _LARGE:
                log += math.log(largest)
                begin = max(i - frame.farthest, 0)
                both[:, begin : i + 1] /= largest
                scale[begin : i + 1] += math.log(largest)
                scale[i + 1 : last] = log
    return both[0], both[1], scale


def _backward(problem: Problem, frame: Frame, kept: Kept) -> tuple[Doubles, Doubles, Doubles]:
    """Return the sums from each place on: the last step being no target skip, being one; and each row's scale (log)."""
    ring = frame.ring()
    rest, tied = frame.table(), frame.table()
    rows, tied_rows = frame.inner(rest), frame.inner(tied)
    flat, values = ring.ravel(), np.empty((len(frame.moves), frame.places.width))
    row = np.empty(frame.places.width)
    scale = np.zeros(frame.rows)
    log = 0.0
    for first, chunk in kept.weights(problem, backwards=True):
        last = first + len(chunk)
        ends = frame.ends(first, last)
        scale[first:last] = log
        for i in range(last - 1, first - 1, -1):
            flat.take(ends[i - first], out=values, mode="clip")
            np.add.reduce(values, out=row)
            into, whole = tied_rows[i], rows[i]
            if i < frame.rows - 1:
                np.add.accumulate(row[::-1], out=into[::-1])
                np.add(into, frame.below(rest, i), out=whole)
            else:
                # nothing is left but target skips
                into[:] = whole[:] = 1.0
            if i % _CHECKED == 0 and (largest := float(whole[0])) > _LARGE:
                log += math.log(largest)
                tied[i] /= largest
                rest[i] /= largest
                ring /= largest
                scale[first : i + 1] = log
            np.multiply(chunk[i - first, :-1], whole, out=frame.ring_row(ring, i))
    return rest, tied, scale
