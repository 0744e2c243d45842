"""Random keys, 120 a screen: no exception, and the grid shows what is stored. `MALMOI_MONKEY_KEYS` asks for more."""

from __future__ import annotations

import os
import random

import pytest

from glossary.store.engine import open_database
from tests.tui.desk import Desk, running
from tui.screens.library import LibraryScreen
from tui.screens.workspace import WorkspaceScreen

KEYS = int(os.environ.get("MALMOI_MONKEY_KEYS", "120"))
WORK = """down up left right tab pagedown pageup home end n N enter a r o m M s left_square_bracket right_square_bracket
left_curly_bracket right_curly_bracket K J d x u U ctrl+r e f2 v L b f6 space j k h l comma full_stop c t w escape
escape f1 f5 q ctrl+o backspace delete question_mark 가 나 [ x plus X f4 f8 f3 f7 f F D slash f10 number_sign B
apostrophe quotation_mark y Y"""
TERMS = """down up end home space space z f D d u U m s c a b h enter e n f2 f3 f4 f10 slash escape escape q f1 f5 x 가
ㅊ left_square_bracket tab backspace pagedown enter escape escape T T"""
DRAFT = """i i enter enter tab shift+tab alt+up alt+down f4 f5 f8 f10 ctrl+up ctrl+down T h e space h o u 가 . left
backspace end home escape escape down up u U e m x s n enter f7 escape slash escape"""
DESK = "down up home end space a i escape escape d u u slash enter f1 f5 x 가 pagedown f9 w f3 f7"


@pytest.mark.parametrize(("keys", "seed"), [(WORK, 1), (WORK, 2), (DESK, 3), (TERMS, 4), (DRAFT, 5)])
async def test_random_keys_break_nothing(url: str, keys: str, seed: int) -> None:
    chance = random.Random(seed)
    pressed: list[str] = []
    async with running(url, alignment=1 if keys in (WORK, DRAFT) else None, size=(100, 30)) as desk:
        if keys is TERMS:
            await desk.press("T")
        if keys is DRAFT:
            await desk.press("i", "enter")
        for _ in range(KEYS):
            key = chance.choice(keys.split())
            pressed.append(key)
            if key in ("q", "escape") and desk.shows(LibraryScreen):
                continue
            await desk.press(key)
            assert desk.app._exception is None, pressed[-20:]
        await leave_everything(desk)
        if desk.shows(WorkspaceScreen):
            with open_database(url) as base:
                assert desk.work.open_bench.bitext == base.alignments.bitext(desk.work.number)


async def leave_everything(desk: Desk) -> None:
    """Close dialogs, editor and marks."""
    for _ in range(6):
        if desk.shows(LibraryScreen) or (
            desk.shows(WorkspaceScreen) and not (desk.work.editor.display or desk.work.drafting.display)
        ):
            return
        await desk.press("escape")
