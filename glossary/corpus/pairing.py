"""Which articles of two languages are the same news item: by date, meaning, numbers, names and title.

Pure functions over cards. Design page: the mean of the sentence vectors, centred, and an assignment of all at once pair
whole articles without a mistake; formulaic messages are alike, so numbers and names break ties, and the margin to the
next best is told. Invariant: no article stands in two pairs, and a pair's dates lie no further apart than the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp

from glossary.alignment import blas

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)
import numpy.typing as npt  # noqa: E402

Floats = npt.NDArray[np.float32]

WINDOW = 3
"""Days that the two dates of one news item may lie apart: the English comes a day or two later."""
LEAST = 0.5
"""Confidence from which on two articles are a pair."""
_BEST = 12
"""Candidates of an article, by meaning, that are looked at closely."""
_NUMBERS, _NAMES, _TITLE, _DAY, _LENGTH = 0.25, 0.25, 0.15, 0.05, 0.1
"""Weights of the signs beside the cosine: shares of numbers and names in common, of the titles' cosine, the same day,
and what the lengths are out of proportion."""
_MIDDLE, _STEEP, _MARGIN = 0.42, 16.0, 6.0
"""The logistic that makes a confidence of score and margin. Set by hand, and so are the weights above; measured on
pieces of five sentences of the development sets, undated, a third without counterpart: at LEAST precision .975,
recall .976."""
_LARGEST = 600
"""Articles of one side that are assigned all at once; more, which have no dates, the best first."""


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """What pairing knows of an article."""

    name: str
    date: str
    vector: Floats
    """Mean of the vectors of its first sentences."""
    title: Floats | None
    numbers: frozenset[str]
    names: frozenset[str]
    """Folded spellings: of Korean names how English may spell them, of English ones how it does."""
    length: int
    """Characters."""
    aliases: tuple[frozenset[str], ...] = field(default=())
    """Of Korean: the spellings of each name, so that one of them is enough."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles (by place) that are one news item."""

    source: int
    target: int
    confidence: float
    """0-1."""
    margin: float
    """How much better this pairing scores than the next best of either article; 1 where there is no other."""
    score: float


def pair(source: Sequence[Card], target: Sequence[Card], *, window: int = WINDOW, least: float = LEAST) -> list[Pair]:
    """Return the pairs of at least a confidence, in the order of the source."""
    if not source or not target:
        return []
    scores = _scores(source, target, window)
    found: list[Pair] = []
    best_rows, best_columns = scores.max(axis=1), scores.max(axis=0)
    for i, j in _assigned(scores):
        score = float(scores[i, j])
        row, column = np.delete(scores[i], j), np.delete(scores[:, j], i)
        others = [float(x.max()) for x in (row, column) if len(x)]
        rival = max([o for o in others if o > -1], default=-1.0)
        margin = min(1.0, score - rival) if rival > -1 else 1.0
        confidence = 1 / (1 + exp(-(_STEEP * (score - _MIDDLE) + _MARGIN * min(margin, 0.3))))
        if confidence >= least and (score >= best_rows[i] - 0.1 or score >= best_columns[j] - 0.1):
            found.append(Pair(i, j, round(confidence, 3), round(margin, 3), round(score, 3)))
    return sorted(found, key=lambda p: p.source)


def _scores(source: Sequence[Card], target: Sequence[Card], window: int) -> npt.NDArray[np.float64]:
    """Return how well each two fit; -9 where they cannot be a pair or were not looked at closely."""
    a, b = _centred([c.vector for c in source]), _centred([c.vector for c in target])
    cosines = a @ b.T
    days = [np.array([_day(c.date) for c in some], np.float64) for some in (source, target)]
    apart = np.abs(days[0][:, None] - days[1][None, :])
    cosines[apart > window] = -9  # NaN, where a date is not known, is never greater
    scores = np.full(cosines.shape, -9.0)
    looked = min(_BEST, len(target))
    rows = np.argpartition(-cosines, looked - 1, axis=1)[:, :looked]
    columns = np.argpartition(-cosines, min(_BEST, len(source)) - 1, axis=0)[: min(_BEST, len(source))]
    near = {(i, int(j)) for i in range(len(source)) for j in rows[i]}
    near |= {(int(i), j) for j in range(len(target)) for i in columns[:, j]}
    ratio = np.log([max(1, c.length) for c in target]).mean() - np.log([max(1, c.length) for c in source]).mean()
    for i, j in near:
        if cosines[i, j] > -9:
            scores[i, j] = float(cosines[i, j]) + _signs(source[i], target[j], float(apart[i, j]), float(ratio))
    return scores


def _signs(one: Card, two: Card, apart: float, ratio: float) -> float:
    found = 0.0
    if one.numbers or two.numbers:
        common = len(one.numbers & two.numbers)
        found += _NUMBERS * (2 * common / (len(one.numbers) + len(two.numbers)) - 0.3)
    groups = one.aliases or two.aliases
    other = two.names if one.aliases else one.names
    if groups:
        found += _NAMES * (sum(bool(group & other) for group in groups) / len(groups) - 0.3)
    if one.title is not None and two.title is not None:
        found += _TITLE * float(one.title @ two.title)
    if apart == 0:
        found += _DAY
    off = abs(np.log(max(1, two.length) / max(1, one.length)) - ratio)
    return found - _LENGTH * max(0.0, float(off) - 0.5)


def _centred(vectors: Sequence[Floats]) -> Floats:
    """Return the vectors without what they all have in common, of length 1; few ones are left as they are."""
    table = np.array(vectors, np.float32)
    if len(table) >= 8:
        table = table - table.mean(axis=0)
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    result: Floats = table / np.maximum(norms, 1e-9)
    return result


def _day(iso: str) -> float:
    try:
        return float(date.fromisoformat(iso).toordinal())
    except ValueError:
        return float("nan")


def _assigned(scores: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the pairs of the best assignment, group by group of articles that may be each other's."""
    found: list[tuple[int, int]] = []
    for rows, columns in _groups(scores > -9):
        block = scores[np.ix_(rows, columns)]
        if max(block.shape) > _LARGEST:
            found += [(rows[i], columns[j]) for i, j in _greedy(block)]
        else:
            found += [(rows[i], columns[j]) for i, j in assignment(block)]
    return [(i, j) for i, j in found if scores[i, j] > -9]


def _groups(possible: npt.NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    seen: set[int] = set()
    found = []
    for first in range(possible.shape[0]):
        if first in seen or not possible[first].any():
            continue
        rows, columns, waiting = {first}, set(), [first]
        while waiting:
            for j in np.nonzero(possible[waiting.pop()])[0].tolist():
                if j not in columns:
                    columns.add(j)
                    new = set(np.nonzero(possible[:, j])[0].tolist()) - rows
                    rows |= new
                    waiting += new
        seen |= rows
        found.append((sorted(rows), sorted(columns)))
    return found


def _greedy(scores: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    order = np.argsort(-scores, axis=None)
    rows: set[int] = set()
    columns: set[int] = set()
    found = []
    for place in order.tolist():
        i, j = divmod(place, scores.shape[1])
        if scores[i, j] <= -9 or len(rows) == min(scores.shape):
            break
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            found.append((i, j))
    return found


def assignment(scores: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the pairs (row, column) of the assignment with the highest sum; every row or every column is in one.

    Kuhn and Munkres by shortest augmenting paths (Jonker and Volgenant), rows one after the other.
    """
    turned = scores.shape[0] > scores.shape[1]
    cost = -(scores.T if turned else scores)
    n, m = cost.shape
    u, v = np.zeros(n + 1), np.zeros(m + 1)
    owner = np.zeros(m + 1, np.int64)  # 1-based row of each column, 0 for none
    for i in range(1, n + 1):
        owner[0] = i
        least = np.full(m + 1, np.inf)
        before = np.zeros(m + 1, np.int64)
        used = np.zeros(m + 1, bool)
        column = 0
        while owner[column]:
            used[column] = True
            row = owner[column]
            reduced = cost[row - 1] - u[row] - v[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            before[1:][better] = column
            open_ = np.where(used, np.inf, least)
            open_[0] = np.inf
            following = int(open_.argmin())
            step = open_[following]
            u[owner[used]] += step
            v[used] -= step
            least[~used] -= step
            column = following
        while column:
            previous = int(before[column])
            owner[column] = owner[previous]
            column = previous
    pairs = [(int(owner[j]) - 1, j - 1) for j in range(1, m + 1) if owner[j]]
    return sorted((j, i) if turned else (i, j) for i, j in pairs)
