"""Rewards without an encoder: how long the sentences are, and what both of them name.

Used where the encoder cannot be loaded or `--engine length` is asked for. The reward of a bead of a source and b target
sentences, size = (a + b) / 2:

    size x (bias - length x min(|z|, cap) + anchors x agreement) - cost of its shape

agreement = 2 x common / (all of the source + all of the target + smoothing), summed over the anchors of the two
blocks that both texts have at all, each weighted by how rare it is there; names count less than numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossary.alignment import blas
from glossary.alignment.anchors import Anchors
from glossary.alignment.band import Band, Doubles, Floats
from glossary.alignment.moves import MOVES
from glossary.alignment.scores import z_lengths
from glossary.alignment.sharing import BlockSums, Sharing
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
        self._source_lengths = BlockSums(source_lengths)
        self._target_lengths = BlockSums(target_lengths)
        self._values = Sharing([s.values for s in source], [t.values for t in target], only_shared=True)
        self._names = Sharing([s.names for s in source], [t.names for t in target], only_shared=True)

    def region(self, i0: int, j0: int) -> Callable[[int, int, Band], Floats]:
        """Return the rewards of the region that begins after i0 source and j0 target sentences."""
        return lambda first, last, places: self._rewards(first, last, places, i0, j0)

    def _rewards(self, first: int, last: int, places: Band, i0: int, j0: int) -> Floats:
        w = self._weights
        low, high = int(places.low[first]), int(places.low[last - 1]) + places.width
        rows, columns = slice(i0 + first, i0 + last), slice(j0 + low, j0 + high)
        index = (places.low[first:last] - low)[:, None] + np.arange(places.width)
        straight = high - low == places.width
        kinds = [
            (weight, sharing, sharing.window(rows.start, rows.stop, columns.start, columns.stop))
            for weight, sharing in ((1.0, self._values), (w.names, self._names))
            if not sharing.empty
        ]
        out = np.empty((last - first, len(MOVES), places.width), np.float32)
        for number, (a, b) in enumerate(MOVES):
            z = z_lengths(
                self._source_lengths.ending(a)[rows, None], self._target_lengths.ending(b)[None, columns], self._c
            )
            np.abs(z, out=z)
            np.minimum(z, w.length_cap, out=z)
            score = w.bias - w.length * z
            if kinds:
                common = np.zeros(score.shape, np.float32)
                mass = np.full(score.shape, w.smoothing, np.float32)
                for weight, sharing, shared in kinds:
                    common += weight * shared(a, b)
                    mass += weight * (sharing.source.ending(a)[rows, None] + sharing.target.ending(b)[None, columns])
                score += w.anchors * 2 * common / mass
            score *= (a + b) / 2
            score -= w.shape_cost(a, b)
            out[:, number] = score if straight else np.take_along_axis(score, index, axis=1)
        return out
