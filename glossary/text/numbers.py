"""Numbers, dates and quantities of a sentence, understood and not compared as digits.

Invariant: the values of a text come in order, do not overlap, and `text[v.start:v.end] == v.text`. The same meaning has
the same `key` in Korean, English and Japanese wherever the languages say it outright; `values.agree` bridges the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from glossary.text.language import base_language
from glossary.text.values import Value, agree

__all__ = ["Value", "agree", "find_values"]

_MODULES = {"ko": "numbers_ko", "en": "numbers_en", "ja": "numbers_ja"}


def find_values(text: str, language: str) -> list[Value]:
    """Return the values of a text in `ko`, `en` or `ja` (tags such as `ko-KP` too); others are read as English is."""
    return _reader(language)(text)


@cache
def _reader(language: str) -> Callable[[str], list[Value]]:
    """Return the reader of a language; its patterns are compiled only when it is needed."""
    module = import_module(f"glossary.text.{_MODULES.get(base_language(language), 'numbers_en')}")
    reader: Callable[[str], list[Value]] = module.find_values
    return reader
