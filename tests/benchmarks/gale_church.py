"""Gale and Church (1993), as a baseline: lengths in characters, published priors, mean 1 and variance 6.8.

The mean is set to the ratio of the two texts' lengths, since the published one is for English and French.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tests.benchmarks.dev_sets import Pair

_PRIORS = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
_VARIANCE = 6.8


def align(source: Sequence[str], target: Sequence[str]) -> list[Pair]:
    """Return the beads of two texts."""
    x, y = [len(s) for s in source], [len(t) for t in target]
    c = sum(y) / max(sum(x), 1)
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for i in range(len(x) + 1):
        for j in range(len(y) + 1):
            choices: list[tuple[float, tuple[int, int] | None]] = []
            for (a, b), prior in _PRIORS.items():
                if a <= i and b <= j:
                    cost = _cost(sum(x[i - a : i]), sum(y[j - b : j]), c) - math.log(prior)
                    choices.append((best[i - a, j - b][0] + cost, (a, b)))
            if choices:
                best[i, j] = min(choices, key=lambda choice: choice[0])
    beads: list[Pair] = []
    i, j = len(x), len(y)
    while move := best[i, j][1]:
        a, b = move
        beads.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return beads[::-1]


def _cost(x: int, y: int, c: float) -> float:
    """Return -log of twice the tail of the normal distribution beyond the difference of lengths."""
    if x == y == 0:
        return 0.0
    z = abs(c * x - y) / math.sqrt(_VARIANCE * c * max((x + y / c) / 2, 1.0))
    return -math.log(max(math.erfc(z / math.sqrt(2)), 1e-300))
