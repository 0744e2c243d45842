"""How a term was rendered over time: the chart of what is aligned, and the dates of use that it proposes.

Invariant: dates are written only by their key, to the concept as it stands then, and the same screen takes them back;
where somebody has changed the concept since, nothing is taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.actions import Context, bindings
from tui.screens.background import BackgroundScreen, Outcome
from tui.widgets.bars import TopBar
from tui.widgets.wrap import shown_lines

if TYPE_CHECKING:
    from tui.memory_desk import Rendered
    from tui.trail import PhraseStep


class RenderingScreen(BackgroundScreen):
    """The renderings of one term."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.RENDERINGS)
    help_contexts = (Context.RENDERINGS,)
    DEFAULT_CSS = "RenderingScreen VerticalScroll { height: 1fr; padding: 1 1; }"

    def __init__(self, term: str) -> None:
        super().__init__()
        self.term = term
        self._written: PhraseStep | None = None

    def compose(self) -> ComposeResult:
        """Lay out bar, chart, line of what runs, keys."""
        yield TopBar(f"Renderings   {self.term}")
        with VerticalScroll():
            yield Static("Looking …", id="chart", markup=False)
        with Container(id="foot"):
            yield from self.foot()

    def on_mount(self) -> None:
        """Paint first, then look."""
        self.call_after_refresh(lambda: self._look(self.app.size.width - 4))

    @work(thread=True, exclusive=True, exit_on_error=False, group="renderings")
    def _look(self, width: int) -> None:
        self.run_and_post(lambda: Outcome("found", self.session.memory.rendered(self.term, width)), "renderings")

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Show the chart, or say what was kept."""
        kind, value = event.outcome.kind, event.outcome.value
        if kind == "found":
            found = cast("Rendered", value)
            text = found.chart or f"{self.term} stands nowhere in what is aligned.\n"
            proposed = "\n".join(found.proposed) or "The data propose none."
            told = Content.assemble(
                shown_lines(text), ("\nProposed dates of use\n", "bold $text-accent"), shown_lines(proposed)
            )
            self.query_one("#chart", Static).update(told)
            return
        self.settle()
        self._written = cast("PhraseStep | None", value)
        self.tell("Dates of use written; u takes them back." if self._written else "The dates are as before.")

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Show the error."""
        if event.kind == "long":
            self.settle()
        self.show_failure(event.error)

    def action_renderings_accept(self) -> None:
        """Write the proposed dates."""
        self.start("Writing", lambda: Outcome("kept", self.session.memory.keep_dates(self.term)))

    def action_renderings_undo(self) -> None:
        """Take the dates back."""
        step = self._written
        if step is None:
            self.tell("Nothing was written here.")
            return

        def act() -> Outcome:
            self.session.memory.drop_dates(step)
            return Outcome("kept", None)

        self.start("Taking back", act)

    def action_renderings_leave(self) -> None:
        """Back."""
        if not self.busy:
            self.app.pop_screen()
