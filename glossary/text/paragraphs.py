"""Lines into paragraphs: hard-wrapped lines are joined, a text of one paragraph a line is left as it is.

Invariant: nothing but white space is added or taken away, and the order stays. Whether a file is wrapped is decided for the
whole file: in wrapped text the next word would not have fitted into the line.
"""

from __future__ import annotations

import re
import unicodedata

_ENDS = re.compile(r"[.!?。！？…:：][\"'”’»》≫」』)）\]]*\Z|[-–—―]0[-–—―]\Z|[(（]끝[)）]\Z")
_ITEM = re.compile(r"(?:[-–—•·○●◎■□◆◇△▲※*]\s?\S|[(（]?\d{1,3}[.)）]\s|[①-⑳]|[가-하][.)]\s)")
_WIDEST = 130
"""Columns; a longer line was not wrapped by a person or an editor for reading."""
_FIT = 0.7
"""Share of the line breaks inside blocks at which the next word would not have fitted."""


def width(text: str) -> int:
    """Return the columns of a text: Hangul, kana and Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def unwrap(lines: list[str], language: str) -> list[str]:
    """Return paragraphs without line breaks; empty lines separate and are dropped."""
    if not _is_wrapped(lines, language):
        return [line.strip() for line in lines if line.strip()]
    widest = max(width(line.rstrip()) for line in lines)
    paragraphs: list[str] = []
    previous = ""
    for line in lines:
        words = line.strip()
        if words:
            if previous and not _starts_paragraph(previous, line, widest, language):
                paragraphs[-1] = _join(paragraphs[-1], words, language)
            else:
                paragraphs.append(words)
        previous = line.rstrip()
    return paragraphs


def _is_wrapped(lines: list[str], language: str) -> bool:
    """Whether most breaks between two lines are there because the next word did not fit."""
    stripped = [line.rstrip() for line in lines]
    widest = max((width(line) for line in stripped), default=0)
    if not 30 <= widest <= _WIDEST:
        return False
    full = ended = breaks = 0
    for line, following in zip(stripped, stripped[1:], strict=False):
        if not line.strip() or not following.strip():
            continue
        breaks += 1
        full += not _fits(line, following.strip(), widest, language)
        ended += _ENDS.search(line) is not None
    # one sentence a line ends nearly every line with a full stop; wrapped text does so by chance
    return breaks > 0 and full >= _FIT * breaks and ended <= 0.5 * breaks


def _fits(line: str, following: str, widest: int, language: str) -> bool:
    """Whether the first word of the next line would have had room; a little slack for editors that count otherwise."""
    word = following.split(maxsplit=1)[0]
    if language == "ja":
        word = following[:2]
        return width(line) + width(word) + 2 <= widest
    return width(line) + 1 + width(word) <= widest - 1


def _starts_paragraph(previous: str, line: str, widest: int, language: str) -> bool:
    indented = line[:1] in " \t\u3000" and previous[:1] not in " \t\u3000"
    ended = _ENDS.search(previous) is not None
    if indented and ended:
        return True
    if _ITEM.match(line.strip()) and (ended or _ITEM.match(previous.strip())):
        return True
    return ended and _fits(previous, line.strip(), widest, language)


def _join(left: str, right: str, language: str) -> str:
    if language == "ja" and not (left[-1].isascii() and right[0].isascii()):
        return left + right
    if re.search(r"[A-Za-z]-\Z", left) and right[:1].isalpha():
        return left + right
    return f"{left} {right}"
