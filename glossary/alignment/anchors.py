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
        if value.kind != "date":
            return [value.value]
        year, _, rest = value.value.removeprefix("--").partition("-") if value.value[:1] != "-" else ("", "", "")
        if value.value.startswith("---"):
            return [value.value[3:].lstrip("0")]
        if value.value.startswith("--"):
            month, _, day = value.value[2:].partition("-")
        else:
            month, _, day = rest.partition("-")
        return [key for key in (year, f"--{month}" if month else "", day.lstrip("0")) if key]
    number = value.value
    return [f"{float(number):g}" if getattr(number, "denominator", 1) != 1 else str(int(number))]


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
