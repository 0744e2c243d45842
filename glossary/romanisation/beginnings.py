"""The folded keys of the beginnings of a Korean word, which are compared with the keys of English words.

Particles fall off by themselves, because every beginning of two syllables and more is tried: as a person, and as a word
of its own. Most words are let go by their first two syllables, before any key is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.folding import folded
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
    found = _shared(word, keys) if _may_begin(word, keys) else []
    if len(word) >= 4:
        found.extend(place for place in _after_place(word) if f"{MARK}{place.key}{MARK}" in keys)
    return found


def _shared(word: str, keys: str) -> list[Beginning]:
    found: list[Beginning] = []
    as_term = True
    as_person = _may_be_person(word)
    for size in range(2, min(len(word), _LONGEST) + 1):
        text = word[:size]
        if as_person and size <= 4:
            people = [key for key in _person_keys(text) if f"{MARK}{key}{MARK}" in keys]
            found.extend(Beginning(key, text, "person", 0) for key in people)
        if as_term:
            key = _term_key(text)
            if len(key) >= _SHORTEST and f"{MARK}{key}{MARK}" in keys:
                found.append(Beginning(key, text, "term", 0))
            goes_on = "아" <= word[size : size + 1] <= "잏" or MARK + key.rstrip(_LETTERS_OF_FINALS) in keys
            as_term = goes_on
    return found


def _may_begin(word: str, keys: str) -> bool:
    """Whether a key of the English can be that of a beginning of a Korean word, judged by its first two syllables."""
    first, term, person = _heads(word[:2])
    if first not in keys:
        return False
    return "아" <= word[2:3] <= "잏" or term in keys or person in keys


class _Heads(NamedTuple):
    """How the keys of all words with the same first two syllables begin, behind the mark."""

    first: str
    """The first initial and vowel."""
    term: str
    """The two syllables without the last final, which the next syllable may change; its vowel too, if none follows."""
    person: str
    """The same, of a person, whose syllables do not change each other."""


@lru_cache(maxsize=65_536)
def _heads(start: str) -> _Heads:
    if len(start) < 2:
        return _Heads("-", "-", "-")  # no name has one syllable
    if "아" <= start[1] <= "잏" or start in tables.sound_edges()[0]:
        return _Heads(MARK, MARK, MARK)  # the two vowels meet in the key, or the word is not said as it is spelled
    dprk = systems()["dprk"]
    open_end = _without_final(start[1])
    term = MARK + folded(dprk.spell(start[0] + open_end))
    person = MARK + folded(dprk.spell(start[0]) + dprk.spell(open_end)) if _may_be_person(start) else term
    return _Heads(MARK + folded(dprk.spell(_without_final(start[0]))), term, person)


def _without_final(syllable: str) -> str:
    return chr(ord(syllable) - (ord(syllable) - FIRST) % 28)


def _may_be_person(text: str) -> bool:
    return text[0] in tables.surnames() or text[:2] in tables.surnames()


@lru_cache(maxsize=65_536)
def _term_key(text: str) -> str:
    dprk = systems()["dprk"]
    return folded(dprk.spell(read(text, dprk)))


@lru_cache(maxsize=65_536)
def _person_keys(text: str) -> tuple[str, ...]:
    dprk = systems()["dprk"]
    cuts = _cuts(text, tables.surnames())
    return tuple(folded(dprk.person(person.surname, person.given)) for person in cuts)


def _cuts(text: str, known: Collection[str]) -> list[PersonName]:
    if len(text) > 4:
        return []
    weights = tables.given_syllables()
    cuts = [PersonName(text[:n], text[n:]) for n in (2, 1) if text[:n] in known and 1 <= len(text) - n <= 2]
    return [cut for cut in cuts if all(syllable in weights for syllable in cut.given)]


def _after_place(word: str) -> Iterator[Beginning]:
    """Yield a name that follows a place in the same written word (평양락랑구역)."""
    dprk = systems()["dprk"]
    for cut in (2, 3):
        if len(word) >= cut + 2 and word[:cut] in tables.full_places():
            rest = word[cut : cut + 2]
            key = folded(dprk.spell(rest))
            if len(key) >= _SHORTEST:
                yield Beginning(key, rest, "place", cut)
