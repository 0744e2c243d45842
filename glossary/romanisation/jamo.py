"""Hangul syllables taken apart, and text made ready for romanising.

Every function is total: what is no Hangul syllable passes through or gives None. Letters are written as compatibility
jamo (`ㄱ` U+3131 …), because that is how rule tables are read and typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
"""In the order of the Unicode syllable block."""

CLUSTERS = {
    "ㄳ": "ㄱㅅ",
    "ㄵ": "ㄴㅈ",
    "ㄶ": "ㄴㅎ",
    "ㄺ": "ㄹㄱ",
    "ㄻ": "ㄹㅁ",
    "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ",
    "ㅄ": "ㅂㅅ",
}
"""Finals of two letters: before a vowel the second one moves over."""

NEUTRAL_STOPS = frozenset("ㄱㄲㄳㄺㅋㄷㅅㅆㅈㅊㅌㅎㅂㅄㅍㄿ")
"""Finals that are heard as k, t or p."""

FIRST = 0xAC00
LAST = 0xD7A3
HANGUL = re.compile("[가-힣]+")
_HALF_WIDTH = "[\uffa0-\uffdc]+"
_ODD = "[\uffa0-\uffdc\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]"
_CONJOINING = "[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]"
"""As text: they are compiled when they are first needed, not at import (see `pattern`)."""


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern, compiled when it is first asked for; the look-up costs a tenth of that in `re`."""
    return re.compile(text)


class Jamo(NamedTuple):
    """The letters of one syllable; `final` is empty where there is none."""

    initial: str
    vowel: str
    final: str


@lru_cache(maxsize=16_384)
def split(char: str) -> Jamo | None:
    """Return the letters of a precomposed syllable, None for anything else."""
    code = ord(char) - FIRST
    if not 0 <= code <= LAST - FIRST:
        return None
    return Jamo(INITIALS[code // 588], VOWELS[code // 28 % 21], FINALS[code % 28])


def join(initial: str, vowel: str, final: str = "") -> str:
    """Return the syllable of three letters."""
    return chr(FIRST + INITIALS.index(initial) * 588 + VOWELS.index(vowel) * 28 + FINALS.index(final))


def has_final(char: str) -> bool:
    """Whether a character is a syllable that ends in a consonant."""
    return FIRST <= ord(char) <= LAST and (ord(char) - FIRST) % 28 != 0


def is_hangul(text: str) -> bool:
    """Whether a text is one unbroken run of precomposed syllables (and not empty)."""
    return HANGUL.fullmatch(text) is not None


def normal(text: str) -> str:
    """Return NFC; half-width letters become full syllables where they spell one, lone conjoining letters plain ones.

    Half-width jamo (U+FFA1 …) come from old Japanese and Korean machines; NFC alone would leave them apart.
    """
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not pattern(_ODD).search(text):
        return text
    if re.search(_HALF_WIDTH, text):
        text = re.sub(
            _HALF_WIDTH, lambda run: compose("".join(unicodedata.normalize("NFKC", c) for c in str(run[0]))), text
        )
    if re.search(_CONJOINING, text):
        text = re.sub(_CONJOINING, lambda letter: _plain_letter(str(letter[0])), text)
    return text


def compose(letters: str) -> str:
    """Return a run of jamo written one after the other as syllables: `ㅍㅕㅇㅇㅑㅇ` gives `평양`.

    Greedy from the left; a consonant belongs to the next syllable where a vowel follows it. Letters that make no
    syllable stay as they are.
    """
    letters = "".join(_plain_letter(c) for c in letters)
    out: list[str] = []
    i = 0
    while i < len(letters):
        if i + 1 < len(letters) and letters[i] in INITIALS and letters[i + 1] in VOWELS:
            final = ""
            rest = letters[i + 2 : i + 4]
            if rest and rest[0] in FINALS[1:] and not (len(rest) > 1 and rest[1] in VOWELS):
                final = rest[0]
            out.append(join(letters[i], letters[i + 1], final))
            i += 2 + len(final)
        else:
            out.append(letters[i])
            i += 1
    return "".join(out)


_LEADS = {chr(0x1100 + i): letter for i, letter in enumerate(INITIALS)}
_MEDIALS = {chr(0x1161 + i): letter for i, letter in enumerate(VOWELS)}
_TAILS = {chr(0x11A7 + i): letter for i, letter in enumerate(FINALS) if letter}
_PLAIN: dict[str, str] = {**_LEADS, **_MEDIALS, **_TAILS}


def _plain_letter(char: str) -> str:
    return _PLAIN.get(char, char)


def initials_of(text: str) -> str:
    """Return the initial consonants of a text (`평양` gives `ㅍㅇ`); everything else stays."""
    return "".join(jamo.initial if (jamo := split(c)) else c for c in text)
