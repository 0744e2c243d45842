"""The list of the term base, searched as one types, and the concept under the cursor as a card.

Invariant: the screen paints before anything is read; each search runs in a thread, and what an older one found is
dropped. What is done to entries stands in the screen that is built on this one: `term_base`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from glossary.terms.entries import Concept
from tui.screens.background import EXPORTING, BackgroundScreen, Outcome
from tui.term_base import PAGE, TermBase, Wanted
from tui.widgets.bars import TopBar
from tui.widgets.concept_card import ConceptCard
from tui.widgets.concept_shelf import ConceptShelf, concept_line
from tui.widgets.fields import Field
from tui.widgets.shelf import Shelf, ShelfLine

if TYPE_CHECKING:
    from glossary.terms.duplicates import DuplicateGroup

NARROW = 100
"""Cells of width under which the card stands below the list."""
NEAR = 10
"""Lines from the end at which the next page is read."""

Doubles = tuple["tuple[DuplicateGroup, ...]", dict[str, Concept]]


class TermListScreen(BackgroundScreen):
    """List and card."""

    AUTO_FOCUS = "ConceptShelf"
    DEFAULT_CSS = """
    TermListScreen {
        & #search { margin: 0 1; background: $boost; }
        & #body { layout: horizontal; height: 1fr; }
        & ConceptShelf { width: 2fr; height: 1fr; }
        & ConceptCard { width: 3fr; height: 1fr; border-left: solid $panel; }
        &.narrow #body { layout: vertical; }
        &.narrow ConceptShelf { width: 100%; height: 2fr; }
        &.narrow ConceptCard { width: 100%; height: 3fr; border-left: none; border-top: solid $panel; }
    }
    """

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self._wanted = Wanted(query)
        self._concepts: dict[str, Concept] = {}
        self._ended = False
        """Whether the last page is read."""
        self._reading = False
        self._chosen: dict[str, None] = {}
        self._doubles: tuple[DuplicateGroup, ...] | None = None
        """Groups of duplicates while they are shown."""
        self._total = 0
        self._goto = ""

    @property
    def base(self) -> TermBase:
        """The term base."""
        return self.session.term_base

    @property
    def shelf(self) -> ConceptShelf:
        """The list."""
        return self.query_one(ConceptShelf)

    @property
    def card(self) -> ConceptCard:
        """The concept under the cursor."""
        return self.query_one(ConceptCard)

    @property
    def concept(self) -> Concept | None:
        """The concept under the cursor."""
        line = self.shelf.line
        return self._concepts.get(line.key[0]) if line is not None and line.key is not None else None

    def compose(self) -> ComposeResult:
        """Lay out search, list, card, and the lines below."""
        yield TopBar("Term base")
        yield Field(
            self._wanted.query,
            id="search",
            compact=True,
            select_on_focus=False,
            placeholder="/ searches: any language, either spelling, romanised, 漢字, ㅊㅅ",
        )
        with Container(id="body"):
            yield ConceptShelf(empty="Reading the term base …")
            yield ConceptCard()
        with Container(id="foot"):
            yield from self.foot()

    def on_mount(self) -> None:
        """Paint first, then read."""
        self._arrange()
        self.call_after_refresh(self._search)

    def on_unmount(self) -> None:
        """Remember what was searched for, for the next time."""
        self.session.habits.keep("terms.search", self._wanted.query)

    def on_resize(self) -> None:
        """Put the card beside or below the list."""
        self._arrange()

    def _arrange(self) -> None:
        self.set_class(self.app.size.width < NARROW, "narrow")

    # Reading

    def reread(self, goto: str = "") -> None:
        """Read the list anew after a change; `goto` is the concept to stand on then."""
        self._goto = goto
        if self._doubles is None:
            self._search()
        else:
            self._find_doubles()

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def _search(self) -> None:
        wanted = self._wanted

        def act() -> Outcome:
            found = self.base.find(wanted)
            total = len(found) if wanted.query else self.base.count(wanted.subject)
            return Outcome("found", (wanted, found, total))

        self.run_and_post(act, "search")

    @work(thread=True, exclusive=True, exit_on_error=False, group="more")
    def _more(self, offset: int) -> None:
        wanted = self._wanted
        self.run_and_post(lambda: Outcome("more", (wanted, offset, self.base.find(wanted, offset))), "search")

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def _find_doubles(self) -> None:
        def act() -> Outcome:
            groups = self.base.duplicates()
            return Outcome("doubles", (groups, self.base.some([m.concept for g in groups for m in g.members])))

        self.run_and_post(act, "search")

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Take in what was found or done."""
        outcome = event.outcome
        if outcome.kind == "found":
            wanted, found, total = cast("tuple[Wanted, tuple[Concept, ...], int]", outcome.value)
            if wanted == self._wanted and self._doubles is None:
                self._concepts = {c.id: c for c in found}
                self._ended = len(found) < PAGE
                self._reading = False
                self._total = total
                self._show(first=not self._goto)
        elif outcome.kind == "more":
            wanted, offset, found = cast("tuple[Wanted, int, tuple[Concept, ...]]", outcome.value)
            self._reading = False
            if wanted == self._wanted and self._doubles is None and offset == len(self._concepts):
                self._concepts |= {c.id: c for c in found}
                self._ended = len(found) < PAGE
                self._show()
        elif outcome.kind == "doubles":
            groups, concepts = cast("Doubles", outcome.value)
            self._doubles, self._concepts = groups, concepts
            self._show()
        elif outcome.kind == "subjects":
            self._ask_subject(cast("tuple[tuple[str, int], ...]", outcome.value))
        elif outcome.kind == "exported":
            from tui.screens.exporting import tell_written

            self.settle()
            tell_written(self, outcome)
        else:
            self.settle()
            words, goto = cast("tuple[str, str]", outcome.value)
            if words:
                self.tell(words)
            self.reread(goto)

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Show the error; the list stays as it was."""
        if event.kind == "long":
            self.settle()
        self._reading = False
        if not self._concepts:
            self.shelf.say_empty("The term base could not be read.\n\nF5 tries again, q goes back.")
        self.show_failure(event.error)

    def _show(self, *, first: bool = False) -> None:
        shelf = self.shelf
        self._chosen = {number: None for number in self._chosen if number in self._concepts}
        shelf.say_empty(self._nothing())
        here = shelf.line.key if shelf.line else None
        lines: list[ShelfLine] = []
        if self._doubles is None:
            lines += [concept_line(c, chosen=c.id in self._chosen) for c in self._concepts.values()]
        else:
            for group in self._doubles:
                lines.append(ShelfLine(f"{group.likeness.value}: {group.shown} ({group.language})"))
                numbers = dict.fromkeys(m.concept for m in group.members)
                lines += [
                    concept_line(self._concepts[n], chosen=n in self._chosen) for n in numbers if n in self._concepts
                ]
        shelf.load(lines)
        if self._goto:
            shelf.find((self._goto, 0))
            self._goto = ""
        elif first and self._wanted.query and (here is None or self.app.focused is self.query_one("#search")):
            shelf.ends(last=False)
        self.card.show(self.concept)
        self._tell_where()

    def _nothing(self) -> str:
        if self._doubles is not None:
            return "Nothing stands in the term base twice.\n\nEsc goes back to the list."
        if self._wanted.query:
            nothing = f"Nothing is like “{self._wanted.query}”."
            return f"{nothing}\n\nz finds what is spelled nearly so.\nn makes a new entry."
        return "The term base is empty.\n\nn makes an entry.\nCtrl+P in the library loads\nthe starter term base."

    def _tell_where(self) -> None:
        parts = []
        if self._chosen:
            parts.append((f"{len(self._chosen)}◆ chosen", "bold $text-accent"))
        if self._doubles is not None:
            parts.append((f"{len(self._doubles)} groups of duplicates", "$text-warning"))
        else:
            if self._wanted.subject:
                parts.append((f"only {self._wanted.subject}", "$text-accent"))
            if self._wanted.fuzzy:
                parts.append(("also nearly so", "$text-accent"))
            more = "" if self._ended or not self._wanted.query else "+"
            count = len(self._concepts) if self._wanted.query else self._total
            parts.append((f"{count:,}{more} concepts".replace(",", " "), "$foreground 70%"))
        self.query_one(TopBar).show("Term base", parts)

    # What the list and the search say

    def on_shelf_moved(self, event: Shelf.Moved) -> None:
        """Let the card follow; read on near the end."""
        event.stop()
        self.card.show(self.concept)
        line = self.shelf.line
        if line is None or self._ended or self._reading or self._doubles is not None:
            return
        numbers = list(self._concepts)
        if line.key is not None and line.key[0] in numbers[-NEAR:]:
            self._reading = True
            self._more(len(numbers))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        if event.input.id == "search" and event.value != self._wanted.query:
            self._doubles = None
            self._want(Wanted(event.value, self._wanted.subject, self._wanted.fuzzy))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list."""
        event.stop()
        self.shelf.focus()

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._search()

    # Movement

    def action_terms_down(self) -> None:
        """To the next concept."""
        self.shelf.move(1)

    def action_terms_up(self) -> None:
        """To the concept before."""
        self.shelf.move(-1)

    def action_terms_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_terms_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)

    def action_terms_first(self) -> None:
        """To the first concept."""
        self.shelf.ends(last=False)

    def action_terms_last(self) -> None:
        """To the last concept that is read."""
        self.shelf.ends(last=True)

    def action_terms_card_down(self) -> None:
        """Scroll the card down."""
        self.card.scroll_relative(y=self.card.size.height // 2, animate=False)

    def action_terms_card_up(self) -> None:
        """Scroll the card up."""
        self.card.scroll_relative(y=-(self.card.size.height // 2), animate=False)

    # Search

    def action_terms_find(self) -> None:
        """Type what is looked for."""
        field = self.query_one("#search", Field)
        field.focus()
        field.cursor_position = len(field.value)

    def action_terms_fuzzy(self) -> None:
        """Find what is spelled nearly so too, or no more."""
        self._want(Wanted(self._wanted.query, self._wanted.subject, not self._wanted.fuzzy))

    def action_terms_subject(self) -> None:
        """Show one subject field only."""
        self._find_subjects()

    @work(thread=True, exclusive=True, exit_on_error=False, group="subjects")
    def _find_subjects(self) -> None:
        self.run_and_post(lambda: Outcome("subjects", self.base.subjects()), "search")

    def _ask_subject(self, subjects: tuple[tuple[str, int], ...]) -> None:
        from tui.screens.dialogs import ChoiceDialog

        lines = [ShelfLine("every subject field", ("", 0))]
        lines += [ShelfLine(name, (name, 1), note=f"{count} concepts") for name, count in subjects]

        def take(key: tuple[str, int] | None) -> None:
            if key is not None:
                self._want(Wanted(self._wanted.query, key[0], self._wanted.fuzzy))

        self.app.push_screen(ChoiceDialog("Subject field", lines), take)

    def action_terms_duplicates(self) -> None:
        """Show what may stand there twice, or the list again."""
        if self._doubles is not None:
            self._doubles = None
            self._search()
            return
        self.tell("Looking for duplicates …")
        self._find_doubles()

    def action_terms_reload(self) -> None:
        """Read again."""
        self.reread()

    def action_terms_leave(self) -> None:
        """Stop an export; from the search to the list; let go what is chosen, the duplicates, the search; then back."""
        field = self.query_one("#search", Field)
        if self.busy == EXPORTING:
            self.stop()
        elif self.app.focused is field:
            self.shelf.focus()
        elif self._chosen:
            self._chosen.clear()
            self._show()
        elif self._doubles is not None:
            self.action_terms_duplicates()
        elif self._wanted != Wanted():
            self._wanted = Wanted()
            field.value = ""
            self._search()
        else:
            self.dismiss(None)
