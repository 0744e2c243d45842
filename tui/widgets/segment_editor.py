"""The editor of one sentence, docked below the grid; what the source says stands beside the editor's text.

Invariant: nothing typed is lost by one key: leaving with a changed text asks for a second Escape.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.actions import Context, bindings
from tui.widgets.sentence_editor import SentenceEditor


class SegmentEditor(SentenceEditor):
    """One sentence being edited."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.EDITOR)
    DEFAULT_CSS = """
    SegmentEditor {
        max-height: 12;
        & Static { height: auto; max-height: 4; color: $foreground 70%; }
    }
    """

    class Saved(Message):
        """The text is to be kept."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Recut(Message):
        """The text is to be kept, and the sentence cut before a character of it, or joined with the next one."""

        def __init__(self, text: str, offset: int | None) -> None:
            super().__init__()
            self.text = text
            self.offset = offset
            """Code points of the text before the cut; None joins."""

    class Left(Message):
        """The editor was closed without a change."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._before = ""
        self._original = ""
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out the text and, where it differs, what the source says."""
        yield self.new_area()
        yield Static("", markup=False)

    @property
    def text(self) -> str:
        """What stands in the field now, without white space at its ends."""
        return self.area.text.strip()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept."""
        return self.text != self._before

    def open(self, language: str, text: str, original: str) -> None:
        """Edit a sentence; `original` is what the source says."""
        self._before, self._original, self._warned = text, original, False
        self.load(f"edit {language}", text)
        self._tell()

    def kept(self, text: str) -> None:
        """Take note that a text is kept while the editor stays open."""
        self._before = text

    def on_text_area_changed(self) -> None:
        """Show what the source says as soon as the text differs from it."""
        self._warned = False
        self._tell()

    def _tell(self, warning: str = "") -> None:
        differs = bool(self._original) and self.text != self._original
        parts: list[Content | tuple[str, str]] = []
        if differs:
            parts.append(("source: ", "bold"))
            parts.append((self._original, ""))
        if warning:
            parts.append(("\n" if parts else "", ""))
            parts.append((warning, "bold $text-warning"))
        line = self.query_one(Static)
        line.update(Content.assemble(*parts))
        line.display = bool(parts)

    def action_editor_save(self) -> None:
        """Keep the text, or say why not."""
        if not self.text:
            self._tell("A sentence cannot be empty: Ctrl+O puts the source's text back.")
        elif self.text == self._before:
            self.post_message(self.Left())
        else:
            self.post_message(self.Saved(self.text))

    def action_editor_cut(self) -> None:
        """Cut the sentence at the cursor, or say why not."""
        whole = self.area.document[0]
        offset = self.area.cursor_location[1] - (len(whole) - len(whole.lstrip()))
        if not (self.text[: max(0, offset)].strip() and self.text[max(0, offset) :].strip()):
            self._tell("Go to where the second sentence begins: words must stay on both sides.")
        else:
            self.post_message(self.Recut(self.text, offset))

    def action_editor_join(self) -> None:
        """Join the sentence with the next one."""
        if not self.text:
            self._tell("A sentence cannot be empty: Ctrl+O puts the source's text back.")
        else:
            self.post_message(self.Recut(self.text, None))

    def action_editor_original(self) -> None:
        """Put back what the source says; Ctrl+Z brings the text again."""
        if self._original:
            self.area.replace(self._original, (0, 0), self.area.document.end)

    def action_editor_cancel(self) -> None:
        """Close; a changed text asks once."""
        if self.text != self._before and not self._warned:
            self._warned = True
            self._tell("The text is changed: Enter keeps it, Esc again drops the change.")
        else:
            self.post_message(self.Left())

    def action_editor_higher(self) -> None:
        """Make the field a line higher."""
        self.post_message(self.Sized(self, 1))

    def action_editor_lower(self) -> None:
        """Make the field a line lower."""
        self.post_message(self.Sized(self, -1))
