"""The heads of the grid's two columns: which language and which text stands where; they keep the grid's widths."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tui.widgets.grid import AlignmentGrid
from tui.widgets.grid_view import STATE_CELLS
from tui.widgets.rows import Side
from tui.widgets.wrap import clip, fit, shown


class ColumnHeads(Widget):
    """One line above the grid."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "ColumnHeads { height: 1; background: $boost; color: $foreground; text-wrap: nowrap; }"

    def __init__(self) -> None:
        super().__init__()
        self._heads = ("", "")
        self._side = Side.SOURCE

    def show(self, source: str, target: str) -> None:
        """Show what the columns are."""
        if (source, target) != self._heads:
            self._heads = (source, target)
            self.refresh()

    def point(self, side: Side) -> None:
        """Show in which column the cursor is."""
        if side is not self._side:
            self._side = side
            self.refresh()

    def render(self) -> RenderResult:
        """Return the line."""
        left, right = AlignmentGrid.column_widths(self.size.width - 1)
        parts: list[tuple[str, str]] = []
        for side, width in ((Side.SOURCE, left), (Side.TARGET, right)):
            style = "bold $text-accent" if side is self._side else "$foreground 70%"
            mark = "▌" if side is self._side else " "
            parts.append((mark + fit(clip(shown(self._heads[side.value]), width), width), style))
            if side is Side.SOURCE:
                parts.append((" " * (STATE_CELLS + 2), ""))
        return Content.assemble(*parts)
