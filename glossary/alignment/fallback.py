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
from glossary.alignment.band import Band, Doubles, Floats, Ints
from glossary.alignment.scores import z_lengths
from glossary.alignment.sharing import BlockSums, Sharing, by_move
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
        self._lengths = by_move(BlockSums(source_lengths), BlockSums(target_lengths), weights.moves)
        self._kinds: list[tuple[float, Sharing]] = []
        if weights.anchors:
            values = Sharing([s.values for s in source], [t.values for t in target], only_shared=True)
            names = Sharing([s.names for s in source], [t.names for t in target], only_shared=True)
            self._kinds = [kind for kind in ((1.0, values), (weights.names, names)) if not kind[1].empty]
        sizes = np.array([(a + b) / 2 for a, b in weights.moves], np.float32)[:, None]
        costs = np.array([weights.shape_cost(a, b) for a, b in weights.moves], np.float32)[:, None]
        self._most, self._slope, self._size = sizes * weights.bias - costs, sizes * weights.length, sizes

    def region(self, i0: int, j0: int) -> Callable[[int, int, Band], Floats]:
        """Return the rewards of the region that begins after i0 source and j0 target sentences."""
        return lambda first, last, places: self._rewards(first, last, places, i0, j0)

    def _rewards(self, first: int, last: int, places: Band, i0: int, j0: int) -> Floats:
        rows = slice(i0 + first, i0 + last)
        columns = j0 + places.columns_of(first, last)
        z = z_lengths(self._lengths[0][rows, :, None], self._lengths[1][columns].swapaxes(1, 2), self._c)
        np.abs(z, out=z)
        np.minimum(z, self._weights.length_cap, out=z)
        z *= -self._slope
        z += self._most
        if self._kinds:
            z += self._agreement(rows, columns)
        return z

    def _agreement(self, rows: slice, columns: Ints) -> Floats:
        """Return what the anchors of the moves give that end in some rows and their columns (rows x width)."""
        low = int(columns[0, 0])
        inside = columns - low
        windows = [sharing.window(rows.start, rows.stop, low, int(columns[-1, -1]) + 1) for _, sharing in self._kinds]
        out = np.empty((rows.stop - rows.start, len(self._weights.moves), columns.shape[1]), np.float32)
        for number, (a, b) in enumerate(self._weights.moves):
            common = np.zeros(out[:, number].shape, np.float32)
            mass = np.full(common.shape, self._weights.smoothing, np.float32)
            for (weight, sharing), shared in zip(self._kinds, windows, strict=True):
                common += weight * np.take_along_axis(shared(a, b), inside, axis=1)
                mass += weight * (sharing.source.ending(a)[rows, None] + sharing.target.ending(b)[columns])
            np.divide(common, mass, out=out[:, number])
        out *= 2 * self._weights.anchors * self._size
        return out
