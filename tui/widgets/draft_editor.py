"""The field in which a draft is written, docked below the grid: the source, the text, suggestions, findings.

Invariant: Esc and Enter both keep; nothing that was typed is dropped by a key. Which bead is meant, what is suggested
and what the checks find comes from outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from tui.actions import Context, bindings
from tui.suggesting import Suggestion, insertion, suggestions
from tui.widgets.sentence_editor import SentenceEditor
from tui.widgets.side_panel import SIGNS
from tui.widgets.wrap import clip, fit, shown, shown_lines

if TYPE_CHECKING:
    from tui.check_desk import Noted
    from tui.facts import BeadFacts

FEW, MANY = 4, 6
"""Suggestions that are shown on a low and on a high terminal."""
FOUND = 3
"""Findings that are shown."""
HIGH = 34
"""Lines of a high terminal."""


class SuggestionLines(Widget):
    """Suggestions, one a line, with what each renders; a click puts one in."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "SuggestionLines { height: auto; width: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[Suggestion, ...] = ()
        self.chosen = 0

    @property
    def room(self) -> int:
        """How many are shown."""
        return MANY if self.app.size.height >= HIGH else FEW

    def show(self, items: Sequence[Suggestion], chosen: int = 0) -> None:
        """Show suggestions with one of them chosen."""
        before = min(len(self.items), self.room)
        self.items, self.chosen = tuple(items), chosen
        self.refresh(layout=before != min(len(items), self.room))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return a line for each that is shown."""
        del container, viewport, width
        return min(len(self.items), self.room)

    def render(self) -> RenderResult:
        """Return the lines around the chosen one."""
        width = self.size.width
        first = max(0, min(self.chosen - self.room + 1, len(self.items) - self.room))
        lines = []
        for number, one in enumerate(self.items[first : first + self.room], start=first):
            mark = "▸ Tab " if number == self.chosen else "      "
            about = clip(f"{one.percent} % {one.about}" if one.percent else shown(one.about), width // 3)
            room = max(4, width - 8 - width // 3)
            style = Style.parse("bold $text-accent" if number == self.chosen else "")
            pressed = Style.from_meta({"@click": f"screen.draft_insert_at({number})"})
            text = Content.assemble(
                (mark, "$text-accent"), (fit(shown(one.text), room), style + pressed), "  ", (about, "$foreground 65%")
            )
            lines.append(text)
        return Content("\n").join(lines)


class DraftEditor(SentenceEditor):
    """A sentence being written beside its source."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DRAFT)
    DEFAULT_CSS = """
    DraftEditor {
        max-height: 60%;
        & #draft-source { height: auto; max-height: 4; color: $foreground 80%; }
        & #draft-found { height: auto; max-height: 3; display: none; }
    }
    """

    class Kept(Message):
        """The sentence is to be kept, and then the editor goes on: `next`, `up`, `down`, `confirm` or `leave`."""

        def __init__(self, then: str) -> None:
            super().__init__()
            self.then = then

    class Typed(Message):
        """Something was typed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._facts: BeadFacts | None = None
        self._found: tuple[Noted, ...] = ()
        self._offset = 0
        self._loaded = ""

    def compose(self) -> ComposeResult:
        """Lay out source, field, suggestions, findings."""
        yield Static("", id="draft-source", markup=False)
        yield self.new_area()
        yield SuggestionLines()
        yield Static("", id="draft-found", markup=False)

    @property
    def lines(self) -> SuggestionLines:
        """The suggestions."""
        return self.query_one(SuggestionLines)

    @property
    def text(self) -> str:
        """What stands in the field now, with single blanks between words."""
        return " ".join(self.area.text.split())

    @property
    def found(self) -> tuple[Noted, ...]:
        """What the checks say of the text as it is shown."""
        return self._found

    def open(self, title: str, source: str, text: str) -> None:
        """Write a sentence beside a source."""
        self.query_one("#draft-source", Static).update(Content(shown(source) or "(nothing)"))
        self._facts, self._found, self._loaded = None, (), text
        self.load(title, text)
        self.lines.show(())
        self.tell_found(())

    def on_text_area_changed(self) -> None:
        """Suggest for what is typed now."""
        self._suggest()
        if self.area.text != self._loaded:
            self._loaded = ""  # from now on every change is somebody's
            self.post_message(self.Typed())

    # Suggestions

    def tell(self, facts: BeadFacts) -> None:
        """Take what is known of the bead."""
        self._facts = facts
        self._suggest()

    def _suggest(self) -> None:
        items = suggestions(self._facts, self.area.text, self.area.cursor_location[1]) if self._facts else ()
        self.lines.show(items)

    def insert_at(self, number: int) -> None:
        """Put a suggestion in."""
        items = self.lines.items
        if not items:
            return
        at = self.area.cursor_location[1]
        start, text = insertion(self.area.document[0], at, items[min(number, len(items) - 1)])
        self.area.replace(text, (0, start), (0, at))
        self.area.focus()

    def action_draft_insert(self) -> None:
        """Put the chosen suggestion in."""
        self.insert_at(self.lines.chosen)

    def action_draft_next(self) -> None:
        """Choose the next suggestion."""
        self._choose(1)

    def action_draft_previous(self) -> None:
        """Choose the suggestion before."""
        self._choose(-1)

    def _choose(self, step: int) -> None:
        if items := self.lines.items:
            self.lines.show(items, (self.lines.chosen + step) % len(items))

    # Findings

    def tell_found(self, found: Sequence[Noted], offset: int = 0) -> None:
        """Show what the checks say; `offset` is where the sentence begins in the text that was checked."""
        self._found, self._offset = tuple(found), offset
        line = self.query_one("#draft-found", Static)
        parts: list[tuple[str, str]] = []
        for one in self._found[:FOUND]:
            f = one.finding
            parts.append((f"{SIGNS[f.severity.value]} ", "bold $text-warning"))
            parts.append((shown_lines(f.message), ""))
            parts.append(
                (f" → {shown(f.suggestion) or '(nothing)'}" if f.suggestion is not None else "", "$text-success")
            )
            parts.append(("\n", ""))
        line.update(Content.assemble(*parts[:-1]))
        line.display = bool(parts)

    def action_draft_fix(self) -> None:
        """Put the first suggestion of the checks in."""
        whole = self.area.document[0]
        for one in self._found:
            f = one.finding
            if f.suggestion is not None and f.target_spans:
                start, end = f.target_spans[0].start - self._offset, f.target_spans[0].end - self._offset
                if 0 <= start <= end <= len(whole):
                    self.area.replace(f.suggestion, (0, start), (0, end))
                    return

    # Keeping

    def action_draft_keep(self) -> None:
        """Keep and go on."""
        self.post_message(self.Kept("next"))

    def action_draft_down(self) -> None:
        """Keep and go down."""
        self.post_message(self.Kept("down"))

    def action_draft_up(self) -> None:
        """Keep and go up."""
        self.post_message(self.Kept("up"))

    def action_draft_confirm(self) -> None:
        """Keep, confirm and go on."""
        self.post_message(self.Kept("confirm"))

    def action_draft_leave(self) -> None:
        """Keep and leave."""
        self.post_message(self.Kept("leave"))

    def action_draft_higher(self) -> None:
        """Make the field a line higher."""
        self.post_message(self.Sized(self, 1))

    def action_draft_lower(self) -> None:
        """Make the field a line lower."""
        self.post_message(self.Sized(self, -1))
