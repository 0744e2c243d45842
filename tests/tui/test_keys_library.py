"""The actions of everywhere and of the library, done with their keys and looked at in the data base."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from glossary.store.engine import open_database
from glossary.store.records import NewDocument
from tests.tui.desk import START, running
from tests.tui.doing import does
from tui.palette import Palette
from tui.screens.dialogs import ChoiceDialog, ErrorDialog
from tui.screens.export_dialogs import ExportDialog
from tui.screens.file_dialog import FileDialog
from tui.screens.help import HelpScreen
from tui.screens.library import LibraryScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.bars import StatusLine

# Everywhere


@does("app.help", "dialog.cancel", "dialog.accept")
async def test_help_shows_the_keys_of_where_one_is(url: str) -> None:
    async with running(url, alignment=1, size=(120, 60)) as desk:
        for open_key, close_key in (("f1", "escape"), ("question_mark", "enter"), ("f1", "f1")):
            await desk.press(open_key)
            assert desk.shows(HelpScreen)
            assert "Join this bead with the next one." in desk.text()
            await desk.press(close_key)
            assert desk.shows(WorkspaceScreen)


@does("app.palette")
async def test_palette_finds_and_does_an_action(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("ctrl+p")
        await desk.type("unlink")
        await desk.press("enter", "enter")
        await desk.settle()
        assert desk.shapes().startswith("1:0 0:1 1:1")
        await desk.press("colon")
        assert desk.shows(Palette)
        await desk.press("escape")


@does("app.theme")
async def test_theme_changes_and_is_remembered(url: str, tmp_path: Path) -> None:
    async with running(url) as desk:
        await desk.press("f9")
        assert desk.app.theme == "malmoi-light"
    async with running(url) as desk:
        assert desk.app.theme == "malmoi-light"
        await desk.press("f9")
        assert desk.app.current_theme.dark
    async with running(url) as desk:
        await desk.press("f9")
    assert "malmoi-light" in (tmp_path / "config" / "settings.toml").read_text()


@does("app.quit", "library.leave")
@pytest.mark.parametrize("key", ["ctrl+q", "q"])
async def test_quit(url: str, key: str) -> None:
    async with running(url) as desk:
        await desk.pilot.press(key)
        assert desk.app.return_value == 0


@does("app.interrupt")
async def test_ctrl_c_says_how_to_leave(url: str) -> None:
    words = "Press q (or Ctrl+Q) to leave; everything is kept."
    async with running(url) as desk:
        assert "q quit" in desk.text()
        await desk.press("ctrl+c")
        assert desk.told() == words
        await desk.press("enter", "ctrl+c")
        assert desk.shows(WorkspaceScreen)
        assert desk.told() == words
        await desk.press("f1")
        assert "Ctrl+Q" in desk.text() or "Ctrl+Q" in str(desk.screen.query_one("#help").render())
        await desk.press("ctrl+c")
        assert desk.work.query_one(StatusLine).text == "Esc closes this box. " + words
        assert desk.app.return_value is None


async def test_ctrl_c_copies_in_a_field(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("c")
        await desk.type("hall")
        desk.screen.query_one(Input).select_all()
        await desk.press("ctrl+c")
        assert desk.app.clipboard == "hall"
        assert desk.work.query_one(StatusLine).text == ""
        await desk.press("escape", "e", "x", "ctrl+c")
        assert "not kept yet" in desk.told()


# Library


@does(
    *("library.down", "library.up", "library.page_down", "library.page_up", "library.first", "library.last"),
)
async def test_library_cursor_skips_headings(url: str) -> None:
    async with running(url) as desk:
        screen = desk.screen
        assert isinstance(screen, LibraryScreen)
        keys = []
        for key in ("down", "up", "end", "home", "pagedown", "pageup", "j", "k", "G", "g"):
            await desk.press(key)
            assert screen.shelf.line
            keys.append(screen.shelf.line.key)
        assert keys == [
            *(("document", 1), ("alignment", 1), ("document", 2), ("alignment", 1), ("document", 2)),
            *(("alignment", 1), ("document", 1), ("alignment", 1), ("document", 2), ("alignment", 1)),
        ]


@does("library.open", "work.leave")
async def test_open_and_leave_an_alignment(url: str) -> None:
    async with running(url) as desk:
        await desk.press("enter")
        assert desk.shows(WorkspaceScreen)
        assert desk.shapes() == START
        await desk.press("q")
        assert desk.shows(LibraryScreen)


@does("library.import_text")
async def test_import_reads_a_file(url: str, tmp_path: Path) -> None:
    path = tmp_path / "새 소식.ko.txt"
    path.write_text("협동농장에 새 살림집들이 일떠섰다.\n\n농장원들은 [모두] 기뻐하였다.\n", "utf-8")
    async with running(url) as desk:
        await desk.press("i")
        assert isinstance(desk.screen, FileDialog)
        desk.screen.query_one(Input).value = f"  '{path}' "
        await desk.press("enter")
        assert "Imported" in desk.told()
        assert "2 sentences" in desk.told()
        with open_database(url) as base:
            stored = base.documents.get(3)
            assert [s.text for s in base.documents.segments(3)][1] == "농장원들은 [모두] 기뻐하였다."
        assert stored.language == "ko-KP"
        await desk.press("i")
        desk.screen.query_one(Input).value = str(path)
        await desk.press("enter")
        assert "Already there" in desk.told()


async def test_import_of_a_bad_file_says_why_and_keeps_nothing(url: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(b"\x00\x01\x02" * 100)
    async with running(url) as desk:
        await desk.press("i")
        desk.screen.query_one(Input).value = str(path)
        await desk.press("enter")
        assert isinstance(desk.screen, ErrorDialog)
        assert "bad.txt" in desk.screen.message
        await desk.press("escape")
        assert desk.shows(LibraryScreen)
        with open_database(url) as base:
            assert len(base.documents.list()) == 2


@does("library.choose", "library.align")
async def test_align_two_chosen_texts(url: str) -> None:
    async with running(url) as desk:
        await desk.press("down", "space", "down", "space")
        assert [line.chosen for line in desk.shelf.lines if line.key] == [False, True, True]
        await desk.press("a")
        assert desk.shows(WorkspaceScreen)
        assert desk.work.number == 2
        with open_database(url) as base:
            assert base.alignments.get(2).source_language == "ko-KP"


async def test_align_one_text_asks_for_the_other(url: str) -> None:
    async with running(url) as desk:
        await desk.press("end", "enter")
        assert isinstance(desk.screen, ChoiceDialog)
        await desk.press("enter")
        assert desk.shows(WorkspaceScreen)
        bench = desk.work.bench
        assert bench is not None
        assert bench.bitext.source_language == "ko-KP"


@does("library.stop")
async def test_escape_lets_the_chosen_texts_and_the_filter_go(url: str) -> None:
    async with running(url) as desk:
        await desk.press("down", "space", "escape")
        assert not any(line.chosen for line in desk.shelf.lines)


async def test_stop_keeps_nothing(url: str) -> None:
    async with running(url) as desk:
        screen = desk.screen
        assert isinstance(screen, LibraryScreen)
        await desk.press("down", "space", "down", "space")
        screen.stop_asked.set()
        screen.stop_asked.clear = lambda: None  # type: ignore[method-assign]
        await desk.press("a")
        assert "stopped" in desk.told()
        with open_database(url) as base:
            assert len(base.alignments.list()) == 1


@does("library.delete", "library.undo")
async def test_delete_and_undo_also_across_sessions(url: str) -> None:
    async with running(url) as desk:
        await desk.press("d")
        assert "u brings it back" in desk.told()
        with open_database(url) as base:
            assert base.alignments.list() == []
        await desk.press("d")
        assert "Deleted" in desk.told()
    async with running(url) as desk:
        await desk.press("u", "u")
        with open_database(url) as base:
            assert len(base.alignments.list()) == 1
            assert len(base.documents.list()) == 2
        await desk.press("u")
        assert "Nothing was deleted" in desk.told()


async def test_a_text_that_an_alignment_needs_is_not_deleted(url: str) -> None:
    async with running(url) as desk:
        await desk.press("down", "delete")
        assert isinstance(desk.screen, ErrorDialog)
        assert "alignment" in desk.screen.message


@does("library.export")
async def test_export_from_the_library(url: str, tmp_path: Path) -> None:
    async with running(url) as desk:
        await desk.press("w")
        assert isinstance(desk.screen, ExportDialog)
        desk.screen.query_one("#path", Input).value = str(tmp_path / "out.tmx")
        await desk.press("f10")
        assert "8 beads" in desk.told()
        assert (tmp_path / "out.tmx").stat().st_size > 0


@does("library.find")
async def test_the_filter_narrows_at_each_key(url: str) -> None:
    def keys() -> list[tuple[str, int] | None]:
        return [line.key for line in desk.shelf.lines if line.key]

    async with running(url) as desk:
        await desk.press("slash")
        counts = []
        for key in "house ori":
            await desk.press(key)
            counts.append(len(keys()))
        assert counts == [2, 2, 2, 2, 2, 2, 2, 0, 0]
        assert "Esc shows everything" in desk.text()
        await desk.press(*["backspace"] * 9)
        assert len(keys()) == 3
        await desk.type("2023 ORIG")  # all words, in any place and case
        assert keys() == [("document", 1)]
        await desk.press("enter")
        assert desk.screen.focused is desk.shelf
        assert desk.shelf.line is not None
        await desk.press("space")
        assert [line.chosen for line in desk.shelf.lines if line.key] == [True]
        assert "only “2023 ORIG”" in desk.text()
    async with running(url) as desk:  # remembered
        assert keys() == [("document", 1)]
        await desk.press("escape")
        assert len(keys()) == 3
        await desk.press("slash", "z", "escape")
        assert len(keys()) == 3
        assert desk.screen.focused is desk.shelf
        await desk.press("slash", "escape", "down")
        assert desk.shelf.line is not None
        assert desk.shelf.line.key == ("document", 1)


async def test_the_kind_of_an_article_stands_in_wide_windows_and_is_filtered_by(url: str) -> None:
    with open_database(url) as base:
        base.documents.add(
            NewDocument(language="ko-KP", paragraphs=(("새 소식이 전해졌다.",),), title="새 소식", genre="commentary")
        )
    async with running(url, size=(140, 45)) as desk:
        (line,) = (line for line in desk.text().split("\n") if "새 소식" in line)
        assert "commentary" in line
        await desk.pilot.resize_terminal(80, 24)
        await desk.settle()
        assert "commentary" not in desk.text()
        await desk.press("slash")
        await desk.type("comment")
        assert [line.key for line in desk.shelf.lines if line.key] == [("document", 3)]


@does("library.reload")
async def test_reload_shows_what_another_program_did(url: str) -> None:
    async with running(url) as desk:
        with open_database(url) as base:
            base.alignments.remove(1)
        await desk.press("f5")
        assert "Alignments" not in desk.text()


@does("library.starter", "library.sample")
async def test_starter_and_sample_through_the_palette(url: str) -> None:
    async with running(url) as desk:
        desk.app.perform("library.starter")
        await desk.settle()
        assert "concepts added" in desk.told()
        desk.app.perform("library.sample")
        await desk.settle()
        assert desk.shows(WorkspaceScreen)
        assert "전국경공업제품전시회" in desk.text()


@does("dialog.copy")
async def test_an_error_can_be_copied(url: str) -> None:
    async with running(url) as desk:
        await desk.press("down", "d")
        dialog = desk.screen
        assert isinstance(dialog, ErrorDialog)
        await desk.press("c")
        assert desk.app.clipboard == dialog.text
        assert dialog.error_title in dialog.text


@does("library.sort", "library.count")
async def test_the_library_counts_findings_and_remembers_its_order(url: str) -> None:
    async with running(url, size=(140, 45)) as desk:
        assert "0/8✓ 4● 4▲" in desk.text()
        await desk.press("C")
        assert "1 alignments checked" in desk.told()
        found = desk.app.session.checks.findings(1)
        assert f"4▲ {len(found)}✗" in desk.text()
        await desk.press("C")
        assert "1 were counted already" in desk.told()
        await desk.press("s", "s")
        assert "by title" in desk.text()
        titles = [line.title for line in desk.shelf.lines if line.key and line.key[0] == "document"]
        assert titles == sorted(titles, key=str.casefold)
        await desk.press("enter", "a", "q")
        assert "✗" not in desk.text()  # the alignment has changed since it was counted
    async with running(url, size=(140, 45)) as desk:
        assert "by title" in desk.text()
        await desk.press("s", "s", "s")
        assert "as they came" in desk.told()


async def test_the_search_of_the_term_base_is_remembered(url: str) -> None:
    async with running(url) as desk:
        await desk.press("T", "slash")
        await desk.type("청류")
        await desk.press("enter")
    async with running(url) as desk:
        await desk.press("T")
        assert [line.title for line in desk.shelf.lines] == ["청류"]
        await desk.press("escape", "q", "T")
        assert len(desk.shelf.lines) == 2
