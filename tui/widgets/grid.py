"""The alignment grid: two columns of sentences with the state of each bead between them, drawn line by line.

Invariant: the grid draws and points, nothing else. It knows rows (`tui.widgets.rows`), not beads, and no data base; it
posts where the cursor is and what the mouse marked, and an edit reaches it only as a splice of rows after it was
committed. The cost of a key does not depend on the number of rows: a cursor move repaints two regions, an edit is a
splice, finished strips are kept under the id of their row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.rows import Line, Row, RowLines, Side, Sign, Tops, row_height, row_lines
from tui.widgets.styles import component
from tui.widgets.wrap import cells, fit, offset_at

STATE_CELLS = 6
"""Width of the state column: `▲ .62` with one cell of air."""
_FIXED = 2 + STATE_CELLS + 2
"""Two gutters, the state column and the lines on both sides of it."""
_NOTHING = "(nothing)"

Spans = Mapping[tuple[Side, int], Sequence[tuple[int, int, str]]]
"""Marked ranges of the cursor's row: (side, sentence) -> (start, end, kind); kind: term, link, mark, caret."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the editor is: a row, a column, a sentence of that cell (0 where the cell is empty)."""

    row: int = 0
    side: Side = Side.SOURCE
    sentence: int = 0


class Place(NamedTuple):
    """What lies under a cell of the screen; side None: the state column or a rule."""

    row: int
    side: Side | None
    sentence: int
    offset: int


class AlignmentGrid(ScrollView, can_focus=True, inherit_bindings=False):
    """Beads one below the other, source left and target right."""

    ALLOW_SELECT = False  # the mouse marks phrases here
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--line",
        "grid--cursor",
        "grid--bar",
        "grid--sentence",
        "grid--nothing",
        "grid--confirmed",
        "grid--sure",
        "grid--check",
        "grid--doubtful",
        "grid--alone",
        "grid--rejected",
        "grid--term",
        "grid--link",
        "grid--mark",
        "grid--caret",
    }
    DEFAULT_CSS = """
    AlignmentGrid {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        background: $background;
        color: $foreground;
        & > .grid--line { color: $foreground 30%; }
        & > .grid--cursor { background: $foreground 6%; }
        & > .grid--bar { color: $accent; text-style: bold; }
        & > .grid--sentence { background: $accent 22%; }
        & > .grid--nothing { color: $foreground 50%; }
        & > .grid--confirmed { color: $text-success; }
        & > .grid--sure { color: $text-primary; }
        & > .grid--check { color: $text-warning; text-style: bold; }
        & > .grid--doubtful { color: $text-error; text-style: bold; }
        & > .grid--alone { color: $text-warning; text-style: bold; }
        & > .grid--rejected { color: $text-error; }
        & > .grid--term { text-style: underline; }
        & > .grid--link { text-style: underline bold; }
        & > .grid--mark { text-style: reverse; }
        & > .grid--caret { text-style: reverse bold; }
    }
    """

    class Moved(Message):
        """The cursor stands elsewhere."""

        def __init__(self, grid: AlignmentGrid, cursor: Cursor) -> None:
            super().__init__()
            self.grid = grid
            self.cursor = cursor

        @property
        def control(self) -> AlignmentGrid:
            """Return the grid."""
            return self.grid

    class Dragged(Message):
        """The mouse marked a range of the sentence under the cursor; `done` when the button was let go."""

        def __init__(self, cursor: Cursor, start: int, end: int, *, done: bool) -> None:
            super().__init__()
            self.cursor = cursor
            self.start = start
            self.end = end
            self.done = done

    class Opened(Message):
        """A sentence was double-clicked."""

        def __init__(self, cursor: Cursor) -> None:
            super().__init__()
            self.cursor = cursor

    def __init__(self, *, ruled: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._tops = Tops()
        self._widths = (0, 0)
        self._ruled = ruled
        self._cursor = Cursor()
        self._spans: Spans = {}
        self._lines: LRUCache[tuple[int, tuple[int, int]], RowLines] = LRUCache(2048)
        self._strips: LRUCache[tuple[int, int], Strip] = LRUCache(4096)
        self._palette: dict[str, Style] = {}
        self._drag: tuple[Cursor, int] | None = None
        self._dragged = False

    # What is shown

    @property
    def rows(self) -> Sequence[Row]:
        """Return the rows; not to be changed."""
        return self._rows

    @property
    def cursor(self) -> Cursor:
        """Return where the editor is."""
        return self._cursor

    @property
    def row(self) -> Row | None:
        """Return the cursor's row, None in an empty grid."""
        return self._rows[self._cursor.row] if self._rows else None

    @property
    def ruled(self) -> bool:
        """Whether a line stands between rows; it costs one line a row."""
        return self._ruled

    @ruled.setter
    def ruled(self, ruled: bool) -> None:
        if ruled != self._ruled:
            self._ruled = ruled
            self._lay_out()

    def load(self, rows: Sequence[Row], cursor: Cursor | None = None) -> None:
        """Show other rows."""
        self._rows = list(rows)
        self._spans = {}
        self._cursor = self._sound(cursor or Cursor())
        self._strips.clear()
        self._lay_out()

    def splice(self, at: int, removed: int, rows: Sequence[Row], cursor: Cursor | None = None) -> None:
        """Replace `removed` rows at `at`; the cursor goes to `cursor`, else stays with its row."""
        before = self._tops.top(at + removed) - self._tops.top(at) if self._widths[0] else 0
        self._rows[at : at + removed] = rows
        self._spans = {}
        if cursor is None:
            row = self._cursor.row
            if row >= at + removed:
                cursor = Cursor(row + len(rows) - removed, self._cursor.side, self._cursor.sentence)
            else:
                cursor = Cursor(min(row, at + max(0, len(rows) - 1)), self._cursor.side, self._cursor.sentence)
        old = self._cursor
        self._cursor = self._sound(cursor)
        if self._widths[0]:
            self._tops.splice(at, removed, [self._height(row) for row in rows])
            after = self._tops.top(at + len(rows)) - self._tops.top(at)
            if before == after:
                self.refresh_lines(self._tops.top(at), after)
                if old.row < len(self._rows):
                    self._refresh_row(old.row)
                self._refresh_row(self._cursor.row)
            else:
                self.virtual_size = Size(self.virtual_size.width, self._tops.total)
                self.refresh()
            self._reveal()
        self.post_message(self.Moved(self, self._cursor))

    def decorate(self, spans: Spans) -> None:
        """Show marked ranges in the cursor's row; they go when the cursor leaves it."""
        if spans != self._spans:
            self._spans = dict(spans)
            self._refresh_row(self._cursor.row)

    # The cursor

    def move_to(self, row: int, side: Side | None = None, sentence: int = 0) -> None:
        """Put the cursor on a sentence; places outside are brought to the nearest one."""
        if not self._rows:
            return
        new = self._sound(Cursor(row, side or self._cursor.side, sentence))
        old = self._cursor
        if new == old:
            self._reveal()
            return
        self._cursor = new
        if new.row != old.row:
            self._spans = {}
            self._refresh_row(old.row)
        self._refresh_row(new.row)
        self._reveal()
        self.post_message(self.Moved(self, new))

    def move(self, steps: int) -> None:
        """Move by sentences of the cursor's column; an empty cell is one step."""
        if not self._rows:
            return
        row, sentence = self._cursor.row, self._cursor.sentence
        for _ in range(abs(steps)):
            if steps > 0:
                if sentence + 1 < len(self._rows[row].side(self._cursor.side)):
                    sentence += 1
                elif row + 1 < len(self._rows):
                    row, sentence = row + 1, 0
            elif sentence > 0:
                sentence -= 1
            elif row > 0:
                row -= 1
                sentence = max(0, len(self._rows[row].side(self._cursor.side)) - 1)
        self.move_to(row, sentence=sentence)

    def page(self, pages: int) -> None:
        """Move by screens."""
        if not self._rows or not self._tops.total:
            return
        page = max(1, self.scrollable_content_region.height - 1)
        line = self._tops.top(self._cursor.row) + pages * page
        self.move_to(self._tops.at(max(0, min(line, self._tops.total - 1)))[0])

    def _sound(self, cursor: Cursor) -> Cursor:
        """Return the nearest place that exists."""
        if not self._rows:
            return Cursor()
        row = max(0, min(cursor.row, len(self._rows) - 1))
        size = len(self._rows[row].side(cursor.side))
        return Cursor(row, cursor.side, max(0, min(cursor.sentence, size - 1)))

    def _reveal(self) -> None:
        """Scroll so far that the cursor's row, or in a tall row its sentence, can be seen."""
        page = self.scrollable_content_region.height
        if not page or not self._rows or not self._widths[0]:
            return
        top, tall = self._tops.top(self._cursor.row), self._tops.height(self._cursor.row)
        if tall > page:
            lines = self._lines_of(self._rows[self._cursor.row]).side(self._cursor.side)
            mine = [n for n, line in enumerate(lines) if line.sentence == self._cursor.sentence]
            if mine:
                top, tall = top + mine[0], min(page, mine[-1] - mine[0] + 1)
        first = self.scroll_offset.y
        if top < first:
            target = top
        elif top + tall > first + page:
            target = top + tall - page
        else:
            return
        self.scroll_to(y=target, animate=False, force=True, immediate=True)

    def _refresh_row(self, row: int) -> None:
        if self._widths[0] and row < len(self._tops):
            self.refresh_lines(self._tops.top(row), self._tops.height(row))

    # Layout

    def on_resize(self) -> None:
        """Wrap anew where the width changed."""
        width = self.scrollable_content_region.width
        if self._column_widths(width) != self._widths:
            self._lay_out()
        else:
            self._reveal()

    @staticmethod
    def _column_widths(width: int) -> tuple[int, int]:
        text = max(8, width - _FIXED)
        return text // 2, text - text // 2

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        anchor = self._tops.at(self.scroll_offset.y)[0] if self.scroll_offset.y < self._tops.total else 0
        self._widths = self._column_widths(width)
        self._strips.clear()
        self._tops.set(self._height(row) for row in self._rows)
        self.virtual_size = Size(width, self._tops.total)
        if anchor and anchor < len(self._rows):
            self.scroll_to(y=self._tops.top(anchor), animate=False, force=True, immediate=True)
        self._reveal()
        self.refresh()

    def _height(self, row: Row) -> int:
        return row_height(row, self._widths) + self._ruled

    def _lines_of(self, row: Row) -> RowLines:
        key = (row.id, self._widths)
        lines = self._lines.get(key)
        if lines is None:
            lines = self._lines[key] = row_lines(row, self._widths)
        return lines

    # Drawing

    def notify_style_update(self) -> None:
        """Forget strips and styles of the old theme."""
        super().notify_style_update()
        self._strips.clear()
        self._palette.clear()

    def _style(self, name: str) -> Style:
        style = self._palette.get(name)
        if style is None:
            style = self._palette[name] = component(self, f"grid--{name}")
        return style

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        page_line = y + self.scroll_offset.y
        base = self.rich_style
        if not self._widths[0] or page_line >= self._tops.total:
            return Strip.blank(self.size.width, base)
        number, line = self._tops.at(page_line)
        row = self._rows[number]
        if number == self._cursor.row:
            return self._draw(row, line, base, current=True)
        key = (row.id, line)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(row, line, base, current=False)
        return strip

    def _draw(self, row: Row, line: int, base: Style, *, current: bool) -> Strip:
        ruling = base + self._style("line")
        left, right = self._widths
        if self._ruled and line == max(1, *map(len, self._lines_of(row))):
            rule = "─" * (left + 1) + "┼" + "─" * STATE_CELLS + "┼" + "─" * (right + 1)
            return Strip([Segment(rule, ruling)], cells(rule))
        ground = base + self._style("cursor") if current else base
        lines = self._lines_of(row)
        segments = [
            *self._draw_cell(row, Side.SOURCE, lines.source, line, ground, current=current),
            Segment("│", ruling),
            Segment(*self._draw_state(row, line, ground)),
            Segment("│", ruling),
            *self._draw_cell(row, Side.TARGET, lines.target, line, ground, current=current),
        ]
        return Strip(segments, left + right + _FIXED)

    def _draw_state(self, row: Row, line: int, ground: Style) -> tuple[str, Style]:
        if line:
            return " " * STATE_CELLS, ground
        style = ground + self._style(row.sign.name.lower())
        return f"{'*' if row.note else ' '}{row.sign.sign} {probability(row):<3}", style

    def _draw_cell(
        self, row: Row, side: Side, lines: Sequence[Line], line: int, ground: Style, *, current: bool
    ) -> Iterator[Segment]:
        width = self._widths[side.value]
        active = current and side is self._cursor.side
        if line >= len(lines):
            bar = active and not lines and line == 0
            yield Segment("▌" if bar else " ", ground + self._style("bar") if bar else ground)
            text = _NOTHING if not lines and line == 0 else ""
            yield Segment(fit(text, width), ground + self._style("nothing"))
            return
        number, start, end = lines[line]
        sentence = row.side(side)[number]
        first = line == 0 or lines[line - 1].sentence != number
        if active and number == self._cursor.sentence:
            yield Segment("▌", ground + self._style("bar"))
            ground += self._style("sentence")
        elif first and sentence.edited:
            yield Segment("~", ground + self._style("nothing"))
        elif first and len(row.side(side)) > 1:
            yield Segment("·", ground + self._style("nothing"))
        else:
            yield Segment(" ", ground)
        text = sentence.text[start:end]
        spans = self._spans.get((side, number), ()) if current else ()
        yield from self._draw_text(text, start, end, spans, ground)
        if fill := width - cells(text):
            yield Segment(" " * fill, ground)

    def _draw_text(
        self, text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]], ground: Style
    ) -> Iterator[Segment]:
        edges = {start, end}
        for span in spans:
            edges.update(edge for edge in span[:2] if start < edge < end)
        cuts = sorted(edges)
        for left, right in pairwise(cuts):
            style = ground
            for begin, stop, kind in spans:
                if begin <= left and right <= stop:
                    style += self._style(kind)
            yield Segment(text[left - start : right - start], style)

    # The mouse

    def place(self, x: int, y: int) -> Place | None:
        """Return what lies under a cell of the widget; None below the last row."""
        page_line = y + self.scroll_offset.y
        if not self._widths[0] or not 0 <= page_line < self._tops.total:
            return None
        number, line = self._tops.at(page_line)
        left = self._widths[0]
        if x <= left:
            side, column = Side.SOURCE, x - 1
        elif x > left + STATE_CELLS + 2:
            side, column = Side.TARGET, x - left - STATE_CELLS - 4
        else:
            return Place(number, None, 0, 0)
        row = self._rows[number]
        lines = self._lines_of(row).side(side)
        if not lines:
            return Place(number, side, 0, 0)
        found = lines[min(line, len(lines) - 1)]
        text = row.side(side)[found.sentence].text
        if line >= len(lines):
            return Place(number, side, found.sentence, found.end)
        return Place(number, side, found.sentence, found.start + offset_at(text[found.start : found.end], column))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there and begin a mark."""
        place = self.place(event.x, event.y)
        if event.button != 1 or place is None:
            return
        self.move_to(place.row, place.side, place.sentence)
        if place.side is not None:
            self._drag = (self._cursor, place.offset)
            self._dragged = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Grow the mark to the character under the mouse, inside the sentence where it began."""
        if self._drag is None or not event.button:
            return
        if marked := self._dragged_range(event):
            self._dragged = True
            self.post_message(self.Dragged(self._drag[0], *marked, done=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the mark."""
        if self._drag is None:
            return
        drag, self._drag = self._drag, None
        self.release_mouse()
        if self._dragged and (marked := self._range(drag, event)):
            self.post_message(self.Dragged(drag[0], *marked, done=True))

    def on_click(self, event: events.Click) -> None:
        """Open the sentence on a double click."""
        if event.chain == 2 and (place := self.place(event.x, event.y)) and place.side is not None:
            self.post_message(self.Opened(self._cursor))

    def _dragged_range(self, event: events.MouseEvent) -> tuple[int, int] | None:
        return self._range(self._drag, event) if self._drag else None

    def _range(self, drag: tuple[Cursor, int], event: events.MouseEvent) -> tuple[int, int] | None:
        cursor, start = drag
        sentences = self._rows[cursor.row].side(cursor.side) if cursor.row < len(self._rows) else ()
        if cursor.sentence >= len(sentences):
            return None
        length = len(sentences[cursor.sentence].text)
        place = self.place(event.x, event.y)
        if place is None:
            end = 0 if event.y < 0 else length
        elif (place.row, place.side, place.sentence) == (cursor.row, cursor.side, cursor.sentence):
            end = place.offset
        elif place.side is cursor.side:
            end = 0 if (place.row, place.sentence) < (cursor.row, cursor.sentence) else length
        else:
            return None
        if end < start:
            return end, min(start + 1, length)
        return (start, min(end + 1, length)) if start < length else None


def probability(row: Row) -> str:
    """Return the probability in three cells, rounded down: `.62`, `1.0`; nothing for what an editor has said."""
    if row.probability is None or row.sign in (Sign.CONFIRMED, Sign.REJECTED):
        return ""
    hundredths = int(row.probability * 100 + 1e-9)
    return "1.0" if hundredths >= 100 else f".{max(0, hundredths):02d}"
