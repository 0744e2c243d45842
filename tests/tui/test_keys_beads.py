"""The actions on beads: movement, what is right, changes of the alignment, undo; looked at in the data base."""

from __future__ import annotations

from glossary.alignment.beads import BeadState
from glossary.store.engine import open_database
from tests.tui.desk import START, at, running
from tests.tui.doing import does
from tui.widgets.rows import Side

# Workspace: movement


@does(
    *("move.down", "move.up", "move.left", "move.right", "move.other"),
    *("move.page_down", "move.page_up", "move.first", "move.last"),
)
async def test_movement(url: str) -> None:
    async with running(url, alignment=1, size=(120, 20)) as desk:
        places = []
        for key in ("down", "right", "down", "left", "tab", "up", "end", "home", "pagedown", "pageup", "space"):
            await desk.press(key)
            places.append(at(desk))
        assert places[:8] == [
            *((1, "source", 0), (1, "target", 0), (2, "target", 0), (2, "source", 0), (2, "target", 0)),
            *((1, "target", 0), (7, "target", 0), (0, "target", 0)),
        ]
        assert places[8][0] > 0
        assert places[9][0] == 0
        assert places[10] == places[8]
        await desk.press("g", "j", "k", "h", "l", "G")
        assert at(desk) == (7, "target", 0)


async def test_down_walks_through_the_sentences_of_a_bead(url: str) -> None:
    async with running(url, alignment=1) as desk:
        desk.work.grid.move_to(5)
        places = []
        for key in ("down", "down", "down", "up", "up"):
            await desk.press(key)
            places.append(at(desk))
        assert places == [(5, "source", 1), (6, "source", 0), (7, "source", 0), (6, "source", 0), (5, "source", 1)]


@does("move.next_check", "move.previous_check")
async def test_next_and_previous_to_check(url: str) -> None:
    async with running(url, alignment=1) as desk:
        rows = []
        for key in ("n", "n", "n", "n", "n", "N", "p"):
            await desk.press(key)
            rows.append(at(desk)[0])
        assert rows == [3, 5, 6, 7, 3, 7, 6]


# Workspace: what is right


@does("bead.confirm")
async def test_confirm_goes_on_and_names_who(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("enter", "a")
        assert at(desk)[0] == 2
        beads = desk.bitext().beads
        assert [b.state for b in beads[:3]] == [BeadState.CONFIRMED, BeadState.CONFIRMED, BeadState.AUTO]
        assert beads[0].author
        assert "2✓ of 8" in desk.text()
        await desk.press("up", "enter")
        assert at(desk)[0] == 2
        with open_database(url) as base:
            assert base.alignments.get(1).confirmed == 2


@does("bead.reject", "bead.reopen")
async def test_reject_and_reopen(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("r")
        assert desk.bitext().beads[0].state is BeadState.REJECTED
        assert "✗" in desk.text()
        await desk.press("o")
        assert desk.bitext().beads[0].state is BeadState.AUTO
        desk.shapes()


@does("bead.note")
async def test_comment(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("c")
        await desk.type("see [1]")
        await desk.press("enter")
        assert desk.bitext().beads[0].note == "see [1]"
        assert "see [1]" in desk.work.panel.text
        desk.shapes()


# Workspace: changes


CHANGES: list[tuple[str, tuple[int, int, int], str, tuple[int, str, int] | None]] = [
    ("m", (0, 0, 0), "2:2 1:1 1:1 1:1 2:1 0:1 1:1", (0, "source", 0)),
    ("M", (1, 0, 0), "2:2 1:1 1:1 1:1 2:1 0:1 1:1", (0, "source", 0)),
    ("s", (5, 0, 1), "1:1 1:1 1:1 1:1 1:1 1:1 1:0 0:1 1:1", None),
    ("s", (5, 0, 0), "1:1 1:1 1:1 1:1 1:1 1:1 1:0 0:1 1:1", None),
    ("left_square_bracket", (5, 0, 1), "1:1 1:1 1:1 1:1 2:1 1:1 0:1 1:1", None),
    ("right_square_bracket", (5, 0, 0), "1:1 1:1 1:1 1:1 1:1 1:1 1:1 1:1", None),
    ("left_curly_bracket", (6, 0, 0), "1:1 1:1 1:1 1:1 1:1 1:1 1:1 1:1", None),
    ("right_curly_bracket", (4, 0, 0), "1:1 1:1 1:1 1:1 2:1 1:1 0:1 1:1", None),
    ("K", (5, 0, 0), "1:1 1:1 1:1 1:1 2:1 1:1 0:1 1:1", (4, "source", 1)),
    ("J", (5, 0, 1), "1:1 1:1 1:1 1:1 1:1 1:1 1:1 1:1", (6, "source", 0)),
    ("d", (6, 1, 0), "1:1 1:1 1:1 1:1 1:1 2:1 1:2", (6, "target", 0)),
    ("x", (0, 1, 0), "1:0 0:1 1:1 1:1 1:1 1:1 2:1 0:1 1:1", None),
]
"""Key, where it is pressed, the shapes afterwards (of a split in any order), where the cursor goes."""


@does(
    *("bead.merge_next", "bead.merge_previous", "bead.split", "bead.give_up", "bead.give_down", "bead.take_up"),
    *("bead.take_down", "bead.move_up", "bead.move_down", "bead.unlink", "work.undo", "work.redo"),
)
async def test_each_change_is_kept_shown_undone_and_redone(url: str) -> None:
    async with running(url, alignment=1) as desk:
        for key, start, shapes, cursor in CHANGES:
            desk.work.grid.move_to(start[0], list(Side)[start[1]], start[2])
            await desk.press(key)
            changed = desk.shapes()
            if key == "s":
                assert sorted(changed.split()) == sorted(shapes.split())
            else:
                assert changed == shapes, key
            if cursor is not None:
                assert at(desk) == cursor, key
            await desk.press("u")
            assert desk.shapes() == START, key
            await desk.press("U")
            assert desk.shapes() == changed, key
            await desk.press("ctrl+z")
            assert desk.shapes() == START, key


REFUSED = [
    ("m", 7, "below the last"),
    ("M", 0, "before the first"),
    ("s", 0, "one sentence at most"),
    ("left_square_bracket", 0, "above the first"),
    ("right_square_bracket", 7, "below the last"),
    ("left_curly_bracket", 7, "no sentence on this side"),
    ("right_curly_bracket", 5, "no sentence on this side"),
    ("K", 0, "above the first"),
    ("J", 7, "below the last"),
    ("x", 6, "no counterpart"),
    ("left_square_bracket", 6, "no sentence on this side"),
]
"""Key, row, and what is said."""


async def test_what_cannot_be_done_says_so_and_changes_nothing(url: str) -> None:
    async with running(url, alignment=1) as desk:
        for key, row, words in REFUSED:
            desk.work.grid.move_to(row, Side.SOURCE)
            await desk.press(key)
            assert words in desk.told(), key
        assert desk.shapes() == START


@does("bead.realign")
async def test_align_anew_between_confirmed_beads(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("enter", "m", "R")
        assert desk.shapes().startswith("1:1 ")
        assert desk.bitext().beads[0].state is BeadState.CONFIRMED
        await desk.press("u", "u")
        assert desk.shapes() == START


async def test_undo_goes_on_in_the_next_session(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("m", "m", "x")
    async with running(url, alignment=1) as desk:
        await desk.press("u", "u", "u")
        assert desk.shapes() == START
        await desk.press("u")
        assert "nothing more" in desk.told()
        await desk.press("ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r")
        assert desk.shapes().startswith("3:0 0:3 1:1")


async def test_keys_that_come_fast_act_on_what_was_meant(url: str) -> None:
    """Keys are not waited for: each acts when the edit before it is kept."""
    async with running(url, alignment=1) as desk:
        for action in ("bead_merge_next", "move_down", "bead_merge_next", "move_down", "bead_unlink"):
            getattr(desk.work, f"action_{action}")()
        await desk.settle()
        assert desk.shapes() == "3:0 0:3 1:1 1:1 2:1 0:1 1:1"
        assert at(desk) == (0, "source", 0)
