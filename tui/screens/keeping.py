"""Keeping edits of an open alignment: committed first, shown afterwards, one after the other.

Invariant: while an edit is being kept the keys that come wait their turn, so that each acts on what the editor sees
when it is done. A write that comes too late shows both texts and reads the alignment anew; any other error leaves the
screen as it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial, wraps
from typing import TypeVar

from textual import work
from textual.message import Message
from textual.timer import Timer

from glossary.alignment.beads import BeadError
from glossary.alignment.edits import Edit
from glossary.errors import StaleWriteError
from tui.screens.background import BackgroundScreen
from tui.widgets.grid import AlignmentGrid
from tui.widgets.rows import Cursor
from tui.workbench import Workbench

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
        """An edit is kept (None: there was nothing to undo or redo)."""

        def __init__(self, edit: Edit | None, version: int, land: Callable[[Edit], Cursor] | None) -> None:
            super().__init__()
            self.edit = edit
            self.version = version
            self.land = land

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
        """Whether an edit is on its way into the data base."""
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

        self.begin(write, land)

    def begin(self, write: Callable[[], tuple[Edit | None, int]], land: Callable[[Edit], Cursor] | None) -> None:
        """Start to keep an edit, or to walk back or forth; `land` says where the cursor goes afterwards."""
        self.keeping = True
        self._slow = self.set_timer(SLOW, lambda: self.status.say(("keeping …", "")))
        self._write(write, land)

    @work(thread=True, exclusive=True, exit_on_error=False, group="edit")
    def _write(self, write: Callable[[], tuple[Edit | None, int]], land: Callable[[Edit], Cursor] | None) -> None:
        try:
            edit, version = write()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown and nothing on the screen changes
            self.post_message(self.Refused(error))
        else:
            self.post_message(self.Committed(edit, version, land))

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
        bench = self.bench
        if bench is None:
            return
        if event.edit is None:
            self.tell("There is nothing more.")
        else:
            self.version = event.version
            self.edited()
            patch = bench.apply(event.edit)
            cursor = event.land(event.edit) if event.land else bench.landing(event.edit, self.grid.cursor)
            self.grid.splice(patch.at, patch.removed, patch.rows, cursor)
            self.shown()
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
