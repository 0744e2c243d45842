"""Lines into paragraphs: hard-wrapped lines are joined, a text of one paragraph a line is left as it is.

Invariant: nothing but white space is added or taken away, and the order stays. Whether a file is wrapped is decided for
the whole file: in wrapped text the next word would not have fitted into the line, or lines break inside sentences.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from enum import Enum

_ENDS = re.compile(r"[.!?。！？…:：][\"'”’»》≫」』)）\]]*\Z|[-–—―]0[-–—―]\Z|[(（]끝[)）]\Z")
_ITEM = re.compile(r"(?:[-–—•·○●◎■□◆◇△▲※*]\s?\S|[(（]?\d{1,3}[.)）]\s|[①-⑳]|[가-하][.)]\s)")
_WIDEST = 130
"""Columns; a longer line was not wrapped by a person or an editor for reading."""
_NARROWEST = 30
_FIT = 0.7
"""Share of the line breaks at which the next word would not have fitted, from which on a file is wrapped."""
_SPARE = 10
"""Columns; where so much room was left, the line ended on purpose."""


class _Style(Enum):
    LINES = "one paragraph a line"
    FILLED = "lines filled up to a width"
    RAGGED = "lines broken anywhere, paragraphs apart by empty lines"


def width(text: str) -> int:
    """Return the columns of a text: Hangul, kana and Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def unwrap(lines: list[str], language: str) -> list[str]:
    """Return paragraphs without line breaks; empty lines separate and are dropped. `language`: ko, en, ja."""
    stripped = [line.rstrip() for line in lines]
    widest = max((width(line) for line in stripped), default=0)
    style = _style(stripped, widest, language)
    paragraphs: list[list[str]] = []
    previous = ""
    for line in stripped:
        words = line.strip()
        if words:
            if previous and not _starts_paragraph(previous, line, widest, language, style):
                paragraphs[-1] += _gap(previous, words, language), words
            else:
                paragraphs.append([words])
        previous = line
    return ["".join(pieces) for pieces in paragraphs]


def _style(lines: list[str], widest: int, language: str) -> _Style:
    """Return how the lines were broken. One sentence a line ends nearly every line with a full stop."""
    if not _NARROWEST <= widest <= _WIDEST:
        return _Style.LINES
    breaks = [(a, b.strip()) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    if not breaks:
        return _Style.LINES
    full = sum(_spare(a, b, widest, language) < 0 for a, b in breaks)
    ended = sum(_ENDS.search(a) is not None for a, _ in breaks)
    inside = sum(_ENDS.search(a) is None and b[0].islower() for a, b in breaks)
    if ended > 0.5 * len(breaks):
        return _Style.LINES
    # a title over one or two lines of text is no wrapped text
    enough = len(breaks) >= 3 or inside == len(breaks) or (language != "en" and widest >= 50)
    if enough and full >= _FIT * len(breaks):
        return _Style.FILLED
    apart = any(not line.strip() for line in lines)
    if inside >= 0.5 * len(breaks) and (apart or inside == len(breaks)):
        return _Style.RAGGED
    return _Style.LINES


def _spare(line: str, following: str, widest: int, language: str) -> int:
    """Return the columns that the first word of the next line would have left; negative where it did not fit."""
    if language == "ja":
        return widest - width(line) - width(following[:2]) - 2
    word = following.split(maxsplit=1)[0]
    return widest - 1 - width(line) - 1 - width(word)


def _starts_paragraph(previous: str, line: str, widest: int, language: str, style: _Style) -> bool:
    if style is _Style.LINES:
        return True
    words, ended = line.strip(), _ENDS.search(previous) is not None
    if ended and line[0] in " \t\u3000" and previous[0] not in " \t\u3000":
        return True
    if _ITEM.match(words) and (ended or _ITEM.match(previous.strip())):
        return True
    spare = _spare(previous, words, widest, language)
    if style is _Style.RAGGED:
        return ended and spare > widest // 2
    return spare >= _SPARE or (ended and spare >= 0)


def _gap(left: str, right: str, language: str) -> str:
    """Return what stands between two joined lines: nothing in Japanese or behind a hyphen (anti-/Japanese)."""
    if language == "ja" and not (left[-1].isascii() and right[0].isascii()):
        return ""
    hyphen = left.endswith("-") and left[-2:-1].isalnum() and right[0].isalnum()
    return "" if hyphen else " "
