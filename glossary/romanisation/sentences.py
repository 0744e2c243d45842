"""Names in a Korean sentence: people by family name, given name and what stands beside them; places and foreign names.

Conservative: a name is only reported where a title, a particle of honour, a list of known names or very usual syllables
speak for it, and never where the word is an everyday one (지도, 전기, 유리). Offsets are code points of the sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import itemgetter
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.following import begins_with_title, introduces
from glossary.romanisation.jamo import pattern
from glossary.romanisation.kinds import PersonName
from glossary.romanisation.word_names import (
    COUNTRY,
    KNOWN,
    PERSON,
    USUAL_FAMILY,
    VERY_USUAL,
    Candidate,
    Person,
    Speaks,
    country_inside,
    others,
    people,
    speaks_for_person,
    starts,
)

_WORDS = "([가-힣]+)"
THRESHOLD = 0.6
_LONGEST_PERSON = 4
"""Syllables of a name that a title after its word speaks for."""


class NameMatch(NamedTuple):
    """A name in a sentence: offsets, its text without particles and titles, its kind and how sure it is (0-1)."""

    start: int
    end: int
    text: str
    kind: str
    confidence: float


class Named(NamedTuple):
    """A name inside one word."""

    skipped: int
    """Syllables of the word before it."""
    text: str
    kind: str
    confidence: float


def names_in_korean(sentence: str, known: Collection[str] = ()) -> list[NameMatch]:
    """Return the names of a sentence in order, without overlaps.

    `known` are names of a term base (best a frozenset, which is kept): they are believed wherever they stand with a
    particle, a title or nothing after.
    """
    return list(_found(sentence, frozenset(known)))


@lru_cache(maxsize=2_048)
def _found(sentence: str, known: frozenset[str]) -> tuple[NameMatch, ...]:
    parts = pattern(_WORDS).split(sentence)
    named = named_words(parts, known)
    if not named:
        return ()
    ends = list(accumulate(map(len, parts)))
    found = []
    for i, name in named:
        start = ends[2 * i] + name.skipped
        found.append(NameMatch(start, start + len(name.text), name.text, name.kind, name.confidence))
    return tuple(found)


def named_words(parts: Sequence[str], known: frozenset[str] = frozenset()) -> list[tuple[int, Named]]:
    """Return which words hold a name: `parts` are a sentence cut into what is no Hangul and, every second one, words.

    A word is told by its number among the words.
    """
    words = parts[1::2]
    kept = _looks(known)
    found = []
    for i in compress(count(), map(kept.starts, map(_START, words))):
        look = kept[words[i]]
        if isinstance(look, _Depends):
            before = words[i - 1] if i and parts[2 * i] == " " else ""
            after = words[i + 1] if parts[2 * i + 2] == " " and 2 * i + 3 < len(parts) else ""
            look = look.between(before, after)
        if look is not None:
            found.append((i, look))
    return found


_START = itemgetter(slice(2))
"""The first two syllables of a word."""


class _Looks(dict[str, "Named | _Depends | None"]):
    """What a word is by itself: no name, a name, or one that depends on its neighbours. A new word is looked at once.

    Only words whose start can be a name's are asked for. Dicts are looked up by `map` without a call of Python.
    """

    def __init__(self, known: frozenset[str]) -> None:
        super().__init__()
        self._known = known
        self._starts = starts(frozenset(name[:2] for name in known))
        self.starts = self._starts.__getitem__

    def __missing__(self, word: str) -> Named | _Depends | None:
        if len(self) >= _MOST_WORDS:
            self.clear()
        look = self[word] = _look(word, self._starts[word[:2]], self._known)
        return look


@lru_cache(maxsize=4)
def _looks(known: frozenset[str]) -> _Looks:
    return _Looks(known)


_MOST_WORDS = 200_000
"""Words that are kept for one term base."""


def forget() -> None:
    """Forget every word and sentence that was looked at; the tables stay."""
    for kept in (_found, _looks, starts):
        kept.cache_clear()


def _look(word: str, bits: int, known: frozenset[str]) -> Named | _Depends | None:
    candidates = others(word, bits, known) if bits & KNOWN else ()
    alone = None
    if candidates:
        text, kind, confidence = max(candidates, key=_sureness)
        alone = Named(0, text, kind, confidence)
    elif bits & COUNTRY and (country := country_inside(word)):
        alone = Named(1, country, "place", 0.85)  # 전미국대통령
    speaks = speaks_for_person(word, bits) if bits & PERSON else None
    return _Depends(word, candidates, alone, speaks) if speaks else alone


class _Depends:
    """A word that can begin with a person: what it is depends on the title before or after it.

    The people are only looked for where something speaks for one.
    """

    __slots__ = ("_alone", "_others", "_people", "_word")

    def __init__(self, word: str, candidates: tuple[Candidate, ...], alone: Named | None, speaks: Speaks) -> None:
        self._word, self._others, self._alone = word, candidates, alone
        self._people: tuple[Person, ...] | None = None
        if speaks is Speaks.ITSELF:
            self._alone = self._weighed(introduced=False, titled=False)

    def between(self, before: str, after: str) -> Named | None:
        """Return the likeliest name between two neighbours; None for none."""
        introduced = introduces(before)
        titled = len(self._word) <= _LONGEST_PERSON and begins_with_title(after)
        return self._weighed(introduced=introduced, titled=titled) if introduced or titled else self._alone

    def _weighed(self, *, introduced: bool, titled: bool) -> Named | None:
        word = self._word
        if self._people is None:
            self._people = tuple(people(word))
        candidates = list(self._others)
        for person in self._people:
            has_title = person.tail == "title" or (titled and len(person.text) == len(word))
            confidence = _confidence(
                person.name, person.chance, person.tail, titled=has_title, introduced=introduced, whole=word
            )
            if confidence:
                candidates.append((person.text, "person", confidence))
        if not candidates:
            return self._alone
        text, kind, confidence = max(candidates, key=_sureness)
        return Named(0, text, kind, round(confidence, 2)) if confidence >= THRESHOLD else None


def _sureness(candidate: Candidate) -> tuple[float, int]:
    return candidate[2], len(candidate[0])


def _confidence(person: PersonName, chance: float, tail: str, *, titled: bool, introduced: bool, whole: str) -> float:
    """Weigh what stands beside a possible name; 0 where nothing speaks for it."""
    weight = tables.surnames()[person.surname].weight
    if len(person.given) == 1 and len(person.surname) == 1:
        strong = weight >= 6 and chance >= 0.5
        return 0.8 if strong and (titled or tail == "honour") else 0.0
    everyday = whole in tables.common_words() or whole[:2] in tables.common_words() or whole[:2] in tables.places()
    if everyday and (chance < 0.9 or not (titled or introduced or tail == "honour")):
        return 0.0
    if titled or tail == "honour":
        return 0.95 if chance >= 0.5 else 0.7 if chance > 0.3 else 0.0
    if introduced:
        return 0.9 if chance >= 0.5 and weight >= 2 else 0.0
    return 0.75 if weight >= USUAL_FAMILY and _very_usual(person.given) else 0.0


def _very_usual(given: str) -> bool:
    """Whether both syllables are among the most usual ones, so that the name speaks for itself (영철, 성남)."""
    weights = tables.given_syllables()
    return (
        len(given) == 2
        and weights.get(given[0], 0) + weights.get(given[1], 0) >= VERY_USUAL
        and given[1] not in _ENDINGS
        and given not in tables.common_words()
    )


_ENDINGS = frozenset("해하기지은이의가는도로만에여아시")
"""Syllables that are endings of verbs and nouns more often than the end of a name."""
