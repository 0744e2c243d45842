"""What the answer for one text is: which kind it is taken for, its form in a system, how sure that is, and variants."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from glossary.errors import UsageError
from glossary.romanisation import places, tables
from glossary.romanisation.hanja import has_hanja, is_hanja, read_hanja
from glossary.romanisation.jamo import is_hangul, normal, pattern
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


_LONGEST_KEPT = 32
"""Characters of a text whose answer is kept; names return, long lines do not, and a stream of them must not grow."""


def answer(text: str, system: System, kind: str = "auto") -> Romanised:
    """Return the answer of one system for a name or a term; UsageError for an unknown kind."""
    told = _KINDS.get(kind) or _kind(kind)
    if len(text) > _LONGEST_KEPT:
        return _answer.__wrapped__(normal(text), system, told)
    return _answer(normal(text), system, told)


_KINDS = {str(kind): kind for kind in Kind}


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind.strip().lower())
    except ValueError:
        raise UsageError(f"{kind!r} is no kind of name.", hint=f"Known: {', '.join(Kind)}.") from None


@lru_cache(maxsize=32_768)
def _answer(text: str, chosen: System, kind: Kind) -> Romanised:
    if chosen.language == "ja":
        return _japanese(text, chosen, kind)
    if chosen.language == "hanja" or is_hanja(text):
        return _hanja(text, chosen, kind)
    if "(" in text and (found := pattern(_IN_BRACKETS).fullmatch(text)):
        name = _answer(found[1], chosen, kind)
        return name._replace(text=text, form=f"{name.form} {found[2]}", variants=())
    decision = decide(text) if kind is Kind.AUTO else _told(text, kind)
    if fixed := _fixed(text, chosen, kind):
        return Romanised(text, fixed.form, fixed.kind, f"a fixed form: {fixed.reason}", 1.0, fixed.variants)
    form = _form(text, decision, chosen, told=kind is not Kind.AUTO)
    variants = _place_variants(decision.place, chosen, form) if decision.place and decision.kind is Kind.PLACE else ()
    return Romanised(text, form, str(decision.kind), decision.reason, decision.confidence, variants)


_IN_BRACKETS = r"([가-힣]+(?: [가-힣]+)*)\s*(\([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+\))"
"""A name with its Chinese characters behind it."""


def name_form(text: str, chosen: System, kind: str) -> str:
    """Return only the form of a Korean name whose kind is known, in NFC; what running text needs, quicker."""
    told = _KINDS[kind]
    fixed = _fixed(text, chosen, told)
    return fixed.form if fixed else _form(text, _told(text, told), chosen, told=True)


def _fixed(text: str, chosen: System, kind: Kind) -> tables.Fixed | None:
    known = tables.fixed_forms()
    fixed = known.get((text, chosen.name)) or known.get((text, "*"))
    if fixed is None or chosen.letters is None or kind not in (Kind.AUTO, fixed.kind):
        return None
    return fixed


def _form(text: str, decision: Decision, chosen: System, *, told: bool) -> str:
    if decision.kind is Kind.PERSON and decision.person is not None:
        return chosen.person(*decision.person)
    if decision.kind is Kind.PLACE and decision.place is not None:
        return _place(decision.place, chosen)
    if decision.kind is Kind.PLACE and (places_of := _several_places(text)):
        return " ".join(_place(place, chosen) for place in places_of)
    return _phrase(text, decision.kind, chosen, told=told)


def _hanja(text: str, chosen: System, kind: Kind) -> Romanised:
    """Return Chinese characters in Hangul, or in a Latin system by way of their Hangul."""
    person = {Kind.AUTO: None, Kind.PERSON: True}.get(kind, False)
    hangul = read_hanja(text, chosen.tradition, person=person)
    if chosen.language == "hanja":
        told = Kind.TERM if kind is Kind.AUTO else kind
        return Romanised(text, hangul, str(told), "Chinese characters, read syllable by syllable", 0.9)
    latin = _answer(hangul, chosen, kind) if not has_hanja(hangul) else None
    if latin is None:
        return Romanised(text, hangul, str(Kind.TERM), "it is not one Korean word", 0.3)
    return Romanised(
        text, latin.form, latin.kind, f"read {hangul}; {latin.reason}", latin.confidence * 0.95, latin.variants
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
    """Return a term or several words; names in it are looked for unless its kind was told.

    A whole sentence is running text, where only names have capitals.
    """
    capitals = chosen.capital_terms or kind in (Kind.PERSON, Kind.PLACE, Kind.ORG)
    if not told:
        return line(text, chosen, capitals=capitals and not is_sentence(text))
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


def _several_places(text: str) -> list[places.PlaceName]:
    """Return the places of an address of several words (평안남도 안주시); empty where one of them is none."""
    found = [places.split_place(word) for word in text.split()]
    return [place for place in found if place is not None] if all(found) and len(found) > 1 else []


def _rare_family(text: str) -> PersonName | None:
    """Cut off one syllable as a family name that the table does not know, where it can be a Chinese one (궁예)."""
    if is_hangul(text) and 2 <= len(text) <= 3 and text[0] in tables.sino_syllables():
        return PersonName(text[0], text[1:])
    return None


def _place(place: places.PlaceName, chosen: System) -> str:
    divided = places.divided_province(place.stem + place.unit) if chosen.english_directions else None
    if divided:
        return f"{places.DIRECTIONS[divided[1]]} {capital(places.spell_place(divided[0], chosen))}"
    return places.form(place, chosen)


def _place_variants(place: places.PlaceName, chosen: System, form: str) -> tuple[str, ...]:
    """Return other forms of a place: with its unit in English, spelled by the rules alone."""
    variants = [places.english(place, chosen), places.form(place, chosen)]
    if not place.unit:
        variants.append(capital(chosen.spell(read(place.stem, chosen))))
    return tuple(dict.fromkeys(v for v in variants if v and v != form))
