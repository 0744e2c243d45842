"""The constants of the aligner, in one place, with how they came about.

Those of the semantic engine come from the search that `python -m tests.benchmarks.fit_alignment` does, on all
development sets and on abridged, loosened and freely rendered versions of the whole ones (run with a compiled copy of
the dynamic programme, for speed, and .12 of free renderings); the command's report says what each of them gives.
Those of the length engine come from the same kind of search over `fallback.py`. The calibration is a logistic
regression of right and wrong beads on what it names.

How weights do that were fitted without a set (the command's recipe, every second document of nknews, strict F1 against
the goal): without all sets of one family, which share their texts, nknews comes out .003 (abridged) and .012 (whole)
under it, ntrex_koja .005, ntrex_koen .009 (abridged), jhe over it; without one set alone none more than .011.

Tried without gain: the path with the most beads expected to be right (posteriors as rewards) instead of the best one,
at four sharpnesses: .003 and more under it on the abridged sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from glossary.alignment.moves import FEW_MOVES, MOVES

LENGTH_RATIOS: dict[tuple[str, str], float] = {
    ("ko", "en"): 2.05,
    ("ko", "ja"): 0.95,
    ("ja", "en"): 2.3,
}
"""Target characters for each source character, from the totals of the development sets."""


@dataclass(frozen=True, slots=True)
class SemanticWeights:
    """Weights of the semantic engine; the formula stands in `scores.py`."""

    nearness: float = 1.096
    bias: float = 0.029
    floor: float = 0.48
    length: float = 0.109
    length_cap: float = 4.0
    gain: float = 0.228
    agreement: float = 0.182
    conflict: float = 0.05
    extra: float = 0.328
    """Cost of each sentence beyond one on each side."""
    many: float = 0.25
    """Cost of two or more sentences on both sides at once."""
    skip: float = -0.136
    """Reward of a sentence without counterpart."""
    whole: float = 0.236
    """How much dearer such a sentence is where the texts look whole."""
    abridged: float = 0.006
    """What allowing skips gains, for each sentence, from which on texts look abridged."""
    sharpness: float = 7.0
    """Factor that makes the rewards log-odds, about; the calibration does the rest."""
    certain: float = 0.734
    trusted: float = 0.702
    alike: float = 1.812
    """Calibration: log-odds of being right = certain + trusted x log-odds of the posterior + alike x (cosine - .6),
    the last for two-sided beads only."""

    moves: ClassVar[tuple[tuple[int, int], ...]] = MOVES

    def shape_cost(self, a: int, b: int) -> float:
        """Return the cost of a bead's shape."""
        return self.extra * (a + b - 2) + (self.many if a >= 2 and b >= 2 else 0.0)


SEMANTIC = SemanticWeights()


@dataclass(frozen=True, slots=True)
class LengthWeights:
    """Weights of the fallback; the formula stands in `fallback.py`."""

    bias: float = 0.289
    length: float = 0.199
    length_cap: float = 2.66
    anchors: float = 0.741
    names: float = 0.589
    """Weight of a name key against that of a number."""
    smoothing: float = 5.86
    """Weight of anchors that a block is thought to have besides those it has: few say little."""
    extra: float = 0.322
    many: float = 1.518
    skip: float = -0.233
    whole: float = 0.067
    abridged: float = 0.002
    sharpness: float = 4.0
    certain: float = 1.6
    trusted: float = 1.5
    unrelated: float = 0.08
    """Reward for each sentence under which two texts have nothing in common: .09 and more against .05-.09, so it is a
    guess."""

    moves: tuple[tuple[int, int], ...] = MOVES

    def shape_cost(self, a: int, b: int) -> float:
        """Return the cost of a bead's shape."""
        return self.extra * (a + b - 2) + (self.many if a >= 2 and b >= 2 else 0.0)


LENGTH = LengthWeights()

LENGTH_ALONE = LengthWeights(
    bias=0.296,
    length_cap=5.27,
    anchors=0.0,
    extra=0.217,
    many=3.31,
    skip=-0.321,
    whole=0.0,
    sharpness=9.0,
    certain=-0.6,
    trusted=0.95,
    unrelated=0.052,
    moves=FEW_MOVES,
)
"""Without anchors, from a search of its own; it does not look whether texts are whole, which would double its time,
and the longer beads that it leaves out change nothing.
`python -m tests.benchmarks.alignment --engines length-alone` gives its figures. Lengths hardly tell related texts from
others (.048-.119 against .035-.090), so only the clearest are said to be unrelated."""
