"""Keys under which spellings of one name meet.

`stripped` removes what typography changes (marks, capitals, hyphens, apostrophes); `folded` also removes what the
systems disagree on: voicing (k/g, t/d, p/b, ch/j), aspiration, l/r, eo/o, eu/u, doubled letters. Source of the pairs:
the design page's measurement, where this key finds 99.4 % of the attested names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NO_LETTER = re.compile(r"[^a-z0-9가-힣]")
_FIRST_STEPS = (("tch", "j"), ("ch", "j"), ("sh", "s"))
_ASPIRATED = (("kk", "g"), ("kh", "g"), ("tt", "d"), ("th", "d"), ("pp", "b"), ("ph", "b"))
_LETTERS = str.maketrans("ktpl", "gdbr")
_VOWELS = (("eo", "o"), ("eu", "u"), ("oo", "u"), ("ee", "i"))
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def stripped(text: str) -> str:
    """Return the letters a-z and digits of a text, in lower case and without marks; Hangul stays."""
    if text.isascii():
        if text.isalnum():
            return text.lower()
    else:
        text = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not _mark(c)))
    return _NO_LETTER.sub("", text.lower())


def _mark(char: str) -> bool:
    return unicodedata.combining(char) != 0


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return the key under which different systems' spellings of one name are equal.

    Two different names can share a key (성 and 송 share their spelling): it finds candidates, it proves nothing.
    """
    return fold(stripped(text))


def fold(key: str) -> str:
    """Return the folded key of letters that are stripped already."""
    if "h" in key:
        for old, new in _FIRST_STEPS:
            key = key.replace(old, new)
        if "h" in key:  # an aspirated letter or one before a real h
            for old, new in _ASPIRATED:
                key = key.replace(old, new)
    key = key.translate(_LETTERS)
    if "e" in key or "oo" in key:
        for old, new in _VOWELS:
            key = key.replace(old, new)
    return _TWICE.sub(r"\1", key) if _TWICE.search(key) else key
