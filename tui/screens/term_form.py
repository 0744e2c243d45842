"""The form of a new term: the source phrase with its reading as one types, its rendering, subject, status.

Invariant: the form asks and gives a plain `NewTerm` back; what it shows of the term base comes from a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Select, Static
from textual.worker import get_current_worker

from glossary.terms.entries import Status
from tui.actions import Context, bindings
from tui.screens.dialogs import Dialog, box
from tui.term_desk import Known, NewTerm
from tui.widgets.fields import Field

LANGUAGE_NAMES = {"ko": "Korean", "en": "English", "ja": "Japanese", "zh": "Chinese", "ru": "Russian"}


class TermForm(Dialog[NewTerm]):
    """Asks for a term."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG, only=("dialog.cancel",))
    AUTO_FOCUS = "#target"
    DEFAULT_CSS = """
    TermForm VerticalScroll { height: auto; max-height: 20; }
    TermForm #known, TermForm #target-reading { height: auto; color: $text-accent; }
    TermForm Select { margin-bottom: 0; }
    """

    class Knows(Message):
        """What is known of the source phrase."""

        def __init__(self, known: Known) -> None:
            super().__init__()
            self.known = known

    def __init__(
        self,
        languages: tuple[str, str],
        phrases: tuple[str, str],
        know: Callable[[str], Known],
        subjects: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._languages, self._phrases = languages, phrases
        self._know, self._subjects = know, subjects
        self._proposed = Status.PREFERRED
        """The status that the form chose; another one was chosen by hand and stays."""
        self._read = ""
        """The reading that the rules gave; another one in the field was typed and stays."""

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        source, target = (LANGUAGE_NAMES.get(tag.split("-")[0], tag) for tag in self._languages)
        with box("Make a term"), VerticalScroll(can_focus=False):
            yield Label(source, markup=False)
            yield Field(self._phrases[0], id="source")
            yield Static("", markup=False, id="known")
            yield Label("Reading (by the rules; type another to keep that one)", markup=False, id="reading-label")
            yield Field("", id="reading")
            yield Label(target, markup=False)
            yield Field(self._phrases[1], id="target")
            yield Static("", markup=False, id="target-reading")
            yield Label("Subject field (person, place, organisation, title …)", markup=False)
            yield Field("", id="subject", suggester=SuggestFromList(self._subjects, case_sensitive=False))
            yield Label("Status of the rendering", markup=False)
            yield Select(
                [(status.value, status) for status in Status], value=Status.PREFERRED, allow_blank=False, id="status"
            )
            yield Static("", markup=False, classes="trouble")
            yield Label("Enter keeps the term, Tab goes on, Esc closes.", markup=False)

    def on_mount(self) -> None:
        """Look the phrase up; go to the first field that is empty."""
        self._look_up(self._phrases[0])
        if not self._phrases[0]:
            self.query_one("#source", Field).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the readings as one types."""
        if event.input.id == "source":
            self._look_up(event.value)
        elif event.input.id == "target":
            self._read_target(event.value)

    @work(thread=True, exclusive=True, exit_on_error=False, group="target-reading")
    def _read_target(self, text: str) -> None:
        from glossary.terms.making import rule_reading

        worker = get_current_worker()
        read = rule_reading(text, self._languages[1])
        if not worker.is_cancelled:
            shown = f"{read.system}: {read.text}" if read else ""
            self.app.call_from_thread(self.query_one("#target-reading", Static).update, shown)

    @work(thread=True, exclusive=True, exit_on_error=False, group="known")
    def _look_up(self, text: str) -> None:
        worker = get_current_worker()
        try:
            known = self._know(text)
        except Exception:  # noqa: BLE001 - a phrase that cannot be looked up is not known; keeping it will say why
            known = Known(text, "", "")
        if not worker.is_cancelled:
            self.post_message(self.Knows(known))

    def on_term_form_knows(self, event: TermForm.Knows) -> None:
        """Show reading and concept; a concept that is there takes the text as one more rendering."""
        known = event.known
        parts = [f"{known.system}: {known.reading}"] if known.reading else []
        reading = self.query_one("#reading", Field)
        reading.display = self.query_one("#reading-label").display = bool(known.system)
        if reading.value in ("", self._read):
            reading.value = known.reading
        self._read = known.reading
        if known.concept:
            parts.append(f"In the term base: {known.shown}. The rendering is added there.")
        self.query_one("#known", Static).update("\n".join(parts))
        if known.concept:
            subject = self.query_one("#subject", Field)
            if not subject.value:
                subject.value = known.subject
        status = self.query_one("#status", Select)
        if status.value == self._proposed:
            self._proposed = Status.ADMITTED if known.concept else Status.PREFERRED
            status.value = self._proposed

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the term back, or say what is missing."""
        event.stop()
        source, target = (" ".join(self.query_one(name, Field).value.split()) for name in ("#source", "#target"))
        if not source or not target:
            self.query_one(".trouble", Static).update("Both texts are needed.")
            self.query_one("#target" if source else "#source", Field).focus()
            return
        status = self.query_one("#status", Select).value
        subject = self.query_one("#subject", Field).value.strip()
        reading = " ".join(self.query_one("#reading", Field).value.split())
        typed = reading if reading != self._read else ""
        self.dismiss(NewTerm(source, target, subject, Status(str(status)), typed))
