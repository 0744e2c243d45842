"""Which lines the library shows, and in which order: narrowed with each key that is typed; `library` builds on it.

Invariant: nothing is read for it: what was read is searched. Filter and order are remembered between sessions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from tui.screens.library_doors import LibraryDoors
from tui.screens.library_lines import ORDERS, LibraryLines
from tui.widgets.bars import TopBar
from tui.widgets.fields import Field

if TYPE_CHECKING:
    from tui.session import Library

EMPTY = (
    "Nothing here yet.\n\ni  import a text file, a saved web page or a saved KCNA page\nCtrl+P  all commands   F1  help"
)


class LibraryFilter(LibraryDoors):
    """The filter line and the list under it."""

    DEFAULT_CSS = "LibraryFilter #filter { padding: 0 1; background: $boost; }"

    def __init__(self) -> None:
        super().__init__()
        self._filter = ""
        self._order = ""
        self._lines: LibraryLines | None = None

    @property
    def filter_field(self) -> Field:
        """The line in which the filter is typed."""
        return self.query_one("#filter", Field)

    def filter_line(self) -> Field:
        """Return the line, for `compose`."""
        return Field(
            id="filter",
            compact=True,
            select_on_focus=False,
            placeholder="/ filters: words of title, date, language, kind, role",
        )

    def recall_filter(self) -> None:
        """Take up filter and order of the last session."""
        habits = self.session.habits
        remembered = habits.text("library.order")
        self._order = remembered if remembered in ORDERS else ""
        if not self._filter:
            self._filter = self.filter_field.value = habits.text("library.filter")

    def remember_filter(self) -> None:
        """Remember the filter for the next session."""
        if self.library is not None:
            self.session.habits.keep("library.filter", self._filter)

    def show_library(self, library: Library) -> None:
        """Show what was read."""
        self.library = library
        self._lines = LibraryLines(library)
        self.show_lines()

    def show_lines(self) -> None:
        """Show the lines that the filter leaves."""
        library = self.library
        if library is None or self._lines is None:
            return
        self.shelf.say_empty(f"Nothing contains “{self._filter}”.\n\nEsc shows everything." if self._filter else EMPTY)
        self.shelf.load(self._lines.found(self._filter, self._order, self.chosen))
        waiting = sum(a.check + a.doubtful for a in library.alignments)
        parts = [(f"{waiting} ▲ to check", "bold $text-warning")] if waiting else []
        if self._filter:
            parts.insert(0, (f"only “{self._filter}”", "$text-accent"))
        title = f"Library   {library.place}" if self.size.width >= 60 else "Library"
        self.query_one(TopBar).show(title, parts)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list as one types."""
        event.stop()
        if event.value != self._filter:
            self._filter = event.value
            self.show_lines()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list."""
        event.stop()
        self.shelf.focus()

    def leave_filter(self) -> bool:
        """Show everything again and go to the list; return whether there was anything to leave."""
        field = self.filter_field
        if not (self._filter or field.has_focus):
            return False
        field.value = self._filter = ""
        self.show_lines()
        self.shelf.focus()
        return True

    def action_library_find(self) -> None:
        """Go to the filter line."""
        field = self.filter_field
        field.focus()
        field.cursor_position = len(field.value)

    def action_library_sort(self) -> None:
        """Sort by something else, and remember it."""
        orders = list(ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.session.habits.keep("library.order", self._order)
        self.show_lines()
        self.tell(f"Sorted: {ORDERS[self._order]}.")
