"""How alike two sentences are, and what differs: pure functions of the translation memory.

The score is half the Indel ratio and half the Dice coefficient of character bigrams, both without spaces: of the
measures tried, the one that agrees best with a translator's eye (design page). 80 and above is useful, under 60
useless. No such score sees a negation or another number: show what differs beside it.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MINIMUM = 60.0
"""Score under which a match is of no use."""

# A word of letters with cases or digits is one token; of other scripts, each character, since what inflects is its
# tail.
_TOKEN = re.compile(r"[0-9A-Za-zÀ-ɏ]+(?:['’.,-][0-9A-Za-zÀ-ɏ]+)*|\S")


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of one text that stands otherwise in the other; one of the two may be empty. Offsets in code points."""

    start: int
    end: int
    other_start: int
    other_end: int


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def score(one: str, other: str) -> float:
    """Return how alike two NFC texts are, 0-100; another spacing scores 100."""
    from rapidfuzz.distance import Indel

    a, b = squeezed(one), squeezed(other)
    if a == b:
        return 100.0
    return 50 * Indel.normalized_similarity(a, b) + 50 * _dice(a, b)


def best(query: str, texts: Sequence[str], minimum: float = MINIMUM, limit: int = 0) -> list[tuple[int, float]]:
    """Return (index, score) of the texts that score at least `minimum` against the query, best first.

    `limit`: as soon as so many are known, texts that cannot reach the last of them are left out; more may come back
    where they score the same. 0 means all.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    if not texts:
        return []
    a = squeezed(query)
    others = [squeezed(text) for text in texts]
    grams = Counter(_bigrams(a))
    # The Dice half is at most 50, so what the Indel half must bring is known before the bigrams are counted.
    least = max(0.0, (minimum - 50) / 50)
    indels = process.cdist([a], others, scorer=Indel.normalized_similarity, score_cutoff=least)[0]
    found: list[tuple[int, float]] = []
    known: list[float] = []
    for number in (-indels).argsort(kind="stable").tolist():
        indel = float(indels[number])
        bound = 50 * indel + 50
        if indel < least or bound < minimum or (limit and len(known) >= limit and bound < known[-limit]):
            break
        total = 100.0 if others[number] == a else 50 * indel + 50 * _dice_of(grams, len(a), others[number])
        if total >= minimum:
            found.append((number, total))
            insort(known, total)
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def differences(one: str, other: str) -> tuple[Difference, ...]:
    """Return what must be changed to get from one text to the other, by words (characters in Korean and Japanese)."""
    from rapidfuzz.distance import Indel

    mine = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(one)]
    theirs = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(other)]
    found: list[Difference] = []
    codes = Indel.opcodes([t[0] for t in mine], [t[0] for t in theirs])
    pending: list[int] | None = None
    for code in codes:
        if code.tag == "equal":
            if pending:
                found.append(_difference(mine, theirs, pending))
            pending = None
        elif pending is None:
            pending = [code.src_start, code.src_end, code.dest_start, code.dest_end]
        else:
            pending[1], pending[3] = code.src_end, code.dest_end
    if pending:
        found.append(_difference(mine, theirs, pending))
    return tuple(found)


def _difference(
    mine: Sequence[tuple[str, int, int]], theirs: Sequence[tuple[str, int, int]], tokens: Sequence[int]
) -> Difference:
    def edges(some: Sequence[tuple[str, int, int]], first: int, last: int) -> tuple[int, int]:
        if first < last:
            return some[first][1], some[last - 1][2]
        place = some[first - 1][2] if first else 0
        return place, place

    return Difference(*edges(mine, tokens[0], tokens[1]), *edges(theirs, tokens[2], tokens[3]))


def _bigrams(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _dice(a: str, b: str) -> float:
    return _dice_of(Counter(_bigrams(a)), len(a), b)


def _dice_of(grams: Counter[str], length: int, other: str) -> float:
    if length < 2 or len(other) < 2:
        return 0.0
    theirs = Counter(_bigrams(other))
    if len(theirs) > len(grams):
        common = sum(min(n, theirs[g]) for g, n in grams.items() if g in theirs)
    else:
        common = sum(min(n, grams[g]) for g, n in theirs.items() if g in grams)
    return 2 * common / (length - 1 + len(other) - 1)
