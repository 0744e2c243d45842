"""Dialogs: an error that can be copied, a path to write to, a choice, a comment.

Invariant: a dialog asks and gives back a plain value, or None where it was closed; it does nothing itself. Texts are
never markup. What is typed or pasted is put into NFC.
"""

from __future__ import annotations

import contextlib
import shlex
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, TypeVar
from urllib.parse import unquote, urlsplit

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Label, Static

from glossary.errors import MalmoiError
from tui.actions import Context, bindings
from tui.widgets.bars import KeyBar
from tui.widgets.fields import Field
from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import shown

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A box over the screen with a title, closed by Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.DIALOG, only=("dialog.cancel",)),
        *bindings(Context.EVERYWHERE, only=("app.help", "app.interrupt")),  # a dialog hides the application's own keys
    ]
    AUTO_FOCUS = "Input, OptionList, Shelf, VerticalScroll"
    help_contexts: ClassVar[tuple[Context, ...]] = (Context.DIALOG,)
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 76;
            max-width: 96%;
            height: auto;
            max-height: 92%;
            background: $surface;
            border: round $accent;
            border-title-color: $text-accent;
            border-title-style: bold;
            padding: 0 1;
        }
        & Input { border: tall $panel; background: $background; }
        & Input:focus { border: tall $accent; }
        & Label { color: $foreground 75%; }
        & KeyBar { margin-top: 1; background: $surface; }
        & .trouble { color: $text-error; height: auto; }
    }
    """

    def action_app_help(self) -> None:
        """Show the keys of this dialog."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.help_contexts, getattr(self.app, "keymap", {})))

    async def action_app_interrupt(self) -> None:
        """Say how to leave, on the screen below."""
        await self.app.run_action("app.app_interrupt")

    def action_dialog_cancel(self) -> None:
        """Close; nothing is done."""
        self.dismiss(None)


def box(title: str) -> Vertical:
    """Return the frame of a dialog; its title is never markup."""
    frame = Vertical()
    frame.border_title = shown(title).replace("[", r"\[")
    return frame


class ErrorDialog(Dialog[None]):
    """What went wrong, where, and what to do."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG)
    DEFAULT_CSS = """
    ErrorDialog > Vertical { border: round $error; border-title-color: $text-error; }
    ErrorDialog VerticalScroll { height: auto; max-height: 14; }
    ErrorDialog .hint { color: $text-accent; margin-top: 1; }
    """

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        super().__init__()
        self.error_title, self.message, self.hint = title, message, hint

    @classmethod
    def of(cls, error: BaseException) -> ErrorDialog:
        """Return the dialog of an error; what is no MalmoiError is a defect of ours and says so."""
        if isinstance(error, MalmoiError):
            return cls(error.title, error.message, error.hint)
        return cls(
            "A defect of malmoi",
            f"{type(error).__name__}: {error}",
            "What was saved is safe. Please report this text (c copies it).",
        )

    @property
    def text(self) -> str:
        """The whole message, as it is copied."""
        return "\n".join(part for part in (self.error_title, self.message, self.hint and f"→ {self.hint}") if part)

    def compose(self) -> ComposeResult:
        """Lay out title, message and hint."""
        with box(self.error_title):
            with VerticalScroll():
                yield Static(self.message, markup=False, id="message")
                if self.hint:
                    yield Static(f"→ {self.hint}", markup=False, classes="hint")
            yield Static("", markup=False, classes="copied")
            yield KeyBar()

    def action_dialog_accept(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_dialog_copy(self) -> None:
        """Copy the message."""
        self.app.copy_to_clipboard(self.text)
        self.query_one(".copied", Static).update("Copied.")


def clean_path(text: str) -> Path | None:
    """Return the path that was typed, pasted or dropped: without quotes, `file://` or a leading `~`; None for "".

    The name stays as it is spelled; where nothing is called so, another Unicode form of it is looked for, because a Mac
    writes Korean file names in NFD.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    if not text:
        return None
    typed = Path(text).expanduser()
    dropped = Path(text.replace("\\ ", " ")).expanduser()  # terminals put a backslash before a space of a dropped path
    return next((path for path in (typed, _spelled(typed), dropped, _spelled(dropped)) if path.exists()), typed)


def dropped_files(text: str) -> list[Path]:
    """Return the files that were dropped: terminals paste their paths, quoted or with backslashes, in a row."""
    if (path := clean_path(text)) is not None and path.is_file():
        return [path]
    try:
        paths = [clean_path(part) for part in shlex.split(text)]
    except ValueError:  # a quotation mark that is not closed: no paths
        return []
    found = [path for path in paths if path is not None and path.is_file()]
    return found if len(found) == len(paths) else []


def _spelled(path: Path) -> Path:
    """Return the path with each part spelled as it is on the disk, where only the Unicode form differs."""
    found = Path(path.anchor)
    for part in path.parts[1:] if path.anchor else path.parts:
        here = found / part
        if not here.exists():
            wanted = unicodedata.normalize("NFC", part)
            with contextlib.suppress(OSError):
                names = (entry.name for entry in found.iterdir())
                here = found / next((n for n in names if unicodedata.normalize("NFC", n) == wanted), part)
        found = here
    return found


class PathSuggester(Suggester):
    """Completes the last part of a path from what lies on the disk."""

    def __init__(self, base: Callable[[], Path] = Path) -> None:
        """Complete what is not absolute from `base` on."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._base = base

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first path that begins so, folders with a slash."""
        if not value.strip() or value.endswith("/"):
            return None
        head, _, part = value.rpartition("/")
        folder = self._base() / Path(head or ("/" if value.startswith("/") else ".")).expanduser()
        try:
            names = sorted(entry.name + "/" * entry.is_dir() for entry in folder.iterdir())
        except OSError:
            return None
        found = next((name for name in names if part and name.startswith(part)), None)
        return None if found is None else value[: len(value) - len(part)] + found


class PathDialog(Dialog[Path]):
    """Asks for the path of a file to write; one that is there is replaced only after a second Enter."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG, only=("dialog.cancel",))

    def __init__(self, title: str, explanation: str, value: str) -> None:
        super().__init__()
        self._heading, self._explanation, self._value = title, explanation, value
        self._asked: Path | None = None

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        with box(self._heading):
            yield Label(self._explanation, markup=False)
            yield Input(self._value, placeholder="/path/to/file", suggester=PathSuggester(), id="path")
            yield Static("", markup=False, classes="trouble")
            yield Label("→ takes what is suggested, Enter goes on, Esc closes.", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the path back."""
        event.stop()
        path = clean_path(event.value)
        if path is None:
            return
        if path.is_file() and self._asked != path:
            self._asked = path
            self.query_one(".trouble", Static).update(replacing(path))
            return
        self.dismiss(path)


def replacing(path: Path) -> str:
    """Return what is said before a file is written over."""
    return f"{path.name} is there already: Enter again replaces it."


class TextDialog(Dialog[str]):
    """Asks for one line of text; an empty one is an answer too."""

    def __init__(self, title: str, value: str = "") -> None:
        super().__init__()
        self._heading, self._value = title, value

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        with box(self._heading):
            yield Field(self._value, id="text")
            yield Label("Enter keeps it, Esc closes.", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the text back in NFC."""
        event.stop()
        self.dismiss(unicodedata.normalize("NFC", event.value).strip())


class ChoiceDialog(Dialog[tuple[str, int]]):
    """Lets one line of a list be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.DIALOG, only=("dialog.cancel", "dialog.accept")),
        *bindings(Context.LIBRARY, only=("library.down", "library.up", "library.page_down", "library.page_up")),
    ]
    DEFAULT_CSS = "ChoiceDialog Shelf { height: auto; max-height: 16; background: $surface; }"

    def __init__(self, title: str, lines: Sequence[ShelfLine]) -> None:
        super().__init__()
        self._heading, self._choices = title, lines

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with box(self._heading):
            yield Shelf()
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        shelf = self.query_one(Shelf)
        shelf.load(self._choices)
        shelf.styles.height = min(16, len(self._choices))

    def on_shelf_opened(self) -> None:
        """Take the line that was double-clicked."""
        self.action_dialog_accept()

    def action_dialog_accept(self) -> None:
        """Give the line's key back."""
        if line := self.query_one(Shelf).line:
            self.dismiss(line.key)

    def action_library_down(self) -> None:
        """To the next line."""
        self.query_one(Shelf).move(1)

    def action_library_up(self) -> None:
        """To the line before."""
        self.query_one(Shelf).move(-1)

    def action_library_page_down(self) -> None:
        """One screen down."""
        self.query_one(Shelf).page(1)

    def action_library_page_up(self) -> None:
        """One screen up."""
        self.query_one(Shelf).page(-1)
