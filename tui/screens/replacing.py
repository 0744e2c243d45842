"""Find and replace in an open alignment: found as one types, shown before and after, all of it put in in one step.

Invariant: this screen changes nothing. It gives back either where to go or the edit that the workspace keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.style import Style
from textual.timer import Timer
from textual.widgets import Input, Label, Static
from textual.worker import get_current_worker

from glossary.alignment.beads import BeadError, Bitext
from glossary.alignment.replacing import COLUMNS, Hit, Search, find, replace_all
from glossary.errors import MalmoiError
from tui.actions import BY_ID, Context, bindings, keys_of, label
from tui.widgets.bars import KeyBar, StatusLine, TopBar
from tui.widgets.fields import Field
from tui.widgets.hit_lines import HitLine, HitShelf
from tui.widgets.rows import Cursor
from tui.widgets.wrap import shown
from tui.workbench import SIDE

if TYPE_CHECKING:
    from glossary.alignment.edits import TextEdits

PAUSE = 0.1
"""Seconds without a key after which is looked."""
MOST = 2000
"""Sentences that are listed; all are replaced in."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What the screen gives back."""

    search: Search
    go: Cursor | None = None
    edit: TextEdits | None = None
    places: int = 0
    """In how many places words are replaced."""


class ReplaceScreen(Screen[Replaced]):
    """Find and replace."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.REPLACING)
    AUTO_FOCUS = "#find"
    help_contexts = (Context.REPLACING,)
    DEFAULT_CSS = """
    ReplaceScreen {
        & HitShelf { height: 1fr; }
        & #fields { height: 3; }
        & #fields Label { padding: 1 0 0 1; width: auto; }
        & #fields Field { width: 1fr; border: tall $panel; }
        & #how { height: 1; padding: 0 1; color: $foreground 75%; }
        & #example { height: auto; max-height: 8; padding: 0 1; background: $panel; }
        & #foot { dock: bottom; height: auto; }
    }
    """

    class Found(Message):
        """What was found, or why nothing can be looked for."""

        def __init__(self, search: Search, hits: Sequence[Hit], trouble: str = "") -> None:
            super().__init__()
            self.search, self.hits, self.trouble = search, hits, trouble

    def __init__(self, bitext: Bitext, search: Search, here: Cursor) -> None:
        """Begin with a search; the cursor stands on the first sentence behind `here`, where the editor is."""
        super().__init__()
        self._bitext, self._search, self._here = bitext, search, here
        self._again = search if search.words else None
        """What was looked for last: then the next place is wanted, and not the one where the editor is."""
        self._hits: Sequence[Hit] = ()
        self._left_out: set[tuple[str, int]] = set()
        self._timer: Timer | None = None
        self._then: Callable[[], None] | None = None
        """What waits for the search."""

    @property
    def shelf(self) -> HitShelf:
        """The list."""
        return self.query_one(HitShelf)

    @property
    def replacing(self) -> bool:
        """Whether other words are typed, or the field for them has the focus."""
        return bool(self._search.replacement) or self.query_one("#put", Input).has_focus

    @property
    def hits(self) -> Sequence[Hit]:
        """What was found."""
        return self._hits

    def compose(self) -> ComposeResult:
        """Lay out the two fields, how is looked, the list, the sentence, keys."""
        yield TopBar("Find and replace")
        with Horizontal(id="fields"):
            yield Label("find")
            yield Field(self._search.words, id="find")
            yield Label("replace by")
            yield Field(self._search.replacement, id="put")
        yield Static("", id="how", markup=False)
        yield HitShelf(empty="Type what to find.")
        yield Static("", id="example", markup=False)
        with Container(id="foot"):
            yield StatusLine()
            yield KeyBar()

    def on_mount(self) -> None:
        """Find again what was looked for last."""
        self.shelf.can_focus = False
        self.query_one("#find", Input).select_all()
        self._look_now()

    # Looking

    def on_input_changed(self) -> None:
        """Look when the keys rest."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._look_now)

    def on_descendant_focus(self) -> None:
        """Show what is replaced, or only what is found."""
        self._show(self._hits)

    def _look_first(self, then: Callable[[], None]) -> bool:
        """Let an action wait where the keys came faster than the search; return whether it waits."""
        if self._timer is None:
            return False
        self._timer.stop()
        self._then = then
        self._look_now()
        return True

    def _look_now(self) -> None:
        self._timer = None
        words, put = self.query_one("#find", Input).value, self.query_one("#put", Input).value
        self._search = replace(self._search, words=words, replacement=put)
        self._look(self._search)

    @work(thread=True, exclusive=True, exit_on_error=False, group="find")
    def _look(self, search: Search) -> None:
        hits, trouble = list[Hit](), ""
        try:
            for hit in find(self._bitext, search):
                hits.append(hit)
                if get_current_worker().is_cancelled:
                    return
        except MalmoiError as error:
            hits, trouble = [], error.message
        if not get_current_worker().is_cancelled:
            self.post_message(self.Found(search, hits, trouble))

    def on_replace_screen_found(self, event: ReplaceScreen.Found) -> None:
        """List what was found."""
        if event.search != self._search:
            return
        first = not self._hits
        self.shelf.say_empty(event.trouble or ("Nothing found." if event.search.words else "Type what to find."))
        self._show(event.hits)
        if first and event.hits:
            here = (self._here.row, self._here.side.value, self._here.sentence + (event.search == self._again))
            after = [n for n, h in enumerate(event.hits[:MOST]) if (h.bead, SIDE[h.side].value, h.sentence) >= here]
            self.shelf.move_to(after[0] if after else 0)
        if self._then is not None:
            then, self._then = self._then, None
            then()

    def _show(self, hits: Sequence[Hit]) -> None:
        self._hits = hits
        put = self._search.replacement if self.replacing else None
        self.shelf.load([self._line(number, hit, put) for number, hit in enumerate(hits[:MOST])])
        places = sum(len(hit.spans) for hit in hits if (hit.side, hit.segment) not in self._left_out)
        out = sum(1 for hit in hits if (hit.side, hit.segment) in self._left_out)
        told = [(f"{places} places in {len(hits) - out} sentences", "bold"), (f"{out} left out" if out else "", "")]
        self.query_one(TopBar).show("Find and replace", [part for part in told if part[0] and self._search.words])
        self._tell_how()

    def _tell_how(self) -> None:
        """Show how is looked, each with its key; a click changes it."""
        s = self._search
        told = {
            "replacing.case": "Aa differ" if s.case else "Aa the same",
            "replacing.whole": "whole words" if s.whole else "parts of words too",
            "replacing.pattern": "a pattern" if s.pattern else "as it stands",
            "replacing.columns": {"both": "both columns", "source": "left column", "target": "right column"}[s.columns],
        }
        keymap = getattr(self.app, "keymap", {})
        parts: list[tuple[str, str | Style]] = []
        for identity, words in told.items():
            action = BY_ID[identity]
            pressed = Style.from_meta({"@click": f"screen.{action.method}"})
            parts.append((label(keys_of(action, keymap)[0]), Style.parse("bold $text-accent") + pressed))
            parts += [(f" {words}", pressed), ("   ", "")]
        self.query_one("#how", Static).update(Content.assemble(*parts))

    def _line(self, number: int, hit: Hit, put: str | None) -> HitLine:
        if put is not None and self._search.pattern:
            put = "…"  # what a pattern puts in differs from place to place: the sentence below shows it
        return HitLine(
            title=hit.text,
            key=("hit", number),
            languages=f"{hit.bead + 1} {'left' if hit.side == 'source' else 'right'}",
            chosen=(hit.side, hit.segment) in self._left_out,
            spans=hit.spans,
            replacement=put,
        )

    @property
    def _hit(self) -> Hit | None:
        line = self.shelf.line
        return self._hits[line.key[1]] if line is not None and line.key and line.key[1] < len(self._hits) else None

    def on_shelf_moved(self) -> None:
        """Show the whole sentence, before and after."""
        hit, example = self._hit, self.query_one("#example", Static)
        if hit is None:
            example.update("")
            return
        before = Content(shown(hit.text))
        for start, end in hit.spans:
            before = before.stylize("bold $text-accent", start, end)
        told = [before]
        if self.replacing and hit.after != hit.text:
            told.append(Content.assemble(("→ ", "$text-success"), shown(hit.after)))
        example.update(Content("\n").join(told))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the sentence under the cursor, from a field too."""
        event.stop()
        self.action_replacing_go()

    def on_shelf_opened(self) -> None:
        """Go to what was double-clicked."""
        self.action_replacing_go()

    # Actions

    def action_replacing_go(self) -> None:
        """Go to the sentence."""
        if self._look_first(self.action_replacing_go):
            return
        if (hit := self._hit) is not None:
            self.dismiss(Replaced(self._search, go=Cursor(hit.bead, SIDE[hit.side], hit.sentence)))

    def action_replacing_all(self) -> None:
        """Give the edit back."""
        if self._look_first(self.action_replacing_all):
            return
        chosen = [hit for hit in self._hits if (hit.side, hit.segment) not in self._left_out]
        try:
            edit = replace_all(chosen)
        except BeadError as error:
            text = str(error)
            self.query_one(StatusLine).tell(text[:1].upper() + text[1:] + ".", warning=True)
            return
        self.dismiss(Replaced(self._search, edit=edit, places=sum(len(hit.spans) for hit in chosen)))

    def action_replacing_leave(self) -> None:
        """Back; what was looked for is remembered."""
        self.dismiss(Replaced(self._search))

    def action_replacing_leave_out(self) -> None:
        """Leave this sentence as it is, or no more."""
        if (hit := self._hit) is not None:
            self._left_out ^= {(hit.side, hit.segment)}
            self._show(self._hits)
            self.shelf.move(1)

    def action_replacing_case(self) -> None:
        """Let capitals differ, or no more."""
        self._search = replace(self._search, case=not self._search.case)
        self._look_now()

    def action_replacing_whole(self) -> None:
        """Find whole words only, or no more."""
        self._search = replace(self._search, whole=not self._search.whole)
        self._look_now()

    def action_replacing_pattern(self) -> None:
        """Read the words as a pattern, or no more."""
        self._search = replace(self._search, pattern=not self._search.pattern)
        self._look_now()

    def action_replacing_columns(self) -> None:
        """Look in both columns, then the left one, then the right one."""
        following = COLUMNS[(COLUMNS.index(self._search.columns) + 1) % len(COLUMNS)]
        self._search = replace(self._search, columns=following)
        self._look_now()

    def action_replacing_down(self) -> None:
        """To the next sentence."""
        self.shelf.move(1)

    def action_replacing_up(self) -> None:
        """To the sentence before."""
        self.shelf.move(-1)

    def action_replacing_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_replacing_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)
