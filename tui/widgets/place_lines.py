"""The list of places where a term was found: day, where, what stands there."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import fit, shown

DAY, WHERE = 11, 26


class PlaceShelf(Shelf):
    """Places: `date` is the day, `note` where, `title` what stands there."""

    def columns(self, line: ShelfLine, ground: Style, width: int) -> list[Segment]:
        """Return a line in three columns."""
        return [
            Segment(fit(line.date or "no date", DAY), ground + self._style("faint")),
            Segment(fit(shown(line.note), WHERE - 1) + " ", ground),
            Segment(fit(shown(line.title), max(0, width - DAY - WHERE)), ground),
        ]
