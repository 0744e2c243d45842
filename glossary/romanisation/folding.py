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
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tch", "j"),
        (r"ch|jj|j", "j"),
        (r"sh|ss", "s"),
        (r"kk|kh|k|g", "g"),
        (r"tt|th|t|d", "d"),
        (r"pp|ph|p|b", "b"),
        (r"ll|lr|rl|l|r", "r"),
        (r"eo", "o"),
        (r"eu|oo", "u"),
        (r"ee", "i"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65_536)
def stripped(text: str) -> str:
    """Return the letters a-z and digits of a text, in lower case and without marks; Hangul stays."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not _mark(c)))
    return _NO_LETTER.sub("", text.lower())


def _mark(char: str) -> bool:
    return unicodedata.combining(char) != 0


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return the key under which different systems' spellings of one name are equal.

    Two different names can share a key (성 and 송 share their spelling): it finds candidates, it proves nothing.
    """
    key = stripped(text)
    for pattern, replacement in _STEPS:
        key = pattern.sub(replacement, key)
    return key
