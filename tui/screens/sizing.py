"""How large the side panel and the docked editor of the workspace are: by keys, by the mouse, and remembered.

Invariant: `tui.sizes` knows the bounds; what is wished is remembered between sessions, for every alignment alike.
"""

from __future__ import annotations

from tui.screens.going import GoingScreen
from tui.sizes import Sizes
from tui.widgets.resizable import Resizable
from tui.widgets.sentence_editor import SentenceEditor
from tui.widgets.side_panel import SidePanel

STEP = 4
"""Cells by which a key makes the side panel wider."""


class SizingScreen(GoingScreen):
    """The actions of sizes."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._sizes = Sizes()

    def recall_sizes(self) -> None:
        """Take up the sizes of the last session."""
        habits = self.session.habits
        self._sizes = Sizes(habits.number("size.panel"), habits.number("size.drawer"), habits.number("size.field"))

    def apply_sizes(self) -> None:
        """Give the parts their sizes, as far as the terminal has room."""
        width, height = self.app.size
        panel, sizes = self.panel, self._sizes
        panel.styles.width = None if panel.is_drawer else sizes.panel_width(width)
        panel.styles.height = sizes.drawer_height(height) if panel.is_drawer else None
        lines = sizes.field_height(height, self._drawer_lines) or None
        for editor in (self.editor, self.drafting):
            editor.area.styles.height = lines
            editor.area.styles.max_height = lines
        self.editor.styles.max_height = lines and lines + 6

    @property
    def _drawer_lines(self) -> int:
        panel = self.panel
        return self._sizes.drawer_height(self.app.size.height) if panel.is_drawer and panel.display else 0

    def _resize(self, sizes: Sizes, *, keep: bool = True) -> None:
        self._sizes = sizes
        self.apply_sizes()
        if keep:
            for name in ("panel", "drawer", "field"):
                self.session.habits.keep(f"size.{name}", getattr(sizes, name))

    def _resize_panel(self, steps: int) -> None:
        width, height = self.app.size
        sizes, panel = self._sizes, self.panel
        if not panel.display:
            self.tell("The side panel is hidden: F6 shows it.", warning=True)
        elif panel.is_drawer:
            self._resize(sizes.with_drawer(sizes.drawer_height(height) + steps, height))
        else:
            self._resize(sizes.with_panel(sizes.panel_width(width) + steps * STEP, width))

    def on_resizable_dragged(self, event: Resizable.Dragged) -> None:
        """Let a part follow its edge; remember the size where it is let go."""
        width, height = self.app.size
        part, sizes = event.part, self._sizes
        if isinstance(part, SidePanel):
            wished = sizes.with_drawer(event.cells, height) if part.is_drawer else sizes.with_panel(event.cells, width)
        elif isinstance(part, SentenceEditor):
            around = part.outer_size.height - part.area.size.height
            wished = sizes.with_field(event.cells - around, height, self._drawer_lines)
        else:
            return
        self._resize(wished, keep=event.done)

    def on_sentence_editor_sized(self, event: SentenceEditor.Sized) -> None:
        """Make the field of an editor higher or lower."""
        lines = event.editor.area.size.height + event.lines
        self._resize(self._sizes.with_field(lines, self.app.size.height, self._drawer_lines))

    def action_panel_larger(self) -> None:
        """Make the side panel wider; below the grid, higher."""
        self._resize_panel(1)

    def action_panel_smaller(self) -> None:
        """Make the side panel narrower; below the grid, lower."""
        self._resize_panel(-1)

    def action_panel_reset(self) -> None:
        """Give panel and editor the sizes that they were designed with."""
        self._resize(Sizes())
        self.tell("Side panel and editor have their own sizes again.")
