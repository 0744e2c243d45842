"""Keeping edits of an open alignment: committed first, shown afterwards, one after the other.

Invariant: while an edit is being kept the keys that come wait their turn, so that each acts on what the editor sees
when it is done. A write that comes too late shows both texts and reads the alignment anew; any other error leaves the
screen as it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.message import Message
from textual.timer import Timer

from glossary.alignment.beads import BeadError
from glossary.alignment.edits import Edit, invert
from glossary.errors import StaleWriteError
from tui.screens.background import BackgroundScreen, Outcome
from tui.widgets.grid import AlignmentGrid
from tui.widgets.rows import Cursor
from tui.workbench import Workbench

if TYPE_CHECKING:
    from tui.trail import Walked

SLOW = 0.3
"""Seconds after which an edit that is still being kept is mentioned."""

S = TypeVar("S", bound="KeepingScreen")


def in_turn(act: Callable[[S], None]) -> Callable[[S], None]:
    """Let a key wait while an edit is being kept; do nothing before an alignment is open."""

    @wraps(act)
    def turn(self: S) -> None:
        if self.keeping:
            self.waiting.append(partial(act, self))
        elif self.bench is not None:
            act(self)

    return turn


class KeepingScreen(BackgroundScreen):
    """A screen over one alignment that can be edited."""

    class Committed(Message):
        """An edit is kept."""

        def __init__(self, edit: Edit, version: int, land: Callable[[Edit], Cursor] | None) -> None:
            super().__init__()
            self.edit = edit
            self.version = version
            self.land = land

    class Stepped(Message):
        """Something was undone or done again (None: there was nothing)."""

        def __init__(self, walked: Walked | None, *, back: bool) -> None:
            super().__init__()
            self.walked = walked
            self.back = back

    class Refused(Message):
        """An edit was not kept."""

        def __init__(self, error: BaseException) -> None:
            super().__init__()
            self.error = error

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        """Id of the alignment."""
        self.version = 0
        self.bench: Workbench | None = None
        self.keeping = False
        """Whether an edit, a term or a link is on its way into the data base."""
        self._phrases = False
        self.waiting: deque[Callable[[], None]] = deque()
        self._slow: Timer | None = None

    @property
    def grid(self) -> AlignmentGrid:
        """The two columns."""
        return self.query_one(AlignmentGrid)

    @property
    def open_bench(self) -> Workbench:
        """The workbench; only while an alignment is open."""
        if self.bench is None:
            raise RuntimeError("no alignment is open")
        return self.bench

    def reload(self) -> None:
        """Read the alignment anew."""
        raise NotImplementedError

    def edited(self) -> None:
        """Do what must be done after each edit, before the grid shows it."""

    def shown(self) -> None:
        """Do what must be done after the grid shows an edit."""

    # Keeping edits

    def keep(self, edit: Edit, land: Callable[[Edit], Cursor] | None = None) -> None:
        """Commit an edit; the grid shows it when it is kept."""
        self.keep_what(lambda: edit, land)

    def keep_what(self, make: Callable[[], Edit], land: Callable[[Edit], Cursor] | None = None) -> None:
        """Make an edit in the thread and commit it."""
        version = self.version

        def write() -> tuple[Edit, int]:
            edit = make()
            return edit, self.session.commit(self.number, edit, version)

        self._begin(lambda: self.Committed(*write(), land))

    def walk(self, step: Callable[[int, int], Walked | None], *, back: bool) -> None:
        """Undo or redo."""
        number, version = self.number, self.version
        self._begin(lambda: self.Stepped(step(number, version), back=back))

    def keep_phrases(self, what: str, act: Callable[[], Outcome]) -> None:
        """Keep a term or a link: long work that the keys wait for, so that undo finds it."""
        if not self.busy:
            self.keeping = self._phrases = True
        self.start(what, act)

    def phrases_kept(self, *, well: bool = True) -> None:
        """Let the keys that waited for a term or a link have their turn; where it went wrong, forget them."""
        if self._phrases:
            self.keeping = self._phrases = False
            if not well:
                self.waiting.clear()
            self._go_on()

    def _begin(self, write: Callable[[], Message]) -> None:
        self.keeping = True
        self._slow = self.set_timer(SLOW, self._say_slow)
        self._write(write)

    def _say_slow(self) -> None:
        if self.keeping:  # a timer that was stopped may have rung before, and comes behind what it was to announce
            self.status.say(("keeping …", ""))

    @work(thread=True, exclusive=True, exit_on_error=False, group="edit")
    def _write(self, write: Callable[[], Message]) -> None:
        try:
            done = write()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown and nothing on the screen changes
            self.post_message(self.Refused(error))
        else:
            self.post_message(done)

    def _kept(self) -> None:
        self.keeping = False
        if self._slow is not None:
            self._slow.stop()
            self._slow = None
        if not self.busy:
            self.status.say()

    def on_keeping_screen_committed(self, event: KeepingScreen.Committed) -> None:
        """Show the edit, then let the keys that waited have their turn."""
        self._kept()
        if self.bench is not None:
            self._show(event.edit, event.version, event.land)
            self._go_on()

    def on_keeping_screen_stepped(self, event: KeepingScreen.Stepped) -> None:
        """Show what was undone or done again, and say what it was."""
        self._kept()
        bench, walked = self.bench, event.walked
        if bench is None:
            return
        if walked is None:
            self.tell(f"There is nothing more to {'undo' if event.back else 'redo'}.")
        else:
            if walked.edit is not None:
                # An edit is named by what it did, and its beads are counted as they stood before it did.
                words = bench.words(invert(walked.edit) if event.back else walked.edit)
                self._show(walked.edit, walked.version, None)
            else:
                words = self.stepped(walked)
            self.tell(("Undone: " if event.back else "Done again: ") + words)
        self._go_on()

    def stepped(self, walked: Walked) -> str:
        """Show a term or a link that was undone or done again; return what it was and where."""
        raise NotImplementedError

    def _show(self, edit: Edit, version: int, land: Callable[[Edit], Cursor] | None) -> None:
        bench = self.open_bench
        self.version = version
        self.edited()
        patch = bench.apply(edit)
        cursor = land(edit) if land else bench.landing(edit, self.grid.cursor)
        self.grid.splice(patch.at, patch.removed, patch.rows, cursor)
        self.shown()

    def in_turn(self, act: Callable[[], None]) -> None:
        """Do something when all edits on their way are kept: now, where none is."""
        if self.keeping:
            self.waiting.append(act)
        else:
            act()

    def _go_on(self) -> None:
        while self.waiting and not self.keeping:
            self.waiting.popleft()()

    def on_keeping_screen_refused(self, event: KeepingScreen.Refused) -> None:
        """Say why; a write that came too late reads the alignment anew."""
        self._kept()
        self.waiting.clear()
        if isinstance(event.error, BeadError):
            self.refuse(event.error)
            return
        self.show_failure(event.error)
        if isinstance(event.error, StaleWriteError):
            self.reload()

    def refuse(self, error: BeadError) -> None:
        """Say that an edit cannot be made here."""
        text = str(error)
        self.tell(text[:1].upper() + text[1:] + ".", warning=True)

    def plan(self, identity: str, *, follow: bool = False, row: int | None = None) -> None:
        """Commit the edit that an action means here; afterwards go to `row`, or follow the marked sentence."""
        bench = self.bench
        if bench is None or not bench.bitext.beads:
            return
        cursor = self.grid.cursor
        try:
            edit = bench.plan(identity, cursor)
        except BeadError as error:
            self.refuse(error)
            return
        segment = bench.segment(cursor)

        def land(_edit: Edit) -> Cursor:
            if follow:
                return bench.following(cursor, segment)
            return Cursor(cursor.row if row is None else row, cursor.side, 0)

        self.keep(edit, land)
