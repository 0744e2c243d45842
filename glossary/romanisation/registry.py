"""The systems by name, and the two ways of using them: a name or term that stands alone, and running text.

`romanise` and `romanise_line` never fail on any text: what a system does not know passes through, and NFC in gives NFC
out. Everything is cached, because the same names return on every page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from glossary.errors import UsageError
from glossary.romanisation import places, tables
from glossary.romanisation.hanja import has_hanja, is_hanja, read_hanja
from glossary.romanisation.jamo import is_hangul, normal
from glossary.romanisation.kinds import Decision, Kind, PersonName, decide, split_person
from glossary.romanisation.phrases import is_sentence, line, words
from glossary.romanisation.reading import read
from glossary.romanisation.system import System, capital


class Romanised(NamedTuple):
    """The answer for one text: its form, which kind was taken and why, and other accepted forms of the same system."""

    text: str
    form: str
    kind: str
    reason: str
    confidence: float
    """0-1: how sure kind and form are."""
    variants: tuple[str, ...] = ()


_WHERE = {
    "dprk": ("dprk", "DPRK"),
    "dprk-2012": ("dprk", "DPRK_2012"),
    "mr": ("mr", "MR"),
    "bgn": ("mr", "BGN"),
    "rr": ("rr", "RR"),
    "rr-letters": ("rr", "RR_LETTERS"),
    "ala-lc": ("alalc", "ALA_LC"),
    "yale": ("yale", "YALE"),
    "hepburn": ("japanese", "HEPBURN"),
    "hepburn-plain": ("japanese", "HEPBURN_PLAIN"),
    "kana": ("japanese", "KANA"),
    "hanja-north": ("hanja", "HANJA_NORTH"),
    "hanja-south": ("hanja", "HANJA_SOUTH"),
}
"""Module and attribute of each system, so that help can list them without loading one."""


def names() -> tuple[str, ...]:
    """Return the names of the systems in the order in which help lists them; loads none of them."""
    return tuple(_WHERE)


@cache
def systems() -> Mapping[str, System]:
    """Return every system by its name."""
    found: dict[str, System] = {}
    for name, (module, attribute) in _WHERE.items():
        found[name] = getattr(import_module(f"glossary.romanisation.{module}"), attribute)
    return MappingProxyType(found)


def system(name: str) -> System:
    """Return one system; UsageError names the known ones and the nearest."""
    known = systems()
    found = known.get(name.strip().lower())
    if found is None:
        import difflib

        near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(f"{name!r} is no romanisation system.", hint=f"{hint}Known: {', '.join(known)}.")
    return found


def romanise(text: str, system: str = "dprk", kind: str = "auto") -> Romanised:
    """Romanise a name or a term that stands alone.

    `kind` is person, place, org, term or auto. Raises UsageError for an unknown system or kind, and for no text.
    """
    chosen, told = _system(system).name, _kind(kind)
    if len(text) > _LONGEST_KEPT:
        return _romanise.__wrapped__(normal(text), chosen, told)
    return _romanise(normal(text), chosen, told)


_LONGEST_KEPT = 32
"""Characters of a text whose answer is kept; names return, long lines do not, and a stream of them must not grow."""
_system = system


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind.strip().lower())
    except ValueError:
        raise UsageError(f"{kind!r} is no kind of name.", hint=f"Known: {', '.join(Kind)}.") from None


@lru_cache(maxsize=65_536)
def _romanise(text: str, name: str, kind: Kind) -> Romanised:
    chosen = systems()[name]
    variants: tuple[str, ...] = ()
    if chosen.language == "ja":
        return _japanese(text, chosen, kind)
    if chosen.language == "hanja" or is_hanja(text):
        return _hanja(text, chosen, kind)
    decision = decide(text) if kind is Kind.AUTO else _told(text, kind)
    fixed = tables.fixed_forms().get((text, name)) or tables.fixed_forms().get((text, "*"))
    if fixed is not None and (kind in (Kind.AUTO, Kind(fixed.kind))) and chosen.letters is not None:
        return Romanised(text, fixed.form, fixed.kind, f"a fixed form: {fixed.reason}", 1.0, fixed.variants)
    if decision.kind is Kind.PERSON and decision.person is not None:
        form = chosen.person(*decision.person)
    elif decision.kind is Kind.PLACE and decision.place is not None:
        form, variants = _place(decision, chosen)
    else:
        form = _phrase(text, decision.kind, chosen, told=kind is not Kind.AUTO)
    return Romanised(text, form, str(decision.kind), decision.reason, decision.confidence, variants)


def _hanja(text: str, chosen: System, kind: Kind) -> Romanised:
    """Return Chinese characters in Hangul, or in a Latin system by way of their Hangul."""
    person = {Kind.AUTO: None, Kind.PERSON: True}.get(kind, False)
    hangul = read_hanja(text, chosen.tradition, person=person)
    if chosen.language == "hanja":
        told = Kind.TERM if kind is Kind.AUTO else kind
        return Romanised(text, hangul, str(told), "Chinese characters, read syllable by syllable", 0.9)
    answer = _romanise(hangul, chosen.name, kind) if not has_hanja(hangul) else None
    if answer is None:
        return Romanised(text, hangul, str(Kind.TERM), "it is not one Korean word", 0.3)
    return Romanised(
        text, answer.form, answer.kind, f"read {hangul}; {answer.reason}", answer.confidence * 0.95, answer.variants
    )


def _japanese(text: str, chosen: System, kind: Kind) -> Romanised:
    """Return the reading of a Japanese text; people, places and organisations begin their words with a capital."""
    from glossary.romanisation import japanese

    if kind in (Kind.AUTO, Kind.TERM) or chosen.name == "kana":
        form = chosen.spell(text)
    else:
        form = japanese.hepburn(text, macrons=chosen.name == "hepburn", capitals=True)
    told = Kind.TERM if kind is Kind.AUTO else kind
    return Romanised(text, form, str(told), "Japanese, read by dictionary", 0.8)


def _phrase(text: str, kind: Kind, chosen: System, *, told: bool) -> str:
    """Return a term or several words; a whole sentence is running text, where only names have capitals."""
    if not told and is_sentence(text):
        return line(text, chosen)
    capitals = chosen.capital_terms or kind in (Kind.PERSON, Kind.PLACE, Kind.ORG)
    spelled = words(text, chosen, capitals=capitals)
    return capital(spelled) if chosen.sentence_capital else spelled


def _told(text: str, kind: Kind) -> Decision:
    """Return the decision where the kind was given: only the cuts are looked for."""
    reason = "you said so"
    stripped = text.strip()
    person = split_person(stripped) or _rare_family(stripped) if kind is Kind.PERSON else None
    place = None
    if kind is Kind.PLACE:
        place = places.split_place(stripped)
        if place is None and is_hangul(stripped):
            place = places.PlaceName(stripped, "", "place", known=False)
    return Decision(kind, reason, 1.0, person, place)


def _rare_family(text: str) -> PersonName | None:
    """Cut off one syllable as a family name that the table does not know, where it can be a Chinese one (궁예)."""
    if is_hangul(text) and 2 <= len(text) <= 3 and text[0] in tables.sino_syllables():
        return PersonName(text[0], text[1:])
    return None


def _place(decision: Decision, chosen: System) -> tuple[str, tuple[str, ...]]:
    place = decision.place
    if place is None:
        raise ValueError("a place decision carries its place")
    written = places.form(place, chosen)
    variants = [places.english(place, chosen)]
    divided = places.divided_province(place.stem + place.unit)
    if divided and chosen.english_directions:
        short = f"{places.DIRECTIONS[divided[1]]} {capital(places.spell_place(divided[0], chosen))}"
        variants.append(written)
        written = short
    plain = capital(chosen.spell(read(place.stem, chosen)))
    if not place.unit and plain != written:
        variants.append(plain)
    return written, tuple(dict.fromkeys(v for v in variants if v and v != written))


@lru_cache(maxsize=2_048)
def romanise_line(text: str, system: str = "dprk") -> str:
    """Romanise one line of running text: what can be decided is written as a name, every other word by the rules.

    What is no Hangul (no kana, for a Japanese system) passes through. Raises UsageError for an unknown system.
    """
    chosen = _system(system)
    text = normal(text)
    if chosen.language in ("ja", "hanja"):
        return chosen.spell(text)
    return line(text, chosen)
