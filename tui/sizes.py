"""How large the parts of the workspace are: what the user wished, within what the terminal has room for. Pure.

Invariant: a wish is kept as it was given; only what is shown is bounded, so that a part has its size again when a small
terminal becomes large. The grid always keeps room for a bead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

PANEL, DRAWER = 38, 7
"""Width of the side panel, height of the drawer, where nothing was wished."""
_GRID_WIDTH = 64
"""Cells of the two columns that the panel leaves, at least."""
_AROUND = 9
"""Lines of bars, heads, the editor's frame, and of a grid of three lines."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What was wished; 0: nothing, the part has the size that it was designed with."""

    panel: int = 0
    """Cells of width of the side panel."""
    drawer: int = 0
    """Lines of height of the panel where it lies below the grid."""
    field: int = 0
    """Lines of the field in which a sentence is edited or written; 0 follows the text."""

    def panel_width(self, width: int) -> int:
        """Return the panel's width in a terminal of `width` cells."""
        return max(24, min(self.panel or PANEL, width // 2, width - _GRID_WIDTH))

    def drawer_height(self, height: int) -> int:
        """Return the drawer's height in a terminal of `height` lines."""
        return max(3, min(self.drawer or DRAWER, height - 14))

    def field_height(self, height: int, drawer: int) -> int:
        """Return the field's height where the drawer takes `drawer` of the `height` lines; 0 follows the text."""
        return max(2, min(self.field, height // 4, height - drawer - _AROUND)) if self.field else 0

    def with_panel(self, cells: int, width: int) -> Sizes:
        """Return the sizes with a panel of so many cells, as far as there is room."""
        made = replace(self, panel=max(1, cells))
        return replace(made, panel=made.panel_width(width))

    def with_drawer(self, lines: int, height: int) -> Sizes:
        """Return the sizes with a drawer of so many lines, as far as there is room."""
        made = replace(self, drawer=max(1, lines))
        return replace(made, drawer=made.drawer_height(height))

    def with_field(self, lines: int, height: int, drawer: int) -> Sizes:
        """Return the sizes with a field of so many lines, as far as there is room."""
        made = replace(self, field=max(1, lines))
        return replace(made, field=made.field_height(height, drawer))
