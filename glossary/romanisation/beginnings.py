"""The folded keys of the beginnings of a Korean word, which are compared with the keys of English words.

Particles fall off by themselves, because every beginning of two syllables and more is tried: as a person, and as a word
of its own. Most words are let go by their first two syllables, before any key is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.folding import fold, folded
from glossary.romanisation.jamo import FIRST
from glossary.romanisation.kinds import PersonName
from glossary.romanisation.reading import read
from glossary.romanisation.registry import systems

MARK = "|"
"""Stands around each key of an English sentence, so that one search in all of them tells whether one begins so."""
_SHORTEST = 5
"""Letters of a word's key; shorter ones are too often something else."""
_LONGEST = 5
"""Syllables of a beginning."""
_PLACES = (2, 3)
"""Syllables of a place that another name follows in one word."""
_LETTERS_OF_FINALS = "bdgjmnrsh"
"""What a folded final is written with; the next syllable may change it."""


class Beginning(NamedTuple):
    """A beginning of a word: its folded key, the Hangul, `person`, `term` or `place`, and its place in the word."""

    key: str
    text: str
    kind: str
    offset: int


def beginnings(word: str) -> list[Beginning]:
    """Return the beginnings of a word: as a person and as a word of its own, and a name after a place's."""
    found: list[Beginning] = []
    for size in range(2, min(len(word), _LONGEST) + 1):
        text = word[:size]
        found.extend(Beginning(key, text, "person", 0) for key in _person_keys(text))
        key = _term_key(text)
        if len(key) >= _SHORTEST:
            found.append(Beginning(key, text, "term", 0))
    found.extend(_after_place(word))
    return found


def shared_beginnings(word: str, keys: str) -> list[Beginning]:
    """Return the beginnings of a word whose key is one of `keys`, each of which stands between marks."""
    start = word[:2]
    found: list[Beginning] = []
    if openings[start] in keys:
        term, person = _heads(start)
        merges = "아" <= word[2:3] <= "잏"  # a vowel may meet the last of the head
        as_term = merges or term in keys
        double = as_term and start in tables.surnames()
        found = _shared(word, keys, as_term, _may_be_person(start) and (merges or double or person in keys))
    if len(word) >= 4 and openings[start] == MARK:
        found.extend(place for place in _after_place(word) if f"{MARK}{place.key}{MARK}" in keys)
    return found


class _Openings(dict[str, str]):
    """How the keys of all words with the same first two syllables begin: the mark and at most two letters.

    It is the mark alone where that cannot be said, or where a name may follow a place inside the word.
    """

    def __missing__(self, start: str) -> str:
        if len(start) < 2:
            opening = "-"  # no name has one syllable
        elif _said_otherwise(start) or start in _starts_of_places():
            opening = MARK
        else:
            opening = MARK + _open_key(_without_final(start[0]))[:2]
        self[start] = opening
        return opening


openings = _Openings()
"""There are some thousand of them, whatever the text."""


def openings_of(words: Iterable[str]) -> tuple[str, str]:
    """Return two texts of which one holds the opening of every Korean word that can begin like one of the words.

    `words` are the stripped keys of first words of English names. What follows such a word can change the last letter
    of its folded key (the last two after `tc`): the first text has openings of two letters, the second of one.
    """
    two, one = "", ""
    for word in words:
        key = folded(word)[: -2 if word.endswith("tc") else -1]
        if len(key) > 1:
            two += MARK + key[:2]
        else:
            one += MARK + key if key else "".join(MARK + letter for letter in ascii_lowercase)
    return two, one


def _said_otherwise(start: str) -> bool:
    """Whether two vowels meet in the key, or a word that begins so may not be said as it is spelled."""
    return "아" <= start[1] <= "잏" or start in tables.sound_edges()[0]


@cache
def _starts_of_places() -> frozenset[str]:
    return frozenset(place[:2] for place in tables.full_places() if len(place) in _PLACES)


def _shared(word: str, keys: str, as_term: bool, as_person: bool) -> list[Beginning]:
    found: list[Beginning] = []
    for size in range(2, min(len(word), _LONGEST if as_term else 4) + 1 if as_term or as_person else 0):
        text = word[:size]
        if as_person and size <= 4:
            people = [key for key in _person_keys(text) if f"{MARK}{key}{MARK}" in keys]
            found.extend(Beginning(key, text, "person", 0) for key in people)
        if as_term:
            key = _term_key(text)
            if len(key) >= _SHORTEST and f"{MARK}{key}{MARK}" in keys:
                found.append(Beginning(key, text, "term", 0))
            as_term = "아" <= word[size : size + 1] <= "잏" or MARK + key.rstrip(_LETTERS_OF_FINALS) in keys
    return found


@lru_cache(maxsize=65_536)
def _heads(start: str) -> tuple[str, str]:
    """Return how the keys of words with the same first two syllables begin, behind the mark: as a term, as a person.

    They are without the last final, which the next syllable may change; a person's syllables do not change each other.
    """
    if _said_otherwise(start):
        return MARK, MARK
    dprk = systems()["dprk"]
    open_end = _without_final(start[1])
    term = MARK + fold(dprk.spell(start[0] + open_end))
    if not _may_be_person(start):
        return term, term
    return term, MARK + fold(dprk.spell(start[0]) + dprk.spell(open_end))


@cache
def _open_key(syllable: str) -> str:
    """Return the folded key of one of the 399 syllables without final."""
    return fold(systems()["dprk"].spell(syllable))


def _without_final(syllable: str) -> str:
    return chr(ord(syllable) - (ord(syllable) - FIRST) % 28)


def _may_be_person(text: str) -> bool:
    return text[0] in tables.surnames() or text[:2] in tables.surnames()


@lru_cache(maxsize=65_536)
def _term_key(text: str) -> str:
    dprk = systems()["dprk"]
    return fold(dprk.spell(read(text, dprk)))


@lru_cache(maxsize=65_536)
def _person_keys(text: str) -> tuple[str, ...]:
    dprk = systems()["dprk"]
    cuts = _cuts(text, tables.surnames())
    return tuple(fold(dprk.person(person.surname, person.given).replace(" ", "").lower()) for person in cuts)


def _cuts(text: str, known: Collection[str]) -> list[PersonName]:
    if len(text) > 4:
        return []
    weights = tables.given_syllables()
    cuts = [PersonName(text[:n], text[n:]) for n in (2, 1) if text[:n] in known and 1 <= len(text) - n <= 2]
    return [cut for cut in cuts if all(syllable in weights for syllable in cut.given)]


def _after_place(word: str) -> Iterator[Beginning]:
    """Yield a name that follows a place in the same written word (평양락랑구역)."""
    dprk = systems()["dprk"]
    for cut in _PLACES:
        if len(word) >= cut + 2 and word[:cut] in tables.full_places():
            rest = word[cut : cut + 2]
            key = fold(dprk.spell(rest))
            if len(key) >= _SHORTEST:
                yield Beginning(key, rest, "place", cut)
