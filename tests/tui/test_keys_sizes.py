"""Side panel and docked editor made larger and smaller, by keys and by the mouse, within bounds, and remembered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.desk import Desk, running
from tests.tui.doing import does
from tui.sizes import DRAWER, PANEL, Sizes

WIDE, SMALL = (140, 45), (80, 24)


async def drag(desk: Desk, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag from one cell of the screen to another."""
    await desk.pilot.mouse_down(offset=start)
    await desk.pilot.hover(offset=end)
    await desk.pilot.mouse_up(offset=end)
    await desk.settle()


@does("panel.larger", "panel.smaller", "panel.reset")
async def test_the_panel_is_made_wider_and_remembered(url: str) -> None:
    async with running(url, alignment=1, size=WIDE) as desk:
        panel, grid = desk.work.panel, desk.work.grid
        assert (panel.outer_size.width, grid.outer_size.width) == (PANEL, 140 - PANEL)
        await desk.press(">", ">", "<")
        assert (panel.outer_size.width, grid.outer_size.width) == (PANEL + 4, 140 - PANEL - 4)
    async with running(url, alignment=1, size=WIDE) as desk:
        assert desk.work.panel.outer_size.width == PANEL + 4
        await desk.press(*">>>>>>>>>>")
        assert desk.work.panel.outer_size.width == 70
        await desk.pilot.resize_terminal(110, 40)
        await desk.settle()
        assert desk.work.panel.outer_size.width == 46
        await desk.pilot.resize_terminal(*WIDE)
        await desk.settle()
        assert desk.work.panel.outer_size.width == 70  # the wish outlasts a small window
        await desk.press("=")
        assert desk.work.panel.outer_size.width == PANEL
        await desk.press("b", ">")
        assert "F6 shows it" in desk.told()


async def test_the_drawer_is_made_higher_and_remembered(url: str) -> None:
    async with running(url, alignment=1, size=SMALL) as desk:
        assert desk.work.panel.outer_size == (80, DRAWER)
        await desk.press(">", ">")
        assert desk.work.panel.outer_size == (80, DRAWER + 2)
        await desk.press(*">>>>>")
        assert desk.work.panel.outer_size.height == 10
        assert desk.work.grid.outer_size.height >= 6
        await desk.press(*"<<<<<<<<<<")
        assert desk.work.panel.outer_size.height == 3
        await desk.press(">")
    async with running(url, alignment=1, size=SMALL) as desk:
        assert desk.work.panel.outer_size.height == 4
        await desk.pilot.resize_terminal(*WIDE)
        await desk.settle()
        assert desk.work.panel.outer_size.width == PANEL


@does("editor.higher", "editor.lower")
async def test_the_editor_is_made_higher_and_remembered(url: str) -> None:
    async with running(url, alignment=1, size=WIDE) as desk:
        await desk.press("e")
        area = desk.work.editor.area
        before = area.size.height
        await desk.press("f2", "f2", "alt+greater_than_sign")
        assert area.size.height == before + 3
        await desk.press("f3")
        assert area.size.height == before + 2
        assert desk.work.editor.text  # nothing was typed by these keys
        assert not desk.work.editor.is_changed
    async with running(url, alignment=1, size=WIDE) as desk:
        await desk.press("e")
        assert desk.work.editor.area.size.height == before + 2
        await desk.press(*["f2"] * 12)
        assert desk.work.editor.area.size.height == 11
        await desk.press("escape", "=", "e")
        assert desk.work.editor.area.size.height == before


async def test_the_editor_leaves_room_for_the_grid_on_a_small_terminal(url: str) -> None:
    async with running(url, alignment=1, size=SMALL) as desk:
        await desk.press(*">>>>>", "e", *["f2"] * 9)
        assert desk.work.editor.area.size.height == 5
        assert desk.work.grid.size.height >= 3


@does("draft.higher", "draft.lower")
async def test_the_field_of_a_draft_shares_the_height(url: str) -> None:
    async with running(url, alignment=1, size=WIDE) as desk:
        await desk.press("i", "enter")
        area = desk.work.drafting.area
        before = area.size.height
        await desk.press("f2", "f2", "f3")
        assert area.size.height == before + 1


async def test_edges_are_dragged(url: str) -> None:
    async with running(url, alignment=1, size=WIDE) as desk:
        edge = desk.work.panel.region.x
        await drag(desk, (edge, 20), (edge - 9, 22))
        assert desk.work.panel.outer_size.width == PANEL + 9
        await drag(desk, (edge + 5, 20), (edge - 30, 22))  # not the edge
        assert desk.work.panel.outer_size.width == PANEL + 9
        await desk.press("e")
        editor = desk.work.editor
        before, top = editor.area.size.height, editor.region.y
        await drag(desk, (20, top), (24, top - 4))
        assert editor.area.size.height == before + 4
        assert editor.region.y == top - 4
    async with running(url, alignment=1, size=SMALL) as desk:
        top = desk.work.panel.region.y
        await drag(desk, (20, top), (20, top - 2))
        assert desk.work.panel.outer_size.height == DRAWER + 2
    async with running(url, alignment=1, size=WIDE) as desk:
        assert desk.work.panel.outer_size.width == PANEL + 9


@given(*[st.integers(0, 400)] * 3, st.integers(80, 300), st.integers(24, 120))
def test_the_grid_keeps_its_room(panel: int, drawer: int, field: int, width: int, height: int) -> None:
    sizes = Sizes(panel, drawer, field)
    if width >= 110:
        assert width - sizes.panel_width(width) >= 55
    lower = sizes.drawer_height(height)
    assert height - lower >= 14
    assert height - lower - sizes.field_height(height, lower) >= 9


@pytest.mark.parametrize("start", [Sizes(), Sizes(60, 9, 5)])
def test_a_step_beyond_the_bound_is_not_saved_up(start: Sizes) -> None:
    at_bound = start.with_panel(500, 140)
    assert at_bound.panel == 70
    assert at_bound.with_panel(at_bound.panel - 4, 140).panel_width(140) == 66
