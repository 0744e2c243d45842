"""Find and replace, beads by number, bookmarks, copies: with their keys, at both sizes, looked at in the data base."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from glossary.store.engine import open_database
from tests.tui.desk import START, Desk, at, running
from tests.tui.doing import does
from tui.screens.dialogs import ChoiceDialog
from tui.screens.replacing import ReplaceScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.rows import Side

SIZES = [(80, 24), (140, 45)]


async def fill(desk: Desk, field: str, text: str) -> None:
    """Put a text into a field and wait until it is looked for."""
    desk.screen.query_one(field, Input).value = text
    await desk.settle()


def targets(desk: Desk) -> list[str]:
    return [s.text for s in desk.bitext().target]


@does("work.replace", "replacing.go", "replacing.down", "replacing.up", "replacing.page_down", "replacing.page_up")
@does("replacing.case", "replacing.whole", "replacing.pattern", "replacing.columns", "replacing.leave")
@pytest.mark.parametrize("size", SIZES)
async def test_words_are_found_as_one_types_and_gone_to(url: str, size: tuple[int, int]) -> None:
    async with running(url, alignment=1, size=size) as desk:
        await desk.press("slash")
        screen = desk.screen
        assert isinstance(screen, ReplaceScreen)
        await desk.type("house")
        await fill(desk, "#find", "house of culture")
        assert [h.bead for h in screen.hits] == [0, 1, 4, 7]
        assert "4 places in 4 sentences" in desk.text()
        assert {cell_len(line) for line in desk.text().split("\n")} == {size[0]}
        await desk.press("f2")
        assert [h.bead for h in screen.hits] == [1, 4, 7]
        await desk.press("f2", "down", "up", "pagedown", "pageup", "down", "down", "enter")
        assert desk.shows(WorkspaceScreen)
        assert at(desk) == (4, "target", 0)
        # the same words again, from here on
        await desk.press("slash", "enter")
        assert at(desk) == (7, "target", 0)
        await desk.press("slash")
        await fill(desk, "#find", "[sic]")
        assert [h.bead for h in desk.screen.hits] == [1]  # type: ignore[attr-defined]
        await desk.press("f4")
        assert len(desk.screen.hits) > 5  # type: ignore[attr-defined]
        await fill(desk, "#find", "(")
        assert "is no pattern" in desk.text()
        await desk.press("f4", "f6")
        await fill(desk, "#find", "공연")
        assert [h.side for h in desk.screen.hits] == ["source", "source"]  # type: ignore[attr-defined]
        await desk.press("f3")
        assert "Nothing found." in desk.text()
        await desk.press("f6")
        assert "right column" in desk.text()
        await desk.press("escape")
        assert desk.shows(WorkspaceScreen)
        assert desk.shapes() == START


@does("replacing.all", "replacing.leave_out")
@pytest.mark.parametrize("size", SIZES)
async def test_words_are_replaced_in_one_step_after_a_look(url: str, size: tuple[int, int]) -> None:
    async with running(url, alignment=1, size=size) as desk:
        before = targets(desk)
        await desk.press("slash")
        await fill(desk, "#find", "house of culture")
        await desk.press("tab")
        await fill(desk, "#put", "hall [sic]")
        assert "→ hall [sic]" in desk.text()
        assert "A newly-built hall [sic] was inaugurated" not in desk.text()
        await desk.press("down")
        assert "A newly-built hall [sic] was inaugurated" in " ".join(desk.text().split())
        await desk.press("up", "f8")
        assert "1 left out" in desk.text()
        assert targets(desk) == before
        await desk.press("f10")
        assert desk.told() == "3 places in 3 sentences replaced; u takes it back."
        assert targets(desk)[0] == before[0]
        assert targets(desk)[1] == before[1].replace("house of culture", "hall [sic]")
        assert desk.bitext().target[1].original == before[1]
        assert desk.shapes() == START
        assert "hall [sic]" in desk.text()
    async with running(url, alignment=1, size=size) as desk:
        await desk.press("u")
        assert desk.told() == "Undone: replacement in 3 sentences"
        assert targets(desk) == before
        assert desk.shapes() == START
        await desk.press("U")
        assert targets(desk)[7] == "The participants looked round the hall [sic]."
        await desk.press("slash")
        # keys that come faster than the search wait for it
        desk.screen.query_one("#find", Input).value = "participants"
        desk.screen.query_one("#put", Input).value = "guests"
        screen = desk.screen
        assert isinstance(screen, ReplaceScreen)
        await desk.pilot.pause()
        assert screen._timer is not None
        screen.action_replacing_all()
        await desk.settle()
        assert "2 places in 2 sentences replaced" in desk.told()


async def test_what_would_empty_a_sentence_or_change_nothing_is_refused(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("slash")
        await fill(desk, "#find", "nowhere")
        await desk.press("f10")
        assert desk.told() == "Nothing would change."
        await fill(desk, "#find", "They also visited newly-built dwelling houses.")
        await desk.press("f10")
        assert desk.told() == "The sentence of bead 7 would be empty."
        await desk.press("escape")
        assert desk.shapes() == START


@does("move.number")
async def test_go_to_a_bead_by_its_number(url: str) -> None:
    async with running(url, alignment=1) as desk:
        rows = []
        for text in ("5", "+2", "-3", "99"):
            await desk.press("number_sign")
            await desk.type(text)
            await desk.press("enter")
            rows.append(at(desk)[0])
        assert rows == [4, 6, 3, 7]
        assert "There is no bead 99: there are 8." in desk.told()
        await desk.press("ctrl+g")
        await desk.type("x")
        await desk.press("enter")
        assert "x is no number" in desk.told()


@does("bookmark.toggle", "bookmark.next", "bookmark.list")
@pytest.mark.parametrize("size", SIZES)
async def test_bookmarks_stay_with_their_beads_and_between_sessions(url: str, size: tuple[int, int]) -> None:
    async with running(url, alignment=1, size=size) as desk:
        await desk.press("apostrophe")
        assert "no bookmark yet" in desk.told()
        for row in (1, 5):
            desk.work.grid.move_to(row)
            await desk.press("B")
        assert desk.text().count("◆") >= 1
        desk.work.grid.move_to(0)
        await desk.press("m")  # beads 1 and 2 are one now, and it has the bookmark
        assert desk.shapes().startswith("2:2")
        await desk.press("apostrophe")
        assert at(desk)[0] == 4
        await desk.press("apostrophe")
        assert at(desk)[0] == 0
        await desk.press("u")
    async with running(url, alignment=1, size=size) as desk:
        assert [n for n, row in enumerate(desk.work.grid.rows) if row.mark] == [1, 5]
        await desk.press("quotation_mark")
        assert isinstance(desk.screen, ChoiceDialog)
        assert "새로 건설된" in desk.text()
        assert {cell_len(line) for line in desk.text().split("\n")} == {size[0]}
        await desk.press("down", "enter")
        assert at(desk)[0] == 5
        await desk.press("B")
        assert "taken away" in desk.told()
    async with running(url, alignment=1, size=size) as desk:
        assert [n for n, row in enumerate(desk.work.grid.rows) if row.mark] == [1]


@does("copy.row", "copy.sentence")
async def test_copies_of_a_bead_of_a_sentence_and_of_a_phrase(url: str) -> None:
    async with running(url, alignment=1) as desk:
        desk.work.grid.move_to(5, Side.SOURCE, 1)
        await desk.press("y")
        assert desk.app.clipboard == (
            "이어 예술소품공연이 있었다. 공연은 참가자들의 절찬을 받았다.\t"
            "Then there was a performance of art pieces, which was acclaimed by the participants."
        )
        await desk.press("Y")
        assert desk.app.clipboard == "공연은 참가자들의 절찬을 받았다."
        await desk.press("v", "enter", "escape", "Y")
        assert desk.app.clipboard == "공연은"
        desk.work.grid.move_to(6, Side.SOURCE)
        await desk.press("Y")
        assert "no sentence" in desk.told()
        with open_database(url) as base:
            assert base.alignments.version(1) == 1
