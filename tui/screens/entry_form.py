"""The editor of an entry: every field of the concept, and of its terms one at a time; readings appear as one types.

Invariant: the form holds a draft and closes only when the entry is kept or dropped: what cannot be kept is said, and
what was typed stays. A changed entry asks once before it is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Select, Static
from textual.worker import get_current_worker

from glossary.errors import MalmoiError
from glossary.terms.entries import Concept, Status, Term
from glossary.terms.making import new_term_id, reading_system
from tui.actions import Context, bindings
from tui.screens.attestations import Answer, AttestationDialog, Places
from tui.screens.dialogs import Dialog, box
from tui.screens.entry_fields import BREAK, OF_CONCEPT, OF_TERM, FormField, as_text, form_line, signs_system
from tui.widgets.bars import KeyBar
from tui.widgets.concept_card import SIGNS
from tui.widgets.fields import Field
from tui.widgets.wrap import shown


class EntryForm(Dialog[Concept]):
    """Edits one entry and gives it back as it was kept."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.ENTRY)
    AUTO_FOCUS = "#term-text"
    help_contexts = (Context.ENTRY, Context.DIALOG)
    DEFAULT_CSS = """
    EntryForm > Vertical { width: 96; height: 94%; }
    EntryForm VerticalScroll { height: 1fr; }
    EntryForm Horizontal { height: auto; }
    EntryForm Horizontal > Label { width: 18; }
    EntryForm Horizontal > Field { width: 1fr; border: none; height: 1; background: $boost; padding: 0 1; }
    EntryForm Horizontal > Field:focus { border: none; background: $accent 22%; }
    EntryForm Horizontal > Select { width: 1fr; }
    EntryForm KeyBar { margin: 0; }
    EntryForm #terms { margin: 1 0; height: auto; }
    """

    class Kept(Message):
        """The entry is kept."""

        def __init__(self, concept: Concept) -> None:
            super().__init__()
            self.concept = concept

    class Refused(Message):
        """The entry could not be kept."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class ReadAs(Message):
        """What the rules read the term as."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Subjects(Message):
        """The subject fields in use."""

        def __init__(self, names: Sequence[str]) -> None:
            super().__init__()
            self.names = names

    def __init__(
        self,
        concept: Concept,
        keep: Callable[[Concept], Concept],
        subjects: Callable[[], Sequence[str]],
        places: Places,
    ) -> None:
        super().__init__()
        self._places = places
        self._concept = self._start = concept
        self._keep, self._list_subjects = keep, subjects
        self._at = next((n for n, term in enumerate(concept.terms) if not term.text), 0)
        self._read = ""
        """The reading that the rules gave last; another one in the field was typed and stays."""
        self._filled: dict[str, str] = {}
        """What the fields held when they were filled: only what differs was changed."""
        self._warned = False
        self._keeping = False

    @property
    def _term(self) -> Term:
        return self._concept.terms[self._at]

    # Parts

    def compose(self) -> ComposeResult:
        """Lay out the fields, one a line."""
        with box("Entry"):
            with VerticalScroll(can_focus=False):
                for field in OF_CONCEPT:
                    yield from form_line(field, "concept")
                yield Static("", markup=False, id="terms")
                for number, field in enumerate(OF_TERM):
                    yield from form_line(field, "term")
                    if number == 1:
                        with Horizontal(id="reading-line"):
                            yield Label("Reading", markup=False, id="reading-label")
                            yield Field("", id="reading", compact=True)
                        with Horizontal(id="signs-line"):
                            yield Label("漢字", markup=False, id="signs-label")
                            yield Field("", id="signs", compact=True)
            yield Static("", markup=False, classes="trouble")
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the fields."""
        self._fill("concept", OF_CONCEPT, self._concept)
        self._fill_term()
        self._ask_subjects()

    def _fill(self, part: str, fields: Sequence[FormField], record: Any) -> None:
        for field in fields:
            value = as_text(getattr(record, field.name))
            identity = f"{part}-{field.name}"
            self._filled[identity] = value
            if field.kind is None:
                self.query_one(f"#{identity}", Field).value = value
            else:
                self.query_one(f"#{identity}", Select).value = value

    def _fill_term(self) -> None:
        term = self._term
        self._fill("term", OF_TERM, term)
        system, signs = reading_system(term.language), signs_system(term.language)
        reading, written = term.reading(system) if system else "", term.reading(signs) if signs else ""
        is_override = any(r.system == system and r.is_override for r in term.readings)
        self._read = "" if is_override else reading
        for name, value in (("reading", reading), ("signs", written)):
            self._filled[name] = value
            self.query_one(f"#{name}", Field).value = value
        self._show_systems(term.language)
        self._show_terms()

    def _show_systems(self, language: str) -> None:
        system, signs = reading_system(language), signs_system(language)
        self.query_one("#reading-line").display = bool(system)
        self.query_one("#signs-line").display = bool(signs)
        self.query_one("#reading-label", Label).update(f"Reading ({system})")
        self.query_one("#signs-label", Label).update({"hanja": "漢字", "kana": "かな"}.get(signs, ""))

    def _show_terms(self) -> None:
        parts: list[tuple[str, str]] = [(f"Term {self._at + 1} of {len(self._concept.terms)}:  ", "bold $text-accent")]
        for number, term in enumerate(self._concept.terms):
            style = "bold reverse" if number == self._at else "$foreground 75%"
            parts += [(f" {SIGNS[term.status][0]} {shown(term.text) or '…'} ({term.language}) ", style), (" ", "")]
        self.query_one("#terms", Static).update(Content.assemble(*parts))

    # What comes while one types

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the term anew by the rules."""
        self._warned = False
        if event.input.id in ("term-text", "term-language"):
            text, language = (self.query_one(f"#term-{name}", Field).value for name in ("text", "language"))
            self._show_systems(language)
            self._read_term(text, language)

    @work(thread=True, exclusive=True, exit_on_error=False, group="reading")
    def _read_term(self, text: str, language: str) -> None:
        from glossary.terms.making import rule_reading

        read = rule_reading(text, language)
        if not get_current_worker().is_cancelled:
            self.post_message(self.ReadAs(read.text if read else ""))

    def on_entry_form_read_as(self, event: EntryForm.ReadAs) -> None:
        """Show the reading, unless another was typed."""
        field = self.query_one("#reading", Field)
        if field.value in ("", self._read):
            if self._filled["reading"] == field.value:
                self._filled["reading"] = event.text  # the rules' reading is no change of the editor's
            field.value = event.text
            self._read = event.text

    @work(thread=True, exclusive=True, exit_on_error=False, group="subjects")
    def _ask_subjects(self) -> None:
        names = self._list_subjects()
        if not get_current_worker().is_cancelled:
            self.post_message(self.Subjects(names))

    def on_entry_form_subjects(self, event: EntryForm.Subjects) -> None:
        """Suggest the subject fields in use."""
        self.query_one("#concept-subject", Field).suggester = SuggestFromList(event.names, case_sensitive=False)

    # From the fields into the draft

    def _changes(self, part: str, fields: Sequence[FormField]) -> list[str]:
        found = []
        for field in fields:
            identity = f"{part}-{field.name}"
            if field.kind is None:
                value = self.query_one(f"#{identity}", Field).value
            else:
                value = str(self.query_one(f"#{identity}", Select).value)
            if value != self._filled[identity]:
                found.append(f"{field.name}={value.replace(BREAK, chr(10))}")
        return found

    def _take_in(self) -> bool:
        """Put what was typed into the draft; say what cannot be and return False."""
        from tui.commands.term_edits import changed_record, changed_term, with_readings

        try:
            concept: Concept = self._concept
            if changes := self._changes("concept", OF_CONCEPT):
                if changes[-1] == "approved_by=":
                    changes.append("approved=no")
                concept = changed_record(concept, changes)
            term = changed_term(self._term, changes) if (changes := self._changes("term", OF_TERM)) else self._term
            term = replace(term, text=" ".join(term.text.split()))
            for name, system in (("reading", reading_system(term.language)), ("signs", signs_system(term.language))):
                value = " ".join(self.query_one(f"#{name}", Field).value.split())
                if system and value != self._filled[name] and (name == "signs" or value != self._read):
                    term = with_readings(term, [f"{system}={value}"])
        except MalmoiError as error:
            self._trouble(error.message)
            return False
        terms = tuple(term if n == self._at else t for n, t in enumerate(concept.terms))
        self._concept = concept.with_terms(terms)
        self._fill("concept", OF_CONCEPT, self._concept)
        self._fill_term()
        return True

    def _trouble(self, words: str) -> None:
        self.query_one(".trouble", Static).update(words)

    # Actions

    def action_entry_next_term(self) -> None:
        """To the next term of the entry."""
        if self._take_in():
            self._go(self._at + 1)

    def _go(self, at: int) -> None:
        self._at = at % len(self._concept.terms)
        self._trouble("")
        self._fill_term()
        self.query_one("#term-text", Field).focus()

    def action_entry_add_term(self) -> None:
        """Add a term in the language of this one."""
        if self._take_in():
            language = self._term.language
            status = Status.ADMITTED if self._term.text else Status.PREFERRED
            new = Term(id=new_term_id(), language=language, text="", status=status)
            self._concept = self._concept.with_terms((*self._concept.terms, new))
            self._go(len(self._concept.terms) - 1)

    def action_entry_drop_term(self) -> None:
        """Take this term out of the entry."""
        if len(self._concept.terms) == 1:
            self._trouble("An entry needs a term; to take the whole entry away, close this and press d.")
            return
        self._concept = self._concept.with_terms(tuple(t for n, t in enumerate(self._concept.terms) if n != self._at))
        self._go(min(self._at, len(self._concept.terms) - 1))

    def action_entry_attestations(self) -> None:
        """Show where the term was found; what is added and dropped there belongs to the draft of the entry."""
        if not self._take_in():
            return
        term = self._term

        def take(answer: Answer | None) -> None:
            if answer is None:
                return
            if answer.attestations != term.attestations:
                terms = (
                    replace(t, attestations=answer.attestations) if n == self._at else t
                    for n, t in enumerate(self._concept.terms)
                )
                self._concept = self._concept.with_terms(tuple(terms))
                self._show_terms()
            if answer.go is not None:
                self._go_to_bead(*answer.go)

        self.app.push_screen(AttestationDialog(term, self._places), take)

    def _go_to_bead(self, alignment: int, position: int) -> None:
        from tui.screens.jumping import jump

        if self._is_changed():
            self._trouble("The entry is changed: keep it first (Enter), or drop the change (Esc), then go there.")
        else:
            self.dismiss(None)
            jump(self.app, alignment, position)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the entry."""
        event.stop()
        self.action_entry_save()

    def action_entry_save(self) -> None:
        """Keep the entry; empty terms are left out."""
        if self._keeping or not self._take_in():
            return
        concept = self._concept.with_terms(tuple(t for t in self._concept.terms if t.text))
        if not concept.terms:
            self._trouble("The entry has no term yet.")
            return
        self._keeping = True
        self._trouble("")
        self._write(concept)

    @work(thread=True, exit_on_error=False, group="keep")
    def _write(self, concept: Concept) -> None:
        from glossary.terms.making import with_readings

        try:
            self.post_message(self.Kept(self._keep(with_readings(concept))))
        except MalmoiError as error:
            self.post_message(self.Refused("\n".join(part for part in (error.message, error.hint) if part)))

    def on_entry_form_kept(self, event: EntryForm.Kept) -> None:
        """Close."""
        self.dismiss(event.concept)

    def on_entry_form_refused(self, event: EntryForm.Refused) -> None:
        """Say why; what was typed stays."""
        self._keeping = False
        self._trouble(event.words)

    def _is_changed(self) -> bool:
        changed = self._concept != self._start or self._changes("concept", OF_CONCEPT) or self._changes("term", OF_TERM)
        return bool(changed) or any(
            self.query_one(f"#{n}", Field).value != self._filled[n] for n in ("reading", "signs")
        )

    def action_dialog_cancel(self) -> None:
        """Close; a changed entry asks once."""
        if self._is_changed() and not self._warned:
            self._warned = True
            self._trouble("The entry is changed: Enter keeps it, Esc again drops the change.")
        else:
            self.dismiss(None)
