"""The side panel follows the cursor: facts and findings of the bead, gathered in a thread, kept by the id of its row.

Invariant: the panel never makes the cursor wait; until something is known of a bead the panel keeps what it told of the
one before, dimmed after a while.
"""

from __future__ import annotations

from textual import work
from textual.cache import LRUCache
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from glossary.alignment.beads import Bitext
from glossary.checks.findings import BeadText
from tui.facts import BeadFacts
from tui.screens.drafting import DraftScreen
from tui.widgets.rows import Row
from tui.widgets.side_panel import SidePanel

DIM = 0.25
"""Seconds after which the side panel shows that it still tells of the bead before."""


class TellingScreen(DraftScreen):
    """A workspace with a side panel."""

    class Told(Message):
        """What the side panel tells of a row."""

        def __init__(self, row: Row, facts: BeadFacts) -> None:
            super().__init__()
            self.row = row
            self.facts = facts

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._facts: LRUCache[int, BeadFacts] = LRUCache(512)
        self._panel_timer: Timer | None = None
        self._dim_timer: Timer | None = None

    @property
    def panel(self) -> SidePanel:
        """The side panel."""
        return self.query_one(SidePanel)

    def tell_here(self) -> None:
        """Tell of the current bead: at once where it is known, else soon."""
        row = self.grid.row
        if row is not None and row.id in self._facts:
            self._show_facts(self._facts[row.id])
        else:
            self.tell_soon()

    def tell_soon(self) -> None:
        """Gather what is known of the current bead when the cursor rests."""
        if self._panel_timer is not None:
            self._panel_timer.stop()
        self._panel_timer = self.set_timer(0.04, self._tell)

    def _tell(self) -> None:
        self._panel_timer = None
        row = self.grid.row
        if self.bench is None or row is None:
            return
        if self.keeping:
            self.tell_soon()
            return
        number = self.grid.cursor.row
        self._dim_timer = self._dim_timer or self.set_timer(DIM, self.panel.wait)
        bitext = self.bench.bitext
        self._gather(row, self.bench.bead_text(number), bitext)

    @work(thread=True, exclusive=True, exit_on_error=False, group="panel")
    def _gather(self, row: Row, text: BeadText, bitext: Bitext) -> None:
        worker = get_current_worker()
        bead, languages = bitext.beads[text.index], (bitext.source_language, bitext.target_language)
        try:
            facts = self.session.terms.facts(text, bead, *languages, self.date, self.number)
        except Exception as error:  # noqa: BLE001 - the panel says what it can; the work goes on
            facts = BeadFacts(reasons=(*bead.reasons, f"Terms cannot be read: {error}"), probability=bead.probability)
        if not worker.is_cancelled:
            self.post_message(self.Told(row, facts))
            self.check_here(row, bitext, text.index)

    def on_telling_screen_told(self, event: TellingScreen.Told) -> None:
        """Show the facts if the cursor is still there."""
        self._facts[event.row.id] = event.facts
        if self.grid.row is event.row:
            self._show_facts(event.facts)

    def _show_facts(self, facts: BeadFacts) -> None:
        if self._dim_timer is not None:
            self._dim_timer.stop()
            self._dim_timer = None
        self.panel.show(facts, self.findings, self.chosen)
        self.decorate(facts)
        self.draft_told(facts)

    def facts_here(self) -> BeadFacts | None:
        """Return what is known of the current bead, if it is known already."""
        row = self.grid.row
        return self._facts.get(row.id) if row is not None else None

    def show_findings(self) -> None:
        """Show the findings beside the facts, once these are there."""
        row = self.grid.row
        if row is not None and (facts := self._facts.get(row.id)) is not None:
            self.panel.show(facts, self.findings, self.chosen)

    def forget_facts(self) -> None:
        """Gather facts and findings anew: the term base, or what is set aside, has changed."""
        self._facts.clear()
        self.forget_findings()
        self.tell_soon()
