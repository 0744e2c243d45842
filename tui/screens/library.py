"""The library: what is on the desk, one line an alignment and one a text, and the ways in (import, align).

Invariant: the screen paints before anything is loaded; everything that reads, aligns or writes runs in a thread worker
and comes back as a message. The screen holds plain records only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from glossary.text.language import base_language
from tui.actions import Context, bindings
from tui.screens.background import BackgroundScreen, Outcome
from tui.screens.draft_choice import Drafts, choose_draft, look_for_drafts, open_draft
from tui.screens.library_filter import LibraryFilter
from tui.screens.library_lines import document_line
from tui.widgets.bars import TopBar
from tui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from glossary.store.records import AlignmentRecord
    from tui.screens.welcome import WelcomeChoice
    from tui.session import Imported, Library


class LibraryScreen(LibraryFilter):
    """Alignments and texts."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.LIBRARY)
    AUTO_FOCUS = "Shelf"
    help_contexts = (Context.LIBRARY,)
    DEFAULT_CSS = "LibraryScreen Shelf { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._welcomed = False
        self._goto: tuple[str, int] | None = None
        """Where the cursor is to stand when the data base is read again."""

    def compose(self) -> ComposeResult:
        """Lay out bar, list, line of what runs, keys."""
        yield TopBar("Library")
        yield self.filter_line()
        yield Shelf(empty="Opening the data base …")
        with Container(id="foot"):
            yield from self.foot()

    def on_mount(self) -> None:
        """Paint first, then load."""
        self.call_after_refresh(self._first_load)

    def _first_load(self) -> None:
        self._load()
        if self.malmoi.open_alignment is not None:
            self._open(self.malmoi.open_alignment)

    def on_unmount(self) -> None:
        """Remember the filter."""
        self.remember_filter()

    def on_screen_resume(self) -> None:
        """Show what changed in the workspace."""
        if self.library is not None:
            self._load()

    # Background work

    @work(thread=True, exclusive=True, exit_on_error=False, group="library")
    def _load(self) -> None:
        self.run_and_post(lambda: Outcome("loaded", self.session.library()), "library")

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Show the error; the list stays as it was."""
        if event.kind == "long":
            self.settle()
        if self.library is None:
            self.shelf.say_empty("The data base could not be opened.\n\nF5 tries again, q leaves.")
        self.show_failure(event.error)

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Take in what was done."""
        outcome = event.outcome
        if outcome.kind == "loaded":
            self._take(cast("Library", outcome.value))
            return
        self.settle()
        if outcome.kind == "imported":
            self._tell_import(cast("Imported", outcome.value))
        elif outcome.kind == "aligned":
            self.chosen.clear()
            self._open(cast("AlignmentRecord", outcome.value).id)
        elif outcome.kind == "drafts":
            choose_draft(self, cast("Drafts", outcome.value))
        elif outcome.kind == "draft":
            open_draft(self, cast("int", outcome.value))
        elif outcome.kind == "versions":
            number, several = cast("tuple[int, bool]", outcome.value)
            self.open_versions(number, several=several)
            return
        elif outcome.kind == "exported":
            from tui.screens.exporting import tell_written

            tell_written(self, outcome)
        elif text := str(outcome.value or ""):
            self.tell(text)
        self._load()

    # What is shown

    def _take(self, library: Library) -> None:
        first = self.library is None
        if first:
            self.recall_filter()
        known = {document.id for document in library.documents}
        self.chosen = [number for number in self.chosen if number in known]
        self.show_library(library)
        if self._goto is not None:
            self.shelf.find(self._goto)
            self._goto = None
        if first and library.last is not None:
            self.shelf.find(("alignment", library.last))
        if first and library.is_new and not self._welcomed and self.malmoi.open_alignment is None:
            self._welcomed = True
            self._welcome()

    def _welcome(self) -> None:
        from tui.screens.welcome import WelcomeScreen

        def take(choice: WelcomeChoice | None) -> None:
            if choice is None or not (choice.starter or choice.sample):
                return
            if choice.starter and choice.sample:
                self.start("Loading the terms and the sample", self._starter_and_sample)
            elif choice.starter:
                self.action_library_starter()
            else:
                self.action_library_sample()

        place = self.library.place if self.library else ""
        self.app.push_screen(WelcomeScreen(place), take)

    def _starter_and_sample(self) -> Outcome:
        self.session.load_starter()
        return Outcome("aligned", self.session.load_sample(self.say, self.stop_asked.is_set))

    def _tell_import(self, imported: Imported) -> None:
        parts = []
        for document in imported.documents:
            title = document.title or document.name
            parts.append(f"{title} ({document.language}, {document.segments} sentences)")
        text = "Imported: " + "; ".join(parts) if parts else "Nothing new."
        if imported.known:
            text += f"  Already there: {', '.join(d.title or d.name for d in imported.known)}."
        notes = list(imported.notes)
        if imported.headlines:
            notes.insert(0, f"{imported.headlines} headlines of the site's list were left out")
        new = imported.documents
        if len(new) == 2 and len({base_language(d.language) for d in new}) == 2:
            self.chosen = [d.id for d in new]
            text += ".  a aligns the two."
        if new:
            self._goto = ("document", new[0].id)
        self.tell("\n".join([text, *(f"· {note}" for note in notes)]))

    # Texts and alignments

    def on_shelf_opened(self) -> None:
        """Open what was double-clicked."""
        self.action_library_open()

    def action_library_open(self) -> None:
        """Open an alignment; on a text, align it."""
        line = self.shelf.line
        if line is None or line.key is None:
            return
        kind, number = line.key
        if kind == "alignment":
            self._open(number)
        else:
            self.action_library_align()

    def _open(self, number: int) -> None:
        from tui.screens.workspace import WorkspaceScreen

        self.app.push_screen(WorkspaceScreen(number))

    def action_library_import_text(self) -> None:
        """Ask for a file and read it."""
        self.ask_file("Import a text", "A text file, a saved web page (.html) or a saved KCNA page:", self._import)

    def on_paste(self, event: events.Paste) -> None:
        """Import files that were dropped on the window: they arrive as pasted paths."""
        from tui.screens.dialogs import dropped_files

        if paths := dropped_files(event.text):
            self._import(paths)
        elif "/" in event.text:
            self.tell(f"There is no file {event.text.strip()[:200]}.", warning=True)

    def _import(self, paths: Sequence[Path]) -> None:
        what = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
        self.start(f"Reading {what}", lambda: Outcome("imported", self.session.import_files(paths)))

    def action_library_choose(self) -> None:
        """Choose a text as one half of a pair, or let it go."""
        if (number := self.document_here) is None:
            self.tell("Choose a text, not an alignment.", warning=True)
            return
        if number in self.chosen:
            self.chosen.remove(number)
        else:
            self.chosen = [*self.chosen[-1:], number]
        self.show_lines()

    def action_library_align(self) -> None:
        """Align the two chosen texts; with one, ask for the other."""
        here = self.document_here
        pair = list(self.chosen)
        if len(pair) < 2 and here is not None and here not in pair:
            pair.append(here)
        if not pair:
            self.tell("Go to a text first, or choose two with Space.", warning=True)
        elif len(pair) == 2:
            self._align(pair[0], pair[1])
        else:
            self._ask_partner(pair[0])

    def _ask_partner(self, number: int) -> None:
        library = self.library
        first = next((d for d in library.documents if d.id == number), None) if library else None
        if library is None or first is None:
            return
        language = base_language(first.language)
        others = sorted(
            (d for d in library.documents if d.id != number),
            key=lambda d: (
                d.article_id != first.article_id,
                base_language(d.language) == language,
                d.date != first.date,
            ),
        )
        if not others:
            self.tell("There is no other text yet: i imports one.", warning=True)
            return
        from tui.screens.dialogs import ChoiceDialog

        def take(key: tuple[str, int] | None) -> None:
            if key is not None:
                self._align(number, key[1])

        title = f"Align {first.title or first.name} with …"
        self.app.push_screen(ChoiceDialog(title, [document_line(d) for d in others]), take)

    def _align(self, first: int, second: int) -> None:
        self.start(
            "Aligning", lambda: Outcome("aligned", self.session.align(first, second, self.say, self.stop_asked.is_set))
        )

    def action_library_draft(self) -> None:
        """Begin a draft of the text on this line, or go on with one."""
        line, library = self.shelf.line, self.library
        if line is None or line.key is None or library is None:
            self.tell("Go to a text or an alignment first.", warning=True)
            return
        kind, number = line.key
        if kind == "alignment":
            record = next(a for a in library.alignments if a.id == number)
            look_for_drafts(self, record.source_document, record.target_language, number)
        else:
            document = next(d for d in library.documents if d.id == number)
            look_for_drafts(self, number, "ko-KP" if base_language(document.language) == "en" else "en")

    def action_library_stop(self) -> None:
        """Stop what runs, else clear the filter, else let the chosen texts go."""
        if self.busy:
            self.stop()
        elif not self.leave_filter() and self.chosen:
            self.chosen.clear()
            self.show_lines()

    def action_library_delete(self) -> None:
        """Take the line away; undo brings it back."""
        line = self.shelf.line
        if line is None or line.key is None:
            return
        kind, number = line.key

        def remove() -> Outcome:
            self.session.remove(kind, number)
            return Outcome("removed", f"Deleted: {line.title}   u brings it back.")

        self.start("Deleting", remove)

    def action_library_undo(self) -> None:
        """Bring back what was deleted last."""

        def restore() -> Outcome:
            label = self.session.restore_last()
            return Outcome("restored", f"Back again: {label}" if label else "Nothing was deleted.")

        self.start("Bringing back", restore)

    def action_library_export(self) -> None:
        """Write the alignment under the cursor to a file."""
        if (here := self.alignment_here()) is None:
            return
        from tui.screens.exporting import export_alignment

        export_alignment(self, *here)

    def action_library_count(self) -> None:
        """Check what has changed and count the findings."""
        from tui.counting import count_findings

        self.start(
            "Checking", lambda: Outcome("counted", count_findings(self.session, self.say, self.stop_asked.is_set))
        )

    def action_library_reload(self) -> None:
        """Read the data base again."""
        self._load()

    # First steps

    def action_library_starter(self) -> None:
        """Load the starter term base."""
        self.start("Loading the starter term base", lambda: Outcome("starter", self.session.load_starter()))

    def action_library_sample(self) -> None:
        """Load the sample and open it."""
        self.start(
            "Loading the sample", lambda: Outcome("aligned", self.session.load_sample(self.say, self.stop_asked.is_set))
        )

    def action_library_leave(self) -> None:
        """Leave the program."""
        self.app.exit(0)
