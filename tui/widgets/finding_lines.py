"""The list of findings: bead, check, message."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import fit, shown

BEAD, CHECK = 5, 25


class FindingShelf(Shelf):
    """Findings: `languages` is the bead's number, `note` the check, `title` what is wrong."""

    def columns(self, line: ShelfLine, ground: Style, width: int) -> list[Segment]:
        """Return a line in three columns."""
        return [
            Segment(fit(line.languages, BEAD), ground),
            Segment(fit(line.note, CHECK - 1) + " ", ground + self._style("faint")),
            Segment(fit(shown(line.title), max(0, width - BEAD - CHECK)), ground),
        ]
