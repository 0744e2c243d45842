"""Which names a Korean word can hold, whatever stands beside it: people by their syllables, places, foreign names.

Every test that most words fail stands first, because running text asks of every new word.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.following import begins_with_title, tail_kind, title_inside
from glossary.romanisation.kinds import ORG_ENDINGS, PersonName, person_chance

_PUBLIC, _PLACE, _FOREIGN, _TERM_BASE, _DOUBLE = 1, 2, 4, 8, 16
PERSON, COUNTRY = 32, 64
KNOWN = _PUBLIC | _PLACE | _FOREIGN | _TERM_BASE
"""Bits of what a word can begin with: a known name of some kind, a family name of two syllables, a person by the
syllables, a foreign country behind one syllable."""
_BEFORE_COUNTRIES = frozenset("전현구신대친반방주재")
"""Former, incumbent, new; towards, pro-, anti-, on a visit to: one syllable before the name of a country."""

Candidate = tuple[str, str, float]
"""A name's text, its kind and how sure it is (0-1)."""


class Person(NamedTuple):
    """A person that a word can begin with."""

    text: str
    name: PersonName
    tail: str
    """What follows in the word."""
    chance: float
    """How likely the syllables are (0-1)."""


class _Starts(dict[str, int]):
    """What words with the same first two syllables can be, as bits; most words can be nothing.

    There are some thousand beginnings, whatever the text, so that a new word mostly needs one look here.
    """

    def __init__(self, known: frozenset[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, start: str) -> int:
        bits = _known_starts().get(start, 0)
        if start in self._known:
            bits |= _TERM_BASE
        if start[0] in _BEFORE_COUNTRIES:
            bits |= COUNTRY
        if start in _doubles():
            bits |= PERSON | _DOUBLE
        elif start[1:] in tables.given_syllables() and start[0] in tables.surnames():
            bits |= PERSON
        self[start] = bits
        return bits


@lru_cache(maxsize=4)
def starts(known: frozenset[str]) -> _Starts:
    """Return what a word can be by its first two syllables: nothing, or bits for the functions below.

    `known` are the first two syllables of a term base's names.
    """
    return _Starts(known)


@cache
def _known_starts() -> dict[str, int]:
    """Return the first two syllables of known names, and whose names begin so."""
    found: dict[str, int] = {}
    places = tables.full_places() | _towns().keys()
    known = ((_PUBLIC, tables.persons()), (_PLACE, places), (_FOREIGN, _foreign_names()))
    for bit, names in known:
        for name in names:
            found[name[:2]] = found.get(name[:2], 0) | bit
    return found


def others(word: str, bits: int, known: frozenset[str]) -> tuple[Candidate, ...]:
    """Return the names that a word can begin with, without regard to people by their syllables.

    `bits` are those of its start; `known` are names of a term base.
    """
    found: list[Candidate] = []
    if bits & _TERM_BASE:
        for size in range(min(len(word), 12), 1, -1):
            text = word[:size]
            if text in known and tail_kind(word[size:]) is not None:
                kind = "person" if _person(text) and text not in tables.full_places() else "term"
                found.append((text, kind, 0.97))
    if bits & _PUBLIC:
        found.extend(_public(word))
    if bits & _PLACE:
        found.extend(_places(word))
    if bits & _FOREIGN:
        found.extend(_foreign(word))
    return tuple(found)


class Speaks(IntEnum):
    """What speaks for a person at the beginning of a word."""

    NOTHING = 0
    TITLE_BESIDE = 1
    """Only a title before or after the word could."""
    ITSELF = 2
    """The word may: a title or a form of honour inside, or very usual syllables."""


def speaks_for_person(word: str, bits: int) -> Speaks:
    """Return what can speak for a person, by the letters alone: a quick look that spares most words `people`."""
    if bits & _DOUBLE:
        return Speaks.ITSELF
    weights, known = tables.given_syllables(), tables.surnames()
    length = len(word)
    if length > 2 and word[2] in weights and word[:3] not in _no_people():
        tail = tail_kind(word[3:])
        if tail in ("title", "honour"):
            return Speaks.ITSELF
        if tail is not None:
            usual = weights[word[1]] + weights[word[2]] >= VERY_USUAL and known[word[0]].weight >= USUAL_FAMILY
            return Speaks.ITSELF if usual or tail_kind(word[2:]) in ("title", "honour") else Speaks.TITLE_BESIDE
    if length == 2:
        return Speaks.TITLE_BESIDE
    return Speaks.ITSELF if tail_kind(word[2:]) in ("title", "honour") else Speaks.NOTHING


USUAL_FAMILY = 6
"""Weight of a family name from which on it speaks for a person by itself."""
VERY_USUAL = 5
"""Weights of two syllables together from which on they do."""


def country_inside(word: str) -> str:
    """Return the foreign country after the first syllable (전미국대통령), or an empty string."""
    if not _known_starts().get(word[1:3], 0) & _FOREIGN:
        return ""
    return next((text for text, kind, _ in _foreign(word[1:]) if kind == "place"), "")


def _public(word: str) -> Iterator[Candidate]:
    """Yield people of public life; a name of two syllables needs more than its letters (김성, 최현).

    Plants and schools bear their names, too (김일성종합대학).
    """
    for size in (5, 4, 3):
        rest = word[size:]
        if word[:size] in tables.persons() and (tail_kind(rest) is not None or _is_institution(rest)):
            yield word[:size], "person", 0.93
            return


def _person(text: str) -> PersonName | None:
    known = tables.surnames()
    if len(text) in (3, 4) and text[:2] in known and known[text[:2]].weight >= 6:
        return PersonName(text[:2], text[2:])
    return PersonName(text[0], text[1:]) if text[0] in known and 2 <= len(text) <= 3 else None


def people(word: str) -> Iterator[Person]:
    """Yield the people that a word can begin with: family name of two syllables first, then the longer given name."""
    weights = tables.given_syllables()
    double = word[:2] in _doubles()
    if double:
        sizes: tuple[int, ...] = (4, 3, 2) if word[1] in weights else (4, 3)
    elif word[1:2] in weights and word[0] in tables.surnames():
        sizes = (3, 2)
    else:
        return
    length, others = len(word), _no_people()
    for size in sizes:
        text = word[:size]
        if length < size or word[size - 1] not in weights or text in others:
            continue
        tail = tail_kind(word[size:])
        if tail is None or (size == 2 and tail == "particle"):
            continue  # two syllables are only believed beside a title
        person = _person(text) if double else PersonName(text[0], text[1:])
        if person is not None and (chance := _chance(text, person, word)):
            yield Person(text, person, tail, chance)


@cache
def _doubles() -> frozenset[str]:
    """Return the family names of two syllables."""
    return frozenset(surname for surname in tables.surnames() if len(surname) == 2)


def _chance(text: str, person: PersonName, word: str) -> float:
    chance = person_chance(text, person)
    if not chance or text.endswith(ORG_ENDINGS) or title_inside(text, word):
        return 0.0
    if person.given in _foreign_names():
        return 0.0  # 전미국대통령
    return chance / 2 if person.given in tables.common_words() else chance


@cache
def _no_people() -> frozenset[str]:
    """Return the words that are something else than people: everyday words, places, foreign names."""
    return tables.common_words() | tables.full_places() | _foreign_names().keys()


def _places(word: str) -> Iterator[Candidate]:
    """Yield places: with their unit, or bare where the name is no everyday word."""
    for size in range(min(len(word), 9), 1, -1):
        text, rest = word[:size], word[size:]
        if (_stands_alone(text) and _after_place(text, rest)) or (
            text in _towns() and ((rest in _WHERE and _towns()[text]) or _is_institution(rest))
        ):
            yield text, "place", 0.9 if len(text) > 2 else 0.8
            return


def _stands_alone(text: str) -> bool:
    return text in tables.full_places() and text not in _everyday()


def _after_place(text: str, rest: str) -> bool:
    """Whether what follows a place in its word leaves it a place: a particle, a joined noun, another place."""
    if tail_kind(rest) in ("end", "particle"):
        return True
    if len(text) < 3 and (len(rest) < 2 or text in tables.common_words()):
        return False
    heads = tables.after_places()
    if any(rest[:size] in heads for size in range(min(len(rest), 5), 1, -1)) or _is_institution(rest):
        return True
    return any(rest[:size] in tables.full_places() for size in (4, 3, 2)) and len(rest) > 2


def _is_institution(rest: str) -> bool:
    """Whether what follows a place makes it the name of a plant, a farm or a school (룡악산샘물공장은)."""
    return any((at := rest.rfind(end)) > 1 and _ends(rest[at + len(end) :]) for end in _INSTITUTIONS)


_INSTITUTIONS = (
    *("공장", "기업소", "농장", "목장", "발전소", "제련소", "탄광", "광산", "양어장", "온실", "사업소"),
    *("학교", "학원", "대학", "병원", "료양소", "휴양소", "휴양지", "야영소", "유치원", "비행장"),
)
"""What bears the name of its town; a committee less often (상원군사위원회 is the Senate's)."""


@cache
def _everyday() -> frozenset[str]:
    """Return names of the gazetteer that are also everyday words and never speak for themselves."""
    return frozenset(
        text
        for text, group in tables.places().items()
        if all(p.unit or p.kind == "word" for p in group) and text not in _with_units()
    ) | frozenset(t for t in tables.common_words() if t in tables.places() and len(t) == 2)


@cache
def _towns() -> dict[str, bool]:
    """Return the towns whose names are no everyday words, and whether one is a city: known without its unit, too."""
    return {
        text: any(place.kind == "city" for place in group)
        for text, group in tables.places().items()
        if (len(text) > 2 or text not in tables.common_words()) and any(place.kind in _TOWNS for place in group)
    }


_TOWNS = ("city", "county", "district", "province")
_WHERE = frozenset(("에", "에서", "에는", "에서는", "에도", "에서도", "에로", "로", "으로", "까지", "부터", "에서부터"))
"""Particles of place: before them stands a city rather than a word that is written like one (개성에서, 개성을)."""


@cache
def _with_units() -> frozenset[str]:
    """Return the names of the gazetteer together with their units (대동강, which is also a district's name)."""
    return frozenset(p.hangul + p.unit for group in tables.places().values() for p in group if p.unit)


def _foreign(word: str) -> Iterator[Candidate]:
    names = _foreign_names()
    for size in range(min(len(word), 14), 1, -1):
        text = word[:size]
        if text not in names:
            continue
        everyday = size == 2 and text in tables.common_words()
        if _joined(word[size:]) if everyday else after_foreign(word[size:]):
            yield text, "person" if names[text] == "person" else "place", 0.9
            return


def after_foreign(rest: str) -> bool:
    """Whether what follows a foreign name in its word leaves it one."""
    return tail_kind(rest) is not None or rest[0] in "인군" or _joined(rest)


def _joined(rest: str) -> bool:
    """Whether a word goes on as only the name of a country does, even an everyday one (이란외무상, 수단정부)."""
    if not rest:
        return False
    return (
        begins_with_title(rest.removeprefix("전"))
        or any(rest[:length] in tables.after_places() for length in range(2, 6))
        or any(0 <= (at := rest.find(state)) <= 4 and _ends(rest[at + len(state) :]) for state in _STATES)
    )


def _ends(rest: str) -> bool:
    return tail_kind(rest) in ("end", "particle")


_STATES = ("공화국", "련방", "왕국", "련합", "제국")
"""What the full name of a country ends in (수리아아랍공화국)."""


@cache
def _foreign_names() -> dict[str, str]:
    return {name: row.kind for row in tables.foreign_names() for name in (row.dprk, row.south) if name}
