"""The list of settings: what, how it is set, what it means."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import fit, shown

HELP_FROM = 96
"""Width from which on the help stands there too; below the list it stands always."""


class SettingShelf(Shelf):
    """Settings: `title` is the name, `note` the value, `languages` the help; a chosen line is not as it comes."""

    def columns(self, line: ShelfLine, ground: Style, width: int) -> list[Segment]:
        """Return a line in its columns."""
        name = min(46, width // 2)
        value = min(26, width - name) if width >= HELP_FROM else width - name
        style = self._style("chosen") if line.chosen else self._style("sure")
        return [
            Segment(fit(shown(line.title), name - 1) + " ", ground),
            Segment(fit(shown(line.note), value - 1) + " ", ground + style),
            Segment(fit(shown(line.languages), max(0, width - name - value)), ground + self._style("faint")),
        ]
