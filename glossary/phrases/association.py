"""How words of two languages go together, learnt from aligned sentences: IBM model 1 in both directions, in numpy.

Brown et al. 1993. Units are those of `units`. What is kept are expected counts and not probabilities, so that a bead
that the model was made of can be taken out of it again: a pair's own counts would make every rare word of it go with
every other (design page: train with the pair held out). Counts of the last round are taken as the pair's share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.alignment import blas
from glossary.phrases.units import Units, units

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)
import numpy.typing as npt  # noqa: E402

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ROUNDS = 5
MOST_BEADS = 8_000
LEAST_BEADS = 50
_LONGEST = 120
"""Units of a side that are read."""
_ALPHA = 0.5
"""Smoothing of a unit's counts, as if it had been seen that much more with nothing."""
_EMPTY = 0.02
"""Probability of a word that no word of the other side has brought about."""


@dataclass(frozen=True, slots=True)
class Association:
    """Expected counts of pairs of units.

    `keys` are sorted numbers source x width + target; `there` and `back` the counts of each (target brought about by
    source, and the reverse), `of_source` and `of_target` their sums by unit.
    """

    languages: tuple[str, str]
    source: dict[str, int]
    target: dict[str, int]
    keys: Ints
    there: Floats
    back: Floats
    of_source: Floats
    of_target: Floats
    beads: frozenset[int]
    """Hashes of the beads that it was made of."""

    def tables(self, source: Units, target: Units, *, held_out: bool) -> tuple[Floats, Floats]:
        """Return the probabilities target given source and source given target (units x units).

        `held_out`: the pair is one of those that the model was made of, and its own counts are taken off.
        """
        a = np.array([self.source.get(name, -1) for name in source.names], np.int64)
        b = np.array([self.target.get(name, -1) for name in target.names], np.int64)
        known = (a[:, None] >= 0) & (b[None, :] >= 0)
        wanted = a[:, None] * len(self.target) + b[None, :]
        places = np.minimum(np.searchsorted(self.keys, wanted), max(len(self.keys) - 1, 0))
        found = known & (self.keys[places] == wanted) if len(self.keys) else np.zeros_like(known)
        there = np.where(found, self.there[places] if len(self.keys) else 0.0, 0.0)
        back = np.where(found, self.back[places] if len(self.keys) else 0.0, 0.0)
        of_source = np.where(a >= 0, self.of_source[a], 0.0) if len(self.of_source) else np.zeros(len(a))
        of_target = np.where(b >= 0, self.of_target[b], 0.0) if len(self.of_target) else np.zeros(len(b))
        if held_out:
            there, of_source = _without(there, of_source[:, None], 0)
            back, of_target_row = _without(back, of_target[None, :], 1)
            of_source, of_target = of_source[:, 0], of_target_row[0]
        return there / (of_source[:, None] + _ALPHA), back / (of_target[None, :] + _ALPHA)


def _without(counts: Floats, sums: Floats, given: int) -> tuple[Floats, Floats]:
    """Take a pair's own share out of the counts of its units and out of their sums."""
    probabilities = counts / (sums + _ALPHA)
    own = probabilities / (probabilities.sum(axis=given, keepdims=True) + _EMPTY)
    return np.maximum(counts - own, 0.0), np.maximum(sums - own.sum(axis=1 - given, keepdims=True), 0.0)


def fingerprint(source: str, target: str) -> int:
    """Return a number by which a bead is known again."""
    return hash((source, target))


def associate(
    beads: Iterable[tuple[str, str]], source_language: str, target_language: str, rounds: int = ROUNDS
) -> Association | None:
    """Return what some pairs of sentences teach; None where they are fewer than LEAST_BEADS.

    8,000 beads take some five seconds.
    """
    pairs = list(dict.fromkeys(beads))
    read = [(units(s, source_language), units(t, target_language)) for s, t in pairs]
    read = [(s, t) for s, t in read if s.names and t.names]
    if len(read) < LEAST_BEADS:
        return None
    sides = [[[*dict.fromkeys(pair[side].names[:_LONGEST])] for pair in read] for side in (0, 1)]
    vocabularies = []
    for side in sides:
        counts = Counter(name for names in side for name in names)
        vocabularies.append({name: n for n, name in enumerate(sorted(n for n, c in counts.items() if c > 1))})
    ours, theirs = vocabularies
    with blas.one_thread():
        bead, source, target = _instances(sides, vocabularies)
        keys, pair = np.unique(source * len(theirs) + target, return_inverse=True)
        expected: list[tuple[Floats, Floats]] = []
        for given, other, width in ((source, target, len(theirs)), (target, source, len(ours))):
            of = keys // len(theirs) if given is source else keys % len(theirs)
            _, slot = np.unique(bead * width + other, return_inverse=True)
            size = len(ours) if given is source else len(theirs)
            count: Floats = np.zeros(len(keys))
            p = np.ones(len(keys))
            for _ in range(rounds):
                weight = p[pair]
                share = weight / (np.bincount(slot, weight)[slot] + _EMPTY)
                count = np.bincount(pair, share, len(keys)).astype(np.float64)
                p = count / (np.bincount(of, count, size)[of] + _ALPHA)
            expected.append((count, np.bincount(of, count, size).astype(np.float64)))
    return Association(
        (source_language, target_language),
        ours,
        theirs,
        keys,
        expected[0][0],
        expected[1][0],
        expected[0][1],
        expected[1][1],
        frozenset(fingerprint(s, t) for s, t in pairs),
    )


def _instances(
    sides: Sequence[Sequence[Sequence[str]]], vocabularies: Sequence[dict[str, int]]
) -> tuple[Ints, Ints, Ints]:
    """Return bead, source unit and target unit of every pair of units that stands in one bead."""
    ours, theirs = vocabularies
    numbers, sources, targets = [], [], []
    for number, (s, t) in enumerate(zip(*sides, strict=True)):
        a = np.array([ours[u] for u in s if u in ours], np.int64)
        b = np.array([theirs[u] for u in t if u in theirs], np.int64)
        numbers.append(np.full(len(a) * len(b), number, np.int64))
        sources.append(np.repeat(a, len(b)))
        targets.append(np.tile(b, len(a)))
    return np.concatenate(numbers), np.concatenate(sources), np.concatenate(targets)
