"""Versions of a text side by side: what was added, removed, reworded and moved, word by word.

Invariant: what is compared is read in a thread and shown as it was then; the screen changes nothing that is stored.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from tui.actions import Context, bindings
from tui.screens.background import BackgroundScreen, Outcome
from tui.versioning import COMPARED, compared_rows
from tui.widgets.bars import Part, TopBar
from tui.widgets.heads import ColumnHeads
from tui.widgets.version_grid import SIGNS, VersionGrid, VersionRow, version_rows

if TYPE_CHECKING:
    from tui.version_desk import Compared
    from tui.widgets.grid import AlignmentGrid

STYLES = {"reworded": "bold $text-warning", "added": "bold $text-success", "removed": "bold $text-error"}


class VersionScreen(BackgroundScreen):
    """A stored text beside another one, beside a file, or all its versions, each with the next."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.VERSIONS)
    AUTO_FOCUS = "VersionGrid"
    help_contexts = (Context.VERSIONS,)
    DEFAULT_CSS = "VersionScreen VersionGrid { height: 1fr; }"

    def __init__(self, old: int, new: int | Path | None = None) -> None:
        super().__init__()
        self._asked = (old, new)
        self._pairs: tuple[Compared, ...] = ()
        self._at = 0
        self._changed_only = False

    @property
    def grid(self) -> VersionGrid:
        """The two versions."""
        return self.query_one(VersionGrid)

    def compose(self) -> ComposeResult:
        """Lay out bar, heads, sentences, line of what runs, keys."""
        yield TopBar("Comparing …")
        yield ColumnHeads()
        yield VersionGrid(ruled=True)
        with Container(id="foot"):
            yield from self.foot()

    def on_mount(self) -> None:
        """Paint first, then compare."""
        self.call_after_refresh(self._compare)

    @work(thread=True, exclusive=True, exit_on_error=False, group="versions")
    def _compare(self) -> None:
        self.run_and_post(lambda: Outcome("compared", self.session.versions.compare(*self._asked)), "versions")

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Show the versions, or say where the list of changes lies."""
        kind, value = event.outcome.kind, event.outcome.value
        if kind == "compared":
            self._pairs = cast("tuple[Compared, ...]", value)
            self._at = len(self._pairs) - 1
            self._show()
        elif kind == "bead":
            self.settle()
            self._go(cast("tuple[int, int] | None", value))
        else:
            self.settle()
            self.tell(str(value))

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Show the error; without versions there is nothing to stay for."""
        if event.kind == "long":
            self.settle()
        self.show_failure(event.error)
        if not self._pairs:
            self.query_one(TopBar).show("Nothing to compare: q goes back")

    @property
    def _pair(self) -> Compared | None:
        return self._pairs[self._at] if self._pairs else None

    def _show(self) -> None:
        pair = self._pair
        if pair is None:
            return
        self.grid.load(version_rows(pair.rows, changed_only=self._changed_only))
        if not self._changed_only:
            first = self.grid.rows[0] if self.grid.rows else None
            if not (isinstance(first, VersionRow) and first.kind != "same"):
                self.grid.next_change(1)
        self.query_one(ColumnHeads).show(pair.old.label, pair.new.label)
        parts: list[Part] = [
            (f"{count}{SIGNS[kind]} {kind}", STYLES.get(kind, "bold $text-primary"))
            for kind in ("reworded", "added", "removed", "moved")
            if (count := pair.count(kind))
        ]
        if not parts:
            parts = [("nothing has changed", "bold $text-success")]
        if self._changed_only:
            parts.insert(0, ("changes only", "$text-accent"))
        if len(self._pairs) > 1:
            parts.insert(0, (f"pair {self._at + 1} of {len(self._pairs)}", "$foreground 70%"))
        self.query_one(TopBar).show(f"Versions   {pair.new.name}", parts)

    # Actions

    def action_versions_open(self) -> None:
        """Open the bead in which the sentence stands."""
        row, pair = self.grid.row, self._pair
        if pair is None or not isinstance(row, VersionRow):
            return
        document = pair.new.document
        if document is None or row.place is None:
            self.tell("This sentence does not stand in a stored text of the right column.", warning=True)
            return
        place = row.place
        self.start("Looking", lambda: Outcome("bead", self.session.versions.bead_of(document, place)))

    def _go(self, found: tuple[int, int] | None) -> None:
        from tui.screens.jumping import jump

        if found is None:
            self.tell("This text is aligned with no other yet.", warning=True)
        else:
            jump(self.malmoi, *found)

    def on_alignment_grid_opened(self, event: AlignmentGrid.Opened) -> None:
        """Go where was double-clicked."""
        del event
        self.action_versions_open()

    def action_versions_changed(self) -> None:
        """Show changes only, or everything."""
        self._changed_only = not self._changed_only
        self._show()

    def action_versions_older(self) -> None:
        """To the pair of versions before."""
        self._to_pair(self._at - 1)

    def action_versions_newer(self) -> None:
        """To the next pair of versions."""
        self._to_pair(self._at + 1)

    def _to_pair(self, number: int) -> None:
        if 0 <= number < len(self._pairs):
            self._at = number
            self._show()
        else:
            self.tell("There is no other pair of versions.")

    def action_versions_exchange(self) -> None:
        """Take the newer one as the older one."""
        old, new = self._asked
        if isinstance(new, int):
            self._asked = (new, old)
            self._compare()
        else:
            self.tell("Stored versions and files have their order already.")

    def action_versions_write(self) -> None:
        """Write the list of changes to a file."""
        from tui.screens.exporting import ask_path

        if not self._pairs:
            return
        pairs = self._pairs

        def write(path: Path) -> None:
            rows = [
                row
                for pair in pairs
                for row in compared_rows(pair.old, pair.new, [r for r in pair.rows if r.kind.value != "same"])
            ]
            self.start("Writing", lambda: Outcome("written", self.session.versions.write(path, COMPARED, rows)))

        ask_path(self, "Write the changes", "A file that ends in .tsv, .json or .jsonl:", "versions.tsv", write)

    def action_versions_leave(self) -> None:
        """Back."""
        if not self.busy:
            self.app.pop_screen()

    # Movement

    def action_versions_next(self) -> None:
        """To the next change."""
        if not self.grid.next_change(1):
            self.tell("There is no change below.")

    def action_versions_previous(self) -> None:
        """To the change before."""
        if not self.grid.next_change(-1):
            self.tell("There is no change above.")

    def action_versions_down(self) -> None:
        """To the next sentence."""
        self.grid.move_to(self.grid.cursor.row + 1)

    def action_versions_up(self) -> None:
        """To the sentence before."""
        self.grid.move_to(self.grid.cursor.row - 1)

    def action_versions_page_down(self) -> None:
        """One screen down."""
        self.grid.page(1)

    def action_versions_page_up(self) -> None:
        """One screen up."""
        self.grid.page(-1)

    def action_versions_first(self) -> None:
        """To the first sentence."""
        self.grid.move_to(0)

    def action_versions_last(self) -> None:
        """To the last sentence."""
        self.grid.move_to(len(self.grid.rows) - 1)
