"""The alignment workspace: the grid, the side panel that follows the cursor, the editor of a sentence, export.

Invariant: the screen holds a `Workbench` of plain records; all that blocks runs in threads that post messages. The side
panel never makes the cursor wait. How edits are kept, what the keys do and how phrases are marked stand in the screens
that this one is built on: `keeping`, `bead_actions`, `phrases`, `findings`, `drafting`, `telling`, `going`, `sizing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from tui.actions import ACTIONS, Context, bindings
from tui.screens.background import BackgroundScreen, Outcome
from tui.screens.draft_choice import Drafts, choose_draft, open_draft
from tui.screens.keeping import in_turn
from tui.screens.sizing import SizingScreen
from tui.session import OpenAlignment
from tui.widgets.bars import TopBar
from tui.widgets.draft_editor import DraftEditor
from tui.widgets.grid import AlignmentGrid
from tui.widgets.heads import ColumnHeads
from tui.widgets.marking_bar import MarkingBar
from tui.widgets.rows import Cursor, Side
from tui.widgets.segment_editor import SegmentEditor
from tui.widgets.side_panel import SidePanel
from tui.workbench import Workbench

if TYPE_CHECKING:
    from glossary.store.records import PhraseLinkRecord

NARROW = 110
"""Cells of width under which the side panel is a drawer below the grid."""
TALL = 34
"""Lines of height from which on a line stands between the beads."""
_OWN = {action.method for action in ACTIONS if action.context is Context.WORKSPACE}


class WorkspaceScreen(SizingScreen):
    """One alignment."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.WORKSPACE)
    AUTO_FOCUS = "AlignmentGrid"
    help_contexts = (Context.WORKSPACE, Context.MARKING, Context.EDITOR, Context.DRAFT)
    DEFAULT_CSS = """
    WorkspaceScreen {
        & #body { layout: horizontal; height: 1fr; }
        & #table { width: 1fr; height: 1fr; layout: vertical; }
        & AlignmentGrid { height: 1fr; }
        &.narrow #body { layout: vertical; }
        &.narrow #table { width: 100%; }
    }
    """

    def __init__(self, number: int, *, at: int | None = None, write: bool = False) -> None:
        """`at`: the bead (0-based) to begin with, else where the editor was last; `write`: begin to write a draft."""
        super().__init__(number)
        self._write_first = write
        self._source_document = 0
        self.title_text = ""
        self._return_to = None if at is None else Cursor(at, Side.SOURCE, 0)
        self._place = Cursor()
        self._panel_wanted = True

    # Parts

    def compose(self) -> ComposeResult:
        """Lay out bar, grid with panel, editor, lines of what runs and of keys."""
        yield TopBar("Opening …")
        with Container(id="body"):
            with Container(id="table"):
                yield ColumnHeads()
                yield AlignmentGrid()
                yield SegmentEditor()
                yield DraftEditor()
            yield SidePanel()
        with Container(id="foot"):
            yield MarkingBar()
            yield from self.foot()

    def on_mount(self) -> None:
        """Read the alignment."""
        self.recall_sizes()
        self._arrange()
        self._read()

    def on_resize(self) -> None:
        """Put the panel beside or below the grid."""
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.app.size
        narrow = width < NARROW
        self.set_class(narrow, "narrow")
        self.panel.set_class(narrow, "drawer")
        self.panel.display = self._panel_wanted and not (narrow and self.drafting.display)
        self.grid.ruled = height >= TALL
        self.apply_sizes()

    def rearrange(self) -> None:
        """Give the draft's field the room of the drawer."""
        self._arrange()

    # Opening

    @work(thread=True, exclusive=True, exit_on_error=False, group="read")
    def _read(self) -> None:
        self.run_and_post(lambda: Outcome("opened", self.session.open_alignment(self.number)), "read")

    def go_to(self, position: int) -> None:
        """Put the cursor on a bead (0-based)."""
        if self.bench is not None and self.bench.bitext.beads:
            self.grid.move_to(min(position, len(self.bench.bitext.beads) - 1))

    def reload(self) -> None:
        """Read the alignment anew; the cursor stays where it is."""
        self._return_to = self.grid.cursor
        self._facts.clear()
        self._found.clear()
        self._read()

    def _open(self, opened: OpenAlignment) -> None:
        self.bench = Workbench(opened.bitext, opened.links, opened.bookmarks)
        self.version = opened.record.version
        self.date = opened.record.date
        self.is_draft = opened.draft
        self._source_document = opened.record.source_document
        bitext = opened.bitext
        self.title_text = bitext.target_title or bitext.source_title or f"alignment {self.number}"
        self.drop_marks()
        self.grid.load(self.bench.rows(), self._return_to or _cursor(opened.place))
        self._place = self.grid.cursor
        self.query_one(ColumnHeads).point(self._place.side)
        self.grid.focus()
        self._show_state()
        self.findings_follow()
        self.tell_soon()
        if bitext.warnings and self._return_to is None:
            self.tell("\n".join(bitext.warnings), warning=True)
        if opened.typed:
            self.take_typed(opened.typed)
        if self._write_first and self.is_draft:
            self._write_first = False
            self.begin_writing()

    @property
    def source_document(self) -> int:
        """Id of the text on the left."""
        return self._source_document

    def _show_state(self) -> None:
        if self.bench is None:
            return
        bitext = self.bench.bitext
        self.query_one(ColumnHeads).show(
            f"{bitext.source_language}  {bitext.source_title}", f"{bitext.target_language}  {bitext.target_title}"
        )
        p = self.bench.progress
        where = f"{self.grid.cursor.row + 1}/{p.beads}" if p.beads else ""
        written = ""
        if self.is_draft:
            written = f"{sum(1 for bead in bitext.beads if bead.target)} of {p.beads} written"
        parts = [
            (written, "bold"),
            (self.date, "$foreground 70%"),
            (where, "$foreground 70%"),
            (f"{p.confirmed}✓ of {p.beads}", "bold $text-success"),
            (f"{p.check}▲ to check" if p.check else "nothing to check", "bold $text-warning" if p.check else ""),
        ]
        self.query_one(TopBar).show(self.title_text, [part for part in parts if part[0]])

    def edited(self) -> None:
        """Let the marks go: what they stood in has changed."""
        self.drop_marks()

    def shown(self) -> None:
        """Count anew; find the phrase links where they stand now."""
        self._show_state()
        if self.bench is not None and self.bench.has_links:
            self._find_links()

    @work(thread=True, exclusive=True, exit_on_error=False, group="links")
    def _find_links(self) -> None:
        self.run_and_post(lambda: Outcome("links", self.session.links(self.number)), "links")

    # The side panel

    def on_alignment_grid_moved(self, event: AlignmentGrid.Moved) -> None:
        """Let panel, heads and bar follow the cursor."""
        self._place = event.cursor
        self.query_one(ColumnHeads).point(event.cursor.side)
        self._show_state()
        if self.editor.display:
            self.editor.area.focus()
        self.marks_follow()
        self.findings_follow()
        self.draft_follows()
        self.tell_here()

    # Background work that ends

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Take in what was done."""
        outcome = event.outcome
        if outcome.kind == "opened":
            self._open(cast("OpenAlignment", outcome.value))
            return
        if outcome.kind == "suggested":
            self.take_suggestions(outcome.value)
            return
        if outcome.kind == "links":
            self.take_links(cast("tuple[PhraseLinkRecord, ...]", outcome.value))
            return
        self.settle()
        if outcome.kind == "drafts":
            choose_draft(self, cast("Drafts", outcome.value))
        elif outcome.kind == "draft":
            open_draft(self, cast("int", outcome.value))
        elif outcome.kind == "exported":
            from tui.screens.exporting import tell_written

            tell_written(self, outcome)
        else:
            self.phrase_done(outcome)
            self.phrases_kept()

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Show the error; what could not be opened is left."""
        if event.kind == "long":
            self.settle()
            self.phrases_kept(well=False)
        self.show_failure(event.error)
        if self.bench is None:
            self.query_one(TopBar).show("could not be opened: q goes back, F5 tries again")

    # Whether a key is for this screen now

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let editor and marking bar have all keys while they are open."""
        del parameters
        if action not in _OWN or not self.is_mounted:
            return True
        return not (self.editor.display or self.drafting.display or self.query_one(MarkingBar).display)

    def may_leave(self) -> bool:
        """Whether the program may end: not with a changed sentence in the editor."""
        if self.editor.display and self.editor.is_changed:
            self.tell("The sentence is not kept yet: Enter keeps it, Esc drops it.", warning=True)
            return False
        self.note_typed()
        return True

    # The rest

    def leave(self) -> None:
        """Go back to the library, unless an edit is on its way."""
        if not self.keeping:
            self.dismiss(None)

    def remember_place(self) -> None:
        """Remember row, column and sentence for the next time."""
        if self.bench is not None:
            self.session.leave(self.number, (self._place.row, self._place.side.value, self._place.sentence))

    def on_unmount(self) -> None:
        """Remember the place also where the program is left from here."""
        self.remember_place()

    def action_panel_toggle(self) -> None:
        """Show or hide the side panel."""
        self._panel_wanted = not self._panel_wanted
        self._arrange()

    @in_turn
    def action_work_terms(self) -> None:
        """Open the term base at the marked phrase."""
        from tui.screens.term_base import TermBaseScreen

        query = self._phrase(self.grid.cursor.side)
        self.app.push_screen(TermBaseScreen(query), lambda _: self.forget_facts())

    @in_turn
    def action_work_export(self) -> None:
        """Write the alignment to a file."""
        from tui.screens.exporting import export_alignment

        export_alignment(self, self.number, self.title_text)

    @in_turn
    def action_work_checks(self) -> None:
        """Check this alignment."""
        from tui.screens.checks import CheckScreen

        self.app.push_screen(CheckScreen(self.number, self.title_text))

    @in_turn
    def action_work_concordance(self) -> None:
        """Find the marked phrase, or what is typed, in all texts."""
        from tui.screens.concordance import ConcordanceScreen

        self.app.push_screen(ConcordanceScreen(self.marked_words()))

    def action_work_reload(self) -> None:
        """Read the alignment anew."""
        if not self.keeping:
            self.reload()

    def action_work_leave(self) -> None:
        """Back to the library."""
        self.leave()


def _cursor(place: tuple[int, int, int] | None) -> Cursor | None:
    return Cursor(place[0], Side(place[1]), place[2]) if place else None
