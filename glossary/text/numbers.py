"""Numbers, dates and quantities of a sentence, understood and not compared as digits.

Invariant: the values of a text come in order, do not overlap, and `text[v.start:v.end] == v.text`. The same meaning has
the same `key` in Korean, English and Japanese wherever the languages say it outright; `values.agree` bridges the rest.
"""

from __future__ import annotations

from collections.abc import Callable

from glossary.text import numbers_en, numbers_ja, numbers_ko
from glossary.text.language import base_language
from glossary.text.values import Value, agree

__all__ = ["Value", "agree", "find_values"]

_READERS: dict[str, Callable[[str], list[Value]]] = {
    "ko": numbers_ko.find_values,
    "en": numbers_en.find_values,
    "ja": numbers_ja.find_values,
}


def find_values(text: str, language: str) -> list[Value]:
    """Return the values of a text in `ko`, `en` or `ja` (tags such as `ko-KP` too); others are read as English is."""
    return _READERS.get(base_language(language), numbers_en.find_values)(text)
