"""Paragraphs as a soft constraint: beads like to begin where both texts begin a paragraph, and not to run across one.

What a mark tells is weighed by how often paragraphs begin on each side: where every sentence is a paragraph, or the
whole text is one, marks tell nothing. The model behind it: in `PARALLEL` of the cases the text with fewer paragraphs
has them where the other has them too, else the marks of the two have nothing to do with each other. Added to the
rewards are log-likelihood ratios against the latter, divided by the sharpness that makes rewards log-odds.

The development sets have no paragraphs. With marks put into them (`python -m tests.benchmarks.paragraphs`) strict F1
gains .007 (ntrex_koen_mix) and .014 (nknews_mix) where both texts have the same, 0 and .013 where each lacks some,
.002 and .006 where every English sentence stands alone; it loses .005 and .010 where marks are unrelated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from glossary.alignment import blas
from glossary.alignment.band import Band, Floats, Ints

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)

PARALLEL = 0.5
"""Prior that marks agree. Cautious: KCNA's English often sets every sentence apart. With .85 the same marks gain .005
more and unrelated ones cost .015 more."""
_RELATED = 0.8
"""Share of the breaks that are no place for a bead to run across, the rest being layout."""

RegionRewards = Callable[[int, int, Band], Floats]
"""Rewards of the moves of a region, see `dynamic.Problem.scores`."""


class ParagraphMarks:
    """The paragraphs of two texts (of each sentence, the number of its paragraph)."""

    def __init__(self, source: Sequence[int], target: Sequence[int]) -> None:
        self._source, self._target = _Side(source), _Side(target)
        self._together = _ratios(self._source.share, self._target.share)
        self._across = [np.float32(_across(side.share)) for side in (self._source, self._target)]

    @property
    def silent(self) -> bool:
        """Whether the marks say nothing: each text has them everywhere, or nowhere."""
        return all(side.share in (0.0, 1.0) for side in (self._source, self._target))

    def on_top(
        self, inner: RegionRewards, i0: int, j0: int, sharpness: float, moves: Sequence[tuple[int, int]]
    ) -> RegionRewards:
        """Return the rewards of the region behind i0 source and j0 target sentences with what the marks say."""
        scale = np.float32(1 / sharpness)

        def rewards(first: int, last: int, places: Band) -> Floats:
            out = inner(first, last, places)
            rows = i0 + np.arange(first, last)[:, None]
            columns = j0 + places.columns_of(first, last)
            for number, (a, b) in enumerate(moves):
                marks = self._together[self._source.begins(rows - a), self._target.begins(columns - b)]
                marks = marks - self._across[0] * self._source.inside(rows, a)
                marks -= self._across[1] * self._target.inside(columns, b)
                out[:, number] += scale * marks
            return out

        return rewards


class _Side:
    """Where the paragraphs of one text begin."""

    def __init__(self, paragraphs: Sequence[int]) -> None:
        numbers = np.asarray(paragraphs, np.int64)
        marks = np.concatenate([[0], np.diff(numbers) != 0, [0]]).astype(np.int64)
        # the first sentence always begins one, which says nothing
        self.share = float(marks.sum()) / max(len(numbers) - 1, 1)
        """Share of the other sentences that begin a paragraph."""
        self._done = np.concatenate([[0], np.cumsum(marks)])
        marks[0] = 1
        self._marks = marks

    def begins(self, place: Ints) -> Ints:
        """Return 1 where the sentence at a place begins a paragraph."""
        begun: Ints = self._marks[np.clip(place, 0, len(self._marks) - 1)]
        return begun

    def inside(self, end: Ints, size: int) -> Floats:
        """Return how many paragraphs begin within the block of `size` sentences that ends at a place."""
        last = len(self._done) - 1
        first = np.clip(end - size + 1, 0, last)
        within: Floats = (self._done[np.clip(end, first, last)] - self._done[first]).astype(np.float32)
        return within


def _ratios(ours: float, theirs: float) -> Floats:
    """Return the log-likelihood ratios [source begins a paragraph, target does] (2 x 2, indexed by 0 or 1)."""
    table = np.zeros((2, 2), np.float32)
    both = {
        (1, 1): min(ours, theirs),
        (1, 0): max(ours - theirs, 0.0),
        (0, 1): max(theirs - ours, 0.0),
        (0, 0): 1 - max(ours, theirs),
    }
    for (one, other), together in both.items():
        apart = (ours if one else 1 - ours) * (theirs if other else 1 - theirs)
        if apart > 0:
            table[one, other] = math.log((PARALLEL * together + (1 - PARALLEL) * apart) / apart)
    return table


def _across(share: float) -> float:
    """Return the log-odds against running across a mark, by how common marks are."""
    return -math.log(1 - _RELATED * (1 - share))
