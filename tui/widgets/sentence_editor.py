"""What an editor of one sentence is made of: the field, and a frame docked below the grid whose height can be set.

Invariant: a sentence stays one line, NFC; Enter, Escape and Tab belong to the editor around the field.
"""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from tui.widgets.fields import entering
from tui.widgets.resizable import Resizable


class SentenceArea(TextArea):
    """A TextArea for one sentence: no line ends, NFC, Enter is not text."""

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit with NFC text in one line."""
        start = min(edit.from_location, edit.to_location)
        back, clean = entering(self.document[start[0]][: start[1]], " ".join(edit.text.splitlines()))
        if back:
            end = max(edit.from_location, edit.to_location)
            edit = replace(edit, from_location=(start[0], start[1] - back), to_location=end)
        return super().edit(replace(edit, text=clean))

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("enter", "escape", "tab", "shift+tab"):
            event.prevent_default()  # TextArea would take them; they belong to the editor around it

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave Enter, Escape and Tab to the bindings."""
        return key not in ("enter", "escape", "tab") and super().check_consume_key(key, character)


class SentenceEditor(Resizable, Vertical):
    """A docked editor around a field for one sentence."""

    DEFAULT_CSS = """
    SentenceEditor {
        height: auto;
        background: $surface;
        border: round $accent;
        border-title-color: $text-accent;
        padding: 0 1;
        display: none;
        & SentenceArea { height: auto; min-height: 2; max-height: 6; padding: 0; background: $surface; }
        & SentenceArea, & SentenceArea:focus { border: none; }
    }
    """

    class Sized(Message):
        """The field is to have more lines, or fewer."""

        def __init__(self, editor: SentenceEditor, lines: int) -> None:
            super().__init__()
            self.editor = editor
            self.lines = lines

    @staticmethod
    def new_area() -> SentenceArea:
        """Return a field for the editor to lay out."""
        return SentenceArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False)

    @property
    def area(self) -> SentenceArea:
        """The field."""
        return self.query_one(SentenceArea)

    def load(self, title: str, text: str) -> None:
        """Show a sentence with the cursor at its end."""
        self.border_title = title
        self.area.load_text(text)
        self.area.move_cursor(self.area.document.end)
        self.display = True
        self.area.focus()

    def close(self) -> None:
        """Hide the editor."""
        self.display = False
