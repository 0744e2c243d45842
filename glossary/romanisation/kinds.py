"""Which kind a name is, and how a person's name is cut: what the romanisation depends on before any letter.

A decision always says why and how sure it is. It is conservative: a word that is also an everyday word (지도, 전기) is
no person unless it is called one.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.jamo import is_hangul, normal
from glossary.romanisation.places import PlaceName, divided_province, irregular_place, split_place


class Kind(StrEnum):
    """What a text names; `AUTO` leaves the decision to `decide`."""

    AUTO = "auto"
    PERSON = "person"
    PLACE = "place"
    ORG = "org"
    TERM = "term"


class PersonName(NamedTuple):
    """A Korean person's name in Hangul."""

    surname: str
    given: str


class Decision(NamedTuple):
    """The kind that was taken, the reason in words, and how sure it is (0-1)."""

    kind: Kind
    reason: str
    confidence: float
    person: PersonName | None = None
    place: PlaceName | None = None


ORG_ENDINGS = (
    *("위원회", "연맹", "동맹", "협회", "총국", "내각", "외무성", "총련", "로동당", "통신사", "련합기업소", "인민군"),
    *("대학", "공장", "학교", "병원", "은행", "신문", "방송", "협의회", "총회", "단체", "기업소", "농장", "발전소"),
)


def split_person(text: str) -> PersonName | None:
    """Cut a name into family and given name; None where it does not begin with a known family name.

    A family name of two syllables goes first (선우, 남궁), if a given name is left. Spaces inside are allowed.
    """
    words = text.split()
    if len(words) == 2 and words[0] in tables.surnames() and is_hangul(words[1]) and len(words[1]) <= 4:
        return PersonName(words[0], words[1])
    if len(words) != 1 or not is_hangul(text) or not 2 <= len(text) <= 6:
        return None
    known = tables.surnames()
    if len(text) >= 3 and text[:2] in known and len(text) - 2 <= 3:
        double = PersonName(text[:2], text[2:])
        if len(text) >= 4 or not _usual_given(text[1:]) or known[text[:2]].weight >= 9:
            return double
    if text[0] in known and len(text) <= 5:
        return PersonName(text[0], text[1:])
    return None


def _usual_given(given: str) -> bool:
    weights = tables.given_syllables()
    return len(given) == 2 and all(weights.get(s, 0) >= 2 for s in given)


def decide(text: str) -> Decision:
    """Return the kind of a name that stands alone, in NFC."""
    text = text.strip()
    if len(text) > _LONGEST_NAME:
        return Decision(Kind.TERM, "it has several words" if " " in text else "it is too long for a name", 0.6)
    return _decide(text)


_LONGEST_NAME = 32
"""Characters; a longer text is no name, and is not kept, so that a stream of lines does not grow."""


@lru_cache(maxsize=32_768)
def _decide(text: str) -> Decision:
    for system in ("dprk", "*"):
        if fixed := tables.fixed_forms().get((text, system)):
            return Decision(
                Kind(fixed.kind), f"a fixed form: {fixed.reason}", 1.0, split_person(text), split_place(text)
            )
    if " " in text:
        return _decide_spaced(text)
    if not is_hangul(text):
        return Decision(Kind.TERM, "it is not one Korean word", 0.9)
    place = split_place(text)
    if divided_province(text):
        return Decision(Kind.PLACE, "it is a province", 1.0, place=place)
    person = split_person(text) if irregular_place(text) is None else None
    if text in tables.persons() and person is not None and not (place is not None and place.known and len(text) == 2):
        return Decision(Kind.PERSON, "a person of public life", 0.97, person=person)
    chance = person_chance(text, person)
    # some counties bear a person's name, and then the person is meant (김형직)
    namesake = place is not None and place.unit == "" and place.kind == "county" and chance >= 0.8
    if place is not None and place.known and not namesake:
        return Decision(Kind.PLACE, "it stands in the gazetteer", 0.9, place=place)
    if person is not None and chance >= 0.5:
        reason = f"{person.surname} is a family name and {person.given} can be a given name"
        return Decision(Kind.PERSON, reason, chance, person=person)
    if text.endswith(ORG_ENDINGS):
        return Decision(Kind.ORG, "it ends like the name of an organisation", 0.8)
    if text.endswith(_FEATURES) and 3 <= len(text) <= 4 and _sino(text) and text not in tables.common_words():
        return Decision(Kind.PLACE, "it ends like a mountain, a river or a valley", 0.55, place=_whole(text))
    if (
        text.endswith(_NATIVE_FEATURES)
        and 3 <= len(text) <= 5
        and not _sino(text)
        and text not in tables.common_words()
    ):
        return Decision(Kind.PLACE, "it ends like a peak, a rock or a valley", 0.55, place=_whole(text))
    if place is not None and text not in tables.common_words() and 2 <= len(place.stem) <= 4:
        unit = place.unit
        plausible = _sino(place.stem) and place.stem[-1] not in "하되오가나"
        if plausible and (unit not in {"리", "동", "가", "구", "면"} or len(place.stem) == 2):
            return Decision(Kind.PLACE, f"it ends in the unit {unit}", 0.6, place=place)
    return Decision(Kind.TERM, "nothing says that it is a name", 0.5)


def _sino(text: str) -> bool:
    """Whether every syllable can be the reading of a Chinese character."""
    return all(syllable in tables.sino_syllables() for syllable in text)


def _whole(text: str) -> PlaceName:
    return PlaceName(text, "", "place", known=False)


def _decide_spaced(text: str) -> Decision:
    person = split_person(text)
    if person is not None and len(person.given) <= 3 and text.split()[1] not in tables.common_words():
        weights = tables.given_syllables()
        if all(s in weights for s in person.given) and tables.surnames()[person.surname].weight >= 3:
            return Decision(Kind.PERSON, "a family name and a given name apart", 0.7, person=person)
    if _is_address(text.split()):
        return Decision(Kind.PLACE, "each of its words is a place", 0.8)
    return Decision(Kind.TERM, "it has several words", 0.6)


def _is_address(words: list[str]) -> bool:
    """Whether every word is a place, and one of them stands in the gazetteer (평안남도 안주시)."""
    if not all(is_hangul(word) and _decide(word).kind is Kind.PLACE for word in words):
        return False
    return any(place is not None and place.known for place in map(split_place, words))


def person_chance(text: str, person: PersonName | None) -> float:
    """Return how likely a word is a person's name (0-1), judged by its syllables and the list of everyday words."""
    if person is None or text in tables.common_words():
        return 0.0
    weight = tables.surnames()[person.surname].weight
    if text[-1] in _PARTICLES and (text[:-1] in tables.common_words() or text[:-1] in tables.places()):
        return 0.1
    weights = tables.given_syllables()
    usual = [weights.get(syllable, 0) for syllable in person.given]
    if not usual or min(usual) == 0:
        return 0.0
    if len(person.given) == 1:
        if len(person.surname) == 2:
            return 0.7
        if weight < 6 or person.surname == "리":
            return 0.2  # 리 begins too many words: 리권, 리득
        return 0.6 if usual[0] >= 3 else 0.5
    if len(person.given) == 2:
        if person.given[1] in _NEVER_LAST and weight < 8:
            return 0.2
        rare = len(person.surname) == 1 and (weight <= 4 if text.endswith(_FEATURES) else weight <= 3)
        if rare and text.endswith((*_FEATURES, *_UNIT_ENDS)):
            return 0.3
        score = weight + 2 * (sum(usual) - 2)
        return min(0.98, 0.35 + 0.06 * score) if score >= 4 else 0.3
    return 0.3


_NEVER_LAST = frozenset("판소품물론률율법력적당단급층점증병약액량례료류장차등부계제탄포함로역읍면의할해한과")
"""Syllables that end many words and hardly a given name."""

_PARTICLES = frozenset("은는이가을를의에와과도로만한할해하")
"""Endings that make a name's third syllable of an everyday word's particle (당국+은)."""

_FEATURES = ("산", "강", "령", "골", "벌", "섬")
"""What a place ends in; with a rare family name the place is likelier."""


_NATIVE_FEATURES = ("봉", "골", "바위", "고개", "섬")
"""Features that native names end in (삿갓봉, 찔레골)."""
_UNIT_ENDS = ("구", "군", "동", "리", "시")


def is_person(text: str) -> bool:
    """Whether a text that stands alone is taken for a person's name."""
    return decide(normal(text)).kind is Kind.PERSON
