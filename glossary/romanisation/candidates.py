"""The way back: which Hangul a romanised name may stand for, best first.

Inverse syllable tables of each system give the readings of every piece of a name; the candidates are ranked by how
usual their syllables are in names, and checked by romanising them again. A name of the gazetteer, of the foreign
names or of the caller's term base comes first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.folding import folded, stripped
from glossary.romanisation.jamo import is_hangul
from glossary.romanisation.registry import romanise, systems
from glossary.romanisation.system import PersonStyle, law

SYSTEMS = ("dprk", "rr", "mr", "ala-lc")
_MOST = 400
"""Combinations that are looked at for one way of cutting a name."""


class Candidate(NamedTuple):
    """One way back: the Hangul, the system that leads to the given spelling, and a score from 0 to 1."""

    hangul: str
    system: str
    score: float


def hangul(name: str, *, known: Iterable[str] = ()) -> list[Candidate]:
    """Return Hangul candidates of a romanised name, best first; an empty list where no system leads there.

    `known` are Hangul names of a term base; those that fit come first.
    """
    clean = " ".join(name.split())
    if not clean or not re.search(r"[A-Za-z]", clean):
        return []
    best: dict[str, Candidate] = {}
    for candidate in itertools.chain(_from_names(clean, tuple(known)), _from_rules(clean)):
        old = best.get(candidate.hangul)
        if old is None or candidate.score > old.score:
            best[candidate.hangul] = candidate
    return sorted(best.values(), key=lambda c: (-c.score, c.hangul))


def _from_names(name: str, known: tuple[str, ...]) -> Iterator[Candidate]:
    key = stripped(name)
    for text in known:
        for system in SYSTEMS:
            if stripped(romanise(text, system).form) == key:
                yield Candidate(text, system, 1.0)
                break
    for text, system in _gazetteer().get(key, ()):
        yield Candidate(text, system, 0.97)
    for text, system in _public_people().get(key, ()):
        yield Candidate(text, system, 0.96)
    for foreign in tables.foreign_names():
        if key in {stripped(form) for form in foreign.english}:
            yield Candidate(foreign.dprk, "foreign", 0.98)


@cache
def _gazetteer() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return fixed forms and places by their stripped spelling in each system."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    texts = [*(hangul for hangul, _ in tables.fixed_forms()), *sorted(tables.full_places()), *tables.places()]
    for text in dict.fromkeys(texts):
        for system in SYSTEMS:
            answer = romanise(text, system)
            for form in (answer.form, *answer.variants):
                key = stripped(form)
                if text not in {known for known, _ in found.get(key, ())}:
                    found[key] = (*found.get(key, ()), (text, system))
    return found


@cache
def _public_people() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return people of public life by every spelling of theirs, stripped; the house's and the systems' come first."""
    from glossary.romanisation.spellings import spellings

    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for text in sorted(tables.persons()):
        for form, how in spellings(text):
            key = stripped(form)
            if text not in {known for known, _ in found.get(key, ())}:
                found[key] = (*found.get(key, ()), (text, how if how in systems() else "dprk"))
    return found


@lru_cache(maxsize=4_096)
def _from_rules(name: str) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    for system in SYSTEMS:
        found.extend(_people(name, system))
    if not found:
        for system in SYSTEMS:
            found.extend(_single_word(name, system))
    return tuple(found)


def _people(name: str, system: str) -> Iterator[Candidate]:
    words = re.split(r"[\s\-‐‑]+", name.replace("’", "'"))
    if len(words) < 2:
        return
    spaced = systems()[system].person_style is PersonStyle.SPACED
    for surname, weight, exact in _surnames(words[0], system):
        rest = [word.lower() for word in words[1:]]
        for given, usual, faithful in _given(rest, system):
            score = 0.3 + 0.015 * weight + 0.25 * usual + (0.1 if exact else 0.0) + (0.1 if faithful else 0.0)
            if spaced and len(words) == len(given) + 1:
                score += 0.03
            yield Candidate(surname + given, system, round(score, 4))


def _surnames(word: str, system: str) -> list[tuple[str, int, bool]]:
    """Return family names for a Latin word: Hangul, weight, and whether the system itself spells it so."""
    found: list[tuple[str, int, bool]] = []
    key = stripped(word)
    for surname in tables.surnames().values():
        if stripped(systems()[system].family(surname.hangul)) == key:
            found.append((surname.hangul, surname.weight, True))
        elif key in {stripped(form) for form in surname.south_forms}:
            found.append((surname.hangul, surname.weight, False))
    return found


def _given(words: list[str], system: str) -> Iterator[tuple[str, float, bool]]:
    """Yield given names for the words after the family name: Hangul, how usual (0-1), whether they spell back."""
    if len(words) > 3:
        return
    cuts = [words] if len(words) > 1 else [[words[0]], *_cuts(words[0], system)]
    seen: set[str] = set()
    for cut in cuts:
        choices = [_syllables(piece, system) for piece in cut]
        if not all(choices) or len(cut) > 3:
            continue
        combinations = itertools.islice(itertools.product(*choices), _MOST)
        for combination in combinations:
            given = "".join(combination)
            if given in seen:
                continue
            seen.add(given)
            spelled = stripped(systems()[system].given(given))
            faithful = spelled == stripped("".join(words))
            yield given, _usual(given), faithful


def _usual(given: str) -> float:
    weights, order = tables.given_syllables(), _order()
    score = sum(weights.get(s, 0) for s in given) / (3 * len(given))
    later = sum(order.get(s, len(order)) for s in given) / (len(order) * len(given))
    return score - 0.25 * later


@cache
def _order() -> Mapping[str, int]:
    """Return the place of each syllable in the table, which lists the more usual ones first."""
    return {syllable: i for i, syllable in enumerate(tables.given_syllables())}


def _syllables(piece: str, system: str) -> tuple[str, ...]:
    return _inverse(system).get(stripped(piece), ())


@cache
def _inverse(system: str) -> Mapping[str, tuple[str, ...]]:
    """Return the syllables of one system by their stripped spelling, at the beginning of a word and voiced."""
    found: dict[str, dict[str, None]] = {}
    chosen = systems()[system]
    weights = tables.given_syllables()
    for syllable in sorted(_syllable_set(), key=lambda s: -weights.get(s, 0)):
        forms = {chosen.spell(syllable), chosen.voiced(syllable)}
        if chosen.tradition == "south":
            forms.add(chosen.spell(law(syllable)))
        for form in forms:
            found.setdefault(stripped(form), {})[syllable] = None
    for row in tables.south_syllables().items():
        for form in row[1]:
            found.setdefault(stripped(form), {})[row[0]] = None
    return {key: tuple(value) for key, value in found.items()}


@cache
def _syllable_set() -> tuple[str, ...]:
    """Return the syllables that names are made of; rarer ones would only add noise."""
    return tuple(tables.given_syllables())


def _cuts(word: str, system: str) -> list[list[str]]:
    """Return the ways of cutting a joined given name into two or three syllables of the system."""
    letters = stripped(word)
    table = _inverse(system)
    cuts: list[list[str]] = []
    for i in range(1, len(letters)):
        head, tail = letters[:i], letters[i:]
        if head in table and tail in table:
            cuts.append([head, tail])
    return cuts


def _single_word(name: str, system: str) -> Iterator[Candidate]:
    """Yield Hangul for one joined word (a place or a term), by cutting it into syllables and spelling it back."""
    letters = stripped(name)
    if not letters or len(letters) > 24:
        return
    target = folded(name)
    for pieces in itertools.islice(_segment(letters, system), 60):
        choices = [_syllables(piece, system)[:4] for piece in pieces]
        for combination in itertools.islice(itertools.product(*choices), 64):
            text = "".join(combination)
            if not is_hangul(text):
                continue
            back = systems()[system].spell(text)
            if stripped(back) == letters:
                yield Candidate(text, system, round(0.5 + 0.2 * _usual(text), 4))
            elif folded(back) == target:
                yield Candidate(text, system, round(0.3 + 0.2 * _usual(text), 4))


def _segment(letters: str, system: str) -> Iterator[list[str]]:
    if not letters:
        yield []
        return
    table = _inverse(system)
    for end in range(min(len(letters), 7), 0, -1):
        if letters[:end] in table:
            for rest in _segment(letters[end:], system):
                yield [letters[:end], *rest]
