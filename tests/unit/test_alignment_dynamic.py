"""The dynamic programme against counting every alignment, and the band against the whole table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.alignment.band import Band, Doubles, Floats, Ints
from glossary.alignment.dynamic import Problem, Programme
from glossary.alignment.moves import MOVES


@cache
def alignments(n: int, m: int, tied: bool = False) -> list[list[tuple[int, int]]]:
    """Return every alignment of n and m sentences as moves from the end; a source skip never follows a target skip."""
    if n == m == 0:
        return [[]]
    found = [
        [move, *rest]
        for move in MOVES
        if move[0] <= n and move[1] <= m
        for rest in alignments(n - move[0], m - move[1])
    ]
    # counted from the end: what stands before a source skip is no target skip
    if m:
        found += [[(0, 1), *rest] for rest in alignments(n, m - 1)]
    if n:
        found += [[(1, 0), *rest] for rest in alignments(n - 1, m) if not rest or rest[0] != (0, 1)]
    return found


def problem(n: int, m: int, seed: int, centre: Ints | None = None) -> tuple[Problem, Floats]:
    random = np.random.default_rng(seed)
    table = random.normal(0, 1, (n + 1, len(MOVES), m + 1)).astype(np.float32)

    def scores(first: int, last: int, places: Band) -> Floats:
        return np.stack([table[i][:, places.low[i] : places.low[i] + places.width] for i in range(first, last)])

    skips = random.normal(-0.5, 0.3, n + m)
    diagonal = np.round(np.linspace(0, m, n + 1)).astype(np.int64) if centre is None else centre
    return Problem(scores, skips[:n], skips[n:], diagonal, 1.3), table


def rewards(path: list[tuple[int, int]], table: Floats, task: Problem) -> tuple[float, list[tuple[int, int, int, int]]]:
    i = j = 0
    total, beads = 0.0, []
    for a, b in reversed(path):
        if a and b:
            total += float(table[i + a, MOVES.index((a, b)), j + b])
        else:
            total += float(task.skip_source[i] if a else task.skip_target[j])
        beads.append((i, j, a, b))
        i, j = i + a, j + b
    return total, beads


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 10_000))
@settings(deadline=None, max_examples=60)
def test_best_path_and_posteriors_are_those_of_all_alignments(n: int, m: int, seed: int) -> None:
    task, table = problem(n, m, seed)
    counted = [rewards(path, table, task) for path in alignments(n, m)]
    best, beads = max(counted, key=lambda entry: entry[0])
    steps = Programme(task).solve()
    assert [(s.i, s.j, s.a, s.b) for s in steps] == beads
    weights = np.exp([1.3 * total for total, _ in counted])
    for step in steps:
        here = [
            any(
                bead == (step.i, step.j, step.a, step.b)
                if step.a and step.b
                else (bead[2:] == (step.a, step.b) and bead[0 if step.a else 1] == (step.i if step.a else step.j))
                for bead in path
            )
            for _, path in counted
        ]
        assert abs(step.probability - float((weights * here).sum() / weights.sum())) < 1e-4
    if steps:
        assert abs(Programme(task).best() - best) < 1e-4


def walks() -> Iterator[tuple[int, int, Ints]]:
    for seed in range(6):
        random = np.random.default_rng(seed)
        n, m = 150 + 40 * seed, 260 - 20 * seed
        yield n, m, np.clip(np.round(np.linspace(0, m, n + 1) + random.normal(0, 2)), 0, m).astype(np.int64)


def test_a_band_gives_the_same_as_the_whole_table() -> None:
    """A path far off the diagonal is found by widening."""
    for number, (n, m, centre) in enumerate(walks()):
        # a hidden path that leaves the diagonal by up to 60 sentences
        hidden = np.clip(centre + (60 * np.sin(np.linspace(0, np.pi, n + 1))).astype(np.int64), 0, m)
        table = np.full((n + 1, len(MOVES), m + 1), -1.0, np.float32)
        for i in range(1, n + 1):
            table[i, 0, hidden[i]] = 1.0
        noise = np.random.default_rng(number).normal(0, 0.01, table.shape).astype(np.float32)
        table += noise

        def scores(first: int, last: int, places: Band, table: Floats = table) -> Floats:
            return np.stack([table[i][:, places.low[i] : places.low[i] + places.width] for i in range(first, last)])

        skips: Doubles = np.full(n, -0.1), np.full(m, -0.1)  # type: ignore[assignment]
        task = Problem(scores, skips[0], skips[1], centre, 5.0)
        narrow, whole = Programme(task, 16).solve(), Programme(task, 1000).solve()
        assert [(s.i, s.j, s.a, s.b) for s in narrow] == [(s.i, s.j, s.a, s.b) for s in whole]
        np.testing.assert_allclose([s.probability for s in narrow], [s.probability for s in whole], atol=1e-3)
