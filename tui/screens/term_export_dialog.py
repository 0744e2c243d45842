"""The dialog of an export of the term base: format, which entries and terms are written, a path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Label, Select
from textual.worker import get_current_worker

from glossary.terms.entries import Status
from tui.export_desk import FormatChoice, TermWish
from tui.screens.export_dialogs import EVERY, ExportDialog, ExportWish, Look, choice, line, plain

STATES = (
    (EVERY, ""),
    ("approved entries", "approved=yes"),
    ("drafts", "approved=no"),
    *((f"with a {status.value} term", f"status={status.value}") for status in Status),
)
"""What is offered as status, and the condition of `--where` that it is."""


class TermExportDialog(ExportDialog):
    """Asks for a format, what of the term base is written, and a path."""

    HEADING = "Export the term base"

    class Subjects(Message):
        """The subject fields in use."""

        def __init__(self, names: Sequence[str]) -> None:
            super().__init__()
            self.names = names

    def __init__(
        self,
        formats: Sequence[FormatChoice],
        stem: Path,
        look: Look,
        shown: TermWish,
        subjects: Callable[[], Sequence[tuple[str, int]]],
        last: str = "",
    ) -> None:
        """Begin with what the list shows; `subjects` reads the subject fields in use, in a thread."""
        super().__init__(formats, stem, look, last)
        self._shown, self._read = shown, subjects

    def _filters(self) -> ComposeResult:
        begin = self._shown
        with Horizontal(classes="filters"):
            yield Label("Status", markup=False)
            yield choice(STATES, "", "status")
            yield Label("Subject", markup=False)
            yield choice(_subjects([begin.subject] if begin.subject else []), begin.subject, "subject")
        with Horizontal(classes="filters"):
            yield Label("Languages", markup=False)
            yield line(", ".join(begin.languages), "languages", "all: ko-KP, en …")
            yield Label("Search", markup=False)
            yield line(begin.query, "query", "every entry")
        with Horizontal(classes="filters"):
            yield Label("Pairs", markup=False)
            yield line(f"{begin.source}, {begin.target}", "pair", "source, target")
            yield Label("House", markup=False)
            yield line(begin.house, "house", "every house")

    def on_mount(self) -> None:
        """Read the subject fields."""
        super().on_mount()
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
        select.set_options(plain(_subjects(list(names))))
        select.value = chosen

    def _filtered(self, wish: ExportWish) -> ExportWish | None:
        pair = _tags(self.typed("pair"))
        if len(pair) != 2:
            self.trouble("Pairs: two languages, the source first, such as ko, en.")
            return None
        status = self.selected("status")
        terms = TermWish(
            query=self.typed("query"),
            subject=self.selected("subject"),
            where=(status,) if status else (),
            languages=_tags(self.typed("languages")),
            house=self.typed("house"),
            source=pair[0],
            target=pair[1],
        )
        return replace(wish, terms=terms)


def _subjects(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(EVERY, ""), *((name, name) for name in names)]


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in text.split(",") if tag.strip())
