"""The registry itself: each action has a test that presses it, no two of a context share a key; palette and footer."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.tui.desk import running
from tests.tui.doing import DONE
from tui.actions import ACTIONS, BY_ID, Context
from tui.palette import ActionProvider
from tui.widgets.bars import KeyBar, TopBar
from tui.widgets.rows import Cursor, Side

TESTS = (*sorted(path.stem for path in Path(__file__).parent.glob("test_keys_*.py")), "test_term_base")
"""The modules whose tests press keys; they note what they press when they are imported."""


def test_every_action_has_a_test() -> None:
    for name in TESTS:
        import_module(f"tests.tui.{name}")
    assert {action.id for action in ACTIONS} - DONE == set()


def test_ids_are_unique_and_no_key_stands_twice_in_a_context() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for context in Context:
        keys = [key for action in ACTIONS if action.context is context for key in action.keys]
        assert len(keys) == len(set(keys)), context


def test_no_terminal_takes_all_keys_of_an_action() -> None:
    taken = {"ctrl+b", "ctrl+a", "ctrl+s", "ctrl+q", "ctrl+z", "ctrl+c"}
    for action in ACTIONS:
        if action.keys and action.id not in ("app.quit", "app.interrupt"):  # q leaves the library too
            assert set(action.keys) - taken, action.id


async def test_palette_offers_what_the_registry_says(url: str) -> None:
    async with running(url, alignment=1) as desk:
        provider = ActionProvider(desk.screen)
        titles = [hit.text async for hit in provider.discover()]
        assert titles == [
            a.title
            for context in (Context.WORKSPACE, Context.EVERYWHERE)
            for a in ACTIONS
            if a.context is context and a.in_palette
        ]


async def test_footer_shows_few_keys_and_a_click_does_the_action(url: str) -> None:
    async with running(url, alignment=1) as desk:
        assert desk.text().rstrip().endswith("F1 help")
        place = next(p for p in desk.work.query_one(KeyBar)._places if p[2] == "bead.merge_next")
        await desk.pilot.click(KeyBar, offset=(place[0] + 1, 0))
        await desk.settle()
        assert desk.shapes().startswith("2:2")
        assert "1/7" in desk.work.query_one(TopBar).text
        assert desk.work.grid.cursor == Cursor(0, Side.SOURCE, 0)
