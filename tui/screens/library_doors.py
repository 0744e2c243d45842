"""The library's doors to the other screens, and how its cursor moves; `library` builds on it.

Invariant: nothing here changes what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.text.language import base_language
from tui.screens.background import BackgroundScreen, Outcome
from tui.screens.library_lines import document_line
from tui.widgets.shelf import Shelf, ShelfLine

if TYPE_CHECKING:
    from tui.session import Library

A_FILE = ("file", 0)


class LibraryDoors(BackgroundScreen):
    """What leads from the library elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.library: Library | None = None
        """What is on the desk; None before it was read."""
        self.chosen: list[int] = []
        """Texts that are chosen, at most two."""

    @property
    def shelf(self) -> Shelf:
        """The list."""
        return self.query_one(Shelf)

    @property
    def document_here(self) -> int | None:
        """The text under the cursor."""
        line = self.shelf.line
        return line.key[1] if line and line.key and line.key[0] == "document" else None

    def alignment_here(self) -> tuple[int, str] | None:
        """Return number and title of the alignment under the cursor; say what to do where there is none."""
        line = self.shelf.line
        if line is None or line.key is None or line.key[0] != "alignment":
            self.tell("Go to an alignment first.", warning=True)
            return None
        return line.key[1], line.title

    def ask_file(self, title: str, explanation: str, then: Callable[[Sequence[Path]], None]) -> None:
        """Ask for a file to read, beginning where one was found last; then go on."""
        from tui.screens.file_dialog import FileDialog

        def take(paths: tuple[Path, ...] | None) -> None:
            if paths:
                self.session.habits.keep("files.folder", str(paths[0].absolute().parent))
                then(paths)

        remembered = self.session.habits.text("files.folder")
        folder = Path(remembered) if remembered and Path(remembered).is_dir() else Path.cwd()
        self.app.push_screen(FileDialog(title, explanation, folder), take)

    # Doors

    def action_library_terms(self) -> None:
        """Open the term base."""
        from tui.screens.term_base import TermBaseScreen

        self.app.push_screen(TermBaseScreen(self.session.habits.text("terms.search")))

    def action_library_candidates(self) -> None:
        """Open the term candidates."""
        from tui.screens.candidates import CandidateScreen

        self.app.push_screen(CandidateScreen())

    def action_library_checks(self) -> None:
        """Check the alignment under the cursor."""
        from tui.screens.checks import CheckScreen

        if (here := self.alignment_here()) is not None:
            self.app.push_screen(CheckScreen(*here))

    def action_library_concordance(self) -> None:
        """Open the concordance."""
        from tui.screens.concordance import ConcordanceScreen

        self.app.push_screen(ConcordanceScreen())

    def action_library_versions(self) -> None:
        """Compare a text with its other versions, with another text, or with a file."""
        from tui.screens.versions import VersionScreen

        if len(self.chosen) == 2:
            self.app.push_screen(VersionScreen(*self.chosen))
            return
        here = self.chosen[0] if self.chosen else self.document_here
        if here is None:
            self.tell("Go to a text first, or choose two with Space.", warning=True)
            return

        def look() -> Outcome:
            return Outcome("versions", (here, self.session.versions.has_versions(here)))

        self.start("Looking for versions", look)

    def open_versions(self, number: int, *, several: bool) -> None:
        """Compare a document's stored versions; ask for the other text where there is one version only."""
        from tui.screens.dialogs import ChoiceDialog
        from tui.screens.versions import VersionScreen

        if several:
            self.app.push_screen(VersionScreen(number))
            return
        library = self.library
        mine = next((d for d in library.documents if d.id == number), None) if library else None
        if library is None or mine is None:
            return

        def with_file(paths: Sequence[Path]) -> None:
            self.app.push_screen(VersionScreen(number, paths[0]))

        def take(key: tuple[str, int] | None) -> None:
            if key == A_FILE:
                self.ask_file("Compare with a file", "The newer version, a text or a saved page:", with_file)
            elif key is not None:
                self.app.push_screen(VersionScreen(*sorted((number, key[1]))))  # what was stored first is the older

        language = base_language(mine.language)
        others = [d for d in library.documents if d.id != number and base_language(d.language) == language]
        others.sort(key=lambda d: (d.article_id != mine.article_id, d.date != mine.date))
        lines = [*map(document_line, others), ShelfLine("a file …", A_FILE)]
        self.app.push_screen(ChoiceDialog(f"Compare {mine.title or mine.name} with …", lines), take)

    def action_library_omissions(self) -> None:
        """Show what the translation leaves out of the alignment under the cursor."""
        from tui.screens.omissions import OmissionScreen

        if (here := self.alignment_here()) is not None:
            self.app.push_screen(OmissionScreen(*here))

    def action_library_all_omissions(self) -> None:
        """Show what the translations leave out of all that is aligned."""
        from tui.screens.omissions import OmissionScreen

        self.app.push_screen(OmissionScreen())

    # Movement

    def action_library_down(self) -> None:
        """To the next line."""
        self.shelf.move(1)

    def action_library_up(self) -> None:
        """To the line before."""
        self.shelf.move(-1)

    def action_library_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_library_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)

    def action_library_first(self) -> None:
        """To the first line."""
        self.shelf.ends(last=False)

    def action_library_last(self) -> None:
        """To the last line."""
        self.shelf.ends(last=True)
