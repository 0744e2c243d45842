"""Screens whose work runs beside them: threads post what came of it, the screen's own handlers do the rest.

Invariant: no thread touches a widget or the screen's state. One piece of long work runs at a time; it says how far it
is and can be stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, cast

from textual import work
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from tui.widgets.bars import KeyBar, StatusLine

if TYPE_CHECKING:
    from tui.app import MalmoiApp
    from tui.session import Session

EXPORTING = "Exporting"
"""What runs while a file is written; Escape stops it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a piece of background work came to."""

    kind: str
    value: object = None


class BackgroundScreen(Screen[None]):
    """A screen over the session, with a `StatusLine` for what runs."""

    DEFAULT_CSS = "BackgroundScreen #foot { dock: bottom; height: auto; }"

    class Done(Message):
        """Background work ended well."""

        def __init__(self, outcome: Outcome) -> None:
            super().__init__()
            self.outcome = outcome

    class Failed(Message):
        """Background work ended with an error."""

        def __init__(self, error: BaseException, kind: str) -> None:
            super().__init__()
            self.error = error
            self.kind = kind

    class Running(Message):
        """Background work goes on."""

        def __init__(self, what: str, share: float) -> None:
            super().__init__()
            self.what = what
            self.share = share

    def __init__(self) -> None:
        super().__init__()
        self.stop_asked = Event()
        self.busy = ""
        """What long work runs, in words; empty where none does."""

    @property
    def malmoi(self) -> MalmoiApp:
        """The application."""
        return cast("MalmoiApp", self.app)

    @property
    def session(self) -> Session:
        """The door to everything stored."""
        return self.malmoi.session

    @property
    def status(self) -> StatusLine:
        """The line of what runs."""
        return self.query_one(StatusLine)

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Show a message under the screen."""
        self.status.tell(text, warning=warning)

    def start(self, what: str, act: Callable[[], Outcome]) -> None:
        """Begin long work, unless some runs already."""
        if self.busy:
            self.tell(f"{self.busy} still runs.", warning=True)
            return
        self.busy = what
        self.stop_asked.clear()
        self.status.say((f"{what} …", ""))
        self._long(act)

    def stop(self) -> None:
        """Ask the long work to stop."""
        self.stop_asked.set()
        self.status.say((f"{self.busy}: stopping …", ""))

    def say(self, what: str, share: float) -> None:
        """Report progress; for threads."""
        self.post_message(self.Running(what, share))

    @work(thread=True, exclusive=True, exit_on_error=False, group="long")
    def _long(self, act: Callable[[], Outcome]) -> None:
        self.run_and_post(act, "long")

    def run_and_post(self, act: Callable[[], Outcome], kind: str) -> None:
        """Run in a thread; only messages go back, and none of a worker that was replaced."""
        worker = get_current_worker()
        try:
            outcome = act()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown and not lost
            if not worker.is_cancelled:
                self.post_message(self.Failed(error, kind))
            return
        if not worker.is_cancelled:
            self.post_message(self.Done(outcome))

    def foot(self) -> Iterator[Widget]:
        """Yield the lines under the screen, the keys last."""
        yield StatusLine()
        yield KeyBar()

    def settle(self) -> None:
        """Hide the line of what ran."""
        self.busy = ""
        self.status.say()

    def on_background_screen_running(self, event: BackgroundScreen.Running) -> None:
        """Show how far it is."""
        if self.busy and not self.stop_asked.is_set():
            cells = round(event.share * 20)
            bar = "━" * cells + "╌" * (20 - cells)
            self.status.say((f"{self.busy} ", ""), (bar, "$text-accent"), (f" {event.what}   Esc stops", ""))

    def show_failure(self, error: BaseException) -> None:
        """Show an error in a dialog; work that was stopped only says so."""
        from tui.running import StoppedError

        if isinstance(error, StoppedError):
            self.tell(error.message)
        else:
            self.malmoi.show_error(error)
