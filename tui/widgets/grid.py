"""The alignment grid: two columns of sentences with the state of each bead between them, drawn line by line.

Invariant: the grid draws and points, nothing else. It knows rows (`tui.widgets.rows`), not beads, and no data base; it
posts where the cursor is and what the mouse marked, and an edit reaches it only as a splice of rows after it was
committed. The cost of a key does not depend on the number of rows: a cursor move repaints two regions, an edit is a
splice, finished strips are kept under the id of their row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message

from tui.widgets.grid_view import STATE_CELLS, GridView, Spans
from tui.widgets.rows import Cursor, Row, Side
from tui.widgets.wrap import offset_at


class Place(NamedTuple):
    """What lies under a cell of the screen; side None: the state column or a rule."""

    row: int
    side: Side | None
    sentence: int
    offset: int


class AlignmentGrid(GridView, can_focus=True, inherit_bindings=False):
    """Beads one below the other, source left and target right."""

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
        super().__init__(ruled=ruled, id=id)
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
                self._refresh_row(old.row)
                self._refresh_row(self._cursor.row)
            else:
                self._page_grew()
                top = self._tops.top(at)
                self.refresh_lines(top, max(1, self.scroll_offset.y + self.size.height - top))
                self._refresh_row(old.row)
                self._refresh_row(self._cursor.row)
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
