"""Findings in the workspace: those of the current bead in the side panel, and a quiet sign at each bead that has some.

Invariant: beads are checked in threads, the current one first, then those around it; the cursor waits for none of
them. What was found is kept under the id of its row, which an edit makes anew.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.cache import LRUCache
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from glossary.alignment.beads import BeadError
from glossary.errors import MalmoiError
from tui.screens.background import Outcome
from tui.screens.keeping import in_turn
from tui.screens.phrases import PhraseScreen
from tui.trail import AsideStep
from tui.widgets.rows import Row

if TYPE_CHECKING:
    from glossary.alignment.beads import Bitext
    from tui.check_desk import Noted

AROUND = 150
"""Beads before and after the cursor that are checked by themselves."""
LATER = 0.3
"""Seconds the cursor rests before the beads around it are checked."""
LONG, REST = 200, 0.1
"""In an alignment of more beads than that, a bead is checked when the cursor has rested on it for so many seconds."""
BREATH = 0.004
"""Seconds between two beads in which the keys have the machine for themselves."""
BATCH = 0.2
"""Seconds after which findings are shown."""
QUIET = {"error": "!", "warning": "!"}
"""Severity -> sign in the grid; notes have none."""


class FindingScreen(PhraseScreen):
    """The actions on findings."""

    class Found(Message):
        """What the checks have found in some rows."""

        def __init__(self, found: Sequence[tuple[Row, tuple[Noted, ...]]]) -> None:
            super().__init__()
            self.found = found

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._found: LRUCache[int, tuple[Noted, ...]] = LRUCache(4096)
        self.is_draft = False
        """Whether the target is a draft: then what is not written yet is not found to be missing."""
        self._chosen = 0
        self._sweep_timer: Timer | None = None

    def show_findings(self) -> None:
        """Show the findings of the current bead in the side panel."""
        raise NotImplementedError

    @property
    def findings(self) -> tuple[Noted, ...]:
        """The findings of the current bead, as far as they are known."""
        row = self.grid.row
        return (self._found.get(row.id) or ()) if row is not None else ()

    @property
    def chosen(self) -> int:
        """Which of them the keys mean."""
        return min(self._chosen, max(0, len(self.findings) - 1))

    def findings_follow(self) -> None:
        """Mean the first finding of the bead the cursor has come to, and check those around it soon."""
        self._chosen = 0
        self.workers.cancel_group(self, "sweep")  # the keys have the machine for themselves
        if self._sweep_timer is not None:
            self._sweep_timer.stop()
        self._sweep_timer = self.set_timer(LATER, self._sweep_soon)

    def forget_findings(self) -> None:
        """Check anew: the term base or what is set aside has changed."""
        self._found.clear()
        self.findings_follow()

    # Checking, in threads

    def check_here(self, row: Row, bitext: Bitext, at: int) -> None:
        """Check one bead and post what is found; for threads. In a long alignment the cursor must rest first."""
        if len(bitext.beads) > LONG:
            time.sleep(REST)
            if get_current_worker().is_cancelled:
                return
        found = self.check_bead(bitext, at)
        if found is not None and not get_current_worker().is_cancelled:
            self.post_message(self.Found([(row, found)]))

    def check_bead(self, bitext: Bitext, at: int, *, typed: str | None = None) -> tuple[Noted, ...] | None:
        """Return what the checks find in a bead, or would with a typed target; None where they fail. For threads."""
        if self.is_draft and typed is None and not bitext.beads[at].target:
            return ()
        try:
            return self.session.live_checks.findings(self.number, bitext, at, self.date, typed=typed)
        except Exception as error:  # noqa: BLE001 - a check that fails must not end the work; F7 shows the error
            self.log(error)
            return None

    def _sweep_soon(self) -> None:
        self._sweep_timer = None
        if self.bench is None or self.keeping:
            return
        here, rows = self.grid.cursor.row, self.grid.rows
        around = range(max(0, here - AROUND), min(len(rows), here + AROUND + 1))
        wanted = [(n, rows[n]) for n in around if rows[n].id not in self._found]
        if wanted:
            self._sweep(sorted(wanted, key=lambda pair: abs(pair[0] - here)), self.bench.bitext)

    @work(thread=True, exclusive=True, exit_on_error=False, group="sweep")
    def _sweep(self, wanted: Sequence[tuple[int, Row]], bitext: Bitext) -> None:
        worker = get_current_worker()
        told, shown = list[tuple[Row, tuple["Noted", ...]]](), time.monotonic()
        for at, row in wanted:
            if worker.is_cancelled:
                return
            found = self.check_bead(bitext, at)
            if found is None:
                break
            told.append((row, found))
            if time.monotonic() - shown > BATCH:
                self.post_message(self.Found(told))
                told, shown = [], time.monotonic()
            time.sleep(BREATH)
        if told and not worker.is_cancelled:
            self.post_message(self.Found(told))

    def on_finding_screen_found(self, event: FindingScreen.Found) -> None:
        """Show what was found where its row still stands."""
        self.grid.flag({row.id: _quiet(found) for row, found in event.found})
        for row, found in event.found:
            self._found[row.id] = found
            if row is self.grid.row:
                self.show_findings()

    # Actions

    def _finding(self, number: int | None = None) -> Noted | None:
        found = self.findings
        if not found:
            self.tell("The checks have found nothing in this bead.")
            return None
        return found[self.chosen if number is None else min(number, len(found) - 1)]

    @in_turn
    def action_finding_next(self) -> None:
        """Choose the next finding of this bead."""
        if self._finding() is not None:
            self.action_finding_choose_at((self.chosen + 1) % len(self.findings))

    def action_finding_choose_at(self, number: int) -> None:
        """Choose a finding."""
        self._chosen = number
        self.show_findings()

    @in_turn
    def action_finding_fix(self) -> None:
        """Put the suggestion of the chosen finding in."""
        self._fix(None)

    def action_finding_fix_at(self, number: int) -> None:
        """Put the suggestion of a finding in."""
        if not self.keeping:
            self._fix(number)

    def _fix(self, number: int | None) -> None:
        from tui.check_desk import suggested_edit

        noted, bench, cursor = self._finding(number), self.open_bench, self.grid.cursor
        if noted is None:
            return
        try:
            edit = suggested_edit(bench, noted)
        except (MalmoiError, BeadError) as error:
            self.tell(getattr(error, "message", str(error)), warning=True)
            return
        self.keep(edit, lambda _: cursor)

    @in_turn
    def action_finding_dismiss(self) -> None:
        """Set the chosen finding aside."""
        self._dismiss(None)

    def action_finding_dismiss_at(self, number: int) -> None:
        """Set a finding aside."""
        if not self.keeping:
            self._dismiss(number)

    def _dismiss(self, number: int | None) -> None:
        from tui.screens.dialogs import TextDialog

        noted, at = self._finding(number), self.grid.cursor.row
        if noted is None:
            return
        f = noted.finding

        def take(reason: str | None) -> None:
            if reason is not None:
                step = AsideStep(f.check, f.fingerprint, reason, at)
                self.keep_phrases("Setting aside", partial(self._set_aside, step))

        self.app.push_screen(TextDialog("Why is this no mistake?"), take)

    def _set_aside(self, step: AsideStep) -> Outcome:
        self.session.set_aside(self.number, step)
        return Outcome("aside", step)


def _quiet(found: Sequence[Noted]) -> str:
    return QUIET.get(found[0].finding.severity.value, "") if found else ""
