"""The spellings of the other country under which a term of a term base may stand in a text.

Fast enough for a term base of 100,000 terms: most are passed by without a look at the rules. A spelling is only offered
where it leads back to the term, so that a homograph is none: 리상 (an ideal) is not looked for as 이상 (more than).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import product

from glossary.romanisation import tables
from glossary.romanisation.system import law
from glossary.text.varieties import NORTHERN_SURNAMES, Difference, changed, may_differ, word_differences

_OF_PLACES = frozenset(("foreign", "law"))
_MOST_PLACES = 3
"""Up to so many places, each may be spelled in either way on its own; beyond, all of them change together."""
_UNKNOWN_LAW = 3
"""Syllables of a word that the law of initials alone may change; a shorter one is too often another word."""


def respelled(term: str, *, owner: str = "") -> tuple[str, ...]:
    """Return the other spellings of a Korean term, without the term itself; empty for most terms.

    `owner` is what it names: of a `person` only the family name has two spellings (림춘추, 임춘추), a `place` is not
    made of words (과일군 is no 과일꾼).
    """
    if term[:1] in _both() and (owner == "person" or (owner in ("", "other") and _looks_like_person(term))):
        return _family(term)
    if not may_differ(term):
        return ()
    found: dict[str, None] = {}
    for to in ("south", "north"):
        places = [d for d in word_differences(term, to) if owner != "place" or _of_place(d, term)]
        if not places:
            continue
        home = _north(term)
        choices: Iterable[tuple[bool, ...]] = product((True, False), repeat=len(places))
        if len(places) > _MOST_PLACES:
            choices = ((True,) * len(places),)
        for choice in choices:
            chosen = [place for place, change in zip(places, choice, strict=True) if change]
            spelling = changed(term, chosen)
            if spelling != term and (_north(spelling) == home or _unknown_law(term, chosen)):
                found[spelling] = None
    return tuple(found)


def _of_place(place: Difference, term: str) -> bool:
    return place.kind in _OF_PLACES or place.text == term


def _north(term: str) -> str:
    return changed(term, word_differences(term, "north"))


def _unknown_law(term: str, chosen: list[Difference]) -> bool:
    """Whether only the law of initials changes a long word, one that the table does not know (린산비료)."""
    return len(term) >= _UNKNOWN_LAW and len(chosen) == 1 and chosen[0].kind == "law" and chosen[0].start == 0


@cache
def _both() -> dict[str, str]:
    """Return each country's first letter of a family name by the other's."""
    north = {surname: law(surname) for surname in NORTHERN_SURNAMES.values()}
    return {**NORTHERN_SURNAMES, **north}


def _looks_like_person(term: str) -> bool:
    """Whether a word of three syllables is a family name of two spellings and two very usual syllables of a name."""
    if len(term) != 3 or term[0] not in _both():
        return False
    weights = tables.given_syllables()
    return all(weights.get(syllable, 0) >= 2 for syllable in term[1:]) and term not in tables.common_words()


def _family(term: str) -> tuple[str, ...]:
    other = _both().get(term[:1])
    return (other + term[1:],) if other and len(term) >= 2 else ()
