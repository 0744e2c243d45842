"""How the other language renders the words of a query, hit by hit: pure functions.

What is known comes first (renderings in the term base, names by romanisation); then the phrases that stand with the
query far more often than in other sentences of the memory, the strongest first, each taking the hits in which it
stands. What is left has no rendering. Korean renderings of English words are found as words without their particles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from glossary.text.language import base_language

LEAST_HITS = 2
"""Sentences in which a phrase must stand with the query."""
LEAST_LIFT = 4.0
"""How many times more often than elsewhere."""
RARE_LIFT = 100.0
LONGEST = 4
_WHOLE = 0.6
"""A longer phrase is taken in place of a part of it that stands alone in less than the rest of its hits."""
_ROUNDS = 30
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_FUNCTION = frozenset(
    (
        *("a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "with", "from", "and", "or", "as", "that"),
        *("this", "these", "those", "it", "its", "is", "are", "was", "were", "be", "been", "he", "she", "they"),
        *("his", "her", "their", "which", "who", "has", "have", "had", "will", "would", "not", "but", "into"),
        *("than", "also", "more"),
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """A query in a sentence: its words there, the sentence of the other language, and that language."""

    words: str
    other: str
    language: str


def renderings(places: Sequence[Place], known: Iterable[str] = (), background: Sequence[str] = ()) -> list[str]:
    """Return the rendering of each place, empty where it is not known.

    `known` are renderings of the term base; `background` are other sentences of the memory in the same language.
    """
    found = [""] * len(places)
    forms = sorted({f for f in known if f}, key=lambda f: (-len(f), f))
    patterns = [(re.compile(rf"(?<!\w){re.escape(form)}(?:e?s)?(?!\w)", re.IGNORECASE), form) for form in forms]
    for at, place in enumerate(places):
        for pattern, _ in patterns:
            if match := pattern.search(place.other):
                found[at] = match[0]
                break
        else:
            found[at] = _name(place)
    _associate(places, found, background)
    return found


def _name(place: Place) -> str:
    if base_language(place.language) != "en" or not re.search("[가-힣]{2}", place.words):
        return ""
    from glossary.romanisation.finding import find_in_english

    match = next(iter(find_in_english(place.words, place.other)), None)
    return place.other[match.start : match.end] if match and match.form else ""


def _associate(places: Sequence[Place], found: list[str], background: Sequence[str]) -> None:
    open_ = [at for at, rendering in enumerate(found) if not rendering]
    if len(open_) < LEAST_HITS:
        return
    grams = {at: _grams(places[at].other, places[at].language) for at in open_}
    elsewhere: Counter[str] = Counter()
    for text in background:
        elsewhere.update(_grams(text, places[open_[0]].language).keys())
    for _ in range(_ROUNDS):
        counts: Counter[str] = Counter()
        for at in open_:
            counts.update(grams[at].keys())
        best = _strongest(counts, len(open_), elsewhere, max(1, len(background)))
        if best is None:
            return
        left = []
        for at in open_:
            if best in grams[at]:
                found[at] = grams[at][best]
            else:
                left.append(at)
        open_ = left
        if len(open_) < LEAST_HITS:
            return


def _strongest(counts: Counter[str], hits: int, elsewhere: Counter[str], others: int) -> str | None:
    def lift(gram: str) -> float:
        return (counts[gram] / hits) / ((elsewhere[gram] + 0.5) / others)

    # Two sentences have many a word in common by chance; a rendering that stands in only two must be rare elsewhere.
    good = [
        g
        for g, n in counts.items()
        if len(g) > 1 and n >= LEAST_HITS and lift(g) >= (LEAST_LIFT if n > LEAST_HITS else RARE_LIFT)
    ]
    if not good:
        return None
    best = max(good, key=lambda g: (counts[g] * log(lift(g)), len(g), g))
    while True:
        longer = [g for g in good if f" {best} " in f" {g} " and g != best and counts[g] >= _WHOLE * counts[best]]
        if not longer:
            return best
        best = max(longer, key=lambda g: (counts[g], len(g), g))


def _grams(text: str, language: str) -> dict[str, str]:
    """Return the phrases of a text, folded, with how they stand there."""
    korean = base_language(language) == "ko"
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    folded = [_stem(text[a:b]) if korean else text[a:b].lower() for a, b in words]
    found: dict[str, str] = {}
    for first in range(len(words)):
        if folded[first] in _FUNCTION:
            continue
        for last in range(first, min(first + LONGEST, len(words))):
            if last > first and re.search(r"[.,;:!?]", text[words[last - 1][1] : words[last][0]]):
                break
            if folded[last] in _FUNCTION:
                continue
            end = words[last][0] + len(folded[last]) if korean else words[last][1]
            found.setdefault(" ".join(folded[first : last + 1]), text[words[first][0] : end])
    return found


def _stem(word: str) -> str:
    from glossary.text.particles import strip_particles

    return strip_particles(word)
