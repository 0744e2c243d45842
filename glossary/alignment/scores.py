"""What a bead is worth: meaning, length and shape put together as rewards for the dynamic programme.

The reward of a bead of a source and b target sentences, size = (a + b) / 2:

    size x (cosine + nearness x (cosine - (r_s + r_t) / 2) + bias - length x min(|z|, cap)
            + floor x max(.35 - cosine, 0))
    + gain x (cosine - best cosine of the bead without its first or last sentence)      where a + b > 2
    + agreement x shared numbers - conflict x numbers that one side lacks - cost of its shape

cosine compares the embeddings of the two blocks. r_s is the mean of the source block's highest cosines to the blocks of
one or two sentences of the other text (r_t likewise): a block that is like everything is like nothing (CSLS, Conneau
et al. 2018). z says how far the lengths are from what the two texts as wholes lead to expect, in standard deviations
(Gale and Church 1993). The floor keeps free renderings, or noise on both sides, from costing more than leaving both
out; the gain asks of a merger that it be better than its parts; numbers are capped sums of the weights of
`sharing.py`. The constants stand in `weights.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossary.alignment import blas
from glossary.alignment.band import Band, Doubles, Floats, Ints
from glossary.alignment.encoder import Blocks
from glossary.alignment.moves import LONGEST, MOVES
from glossary.alignment.sharing import BlockSums, Sharing
from glossary.alignment.weights import LENGTH_RATIOS, SemanticWeights

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)

FLOOR = 0.35
"""Cosine under which two blocks are hardly less alike."""
NUMBERS_CAP = 6.0
"""Weight of numbers from which on more of them say nothing more."""
NEIGHBOURS = 3
"""How many of the most similar blocks say how near to everything a block is (CSLS; 3 measured better than 10)."""
NEIGHBOUR_BLOCKS = 2
"""Sentences of the longest block that counts as a neighbour."""
NEIGHBOURHOOD = 256
"""Sentences on each side of the diagonal among which neighbours are looked for."""
_PRIOR = 1500
"""Characters of the usual length ratio that a document's own ratio is mixed with."""
_VARIANCE = 15.0
"""Variance of the target's length for each expected character; Gale and Church found 6.8 for European languages,
15 fits Korean and English news of the development sets."""
_LONGEST_LENGTH = 600
"""Characters of a sentence that count for the diagonal, so that one endless line does not bend it."""


def lengths(sentences: Sequence[str]) -> Doubles:
    """Return characters of each sentence and one for the space that follows it."""
    return np.array([len(s) + 1 for s in sentences], np.float64)


def ratio(source: Doubles, target: Doubles, source_language: str, target_language: str) -> float:
    """Return target characters for each source character: the texts' own, held near the usual one while short."""
    usual = LENGTH_RATIOS.get((source_language, target_language))
    if usual is None:
        inverse = LENGTH_RATIOS.get((target_language, source_language))
        usual = 1 / inverse if inverse else 1.0
    return float((target.sum() + _PRIOR * usual) / (source.sum() + _PRIOR))


def diagonal(source: Doubles, target: Doubles) -> Ints:
    """Return for 0..n source sentences how many target sentences make up the same share of the text."""
    if not len(target):
        return np.zeros(len(source) + 1, np.int64)
    done_source = np.concatenate([[0.0], np.cumsum(np.minimum(source, _LONGEST_LENGTH))])
    done_target = np.concatenate([[0.0], np.cumsum(np.minimum(target, _LONGEST_LENGTH))])
    share = done_source * (done_target[-1] / max(done_source[-1], 1.0))
    centre: Ints = np.clip(np.searchsorted(done_target, share, side="left"), 0, len(target)).astype(np.int64)
    centre[-1] = len(target)
    return centre


def z_lengths(source: Doubles | Floats, target: Doubles | Floats, c: float) -> Floats:
    """Return z of each pair of lengths (broadcast): positive where the source is longer than expected."""
    ours, theirs = np.float32(c) * source.astype(np.float32), target.astype(np.float32)
    deviation: Floats = (_VARIANCE / 2) * ours + (_VARIANCE / 2) * theirs
    np.maximum(deviation, _VARIANCE * c, out=deviation)
    np.sqrt(deviation, out=deviation)
    z: Floats = ours - theirs
    z /= deviation
    return z


class SemanticScores:
    """Rewards of the moves from the embeddings and numbers of two documents; see `dynamic.Problem.scores`."""

    def __init__(
        self,
        source: Blocks,
        target: Blocks,
        source_lengths: Doubles,
        target_lengths: Doubles,
        c: float,
        numbers: Sharing,
        weights: SemanticWeights,
    ) -> None:
        self.weights = weights
        self._c = c
        # by the end of the block, so that a move's score stands at the place where it arrives; place -1 stands for
        # what lies before the text
        self._source = [_by_end(source.vectors[k], k + 1) for k in range(LONGEST)]
        self._target = [_by_end(target.vectors[k], k + 1) for k in range(LONGEST)]
        self._source_lengths = BlockSums(source_lengths)
        self._target_lengths = BlockSums(target_lengths)
        self._numbers = numbers
        centre = diagonal(source_lengths, target_lengths)
        back = diagonal(target_lengths, source_lengths)
        self._near_source = _nearness(self._source, self._target, centre)
        self._near_target = _nearness(self._target, self._source, back)

    def cosine(self, i: int, a: int, j: int, b: int) -> float:
        """Return the cosine of source sentences [i, i + a) and target sentences [j, j + b)."""
        return float(self._source[a - 1][i + a + 1] @ self._target[b - 1][j + b + 1])

    def region(self, i0: int, j0: int) -> Callable[[int, int, Band], Floats]:
        """Return the rewards of the region that begins after i0 source and j0 target sentences."""
        return lambda first, last, places: self._rewards(first, last, places, i0, j0)

    def _rewards(self, first: int, last: int, places: Band, i0: int, j0: int) -> Floats:
        """Return the rewards of the moves that end in rows first..last-1 of a region (rows x moves x width)."""
        w = self.weights
        low, high = int(places.low[first]), int(places.low[last - 1]) + places.width
        rows, columns = slice(i0 + first, i0 + last), slice(j0 + low, j0 + high)
        index = places.columns_of(first, last) - low
        straight = high - low == places.width
        # one row and column more than needed: what a bead would be without its last sentence ends there
        cosines = {
            (a, b): self._source[a - 1][rows.start : rows.stop + 1]
            @ self._target[b - 1][columns.start : columns.stop + 1].T
            for a, b in MOVES
        }
        common = (
            None if self._numbers.silent else self._numbers.window(rows.start, rows.stop, columns.start, columns.stop)
        )
        out = np.empty((last - first, len(MOVES), places.width), np.float32)
        for number, (a, b) in enumerate(MOVES):
            cosine = cosines[a, b][1:, 1:]
            score = (1 + w.nearness) * cosine
            score -= (w.nearness / 2) * self._near_source[a - 1][rows, None]
            score -= (w.nearness / 2) * self._near_target[b - 1][None, columns]
            score += w.floor * np.maximum(FLOOR - cosine, 0)
            z = z_lengths(
                self._source_lengths.ending(a)[rows, None], self._target_lengths.ending(b)[None, columns], self._c
            )
            np.abs(z, out=z)
            np.minimum(z, w.length_cap, out=z)
            score -= w.length * z
            score += w.bias
            score *= (a + b) / 2
            if a + b > 2:
                score += w.gain * (cosine - _best_part(cosines, a, b))
            if common:
                both = common(a, b)
                alone = np.maximum(self._numbers.source.ending(a)[rows, None].astype(np.float32) - both, 0)
                alone += np.maximum(self._numbers.target.ending(b)[None, columns].astype(np.float32) - both, 0)
                score += (w.agreement / NUMBERS_CAP) * np.minimum(both, NUMBERS_CAP)
                score -= (w.conflict / NUMBERS_CAP) * np.minimum(alone, NUMBERS_CAP)
            score -= w.shape_cost(a, b)
            out[:, number] = score if straight else np.take_along_axis(score, index, axis=1)
        return out


def _best_part(cosines: dict[tuple[int, int], Floats], a: int, b: int) -> Floats:
    """Return the highest cosine of a bead of (a, b) without one sentence at its beginning or end."""
    parts = []
    if a > 1:
        parts += [cosines[a - 1, b][1:, 1:], cosines[a - 1, b][:-1, 1:]]
    if b > 1:
        parts += [cosines[a, b - 1][1:, 1:], cosines[a, b - 1][1:, :-1]]
    best: Floats = np.maximum.reduce(parts)
    return best


def _by_end(vectors: Floats, k: int) -> Floats:
    """Return vectors (n + 2 x d): in row i + 1 the block of k sentences that ends at place i, else zero."""
    out = np.zeros((len(vectors) + 2, vectors.shape[1]), np.float32)
    if len(vectors) >= k:
        out[k + 1 :] = vectors[: len(vectors) - k + 1]
    return out


def _nearness(own: Sequence[Floats], other: Sequence[Floats], centre: Ints) -> list[Floats]:
    """Return for each block length the mean of each block's highest cosines to short blocks of the other text."""
    n, m = len(own[0]) - 2, len(other[0]) - 2
    out = [np.zeros(n + 1, np.float32) for _ in own]
    if not m:
        return out
    chunk = NEIGHBOURHOOD // 2
    for first in range(1, n + 1, chunk):
        last = min(first + chunk, n + 1)
        low = max(int(centre[first]) - NEIGHBOURHOOD, 1)
        high = min(int(centre[last - 1]) + NEIGHBOURHOOD, m) + 1
        near = np.concatenate([other[k][max(low, k + 1) + 1 : high + 1] for k in range(NEIGHBOUR_BLOCKS)])
        count = min(NEIGHBOURS, len(near))
        for k, vectors in enumerate(own):
            cosines = vectors[first + 1 : last + 1] @ near.T
            top = np.partition(cosines, cosines.shape[1] - count, axis=1)[:, -count:]
            out[k][first:last] = top.mean(axis=1)
    return out
