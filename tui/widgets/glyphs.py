"""What is drawn in place of signs and frames that a terminal shows in two cells, or that a screen reader spells out.

Invariant: a stand-in takes one cell, as the sign did when it was laid out; nothing is measured anew. Texts are drawn as
they are but for the few signs that malmoi draws with itself (`○`, `●`, `▲` …): what is stored and copied never changes.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

FRAMES = range(0x2500, 0x25A0)
"""Box drawing and block elements."""
_SIGNS = {
    "●": "*", "○": "o", "▲": "!", "△": "^", "▼": "v", "▽": "v", "◆": "+", "◇": "+", "▸": ">", "▾": "v", "■": "#",
    "□": "o", "←": "<", "→": ">", "↑": "^", "↓": "v",
}  # fmt: skip
_STATES = {"✓": "C", "●": "S", "▲": "?", "○": "1", "✗": "X"}
"""In plain mode: confirmed, sure, to check, on one side only, rejected. F1 shows them with their words."""
_UPRIGHT, _BARS, _CURSOR = frozenset("│┃║▏▎▍▕▐▊▋▉"), {"█": "#", "▓": "#", "▒": "=", "░": "-"}, "▌"


def _frame(code: int) -> str:
    sign = chr(code)
    if sign == _CURSOR:
        return ">"
    if sign in _BARS:
        return _BARS[sign]
    if sign in _UPRIGHT:
        return "|"
    return "-" if sign in "─━═┄┅┈┉╌╍▔▁▂▃▄▅▆▇▀" else "+"


DRAWN = frozenset((*_SIGNS, *map(chr, FRAMES)))
"""What malmoi draws with: one cell, whatever the terminal makes of it."""
WIDE = str.maketrans(_SIGNS | {chr(code): _frame(code) for code in FRAMES})
"""Stand-ins for a terminal that shows these signs in two cells."""
PLAIN = str.maketrans(_SIGNS | _STATES | {chr(code): " " for code in FRAMES} | dict(_BARS) | {_CURSOR: ">"})
"""Stand-ins for a screen reader: no frames, states as letters."""


class StandIns(LineFilter):
    """Draws stand-ins."""

    def __init__(self, table: dict[int, str]) -> None:
        super().__init__()
        self._table = table

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the line with the stand-ins."""
        del background
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(self._table), segment.style, segment.control)
            for segment in segments
        ]
