"""The actions on sentences and on the open alignment: editing, panel, export, reading anew, late writes."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, OptionList

from glossary.alignment.beads import BeadState
from glossary.store.engine import open_database
from tests.tui.desk import ENGLISH, START, at, running
from tests.tui.doing import does
from tui.screens.dialogs import ErrorDialog
from tui.screens.export_dialogs import ExportDialog
from tui.screens.export_losses import LossQuestion
from tui.widgets.rows import Side


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
            await desk.press("w", "home", *["down"] * number, "enter")
            path = Path(desk.screen.query_one("#path", Input).value)
            assert path.parent == tmp_path / "work"
            await desk.press("enter")
            if desk.shows(LossQuestion):
                await desk.press("enter")
            assert f"8 beads written to {path}" in desk.told(), name
            assert path.stat().st_size > 0


async def test_export_asks_before_it_replaces_and_says_where_it_cannot(url: str, tmp_path: Path) -> None:
    there = tmp_path / "there.tsv"
    there.write_text("old")
    async with running(url, alignment=1) as desk:
        await desk.press("w")
        desk.screen.query_one("#path", Input).value = str(there)
        desk.screen.query_one("#path", Input).focus()
        await desk.press("enter")
        assert isinstance(desk.screen, ExportDialog)
        assert there.read_text() == "old"
        await desk.press("enter")
        assert desk.shows(LossQuestion)
        await desk.press("enter")
        assert there.read_text() != "old"
        await desk.press("w")
        desk.screen.query_one("#path", Input).value = str(tmp_path / "nowhere" / "x.jsonl")
        await desk.press("f10")
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
