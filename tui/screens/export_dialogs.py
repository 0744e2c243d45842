"""The dialogs of an export: format with what it holds, filters, destination; and afterwards what was lost.

Invariant: a dialog gives back a plain wish and writes nothing itself. What a format holds is said by the formats' own
table, as `malmoi export --formats` prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label, OptionList, Select, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from glossary.terms.entries import Status
from tui.actions import Context, bindings
from tui.export_desk import Exported, FormatChoice, TermWish
from tui.screens.dialogs import Dialog, ErrorDialog, PathSuggester, box, clean_path, replacing
from tui.widgets.fields import Field

EVERY = "every one"
STATES = (
    (EVERY, ""),
    ("approved entries", "approved=yes"),
    ("drafts", "approved=no"),
    *((f"with a {status.value} term", f"status={status.value}") for status in Status),
)
"""What is offered as status, and the condition of `--where` that it is."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written where."""

    format: str
    path: Path
    terms: TermWish = field(default_factory=TermWish)


class ExportDialog(Dialog[ExportWish]):
    """Asks for a format and a path; the path's ending follows the format."""

    HEADING: ClassVar[str] = "Export this alignment"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG, only=("dialog.cancel",))
    DEFAULT_CSS = """
    ExportDialog OptionList { height: auto; max-height: 9; background: $background; border: tall $panel; }
    ExportDialog OptionList:focus { border: tall $accent; }
    ExportDialog #end { height: 1; }
    ExportDialog #end Label { width: 1fr; }
    """

    def __init__(self, formats: Sequence[FormatChoice], stem: Path) -> None:
        super().__init__()
        self._formats, self._stem = formats, stem
        self._chosen = formats[0]
        self._asked: Path | None = None

    def compose(self) -> ComposeResult:
        """Lay out formats, filters and path."""
        width = max(8, *(len(f.name) for f in self._formats))
        with box(self.HEADING):
            yield Label("Format: ↑ ↓, then Enter.", markup=False)
            yield OptionList(
                *(Option(f"{f.name:<{width}} {f.title}", id=f.name) for f in self._formats), markup=False, id="formats"
            )
            yield from self._filters()
            yield Input(self._path_for(self._chosen), suggester=PathSuggester(), id="path")
            yield Static("", markup=False, classes="trouble")
            with Horizontal(id="end"):
                yield Label("Tab goes on, Enter in the path writes, Esc closes.", markup=False)
                yield Button("Write", compact=True, variant="primary", id="write")

    def _filters(self) -> ComposeResult:
        yield Label("File:", markup=False)

    def _path_for(self, chosen: FormatChoice) -> str:
        return str(self._stem) + chosen.suffix

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Let the path's ending follow, unless the path was changed by hand."""
        chosen = self._formats[event.option_index]
        path = self.query_one("#path", Input)
        if path.value == self._path_for(self._chosen):
            path.value = self._path_for(chosen)
        elif path.value.endswith(self._chosen.suffix):
            path.value = path.value.removesuffix(self._chosen.suffix) + chosen.suffix
        self._chosen = chosen
        self._show_format(chosen)

    def _show_format(self, chosen: FormatChoice) -> None:
        """Say what the format holds, where there is more to say than its title."""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the path."""
        event.stop()
        self.query_one("#path", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write from the path; from another field go on to it."""
        event.stop()
        if event.input.id == "path":
            self._finish()
        else:
            self.query_one("#path", Input).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what Enter in the path does."""
        event.stop()
        self._finish()

    def _finish(self) -> None:
        """Give the wish back; an existing file is replaced only when that is asked for a second time."""
        path, terms = clean_path(self.query_one("#path", Input).value), self._terms()
        if path is None or terms is None:
            return
        if path.is_file() and self._asked != path:
            self._asked = path
            self.trouble(replacing(path))
            return
        self.dismiss(ExportWish(self._chosen.name, path, terms))

    def trouble(self, text: str) -> None:
        """Say what is in the way."""
        self.query_one(".trouble", Static).update(text)

    def _terms(self) -> TermWish | None:
        return TermWish()


class TermExportDialog(ExportDialog):
    """Asks for a format, what of the term base is written, and a path."""

    HEADING = "Export the term base"
    DEFAULT_CSS = """
    TermExportDialog OptionList { max-height: 7; }
    TermExportDialog #holding { height: 3; color: $text-warning; }
    TermExportDialog #holding Static { height: auto; }
    TermExportDialog .filters { height: 1; }
    TermExportDialog .filters Label { width: 10; }
    TermExportDialog .filters Field { width: 1fr; background: $boost; margin-right: 1; }
    TermExportDialog .filters Select { width: 1fr; margin-right: 1; }
    """

    class Subjects(Message):
        """The subject fields in use."""

        def __init__(self, names: Sequence[str]) -> None:
            super().__init__()
            self.names = names

    def __init__(
        self,
        formats: Sequence[FormatChoice],
        stem: Path,
        shown: TermWish,
        subjects: Callable[[], Sequence[tuple[str, int]]],
    ) -> None:
        """Begin with what the list shows; `subjects` reads the subject fields in use, in a thread."""
        super().__init__(formats, stem)
        self._shown, self._read = shown, subjects

    def _filters(self) -> ComposeResult:
        begin = self._shown
        with VerticalScroll(id="holding"):  # Tab goes there, to scroll
            yield Static("", markup=False, id="holds")
        with Horizontal(classes="filters"):
            yield Label("Status", markup=False)
            yield _choice([(words, value) for words, value in STATES], "", "status")
            yield Label("Subject", markup=False)
            yield _choice(_subjects([begin.subject] if begin.subject else []), begin.subject, "subject")
        with Horizontal(classes="filters"):
            yield Label("Languages", markup=False)
            yield _field(", ".join(begin.languages), "languages", "all: ko-KP, en …")
            yield Label("Search", markup=False)
            yield _field(begin.query, "query", "every entry")
        with Horizontal(classes="filters"):
            yield Label("Pairs", markup=False)
            yield _field(f"{begin.source}, {begin.target}", "pair", "source, target")
            yield Label("House", markup=False)
            yield _field(begin.house, "house", "every house")

    def on_mount(self) -> None:
        """Read the subject fields."""
        self._show_format(self._chosen)
        self._find_subjects()

    @work(thread=True, exclusive=True, exit_on_error=False, group="subjects")
    def _find_subjects(self) -> None:
        worker = get_current_worker()
        names = [name for name, _ in self._read()]
        if not worker.is_cancelled:
            self.post_message(self.Subjects(names))

    def on_term_export_dialog_subjects(self, event: TermExportDialog.Subjects) -> None:
        """Offer them; what is chosen stays."""
        select = self.query_one("#subject", Select)
        chosen = str(select.value)
        names = dict.fromkeys([*event.names, *([chosen] if chosen else [])])
        select.set_options(_plain(_subjects(list(names))))
        select.value = chosen

    def _show_format(self, chosen: FormatChoice) -> None:
        self.query_one("#holds", Static).update(f"{chosen.name} holds {chosen.holds}.")
        self.query_one("#holding", VerticalScroll).scroll_home(animate=False)

    def _terms(self) -> TermWish | None:
        pair = _tags(self._typed("pair"))
        if len(pair) != 2:
            self.trouble("Pairs: two languages, the source first, such as ko, en.")
            return None
        status = str(self.query_one("#status", Select).value)
        return TermWish(
            query=self._typed("query"),
            subject=str(self.query_one("#subject", Select).value),
            where=(status,) if status else (),
            languages=_tags(self._typed("languages")),
            house=self._typed("house"),
            source=pair[0],
            target=pair[1],
        )

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Field).value.strip()


class LossDialog(ErrorDialog):
    """What was written, and what the format could not hold."""

    DEFAULT_CSS = "LossDialog > Vertical { border: round $warning; border-title-color: $text-warning; }"

    @classmethod
    def of_export(cls, done: Exported) -> LossDialog:
        """Return the report of an export."""
        lines = "\n".join(f"▲ {remark}" for remark in done.remarks)
        return cls(
            "What the file does not hold", f"{written(done)}\n\n{lines}", "The data base itself keeps all of it."
        )


def written(done: Exported) -> str:
    """Return in words what was written."""
    return f"{done.counted} written to {done.path}"


def _subjects(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(EVERY, ""), *((name, name) for name in names)]


def _choice(options: Sequence[tuple[str, str]], value: str, name: str) -> Select[str]:
    return Select(_plain(options), value=value, allow_blank=False, compact=True, id=name)


def _plain(options: Sequence[tuple[str, str]]) -> list[tuple[Content, str]]:
    return [(Content(words), value) for words, value in options]


def _field(value: str, name: str, placeholder: str) -> Field:
    return Field(value, id=name, compact=True, select_on_focus=False, placeholder=placeholder)


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in text.split(",") if tag.strip())
