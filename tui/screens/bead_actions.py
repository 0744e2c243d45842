"""What the keys of the workspace do with beads and sentences: movement, what is right, changes of the alignment, text.

Invariant: an action plans an edit from what the editor sees and hands it on to be kept; nothing here changes the grid.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from glossary.alignment import edits
from glossary.alignment.beads import BeadError, BeadState
from glossary.alignment.edits import Edit, Resegment
from glossary.alignment.segment_edits import merge_segment, split_segment
from tui.bead_plans import NAME
from tui.screens.keeping import KeepingScreen, in_turn
from tui.widgets.rows import Cursor, Side
from tui.widgets.segment_editor import SegmentEditor
from tui.workbench import region


class BeadScreen(KeepingScreen):
    """The actions on beads and sentences."""

    _edited: tuple[Side, int] | None = None
    _across: int | None = None
    """The sentence that was refused to be joined with another paragraph's; the second time it is."""

    @property
    def editor(self) -> SegmentEditor:
        """The editor of a sentence."""
        return self.query_one(SegmentEditor)

    @property
    def writes_here(self) -> bool:
        """Whether the cursor is in the column of a draft, which is written and not edited."""
        raise NotImplementedError

    @property
    def drafting_now(self) -> bool:
        """Whether a draft is being written."""
        raise NotImplementedError

    def write_here(self) -> None:
        """Write the sentence under the cursor."""
        raise NotImplementedError

    # Movement

    @in_turn
    def action_move_down(self) -> None:
        """To the next sentence."""
        self.grid.move(1)

    @in_turn
    def action_move_up(self) -> None:
        """To the sentence before."""
        self.grid.move(-1)

    @in_turn
    def action_move_left(self) -> None:
        """To the left column."""
        self.grid.move_to(self.grid.cursor.row, Side.SOURCE)

    @in_turn
    def action_move_right(self) -> None:
        """To the right column."""
        self.grid.move_to(self.grid.cursor.row, Side.TARGET)

    @in_turn
    def action_move_other(self) -> None:
        """To the other column."""
        self.grid.move_to(self.grid.cursor.row, self.grid.cursor.side.other)

    @in_turn
    def action_move_page_down(self) -> None:
        """One screen down."""
        self.grid.page(1)

    @in_turn
    def action_move_page_up(self) -> None:
        """One screen up."""
        self.grid.page(-1)

    @in_turn
    def action_move_first(self) -> None:
        """To the first bead."""
        self.grid.move_to(0)

    @in_turn
    def action_move_last(self) -> None:
        """To the last bead."""
        self.grid.move_to(len(self.grid.rows) - 1)

    @in_turn
    def action_move_next_check(self) -> None:
        """To the next bead that needs the editor."""
        self._go_check(1)

    @in_turn
    def action_move_previous_check(self) -> None:
        """To the bead before that needs the editor."""
        self._go_check(-1)

    def _go_check(self, step: int) -> None:
        bench = self.open_bench
        row = bench.next_check(self.grid.cursor.row, step)
        if row is None:
            self.tell("Nothing is left to check.")
        else:
            self.grid.move_to(row)

    # What is right

    @in_turn
    def action_bead_confirm(self) -> None:
        """Confirm and go on."""
        bench, cursor = self.open_bench, self.grid.cursor
        if not bench.bitext.beads:
            return
        following = Cursor(min(cursor.row + 1, len(bench.bitext.beads) - 1), cursor.side, 0)
        if bench.bitext.beads[cursor.row].state is BeadState.CONFIRMED:
            self.grid.move_to(following.row)
            return
        self.keep_what(lambda: edits.confirm(bench.bitext, cursor.row, self.session.author), lambda _: following)

    @in_turn
    def action_bead_reject(self) -> None:
        """Reject."""
        bench, cursor = self.open_bench, self.grid.cursor
        if bench.bitext.beads and bench.bitext.beads[cursor.row].state is not BeadState.REJECTED:
            self.keep_what(lambda: edits.reject(bench.bitext, cursor.row, self.session.author), lambda _: cursor)

    @in_turn
    def action_bead_reopen(self) -> None:
        """Take back what was said."""
        bench, cursor = self.open_bench, self.grid.cursor
        if bench.bitext.beads and bench.bitext.beads[cursor.row].state is not BeadState.AUTO:
            self.plan("bead.reopen")

    @in_turn
    def action_bead_note(self) -> None:
        """Ask for a comment."""
        from tui.screens.dialogs import TextDialog

        bench, cursor = self.open_bench, self.grid.cursor
        if not bench.bitext.beads:
            return
        note = bench.bitext.beads[cursor.row].note

        def take(text: str | None) -> None:
            if text is not None and text != note:
                self.keep(edits.set_note(bench.bitext, cursor.row, text), lambda _: cursor)

        self.app.push_screen(TextDialog("Comment on this bead", note), take)

    # Changes of the alignment

    @in_turn
    def action_bead_merge_next(self) -> None:
        """Join with the next bead."""
        self.plan("bead.merge_next")

    @in_turn
    def action_bead_merge_previous(self) -> None:
        """Join with the bead above."""
        self.plan("bead.merge_previous", row=max(0, self.grid.cursor.row - 1))

    @in_turn
    def action_bead_split(self) -> None:
        """Cut in two."""
        self.plan("bead.split")

    @in_turn
    def action_bead_give_up(self) -> None:
        """Give the first sentence up."""
        self.plan("bead.give_up", follow=True)

    @in_turn
    def action_bead_give_down(self) -> None:
        """Give the last sentence down."""
        self.plan("bead.give_down", follow=True)

    @in_turn
    def action_bead_take_up(self) -> None:
        """Take a sentence from above."""
        self.plan("bead.take_up", follow=True)

    @in_turn
    def action_bead_take_down(self) -> None:
        """Take a sentence from below."""
        self.plan("bead.take_down", follow=True)

    @in_turn
    def action_bead_move_up(self) -> None:
        """Move the marked sentence up."""
        self.plan("bead.move_up", follow=True)

    @in_turn
    def action_bead_move_down(self) -> None:
        """Move the marked sentence down."""
        self.plan("bead.move_down", follow=True)

    @in_turn
    def action_bead_unlink(self) -> None:
        """Cut the link."""
        self.plan("bead.unlink")

    @in_turn
    def action_bead_realign(self) -> None:
        """Align the beads around here anew."""
        bench, cursor = self.open_bench, self.grid.cursor
        if not bench.bitext.beads:
            return
        first, last = region(bench.bitext, cursor.row)
        using = self.session.aligner(bench.bitext)
        self.keep_what(
            lambda: edits.realign(bench.bitext, first, last, using=using), lambda _: Cursor(first, cursor.side, 0)
        )

    @in_turn
    def action_work_undo(self) -> None:
        """Take the last change back."""
        self.walk(self.session.undo, back=True)

    @in_turn
    def action_work_redo(self) -> None:
        """Do again what was undone."""
        self.walk(self.session.redo, back=False)

    # Text

    @in_turn
    def action_segment_edit(self) -> None:
        """Open the editor of the marked sentence."""
        bench, cursor = self.open_bench, self.grid.cursor
        if self.writes_here:
            self.write_here()
            return
        segment = bench.segment(cursor)
        if segment is None:
            self.tell("There is no sentence on this side.", warning=True)
            return
        self._edited = (cursor.side, segment.id)
        self.editor.open(bench.language(cursor.side), segment.text, segment.original or segment.text)
        self.refresh_bindings()

    def on_alignment_grid_opened(self) -> None:
        """Edit what was double-clicked."""
        if not self.editor.display and not self.drafting_now:
            self.action_segment_edit()

    def on_segment_editor_saved(self, event: SegmentEditor.Saved) -> None:
        """Keep the text."""
        bench = self.bench
        if bench is None or self._edited is None or self.keeping:
            return
        side, segment = self._edited
        try:
            edit = edits.edit_text(bench.bitext, NAME[side], segment, event.text)
        except BeadError as error:
            self.refuse(error)
            return

        def land(made: Edit) -> Cursor:
            self._close_editor()
            return bench.landing(made, self.grid.cursor)

        self.keep(edit, land)

    # Sentences cut otherwise: what the other alignments of the text see too

    def on_segment_editor_recut(self, event: SegmentEditor.Recut) -> None:
        """Keep the text where it has changed, then cut the sentence or join it with the next one."""
        if self.bench is not None and self._edited is not None and not self.keeping:
            self._recut(event.text, event.offset)

    def _recut(self, text: str, offset: int | None) -> None:
        bench = self.open_bench
        if self._edited is None:
            return
        side, segment = self._edited
        if text != bench.text_of(side, segment):
            edit = edits.edit_text(bench.bitext, NAME[side], segment, text)
            self.keep(edit, lambda made: self._text_kept(text, bench.landing(made, self.grid.cursor)))
            self.waiting.appendleft(partial(self._recut, text, offset))
        elif offset is None:
            self._join(side, segment)
        else:
            reserve = self.session.reserve_segment
            self._keep_cut(
                lambda: split_segment(bench.bitext, NAME[side], segment, offset, new=reserve()), "Cut in two"
            )

    def _text_kept(self, text: str, cursor: Cursor) -> Cursor:
        self.editor.kept(text)
        return cursor

    def _join(self, side: Side, segment: int) -> None:
        bench = self.open_bench
        following = bench.next_segment(side, segment)
        first = bench.segment_of(side, segment)
        if following is not None and following.paragraph != first.paragraph and self._across != segment:
            self._across = segment
            self.tell("The next sentence begins another paragraph: the same key again joins them.", warning=True)
            return
        self._across = None
        self._keep_cut(lambda: merge_segment(bench.bitext, NAME[side], segment, across=True), "Joined")

    def _keep_cut(self, make: Callable[[], Resegment], words: str) -> None:
        bench = self.open_bench

        def land(made: Edit) -> Cursor:
            self._close_editor()
            self.tell(f"{words}; u takes it back. Other alignments of this text follow.")
            return bench.landing(made, self.grid.cursor)

        self.keep_what(make, land)

    @in_turn
    def action_segment_join(self) -> None:
        """Join the marked sentence with the next one."""
        cursor = self.grid.cursor
        segment = self.open_bench.segment(cursor)
        if segment is None:
            self.tell("There is no sentence on this side.", warning=True)
        else:
            self._join(cursor.side, segment.id)

    @in_turn
    def action_work_exchange(self) -> None:
        """Exchange the two texts."""
        cursor = self.grid.cursor
        self.keep(edits.Exchange(), lambda _: Cursor(cursor.row, cursor.side.other, cursor.sentence))

    def on_segment_editor_left(self) -> None:
        """Close the editor."""
        self._close_editor()

    def _close_editor(self) -> None:
        self.editor.close()
        self._edited = None
        self.grid.focus()
        self.refresh_bindings()
