"""English number words into values: `three hundred thousand and six`, `twenty-first`, `hundredth`.

Invariant: `compose` gives every number word of a phrase to exactly one number, in order; a word that cannot go on with
the number before it begins a new one (`five six` are two, `five hundred and six` is one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
}  # fmt: skip
_IRREGULAR = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
ORDINALS = {
    **_IRREGULAR,
    **{word + "th": number for word, number in ONES.items() if number not in (0, 1, 2, 3, 5, 8, 9, 12)},
    **{word[:-1] + "ieth": number for word, number in TENS.items()},
}
_ORDINAL_SCALES = {word + "th": number for word, number in SCALES.items()}
_PLURAL_SCALES = {word + "s": number for word, number in SCALES.items()}

WORD = "|".join(
    sorted([*ONES, *TENS, *SCALES, *ORDINALS, *_ORDINAL_SCALES, *_PLURAL_SCALES], key=lambda w: (-len(w), w))
)
"""Alternatives of a pattern, longest first."""
PHRASE = re.compile(
    rf"(?:an? (?=hundred|thousand|million|billion|trillion))?(?:{WORD})(?![a-z])"
    rf"(?:(?:[ -]|,? and )(?:{WORD})(?![a-z]))*",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[A-Za-z]+")
_ENDLESS = 10**18


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words at `start` to `end`; `plural`: thousands, with nothing before it."""

    value: int
    ordinal: bool
    plural: bool
    start: int
    end: int


class _Builder:
    """The number that is being put together."""

    def __init__(self) -> None:
        self.begin = -1
        self.end = -1
        self.total = self.section = self.last = 0
        self.below = _ENDLESS

    def follows(self, number: int, scale: int, *, after_and: bool) -> bool:
        """Whether a number word goes on with the number so far."""
        if after_and and self.last < 100:
            return False
        if scale == 100:
            return 1 <= self.section < 100 and not after_and
        if scale:
            return self.section > 0 and scale < self.below and not after_and
        if 20 <= self.last < 100:
            return 0 < number < 10 and not after_and
        return self.last >= 100

    def add(self, number: int, scale: int) -> None:
        if scale == 100:
            self.section = max(self.section, 1) * 100
        elif scale:
            self.total += max(self.section, 1) * scale
            self.section, self.below = 0, scale
        else:
            self.section += number
        self.last = scale or number


def compose(phrase: str, offset: int) -> list[Spoken]:
    """Return the numbers of a run of number words that begins at `offset` in its text."""
    found: list[Spoken] = []
    now = _Builder()
    after_and = False

    def close(*, ordinal: bool = False, plural: bool = False) -> None:
        nonlocal now
        if now.begin >= 0:
            found.append(Spoken(now.total + now.section, ordinal, plural, offset + now.begin, offset + now.end))
        now = _Builder()

    for match in _PIECE.finditer(phrase):
        word = match[0].lower()
        if word == "and":
            after_and = True
            continue
        article = word in ("a", "an")
        number = 1 if article else ONES.get(word) or TENS.get(word) or ORDINALS.get(word) or 0
        scale = SCALES.get(word) or _ORDINAL_SCALES.get(word) or _PLURAL_SCALES.get(word) or 0
        if now.begin >= 0 and (article or not now.follows(number, scale, after_and=after_and)):
            close()
        if now.begin < 0:
            now.begin = match.start()
        now.end = match.end()
        now.add(number, scale)
        after_and = False
        ordinal, plural = word in ORDINALS or word in _ORDINAL_SCALES, word in _PLURAL_SCALES
        if ordinal or plural:
            close(ordinal=ordinal, plural=plural)
    close()
    return found
