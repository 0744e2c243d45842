"""A bilingual lexicon estimated from confirmed beads: which words of one language go with which of the other.

IBM model 1 in both directions (Brown et al. 1993), a few rounds of expectation maximisation over the words that occur
more than once; a pair's strength is the geometric mean of the two probabilities, so that a word that goes with
everything goes with nothing. Korean and Japanese are read by the beginnings of their written words, which leaves
particles and endings out; function words are left out because they are in every bead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from glossary.text.language import base_language

LEAST_BEADS = 200
"""Beads under which a lexicon is worth nothing."""
ROUNDS = 5
_WEAKEST = 0.1
"""Strength under which a pair is left out."""
_MOST = 6
"""Pairs that are kept for a word."""
_COMMON = 0.15
"""Share of beads from which on a word is a function word."""
_LATIN = re.compile(r"[a-zà-ɏ]{2,}")
_EAST = re.compile(r"[가-힣]{2,}|[゠-ヿ]{2,}|[一-鿿]{2,}")
_INFLECTED = re.compile(r"(?:ies|es|s|ed|ing|ly|'s)$")
_STEM = 6
"""Letters of an English word that count, as a crude stem."""


def units(text: str, language: str) -> set[str]:
    """Return what the lexicon knows a sentence by."""
    text = text[:4000]
    if base_language(language) in ("ko", "ja", "zh"):
        found: set[str] = set()
        for match in _EAST.finditer(text):
            word = match[0]
            found.update((word[:2], word[:3]) if len(word) > 2 else (word,))
        return found
    return {word[:_STEM] for word in _LATIN.findall(text.lower()) if len(word) > 2}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Pairs of units with their strength, 0-1, and how rare each target unit is."""

    source_language: str
    target_language: str
    pairs: Mapping[str, Sequence[tuple[str, float]]]
    beads: int
    known: tuple[frozenset[str], frozenset[str]] = field(default=(frozenset(), frozenset()))


def estimate(beads: Iterable[tuple[str, str]], source_language: str, target_language: str) -> Lexicon | None:
    """Return the lexicon of some pairs of texts; None where they are too few."""
    read = [(units(s, source_language), units(t, target_language)) for s, t in beads]
    read = [(s, t) for s, t in read if s and t]
    if len(read) < LEAST_BEADS:
        return None
    import numpy as np

    vocabularies = []
    for side in (0, 1):
        counts = Counter(u for pair in read for u in pair[side])
        kept = sorted(u for u, c in counts.items() if 2 <= c <= max(_COMMON * len(read), 2))
        vocabularies.append({u: n for n, u in enumerate(kept)})
    ours, theirs = vocabularies
    if not ours or not theirs:
        return None
    rows, sources, targets = [], [], []
    for number, (s, t) in enumerate(read):
        a = np.array(sorted(ours[u] for u in s if u in ours), np.int64)
        b = np.array(sorted(theirs[u] for u in t if u in theirs), np.int64)
        if len(a) and len(b):
            rows.append(np.full(len(a) * len(b), number, np.int64))
            sources.append(np.repeat(a, len(b)))
            targets.append(np.tile(b, len(a)))
    if not rows:
        return None
    bead, source, target = (np.concatenate(x) for x in (rows, sources, targets))
    keys, pair = np.unique(source * len(theirs) + target, return_inverse=True)
    strength = np.ones(len(keys))
    for given, other, size, sizes in (
        (source, target, len(ours), len(theirs)),
        (target, source, len(theirs), len(ours)),
    ):
        of = keys // len(theirs) if given is source else keys % len(theirs)
        place = bead * sizes + other
        _, slot = np.unique(place, return_inverse=True)
        p = np.full(len(keys), 1.0)
        for _ in range(ROUNDS):
            weight = p[pair]
            # a word of the other side may come from none of these
            share = weight / (np.bincount(slot, weight)[slot] + 0.02)
            count = np.bincount(pair, share, len(keys))
            p = count / (np.bincount(of, count, size)[of] + 0.5)
        strength *= p
    strength = np.sqrt(strength)
    names = list(ours), list(theirs)
    pairs: dict[str, list[tuple[str, float]]] = {}
    for n in np.argsort(-strength, kind="stable"):
        if strength[n] < _WEAKEST:
            break
        one = pairs.setdefault(names[0][int(keys[n]) // len(theirs)], [])
        if len(one) < _MOST:
            one.append((names[1][int(keys[n]) % len(theirs)], float(strength[n])))
    known = frozenset(pairs), frozenset(u for some in pairs.values() for u, _ in some)
    return Lexicon(source_language, target_language, pairs, len(read), known)
