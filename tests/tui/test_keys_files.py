"""Picking a file: a folder walked through with keys and mouse, narrowed as one types; paths typed, pasted, dropped."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from textual import events

from glossary.store.engine import open_database
from tests.tui.desk import Desk, running
from tests.tui.doing import does
from tui.folders import entries, narrowed, parted
from tui.screens.file_dialog import FileDialog, PathField
from tui.screens.library import LibraryScreen
from tui.widgets.file_lines import FileShelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with texts, other files and another folder with a bracket in its name."""
    work = tmp_path / "work"
    inner = work / "page [1]"
    inner.mkdir()
    (inner / unicodedata.normalize("NFD", "새 소식.txt")).write_text("협동농장에 새 살림집들이 일떠섰다.\n", "utf-8")
    (inner / "picture.png").write_bytes(b"")
    (work / "notes.md").write_text("A meeting was held.\n", "utf-8")
    (work / "speech.html").write_text("<html><body><p>A speech was made.</p></body></html>", "utf-8")
    (work / "letter.docx").write_bytes(b"PK")
    (work / ".hidden.txt").write_text("x")
    (work / "gone.txt").symlink_to(work / "nothing.txt")
    return work


def names(desk: Desk) -> list[str]:
    """Return what the list shows."""
    return [line.title for line in desk.screen.query_one(FileShelf).lines]


def here(desk: Desk) -> str:
    """Return the name under the cursor."""
    line = desk.screen.query_one(FileShelf).line
    return line.title if line else ""


async def paste(desk: Desk, text: str) -> None:
    """Paste a text into what has the focus."""
    (desk.screen.focused or desk.screen).post_message(events.Paste(text))
    await desk.settle()


@does("files.open", "files.parent", "files.down", "files.up", "files.page_down", "files.page_up")
async def test_a_folder_is_walked_through_and_a_file_is_picked(url: str, folder: Path) -> None:
    async with running(url, size=(80, 24)) as desk:
        await desk.press("i")
        assert desk.shows(FileDialog)
        assert names(desk) == ["../", "page [1]/", "notes.md", "speech.html"]
        assert here(desk) == "page [1]/"
        assert "page [1]/" in desk.text()
        await desk.press("enter")
        assert names(desk) == ["../", "새 소식.txt"]
        assert "page [1]" in desk.text()
        await desk.press("backspace")
        assert here(desk) == "page [1]/"  # where one came from
        await desk.press("pagedown", "up", "down", "pageup", "enter")
        assert "work/" in names(desk)  # the folder above, by its line
        assert here(desk) == "work/"
        await desk.press("enter", "enter", "enter")
        assert "Imported: 새 소식" in desk.told()
        await desk.press("i")
        assert here(desk) == "새 소식.txt"  # the folder is remembered
        await desk.press("alt+up", "escape")
        assert desk.shows(LibraryScreen)


async def test_the_list_narrows_as_one_types_and_a_path_shows_its_folder(url: str, folder: Path) -> None:
    async with running(url) as desk:
        await desk.press("i")
        await desk.type("ML")
        assert names(desk) == ["speech.html"]
        await desk.press("backspace", "backspace", "backspace")
        assert f"{folder.parent}" in desk.text()
        await desk.type("work/page [1]/소식")
        assert names(desk) == ["새 소식.txt"]
        field = desk.screen.query_one(PathField)
        field.value = "nothing.txt"
        await desk.press("enter")
        assert "There is no file" in desk.text()
        assert desk.shows(FileDialog)
        field.value = "/nowhere/at/all/"
        await desk.settle()
        assert "No such file or directory" in desk.text()
        field.value = f"{folder}/letter.docx"  # a file of another ending, where its path is typed
        await desk.press("enter")
        assert "letter.docx" in desk.text()
        await desk.press("escape", "i", "f1")
        assert "Show the folder above" in desk.text()


async def test_a_file_is_picked_with_the_mouse(url: str, folder: Path) -> None:
    async with running(url) as desk:
        await desk.press("i")
        shelf = desk.screen.query_one(FileShelf)
        await desk.pilot.click(shelf, offset=(6, 2), times=2)
        await desk.settle()
        assert "Imported: notes.md" in desk.told()


@pytest.mark.parametrize("key", ["", "i"])
async def test_dropped_files_are_imported_together(url: str, folder: Path, key: str) -> None:
    for language, text in (("ko", "회의가 열렸다."), ("en", "A meeting was held.")):
        (folder / f"the meeting.{language}.txt").write_text(text, "utf-8")
    async with running(url) as desk:
        if key:
            await desk.press(key)
        await paste(desk, f"'{folder}/the meeting.ko.txt' '{folder}/the meeting.en.txt' ")
        assert "the meeting.ko.txt" in desk.told()
        assert "the meeting.en.txt" in desk.told()
        assert "a aligns the two" in desk.told()
        assert [line.chosen for line in desk.shelf.lines if line.key][-2:] == [True, True]
        assert desk.shelf.line == desk.shelf.lines[-2]
        with open_database(url) as base:
            assert len({d.article_id for d in base.documents.list()[-2:]}) == 1
        await paste(desk, "/none/such.txt")
        assert "There is no file /none/such.txt" in desk.told()


def test_only_what_can_be_imported_is_listed(folder: Path) -> None:
    found = entries(folder)
    assert [e.name for e in found] == ["..", "page [1]", "notes.md", "speech.html"]
    assert found[2].about.startswith("    20 B  20")
    assert [e.name for e in narrowed(found, "E s")] == ["notes.md", "speech.html"]
    assert [e.name for e in narrowed(found, "S")] == ["speech.html", "notes.md"]  # what begins so comes first
    assert narrowed(found, "") == found
    assert entries(Path("/"))[0].name != ".."
    with pytest.raises(FileNotFoundError):
        entries(folder / "none")


def test_a_typed_path_is_folder_and_beginning_of_a_name(folder: Path, tmp_path: Path) -> None:
    assert parted("no", folder) == (folder, "no")
    assert parted("page [1]/새", folder) == (folder / "page [1]", "새")
    assert parted("../", folder) == (tmp_path, "")
    assert parted("/", folder) == (Path("/"), "")
    assert parted("~/x", folder) == (Path.home().resolve(), "x")
    assert parted("~nobody-is-called-so/x", folder)[1] == "x"
