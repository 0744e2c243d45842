"""The alignment grid: what it draws agrees with a naive rendering after any splices; cursor, mouse, themes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseMove

from tui.widgets.grid import AlignmentGrid
from tui.widgets.grid_view import STATE_CELLS, probability
from tui.widgets.rows import Cursor, Row, Sentence, Side, Sign, Tops, row_height, row_lines

WORDS = [
    "청류협동농장에서",
    "문화회관이",
    "[sic]",
    "준공되였다.",
    "《로동신문》",
    "竣工式が",
    "inaugurated",
    "on",
    "x" * 50,
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda words: Sentence(" ".join(words)))
cells_of_row = st.lists(sentences, max_size=3).map(tuple)
rows = st.builds(Row, cells_of_row, cells_of_row, st.sampled_from(Sign), st.none() | st.floats(0, 1), st.booleans())


class GridApp(App[None]):
    """Nothing but the grid."""

    def __init__(self) -> None:
        super().__init__()
        self.moves: list[Cursor] = []
        self.marks: list[tuple[Cursor, int, int, bool]] = []
        self.opened: list[Cursor] = []

    def compose(self) -> ComposeResult:
        yield AlignmentGrid()

    @property
    def grid(self) -> AlignmentGrid:
        return self.query_one(AlignmentGrid)

    def on_alignment_grid_moved(self, event: AlignmentGrid.Moved) -> None:
        self.moves.append(event.cursor)

    def on_alignment_grid_dragged(self, event: AlignmentGrid.Dragged) -> None:
        self.marks.append((event.cursor, event.start, event.end, event.done))

    def on_alignment_grid_opened(self, event: AlignmentGrid.Opened) -> None:
        self.opened.append(event.cursor)


def naive_page(shown: Sequence[Row], width: int) -> list[tuple[str, str]]:
    """Return the texts of both columns line by line, from nothing but the rows."""
    text = width - STATE_CELLS - 4
    widths = (text // 2, text - text // 2)
    page: list[tuple[str, str]] = []
    for row in shown:
        lines = row_lines(row, widths)
        for line in range(max(1, len(lines.source), len(lines.target))):
            pair = []
            for side in Side:
                own = lines.side(side)
                if line < len(own):
                    pair.append(row.side(side)[own[line].sentence].text[own[line].start : own[line].end])
                else:
                    pair.append("(nothing)" if not own and line == 0 else "")
            page.append((pair[0], pair[1]))
    return page


def drawn_page(grid: AlignmentGrid) -> list[tuple[str, str]]:
    """Return the texts of both columns as the grid draws them, every line of the page."""
    page = []
    for y in range(grid.virtual_size.height):
        strip = grid.render_line(y - grid.scroll_offset.y)
        assert strip.cell_length == cell_len(strip.text) == grid.scrollable_content_region.width
        left, _, right = re.split("[│├┤]", strip.text)
        page.append((left[1:].rstrip(), right[1:].rstrip()))
    return page


async def test_any_splices_leave_the_page_of_a_naive_rendering() -> None:
    app = GridApp()
    async with app.run_test(size=(90, 30)):
        grid = app.grid

        @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
        @given(st.lists(rows, max_size=12), st.data())
        def law(start: list[Row], data: st.DataObject) -> None:
            expected = list(start)
            grid.load(start)
            for _ in range(data.draw(st.integers(0, 5))):
                at = data.draw(st.integers(0, len(expected)))
                removed = data.draw(st.integers(0, len(expected) - at))
                new = data.draw(st.lists(rows, max_size=3))
                grid.splice(at, removed, new)
                expected[at : at + removed] = new
                if expected:
                    grid.move_to(data.draw(st.integers(0, len(expected) - 1)))
            assert list(grid.rows) == expected
            assert drawn_page(grid) == naive_page(expected, grid.scrollable_content_region.width)
            assert 0 <= grid.cursor.row < max(1, len(expected))

        law()


@given(st.lists(st.integers(1, 5), max_size=30), st.data())
def test_tops_after_splices_are_those_of_the_heights(heights: list[int], data: st.DataObject) -> None:
    tops = Tops()
    tops.set(heights)
    for _ in range(3):
        at = data.draw(st.integers(0, len(heights)))
        removed = data.draw(st.integers(0, len(heights) - at))
        new = data.draw(st.lists(st.integers(1, 5), max_size=4))
        tops.splice(at, removed, new)
        heights[at : at + removed] = new
    assert [tops.top(row) for row in range(len(heights) + 1)] == [sum(heights[:row]) for row in range(len(heights) + 1)]
    assert len(tops) == len(heights)
    for line in range(tops.total):
        row, inside = tops.at(line)
        assert tops.top(row) + inside == line
        assert 0 <= inside < heights[row]


@given(rows, st.integers(8, 50))
def test_height_is_the_number_of_lines(row: Row, width: int) -> None:
    lines = row_lines(row, (width, width + 1))
    assert row_height(row, (width, width + 1)) == max(1, len(lines.source), len(lines.target))


def some_rows() -> list[Row]:
    return [
        Row(
            (Sentence("첫 문장이다."), Sentence("둘째 문장이다.")),
            (Sentence("The first [sic] sentence."),),
            Sign.SURE,
            0.97,
        ),
        Row((), (Sentence("Such reality is unthinkable."),), Sign.ALONE, 0.4),
        Row((Sentence("셋째 문장이다."),), (Sentence("The third."), Sentence("And a fourth.")), Sign.CONFIRMED, 0.5),
    ]


async def test_cursor_walks_by_sentence_and_column() -> None:
    app = GridApp()
    async with app.run_test(size=(90, 30)):
        grid = app.grid
        grid.load(some_rows())
        grid.move(1)
        assert grid.cursor == Cursor(0, Side.SOURCE, 1)
        grid.move(1)
        assert grid.cursor == Cursor(1, Side.SOURCE, 0)
        grid.move(1)
        grid.move_to(2, Side.TARGET, 7)
        assert grid.cursor == Cursor(2, Side.TARGET, 1)
        grid.move(-3)
        assert grid.cursor == Cursor(0, Side.TARGET, 0)
        grid.move(-1)
        assert grid.cursor == Cursor(0, Side.TARGET, 0)


async def test_brackets_in_text_are_drawn_as_they_are() -> None:
    app = GridApp()
    async with app.run_test(size=(90, 30)):
        app.grid.load(some_rows())
        assert drawn_page(app.grid)[0][1] == "The first [sic] sentence."


async def test_state_is_a_sign_with_its_probability() -> None:
    app = GridApp()
    async with app.run_test(size=(90, 30)):
        app.grid.load([*some_rows(), Row((Sentence("a"),), (Sentence("b"),), Sign.CHECK, 0.629, note=True)])
        left = AlignmentGrid.column_widths(app.grid.scrollable_content_region.width)[0]
        states = [
            app.grid.render_line(y).crop(left + 2, left + 2 + STATE_CELLS).text
            for y in range(app.grid.virtual_size.height)
        ]
        assert states == [" ● .97", " " * 6, " ○ .40", " ✓    ", " " * 6, "*▲ .63"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.999, "1.0"), (0.994, ".99"), (1.0, "1.0"), (0.0, ".00"), (0.286, ".29"), (None, ""), (0.07, ".07")],
)
def test_probability_is_rounded_to_three_cells(value: float | None, expected: str) -> None:
    assert probability(Row((), (), Sign.CHECK, value)) == expected


async def test_a_cursor_move_repaints_only_two_rows() -> None:
    app = GridApp()
    async with app.run_test(size=(90, 30)) as pilot:
        grid = app.grid
        grid.load([Row((Sentence(f"문장 {n}"),), (Sentence(f"sentence {n}"),)) for n in range(200)])
        grid.move_to(5)
        await pilot.pause()
        grid._repaint_required = False
        grid._dirty_regions.clear()
        grid.move(1)
        dirty = grid._dirty_regions
        assert sum(region.height for region in dirty) == 2
        assert {region.y for region in dirty} == {5, 6}


async def test_the_cursor_stays_in_sight_and_resize_keeps_the_place() -> None:
    app = GridApp()
    async with app.run_test(size=(90, 20)) as pilot:
        grid = app.grid
        grid.load([Row((Sentence("긴 문장 " * (n % 20 + 1)),), (Sentence("long " * (n % 7)),)) for n in range(300)])
        grid.move_to(250)
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        top = grid._tops.top(250)
        assert grid.scroll_offset.y <= top < grid.scroll_offset.y + 12
        grid.page(1)
        assert grid.cursor.row > 250
        grid.page(-3)
        assert grid.cursor.row < 250


async def test_the_mouse_points_and_marks_characters_of_wide_text() -> None:
    app = GridApp()
    async with app.run_test(size=(90, 20)) as pilot:
        grid = app.grid
        grid.load(some_rows())
        await pilot.pause()
        await pilot.click(AlignmentGrid, offset=(3, 3))
        assert grid.cursor == Cursor(2, Side.SOURCE, 0)
        # 셋째 문장이다.: cells 1-4 are 셋째, 5 the space, 6-13 문장이다
        await pilot.mouse_down(AlignmentGrid, offset=(6, 3))
        await pilot._post_mouse_events([MouseMove], AlignmentGrid, (9, 3), button=1)
        await pilot.mouse_up(AlignmentGrid, offset=(9, 3))
        await pilot.pause()
        cursor, start, end, done = app.marks[-1]
        assert (cursor, done) == (Cursor(2, Side.SOURCE, 0), True)
        assert "셋째 문장이다."[start:end] == "문장"
        await pilot.click(AlignmentGrid, offset=(60, 0), times=2)
        assert app.opened[-1] == Cursor(0, Side.TARGET, 0)


async def test_an_empty_grid_takes_every_key() -> None:
    app = GridApp()
    async with app.run_test(size=(40, 10)):
        grid = app.grid
        grid.load([])
        grid.move(1)
        grid.page(1)
        grid.move_to(3)
        assert grid.row is None
        grid.splice(0, 0, some_rows())
        assert len(grid.rows) == 3
