"""Plain mode for screen readers, signs of ambiguous width, the Kitty protocol: what each setting changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from textual.geometry import Offset

from glossary.config import change
from tests.tui.desk import Desk, running
from tui.terminal_habits import KITTY, NARROW, WIDE, ambiguous, measure
from tui.widgets.glyphs import DRAWN
from tui.widgets.wrap import cells, clip, fit, wrap

SCREENS = "f1 escape i escape w f2 escape escape T end enter escape q f8 q enter e escape v escape f7 q slash escape q"
"""Keys through the screens; the page is looked at after each."""
FRAME = re.compile("[\u2500-\u259f]")


@pytest.fixture
def wide() -> Iterator[None]:
    """Let the settings say that ambiguous signs take two cells; what is measured is put back."""
    change("interface.ambiguous_width", WIDE)
    yield
    measure(NARROW)


async def pages(desk: Desk) -> list[str]:
    """Return what the screen shows after each key."""
    found = []
    for key in SCREENS.split():
        await desk.press(key)
        found.append(desk.text())
    return found


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_wide_signs_keep_every_line_as_wide_as_the_screen(wide: None, url: str, size: tuple[int, int]) -> None:
    async with running(url, size=size) as desk:
        assert (cell_len("“a” · §"), cell_len("│●")) == (11, 2)
        for page in await pages(desk):
            assert {cell_len(line) for line in page.split("\n")} == {size[0]}, page
            assert not FRAME.search(page)


def test_texts_are_measured_clipped_and_wrapped_in_wide_signs(wide: None) -> None:
    text = "그는 “농촌건설강령” · 을 받들고 ‘훌륭히’ 일떠섰다고 말하였다."
    narrow = cells(text)
    lines = wrap(text, 20)
    measure(WIDE)
    assert cells(text) == narrow + 5
    assert cells(fit(text, 17)) == 17
    assert cells(clip(text, 17)) <= 17
    assert all(cells(text[start:end]) <= 20 for start, end in wrap(text, 20))
    measure(NARROW)
    assert cells(text) == narrow
    assert wrap(text, 20) == lines


def test_ambiguous_signs_are_those_of_texts() -> None:
    assert set("“”‘’·§…—×Я") <= ambiguous()
    assert not ambiguous() & (DRAWN | set("가a《》、\u0301"))


async def test_plain_mode_has_no_frames_states_as_letters_and_the_cursor_on_the_line(url: str) -> None:
    change("interface.plain", "yes")
    async with running(url, size=(100, 40)) as desk:
        for page in await pages(desk):
            assert not FRAME.search(page)
            assert {cell_len(line) for line in page.split("\n")} == {100}
        lines = desk.text().split("\n")
        assert lines[desk.app.cursor_position.y].startswith(">")
        before = desk.app.cursor_position
        await desk.press("down")
        assert desk.app.cursor_position.y > before.y
        await desk.press("up", "enter", "enter")
        assert "C" in desk.text()  # confirmed
        place = desk.app.cursor_position
        assert desk.work.grid.region.contains_point(place)
        await desk.press("tab")
        assert desk.app.cursor_position - place == Offset(desk.app.cursor_position.x - place.x, 0)
        assert desk.app.cursor_position.x > place.x
        await desk.press("q", "f1")
        assert desk.app.animation_level == "none"
        await desk.press("escape", "d", "u")
        assert desk.screen.query_one("StatusLine")._timer is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("setting", "program", "own", "disabled"),
    [
        ("auto", "iTerm.app", "", "1"),
        ("auto", "WezTerm", "", ""),
        ("off", "WezTerm", "", "1"),
        ("on", "iTerm.app", "", ""),
        ("off", "", "0", "0"),
    ],
)
def test_the_kitty_protocol_is_settled_before_textual_is_imported(
    setting: str, program: str, own: str, disabled: str
) -> None:
    change("interface.kitty_keys", setting)
    environment = {**os.environ, "TERM_PROGRAM": program}
    environment.pop(KITTY, None)
    if own:
        environment[KITTY] = own
    code = (
        "import os, sys; from tui.terminal_habits import settle_keyboard; settle_keyboard(); "
        f"assert 'textual' not in sys.modules; print(os.environ.get({KITTY!r}, ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == disabled
