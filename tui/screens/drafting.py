"""Draft mode of the workspace: sentences written beside the source, suggested, checked while typing, and kept.

Invariant: a bead is named by its first source sentence, so that edits above it move nothing; what is typed is noted on
disk before it is kept and forgotten when it is. Keeping runs in turn behind the typing: the field goes on at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from glossary.alignment import edits
from glossary.alignment.beads import BeadState
from glossary.alignment.edits import Edit
from glossary.alignment.writing import rewrite, write
from tui.screens.draft_choice import look_for_drafts
from tui.screens.findings import FindingScreen
from tui.screens.keeping import in_turn
from tui.widgets.draft_editor import DraftEditor
from tui.widgets.rows import Cursor, Side

if TYPE_CHECKING:
    from glossary.alignment.beads import Bitext
    from tui.check_desk import Noted
    from tui.facts import BeadFacts

PAUSE = 0.25
"""Seconds without a key after which what is typed is noted and checked."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where is written: a bead by its name, and which sentence of its target."""

    bead: str
    sentence: int


class DraftScreen(FindingScreen):
    """The actions of writing."""

    class Judged(Message):
        """What the checks say of a text that is being typed."""

        def __init__(self, spot: Spot, text: str, offset: int, found: tuple[Noted, ...]) -> None:
            super().__init__()
            self.spot, self.text, self.offset, self.found = spot, text, offset, found

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._spot: Spot | None = None
        self._typed: dict[str, str] = {}
        """Bead -> what was typed there and is not kept."""
        self._typed_timer: Timer | None = None

    @property
    def drafting(self) -> DraftEditor:
        """The field in which is written."""
        return self.query_one(DraftEditor)

    def rearrange(self) -> None:
        """Give the field the room it needs."""
        raise NotImplementedError

    # Where is written

    def _row(self, name: str) -> int | None:
        return self.open_bench.named(name, self.grid.cursor.row)

    def _stored(self, row: int, sentence: int) -> str:
        segment = self.open_bench.segment(Cursor(row, Side.TARGET, sentence))
        return segment.text if segment else ""

    def _unwritten(self, row: int) -> int | None:
        """Return the next bead from `row` on, going round, that has no target."""
        beads = self.open_bench.bitext.beads
        return next((n % len(beads) for n in range(row, row + len(beads)) if not beads[n % len(beads)].target), None)

    def begin_writing(self) -> None:
        """Open the field at the first sentence that is not written, from the cursor on."""
        if self.bench is None or not self.bench.bitext.beads:
            return
        row = self._unwritten(self.grid.cursor.row)
        self._write_at(self.grid.cursor.row if row is None else row)

    def take_typed(self, typed: dict[str, str]) -> None:
        """Take what was typed before the program ended and not kept."""
        names = [self.open_bench.bead_name(row) for row in range(len(self.open_bench.bitext.beads))]
        self._typed = {name: text for name, text in typed.items() if name in names}
        if self._typed:
            first = min(row for row, name in enumerate(names) if name in self._typed)
            count = len(self._typed)
            what = "a sentence was" if count == 1 else f"{count} sentences were"
            self.tell(f"Last time {what} typed and not kept: i brings it back, from bead {first + 1} on.")
            self.grid.move_to(first, Side.TARGET)

    def _write_at(self, row: int, sentence: int = 0) -> None:
        bench = self.open_bench
        count = len(bench.ids(row, Side.TARGET))
        self._spot = Spot(self.open_bench.bead_name(row), min(sentence, max(0, count - 1)))
        # The spot is set first: the move that follows must find the field where the cursor goes.
        self.grid.move_to(row, Side.TARGET, self._spot.sentence)
        stored = self._stored(row, self._spot.sentence)
        text = self._typed.get(self._spot.bead, stored)
        title = f"{bench.language(Side.TARGET)}   bead {row + 1} of {len(bench.bitext.beads)}"
        self.drafting.open(title, bench.side_text(row, Side.SOURCE), text)
        if (facts := self.facts_here()) is not None:
            self.drafting.tell(facts)
        self.rearrange()
        self.refresh_bindings()
        if text != stored:
            self._judge()

    def facts_here(self) -> BeadFacts | None:
        """Return what is known of the current bead, if it is known already."""
        raise NotImplementedError

    def draft_told(self, facts: BeadFacts) -> None:
        """Suggest from what is known of the current bead."""
        if self.drafting.display:
            self.drafting.tell(facts)

    def draft_follows(self) -> None:
        """Go with the field to the bead to which the mouse has led the cursor; what was typed is kept."""
        if not self.drafting.display or self._spot is None or self.bench is None:
            return
        cursor = self.grid.cursor
        if self.open_bench.bead_name(cursor.row) != self._spot.bead:
            self._keep_draft()
            self._write_at(cursor.row, cursor.sentence if cursor.side is Side.TARGET else 0)
        else:
            self.drafting.area.focus()

    @in_turn
    def action_work_draft(self) -> None:
        """Write here, or choose a draft to write."""
        bench = self.open_bench
        if not bench.bitext.beads:
            return
        if self.is_draft:
            self.write_here()
        else:
            look_for_drafts(self, self.source_document, bench.language(Side.TARGET), self.number)

    @property
    def writes_here(self) -> bool:
        """Whether the cursor is in the column of a draft, which is written and not edited."""
        return self.is_draft and self.grid.cursor.side is Side.TARGET and bool(self.open_bench.bitext.beads)

    @property
    def drafting_now(self) -> bool:
        """Whether a draft is being written."""
        return self.drafting.display

    def write_here(self) -> None:
        """Write the sentence under the cursor; from the source's column, the first of the bead."""
        cursor = self.grid.cursor
        self._write_at(cursor.row, cursor.sentence if cursor.side is Side.TARGET else 0)

    @property
    def source_document(self) -> int:
        """Id of the text on the left."""
        raise NotImplementedError

    # Keeping what is written

    def _keep_draft(self) -> None:
        """Keep what the field says, in turn, where it is not what is stored."""
        if self._spot is None:
            return
        self._stop_judging()
        spot, text = self._spot, self.drafting.text
        self._typed[spot.bead] = text
        self._commit(spot, text)

    def _commit(self, spot: Spot, text: str) -> None:
        if self.keeping:
            self.waiting.append(partial(self._commit, spot, text))
            return
        bench = self.open_bench
        row = self._row(spot.bead)
        if row is None or text == self._stored(row, spot.sentence):
            self._forget(spot.bead, text)
            return
        ids = bench.ids(row, Side.TARGET)
        session = self.session

        def make() -> Edit:
            if spot.sentence < len(ids):
                return rewrite(bench.bitext, "target", ids[spot.sentence], text)
            return write(bench.bitext, row, "target", text, new=session.reserve_segment())

        def land(_: Edit) -> Cursor:
            self._forget(spot.bead, text)
            if not text:
                self.tell(f"The sentence of bead {row + 1} is taken out; u brings it back.")
            return self.grid.cursor

        self.keep_what(make, land)

    def _forget(self, bead: str, text: str) -> None:
        """Forget that a text was typed: it is kept."""
        if self._typed.get(bead) == text:
            del self._typed[bead]
            self._note(bead, None)

    @work(thread=True, exit_on_error=False, group="note")
    def _note(self, bead: str, text: str | None) -> None:
        self.session.drafts.note(self.number, bead, text)

    def note_typed(self) -> None:
        """Note at once what the field says: the program ends."""
        if self._spot is not None and self.drafting.display:
            row, text = self._row(self._spot.bead), self.drafting.text
            if row is not None and text != self._stored(row, self._spot.sentence):
                self.session.drafts.note(self.number, self._spot.bead, text)

    def on_draft_editor_kept(self, event: DraftEditor.Kept) -> None:
        """Keep the sentence; the field goes on at once."""
        if self._spot is None or self.bench is None:
            return
        row = self.grid.cursor.row
        spot, last = self._spot, len(self.bench.bitext.beads) - 1
        empty = not self.drafting.text
        self._keep_draft()
        if event.then == "confirm" and not empty:
            self.in_turn(partial(self._confirm, spot))
        if event.then == "leave":
            self._leave_draft()
        elif event.then in ("up", "down"):
            self._write_at(max(0, min(last, row + (1 if event.then == "down" else -1))))
        else:
            following = self._unwritten(row + 1)
            if following is None or following == row:
                self._leave_draft()
                words = "Every sentence is written. n goes to the next that is not confirmed."
                self.in_turn(partial(self.tell, words))
            else:
                self._write_at(following)

    def _confirm(self, spot: Spot) -> None:
        bench, row = self.open_bench, self._row(spot.bead)
        if row is not None and bench.bitext.beads[row].state is not BeadState.CONFIRMED:
            author = self.session.author
            self.keep_what(lambda: edits.confirm(bench.bitext, row, author), lambda _: self.grid.cursor)

    def _leave_draft(self) -> None:
        self._spot = None
        self.drafting.close()
        self.rearrange()
        self.grid.focus()
        self.refresh_bindings()

    # Checked and noted while it is typed

    def on_draft_editor_typed(self) -> None:
        """Note and check what is typed when the keys rest."""
        self._stop_judging()
        self._typed_timer = self.set_timer(PAUSE, self._judge)

    def _stop_judging(self) -> None:
        if self._typed_timer is not None:
            self._typed_timer.stop()
            self._typed_timer = None

    def _judge(self) -> None:
        self._typed_timer = None
        spot, bench = self._spot, self.bench
        if spot is None or bench is None or (row := self._row(spot.bead)) is None:
            return
        text = self.drafting.area.text
        texts = [bench.text_of(Side.TARGET, i) for i in bench.ids(row, Side.TARGET)]
        texts[spot.sentence : spot.sentence + 1] = [text]
        whole = bench.joined(Side.TARGET, texts)
        offset = len(bench.joined(Side.TARGET, [*texts[: spot.sentence], ""])) if spot.sentence else 0
        self._typed[spot.bead] = self.drafting.text
        self._judge_typed(spot, text, whole, offset, row, bench.bitext)

    @work(thread=True, exclusive=True, exit_on_error=False, group="typed")
    def _judge_typed(self, spot: Spot, text: str, whole: str, offset: int, row: int, bitext: Bitext) -> None:
        self.session.drafts.note(self.number, spot.bead, " ".join(text.split()))
        if not text.strip() or get_current_worker().is_cancelled:
            found: tuple[Noted, ...] | None = ()
        else:
            found = self.check_bead(bitext, row, typed=whole)
        if found is not None and not get_current_worker().is_cancelled:
            self.post_message(self.Judged(spot, text, offset, found))

    def on_draft_screen_judged(self, event: DraftScreen.Judged) -> None:
        """Show what the checks say, if that is still what stands there."""
        if event.spot == self._spot and event.text == self.drafting.area.text:
            self.drafting.tell_found(event.found, event.offset)

    # The mouse

    def action_draft_insert_at(self, number: int) -> None:
        """Put a suggestion in."""
        self.drafting.insert_at(number)
