"""How common English words are in the language at large."""

from __future__ import annotations

import math
from functools import cache

from glossary.paths import data_path
from glossary.text.stop_words import stop_words

_MISSING = 700
"""Centibels of a word that is not in the table."""


@cache
def english_frequencies() -> dict[str, int]:
    """Return words with their frequency in general English, in centibels below certainty (100: one word in ten)."""
    lines = data_path("text", "english_frequencies.tsv").read_text(encoding="utf-8").splitlines()
    return {word: int(value) for word, value, _ in (line.split("\t") for line in lines[1:] if line)}


def general_count(word: str) -> float:
    """Return how often a word stands in a hundred million words of general English."""
    table = english_frequencies()
    return float(10 ** (8 - table.get(word.lower(), _MISSING) / 100))


def commonness(phrase: str) -> float:
    """Return 1 + mean log(1 + general count) of the words of a phrase that are no function words."""
    words = [w for w in phrase.lower().split() if w not in stop_words("en", "function")] or phrase.lower().split()
    return 1 + sum(math.log1p(general_count(w.removesuffix("'s"))) for w in words) / max(len(words), 1)
