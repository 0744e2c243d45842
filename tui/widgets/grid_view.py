"""How the alignment grid lays out and draws its rows, line by line.

Invariant: a line costs a bisection and, once drawn, a look into a cache under its row's id; only the cursor's row is
drawn anew each time. Strips are forgotten when width or theme change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.rows import Cursor, Line, Row, RowLines, Side, Sign, Tops, hundredths, row_height, row_lines
from tui.widgets.styles import component, point
from tui.widgets.wrap import cells, fit

STATE_CELLS = 6
"""Width of the state column: `▲ .62` with one cell of air."""
_FIXED = 2 + STATE_CELLS + 2
"""Two gutters, the state column and the lines on both sides of it."""
_NOTHING = "(nothing)"

Spans = Mapping[tuple[Side, int], Sequence[tuple[int, int, str]]]
"""Marked ranges of the cursor's row: (side, sentence) -> (start, end, kind); kind: term, link, mark, caret."""


class GridView(ScrollView, inherit_bindings=False):
    """Rows in two columns with their state between them; knows where the cursor is, not how it moves."""

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
        "grid--found",
        "grid--term",
        "grid--link",
        "grid--mark",
        "grid--caret",
    }
    DEFAULT_CSS = """
    GridView {
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
        & > .grid--nothing { color: $foreground 65%; }
        & > .grid--confirmed { color: $text-success; }
        & > .grid--sure { color: $text-primary; }
        & > .grid--check { color: $text-warning; text-style: bold; }
        & > .grid--doubtful { color: $text-error; text-style: bold; }
        & > .grid--alone { color: $text-warning; text-style: bold; }
        & > .grid--rejected { color: $text-error; }
        & > .grid--found { color: $text-warning; text-style: bold; }
        & > .grid--term { text-style: underline; }
        & > .grid--link { text-style: underline bold; }
        & > .grid--mark { text-style: reverse; }
        & > .grid--caret { text-style: reverse bold; }
    }
    """

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
        self._flags: dict[int, str] = {}
        """Id of a row -> its quiet sign."""

    def flag(self, signs: Mapping[int, str]) -> None:
        """Show quiet signs of one cell in the state column, by the ids of rows; an empty one takes it away."""
        changed = {number for number, sign in signs.items() if self._flags.get(number, "") != sign}
        self._flags.update({number: signs[number] for number in changed})
        for number in changed:
            self._strips.discard((number, 0))
        if not changed or not self._widths[0] or not self._tops.total:
            return
        first = self.scroll_offset.y
        last = min(first + self.size.height, self._tops.total) - 1
        for number in range(self._tops.at(min(first, last))[0], self._tops.at(last)[0] + 1):
            if self._rows[number].id in changed:
                self._refresh_row(number)

    @property
    def ruled(self) -> bool:
        """Whether a line stands between rows; it costs one line a row."""
        return self._ruled

    @ruled.setter
    def ruled(self, ruled: bool) -> None:
        if ruled != self._ruled:
            self._ruled = ruled
            self._lay_out()

    def _reveal(self) -> None:
        """Bring the cursor's row, or in a tall row its sentence, into sight."""
        self._scroll_there()
        if self._rows and self._widths[0]:
            column = 0 if self._cursor.side is Side.SOURCE else self._widths[0] + _FIXED - 1
            point(self, self._tops.top(self._cursor.row), column)

    def _scroll_there(self) -> None:
        page = self.scrollable_content_region.height
        if not page or not self._rows or not self._widths[0]:
            return
        top, tall = self._tops.top(self._cursor.row), self._tops.height(self._cursor.row)
        if tall > page:
            lines = self._lines_of(self._rows[self._cursor.row]).side(self._cursor.side)
            mine = [n for n, line in enumerate(lines) if line.sentence == self._cursor.sentence]
            if mine:
                top, tall = top + mine[0], min(page, mine[-1] - mine[0] + 1)
        # Leaving the page, the row comes to a third of it from where the cursor goes: what follows can be seen, and
        # most moves repaint two rows and not the whole page.
        first = self.scroll_offset.y
        if top < first:
            target = top - (page - tall) * 2 // 3
        elif top + tall > first + page:
            target = top - (page - tall) // 3
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
        if self.column_widths(width) != self._widths:
            self._lay_out()
        else:
            self._reveal()

    @staticmethod
    def column_widths(width: int) -> tuple[int, int]:
        """Return the cells of the texts of both columns in a grid of `width` cells."""
        text = max(8, width - _FIXED)
        return text // 2, text - text // 2

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        anchor = self._tops.at(self.scroll_offset.y)[0] if self.scroll_offset.y < self._tops.total else 0
        self._widths = self.column_widths(width)
        self._strips.clear()
        self._tops.set(self._height(row) for row in self._rows)
        self.virtual_size = Size(width, self._tops.total)
        if anchor and anchor < len(self._rows):
            self.scroll_to(y=self._tops.top(anchor), animate=False, force=True, immediate=True)
        self._reveal()
        self.refresh()

    def _page_grew(self) -> None:
        """Take the new number of lines without a layout of the whole screen, which would paint everything anew."""
        self.set_reactive(GridView.virtual_size, Size(self.virtual_size.width, self._tops.total))
        self._scroll_update(self.virtual_size)
        self.scroll_to(y=min(self.scroll_offset.y, self.max_scroll_y), animate=False, force=True, immediate=True)

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
        base = self._palette.get("") or self._palette.setdefault("", self.rich_style)
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
        # Without rules, arms of the state column show where a row begins, also without colour.
        arms = ("├", "┤") if line == 0 and not self._ruled else ("│", "│")
        segments = [
            *self._draw_cell(row, Side.SOURCE, lines.source, line, ground, current=current),
            Segment(arms[0], ruling),
            *self._draw_state(row, line, ground),
            Segment(arms[1], ruling),
            *self._draw_cell(row, Side.TARGET, lines.target, line, ground, current=current),
        ]
        return Strip(segments, left + right + _FIXED)

    def _draw_state(self, row: Row, line: int, ground: Style) -> Iterator[Segment]:
        if line:
            yield Segment(" " * STATE_CELLS, ground)
            return
        style = ground + self._style(row.sign.name.lower())
        lead = "◆" if row.mark else "*" if row.note else " "
        yield Segment(f"{lead}{row.sign.sign}", style)
        yield Segment(fit(self._flags.get(row.id, ""), 1), ground + self._style("found"))
        yield Segment(f"{probability(row):<3}", style)

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
        spans = self._marks(row, side, number, current=current)
        yield from self._draw_text(text, start, end, spans, ground)
        if fill := width - cells(text):
            yield Segment(" " * fill, ground)

    def _marks(self, row: Row, side: Side, sentence: int, *, current: bool) -> Sequence[tuple[int, int, str]]:
        """Return the marked ranges of a sentence: (start, end, kind)."""
        del row
        return self._spans.get((side, sentence), ()) if current else ()

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


def probability(row: Row) -> str:
    """Return the probability in three cells; nothing for what an editor has said."""
    if row.probability is None or row.sign in (Sign.CONFIRMED, Sign.REJECTED):
        return ""
    return hundredths(row.probability)
