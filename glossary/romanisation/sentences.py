"""Names in a Korean sentence: people by family name, given name and what stands beside them; places and foreign names.

Conservative: a name is only reported where a title, a particle of honour, a list of known names or very usual syllables
speak for it, and never where the word is an everyday one (지도, 전기, 유리). Offsets are code points of the sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.following import begins_with_title, titles
from glossary.romanisation.jamo import pattern
from glossary.romanisation.kinds import PersonName
from glossary.romanisation.word_names import Candidate, Person, country_inside, may_hold_name, possible

_WORDS = "([가-힣]+)"
THRESHOLD = 0.6


class NameMatch(NamedTuple):
    """A name in a sentence: offsets, its text without particles and titles, its kind and how sure it is (0-1)."""

    start: int
    end: int
    text: str
    kind: str
    confidence: float


class Named(NamedTuple):
    """A name inside one word; a text of no length is none."""

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
    silent: set[str] = set() if known else _SILENT
    if silent.issuperset(words):
        return []
    if len(silent) > _MOST_SILENT:
        silent.clear()
    found = []
    for i, word in enumerate(words):
        if word in silent:
            continue
        if not known and not may_hold_name(word):
            silent.add(word)
            continue
        before = words[i - 1] if i and parts[2 * i] == " " else ""
        after = words[i + 1] if parts[2 * i + 2] == " " and 2 * i + 3 < len(parts) else ""
        best = _best(word, known, before, after)
        if best is None:
            silent.add(word)
        elif best.text:
            found.append((i, best))
    return found


_SILENT: set[str] = set()
"""Words that are no name whatever stands beside them, without a term base; emptied when it is full."""
_MOST_SILENT = 200_000


def forget() -> None:
    """Forget every word and sentence that was looked at; the tables stay."""
    _SILENT.clear()
    for kept in (_found, _best, possible):
        kept.cache_clear()


_NONE_HERE = Named(0, "", "", 0.0)


@lru_cache(maxsize=65_536)
def _best(word: str, known: frozenset[str], before: str, after: str) -> Named | None:
    """Return the likeliest name of a word between its neighbours; None where it is no name whatever they are."""
    people, others = possible(word, known)
    if not people:
        if others:
            text, kind, confidence = max(others, key=_sureness)
            return Named(0, text, kind, confidence)
        country = country_inside(word)
        return Named(1, country, "place", 0.85) if country else None
    candidates = [*others, *_weighed(people, word, before, after)]
    if not candidates:
        country = "" if others else country_inside(word)
        return Named(1, country, "place", 0.85) if country else _NONE_HERE
    text, kind, confidence = max(candidates, key=_sureness)
    return Named(0, text, kind, round(confidence, 2)) if confidence >= THRESHOLD else _NONE_HERE


def _sureness(candidate: Candidate) -> tuple[float, int]:
    return candidate[2], len(candidate[0])


def _weighed(people: tuple[Person, ...], word: str, before: str, after: str) -> Iterator[Candidate]:
    introduced = before in titles("before")
    for person in people:
        titled = person.tail == "title" or (len(person.text) == len(word) and begins_with_title(after))
        confidence = _confidence(
            person.name, person.chance, person.tail, titled=titled, introduced=introduced, whole=word
        )
        if confidence:
            yield person.text, "person", confidence


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
    return 0.75 if weight >= 6 and _very_usual(person.given) else 0.0


def _very_usual(given: str) -> bool:
    """Whether both syllables are among the most usual ones, so that the name speaks for itself (영철, 성남)."""
    weights = tables.given_syllables()
    return (
        len(given) == 2
        and weights.get(given[0], 0) + weights.get(given[1], 0) >= 5
        and given[1] not in _ENDINGS
        and given not in tables.common_words()
    )


_ENDINGS = frozenset("해하기지은이의가는도로만에여아시")
"""Syllables that are endings of verbs and nouns more often than the end of a name."""
