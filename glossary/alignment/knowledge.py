"""What an editor's work teaches the aligner: a lexicon estimated from confirmed beads, and the pairs of the term base.

Both say of two sentences how much of what they name is known to correspond. The length engine adds to its rewards

    size x weight x 2 x common / (known of the source + known of the target + smoothing)

with size = (a + b) / 2, every word weighted by how rare it is in its text, common words by the strength of the pair
too. The weight grows with the beads that the lexicon was made of. The semantic engine takes no notice: its embeddings
know these words already. Measured on held-out news (`python -m tests.benchmarks.learning`): strict F1 of the length
engine on abridged texts .718 without, .740 with 300, .783 with 2,400 confirmed beads, and whole texts lose nothing; of
the semantic engine .874, .873 and .876, while whole texts lose .001-.004. Calibration stays as it is (a probability of
.9 and more: .92 right without, .93 with), and whether two texts are unrelated is judged without what is known.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from glossary.alignment import blas
from glossary.alignment.band import Band, Floats
from glossary.alignment.lexicon import Lexicon, units
from glossary.alignment.moves import MOVES
from glossary.alignment.sharing import BlockSums, Shared, Sharing
from glossary.text.particles import HANGUL, HANGUL_RUN, read_tail

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)

WEIGHT = 1.0
"""Of a lexicon of `ENOUGH` beads; less of a smaller one, `LEAST_WEIGHT` of terms alone. Between 1 and 2 measured the
same on abridged texts, but 2 costs whole ones .01."""
LEAST_WEIGHT = 0.4
ENOUGH = 2400
SMOOTHING = 3.0
_SURE = 0.5
"""Strength of a pair that counts as certain."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of two languages. `term_pairs` are terms of the same concept, source then target."""

    lexicon: Lexicon | None = None
    term_pairs: Sequence[tuple[str, str]] = ()

    @property
    def weight(self) -> float:
        """Weight of what two sentences have in common."""
        beads = self.lexicon.beads if self.lexicon else 0
        return min(LEAST_WEIGHT + (WEIGHT - LEAST_WEIGHT) * beads / ENOUGH, WEIGHT)


class Scores(Protocol):
    """Rewards of the moves in any region of two texts, as in `rewards.py`."""

    def region(self, i0: int, j0: int) -> Callable[[int, int, Band], Floats]:
        """Return the rewards of the region that begins after i0 source and j0 target sentences."""


class Correspondence(Sharing):
    """Words of two texts that are known to go together: shared keys are target words, weighted by their pair."""

    def __init__(self, knowledge: Knowledge, source: Sequence[str], target: Sequence[str], languages: tuple[str, str]):
        lexicon = knowledge.lexicon
        known = lexicon.known if lexicon else (frozenset(), frozenset())
        ours = [units(text, languages[0]) & known[0] if lexicon else set() for text in source]
        theirs = [units(text, languages[1]) & known[1] if lexicon else set() for text in target]
        pairs: dict[str, Sequence[tuple[str, float]]] = dict(lexicon.pairs) if lexicon else {}
        for number, (places, others) in enumerate(_terms(knowledge.term_pairs, source, target)):
            key = f"={number}"
            pairs[key] = ((key, 1.0),)
            for i in places:
                ours[i].add(key)
            for j in others:
                theirs[j].add(key)
        rare = [_rarity(side, len(source) + len(target)) for side in (ours, theirs)]
        at: dict[str, list[int]] = {}
        for j, words in enumerate(theirs):
            for word in words:
                at.setdefault(word, []).append(j)
        self._places = at
        self._source = []
        for words in ours:
            best: dict[str, float] = {}
            for word in sorted(words):
                for other, strength in pairs[word]:
                    if other in at:
                        best[other] = max(best.get(other, 0.0), min(1.0, strength / _SURE))
            self._source.append([(word, strength * rare[1][word]) for word, strength in sorted(best.items())])
        self.source, self.target = (
            BlockSums(np.array([sum(weights[word] for word in sorted(words)) for words in side], np.float64))
            for side, weights in zip((ours, theirs), rare, strict=True)
        )
        self.empty = self.silent = not any(self._source)


class KnowingScores:
    """Rewards of another engine and, on top, what is known to correspond."""

    def __init__(self, scores: Scores, shared: Correspondence, weight: float) -> None:
        self._scores = scores
        self._shared = shared
        self._weight = weight

    def region(self, i0: int, j0: int) -> Callable[[int, int, Band], Floats]:
        """Return the rewards of the region that begins after i0 source and j0 target sentences."""
        inner = self._scores.region(i0, j0)
        return lambda first, last, places: inner(first, last, places) + self._more(first, last, places, i0, j0)

    def known(self, i: int, a: int, j: int, b: int) -> float:
        """Return what is on top for source sentences [i, i + a) and target sentences [j, j + b)."""
        shared = self._shared.window(i + a, i + a + 1, j + b, j + b + 1)
        return float(self._of(a, b, shared, slice(i + a, i + a + 1), slice(j + b, j + b + 1))[0, 0])

    def _of(self, a: int, b: int, shared: Shared, rows: slice, columns: slice) -> Floats:
        ours = self._shared.source.ending(a)[rows, None]
        theirs = self._shared.target.ending(b)[None, columns]
        common = np.minimum(shared(a, b), np.minimum(ours, theirs))
        more: Floats = (self._weight * (a + b) * common / (ours + theirs + SMOOTHING)).astype(np.float32)
        return more

    def _more(self, first: int, last: int, places: Band, i0: int, j0: int) -> Floats:
        low, high = int(places.low[first]), int(places.low[last - 1]) + places.width
        rows, columns = slice(i0 + first, i0 + last), slice(j0 + low, j0 + high)
        index = places.columns_of(first, last) - low
        shared = self._shared.window(rows.start, rows.stop, columns.start, columns.stop)
        out = np.empty((last - first, len(MOVES), places.width), np.float32)
        for number, (a, b) in enumerate(MOVES):
            more = self._of(a, b, shared, rows, columns)
            out[:, number] = np.take_along_axis(more, index, axis=1)
        return out


def with_knowledge(
    scores: Scores,
    knowledge: Knowledge | None,
    source: Sequence[str],
    target: Sequence[str],
    languages: tuple[str, str],
) -> Scores:
    """Return the rewards with what is known on top; as they are where nothing of it stands in the texts."""
    if knowledge is None:
        return scores
    shared = Correspondence(knowledge, source, target, languages)
    return scores if shared.empty else KnowingScores(scores, shared, knowledge.weight)


def _rarity(side: Sequence[set[str]], sentences: int) -> dict[str, float]:
    counts = Counter(word for words in side for word in words)
    return {word: max(math.log((sentences + 2) / (2 * count)), 0.0) for word, count in counts.items()}


def _terms(
    pairs: Sequence[tuple[str, str]], source: Sequence[str], target: Sequence[str]
) -> list[tuple[list[int], list[int]]]:
    """Return for each term pair that stands in both texts in which sentences its sides stand."""
    if not pairs:
        return []
    ours = _found({one for one, _ in pairs}, source)
    theirs = _found({two for _, two in pairs}, target)
    return [(ours[one], theirs[two]) for one, two in dict.fromkeys(pairs) if one in ours and two in theirs]


def _found(terms: set[str], sentences: Sequence[str]) -> dict[str, list[int]]:
    """Return the sentences in which each term stands as a word of its own, in whatever case."""
    from ahocorasick_rs import AhoCorasick

    words = sorted(term for term in terms if term.strip())
    if not words:
        return {}
    finder = AhoCorasick([word.lower() for word in words])
    found: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        folded = sentence.lower()
        for which, start, end in finder.find_matches_as_indexes(folded, overlapping=True):
            if (start and folded[start - 1].isalnum()) or not _may_end(folded, end):
                continue
            places = found.setdefault(words[which], [])
            if not places or places[-1] != number:
                places.append(number)
    return found


def _may_end(text: str, end: int) -> bool:
    """Whether a term may end here: before no letter, or before Korean particles and endings."""
    after = text[end : end + 1]
    if HANGUL.match(text[end - 1]) and after:
        return read_tail(HANGUL_RUN.match(text, end)[0], text[end - 1]) is not None  # type: ignore[index]
    return not after.isalnum() or not text[end - 1].isascii()
