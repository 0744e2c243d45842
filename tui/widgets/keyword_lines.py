"""Keyword in context: what stands before the words, the words, what stands behind them, the other language below.

Invariant: the words begin in the same column on every line, whatever the width of the characters before them.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import cells, clip, fit, shown

DATE_FROM = 100
"""Width from which on the date of the text stands before the line."""


@dataclass(frozen=True, slots=True)
class KeywordLine(ShelfLine):
    """A place where the words stand."""

    left: str = ""
    words: str = ""
    right: str = ""
    sign: str = " "
    """Of the bead's state."""


class KeywordShelf(Shelf):
    """A list of keywords in context."""

    def columns(self, line: ShelfLine, ground: Style, width: int) -> list[Segment]:
        """Return a line in three columns."""
        if not isinstance(line, KeywordLine):
            return super().columns(line, ground, width)
        faint = ground + self._style("faint")
        segments = [Segment(f"{line.sign} ", ground + self._style("confirmed"))]
        if width >= DATE_FROM:
            segments.append(Segment(fit(line.date, 11), faint))
        room = max(0, width - sum(cells(s.text) for s in segments))
        left, words = room * 2 // 5, shown(line.words)
        segments += [
            Segment(ending(shown(line.left), left), ground),
            Segment(clip(words, room - left), ground + self._style("check")),
        ]
        rest = max(0, room - left - cells(clip(words, room - left)))
        segments.append(Segment(fit(shown(line.right), rest), ground))
        return segments


def ending(text: str, width: int) -> str:
    """Return the end of a text in exactly `width` cells, `…` where its beginning was left out."""
    if cells(text) <= width:
        return " " * (width - cells(text)) + text
    room, at = width - 1, len(text)
    while at and cells(text[at - 1 :]) <= room:
        at -= 1
    end = "…" + text[at:] if width > 0 else ""
    return " " * (width - cells(end)) + end
