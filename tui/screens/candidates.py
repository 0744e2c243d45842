"""Term candidates from the aligned texts: one line each, accepted into the term base or rejected for good by a key.

Invariant: a line goes only when the data base has kept what was done with it; the example under the list is that of the
line under the cursor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from tui.actions import Context, bindings
from tui.screens.background import BackgroundScreen, Outcome
from tui.widgets.bars import TopBar
from tui.widgets.shelf import Shelf, ShelfLine

if TYPE_CHECKING:
    from glossary.terms.extraction import TermCandidate
    from glossary.terms.proposing import DatedBead

MOST = 500
Found = tuple["list[TermCandidate]", "list[DatedBead]"]


class CandidateScreen(BackgroundScreen):
    """The candidates, best first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.CANDIDATES)
    help_contexts = (Context.CANDIDATES,)
    DEFAULT_CSS = """
    CandidateScreen Shelf { height: 1fr; }
    CandidateScreen #example { height: auto; max-height: 8; padding: 0 1; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._all: dict[int, TermCandidate] = {}
        """All that were found, by the numbers of their lines."""
        self._candidates: dict[int, TermCandidate] = {}
        """Those that are not decided."""
        self._decided: list[tuple[int, str]] = []
        """Numbers in the order of the decisions, each with the concept that was made; "" for a rejected one."""
        self._beads: list[DatedBead] = []
        self._loaded = False

    @property
    def shelf(self) -> Shelf:
        """The list."""
        return self.query_one(Shelf)

    def compose(self) -> ComposeResult:
        """Lay out bar, list, example, line of what runs, keys."""
        yield TopBar("Term candidates")
        yield Shelf(empty="Looking through the aligned texts …")
        yield Static(id="example")
        with Container(id="foot"):
            yield from self.foot()

    def on_mount(self) -> None:
        """Paint first, then look."""
        self.call_after_refresh(self._look)

    @work(thread=True, exclusive=True, exit_on_error=False, group="candidates")
    def _look(self) -> None:
        self.run_and_post(lambda: Outcome("found", self.session.candidates.propose()), "candidates")

    @work(thread=True, exit_on_error=False, group="decide")
    def _take_back(self, number: int, concept: str) -> None:
        candidate = self._all[number]

        def act() -> Outcome:
            self.session.candidates.undecide(candidate.source, candidate.target, concept)
            return Outcome("undecided", number)

        self.run_and_post(act, "decide")

    @work(thread=True, exit_on_error=False, group="decide")
    def _decide(self, number: int, *, accept: bool) -> None:
        candidate = self._candidates[number]
        places = [self._beads[n] for n in candidate.examples]

        def act() -> Outcome:
            concept = self.session.candidates.decide(candidate.source, candidate.target, places, accept=accept)
            return Outcome("decided", (number, concept))

        self.run_and_post(act, "decide")

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Take in what was found, or what was kept."""
        outcome = event.outcome
        if outcome.kind == "found":
            found, self._beads = cast("Found", outcome.value)
            self._all = dict(enumerate(found[:MOST]))
            self._candidates = dict(self._all)
            self._decided.clear()
            self._loaded = True
        elif outcome.kind == "decided":
            number, concept = cast("tuple[int, str]", outcome.value)
            self._candidates.pop(number, None)
            self._decided.append((number, concept))
            did = f"Term kept ({concept})" if concept else "Rejected for good"
            self.tell(f"{did}: {self._named(number)}   u takes it back.")
        else:
            number = cast("int", outcome.value)
            self._candidates = {n: c for n, c in self._all.items() if n in self._candidates or n == number}
            self.tell(f"Undone: {self._named(number)} is a candidate again.")
        self._show()
        if outcome.kind == "undecided":
            self.shelf.find(("candidate", number))

    def _named(self, number: int) -> str:
        return f"{self._all[number].source} = {self._all[number].target}"

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Show the error; the list stays."""
        if not self._loaded:
            self.shelf.say_empty("The candidates could not be found.\n\nq goes back.")
        self.show_failure(event.error)

    def _show(self) -> None:
        self.shelf.say_empty("No candidates: nothing is aligned, or the term base knows all that stands there twice.")
        self.shelf.load(
            [
                ShelfLine(f"{c.source} = {c.target}", ("candidate", number), note=f"in {c.count} beads")
                for number, c in self._candidates.items()
            ]
        )
        self.query_one(TopBar).show("Term candidates", [(f"{len(self._candidates)} left", "")])

    def on_shelf_moved(self, event: Shelf.Moved) -> None:
        """Show an example of the candidate."""
        example = self.query_one("#example", Static)
        candidate = self._candidates.get(event.line.key[1]) if event.line and event.line.key else None
        if candidate is None or not candidate.examples:
            example.update("")
            return
        bead = self._beads[candidate.examples[0]]
        example.update(
            Content("\n").join([_marked(bead.korean, candidate.source), _marked(bead.english, candidate.target)])
        )

    # Actions

    def action_candidates_accept(self) -> None:
        """Put the candidate into the term base."""
        self._with_line(accept=True)

    def action_candidates_reject(self) -> None:
        """Never propose the candidate again."""
        self._with_line(accept=False)

    def action_candidates_undo(self) -> None:
        """Take the last decision back."""
        if self._decided:
            self._take_back(*self._decided.pop())
        else:
            self.tell("Nothing was decided here yet.")

    def _with_line(self, *, accept: bool) -> None:
        line = self.shelf.line
        if line is not None and line.key is not None and line.key[1] in self._candidates:
            self._decide(line.key[1], accept=accept)

    def action_candidates_leave(self) -> None:
        """Back to the library."""
        self.app.pop_screen()

    def action_candidates_down(self) -> None:
        """To the next line."""
        self.shelf.move(1)

    def action_candidates_up(self) -> None:
        """To the line before."""
        self.shelf.move(-1)

    def action_candidates_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_candidates_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)


def _marked(text: str, phrase: str) -> Content:
    """Return a sentence with a phrase in bold."""
    at = text.casefold().find(phrase.casefold())
    if at < 0 or len(text.casefold()) != len(text):
        return Content(text)
    return Content.assemble(text[:at], (text[at : at + len(phrase)], "bold $text-accent"), text[at + len(phrase) :])
