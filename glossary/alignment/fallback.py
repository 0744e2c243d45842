"""Rewards without an encoder: how long the sentences are, and what both of them name.

Used where the encoder cannot be loaded or `--engine length` is asked for. The reward of a bead of a source and b target
sentences, size = (a + b) / 2:

    size x (bias - length x min(|z|, cap) + anchors x agreement) - cost of its shape

agreement = 2 x common / (all of the source + all of the target + smoothing), summed over the anchors of the two
blocks, each weighted by how rare it is in the two texts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from glossary.alignment import blas
from glossary.alignment.anchors import Anchors
from glossary.alignment.dynamic import Band, Doubles, Floats
from glossary.alignment.moves import MOVES
from glossary.alignment.scores import BlockLengths, z_lengths
from glossary.alignment.weights import LengthWeights

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)


class LengthScores:
    """Rewards of the moves from lengths and anchors; see `dynamic.Problem.scores`."""

    def __init__(
        self,
        source: Sequence[Anchors],
        target: Sequence[Anchors],
        source_lengths: Doubles,
        target_lengths: Doubles,
        c: float,
        weights: LengthWeights,
    ) -> None:
        self._weights = weights
        self._c = c
        self._source_lengths = BlockLengths(source_lengths)
        self._target_lengths = BlockLengths(target_lengths)
        self._pairs = _Pairs(source, target)

    def region(self, i0: int, j0: int) -> Callable[[int, int, Band], Floats]:
        """Return the rewards of the region that begins after i0 source and j0 target sentences."""
        return lambda first, last, places: self._rewards(first, last, places, i0, j0)

    def _rewards(self, first: int, last: int, places: Band, i0: int, j0: int) -> Floats:
        w = self._weights
        low, high = int(places.low[first]), int(places.low[last - 1]) + places.width
        rows, columns = slice(i0 + first, i0 + last), slice(j0 + low, j0 + high)
        index = (places.low[first:last] - low)[:, None] + np.arange(places.width)
        straight = high - low == places.width
        common = self._pairs.common(i0 + first, i0 + last, j0 + low, j0 + high)
        out = np.empty((last - first, len(MOVES), places.width), np.float32)
        for number, (a, b) in enumerate(MOVES):
            z = z_lengths(
                self._source_lengths.ending(a)[rows, None], self._target_lengths.ending(b)[None, columns], self._c
            )
            np.abs(z, out=z)
            np.minimum(z, w.length_cap, out=z)
            score = w.bias - w.length * z
            if common is not None:
                mass = self._pairs.source.ending(a)[rows, None] + self._pairs.target.ending(b)[None, columns]
                score += w.anchors * 2 * common(a, b) / (mass + w.smoothing)
            score *= (a + b) / 2
            score -= w.shape_cost(a, b)
            out[:, number] = score if straight else np.take_along_axis(score, index, axis=1)
        return out


class _Pairs:
    """Weight of the anchors that source sentence i and target sentence j share."""

    def __init__(self, source: Sequence[Anchors], target: Sequence[Anchors]) -> None:
        keys = [[{*s.values, *s.names} for s in side] for side in (source, target)]
        counts = [Counter(key for sentence in side for key in sentence) for side in keys]
        shared = counts[0].keys() & counts[1].keys()
        total = len(source) + len(target) + 2
        self._weight = {key: math.log(total / (counts[0][key] + counts[1][key])) for key in shared}
        self._target: dict[str, list[int]] = {key: [] for key in shared}
        for j, sentence in enumerate(keys[1]):
            for key in sentence & shared:
                self._target[key].append(j)
        self._keys = [sentence & shared for sentence in keys[0]]
        mass = [[sum(self._weight[key] for key in sentence & shared) for sentence in side] for side in keys]
        self.source = BlockLengths(np.array(mass[0], np.float64))
        self.target = BlockLengths(np.array(mass[1], np.float64))
        self.empty = not shared

    def common(self, first: int, last: int, low: int, high: int) -> Callable[[int, int], Floats] | None:
        """Return a function of (a, b) that gives the shared weight of the blocks that end at each place."""
        if self.empty:
            return None
        reach = 5
        top, left = first - reach, low - reach
        table = np.zeros((last - top, high - left), np.float32)
        for i in range(max(top, 0), min(last - 1, len(self._keys))):
            for key in self._keys[i]:
                for j in self._target[key]:
                    if left <= j < high - 1:
                        table[i + 1 - top, j + 1 - left] += self._weight[key]
        # summed over rectangles: what lies above and left of each place
        done = table.cumsum(axis=0).cumsum(axis=1)

        def of(a: int, b: int) -> Floats:
            whole: Floats = (
                done[reach:, reach:]
                - done[reach - a : len(done) - a, reach:]
                - done[reach:, reach - b : done.shape[1] - b]
                + done[reach - a : len(done) - a, reach - b : done.shape[1] - b]
            )
            return whole

        return of
