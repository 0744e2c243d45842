"""The words that stand for a foreign country beside its name: adjectives and peoples (Russian, Poles, Britain).

The irregular ones are a table, `data/text/nationalities.tsv`; the regular ones are told by their ending.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from glossary.paths import data_path
from glossary.romanisation import tables

_ADJECTIVE = frozenset(("n", "an", "ian", "ean", "nian", "i", "ese", "ish", "ite", "ic", "er", "ine", "can", "vian"))
_SHORTEST = 4
"""Letters of a country's name whose adjective is told by its ending."""


@cache
def nationalities() -> dict[str, frozenset[str]]:
    """Return the words that stand for a country beside its name (`data/text/nationalities.tsv`), capitals included."""
    lines = data_path("text", "nationalities.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:] if line)
    return {place: frozenset(words.split()) for place, words, *_ in rows}


def is_of_place(place: str, word: str) -> bool:
    """Whether a word is a place's English name or a regular adjective of it."""
    if word == place:
        return True
    plain = word.removesuffix("s")
    return any(
        len(place) - cut >= 3
        and plain.startswith(place[: len(place) - cut])
        and plain[len(place) - cut :] in _ADJECTIVE
        for cut in range(4)
    ) or (place[-1] in "ys" and plain == place[:-1])


def stands_for_country(korean: str, word: str) -> bool:
    """Whether an English word is the adjective or the people of one country, named in Korean: 로씨야, Russian.

    A word that several countries share (Korean) and one that is another place's name (Moscow, Iran) stand for none.
    """
    irregular, names = _words_of(korean)
    if word in irregular:
        return True
    return any(word[:2] == name[:2] and is_of_place(name, word) for name in names) and word not in _places()


@lru_cache(maxsize=4_096)
def _words_of(korean: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the irregular words of a country, and its names of one word."""
    rows = [row for row in tables.foreign_names() if korean in (row.dprk, row.south) and row.kind == "country"]
    forms = [form for row in rows for form in row.english]
    known = nationalities()
    listed = frozenset[str]().union(*(known.get(form, frozenset()) for form in forms))
    names = tuple(form for form in forms if form.isalpha() and len(form) >= _SHORTEST)
    cities = {form for row in tables.foreign_names() if row.kind == "city" for form in row.english}
    return listed - _shared_words() - _home_places() - cities, names


@cache
def _shared_words() -> frozenset[str]:
    """Return the words of several countries; two names of one country (Türkiye, Turkey) count once."""
    owners: Counter[str] = Counter()
    for words in {min(words): words for words in nationalities().values()}.values():
        owners.update(words)
    return frozenset(word for word, number in owners.items() if number > 1)


@cache
def _home_places() -> frozenset[str]:
    return frozenset(form.form for form in tables.fixed_forms().values() if form.kind == "place")


@cache
def _places() -> frozenset[str]:
    """Return the English names of all places: Iran is no adjective of Iraq."""
    return _home_places() | {form for row in tables.foreign_names() for form in row.english}
