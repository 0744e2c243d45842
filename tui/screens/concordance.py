"""The concordance: words in either language, each place a line with the words in the middle.

Invariant: what is shown belongs to the query and the order of the last search asked for; a search that was overtaken
shows nothing. Under the list stands the whole bead of the line under the cursor, in both languages.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from tui.actions import Context, bindings
from tui.memory_desk import RENDERING, Concordance
from tui.screens.background import BackgroundScreen, Outcome
from tui.widgets.bars import TopBar
from tui.widgets.fields import Field
from tui.widgets.keyword_lines import KeywordLine, KeywordShelf
from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import shown

if TYPE_CHECKING:
    from glossary.memory.lines import Line

HOW = (
    "Words of either language, in any spelling or romanisation.\n\n"
    "*  any letters    ?  one letter    a|b  either    a ~ b  a near b\n"
    '"…"  whole words exactly\n\nEnter finds, Esc goes back.'
)
FIRST = 60
"""Lines that are shown at once: a screen full."""
PAGE = "page"
SIGNS = {"confirmed": "✓", "rejected": "✗"}
ORDERS = {
    "": "confirmed first",
    "left": "by left context",
    "right": "by right context",
    "date": "latest first",
    RENDERING: "by rendering",
}


class ConcordanceScreen(BackgroundScreen):
    """Words in all that is aligned."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.CONCORDANCE)
    AUTO_FOCUS = "Field"
    help_contexts = (Context.CONCORDANCE,)
    DEFAULT_CSS = """
    ConcordanceScreen {
        & Field { margin: 0 1; background: $boost; }
        & KeywordShelf { height: 1fr; }
        & #example { height: auto; max-height: 9; padding: 0 1; background: $panel; }
    }
    """

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self._query = query
        self._order = ""
        self._found: list[Line] = []

    @property
    def shelf(self) -> KeywordShelf:
        """The list."""
        return self.query_one(KeywordShelf)

    def compose(self) -> ComposeResult:
        """Lay out bar, field, list, the bead, line of what runs, keys."""
        yield TopBar("Concordance")
        yield Field(self._query, placeholder="Words to find", compact=True)
        yield KeywordShelf(empty=HOW)
        yield Static(id="example")
        with Container(id="foot"):
            yield from self.foot()

    def on_mount(self) -> None:
        """Begin with the words that were given."""
        if self._query:
            self._search()

    # Finding

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Find what was typed."""
        event.stop()
        self._query = event.value.strip()
        self._search()

    def _search(self) -> None:
        if not self._query:
            return
        self.shelf.focus()
        self.status.say((f"Looking for {self._query} …", ""))
        self._look(self._query, self._order)

    @work(thread=True, exclusive=True, exit_on_error=False, group="concordance")
    def _look(self, query: str, order: str) -> None:
        worker = get_current_worker()

        def find() -> Outcome:
            memory = self.session.memory
            # In the memory's own order the first lines stay the first: they are shown while the others are looked for.
            first = None if order else memory.concordance(query, order, most=FIRST)
            if first is not None and first.count == FIRST and not worker.is_cancelled:
                self.post_message(self.Done(Outcome(PAGE, first)))
            return Outcome("found", memory.concordance(query, order))

        self.run_and_post(find, "concordance")

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Show what was found."""
        found = cast("Concordance", event.outcome.value)
        if (found.query, found.order) != (self._query, self._order):
            return
        if event.outcome.kind != PAGE:
            self.status.say()
        self._found = [line for block in found.blocks for line in block.lines]
        lines: list[ShelfLine] = []
        number = 0
        for block in found.blocks:
            if block.heading:
                lines.append(ShelfLine(block.heading))
            for one in block.lines:
                lines.append(_keyword_line(one, number))
                number += 1
        self.shelf.say_empty(f"“{found.query}” stands nowhere in what is aligned.\n\n/ finds other words.")
        self.shelf.load(lines)
        more = found.is_full or event.outcome.kind == PAGE
        count = f"{'first ' if more else ''}{found.count} lines"
        parts = [(count, "bold"), (ORDERS[found.order], "$text-accent")]
        self.query_one(TopBar).show(f"Concordance   {found.query}", parts)
        if found.waiting:
            self.tell(f"{found.waiting} sentences are not indexed yet: malmoi memory index", warning=True)
        if not lines:
            self.query_one("#example", Static).update("")
            self.query_one(Field).focus()

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Say what is wrong with the query; the list stays."""
        self.status.say()
        self.show_failure(event.error)

    def on_shelf_moved(self, event: Shelf.Moved) -> None:
        """Show the whole bead."""
        example = self.query_one("#example", Static)
        line = self._line(event.line)
        if line is None:
            example.update("")
            return
        where = f"  {line.hit.title}  {line.hit.date}  bead {line.hit.position + 1}"
        whole = Content.assemble(shown(line.left), (shown(line.words), "bold $text-accent"), shown(line.right))
        example.update(
            Content("\n").join([whole, Content(shown(line.other)), Content.styled(shown(where), "$foreground 60%")])
        )

    def _line(self, line: ShelfLine | None) -> Line | None:
        return self._found[line.key[1]] if line is not None and line.key and line.key[1] < len(self._found) else None

    # Actions

    def on_shelf_opened(self) -> None:
        """Go where was double-clicked."""
        self.action_concordance_open()

    def action_concordance_open(self) -> None:
        """Open the bead in the workspace."""
        from tui.screens.jumping import jump

        if (line := self._line(self.shelf.line)) is not None:
            jump(self.malmoi, line.hit.alignment_id, line.hit.position)

    def action_concordance_query(self) -> None:
        """Type other words."""
        self.query_one(Field).focus()

    def _sort(self, order: str) -> None:
        self._order = order
        self._search()

    def action_concordance_left(self) -> None:
        """Sort by what stands before."""
        self._sort("left")

    def action_concordance_right(self) -> None:
        """Sort by what stands behind."""
        self._sort("right")

    def action_concordance_rendering(self) -> None:
        """Put renderings together."""
        self._sort(RENDERING)

    def action_concordance_date(self) -> None:
        """Sort by date."""
        self._sort("date")

    def action_concordance_order(self) -> None:
        """Put the confirmed ones first."""
        self._sort("")

    def action_concordance_renderings(self) -> None:
        """Show the renderings of the words that most lines have."""
        from tui.screens.renderings import RenderingScreen

        if self._found:
            words = Counter(line.words for line in self._found).most_common(1)[0][0]
            self.app.push_screen(RenderingScreen(words))

    def action_concordance_leave(self) -> None:
        """Back."""
        self.app.pop_screen()

    def action_concordance_down(self) -> None:
        """To the next line."""
        self.shelf.move(1)

    def action_concordance_up(self) -> None:
        """To the line before."""
        self.shelf.move(-1)

    def action_concordance_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_concordance_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)


def _keyword_line(line: Line, number: int) -> KeywordLine:
    return KeywordLine(
        title=line.words,
        key=("line", number),
        date=line.hit.date,
        left=line.left,
        words=line.words,
        right=line.right,
        sign=SIGNS.get(line.hit.state.value, " "),
    )
