"""A part of the screen whose edge can be dragged: the left one of a panel, the top one of what is docked below.

Invariant: the part does not size itself; it says how large it is to be, and the screen decides.
"""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widget import Widget


class Resizable(Widget):
    """What has an edge to drag, and that edge as its border."""

    class Dragged(Message):
        """The edge is being dragged, or was let go."""

        def __init__(self, part: Resizable, cells: int, *, done: bool) -> None:
            super().__init__()
            self.part = part
            self.cells = cells
            """The size that is meant, border included: width of a panel, height of what is docked below."""
            self.done = done
            """Whether the edge was let go."""

        def can_replace(self, message: Message) -> bool:
            """Let a later place of the edge stand for this one: laying out a long text takes its time."""
            return not self.done and isinstance(message, Resizable.Dragged) and message.part is self.part

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._held = False

    @property
    def has_left_edge(self) -> bool:
        """Whether the left edge is dragged; else the top one."""
        return False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the edge."""
        away = event.screen_x - self.region.x if self.has_left_edge else event.screen_y - self.region.y
        if event.button == 1 and away == 0:
            event.stop()
            self._held = True
            self.add_class("held")
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag it."""
        if self._held:
            event.stop()
            self._say(event, done=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go."""
        if self._held:
            event.stop()
            self._let_go()
            self._say(event, done=True)

    def on_hide(self) -> None:
        """Let the edge go where the part is closed meanwhile."""
        if self._held:
            self._let_go()

    def _let_go(self) -> None:
        self._held = False
        self.remove_class("held")
        self.release_mouse()

    def _say(self, event: events.MouseEvent, *, done: bool) -> None:
        region = self.region
        size = region.right - event.screen_x if self.has_left_edge else region.bottom - event.screen_y
        self.post_message(self.Dragged(self, size, done=done))
