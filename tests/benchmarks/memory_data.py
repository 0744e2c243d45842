"""Translation units by the million, made from the development sets by substitution, always the same ones.

Each unit is a pair of the sets in which some words of both sides were exchanged for words of other pairs, and figures
for other figures (the same on both sides). Nothing of it is stored in the project.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from tests.benchmarks.dev_sets import documents

SETS = ("nknews", "ntrex_koen", "jhe")
SEED = 20260407
_FIGURE = re.compile(r"\d+")


@cache
def pairs() -> tuple[tuple[str, str], ...]:
    """Return the two-sided gold beads of the development sets, Korean and English."""
    found: dict[tuple[str, str], None] = {}
    for name in SETS:
        for document in documents(name):
            for source, target in document.gold:
                if source and target:
                    one = " ".join(document.source[i] for i in source)
                    found[one, " ".join(document.target[j] for j in target)] = None
    return tuple(found)


def units(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Yield `count` pairs: each of the sets' pairs in turn, with 10-60 % of its words exchanged."""
    rng = random.Random(seed)
    some = pairs()
    words = [[w for pair in some for w in pair[side].split()] for side in (0, 1)]
    for number in range(count):
        pair = some[number % len(some)]
        share = rng.uniform(0.1, 0.6)
        figures: dict[str, str] = {}
        yield tuple(altered(text, words[side], share, rng, figures) for side, text in enumerate(pair))  # type: ignore[misc]


def queries(some: list[tuple[str, str]], side: int, count: int, seed: int = SEED + 1) -> list[str]:
    """Return `count` sentences of some units with 5-25 % of the words exchanged: what an editor would ask."""
    rng = random.Random(seed)
    words = [w for pair in pairs() for w in pair[side].split()]
    chosen = rng.sample(some, count)
    return [altered(pair[side], words, rng.uniform(0.05, 0.25), rng, {}) for pair in chosen]


def altered(text: str, words: list[str], share: float, rng: random.Random, figures: dict[str, str]) -> str:
    """Return a text with a share of its words exchanged, and its figures as `figures` says (which is filled)."""
    kept = [w if rng.random() >= share else rng.choice(words) for w in text.split()]

    def figure(match: re.Match[str]) -> str:
        old = match[0]
        if old not in figures:
            figures[old] = str(rng.randrange(10 ** (len(old) - 1), 10 ** len(old))) if len(old) < 12 else old
        return figures[old]

    return _FIGURE.sub(figure, " ".join(kept))
