"""The actions of library and workspace, done with their keys in the running program, and looked at in the data base."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from glossary.alignment.beads import BeadState
from glossary.store.engine import open_database
from glossary.terms.entries import Status
from tests.tui.desk import ENGLISH, Desk, running
from tests.tui.doing import does
from tui.screens.dialogs import ChoiceDialog, ErrorDialog, ExportDialog, PathDialog, TextDialog
from tui.screens.help import HelpScreen
from tui.screens.library import LibraryScreen
from tui.screens.term_form import TermForm
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.bars import StatusLine
from tui.widgets.rows import Side

START = "1:1 1:1 1:1 1:1 1:1 2:1 0:1 1:1"


def at(desk: Desk) -> tuple[int, str, int]:
    """Return row, side and sentence of the cursor."""
    cursor = desk.work.grid.cursor
    return cursor.row, cursor.side.name.lower(), cursor.sentence


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
        assert "Command" in type(desk.screen).__name__
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
        assert isinstance(desk.screen, PathDialog)
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
        await desk.press("tab", "enter")
        assert "8 beads" in desk.told()
        assert (tmp_path / "out.tmx").stat().st_size > 0


@does("library.find")
async def test_find_filters_the_list(url: str) -> None:
    async with running(url) as desk:
        await desk.press("slash")
        assert isinstance(desk.screen, TextDialog)
        await desk.type("original")
        await desk.press("enter")
        assert [line.key for line in desk.shelf.lines if line.key] == [("document", 1)]
        await desk.press("escape")
        assert len(desk.shelf.lines) == 5


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


# Workspace: text and terms


@does("segment.edit", "editor.save", "editor.original", "editor.cancel")
async def test_edit_a_sentence_and_keep_what_the_source_says(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("tab", "down", "e", "end")
        await desk.type(" m[1]s")
        await desk.press("enter")
        segment = desk.bitext().target[1]
        assert segment.text.endswith("[sic]. m[1]s")
        assert segment.original.endswith("[sic].")
        desk.shapes()
        assert "m[1]s" in desk.text()
        await desk.press("f2", "ctrl+o", "enter")
        assert desk.bitext().target[1].original == ""
        await desk.press("u", "u")
        assert desk.bitext().target[1].text.endswith("[sic].")
        await desk.press("e")
        await desk.type("x")
        await desk.press("escape")
        assert "Esc again" in desk.text()
        await desk.press("escape")
        assert "edit en" not in desk.text()
        assert desk.bitext().target[1].text.endswith("[sic].")


@does("editor.cut", "editor.join", "segment.join")
async def test_a_sentence_is_cut_at_the_cursor_and_joined_again(url: str) -> None:
    async with running(url, alignment=1) as desk:
        desk.work.grid.move_to(2, Side.TARGET)
        area = desk.work.editor.area
        await desk.press("e")
        area.move_cursor((0, 0))
        await desk.press("f4")
        assert "words must stay on both sides" in desk.text()
        area.move_cursor((0, area.text.index("chief secretary")))
        await desk.press("f4")
        assert "Cut in two" in desk.told()
        assert desk.shapes() == "1:1 1:1 1:2 1:1 1:1 2:1 0:1 1:1"
        assert [desk.bitext().target[n].text for n in (2, 3)] == [
            "Present there were Ri Myong Ho,",
            "chief secretary of the county party committee, and farmers.",
        ]
        assert at(desk) == (2, "target", 1)
        await desk.press("u")
        assert desk.told() == "Undone: split of a sentence, bead 3"
        assert desk.shapes() == START
        await desk.press("U", "up", "plus")
        assert desk.shapes() == START
        assert desk.told().startswith("Joined")
        await desk.press("u")
        assert desk.shapes() == "1:1 1:1 1:2 1:1 1:1 2:1 0:1 1:1"
        # A changed text is kept first; both are taken back one by one.
        desk.work.grid.move_to(2, Side.TARGET)
        await desk.press("e", "end")
        await desk.type(" [sic]")
        await desk.press("f8")
        assert desk.bitext().target[2].text == (
            "Present there were Ri Myong Ho, [sic] chief secretary of the county party committee, and farmers."
        )
        assert desk.bitext().target[2].original == ENGLISH[2][0]
        assert desk.shapes() == START
        await desk.press("u", "u", "u")
        assert desk.shapes() == START
        assert desk.bitext().target[2].text == ENGLISH[2][0]


async def test_sentences_of_two_paragraphs_are_joined_when_asked_twice(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("plus")
        assert "another paragraph" in desk.told()
        assert desk.shapes() == START
        await desk.press("plus")
        assert desk.shapes() == "1:2 1:1 1:1 1:1 2:1 0:1 1:1"
        await desk.press("u")
        assert desk.shapes() == START
        desk.work.grid.move_to(7, Side.SOURCE)
        await desk.press("plus")
        assert "no source sentence after the last one" in desk.told()


@does("work.exchange")
async def test_the_texts_change_places_and_back(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("down", "X")
        assert desk.bitext().source_language == "en"
        assert at(desk) == (1, "target", 0)
        assert desk.shapes() == "1:1 1:1 1:1 1:1 1:1 1:2 1:0 1:1"
        await desk.press("u")
        assert desk.told() == "Undone: exchange of the two texts"
        assert desk.shapes() == START


@does(
    *("phrase.mark", "phrase.term", "phrase.link", "phrase.clear"),
    *("mark.left", "mark.right", "mark.extend_left", "mark.extend_right", "mark.character_left"),
    *("mark.character_right", "mark.anchor", "mark.accept", "mark.cancel"),
)
async def test_mark_two_phrases_and_make_a_term(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("down", "down", "v", "right", "right", "left", "enter")  # 군당책임비서
        assert at(desk)[1] == "target"
        await desk.press("escape", "v")
        while desk.work._phrase(Side.TARGET) != "chief":
            await desk.press("l")
        await desk.press("v", "right", "L", "H", "comma", "full_stop", "enter")
        assert "군당책임비서 = chief secretary" in desk.told()
        await desk.press("t")
        assert isinstance(desk.screen, TermForm)
        assert "Kundangchaegimbiso" in desk.text()
        desk.screen.query_one("#subject", Input).value = "title"
        await desk.press("enter")
        assert "Term kept: 군당책임비서 = chief secretary" in desk.told()
        with open_database(url) as base:
            (concept,) = base.concepts.find("군당책임비서")
            assert concept.subject == "title"
            assert [t.text for t in concept.terms] == ["군당책임비서", "chief secretary"]
            assert concept.terms[0].attestations[0].start == 6
            (link,) = base.alignments.phrase_links(1)
            assert (link.source_text, link.target_text) == ("군당책임비서", "chief secretary")
            assert link.source_term == concept.terms[0].id
        assert "chief secretary" in desk.work.panel.text


@does("mark.suggest", "mark.start_left", "mark.start_right")
async def test_a_suggestion_is_taken_its_edges_moved_and_linked(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("down", "v", "tab")
        assert "Mark a phrase in the other column first" in desk.told()
        await desk.press("right", "right", "enter")  # 청류협동농장
        assert at(desk)[1] == "target"
        await desk.press("tab")
        assert "suggestion 1 of 3" in desk.text()
        first = desk.work._phrase(Side.TARGET)
        assert first == "Chongryu Cooperative Farm"
        await desk.press("tab")
        assert desk.work._phrase(Side.TARGET) != first
        await desk.press("tab", "tab")
        assert desk.work._phrase(Side.TARGET) == first
        await desk.press("ctrl+left")
        wider = desk.work._phrase(Side.TARGET)
        assert wider.endswith(first)
        assert wider != first
        await desk.press("ctrl+right")
        assert desk.work._phrase(Side.TARGET) == first
        await desk.press("right")
        assert desk.work._phrase(Side.TARGET).startswith(first)
        await desk.press("left", "enter", "L")
        assert "Linked" in desk.told()
        with open_database(url) as base:
            (link,) = base.alignments.phrase_links(1)
            assert link.target_text == first


@does(
    *("library.candidates", "candidates.down", "candidates.up", "candidates.page_down", "candidates.page_up"),
    *("candidates.accept", "candidates.reject", "candidates.undo", "candidates.leave"),
)
async def test_candidates_are_accepted_and_rejected_for_good(url: str) -> None:
    from tui.screens.candidates import CandidateScreen

    async with running(url) as desk:
        await desk.press("t")
        assert desk.shows(CandidateScreen)
        lines = [line.title for line in desk.shelf.lines]
        assert len(lines) > 1
        await desk.press("down", "up", "pagedown", "pageup", "r")
        assert desk.told().startswith(f"Rejected for good: {lines[0]}")
        await desk.press("a")
        assert f": {lines[1]}" in desk.told()
        await desk.press("u", "u")
        assert [line.title for line in desk.shelf.lines] == lines
        with open_database(url) as base:
            assert base.concepts.count() == 2
        await desk.press("u")
        assert "Nothing was decided" in desk.told()
        await desk.press("r", "a")
        left = [line.title for line in desk.shelf.lines]
        assert left == lines[2:]
        await desk.press("q", "t")
        again = [line.title for line in desk.shelf.lines]
        assert lines[0] not in again
        assert lines[1] not in again
        await desk.press("q")
        assert desk.shows(LibraryScreen)
    with open_database(url) as base:
        korean, _, english = lines[1].partition(" = ")
        assert any([t.text for t in c.terms] == [korean, english] for c in base.concepts.find(korean))


@does(
    *("library.concordance", "work.concordance", "concordance.down", "concordance.up", "concordance.page_down"),
    *("concordance.page_up", "concordance.open", "concordance.query", "concordance.left", "concordance.right"),
    *("concordance.rendering", "concordance.date", "concordance.order", "concordance.leave"),
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_concordance_sorts_groups_and_leads_to_the_bead(url: str, size: tuple[int, int]) -> None:
    from tui.screens.concordance import ConcordanceScreen
    from tui.widgets.keyword_lines import KeywordLine, KeywordShelf

    async with running(url, size=size) as desk:
        await desk.press("f3")
        await desk.type("munhwahoegwan")
        await desk.press("enter")
        shelf = desk.screen.query_one(KeywordShelf)

        def lines() -> list[KeywordLine]:
            return [line for line in shelf.lines if isinstance(line, KeywordLine)]

        assert {line.words for line in lines()} == {"문화회관"}
        assert len(lines()) == 4
        assert "문화회관" in desk.text()
        await desk.press("l")
        near = [(line.left.split() or [""])[-1] for line in lines()]
        assert near == sorted(near)
        await desk.press("r")
        behind = [line.right.strip(" .") for line in lines()]
        assert behind == sorted(behind)
        await desk.press("g")
        assert "house of culture" in shelf.lines[0].title.casefold()
        assert "4 (100%)" in shelf.lines[0].title
        await desk.press("d", "o", "pagedown", "pageup", "down", "up", "down")
        line = shelf.line
        assert isinstance(line, KeywordLine)
        await desk.press("enter")
        work = desk.work
        assert work.bench is not None
        assert line.right in work.bench.side_text(work.grid.cursor.row, Side.SOURCE)
        row = work.grid.cursor.row
        await desk.press("v", "enter", "escape", "f3")
        assert desk.shows(ConcordanceScreen)
        assert desk.screen.query_one(KeywordShelf).lines
        await desk.press("slash", "home", *["delete"] * 30)
        await desk.type("acclaimed")
        await desk.press("enter", "enter")
        assert desk.screen is work
        assert work.grid.cursor.row == 5 != row
        await desk.press("q")
        assert desk.shows(ConcordanceScreen)
        await desk.press("escape")
        assert desk.shows(LibraryScreen)


@does(
    *("library.checks", "work.checks", "checks.down", "checks.up", "checks.page_down", "checks.page_up"),
    *("checks.open", "checks.fix", "checks.dismiss", "checks.dismiss_kind", "checks.reopen", "checks.undo"),
    *("checks.filter", "checks.severity", "checks.dismissed", "checks.again", "checks.leave"),
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_findings_are_read_mended_and_set_aside(url: str, size: tuple[int, int]) -> None:
    from glossary.alignment.edits import edit_text
    from tui.screens.checks import CheckScreen

    with open_database(url) as base:
        bitext = base.alignments.bitext(1)
        text = "He  said that the house of culture rose splendidly on October 9 .."
        segment = bitext.beads[4].target[0]
        base.alignments.record_edit(1, edit_text(bitext, "target", segment, text), version=1)
    async with running(url, alignment=1, size=size) as desk:
        await desk.press("f7")
        screen = desk.screen
        assert isinstance(screen, CheckScreen)

        def keys() -> list[tuple[str, str]]:
            return [(x.note, x.languages) for x in screen.shelf.lines if x.key]

        every = keys()
        assert len(every) >= 3
        assert "Checks" in desk.text()
        await desk.press("down", "up", "pagedown", "pageup")
        by_level = []
        for _ in range(3):
            await desk.press("s")
            by_level += keys()
        assert by_level == every
        await desk.press("s")
        assert keys() == every
        # set aside, one and a kind; seen again; taken back by o and by u
        for key in ("d", "D"):
            first = screen._here
            assert first is not None
            await desk.press(key)
            await desk.type("so [sic] in the original")
            await desk.press("enter")
            assert len(keys()) < len(every)
            with open_database(url) as base:
                (kept,) = base.dismissals.list()
                assert (kept.check, kept.reason) == (first.finding.check, "so [sic] in the original")
            await desk.press("v")
            assert keys() == every
            screen.shelf.find(("finding", screen._noted.index(next(n for n in screen._noted if n.mark))))
            await desk.settle()
            assert "so [sic] in the original" in desk.text()
            await desk.press("o" if key == "d" else "u", "v")
            assert keys() == every
            with open_database(url) as base:
                assert not base.dismissals.list()
            if key == "d":
                screen._done.clear()
        # a suggestion is put in and taken back; the workspace below follows
        fixable = next(n for n, x in enumerate(screen._noted) if x.finding.suggestion is not None and x.position == 4)
        screen.shelf.find(("finding", fixable))
        await desk.press("f")
        assert "Put in" in desk.told()
        mended = desk.bitext()
        assert mended.target_text(mended.beads[4]) != text
        assert desk.work.bench is not None
        assert desk.work.bench.bitext == mended
        await desk.press("u")
        assert desk.bitext().target_text(desk.bitext().beads[4]) == text
        assert keys() == every
        # filter, jump, and from the library
        await desk.press("slash")
        await desk.type("October")
        await desk.press("enter")
        assert 0 < len(keys()) < len(every)
        await desk.press("f5", "slash", *["backspace"] * 7, "enter")
        screen.shelf.find(("finding", fixable))
        await desk.press("enter")
        assert desk.screen is desk.work
        assert desk.work.grid.cursor.row == 4
        await desk.press("q", "c")
        assert desk.shows(CheckScreen)
        await desk.press("q")
        assert desk.shows(LibraryScreen)


@does("concordance.renderings", "renderings.accept", "renderings.undo", "renderings.leave")
async def test_renderings_over_time_write_dates_that_undo_takes_back(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    from glossary.terms import timeline
    from tui.screens.renderings import RenderingScreen

    # eight beads of one day propose nothing: the rule for proposals has its own tests
    since = [timeline.Proposal("house of culture", date(2019, 1, 1), None, "first seen in 2019")]

    def stored() -> list[object]:
        with open_database(url) as base:
            (concept,) = base.concepts.find("문화회관")
            return [t.valid_from for t in concept.terms]

    async with running(url) as desk:
        await desk.press("f3")
        await desk.type("munhwahoegwan")
        await desk.press("enter", "t")
        assert desk.shows(RenderingScreen)
        assert "house of culture" in desk.text()
        assert "2023" in desk.text()
        assert "█" in desk.text()
        await desk.press("a")
        assert stored() == [None, None]
        monkeypatch.setattr(timeline, "proposals", lambda _: since)
        await desk.press("a")
        assert date(2019, 1, 1) in stored()
        await desk.press("u")
        assert stored() == [None, None]
        await desk.press("q", "escape")
        assert desk.shows(LibraryScreen)


async def test_concordance_says_what_it_cannot_find(url: str) -> None:
    async with running(url) as desk:
        await desk.press("ctrl+f")
        await desk.type("nowhere [sic]")
        await desk.press("enter")
        assert "“nowhere [sic]” stands nowhere" in desk.text()


async def test_link_without_a_term_and_clear(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("L")
        assert "Mark a phrase" in desk.told()
        await desk.press("v", "enter", "enter", "L")
        assert "Linked" in desk.told()
        with open_database(url) as base:
            assert len(base.alignments.phrase_links(1)) == 1
            assert base.concepts.count() == 2
        await desk.press("v", "enter", "enter", "escape")
        assert desk.shows(WorkspaceScreen)
        await desk.press("escape")
        assert desk.shows(LibraryScreen)


async def make_term(desk: Desk) -> None:
    """Make a term of the first words of bead 3: 준공식에는 = Present."""
    desk.work.grid.move_to(2, Side.SOURCE)
    await desk.press("v", "enter", "enter", "t")
    assert isinstance(desk.screen, TermForm)
    desk.screen.query_one("#target", Input).focus()
    await desk.press("enter")
    assert "Term kept" in desk.told()


def kept(url: str) -> tuple[int, int, int]:
    """Return how many concepts, phrase links and confirmed beads the data base has."""
    with open_database(url) as base:
        return base.concepts.count(), len(base.alignments.phrase_links(1)), base.alignments.get(1).confirmed


async def test_undo_takes_back_the_term_before_the_older_edit_and_says_so(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("enter")
        await make_term(desk)
        assert kept(url) == (3, 1, 1)
        desk.work.grid.move_to(5, Side.TARGET)
        await desk.press("u")
        term = desk.told()
        assert term.startswith("Undone: term 준공식에")
        assert term.endswith("made, bead 3")
        assert kept(url) == (2, 0, 1)
        assert at(desk)[0] == 2
        bench = desk.work.bench
        assert bench is not None
        assert not bench.links
        await desk.press("u")
        assert desk.told() == "Undone: confirm, bead 1"
        assert kept(url) == (2, 0, 0)
        await desk.press("u")
        assert desk.told() == "There is nothing more to undo."
        await desk.press("U")
        assert desk.told() == "Done again: confirm, bead 1"
        await desk.press("U")
        assert desk.told() == term.replace("Undone", "Done again")
        assert kept(url) == (3, 1, 1)
        with open_database(url) as base:
            (link,) = base.alignments.phrase_links(1)
            assert base.concepts.concept_of_term(link.source_term).terms[1].id == link.target_term
            assert link.bead == 2
        assert desk.work.open_bench.links[0].bead == 2
        await desk.press("U")
        assert desk.told() == "There is nothing more to redo."
        await desk.press("u", "u")
        assert kept(url) == (2, 0, 0)


async def test_undo_that_comes_fast_takes_back_the_term_that_is_being_made(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("enter")
        desk.work.grid.move_to(2, Side.SOURCE)
        await desk.press("v", "enter", "enter")
        desk.work.action_phrase_link()
        desk.work.action_work_undo()
        await desk.settle()
        assert desk.told().startswith("Undone: phrases ")
        assert kept(url) == (2, 0, 1)


async def test_undo_of_a_link_and_of_edits_says_what_and_where(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("m", "v", "enter", "enter", "L", "n", "r")
        rejected = at(desk)[0] + 1
        said = []
        for key in ("u", "u", "u", "U", "U", "U"):
            await desk.press(key)
            said.append(desk.told())
        assert said[0] == f"Undone: reject, bead {rejected}"
        assert said[1].startswith("Undone: phrases ")
        assert said[1].endswith(" linked, bead 1")
        assert said[2] == "Undone: merge, beads 1–2"
        assert said[3:] == [text.replace("Undone", "Done again") for text in (said[2], said[1], said[0])]
        assert kept(url)[1] == 1


async def test_a_term_changed_by_somebody_else_is_not_taken_back(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("enter")
        await make_term(desk)
        with open_database(url) as base:
            concept = next(c for c in base.concepts.all() if c.subject == "")
            base.concepts.save(replace(concept, note="from another program"))
        await desk.press("u")
        assert isinstance(desk.screen, ErrorDialog)
        await desk.press("escape")
        assert kept(url) == (3, 1, 1)
        await desk.press("u")
        assert desk.told() == "Undone: confirm, bead 1"


async def test_a_known_source_term_gets_the_rendering_added(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("t")
        desk.screen.query_one("#source", Input).value = "문화회관"
        desk.screen.query_one("#target", Input).value = "cultural hall"
        await desk.settle()
        assert "rendering is added" in desk.text()
        desk.screen.query_one("#target", Input).focus()
        await desk.press("enter")
        assert "Rendering added" in desk.told()
        with open_database(url) as base:
            (concept,) = base.concepts.find("문화회관")
            assert [(t.text, t.status) for t in concept.terms[1:]] == [
                ("house of culture", Status.PREFERRED),
                ("cultural hall", Status.ADMITTED),
            ]
        await desk.press("u")
        assert desk.told() == "Undone: rendering cultural hall added to 문화회관"
        with open_database(url) as base:
            assert [t.text for t in base.concepts.find("문화회관")[0].terms] == ["문화회관", "house of culture"]
        await desk.press("U")
        with open_database(url) as base:
            assert [t.text for t in base.concepts.find("문화회관")[0].terms][2:] == ["cultural hall"]


@does("panel.toggle")
async def test_side_panel_toggles(url: str) -> None:
    async with running(url, alignment=1) as desk:
        assert "Why" in desk.text()
        await desk.press("f6")
        assert "Why" not in desk.text()
        await desk.press("b")
        assert "Why" in desk.text()


@does("work.export")
async def test_export_from_the_workspace_in_every_format(url: str, tmp_path: Path) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("w")
        assert isinstance(desk.screen, ExportDialog)
        names = [option.id for option in desk.screen.query_one(OptionList).options]
        await desk.press("escape")
        assert {"ladder", "tsv", "jsonl", "tmx", "xliff", "html"} <= set(names)
        for number, name in enumerate(names):
            await desk.press("w", *["down"] * number, "enter")
            path = Path(desk.screen.query_one("#path", Input).value)
            assert path.parent == tmp_path / "work"
            await desk.press("enter")
            assert f"8 beads written to {path}" in desk.told(), name
            assert path.stat().st_size > 0


async def test_export_asks_before_it_replaces_and_says_where_it_cannot(url: str, tmp_path: Path) -> None:
    there = tmp_path / "there.tsv"
    there.write_text("old")
    async with running(url, alignment=1) as desk:
        await desk.press("w", "tab")
        desk.screen.query_one("#path", Input).value = str(there)
        await desk.press("enter")
        assert isinstance(desk.screen, ExportDialog)
        assert there.read_text() == "old"
        await desk.press("enter")
        assert there.read_text() != "old"
        await desk.press("w", "tab")
        desk.screen.query_one("#path", Input).value = str(tmp_path / "nowhere" / "x.tsv")
        await desk.press("enter")
        assert isinstance(desk.screen, ErrorDialog)
        assert "nowhere" in desk.screen.message


@does("work.reload")
async def test_reload_shows_what_another_program_did_to_the_alignment(url: str) -> None:
    async with running(url, alignment=1) as desk:
        with open_database(url) as base:
            from glossary.alignment.edits import merge_next

            base.alignments.record_edit(1, merge_next(base.alignments.bitext(1), 0), version=1)
        await desk.press("down", "f5")
        assert desk.shapes() == "2:2 1:1 1:1 1:1 2:1 0:1 1:1"


async def test_a_late_write_shows_both_texts_and_reloads(url: str) -> None:
    async with running(url, alignment=1) as desk:
        with open_database(url) as base:
            from glossary.alignment.edits import merge_next

            base.alignments.record_edit(1, merge_next(base.alignments.bitext(1), 0), version=1)
        await desk.press("enter")
        assert isinstance(desk.screen, ErrorDialog)
        assert "yours" in desk.screen.message
        assert "청류협동농장에서" in desk.screen.message
        await desk.press("escape")
        assert desk.shapes() == "2:2 1:1 1:1 1:1 2:1 0:1 1:1"
        await desk.press("enter")
        assert desk.bitext().beads[0].state is BeadState.CONFIRMED


@does("dialog.copy")
async def test_an_error_can_be_copied(url: str) -> None:
    async with running(url) as desk:
        await desk.press("down", "d")
        dialog = desk.screen
        assert isinstance(dialog, ErrorDialog)
        await desk.press("c")
        assert desk.app.clipboard == dialog.text
        assert dialog.error_title in dialog.text
