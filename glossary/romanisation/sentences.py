"""Names in a Korean sentence: people by family name, given name and what stands beside them; places and foreign names.

Conservative: a name is only reported where a title, a particle of honour, a list of known names or very usual syllables
speak for it, and never where the word is an everyday one (지도, 전기, 유리). Offsets are code points of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.kinds import ORG_ENDINGS, PersonName, person_chance

_TOKEN = re.compile(r"[가-힣]+")
PARTICLES = (
    *("께서는", "께서도", "께서와", "께서", "에게서", "으로부터", "로부터", "에게"),
    *("에서", "으로서", "으로써", "으로", "이라고", "라고", "이라는", "라는", "이며"),
    *("이고", "이다", "입니다", "이였다", "부터", "까지", "처럼", "보다", "마다"),
    *("만이", "만을", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과"),
    *("도", "로", "만", "께", "나", "여", "이여", "시여", "야", "아"),
)
"""Particles that may follow a name directly (a closed list; Korean grammar)."""

_HONOUR = ("께서", "께서는", "께서도", "께")
THRESHOLD = 0.6


class NameMatch(NamedTuple):
    """A name in a sentence: offsets, its text without particles and titles, its kind and how sure it is (0-1)."""

    start: int
    end: int
    text: str
    kind: str
    confidence: float


def names_in_korean(sentence: str, known: Collection[str] = ()) -> list[NameMatch]:
    """Return the names of a sentence in order, without overlaps.

    `known` are names of a term base (best a frozenset, which is kept): they are believed wherever they stand with a
    particle, a title or nothing after.
    """
    return list(_found(sentence, frozenset(known)))


@lru_cache(maxsize=2_048)
def _found(sentence: str, known: frozenset[str]) -> tuple[NameMatch, ...]:
    silent: set[str] = set() if known else _SILENT
    if len(silent) > _MOST_SILENT:
        silent.clear()
    tokens = _TOKEN.findall(sentence)
    if silent.issuperset(tokens):
        return ()
    found: list[NameMatch] = []
    end = done = 0
    for i, token in enumerate(tokens):
        if token in silent:
            continue
        if not known and not _may_be_name(token):
            silent.add(token)
            continue
        for passed in tokens[done : i + 1]:
            last = end
            start = sentence.index(passed, last)
            end = start + len(passed)
        done = i + 1
        before = tokens[i - 1] if i and sentence[last:start] == " " else ""
        after = tokens[done] if done < len(tokens) and sentence.startswith(" " + tokens[done], end) else ""
        best = _best(token, known, before, after)
        if best is None:
            silent.add(token)
        elif best:
            found.append(NameMatch(start + best.skipped, start + best.skipped + len(best.text), *best[1:]))
    return tuple(found)


_SILENT: set[str] = set()
"""Words that are no name whatever stands beside them, without a term base; emptied when it is full."""
_MOST_SILENT = 200_000
_BEFORE_COUNTRIES = frozenset("전현구신대친반방주재")
"""Former, incumbent, new; towards, pro-, anti-, on a visit to: one syllable before the name of a country."""


def _may_be_name(token: str) -> bool:
    """Whether a word begins like a known name or like a person: a quick look that spares most words the slow one."""
    starts, surnames, given = _starts()
    return (
        token[:2] in starts
        or (token[0] in surnames and token[1:2] in given)
        or (token[0] in _BEFORE_COUNTRIES and token[1:3] in starts)
    )


@cache
def _starts() -> tuple[frozenset[str], frozenset[str], Mapping[str, int]]:
    """Return the first two syllables of known names and double surnames, the surnames, syllables of given names."""
    known = _person_starts() | _place_starts() | _foreign_starts() | _double_surnames()
    return known, _surname_starts(), tables.given_syllables()


class _Best(NamedTuple):
    """The likeliest name in a word; a text of no length is none."""

    skipped: int
    """Syllables of the word before it."""
    text: str
    kind: str
    confidence: float

    def __bool__(self) -> bool:
        return bool(self.text)


_NONE_HERE = _Best(0, "", "", 0.0)


@lru_cache(maxsize=65_536)
def _best(token: str, known: frozenset[str], before: str, after: str) -> _Best | None:
    """Return the likeliest name of a word between its neighbours; None where it is no name whatever they are."""
    people, others = _possible(token, known)
    if not people:
        if others:
            text, kind, confidence = max(others, key=_sureness)
            return _Best(0, text, kind, confidence)
        if token[0] in _BEFORE_COUNTRIES and (country := _country_inside(token)):
            return _Best(1, country, "place", 0.85)
        return None
    candidates = [*others, *_weighed(people, token, before, after)]
    if not candidates:
        if not others and token[0] in _BEFORE_COUNTRIES and (country := _country_inside(token)):
            return _Best(1, country, "place", 0.85)
        return _NONE_HERE
    text, kind, confidence = max(candidates, key=_sureness)
    return _Best(0, text, kind, round(confidence, 2)) if confidence >= THRESHOLD else _NONE_HERE


def _sureness(candidate: tuple[str, str, float]) -> tuple[float, int]:
    return candidate[2], len(candidate[0])


def _country_inside(token: str) -> str:
    """Return the foreign country after the first syllable (전미국대통령), or an empty string."""
    for text, kind, _ in _foreign(token[1:]):
        if kind == "place":
            return text
    return ""


class _Possible(NamedTuple):
    """What a word can be whatever stands beside it."""

    people: tuple[tuple[str, PersonName, str, float], ...]
    """Text, cut, what follows in the word, and how likely its syllables are."""
    others: tuple[tuple[str, str, float], ...]


def _weighed(
    people: tuple[tuple[str, PersonName, str, float], ...], token: str, before: str, after: str
) -> Iterator[tuple[str, str, float]]:
    for text, person, tail, chance in people:
        titled = tail == "title" or (len(text) == len(token) and _begins_with_title(after))
        introduced = before in _titles("before")
        confidence = _confidence(person, chance, tail, titled=titled, introduced=introduced, whole=token)
        if confidence:
            yield text, "person", confidence


_NOTHING = _Possible((), ())


@lru_cache(maxsize=65_536)
def _possible(token: str, known: frozenset[str]) -> _Possible:
    others: list[tuple[str, str, float]] = []
    if known:
        for size in range(min(len(token), 12), 1, -1):
            text = token[:size]
            if text in known and tail_kind(token[size:]) is not None:
                kind = "person" if _person(text) and text not in tables.full_places() else "term"
                others.append((text, kind, 0.97))
    start = token[:2]
    if start in _person_starts():
        others.extend(_public(token))
    if start in _place_starts():
        others.extend(_places(token))
    if start in _foreign_starts():
        others.extend(_foreign(token))
    people = tuple(_people(token)) if token[0] in _surname_starts() else ()
    return _Possible(people, tuple(others)) if people or others else _NOTHING


@cache
def _surname_starts() -> frozenset[str]:
    return frozenset(surname[0] for surname in tables.surnames())


@cache
def _person_starts() -> frozenset[str]:
    return frozenset(name[:2] for name in tables.persons())


def _public(token: str) -> Iterator[tuple[str, str, float]]:
    """Yield people of public life; a name of two syllables needs more than its letters (김성, 최현)."""
    for size in (5, 4, 3):
        if token[:size] in tables.persons() and tail_kind(token[size:]) is not None:
            yield token[:size], "person", 0.93
            return


@cache
def _place_starts() -> frozenset[str]:
    return frozenset(place[:2] for place in tables.full_places())


@cache
def _foreign_starts() -> frozenset[str]:
    return frozenset(name[:2] for name in _foreign_names())


def _person(text: str) -> PersonName | None:
    known = tables.surnames()
    if len(text) in (3, 4) and text[:2] in known and known[text[:2]].weight >= 6:
        return PersonName(text[:2], text[2:])
    return PersonName(text[0], text[1:]) if text[0] in known and 2 <= len(text) <= 3 else None


def _people(token: str) -> Iterator[tuple[str, PersonName, str, float]]:
    """Yield the people that a word can begin with: family name of two syllables first, then the longer given name."""
    weights = tables.given_syllables()
    length = len(token)
    if length < 2:
        return
    sizes = (3, 2) if token[1] in weights else ()
    if token[:2] in _double_surnames():
        sizes = (4, 3, *sizes[1:])
    for size in sizes:
        if length < size or token[size - 1] not in weights:
            continue
        tail = tail_kind(token[size:])
        if tail is None:
            continue
        text = token[:size]
        person = _person(text)
        if person is not None and (chance := _chance(text, person, token)):
            yield text, person, tail, chance


@cache
def _double_surnames() -> frozenset[str]:
    return frozenset(surname.hangul for surname in tables.surnames().values() if len(surname.hangul) == 2)


def _chance(text: str, person: PersonName, token: str) -> float:
    weights = tables.given_syllables()
    if any(s not in weights for s in person.given):
        return 0.0
    if text in tables.common_words() or text in tables.full_places() or text in _foreign_names():
        return 0.0
    chance = person_chance(text, person)
    if not chance or text.endswith(ORG_ENDINGS) or _title_inside(text, token):
        return 0.0
    if person.given in _foreign_names():
        return 0.0  # 전미국대통령
    return chance / 2 if person.given in tables.common_words() else chance


def _title_inside(text: str, token: str) -> bool:
    """Whether a title begins inside the supposed name: 국방위|원장 is 국방|위원장, 박대표 is Representative Pak."""
    titles = _titles("after")
    for start in range(1, len(text)):
        for end in range(max(start + 2, len(text)), min(len(token), start + 6) + 1):
            if token[start:end] in titles:
                return True
    return False


def _confidence(person: PersonName, chance: float, tail: str, *, titled: bool, introduced: bool, whole: str) -> float:
    """Weigh what stands beside a possible name; 0 where nothing speaks for it."""
    weight = tables.surnames()[person.surname].weight
    if len(person.given) == 1 and len(person.surname) == 1:
        strong = weight >= 6 and chance >= 0.5
        return 0.8 if strong and (titled or tail == "honour") else 0.0
    everyday = whole in tables.common_words() or whole[:2] in tables.common_words() or whole[:2] in tables.places()
    if everyday and (chance < 0.9 or not (titled or introduced or tail == "honour")):
        return 0.0
    if titled or tail == "honour":
        return 0.95 if chance >= 0.5 else 0.7 if chance > 0.3 else 0.0
    if introduced:
        return 0.9 if chance >= 0.5 and weight >= 2 else 0.0
    return 0.75 if weight >= 6 and _very_usual(person.given) else 0.0


def _very_usual(given: str) -> bool:
    """Whether both syllables are among the most usual ones, so that the name speaks for itself (영철, 성남)."""
    weights = tables.given_syllables()
    return (
        len(given) == 2
        and weights.get(given[0], 0) + weights.get(given[1], 0) >= 5
        and given[1] not in _ENDINGS
        and given not in tables.common_words()
    )


_ENDINGS = frozenset("해하기지은이의가는도로만에여아시")
"""Syllables that are endings of verbs and nouns more often than the end of a name."""


@lru_cache(maxsize=16_384)
def tail_kind(rest: str) -> str | None:
    """Return what follows a name in its word: `end`, `particle`, `honour`, `title`; None where it is something else."""
    if rest == "":
        return "end"
    if rest in _HONOUR:
        return "honour"
    if rest in _PARTICLE_SET:
        return "particle"
    return "title" if _begins_with_title(rest) else None


_PARTICLE_SET = frozenset(PARTICLES)


@cache
def _titles(where: str) -> frozenset[str]:
    return frozenset(title.hangul for title in tables.titles() if title.where == where)


@lru_cache(maxsize=65_536)
def _begins_with_title(word: str) -> bool:
    """Whether a word is a title, alone or with particles or a second title (동지께서, 위원장동지는)."""
    titles = _titles("after")
    for size in range(min(len(word), 8), 0, -1):
        if word[:size] in titles and (size > 1 or word[0] in "씨옹"):
            rest = word[size:]
            if rest == "" or rest in _PARTICLE_SET or (size >= 2 and _begins_with_title(rest)):
                return True
    return False


def _places(token: str) -> Iterator[tuple[str, str, float]]:
    """Yield places: with their unit, or bare where the name is no everyday word."""
    known = tables.full_places()
    for size in range(min(len(token), 9), 1, -1):
        text, rest = token[:size], token[size:]
        if text in known and text not in _everyday() and _after_place(text, rest):
            yield text, "place", 0.9 if len(text) > 2 else 0.8
            return


def _after_place(text: str, rest: str) -> bool:
    """Whether what follows a place in its word leaves it a place: a particle, a joined noun, another place."""
    if tail_kind(rest) in ("end", "particle"):
        return True
    if len(text) < 3 and (len(rest) < 2 or text in tables.common_words()):
        return False
    heads = tables.after_places()
    if any(rest[:size] in heads for size in range(min(len(rest), 5), 1, -1)):
        return True
    return any(rest[:size] in tables.full_places() for size in (4, 3, 2)) and len(rest) > 2


@cache
def _everyday() -> frozenset[str]:
    """Return names of the gazetteer that are also everyday words and never speak for themselves."""
    return frozenset(
        text for text, group in tables.places().items() if all(p.unit or p.kind == "word" for p in group)
    ) | frozenset(t for t in tables.common_words() if t in tables.places() and len(t) == 2)


def _foreign(token: str) -> Iterator[tuple[str, str, float]]:
    names = _foreign_names()
    for size in range(min(len(token), 14), 1, -1):
        text, rest = token[:size], token[size:]
        if (
            text in names
            and (size > 2 or text not in tables.common_words())
            and (
                tail_kind(rest) is not None
                or rest[0] in "인군"
                or (rest[0] == "전" and _begins_with_title(rest[1:]))
                or any(rest[:length] in tables.after_places() for length in range(2, 6))
            )
        ):
            kind = names[text]
            yield text, "person" if kind == "person" else "place", 0.9
            return


@cache
def _foreign_names() -> dict[str, str]:
    return {name: row.kind for row in tables.foreign_names() for name in (row.dprk, row.south) if name}
