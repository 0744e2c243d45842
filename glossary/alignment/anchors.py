"""What two sentences both name: numbers, dates, months, names. Readable reasons, and the fallback's only meaning.

An anchor is a key that comes out the same from the translation of the sentence: a value (`2019`), a month (`--10`),
a Latin word that stands in the Korean too (`CNN`), or the consonants of a name, since 블라디보스토크 and Vladivostok
share little else. Value keys are compared and shown; name keys only match, because most words that look like names
are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from glossary.text.language import base_language
from glossary.text.numbers import find_values
from glossary.text.values import Value


@dataclass(frozen=True, slots=True)
class Anchors:
    """Anchors of one sentence: values with the words that name them, and name keys with theirs.

    `weak` are values whose words may mean something else (`one`, `second`, 한): they agree, but nobody misses them.
    """

    values: dict[str, str]
    names: dict[str, str]
    weak: frozenset[str] = frozenset()


_DATE = re.compile(r"(?:(\d{4,})|-)(?:-(\d\d)?(?:-(\d\d))?)?")
"""`2022-10-07`, `2022-10`, `2022`, `--10-07`, `--10`, `---07`."""
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_HANGUL = re.compile(r"[가-힣]{2,}")
_READ = 2000
"""Characters of a sentence that are searched: a longer one is a table, and everything would be in it."""


def sentence_anchors(text: str, language: str) -> Anchors:
    """Return the anchors of one sentence."""
    text = text[:_READ]
    base = base_language(language)
    values: dict[str, str] = {}
    weak: set[str] = set()
    for value in find_values(text, language):
        for key in _keys(value):
            if value.weak and key not in values:
                weak.add(key)
            elif not value.weak:
                weak.discard(key)
            values.setdefault(key, value.text)
    return Anchors(values, _names(text, base), frozenset(weak))


def document_anchors(sentences: Sequence[str], language: str) -> list[Anchors]:
    """Return the anchors of each sentence of a document."""
    return [sentence_anchors(sentence, language) for sentence in sentences]


def _keys(value: Value) -> list[str]:
    """Return what the other language must say too: the parts of a date, else the bare value without its unit.

    Units are left out because they do not agree (10일 is a day of the month or ten days), and neither do ordinals.
    """
    if isinstance(value.value, str):
        date = _DATE.fullmatch(value.value)
        if date is None:
            return [value.value]
        year, month, day = (part or "" for part in date.groups())
        return [key for key in (year, f"--{month}" if month else "", day.lstrip("0")) if key]
    if value.kind == "weekday":
        return [f"weekday {value.value}"]
    number = Fraction(value.value)
    return [str(number.numerator) if number.denominator == 1 else f"{float(number):g}"]


# ---- names by their consonants

_INITIALS = ("K", "K", "N", "T", "T", "L", "M", "P", "P", "S", "S", "", "S", "S", "S", "K", "T", "P", "")
_FINALS = (
    *("", "K", "K", "KS", "N", "N", "N", "T", "L", "LK", "LM", "LP", "LS", "LT", "LP", "L", "M", "P", "PS"),
    *("T", "T", "N", "S", "S", "K", "T", "P", ""),
)
_FOLD = str.maketrans(
    {
        **dict.fromkeys("bpfv", "P"),
        **dict.fromkeys("dt", "T"),
        **dict.fromkeys("gkqx", "K"),
        **dict.fromkeys("szjc", "S"),
        **dict.fromkeys("lr", "L"),
        "m": "M",
        "n": "N",
        **dict.fromkeys("aeiouhwy", None),
    }
)
_CALENDAR = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *("november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
)
_CLUSTERS = (("ck", "k"), ("ch", "s"), ("sh", "s"), ("ph", "p"), ("th", "s"), ("ca", "k"), ("co", "k"), ("cu", "k"))
_SHORTEST = 3
"""Consonants of the shortest name key; two would match by chance."""
_LONGEST_NAME = 8
"""Syllables of a Korean word in which a name is looked for: it stands first, particles and titles follow."""


def _names(text: str, base: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in _LATIN.findall(text):
        # in English only capitals may be names; a Latin word in Korean or Japanese is one or an abbreviation
        if (base != "en" or word[0].isupper()) and (key := _latin_key(word)):
            found.setdefault(key, word)
    if base == "ko":
        for word in _HANGUL.findall(text):
            for key, part in _hangul_keys(word[:_LONGEST_NAME]):
                found.setdefault(key, part)
    return found


@lru_cache(maxsize=20_000)
def _latin_key(word: str) -> str:
    """Return `=CNN` for a short word in capitals, else the folded consonants, or nothing where they are too few."""
    if len(word) <= 5 and word.isupper():
        return f"={word}"
    lower = word.lower()
    if lower in _CALENDAR:
        return ""
    for cluster, letter in _CLUSTERS:
        lower = lower.replace(cluster, letter)
    key = _folded(lower.translate(_FOLD))
    return key if len(key) >= _SHORTEST else ""


@lru_cache(maxsize=50_000)
def _hangul_keys(word: str) -> tuple[tuple[str, str], ...]:
    """Return the keys of the first two, three ... syllables of a word, each with those syllables."""
    found = []
    key = last = ""
    for i, syllable in enumerate(word, start=1):
        before = key
        for letter in _consonants(syllable):
            if letter != last:
                key += letter
                last = letter
        if i >= 2 and len(key) >= _SHORTEST and key != before:
            found.append((key, word[:i]))
    return tuple(found)


@cache
def _consonants(syllable: str) -> str:
    number = ord(syllable) - 0xAC00
    return _INITIALS[number // 588] + _FINALS[number % 28]


def _folded(letters: str) -> str:
    """Return the consonants of some letters, doubled ones once."""
    key = ""
    for letter in letters:
        if letter.isupper() and not key.endswith(letter):
            key += letter
    return key
