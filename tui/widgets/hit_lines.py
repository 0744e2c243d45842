"""The list of sentences in which words were found: bead, what is changed, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import cells, clip, fit, shown

BEAD = 9
LEAD = 18
"""Cells before the first of the words."""


@dataclass(frozen=True, slots=True)
class HitLine(ShelfLine):
    """A sentence: `title` is its text, `languages` bead and column."""

    spans: tuple[tuple[int, int], ...] = ()
    replacement: str | None = None
    """What comes in the place of the first of the words; None where nothing is replaced."""


class HitShelf(Shelf):
    """Sentences with the words in sight; a sentence that is left out has a ◆."""

    def columns(self, line: ShelfLine, ground: Style, width: int) -> list[Segment]:
        """Return bead and column, then the sentence around the first of the words."""
        head = Segment(fit(line.languages, BEAD), ground + self._style("faint"))
        if not isinstance(line, HitLine) or not line.spans:
            return [head]
        start, end = line.spans[0]
        text = line.title
        lead = text[:start]
        if cells(shown(lead)) > LEAD:
            while cells(shown(lead)) > LEAD - 1:
                lead = lead[1:]
            lead = f"…{lead}"
        style = ground + (self._style("faint") if line.chosen else self._style("chosen"))
        pieces = [(shown(lead), ground), (shown(text[start:end]), style)]
        if line.replacement is not None and not line.chosen:
            pieces += [
                (" → ", ground + self._style("faint")),
                (shown(line.replacement) or "∅", ground + self._style("confirmed")),
            ]
        more = f"  (+{len(line.spans) - 1})" if len(line.spans) > 1 else ""
        pieces.append((shown(text[end:]), ground))
        return [
            head,
            *_fitted(pieces, max(0, width - BEAD - len(more)), ground),
            Segment(more, ground + self._style("faint")),
        ]


def _fitted(pieces: Sequence[tuple[str, Style]], room: int, ground: Style) -> list[Segment]:
    segments = []
    for text, style in pieces:
        piece = clip(text, room)
        segments.append(Segment(piece, style))
        room -= cells(piece)
        if room <= 0:
            break
    return [*segments, Segment(" " * max(0, room), ground)]
