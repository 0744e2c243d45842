"""Cardinal numbers as Korean and Japanese write them: digits, 천 and 만, and number words, in any mixture.

Invariant: `read` takes the longest prefix that is one well-formed number (units fall: 조, 억, 만, then 천, 백, 십) and
says how it was written, so that the caller can judge whether words that may be other words too are meant as a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from glossary.text.values import Number, parse_digits, whole

# 5,000 and 5 000 (KCNA) and 5000; a group of three after a space belongs to the number unless more digits follow.
DIGITS = re.compile(
    r"\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)(?:[.．]\d{1,9}(?!\d))?"
    r"|[1-9]\d{0,2}(?:[ \u00a0]\d{3}){1,6}(?![\d,])(?:[.．]\d{1,9}(?!\d))?"
    r"|\d+(?:[.．]\d{1,9}(?!\d))?"
)
LONGEST = 24
"""Characters; a longer run of digits is no number that anyone writes (and would take Python long to convert)."""
_MOST_WORDS = 40
"""Number words; 10^15 takes 31."""
_ENDLESS = 10**30


@dataclass(frozen=True, slots=True)
class Numerals:
    """The characters of a language that make numbers."""

    digits: dict[str, int]
    small: dict[str, int]
    """십 백 천."""
    big: dict[str, int]
    """만 억 조 경."""
    more: str
    """`여`, `余`: and some more, between number and unit (10여만)."""
    positional: bool
    """Whether digits in words can stand side by side: 二〇二二."""
    spaced: re.Pattern[str] | None = None
    """What may stand behind figures as their unit although a space lies between: 22 억 5 천만 명."""
    counted: re.Pattern[str] | None = None
    """What a small rest behind a space must stand before to belong to the number: 9535만 1명."""
    not_alone: frozenset[str] = frozenset()
    """What follows a bare group behind a space when it is no part of the number: 3만 10월."""


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number read at `start`, up to `end`."""

    value: Number
    start: int
    end: int
    approximate: bool
    figures: bool
    """Whether it has digits 0-9: then it is a number beyond doubt."""
    characters: int
    """How many characters of number words it has."""
    trailing: bool
    """Whether it ends in a single number word behind a unit: the 이 of 백만이 may be a particle."""


def read(text: str, start: int, numerals: Numerals) -> Cardinal | None:
    """Return the number that begins at `start`, or None."""
    total: Number = 0
    section: Number = 0
    current: Number | None = None
    below_big = below_small = _ENDLESS
    figures = approximate = trailing = words_run = False
    characters = 0
    i, size = start, len(text)
    end = start
    while i < size:
        c = text[i]
        if c.isdecimal():
            if current is not None:
                break
            match = DIGITS.match(text, i)
            if match is None or match.end() - i > LONGEST:
                break
            value = parse_digits(match[0])
            if value >= min(below_small, below_big):
                break
            current, figures, trailing, words_run = value, True, False, False
            i = end = match.end()
        elif c in numerals.digits:
            if figures and not numerals.positional:
                break  # 7만이 is 70,000 and a particle
            if current is not None:
                if not (numerals.positional and words_run):
                    break
                current = current * 10 + numerals.digits[c] if characters < _MOST_WORDS else 0
            else:
                current = numerals.digits[c]
            words_run, trailing = True, bool(section or total)
            characters += 1
            i = end = i + 1
        elif c in numerals.small:
            unit = numerals.small[c]
            if unit >= below_small or current == 0:
                break
            section += (1 if current is None else current) * unit
            current, below_small, trailing, words_run = None, unit, False, False
            characters += 1
            i = end = i + 1
        elif c in numerals.big:
            unit = numerals.big[c]
            amount = section + (current or 0)
            if unit >= below_big or (amount == 0 and end > start):
                break
            total += (amount or 1) * unit
            section, current, below_big, below_small, trailing, words_run = 0, None, unit, _ENDLESS, False, False
            characters += 1
            i = end = i + 1
        elif c in numerals.more and end > start and i + 1 < size and _is_unit(text[i + 1], numerals):
            approximate = True
            i += 1
        elif c == " " and i == end > start and _goes_on_behind(text, i, current, min(below_big, below_small), numerals):
            i += 1
        else:
            break
    if end == start or characters > _MOST_WORDS:
        return None
    value = whole(Fraction(total + section + (current or 0)))
    return Cardinal(value, start, end, approximate, figures, characters, trailing)


def _is_unit(c: str, numerals: Numerals) -> bool:
    return c in numerals.small or c in numerals.big


def _goes_on_behind(text: str, place: int, current: Number | None, below: int, numerals: Numerals) -> bool:
    """Whether the rest of the number stands behind the space at `place`: 22 억 5 천만, 110만 5 300; not 3만 10월."""
    if current is not None:
        return numerals.spaced is not None and numerals.spaced.match(text, place) is not None
    match = DIGITS.match(text, place + 1)
    if match is None or match.end() - match.start() > LONGEST:
        return False
    behind = match.end()
    if numerals.spaced and numerals.spaced.match(text, behind):
        behind += 1
    follows = text[behind : behind + 1]
    value = parse_digits(match[0])
    if follows and _is_unit(follows, numerals):
        unit = numerals.small.get(follows) or numerals.big[follows]
        return value * unit < below
    if value >= below or follows in numerals.not_alone or not isinstance(value, int):
        return False
    return value >= 100 or (numerals.counted is not None and numerals.counted.match(text, behind) is not None)
