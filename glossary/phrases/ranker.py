"""From features to suggestions: a softmax over the candidates of a phrase, its weights in `data/phrases/weights.tsv`.

The weights of the columns of `features.NAMES` come from `python -m tests.benchmarks.phrases --fit` (conditional
logit, ridge penalty, on the hand-made links beside it), one column for each side that the candidates stand on:
`western` (English) and `eastern` (Korean, Japanese). Terms and accepted links are absent there; their weights are set
by hand, stronger than anything learnt, and marked so in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from glossary.alignment import blas
from glossary.paths import data_path
from glossary.phrases.features import NAMES, Floats

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)

RIDGE = 4.0
BY_HAND = {
    "term_in": 1.5, "term_cut": -1.5, "term_other": -1.5, "link_in": 1.5, "link_cut": -1.5, "link_other": -1.5,
    "exact": 6.0,
}  # fmt: skip


@cache
def weights(kind: str) -> Floats:
    """Return the weights of `western` or `eastern` candidates, in the order of NAMES."""
    lines = data_path("phrases", "weights.tsv").read_text(encoding="utf-8").splitlines()
    column = lines[0].split("\t").index(kind)
    rows = {row[0]: float(row[column]) for row in (line.split("\t") for line in lines[1:] if line)}
    return np.array([rows[name] for name in NAMES])


def probabilities(table: Floats, chosen: Floats) -> Floats:
    """Return the probability of each candidate (rows of a table of features) under some weights."""
    if not len(table):
        return np.zeros(0)
    scores = table @ chosen
    found: Floats = np.exp(scores - scores.max())
    found /= found.sum()
    return found


def fit(tables: Sequence[Floats], goals: Sequence[Floats], ridge: float = RIDGE) -> Floats:
    """Return the weights under which the goals (a distribution over the rows of each table) are likeliest.

    Newton's method on standardised columns; the ridge penalty counts in them. Columns set by hand are left out.
    """
    rows, wanted = np.concatenate(list(tables)), np.concatenate(list(goals))
    free = np.array([name not in BY_HAND for name in NAMES])
    spread = rows.std(axis=0)
    x = np.where(free & (spread > 0), rows / np.where(spread > 0, spread, 1), 0)
    sizes = np.array([len(goal) for goal in goals])
    first = np.cumsum(sizes) - sizes
    group = np.repeat(np.arange(len(sizes)), sizes)
    w = np.zeros(x.shape[1])
    for _ in range(25):
        scores = x @ w
        odds = np.exp(scores - np.maximum.reduceat(scores, first)[group])
        p = odds / np.add.reduceat(odds, first)[group]
        means = np.add.reduceat(p[:, None] * x, first, axis=0)
        slope = x.T @ (wanted - p) - ridge * w
        curve = (x * p[:, None]).T @ x - means.T @ means + ridge * np.eye(len(w))
        step = np.linalg.solve(curve, slope)
        w = w + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-5:
            break
    found: Floats = np.where(spread > 0, w / np.where(spread > 0, spread, 1), 0.0)
    for name, value in BY_HAND.items():
        found[NAMES.index(name)] = value
    return found
