# ruff: noqa: T201 what it prints is its purpose
"""Fits the weights of `glossary.checks.likely_members`: `python -m tests.benchmarks.fit_members`.

Cases are lists of three members and more in the clean development sets and the project's own pairs, as they stand
(whole) and with one inner member cut out of the list of the other side where that has as many members. Prints the
table `data/text/member_weights.tsv`, and to stderr how it holds on documents that were left out; nothing is written.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from glossary.alignment.encoder import shared_encoder
from glossary.checks.findings import Span
from glossary.checks.likely_members import NAMES, features, lists_in, other_lists
from glossary.checks.lists import MemberList
from glossary.phrases.counterparts import counterparts
from tests.benchmarks.checks import CLEAN, corpus, kcna

SEED = 20280214
FOLDS = 8
RIDGE = 1.0
CUTS = 2
"""Members that are cut out of a list, at the most, each in its own case."""
LANGUAGES = ("ko", "en")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """The values of one list, whether a member was cut out, and of which document and set it is."""

    values: tuple[float, ...]
    cut: bool
    document: str

    @property
    def set(self) -> str:
        """Return the name of the set."""
        return self.document.split("/")[0]


def without(text: str, one: MemberList, number: int) -> str:
    """Cut an inner member and the mark before it out of a sentence."""
    return text[: one.members[number - 1][1]] + text[one.members[number][1] :]


def cases(side: int) -> tuple[list[Case], dict[str, int]]:
    """Return the lists of one side, and the number of beads of each set."""
    chance = random.Random(SEED)
    encoder = shared_encoder()
    languages = (LANGUAGES[side], LANGUAGES[1 - side])
    found: list[Case] = []
    sizes: dict[str, int] = {}
    for text in [*kcna(), *(t for name in CLEAN for t in corpus(name))]:
        name = text.name.split("/")[0]
        for bead in text.beads:
            given, wanted = (bead.source, bead.target)[:: 1 - 2 * side]
            if not given.strip() or not wanted.strip():
                continue
            sizes[name] = sizes.get(name, 0) + 1
            lists = lists_in(given, languages[0])
            versions = [(wanted, False)]
            if len(lists) == 1:
                size = len(lists[0].members)
                same = [o for o in other_lists(given, wanted, languages[1], lists[0]) if len(o.members) == size]
                if same:
                    inner = chance.sample(range(1, size - 1), min(CUTS, size - 2))
                    versions += [(without(wanted, same[0], number), True) for number in inner]
            for other, cut in versions:
                for one in lists:
                    spans = [Span(*m) for m in one.members]
                    like = counterparts(given, other, languages, spans, encoder)
                    values = features(one, like, other_lists(given, other, languages[1], one))[2]
                    found.append(Case(values, cut, text.name))
    return found, sizes


def fit(rows: Floats, wanted: Floats) -> Floats:
    """Return the weights of a ridge logistic regression with its bias last, of the values as they are."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    table = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    weights = np.zeros(table.shape[1])
    ridge = RIDGE * np.diag([*np.ones(rows.shape[1]), 0])
    for _ in range(100):
        chances = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chances - wanted) + ridge @ weights
        bend = (table * (chances * (1 - chances))[:, None]).T @ table + ridge
        step = np.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < 1e-8:
            break
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ mean)


def main() -> int:
    """Fit both directions, print the table and, to stderr, how it holds on documents left out."""
    columns = []
    for side in (0, 1):
        some, sizes = cases(side)
        rows = np.array([c.values for c in some])
        cut = np.array([c.cut for c in some], float)
        documents = sorted({c.document for c in some})
        chances = np.zeros(len(some))
        for fold in range(FOLDS):
            left = np.isin([c.document for c in some], documents[fold::FOLDS])
            weights = fit(rows[~left], cut[~left])
            chances[left] = 1 / (1 + np.exp(-np.append(rows[left], np.ones((left.sum(), 1)), axis=1) @ weights))
        columns.append(fit(rows, cut))
        print(f"{LANGUAGES[side]}: {len(some)} lists, {int(cut.sum())} with a member cut out", file=sys.stderr)
        for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            told = {
                name: 100
                * sum(p > least for p, c in zip(chances, some, strict=True) if c.set == name and not c.cut)
                / n
                for name, n in sizes.items()
            }
            recall = float((chances[cut > 0] > least).mean())
            alarms = ", ".join(f"{name} {rate:.2f}" for name, rate in told.items())
            print(f"  from {least}: recall {recall:.3f}; whole lists told in 100 beads: {alarms}", file=sys.stderr)
    print("feature\tkorean\tenglish\tsource")
    for name, one, other in zip((*NAMES, "bias"), *columns, strict=True):
        print(f"{name}\t{one:.4f}\t{other:.4f}\tpython -m tests.benchmarks.fit_members")
    return 0


if __name__ == "__main__":
    sys.exit(main())
