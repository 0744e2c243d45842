"""The settings screen, worked with its keys and looked at in the files; the file of the user's own keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.config import load
from glossary.errors import InputError
from tests.tui.desk import Desk, running
from tests.tui.doing import does
from tui.keymap import load_keymap, parse_keys
from tui.screens.dialogs import ChoiceDialog, ErrorDialog
from tui.screens.library import LibraryScreen
from tui.screens.settings import SettingsScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.bars import TopBar
from tui.widgets.shelf import Shelf


async def to_setting(desk: Desk, title: str) -> None:
    """Put the cursor on a setting."""
    number = next(n for n, line in enumerate(desk.shelf.lines) if line.key and line.title.startswith(title))
    desk.shelf.move_to(number)
    await desk.settle()


async def choose(desk: Desk, value: str) -> None:
    """Take a value of the choice that is open."""
    assert desk.shows(ChoiceDialog)
    shelf = desk.screen.query_one(Shelf)
    shelf.move_to(next(n for n, line in enumerate(shelf.lines) if value in (line.title, line.languages)))
    await desk.press("enter")


@does(
    *("app.settings", "settings.change", "settings.undo", "settings.default", "settings.leave", "settings.down"),
    *("settings.up", "settings.page_down", "settings.page_up", "settings.find", "settings.own"),
)
async def test_settings_are_kept_at_once_and_taken_back(url: str) -> None:
    async with running(url) as desk:
        await desk.press("f8")
        assert desk.shows(SettingsScreen)
        assert "0 of your own" in desk.screen.query_one(TopBar).text
        await to_setting(desk, "theme")
        await desk.press("enter")
        await choose(desk, "malmoi-contrast")
        assert (desk.app.theme, load().theme) == ("malmoi-contrast", "malmoi-contrast")
        await to_setting(desk, "terms.missing")
        await desk.press("enter")
        await choose(desk, "note")
        assert load().check_severity == "terms.missing=note"
        await desk.press("enter")
        await choose(desk, "off")
        assert (load().check_skip, load().check_severity) == ("terms.missing", "")
        assert "3 of your own" in desk.screen.query_one(TopBar).text
        await desk.press("u")
        assert (load().check_skip, load().check_severity) == ("", "terms.missing=note")
        await desk.press("d")
        assert load().check_severity == ""
        await desk.press("d")
        assert "as it comes" in desk.told()
        await to_setting(desk, "languages")
        await desk.press("enter")
        await desk.type("ko, ja")
        await desk.press("enter")
        assert load().languages == "ko-KP, ja"
        await to_setting(desk, "at most")
        await desk.press("enter")
        await desk.type("names.missing=awful")
        await desk.press("enter")
        assert desk.shows(ErrorDialog)
        await desk.press("escape")
        assert load().check_severity == ""
        await desk.press("o")
        assert [line.title for line in desk.shelf.lines if line.key] == ["theme", "languages"]
        await desk.press("q", "slash")
        await desk.type("romanis")
        await desk.press("enter", "pagedown", "pageup", "down", "up")
        assert "romanisation" in [line.title for line in desk.shelf.lines]
        await desk.press("escape")
        for _ in range(5):
            await desk.press("u")
        assert "Nothing was changed" in desk.told()
        assert (load().theme, load().languages, desk.app.theme) == ("", "ko-KP, en", "malmoi-dark")
        await desk.press("q")
        assert desk.shows(LibraryScreen)


async def test_a_key_is_given_to_an_action_and_works_at_once(url: str, tmp_path: Path) -> None:
    file = tmp_path / "config" / "keys.toml"
    async with running(url, alignment=1) as desk:
        await desk.press("f8")
        await to_setting(desk, "merge  bead.merge_next")
        await desk.press("enter")
        await desk.type("ctrl+j s")
        await desk.press("enter")
        assert desk.shows(ErrorDialog)  # s splits already
        assert "bead.split" in desk.text()
        assert not file.exists()
        await desk.press("escape", "enter")
        await desk.type("ctrl+j")
        await desk.press("enter", "q")
        assert desk.shows(WorkspaceScreen)
        assert '"bead.merge_next" = "ctrl+j"' in file.read_text()
        await desk.press("m")
        assert desk.shapes().startswith("1:1 1:1")
        await desk.press("ctrl+j")
        assert desk.shapes().startswith("2:2")
        await desk.press("u", "f1")
        assert "Ctrl+J" in desk.text() or "Join this bead" not in desk.text()
    file.write_text('bead.merge_next = "F4"\n')
    async with running(url, alignment=1) as desk:
        await desk.press("f4")
        assert desk.shapes().startswith("2:2")
    file.write_text('"bead.marge_next" = "F4"\n')
    async with running(url) as desk:
        assert desk.shows(ErrorDialog)
        assert "bead.merge_next" in desk.text()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('"bead.merge_nex" = "x"', "no action"),
        ('"bead.merge_next" = "s"', "both bead.merge_next and bead.split"),
        ('"bead.merge_next" = "entre"', "entre is no key"),
        ('"bead.merge_next" = "strg+m"', "strg is no key to hold"),
        ('"bead.merge_next" = "ctrl+c"', "the way out"),
        ('"bead.merge_next" = 3', "a text in quotes"),
        ("bead.merge_next = ", "not valid TOML"),
    ],
)
def test_a_keymap_that_is_not_sound_says_what_and_where(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(text)
    with pytest.raises(InputError, match=says) as caught:
        load_keymap(file)
    assert str(file) in caught.value.message


def test_keys_are_written_as_people_write_them() -> None:
    assert parse_keys("m Ctrl+J ? Esc PgDn shift+F4 +") == "m,ctrl+j,question_mark,escape,pagedown,shift+f4,plus"
    assert parse_keys("") == ""
