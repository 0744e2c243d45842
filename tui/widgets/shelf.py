"""The library's list: one line a thing, drawn line by line, so that thousands cost no more than a screenful.

Invariant: the list knows lines (`ShelfLine`), not documents, and no data base; it posts which line is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.progress import Progress
from tui.widgets.styles import component, point
from tui.widgets.wrap import cells, fit, shown

BAR_CELLS = 10
TOLD = 16
"""Cells of the counts behind the bar."""
WIDE = 94
"""Width from which on the count of sure beads stands there too, and the kind where any line has one."""
KIND = 16
"""Cells of the kind, at most."""


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """One line: a heading (no key), an alignment or a text."""

    title: str
    key: tuple[str, int] | None = None
    """What the line stands for, such as ("alignment", 3); None for a heading."""
    date: str = ""
    languages: str = ""
    progress: Progress | None = None
    note: str = ""
    """What stands in place of the bar: `34 sentences`."""
    kind: str = ""
    """The genre of the article; stands in a wide window only."""
    chosen: bool = False


class Shelf(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of lines with a cursor that skips headings."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "shelf--heading",
        "shelf--cursor",
        "shelf--faint",
        "shelf--confirmed",
        "shelf--sure",
        "shelf--check",
        "shelf--chosen",
    }
    DEFAULT_CSS = """
    Shelf {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
        color: $foreground;
        & > .shelf--heading { color: $text-accent; text-style: bold; }
        & > .shelf--cursor { background: $accent 22%; }
        & > .shelf--faint { color: $foreground 60%; }
        & > .shelf--confirmed { color: $text-success; }
        & > .shelf--sure { color: $text-primary; }
        & > .shelf--check { color: $text-warning; text-style: bold; }
        & > .shelf--chosen { color: $text-accent; text-style: bold; }
    }
    """

    class Moved(Message):
        """The cursor stands on another line."""

        def __init__(self, line: ShelfLine | None) -> None:
            super().__init__()
            self.line = line

    class Opened(Message):
        """A line was double-clicked."""

        def __init__(self, line: ShelfLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: list[ShelfLine] = []
        self._cursor = 0
        self._empty = empty
        self._kind_cells = 0
        self._date_cells = self._language_cells = 0
        """Cells of columns that stand there only where a line has something in them."""
        self._palette: dict[str, Style] = {}

    @property
    def lines(self) -> Sequence[ShelfLine]:
        """Return the lines; not to be changed."""
        return self._lines

    @property
    def line(self) -> ShelfLine | None:
        """Return the line under the cursor; None where there is none but headings."""
        if self._cursor < len(self._lines) and self._lines[self._cursor].key:
            return self._lines[self._cursor]
        return None

    def say_empty(self, text: str) -> None:
        """Say what stands in an empty list."""
        self._empty = text
        self.refresh()

    def load(self, lines: Sequence[ShelfLine]) -> None:
        """Show other lines; the cursor stays with its thing, or else near its place."""
        key = self.line.key if self.line else None
        self._lines = list(lines)
        self._kind_cells = min(KIND, max((cells(line.kind) for line in self._lines if line.kind), default=-2) + 2)
        self._date_cells = 11 if any(line.date for line in self._lines) else 0
        self._language_cells = 12 if any(line.languages for line in self._lines) else 0
        kept = next((n for n, line in enumerate(self._lines) if key and line.key == key), None)
        self._cursor = kept if kept is not None else self._nearest(min(self._cursor, max(0, len(self._lines) - 1)))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self.line))

    def move(self, steps: int) -> None:
        """Move by lines that stand for something."""
        stops = [n for n, line in enumerate(self._lines) if line.key]
        if not stops:
            return
        at = stops.index(self._cursor) if self._cursor in stops else 0
        self.move_to(stops[max(0, min(at + steps, len(stops) - 1))])

    def page(self, pages: int) -> None:
        """Move by screens."""
        self.move(pages * max(1, self.scrollable_content_region.height - 1))

    def ends(self, *, last: bool) -> None:
        """Move to the first or the last line."""
        self.move(len(self._lines) if last else -len(self._lines))

    def move_to(self, number: int) -> None:
        """Put the cursor on a line."""
        if number == self._cursor:
            return
        self.refresh_lines(self._cursor)
        self._cursor = number
        self.refresh_lines(number)
        self._reveal()
        self.post_message(self.Moved(self.line))

    def find(self, key: tuple[str, int]) -> bool:
        """Put the cursor on the line of a thing; return whether it is there."""
        for number, line in enumerate(self._lines):
            if line.key == key:
                self.move_to(number)
                return True
        return False

    def _nearest(self, number: int) -> int:
        stops = [n for n, line in enumerate(self._lines) if line.key]
        return min(stops, key=lambda n: abs(n - number)) if stops else 0

    def _reveal(self) -> None:
        self._scroll_there()
        point(self, self._cursor)

    def _scroll_there(self) -> None:
        page = self.scrollable_content_region.height
        first = self.scroll_offset.y
        top = self._cursor - 1 if self._cursor and not self._lines[self._cursor - 1].key else self._cursor
        if top < first:
            target = top
        elif page and self._cursor >= first + page:
            target = self._cursor - page + 1
        else:
            return
        self.scroll_to(y=target, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget the styles of the old theme."""
        super().notify_style_update()
        self._palette.clear()

    def _style(self, name: str) -> Style:
        style = self._palette.get(name)
        if style is None:
            style = self._palette[name] = component(self, f"shelf--{name}")
        return style

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        base, width = self.rich_style, self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if not self._lines and self._empty:
            texts = self._empty.split("\n")
            if 1 <= y <= len(texts):
                return Strip([Segment(fit("  " + texts[y - 1], width), base + self._style("faint"))], width)
        if number >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[number]
        if not line.key:
            return Strip([Segment(fit(" " + shown(line.title), width), base + self._style("heading"))], width)
        current = number == self._cursor
        ground = base + self._style("cursor") if current else base
        segments = [Segment("▌" if current else " ", ground + self._style("chosen"))]
        segments.append(Segment("◆ " if line.chosen else "  ", ground + self._style("chosen")))
        segments += self.columns(line, ground, width - 3)
        return Strip(segments, width).crop(0, width)

    def columns(self, line: ShelfLine, ground: Style, width: int) -> list[Segment]:
        """Return what stands behind the cursor and the sign of a chosen line, in `width` cells."""
        if not (line.date or line.languages or line.note or line.progress):
            return [Segment(fit(shown(line.title), max(0, width)), ground)]
        segments = [
            Segment(fit(line.date, self._date_cells), ground + self._style("faint")),
            Segment(fit(line.languages, self._language_cells), ground),
            *self._draw_progress(line, ground, wide=width >= WIDE),
        ]
        if self._kind_cells and width >= WIDE:
            segments.append(Segment(" " + fit(shown(line.kind), self._kind_cells - 1), ground + self._style("faint")))
        room = width - sum(cells(segment.text) for segment in segments)
        return [*segments, Segment(fit(" " + shown(line.title), max(0, room)), ground)]

    def _draw_progress(self, line: ShelfLine, ground: Style, *, wide: bool) -> list[Segment]:
        if line.progress is None:
            room = BAR_CELLS + TOLD + (6 if wide else 0)
            return [Segment(fit(shown(line.note), room), ground + self._style("faint"))]
        done, sure, check = line.progress.bar(BAR_CELLS)
        p = line.progress
        told = [
            (f" {p.confirmed + p.rejected}/{p.beads}✓", "confirmed"),
            (f" {p.check}▲" if p.check else "", "check"),
        ]
        if wide:
            told.insert(1, (f" {p.sure}●" if p.sure else "", "sure"))
        if p.findings is not None:
            told.append((f" {p.findings}✗", "check" if p.findings else "faint"))
        room = TOLD + (6 if wide else 0)
        segments = [
            Segment("█" * done, ground + self._style("confirmed")),
            Segment("▒" * sure, ground + self._style("sure")),
            Segment("░" * check, ground + self._style("check")),
            Segment(" " * (BAR_CELLS - done - sure - check), ground),
            *(Segment(text, ground + self._style(name)) for text, name in told),
        ]
        used = sum(cells(text) for text, _ in told)
        return [*segments, Segment(" " * max(0, room - used), ground)]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there."""
        number = event.y + self.scroll_offset.y
        if number < len(self._lines) and self._lines[number].key:
            self.move_to(number)

    def on_click(self, event: events.Click) -> None:
        """Open on a double click."""
        if event.chain == 2 and self.line:
            self.post_message(self.Opened(self.line))
