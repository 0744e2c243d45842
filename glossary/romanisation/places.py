"""Place names: the unit at their end, the elements that keep their form, and the spelling in each system.

KCNA translates the unit in running English (Wiwon County); a romanisation keeps it after a hyphen (Wiwon-gun). Natural
features and buildings are one word (Amnokgang). Source: Rules of the Latin Alphabetical Transcriptions of the Korean
Language (2012), section on place names; notice 2000-8, section 3 (5) and (6), for the South.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from glossary.romanisation.jamo import NEUTRAL_STOPS, is_hangul, split
from glossary.romanisation.reading import read
from glossary.romanisation.system import System, capital
from glossary.romanisation.tables import elements, fixed_forms, places, units, units_by_end

DIRECTIONS = {"남": "South", "북": "North"}
_DIVIDED = ("평안", "황해", "함경", "전라", "경상", "충청")


class PlaceName(NamedTuple):
    """A place cut into its name and its unit; the unit is empty where there is none."""

    stem: str
    unit: str
    kind: str
    """The kind of the unit (county, city, station …), or `place`."""
    known: bool
    """Whether the gazetteer has it."""


def split_place(text: str) -> PlaceName | None:
    """Return a place name cut into stem and unit, or None where nothing says that it is one.

    The gazetteer comes first; an unknown stem of at least two syllables before an administrative unit is believed.
    """
    if not is_hangul(text):
        return None
    ending = units_by_end().get(text[-1], ())
    for unit in ending:
        stem = text[: -len(unit.hangul)]
        if text.endswith(unit.hangul) and stem:
            known = places().get(stem, ())
            if any(p.unit == unit.hangul and (p.kind == "province") == (unit.kind == "province") for p in known):
                return PlaceName(stem, unit.hangul, unit.kind, known=True)
    feature = _known_feature(text)
    if feature:
        return feature
    for place in places().get(text, ()):
        return PlaceName(text, "", place.kind, known=True)
    for unit in ending:
        stem = text[: -len(unit.hangul)]
        if text.endswith(unit.hangul) and len(stem) >= 2 and unit.kind in {"province", "street", "station"}:
            continue
        if text.endswith("십리"):
            continue  # ten ri away from somewhere, no unit: 왕십리 Wangsimni
        if text.endswith(unit.hangul) and len(stem) >= 2:
            return PlaceName(stem, unit.hangul, unit.kind, known=stem in places())
    return None


def _known_feature(text: str) -> PlaceName | None:
    for cut in range(1, len(text)):
        for place in places().get(text[:cut], ()):
            if place.unit and place.unit == text[cut:]:
                return PlaceName(text, "", place.kind, known=True)
    return None


@cache
def _irregular() -> dict[str, dict[str, str]]:
    """Return the fixed forms of places that no rule gives (평양), by their first two syllables and by system."""
    from glossary.romanisation.dprk import KCNA

    found: dict[str, dict[str, str]] = {}
    for (hangul, system), fixed in fixed_forms().items():
        if fixed.kind == "place" and fixed.form.lower() != KCNA.spell(hangul):
            found.setdefault(hangul[:2], {"": hangul})[system] = fixed.form.lower()
    return found


def irregular_place(word: str) -> str | None:
    """Return the place with a form of its own that a longer word begins with (평양냉면), or None."""
    forms = _irregular().get(word[:2])
    return forms[""] if forms and word.startswith(forms[""]) and len(word) > len(forms[""]) else None


def irregular_starts(system: System) -> frozenset[str]:
    """Return the first two syllables of the places that a system writes in a way of its own."""
    return frozenset(start for start, forms in _irregular().items() if system.name in forms)


def with_irregular_place(word: str, said: str, system: System) -> str | None:
    """Return the letters of a word that begins with such a place (pyongyangnaengmyon), or None for another word.

    `said` is the word as it is read, syllable by syllable.
    """
    place = irregular_place(word)
    form = _irregular()[word[:2]].get(system.name) if place else None
    if not form or place is None or len(said) != len(word):
        return None
    return form + "".join(system.syllables(said)[len(place) :])


def divided_province(text: str) -> tuple[str, str] | None:
    """Return stem and direction of a province: 황해남도 gives 황해 and 남."""
    if text.endswith("도") and len(text) == 4 and text[:2] in _DIVIDED and text[2] in DIRECTIONS:
        return text[:2], text[2]
    return None


def spell_place(word: str, system: System) -> str:
    """Return the letters of a place name without unit, in lower case; a fixed form (평양 Pyongyang) goes first."""
    fixed = fixed_forms().get((word, system.name))
    if fixed is not None and fixed.kind == "place":
        return fixed.form.lower()
    said = read(word, system)
    if (irregular := with_irregular_place(word, said, system)) is not None:
        return irregular
    if not system.holds_elements or system.letters is None:
        return system.spell(said)
    return "".join(_pieces(said, system, said != word))


def _pieces(word: str, system: System, changed: bool) -> list[str]:
    for element, rule in elements().get(word[-1:], ()):
        head = word[: -len(element)]
        if not word.endswith(element) or not head:
            continue
        if rule == "hold" and not (changed and len(word) == 2):
            return [*_pieces(head, system, changed), system.voiced(element)]
        if rule == "voiced" and _stops(head[-1]):
            spelled = system.syllables(word)
            tail = system.voiced(element)
            return [*_voiced_head(head, system, changed, spelled), tail]
        break
    return [system.spell(word)]


def _voiced_head(head: str, system: System, changed: bool, spelled: list[str]) -> list[str]:
    """Return the head with its last final assimilated to the element; earlier elements are still held."""
    inner = _pieces(head, system, changed)
    if len(inner) > 1:
        return inner
    return spelled[: len(head)]


def _stops(char: str) -> bool:
    letters = split(char)
    return letters is not None and letters.final in NEUTRAL_STOPS


def form(place: PlaceName, system: System) -> str:
    """Return a place name as the system writes it: capital, unit after a hyphen."""
    stem = capital(spell_place(place.stem, system))
    if not place.unit:
        return stem
    unit = next(u for u in units() if u.hangul == place.unit)
    if not (unit.hyphen and system.unit_hyphen):
        return capital(spell_place(place.stem + place.unit, system))
    return f"{stem}-{spell_unit(place, system)}"


def spell_unit(place: PlaceName, system: System) -> str:
    """Return the unit in lower case, as it follows its name."""
    unit = place.unit
    if system.letters is None:
        return system.spell(unit)
    if system.assimilates_units:
        return "".join(system.syllables(place.stem[-1] + unit)[1:]).removeprefix("'")
    return system.voiced(unit)


def english(place: PlaceName, system: System) -> str:
    """Return the form with its unit in English (Wiwon County), or an empty string where English has no word for it."""
    divided = divided_province(place.stem + place.unit)
    if divided:
        return f"{DIRECTIONS[divided[1]]} {capital(spell_place(divided[0], system))} Province"
    if not place.unit:
        return ""
    unit = next(u for u in units() if u.hangul == place.unit)
    return f"{capital(spell_place(place.stem, system))} {unit.english}" if unit.english else ""
