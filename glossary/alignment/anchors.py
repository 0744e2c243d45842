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

from glossary.text.language import base_language


@dataclass(frozen=True, slots=True)
class Anchors:
    """Anchors of one sentence: values with the words that name them, and name keys with theirs."""

    values: dict[str, str]
    names: dict[str, str]


_DIGITS = re.compile(r"\d+(?:[,  ]\d{3})*(?:\.\d+)?")
_MYRIADS = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(조|억|만|兆|億|万|천|千)?")
_UNITS = {"천": 10**3, "千": 10**3, "만": 10**4, "万": 10**4, "억": 10**8, "億": 10**8, "조": 10**12, "兆": 10**12}
_ENGLISH = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?(?:[\s-]*(hundred|thousand|million|billion|trillion|mln|bn)\b)?",
    re.IGNORECASE,
)
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_MONTH_ASIAN = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s?(?:월|月)")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_HANGUL = re.compile(r"[가-힣]{2,}")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")


def sentence_anchors(text: str, language: str) -> Anchors:
    """Return the anchors of one sentence."""
    base = base_language(language)
    return Anchors(_values(text, base), _names(text, base))


def document_anchors(sentences: Sequence[str], language: str) -> list[Anchors]:
    """Return the anchors of each sentence of a document."""
    return [sentence_anchors(sentence, language) for sentence in sentences]


# ---- numbers and dates


def _values(text: str, base: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if base == "en":
        for match in _MONTH.finditer(text):
            if match[1] != "May" or re.search(r"May \d|\d May|(?:in|of|since|until|last|next) May", text):
                number = next(i for i, name in enumerate(_MONTHS, start=1) if name.startswith(match[1].lower()[:3]))
                found.setdefault(f"--{number:02}", match[1])
        for match in _ENGLISH.finditer(text):
            scale = _SCALES.get((match[2] or "").lower(), 1)
            if (value := _number(match[1], scale)) is not None:
                found.setdefault(value, match[0].strip())
        return found
    for match in _MONTH_ASIAN.finditer(text):
        found.setdefault(f"--{int(match[1]):02}", match[0])
    months = {match.start() for match in _MONTH_ASIAN.finditer(text)}
    pending: tuple[int, Fraction, str] | None = None
    for match in _MYRIADS.finditer(text):
        if match.start() in months or not match[1]:
            continue
        scale = _UNITS.get(match[2] or "", 1)
        try:
            amount = Fraction(match[1].replace(",", "")) * scale
        except ValueError:
            continue
        start, words = match.start(), match[0].strip()
        if pending and start - pending[0] <= 1 and amount < pending[1]:
            amount, words = amount + pending[1], pending[2] + words
        elif pending:
            found.setdefault(_key(pending[1]), pending[2])
        pending = (match.end(), amount, words) if scale > 1 else None
        if pending is None:
            found.setdefault(_key(amount), words)
    if pending:
        found.setdefault(_key(pending[1]), pending[2])
    return found


def _number(digits: str, scale: int) -> str | None:
    try:
        return _key(Fraction(digits.replace(",", "")) * scale)
    except ValueError:
        return None


def _key(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


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
_CLUSTERS = (("ck", "k"), ("ch", "s"), ("sh", "s"), ("ph", "p"), ("th", "s"), ("ca", "k"), ("co", "k"), ("cu", "k"))
_REPEATED = re.compile(r"(.)\1+")
_SHORTEST = 3
"""Consonants of the shortest name key; two would match by chance."""


def _names(text: str, base: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _LATIN.finditer(text):
        word = match[0]
        if base == "en":
            if not word[0].isupper():
                continue
            key = _consonants(word)
        else:
            key = _consonants(word)
        if len(word) <= 5 and word.isupper():
            found.setdefault(f"={word}", word)
        elif len(key) >= _SHORTEST:
            found.setdefault(key, word)
    if base == "ko":
        for match in _HANGUL.finditer(text):
            key = ""
            for i, syllable in enumerate(match[0][:8], start=1):
                number = ord(syllable) - 0xAC00
                key += _INITIALS[number // 588] + _FINALS[number % 28]
                folded = _REPEATED.sub(r"\1", key)
                if i >= 2 and len(folded) >= _SHORTEST:
                    found.setdefault(folded, match[0][:i])
    return found


def _consonants(word: str) -> str:
    word = word.lower()
    for cluster, letter in _CLUSTERS:
        word = word.replace(cluster, letter)
    key = "".join(c for c in word.translate(_FOLD) if c.isupper())
    return _REPEATED.sub(r"\1", key)
