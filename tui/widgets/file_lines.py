"""The list of a folder: folders, then files with their size and day."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import cells, fit, shown

ABOUT = 20


class FileShelf(Shelf):
    """A folder: `title` is the name, a folder's with a slash, `note` what is known of a file."""

    def columns(self, line: ShelfLine, ground: Style, width: int) -> list[Segment]:
        """Return name and what is known of it."""
        about = ABOUT if line.note and width > 2 * ABOUT else 0
        name = Segment(
            fit(shown(line.title), width - about), ground + self._style("sure") if line.title.endswith("/") else ground
        )
        if not about:
            return [name]
        note = " " * max(0, about - cells(line.note)) + line.note
        return [name, Segment(fit(note, about), ground + self._style("faint"))]
