"""The line under the grid while a phrase is marked with keys; it has the focus, so that its keys come first."""

from __future__ import annotations

from typing import ClassVar

from textual.app import RenderResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.actions import Context, bindings
from tui.marking import Mark
from tui.widgets.wrap import clip, shown


class MarkingBar(Widget, can_focus=True):
    """A mark being made; it posts every step, the screen draws it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.MARKING)
    DEFAULT_CSS = """
    MarkingBar { height: 1; background: $accent 25%; text-wrap: nowrap; display: none; }
    """

    class Changed(Message):
        """The mark is another one."""

        def __init__(self, mark: Mark) -> None:
            super().__init__()
            self.mark = mark

    class Accepted(Changed):
        """The mark is done."""

    class Asked(Message):
        """A suggestion is wanted, the first or the next one."""

    class Left(Message):
        """Marking was cancelled."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._mark: Mark | None = None
        self._language = ""
        self._note = ""

    def begin(self, language: str, mark: Mark, note: str = "") -> None:
        """Begin with a mark; `note` says where it comes from."""
        self._language = language
        self._note = note
        self.display = True
        self.focus()
        self._take(mark)

    def end(self) -> None:
        """Hide."""
        self._mark = None
        self.display = False

    def render(self) -> RenderResult:
        """Return the line."""
        if self._mark is None:
            return ""
        what = "set its end" if self._mark.anchored else "go to its first word"
        note = f" ({self._note})" if self._note else ""
        head = f" mark {self._language}{note}, {what}:  "
        phrase = clip(shown(self._mark.phrase), max(4, self.size.width - len(head) - 2))
        return Content.assemble((head, "bold"), phrase)

    def _take(self, mark: Mark) -> None:
        self._mark = mark
        self.refresh()
        self.post_message(self.Changed(mark))

    def action_mark_left(self) -> None:
        """One word left."""
        if self._mark:
            self._take(self._mark.step(-1))

    def action_mark_right(self) -> None:
        """One word right."""
        if self._mark:
            self._take(self._mark.step(1))

    def action_mark_extend_left(self) -> None:
        """Let the last word go."""
        if self._mark:
            self._take(self._mark.grow(-1))

    def action_mark_extend_right(self) -> None:
        """Take the next word in."""
        if self._mark:
            self._take(self._mark.grow(1))

    def action_mark_character_left(self) -> None:
        """End one character earlier."""
        if self._mark:
            self._take(self._mark.creep(-1))

    def action_mark_character_right(self) -> None:
        """End one character later."""
        if self._mark:
            self._take(self._mark.creep(1))

    def action_mark_start_left(self) -> None:
        """Begin one word earlier."""
        if self._mark:
            self._take(self._mark.grow_start(-1))

    def action_mark_start_right(self) -> None:
        """Begin one word later."""
        if self._mark:
            self._take(self._mark.grow_start(1))

    def action_mark_suggest(self) -> None:
        """Ask for a suggestion."""
        self.post_message(self.Asked())

    def action_mark_anchor(self) -> None:
        """Set the start; a second time, be done."""
        if self._mark and self._mark.anchored:
            self.action_mark_accept()
        elif self._mark:
            self._take(self._mark.anchor())

    def action_mark_accept(self) -> None:
        """Keep the mark."""
        if self._mark:
            self.post_message(self.Accepted(self._mark))

    def action_mark_cancel(self) -> None:
        """Mark nothing."""
        self.post_message(self.Left())
