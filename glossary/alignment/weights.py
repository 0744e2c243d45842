"""The constants of the aligner, in one place, with how they came about.

They were fitted by `python -m tests.benchmarks.fit_alignment`; its report says what each of them gives.
"""

from __future__ import annotations

from dataclasses import dataclass

LENGTH_RATIOS: dict[tuple[str, str], float] = {
    ("ko", "en"): 2.05,
    ("ko", "ja"): 0.95,
    ("ja", "en"): 2.3,
}
"""Target characters for each source character, from the totals of the development sets."""


@dataclass(frozen=True, slots=True)
class SemanticWeights:
    """Weights of the semantic engine; the formula stands in `scores.py`."""

    nearness: float = 1.364
    bias: float = 0.033
    length: float = 0.113
    length_cap: float = 4.0
    extra: float = 0.282
    """Cost of each sentence beyond one on each side."""
    many: float = 0.625
    """Cost of two or more sentences on both sides at once."""
    skip: float = -0.119
    """Reward of a sentence without counterpart."""
    sharpness: float = 8.0
    """Factor that makes the rewards log-odds."""

    def shape_cost(self, a: int, b: int) -> float:
        """Return the cost of a bead's shape."""
        return self.extra * (a + b - 2) + (self.many if a >= 2 and b >= 2 else 0.0)


SEMANTIC = SemanticWeights()


@dataclass(frozen=True, slots=True)
class LengthWeights:
    """Weights of the fallback; the formula stands in `fallback.py`."""

    bias: float = 0.3
    length: float = 0.2
    length_cap: float = 4.0
    anchors: float = 1.0
    smoothing: float = 4.0
    extra: float = 0.3
    many: float = 0.5
    skip: float = -0.15
    sharpness: float = 4.0

    def shape_cost(self, a: int, b: int) -> float:
        """Return the cost of a bead's shape."""
        return self.extra * (a + b - 2) + (self.many if a >= 2 and b >= 2 else 0.0)


LENGTH = LengthWeights()
