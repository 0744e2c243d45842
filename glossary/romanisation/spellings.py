"""Every spelling under which a Korean name may stand in English: the house's, other systems', the South's habits.

The first spelling is KCNA's. `how` says where a spelling comes from, so that a check can tell the house form from one
that only someone else would print.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.folding import stripped
from glossary.romanisation.jamo import normal
from glossary.romanisation.kinds import Decision, Kind, PersonName, decide
from glossary.romanisation.registry import romanise, systems
from glossary.romanisation.system import capital, law

_OTHER_SYSTEMS = ("dprk-2012", "mr", "rr", "ala-lc", "bgn")
_MOST = 600
"""Spellings of one person; family names and syllables multiply."""


class Spelling(NamedTuple):
    """One spelling and where it comes from."""

    form: str
    how: str
    """`form` the house's own, `variant` an attested second one, `style` the same letters put together otherwise,
    a system's name, `south` a habit of the South, `reversed` with the family name last, `foreign` from the table."""


def variants(text: str) -> tuple[str, ...]:
    """Return all accepted spellings of a Korean name, the house's first, without repetitions."""
    return tuple(spelling.form for spelling in spellings(text))


@lru_cache(maxsize=16_384)
def spellings(text: str) -> tuple[Spelling, ...]:
    """Return all accepted spellings of a Korean name with where each comes from, the house's first."""
    text = normal(text).strip()
    found: dict[str, str] = {}
    for form, how in itertools.islice(_all(text), _MOST):
        if form:
            found.setdefault(form, how)
    return tuple(Spelling(form, how) for form, how in found.items())


def _all(text: str) -> Iterator[tuple[str, str]]:
    if not text:
        return
    foreign = foreign_forms(text)
    yield from ((form, "foreign") for form in foreign)
    decision = decide(text)
    house = romanise(text, "dprk")
    if not foreign:
        yield house.form, "form"
        yield from ((form, "variant") for form in house.variants)
    person = decision.person if decision.kind is Kind.PERSON else None
    if person is not None:
        yield from _put_together(person)
    for name in _OTHER_SYSTEMS:
        other = romanise(text, name)
        yield other.form, name
        yield from ((form, name) for form in other.variants)
        yield _without_marks(other.form), name
    if person is not None:
        yield from _south(person)
        yield from _reversed(person)
    else:
        yield from _place_styles(house.form, decision)


@lru_cache(maxsize=4_096)
def foreign_forms(text: str) -> tuple[str, ...]:
    """Return the English of a foreign name in the North's or the South's spelling; empty where the table has none."""
    return tuple(form for row in tables.foreign_names() if text in (row.dprk, row.south) for form in row.english)


def _put_together(person: PersonName) -> Iterator[tuple[str, str]]:
    """Yield the house's letters with hyphens or joined: Kim Jong-un, Kim Jongun."""
    dprk = systems()["dprk"]
    family = dprk.family(person.surname)
    given = dprk.given(person.given).split()
    yield from ((f"{family} {form}", "style") for form in _joins(given))
    if len(given) > 1:
        yield from ((f"{family} {form}", "style") for form in _joins([dprk.spell(s) for s in person.given]))


def _joins(syllables: list[str]) -> Iterator[str]:
    lower = [s.lower() for s in syllables]
    yield " ".join(capital(s) for s in lower)
    yield capital("-".join(lower))
    yield "-".join(capital(s) for s in lower)
    yield capital("".join(lower))


def _south(person: PersonName) -> Iterator[tuple[str, str]]:
    families = _south_families(person.surname)
    choices = [_south_syllable(s) for s in person.given]
    for family in families:
        for combination in itertools.islice(itertools.product(*choices), 24):
            for form in _joins(list(combination)):
                yield f"{family} {form}", "south"


def _south_families(surname: str) -> list[str]:
    known = tables.surnames().get(surname)
    rr, mr = systems()["rr"], systems()["mr"]
    forms = [*(known.south_forms if known else ()), rr.family(surname), _without_marks(mr.family(surname))]
    return list(dict.fromkeys(forms))


def _south_syllable(syllable: str) -> list[str]:
    rr = systems()["rr"]
    forms = [
        *tables.south_syllables().get(syllable, ()),
        capital(rr.spell(syllable)),
        capital(rr.spell(law(syllable))),
    ]
    return list(dict.fromkeys(forms))


def _reversed(person: PersonName) -> Iterator[tuple[str, str]]:
    dprk = systems()["dprk"]
    given = dprk.given(person.given).split()
    for family in dict.fromkeys((dprk.family(person.surname), *_south_families(person.surname))):
        for form in _joins(given):
            yield f"{form} {family}", "reversed"


def _place_styles(form: str, decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield a place's form with another separator: Wiwon-gun, Wiwongun, Wiwon gun; and features apart (Mt. Paektu)."""
    if "-" in form:
        yield form.replace("-", ""), "style"
        yield form.replace("-", " "), "style"
    place = decision.place
    kind = place.kind if place is not None else ""
    if place is not None and kind not in _FEATURES and not place.unit and len(place.stem) > 2:
        kind = _KINDS.get(place.stem[-1], "")
    if kind in _FEATURES:
        before, after, endings = _FEATURES[kind]
        for ending in endings:
            if form.lower().endswith(ending) and len(form) > len(ending) + 1:
                stem = form[: -len(ending)]
                yield from ((f"{word} {stem}", "variant") for word in before)
                yield from ((f"{stem} {word}", "variant") for word in after)


_FEATURES = {
    "mountain": (("Mt.", "Mt", "Mount"), ("Mountain",), ("san",)),
    "river": ((), ("River",), ("gang", "kang")),
    "pass": ((), ("Pass",), ("ryong", "ryŏng")),
    "island": ((), ("Island", "Islet"), ("do",)),
    "peak": ((), ("Peak", "Hill"), ("bong", "pong")),
}

_KINDS = {"산": "mountain", "강": "river", "령": "pass", "봉": "peak"}
"""What a place is whose kind the gazetteer does not say, by its last syllable (정일봉)."""


def _without_marks(form: str) -> str:
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain.replace("'", "").replace("’", ""))


@lru_cache(maxsize=16_384)
def keys(text: str) -> dict[str, str]:
    """Return the stripped key of every spelling with its `how`; the first one wins."""
    found: dict[str, str] = {}
    for spelling in spellings(text):
        key = stripped(spelling.form)
        if len(key) > 1:
            found.setdefault(key, spelling.how)
    return found
