"""What of a text is looked up in the index of SQLite: its parts, and which of them are rare enough. Pure functions.

Parts are trigrams of the folded text, Latin words and, of Korean, Chinese characters and kana, pairs of characters. How
rare each is comes from a sample of the memory. Invariant: what `lookup` names stands in every text that holds all the
pieces, so that nothing is missed; the text decides about the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossary.terms.keys import search_key

GRAM, WORD, SYLLABLE = "g", "w", "s"
"""First letters of a feature's name: a trigram, a word or pair, one character (these only in the sample)."""
LATIN = "\u024f"
"""The last letter that belongs to words; what comes behind it is cut into pairs."""
PIECES = 6
"""Trigrams of a phrase that are looked up. Twelve take four times as long and leave as many beads."""
A_WORD = 1
"""Features of any one word of a sentence, before the other words have had their turn."""
_ENOUGH, _SELDOM, _OFTEN = 3, 20, 0.25
"""Trigrams of a phrase after which no more are looked up where they leave so few beads, or that stand in so large a
share of them."""
_WORD_LONG, _TOGETHER = 5, 0.3
"""Characters from which on two trigrams are taken to lie in different words, and what is left of the logarithm of a
share where they are not."""
_EVERYWHERE = 0.05
"""Share of the beads that have a character from which on it is looked for in the text of one bead after the other: the
beads of all pairs that begin with it would have to be put together first, .3 s in a million for the most frequent."""
_MIXED = 0.05
"""Least share of unconfirmed beads for which that is done: else it is long until one comes."""
_LATIN_WORD = re.compile(r"[^\W_\u0250-\uffff]+")


def index_words(some: str) -> list[str]:
    """Return Latin words, folded, and pairs of other characters; the last character of a text also by itself."""
    if some.isascii():
        return _LATIN_WORD.findall(some.lower())
    key = search_key(some)
    found = [a + b for a, b in pairwise(key) if a > LATIN or b > LATIN]
    if key[-1:] > LATIN:
        found.append(key[-1])  # a single syllable is found as the beginning of a pair, the last one by itself
    return found + [search_key(word) for word in _LATIN_WORD.findall(some)]


def trigrams(key: str) -> list[str]:
    """Return the different trigrams of a folded text in the order of coming."""
    return list(dict.fromkeys(key[i : i + 3] for i in range(len(key) - 2)))


def features(some: str) -> set[str]:
    """Return the trigrams and words of a text, told apart by their first letter."""
    return {GRAM + g for g in trigrams(search_key(some))} | {WORD + w for w in index_words(some)}


class Sample:
    """How many of some beads have each feature and character on one side."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.seen = 0

    def add(self, some: str) -> None:
        """Count a text."""
        self.seen += 1
        self.counts.update(features(some))
        self.counts.update({SYLLABLE + c for c in search_key(some) if c > LATIN})

    def share(self, feature: str) -> float:
        """Return which share of the beads has a feature."""
        return self.counts[feature] / max(1, self.seen)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is looked up for one alternative; no words where the text of every bead must be looked at."""

    table: str
    """`fts` or `words`."""
    words: tuple[str, ...]
    begins: bool = False
    """Whether one of them is only how a pair of characters begins, which is slow to find."""

    @property
    def match(self) -> str:
        """Return the query in the language of FTS5."""
        return " AND ".join(self.words)


def lookup(pieces: Sequence[str], sample: Sample, beads: float, auto: float) -> Lookup | None:
    """Return what is looked up for pieces that must all stand in a text, None where they name nothing.

    `beads` is how many there are, `auto` the share of unconfirmed ones.
    """
    pieces = [p for p in pieces if p]
    if not pieces:
        return None
    latin = any(p[0] <= LATIN or p[-1] <= LATIN for p in pieces)
    if any(len(p) > 2 for p in pieces) and (latin or not any(len(p) == 2 for p in pieces)):
        return Lookup("fts", tuple(f'"{g}"' for g in _spread(pieces, sample, beads)))
    if not latin and (pairs := dict.fromkeys(a + b for p in pieces for a, b in pairwise(p))):
        few = sorted(pairs, key=lambda pair: (sample.counts[WORD + pair], pair))[:PIECES]
        return Lookup("words", tuple(f'"{pair}"' for pair in few))
    # A character: every pair that begins with it. A Latin word of one or two letters is looked for as a whole.
    words = {p: f'"{p}"' + (" *" if len(p) == 1 and p > LATIN else "") for p in pieces}
    rare = [p for p in words if not words[p].endswith("*") or sample.share(SYLLABLE + p) < _EVERYWHERE]
    if not rare and auto >= _MIXED:
        return Lookup("fts", ())
    looked = [words[p] for p in rare or [min(words, key=lambda p: sample.share(SYLLABLE + p))]]
    return Lookup("words", tuple(looked), any(word.endswith("*") for word in looked))


def _spread(pieces: Sequence[str], sample: Sample, beads: float) -> list[str]:
    """Return the rarest trigrams of some pieces: at first such as lie in different words, then such as hardly overlap.

    Those of one word mostly stand together: another one of it leaves nearly as many beads.
    """
    grams = sorted(
        (sample.counts[GRAM + p[at : at + 3]], p[at : at + 3], number, at)
        for number, p in enumerate(pieces)
        for at in range(len(p) - 2)
    )
    chosen: dict[str, tuple[int, int]] = {}
    left = beads
    for apart in (_WORD_LONG, 2):
        for count, gram, number, at in grams:
            if len(chosen) >= PIECES:
                break
            if gram in chosen or any(n == number and abs(at - a) < apart for n, a in chosen.values()):
                continue
            share = max(count, 0.5) / max(1, sample.seen)
            if len(chosen) >= _ENOUGH and (left < _SELDOM or share > _OFTEN):
                continue
            alone = apart > 2 or all(n != number or abs(at - a) >= _WORD_LONG for n, a in chosen.values())
            chosen[gram] = number, at
            left *= share if alone else share**_TOGETHER
    return list(chosen)


def chosen(query: str, counts: Counter[str]) -> list[str]:
    """Return the trigrams and words of a query, the rarest first, at first no more than A_WORD of any one word of it.

    Without that a single word that the wanted sentence does not have takes up most of what is looked up. Of a Latin
    word the word itself comes first: a trigram over its edge is rare by chance, and gone with either word.
    """
    order = sorted(features(query), key=lambda f: (counts[f], -len(f), f))
    owner: dict[str, int] = {}
    key = ""
    starts: list[int] = []
    latin: set[int] = set()
    for number, word in enumerate(query.split()):
        folded = search_key(word)
        starts += [number] * len(folded)
        key += folded
        for some in index_words(word):
            owner.setdefault(WORD + some, number)
            if some[0] <= LATIN:
                latin.add(number)
    for place in range(len(key) - 2):
        owner.setdefault(GRAM + key[place : place + 3], starts[place])
    taken: Counter[int] = Counter()
    first: list[str] = []
    later: list[str] = []
    for feature in order:
        word_of = owner.get(feature, -1)
        if feature[0] == GRAM and word_of in latin:
            later.append(feature)
            continue
        taken[word_of] += 1
        (first if taken[word_of] <= A_WORD else later).append(feature)
    return first + later
