"""General words that stand for a place which the text has named: "the country", "the nation's", "the island".

Where the Korean names the place again, an English with such a word has said it, if otherwise.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.paths import data_path

_DEFINITE = r"\b(?:the|this|that|its|his|her|their|our)\b"
_BETWEEN = r"(?:\s+[\w-]+){0,2}?"
"""Words before the general one: "the Central American country"."""


@cache
def _words() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return the pattern of each general word in English, and the Korean words that it would render."""
    _, *lines = data_path("text", "stand_ins.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line]
    return tuple(
        (re.compile(rf"{_DEFINITE}{_BETWEEN}\s+{english}(?:['’]s)?\b", re.IGNORECASE), tuple(korean.split()))
        for english, korean, *_ in rows
    )


def stands_in(korean: str, english: str, place: str) -> bool:
    """Whether the English has a general word that may stand for a place of the Korean, and for nothing else in it."""
    rest = korean.replace(place, " ")
    return any(pattern.search(english) and not any(word in rest for word in words) for pattern, words in _words())
