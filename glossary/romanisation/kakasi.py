"""pykakasi, quicker: the same words and readings without what we do not ask for.

pykakasi goes through every word that its dictionary has under a character (thousands under 大) wherever that character
stands; here the longest beginning that is a word is looked up. It also spells each word in three romanisations, which
are ours to make. A test holds both ways equal.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pykakasi.kakasi import Kakasi


class _Words:
    """Finds the word that a text begins with, in the place of pykakasi's `JConv`."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain
        self._longest: dict[str, int] = {}
        self.isRegion = plain.isRegion

    def convert(self, text: str, before: str) -> tuple[str, int]:
        """Return reading and length of the longest word that a text begins with; length 0 where there is none.

        Some words are read so only behind certain others: `before` is the word before.
        """
        usual: str = self._plain._itaiji.convert(text)  # today's forms of the characters
        if len(usual) != len(text):  # variation selectors, which are counted in a way of their own
            found: tuple[str, int] = self._plain.convert(text, before) if usual else ("", 0)
            return found
        first = usual[0]
        table = self._plain._kanwa.load(first)
        if table is None:
            return "", 0
        longest = self._longest.get(first) or self._longest.setdefault(first, max(map(len, table)))
        for length in range(min(longest, len(usual)), 0, -1):
            for reading, after in table.get(usual[:length], ()):
                if after is None or before in after:
                    return reading, length
        return "", 0


class _Readings:
    """Makes the answer for a word, in the place of pykakasi's `IConv`: as written, and in hiragana."""

    def __init__(self, plain: Any) -> None:
        self._hiragana = lru_cache(maxsize=16_384)(plain._k2h)

    def convert(self, written: str, kana: str) -> dict[str, str]:
        """Return the word under `orig` and its reading under `hira`."""
        return {"orig": written, "hira": self._hiragana(kana)}


def dictionary() -> Any:
    """Return a pykakasi that gives `orig` and `hira` of each word; 0.6 s and 134 MB the first time."""
    found: Any = Kakasi()  # type: ignore[no-untyped-call]
    found._jconv, found._iconv = _Words(found._jconv), _Readings(found._iconv)
    return found
