"""The dialogs of an export: format with what it holds, filters, destination; what will be lost is shown before.

Invariant: a dialog gives back a plain wish and writes nothing itself. What a format holds is said by the formats' own
table, as `malmoi export --formats` prints it; what will be lost is counted in a thread by writing into nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label, OptionList, Select, Static
from textual.widgets.option_list import Option

from glossary.errors import MalmoiError
from tui.actions import Context, bindings
from tui.export_desk import BeadWish, Exported, FormatChoice, TermWish
from tui.running import Say, StoppedError
from tui.screens.dialogs import Dialog, PathSuggester, box, clean_path, replacing
from tui.screens.export_losses import HoldsDialog, LossQuestion
from tui.widgets.bars import KeyBar
from tui.widgets.fields import Field

EVERY = "every one"
BEADS = (
    (EVERY, ""),
    ("confirmed", "state=confirmed"),
    ("confirmed and sure", "trust=sure"),
    ("all but rejected", "state!=rejected"),
    ("still to check", "trust!=sure"),
    ("with a comment", "note!="),
)
"""What is offered of beads, and the condition of `--where` that it is."""
SIDES = (("one-sided too", ""), ("both sides only", "one_sided=no"))


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written where."""

    format: str
    path: Path
    terms: TermWish = field(default_factory=TermWish)
    beads: BeadWish = field(default_factory=BeadWish)
    agreed: tuple[str, ...] = ()
    """The losses that were shown before."""


Look = Callable[[ExportWish, Say, Callable[[], bool]], Exported]
"""Says what would be written and lost; for threads."""


class ExportDialog(Dialog[ExportWish]):
    """Asks for a format, filters and a path; the path's ending follows the format."""

    HEADING: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.EXPORT),
        *bindings(Context.DIALOG, only=("dialog.cancel",)),
    ]
    help_contexts = (Context.EXPORT,)
    DEFAULT_CSS = """
    ExportDialog OptionList { height: auto; max-height: 7; background: $background; border: tall $panel; }
    ExportDialog OptionList:focus { border: tall $accent; }
    ExportDialog #holding { height: 3; color: $text-warning; }
    ExportDialog #holding Static { height: auto; }
    ExportDialog .filters { height: 1; }
    ExportDialog .filters Label { width: 10; }
    ExportDialog .filters Field { width: 1fr; background: $boost; margin-right: 1; }
    ExportDialog .filters Select { width: 1fr; margin-right: 1; }
    ExportDialog #end { height: 1; }
    ExportDialog #end KeyBar { width: 1fr; margin: 0; }
    """

    class Looked(Message):
        """What would be lost, or why nothing can be written."""

        def __init__(self, wish: ExportWish, would: Exported | None, trouble: str = "") -> None:
            super().__init__()
            self.wish, self.would, self.trouble = wish, would, trouble

    class Looking(Message):
        """How far it is."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    def __init__(self, formats: Sequence[FormatChoice], stem: Path, look: Look, last: str = "") -> None:
        """`last`: the format that was written last."""
        super().__init__()
        self._formats, self._stem, self._look = formats, stem, look
        self._chosen = next((f for f in formats if f.name == last), formats[0])
        self._asked: Path | None = None
        self._stop: Event | None = None
        """Set to stop the look that runs; None where none does."""

    def compose(self) -> ComposeResult:
        """Lay out formats, what the chosen one holds, filters and path."""
        width = max(8, *(len(f.name) for f in self._formats))
        with box(self.HEADING):
            yield Label("Format: ↑ ↓.  Tab goes on; Enter in the file's line writes.", markup=False)
            yield OptionList(
                *(Option(f"{f.name:<{width}} {f.title}", id=f.name) for f in self._formats), markup=False, id="formats"
            )
            with VerticalScroll(id="holding", can_focus=False):
                yield Static("", markup=False, id="holds")
            yield from self._filters()
            yield Input(self._path_for(self._chosen), suggester=PathSuggester(), id="path")
            yield Static("", markup=False, classes="trouble")
            with Horizontal(id="end"):
                yield KeyBar()
                yield Button("Write", compact=True, variant="primary", id="write")

    def _filters(self) -> ComposeResult:
        raise NotImplementedError

    def _filtered(self, wish: ExportWish) -> ExportWish | None:
        """Return the wish with what is chosen of it; say what cannot be and return None."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Go to the format; say what it holds."""
        self._highlight(self._chosen)
        self._show_format(self._chosen)

    def _highlight(self, chosen: FormatChoice) -> None:
        self.query_one("#formats", OptionList).highlighted = self._formats.index(chosen)

    def _path_for(self, chosen: FormatChoice) -> str:
        return str(self._stem) + chosen.suffix

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Let the path's ending follow, unless the path was changed by hand."""
        chosen = self._formats[event.option_index]
        path = self.query_one("#path", Input)
        with path.prevent(Input.Changed):
            if path.value == self._path_for(self._chosen):
                path.value = self._path_for(chosen)
            elif path.value.endswith(self._chosen.suffix):
                path.value = path.value.removesuffix(self._chosen.suffix) + chosen.suffix
        self._chosen = chosen
        self._show_format(chosen)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the format follow an ending that is typed."""
        ending = Path(event.value).suffix
        if event.input.id == "path" and ending != self._chosen.suffix:
            for chosen in [f for f in self._formats if f.suffix == ending][:1]:
                self._highlight(chosen)

    def _show_format(self, chosen: FormatChoice) -> None:
        self.query_one("#holds", Static).update(f"{chosen.name} holds {chosen.holds}.")
        self.query_one("#holding", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the path."""
        event.stop()
        self.query_one("#path", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write from the path; from another field go on to it."""
        event.stop()
        if event.input.id == "path":
            self.action_export_write()
        else:
            self.query_one("#path", Input).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what Enter in the path does."""
        event.stop()
        self.action_export_write()

    # Looking before writing

    def action_export_write(self) -> None:
        """Look what will be lost; an existing file is replaced only when that is asked for a second time."""
        path = clean_path(self.query_one("#path", Input).value)
        if path is None or self._stop is not None:
            return
        wish = self._filtered(ExportWish(self._chosen.name, path))
        if wish is None:
            return
        if path.is_file() and self._asked != path:
            self._asked = path
            self.trouble(replacing(path))
            return
        self.trouble("Looking what the file cannot hold …")
        self._stop = Event()
        self._look_at(wish, self._stop)

    @work(thread=True, exit_on_error=False, group="look")
    def _look_at(self, wish: ExportWish, stop: Event) -> None:
        def say(_what: str, share: float) -> None:
            self.post_message(self.Looking(share))

        try:
            would = self._look(wish, say, stop.is_set)
        except StoppedError:
            self.post_message(self.Looked(wish, None, "Stopped; nothing was written."))
        except MalmoiError as error:
            self.post_message(self.Looked(wish, None, " ".join(part for part in (error.message, error.hint) if part)))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown and the dialog stays
            self.post_message(self.Looked(wish, None, f"{type(error).__name__}: {error}"))
        else:
            self.post_message(self.Looked(wish, would))

    def on_export_dialog_looking(self, event: ExportDialog.Looking) -> None:
        """Say how far it is."""
        if self._stop is not None and event.share:
            self.trouble(f"Looking what the file cannot hold … {event.share:.0%}   Esc stops")

    def on_export_dialog_looked(self, event: ExportDialog.Looked) -> None:
        """Write where nothing is lost; else show what is, and ask."""
        self._stop = None
        self.trouble(event.trouble)
        if event.would is None:
            return
        agreed = replace(event.wish, agreed=event.would.remarks)
        if not event.would.remarks:
            self.dismiss(agreed)
            return

        def answer(goes: bool | None) -> None:
            if goes:
                self.dismiss(agreed)

        self.app.push_screen(LossQuestion(event.would, event.wish.format), answer)

    def action_export_holds(self) -> None:
        """Show the table of the format."""
        self.app.push_screen(HoldsDialog(self._chosen))

    def action_dialog_cancel(self) -> None:
        """Stop the look that runs; else close."""
        if self._stop is not None:
            self._stop.set()
        else:
            self.dismiss(None)

    def trouble(self, text: str) -> None:
        """Say what is in the way."""
        self.query_one(".trouble", Static).update(text)

    def typed(self, name: str) -> str:
        """Return what stands in a field."""
        return self.query_one(f"#{name}", Field).value.strip()

    def selected(self, name: str) -> str:
        """Return what is chosen in a list of choices."""
        return str(self.query_one(f"#{name}", Select).value)


class AlignmentExportDialog(ExportDialog):
    """Asks for a format, which beads are written, and a path."""

    HEADING = "Export this alignment"

    def _filters(self) -> ComposeResult:
        with Horizontal(classes="filters"):
            yield Label("Beads", markup=False)
            yield choice(BEADS, "", "state")
            yield Label("Sides", markup=False)
            yield choice(SIDES, "", "sides")
        with Horizontal(classes="filters"):
            yield Label("Words", markup=False)
            yield line("", "query", "every bead")

    def _filtered(self, wish: ExportWish) -> ExportWish:
        where = tuple(value for name in ("state", "sides") if (value := self.selected(name)))
        return replace(wish, beads=BeadWish(where, self.typed("query")))


def choice(options: Sequence[tuple[str, str]], value: str, name: str) -> Select[str]:
    """Return a list of choices (words, value)."""
    return Select(plain(options), value=value, allow_blank=False, compact=True, id=name)


def plain(options: Sequence[tuple[str, str]]) -> list[tuple[Content, str]]:
    """Return choices whose words are never markup."""
    return [(Content(words), value) for words, value in options]


def line(value: str, name: str, placeholder: str) -> Field:
    """Return a field of one line."""
    return Field(value, id=name, compact=True, select_on_focus=False, placeholder=placeholder)
