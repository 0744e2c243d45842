"""The dialog that asks which file to read: a folder to walk through, narrowed as one types, or a path typed or dropped.

Invariant: the field has the focus all the time; what stands in it is either a part of a name in the folder that is
shown or a path. Folders are read in a thread, because one may lie far away. Names are never markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Label, Static
from textual.worker import get_current_worker

from tui.actions import Context, bindings
from tui.folders import Entry, entries, narrowed, parted
from tui.screens.dialogs import Dialog, PathSuggester, box, clean_path, dropped_files
from tui.widgets.bars import KeyBar
from tui.widgets.file_lines import FileShelf
from tui.widgets.shelf import ShelfLine
from tui.widgets.wrap import clip_start, shown


class PathField(Input, inherit_bindings=False):
    """A field for a path; Backspace where nothing stands in it means the folder above."""

    # Up, down and Enter are the dialog's: where a field binds them too, the line of keys cannot show them.
    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in Input.BINDINGS if isinstance(one, Binding) and one.key != "enter"
    ]

    class Emptied(Message):
        """Backspace was pressed in the empty field."""

    class Dropped(Message):
        """Files were dropped, which a terminal pastes as their paths."""

        def __init__(self, paths: Sequence[Path]) -> None:
            super().__init__()
            self.paths = tuple(paths)

    def action_delete_left(self) -> None:
        """Take a character away, or go up."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())

    def on_paste(self, event: events.Paste) -> None:
        """Take several dropped files at once; one path is put into the field as text."""
        if len(paths := dropped_files(event.text)) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Dropped(paths))


class FileDialog(Dialog[tuple[Path, ...]]):
    """Asks for a file to read; several come only by dropping them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.FILES),
        *bindings(Context.DIALOG, only=("dialog.cancel",)),
    ]
    AUTO_FOCUS = "#path"
    help_contexts = (Context.FILES,)
    DEFAULT_CSS = """
    FileDialog FileShelf { height: 11; background: $surface; }
    FileDialog #folder { color: $text-accent; }
    """

    class Listed(Message):
        """What lies in a folder, or why it cannot be read."""

        def __init__(self, folder: Path, found: Sequence[Entry], trouble: str = "") -> None:
            super().__init__()
            self.folder, self.found, self.trouble = folder, found, trouble

    def __init__(self, title: str, explanation: str, folder: Path) -> None:
        """`folder`: the one that is shown first."""
        super().__init__()
        self._heading, self._explanation = title, explanation
        self._folder = folder.absolute()
        """The folder that names are looked for in; a path that is typed shows its own."""
        self._listed: Path | None = None
        self._found: Sequence[Entry] = ()
        self._left: Sequence[Entry] = ()
        self._then: Callable[[], None] | None = None
        """What waits for the folder to be read."""
        self._from: Path | None = None
        """The folder that was left upwards: the cursor stands on it."""

    def compose(self) -> ComposeResult:
        """Lay out field, folder, list."""
        with box(self._heading):
            yield Label(self._explanation, markup=False)
            yield PathField(
                placeholder="part of a name, or a path: type, paste, drop",
                suggester=PathSuggester(lambda: self._folder),
                id="path",
            )
            yield Static("", markup=False, id="folder")
            yield FileShelf(empty="Reading the folder …")
            yield Static("", markup=False, classes="trouble")
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the first folder."""
        self.shelf.can_focus = False
        self._look()

    @property
    def shelf(self) -> FileShelf:
        """The list."""
        return self.query_one(FileShelf)

    # Looking

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list, or show the folder of the path that is typed."""
        event.stop()
        self._look()

    def _wanted(self) -> tuple[Path, str]:
        typed = self.query_one(PathField).value
        if typed.lstrip().startswith(("'", '"', "file:")) or "\\ " in typed:
            typed = str(clean_path(typed) or "")
        return parted(typed, self._folder)

    def _look(self) -> None:
        self.query_one(".trouble", Static).update("")
        folder, _ = self._wanted()
        if folder == self._listed:
            self._narrow()
        else:
            self._read(folder)

    @work(thread=True, exclusive=True, exit_on_error=False, group="folder")
    def _read(self, folder: Path) -> None:
        worker = get_current_worker()
        try:
            message = self.Listed(folder, entries(folder))
        except OSError as error:
            message = self.Listed(folder, (), f"{folder}: {error.strerror or error}")
        if not worker.is_cancelled:
            self.post_message(message)

    def on_file_dialog_listed(self, event: FileDialog.Listed) -> None:
        """Show the folder; then do what waited for it."""
        self._listed, self._found = event.folder, event.found
        self._narrow()
        self.query_one(".trouble", Static).update(shown(event.trouble))
        if self._then is not None:
            then, self._then = self._then, None
            then()

    def _narrow(self) -> None:
        folder, name = self._wanted()
        self._left = narrowed(self._found, name)
        room = max(20, self.query_one("#folder").size.width)
        self.query_one("#folder", Static).update(clip_start(shown(str(folder)), room))
        self.shelf.say_empty(
            f"No text or saved page here has “{shown(name)}” in its name." if name else "Nothing here."
        )
        self.shelf.load(
            [
                ShelfLine(entry.name + "/" * entry.is_folder, ("entry", number), note=entry.about)
                for number, entry in enumerate(self._left)
            ]
        )
        on = next((n for n, e in enumerate(self._left) if e.path == self._from), None)
        first = 1 if not name and len(self._left) > 1 and self._left[0].name == ".." else 0
        self._from = None
        if self._left:
            self.shelf.move_to(first if on is None else on)

    # Actions

    def on_shelf_opened(self) -> None:
        """Take what was double-clicked."""
        self._open_here()

    def action_files_open(self) -> None:
        """Take the file that is typed; else the one under the cursor, or open the folder there."""
        folder, name = self._wanted()
        if folder != self._listed:
            self._then = self.action_files_open
            return
        if name and (path := clean_path(str(folder / name))) is not None and path.is_file():
            self.dismiss((path,))
        else:
            self._open_here()

    def _open_here(self) -> None:
        line = self.shelf.line
        if line is None or line.key is None:
            folder, name = self._wanted()
            self.query_one(".trouble", Static).update(f"There is no file {shown(str(folder / name))}.")
            return
        entry = self._left[line.key[1]]
        if entry.name == "..":
            self.action_files_parent()
        elif entry.is_folder:
            self._show(entry.path)
        else:
            self.dismiss((entry.path,))

    def action_files_parent(self) -> None:
        """Show the folder above."""
        here, _ = self._wanted()
        self._show(here.parent, above=here)

    def on_path_field_emptied(self) -> None:
        """Show the folder above."""
        self.action_files_parent()

    def on_path_field_dropped(self, event: PathField.Dropped) -> None:
        """Take all of them."""
        self.dismiss(event.paths)

    def _show(self, folder: Path, above: Path | None = None) -> None:
        self._folder, self._from = folder, above
        field = self.query_one(PathField)
        if field.value:
            with field.prevent(Input.Changed):
                field.value = ""
        self._look()

    def action_files_down(self) -> None:
        """To the next line."""
        self.shelf.move(1)

    def action_files_up(self) -> None:
        """To the line before."""
        self.shelf.move(-1)

    def action_files_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_files_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)
