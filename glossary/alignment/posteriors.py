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

_LARGE = 1e120


def posteriors(problem: Problem, frame: Frame, kept: Kept, path: Sequence[tuple[Place, float]]) -> list[float]:
    """Return the probability of each step; a sentence that is left alone gets that of being left alone anywhere."""
    if not path:
        return []
    free, summed, up = _forward(problem, frame, kept)
    rest, tied, down = _backward(problem, frame, kept)
    pad, low = frame.pad, frame.places.low
    # a whole path was weighed against skipping everything
    whole = math.log(float(rest[0, pad])) + float(down[0])

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
            weight = float(frame.above(free, i + 1) @ frame.inner(rest, i + 1))
            log = math.log(weight) + float(up[i] + down[i + 1]) if weight > 0 else -math.inf
        else:
            rows = np.flatnonzero((low <= j) & (j + 1 < low + frame.places.width))
            columns = pad + j - low[rows]
            logs = np.log(np.maximum(summed[rows, columns] * tied[rows, columns + 1], 1e-300)) + up[rows] + down[rows]
            top = float(logs.max())
            log = top + math.log(float(np.exp(logs - top).sum()))
        found[number] = math.exp(min(log - whole, 0.0))
    return [float(value) for value in found]


def _forward(problem: Problem, frame: Frame, kept: Kept) -> tuple[Doubles, Doubles, Doubles]:
    """Return the sums up to each place: the last step being no target skip, any step; and each row's scale (log)."""
    free, summed = frame.table(), frame.table()
    flat, sums = summed.ravel(), frame.moves_buffer()
    add = np.add.reduce
    scale = np.zeros(frame.rows)
    log = 0.0
    for start, chunk in kept.weights(problem):
        starts = frame.starts(start, start + len(chunk))
        for i, (begin, weights) in enumerate(zip(starts, chunk, strict=True), start):
            flat.take(begin, out=sums, mode="clip")
            np.multiply(sums, weights, out=sums)
            row = frame.inner(free, i)
            add(sums, out=row)
            if i:
                row += frame.above(free, i)
            else:
                row[0] = 1.0
            into = frame.inner(summed, i)
            row.cumsum(out=into)
            scale[i] = log
            if (largest := float(into[-1])) > _LARGE:
                log += math.log(largest)
                first = max(i - frame.farthest, 0)
                free[first : i + 1] /= largest
                summed[first : i + 1] /= largest
                scale[first : i + 1] += math.log(largest)
    return free, summed, scale


def _backward(problem: Problem, frame: Frame, kept: Kept) -> tuple[Doubles, Doubles, Doubles]:
    """Return the sums from each place on: the last step being no target skip, being one; and each row's scale (log)."""
    ring = frame.ring()
    rest, tied = frame.table(), frame.table()
    flat, values = ring.ravel(), frame.moves_buffer()
    add = np.add.reduce
    scale = np.zeros(frame.rows)
    log = 0.0
    for start, chunk in kept.weights(problem, backwards=True):
        ends = frame.ends(start, start + len(chunk))
        for i in range(start + len(chunk) - 1, start - 1, -1):
            flat.take(ends[i - start], out=values, mode="clip")
            row = add(values)
            if i == frame.rows - 1:
                row[-1] = 1.0
            into = frame.inner(tied, i)
            row[::-1].cumsum(out=into[::-1])
            whole = frame.inner(rest, i)
            if i < frame.rows - 1:
                np.add(into, frame.below(rest, i), out=whole)
            else:
                whole[:] = into
            scale[i] = log
            if (largest := float(into[0])) > _LARGE:
                log += math.log(largest)
                tied[i] /= largest
                rest[i] /= largest
                ring /= largest
                scale[i] = log
            np.multiply(chunk[i - start], whole, out=frame.ring_row(ring, i))
    return rest, tied, scale
