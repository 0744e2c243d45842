"""How much of what two blocks name is the same, for every pair of blocks in a window of two texts.

A key weighs as much as it is rare: log((n + m + 2) / (sentences that have it)). Sums over a block count a key once for
every sentence that has it, which is cheap to compute and hardly ever matters.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from glossary.alignment import blas
from glossary.alignment.band import Doubles, Floats
from glossary.alignment.moves import LONGEST

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)


class BlockSums:
    """Sums of a quantity over blocks of sentences, by their end: `ending(k)[i]` is that of sentences [i - k, i)."""

    def __init__(self, sentences: Doubles) -> None:
        self._done = np.concatenate([[0.0], np.cumsum(sentences)])
        self._ending: dict[int, Doubles] = {}

    def ending(self, k: int) -> Doubles:
        """Return the sums (n + 1) of the blocks of k sentences; 0 where there is none."""
        if k not in self._ending:
            out = np.zeros_like(self._done)
            if k < len(out):
                out[k:] = self._done[k:] - self._done[: len(out) - k]
            self._ending[k] = out
        return self._ending[k]


def by_move(source: BlockSums, target: BlockSums, moves: Sequence[tuple[int, int]]) -> tuple[Floats, Floats]:
    """Return for each place (rows) the sums of the blocks that the moves (columns) to it cover, of both texts."""
    ours, theirs = ([sums.ending(k) for k in range(LONGEST + 1)] for sums in (source, target))
    return (
        np.stack([ours[a] for a, _ in moves], axis=1).astype(np.float32),
        np.stack([theirs[b] for _, b in moves], axis=1).astype(np.float32),
    )


Shared = Callable[[int, int], Floats]
"""Of (a, b): the weight that the blocks of a and b sentences share, for each place of a window."""


class Sharing:
    """Keys of two texts. `source` and `target` give the weight of the keys of each block, without `ignored` ones."""

    def __init__(
        self,
        source: Sequence[Collection[str]],
        target: Sequence[Collection[str]],
        ignored: tuple[Sequence[Collection[str]], Sequence[Collection[str]]] | None = None,
        *,
        only_shared: bool = False,
    ) -> None:
        counts = [Counter(key for keys in side for key in keys) for side in (source, target)]
        total = len(source) + len(target) + 2
        shared = counts[0].keys() & counts[1].keys()
        weights = {
            key: math.log(total / (counts[0][key] + counts[1][key])) for key in counts[0].keys() | counts[1].keys()
        }
        places: dict[str, list[int]] = {key: [] for key in shared}
        for j, keys in enumerate(target):
            for key in keys:
                if key in shared:
                    places[key].append(j)
        self._places = places
        self._source = [[(key, weights[key]) for key in sorted(keys) if key in shared] for keys in source]
        masses = []
        for which, side in enumerate((source, target)):
            left_out = ignored[which] if ignored else None
            masses.append(
                np.array(
                    [
                        sum(
                            weights[key]
                            for key in sorted(keys)
                            if (not only_shared or key in shared) and not (left_out and key in left_out[i])
                        )
                        for i, keys in enumerate(side)
                    ],
                    np.float64,
                )
            )
        self.source = BlockSums(masses[0])
        self.target = BlockSums(masses[1])
        self.empty = not shared
        self.silent = not weights

    def window(self, first: int, last: int, low: int, high: int) -> Shared:
        """Return what blocks share that end at source places first..last-1 and target places low..high-1."""
        top, left = first - LONGEST, low - LONGEST
        width = high - left
        at: list[int] = []
        found: list[float] = []
        for i in range(max(top, 0), min(last - 1, len(self._source))):
            row = (i + 1 - top) * width + 1 - left
            for key, weight in self._source[i]:
                places = self._places[key]
                near = places[bisect_left(places, left) : bisect_left(places, high - 1)]
                at += [row + j for j in near]
                found += [weight] * len(near)
        table = np.bincount(np.array(at, np.int64), np.array(found), (last - top) * width).reshape(-1, width)
        # what lies above and left of each place, so that a block is four look-ups
        done = table.cumsum(axis=0).cumsum(axis=1)
        rows, columns = done.shape

        def of(a: int, b: int) -> Floats:
            whole: Floats = (
                done[LONGEST:, LONGEST:]
                - done[LONGEST - a : rows - a, LONGEST:]
                - done[LONGEST:, LONGEST - b : columns - b]
                + done[LONGEST - a : rows - a, LONGEST - b : columns - b]
            ).astype(np.float32)
            return whole

        return of
