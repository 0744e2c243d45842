"""Dialogs of the term base: the versions of an entry, the terms that leave it, a change of many entries at once.

Invariant: what is read or changed for a dialog runs in a thread and comes back as a message; texts are never markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, OptionList, SelectionList, Static
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection
from textual.worker import get_current_worker

from glossary.errors import MalmoiError
from glossary.terms.entries import Concept
from tui.actions import Context, bindings
from tui.screens.dialogs import Dialog, box
from tui.widgets.concept_card import SIGNS
from tui.widgets.fields import Field
from tui.widgets.wrap import shown, shown_lines

if TYPE_CHECKING:
    from glossary.terms.history import ConceptVersion
    from glossary.terms.operations import BulkChange


class HistoryDialog(Dialog[int]):
    """The versions of an entry, newest first; Enter restores the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG, only=("dialog.cancel",))
    DEFAULT_CSS = """
    HistoryDialog > Vertical { width: 96; }
    HistoryDialog OptionList { height: auto; max-height: 30vh; background: $background; border: none; }
    HistoryDialog VerticalScroll { height: auto; max-height: 30vh; }
    HistoryDialog Static { height: auto; }
    """

    class Read(Message):
        """The versions, or why there are none."""

        def __init__(self, versions: Sequence[ConceptVersion], trouble: str = "") -> None:
            super().__init__()
            self.versions = versions
            self.trouble = trouble

    def __init__(self, name: str, read: Callable[[], Sequence[ConceptVersion]]) -> None:
        super().__init__()
        self._name_shown, self._read_versions = name, read
        self._versions: Sequence[ConceptVersion] = ()

    def compose(self) -> ComposeResult:
        """Lay out versions and what the one under the cursor changed."""
        with box(f"History: {self._name_shown}"):
            yield OptionList(markup=False)
            with VerticalScroll(can_focus=False):
                yield Static("Reading …", markup=False, id="what")
            yield Label("Enter brings this version back, Esc closes.", markup=False)

    def on_mount(self) -> None:
        """Read the versions."""
        self._read()

    @work(thread=True, exclusive=True, exit_on_error=False, group="history")
    def _read(self) -> None:
        try:
            message = self.Read(self._read_versions())
        except MalmoiError as error:
            message = self.Read((), error.message)
        if not get_current_worker().is_cancelled:
            self.post_message(message)

    def on_history_dialog_read(self, event: HistoryDialog.Read) -> None:
        """List the versions."""
        self._versions = event.versions
        options = self.query_one(OptionList)
        for number, v in enumerate(event.versions):
            text = f"{v.version:>4}  {v.when:%Y-%m-%d %H:%M}  {v.who or '(nobody named)'}  {v.what}"
            options.add_option(Option(Content(shown(text)), id=str(number)))
        if event.trouble:
            self.query_one("#what", Static).update(event.trouble)
        else:
            options.highlighted = 0
            options.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show field by field what the version changed."""
        version = self._versions[event.option_index]
        parts: list[tuple[str, str]] = []
        for change in version.changes:
            parts.append((f"{shown(change.where)}: ", "bold"))
            parts.append((f"{shown_lines(change.before) or '(empty)'}", "$text-error"))
            parts.append((" → ", ""))
            parts.append((f"{shown_lines(change.after) or '(empty)'}\n", "$text-success"))
        if version.concept is None:
            parts = [("The entry was deleted.", "$text-warning")]
        self.query_one("#what", Static).update(Content.assemble(*parts) if parts else "Nothing that shows.")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the version back that shall be restored."""
        event.stop()
        version = self._versions[event.option_index]
        if version.concept is not None:
            self.dismiss(version.version)


class SplitDialog(Dialog[list[str]]):
    """Asks which terms leave an entry for one of their own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.DIALOG, only=("dialog.cancel",)),
        *bindings(Context.ENTRY, only=("entry.save",)),
    ]
    AUTO_FOCUS = "SelectionList"
    DEFAULT_CSS = "SplitDialog SelectionList { height: auto; max-height: 14; background: $background; border: none; }"

    def __init__(self, concept: Concept) -> None:
        super().__init__()
        self._concept = concept

    def compose(self) -> ComposeResult:
        """Lay out the terms."""
        with box("Which terms leave this entry?"):
            yield SelectionList[str](
                *(
                    Selection(Content(f"{SIGNS[t.status][0]} {shown(t.text)}  ({t.language})"), t.id)
                    for t in self._concept.terms
                )
            )
            yield Static("", markup=False, classes="trouble")
            yield Label("Space chooses, F10 puts them into an entry of their own, Esc closes.", markup=False)

    def action_entry_save(self) -> None:
        """Give the chosen terms back."""
        chosen = list(self.query_one(SelectionList).selected)
        if not chosen or len(chosen) == len(self._concept.terms):
            self.query_one(".trouble", Static).update("Choose one term at least, and leave one.")
        else:
            self.dismiss(chosen)


Change = Callable[..., "tuple[int, list[BulkChange]]"]
"""`TermBase.change`."""


class BulkDialog(Dialog[int]):
    """Changes fields of all entries that a filter chooses: Enter shows what would change, a second Enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG, only=("dialog.cancel",))
    DEFAULT_CSS = """
    BulkDialog > Vertical { width: 96; }
    BulkDialog VerticalScroll { height: auto; max-height: 30vh; }
    BulkDialog Static { height: auto; }
    """

    class Answer(Message):
        """What would be changed or was, or why not."""

        def __init__(self, asked: tuple[str, str], count: int, words: str, *, done: bool, bad: bool = False) -> None:
            super().__init__()
            self.asked = asked
            self.count = count
            self.words = words
            self.done = done
            self.bad = bad

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change
        self._previewed: tuple[str, str] | None = None
        """What the preview on the screen is of."""
        self._asking = False

    def compose(self) -> ComposeResult:
        """Lay out filter, changes and preview."""
        with box("Change many entries"):
            yield Label("Which: status=admitted; text~위원회; language=en; attested=no …", markup=False)
            yield Field("", id="where")
            yield Label("What becomes of them: status=deprecated; subject=politics/party …", markup=False)
            yield Field("", id="set")
            with VerticalScroll():  # Tab goes there, to scroll
                yield Static("", markup=False, id="preview")
            yield Static("", markup=False, classes="trouble")
            yield Label("Enter shows what would change; Enter again does it. Esc closes.", markup=False)

    def on_input_changed(self) -> None:
        """Forget a preview of something else."""
        if self._previewed is not None and self._previewed != self._asked():
            self._previewed = None
            self.query_one("#preview", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Preview, or do what was previewed."""
        event.stop()
        asked = self._asked()
        if self._asking:
            return
        if not asked[0] or not asked[1]:
            self.query_one("#set" if asked[0] else "#where", Field).focus()
            return
        self._asking = True
        self.query_one(".trouble", Static).update("")
        self._work(asked, dry_run=asked != self._previewed)

    def _asked(self) -> tuple[str, str]:
        where, wish = (self.query_one(name, Field).value.strip() for name in ("#where", "#set"))
        return where, wish

    @work(thread=True, exclusive=True, exit_on_error=False, group="bulk")
    def _work(self, asked: tuple[str, str], *, dry_run: bool) -> None:
        where, wish = ([part.strip() for part in text.split(";") if part.strip()] for text in asked)
        try:
            count, some = self._change(where, wish, dry_run=dry_run)
        except MalmoiError as error:
            words = error.message + (f" {error.hint}" if error.hint else "")
            self.post_message(self.Answer(asked, 0, words, done=False, bad=True))
            return
        lines = [f"Would change {count} concept{'' if count == 1 else 's'}."]
        for one in some:
            lines += [f"{c.where}: {c.before or '(empty)'} → {c.after or '(empty)'}" for c in one.changes]
        if count > len(some):
            lines.append(f"… and {count - len(some)} more")
        self.post_message(self.Answer(asked, count, "\n".join(lines), done=not dry_run))

    def on_bulk_dialog_answer(self, event: BulkDialog.Answer) -> None:
        """Show the preview or the trouble; leave when it is done."""
        self._asking = False
        if event.done:
            self.dismiss(event.count)
        elif event.bad:
            self.query_one(".trouble", Static).update(shown_lines(event.words))
        else:
            self._previewed = event.asked if event.count and event.asked == self._asked() else None
            self.query_one("#preview", Static).update(Content(shown_lines(event.words)))
