"""Draft mode: begun from library and workspace, written with suggestions, checked, kept, undone, found by commands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from glossary.alignment.beads import BeadState
from glossary.store.engine import open_database
from glossary.terms.entries import Status
from glossary.terms.making import new_concept
from tests.commandline import malmoi
from tests.tui.desk import Desk, at, running
from tests.tui.doing import does
from tui.screens import drafting
from tui.screens.dialogs import ChoiceDialog
from tui.screens.library import LibraryScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.rows import Side

SIZES = [(80, 24), (140, 45)]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is typed be checked at once."""
    monkeypatch.setattr(drafting, "PAUSE", 0.01)


async def put(desk: Desk, text: str) -> None:
    """Put a text into the field, as a paste does."""
    desk.work.drafting.area.insert(text)
    await desk.settle()


def stored(desk: Desk, number: int = 2) -> list[str]:
    """Return what is written, bead by bead, as another program reads it."""
    with open_database(desk.url) as base:
        bitext = base.alignments.bitext(number)
        return [bitext.target_text(bead) for bead in bitext.beads]


@does("work.draft", "draft.keep", "draft.insert", "draft.next", "draft.previous", "draft.leave")
@pytest.mark.parametrize("size", SIZES)
async def test_a_draft_is_begun_from_an_alignment_and_written_with_suggestions(url: str, size: tuple[int, int]) -> None:
    with open_database(url) as base:
        (concept,) = base.concepts.find("문화회관")
        hall = replace(new_concept([("en", "hall [sic]")]).terms[0], status=Status.ADMITTED)
        base.concepts.save(concept.with_terms((*concept.terms, hall)))
    async with running(url, alignment=1, size=size) as desk:
        await desk.press("i")
        assert isinstance(desk.screen, ChoiceDialog)
        assert "Begin a new draft (en)" in desk.text()
        await desk.press("enter")
        work = desk.work
        assert (work.number, work.is_draft, work.drafting.display) == (2, True, True)
        assert "청류협동농장에서" in desk.text()
        # a term is completed by a key, and another put in by choosing it
        names = [s.text for s in work.drafting.lines.items]
        assert names[0] == "house of culture"
        await put(desk, "House of c")
        await desk.type("ul")
        await desk.press("tab")
        assert work.drafting.text == "House of culture"
        await put(desk, " opens at")
        other = "hall [sic]"
        await desk.press("alt+down", "alt+up", "shift+tab", "alt+up", "tab")
        assert work.drafting.text == f"House of culture opens at {other}"
        await desk.press("enter")
        assert stored(desk)[0] == f"House of culture opens at {other}"
        assert at(desk) == (1, "target", 0)
        assert work.drafting.display
        assert "bead 2 of 7" in desk.text()
        await put(desk, "Half")
        await desk.press("escape")
        assert stored(desk)[:3] == [f"House of culture opens at {other}", "Half", ""]
        assert not desk.work.drafting.display
        assert "2 of 7 written" in desk.text()
        assert {cell_len(line) for line in desk.text().split("\n")} == {size[0]}
        assert desk.work.grid.rows[0].target[0].text.startswith("House")
        # e on a written sentence opens the same field; nothing is left of it: it is taken out, and comes back
        await desk.press("e", *["backspace"] * 4, "escape")
        assert stored(desk)[1] == ""
        assert "u brings it back" in desk.told()
        await desk.press("u", "u", "u")
        assert stored(desk) == [""] * 7
        assert desk.told() == "Undone: writing of a sentence, bead 1"
        await desk.press("U", "U")
        assert stored(desk)[:2] == [f"House of culture opens at {other}", "Half"]


@does("library.draft", "draft.confirm", "draft.up", "draft.down", "draft.fix")
async def test_a_draft_of_a_text_is_checked_while_typed_and_confirmed(url: str, tmp_path: Path) -> None:
    async with running(url) as desk:
        await desk.press("down", "n", "enter")
        assert desk.work.drafting.display
        assert "bead 1 of 8" in desk.text()
        await desk.press("f8", "f8", "f5")
        assert at(desk) == (1, "target", 0)
        await put(desk, "A newly-built house of culture was  inaugurated on October 4.")
        found = desk.work.drafting.found
        assert any(n.finding.suggestion is not None for n in found)
        assert found[0].finding.message[:30] in desk.text()
        assert stored(desk)[1] == ""
        count = len(found)
        while any(n.finding.suggestion is not None for n in desk.work.drafting.found):
            await desk.press("f4")
        assert len(desk.work.drafting.found) < count
        await desk.press("f10")
        assert stored(desk)[1].startswith("A newly-built house of culture was inaugurated")
        with open_database(url) as base:
            bead = base.alignments.bitext(2).beads[1]
        assert bead.state is BeadState.CONFIRMED
        assert bead.author
        assert at(desk)[0] == 2
        await desk.press("escape", "q")
        assert desk.shows(LibraryScreen)
        await desk.press("n")
        assert "1 of 8 written" in desk.text()
        await desk.press("down", "enter")
        assert (desk.work.number, desk.work.drafting.display, at(desk)[0]) == (2, True, 2)
    # what the command line makes of it
    result = malmoi("--db", url, "export", "tmx", "--alignment", "2", "-o", tmp_path / "draft.tmx")
    assert result.code == 0, result.err
    assert "A newly-built house of culture" in (tmp_path / "draft.tmx").read_text("utf-8")
    assert "A newly-built house of culture" in malmoi("--db", url, "documents", "show", "3").out
    result = malmoi("--db", url, "check", "--alignment", "2", "--format", "text")
    assert result.code == 1


async def test_a_click_inserts_and_another_bead_keeps_what_was_typed(url: str) -> None:
    async with running(url, alignment=1, size=(140, 45)) as desk:
        await desk.press("i", "enter")
        line = next(n for n, x in enumerate(desk.text().split("\n")) if "▸ Tab" in x)
        await desk.pilot.click(offset=(14, line))
        await desk.settle()
        assert desk.work.drafting.text == "House of culture"
        grid = desk.work.grid
        row = next(y for y in range(grid.size.height) if (p := grid.place(3, y)) and p.row == 2)
        await desk.pilot.click(type(grid), offset=(3, row))
        await desk.settle()
        assert stored(desk)[0] == "House of culture"
        assert "bead 3 of 7" in desk.text()
        assert desk.work.drafting.area.has_focus


async def test_keys_that_come_faster_than_the_disk_lose_nothing(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("i", "enter")
        for number in range(7):
            desk.work.drafting.area.insert(f"Sentence {number}.")
            desk.work.drafting.action_draft_keep()
            await desk.pilot.pause()
        await desk.settle()
        assert stored(desk) == [f"Sentence {n}." for n in range(7)]
        assert "Every sentence is written" in desk.told()


async def test_what_somebody_else_wrote_is_not_written_over_and_the_text_comes_back(url: str) -> None:
    from glossary.alignment.writing import write

    async with running(url, alignment=1) as desk:
        await desk.press("i", "enter")
        with open_database(url) as base:
            bitext = base.alignments.bitext(2)
            edit = write(bitext, 0, "target", "Theirs.", new=base.documents.reserve_segment())
            base.alignments.record_edit(2, edit, version=1)
        await put(desk, "Mine.")
        await desk.press("escape")
        assert "Theirs." in desk.text()
        await desk.press("escape")
        assert stored(desk)[0] == "Theirs."
        desk.work.grid.move_to(0, Side.TARGET)
        await desk.press("i")
        assert desk.work.drafting.text == "Mine."


PROGRAM = """
import asyncio, os, sys
from tests.tui.desk import running
async def main():
    async with running(sys.argv[1], alignment=1) as desk:
        await desk.press("i", "enter")
        desk.work.drafting.area.insert("Kept.")
        await desk.press("enter")
        desk.work.drafting.area.insert("Typed [si")
        await desk.press("c", "]")
        print("typed", flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


async def test_a_killed_program_loses_neither_what_was_kept_nor_what_was_typed(url: str) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, url], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "typed\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert "Typed [sic]" in json.dumps(json.loads((Path(os.environ["MALMOI_DATA_DIR"]) / "typed.json").read_text()))
    async with running(url, alignment=2) as desk:
        assert stored(desk)[:2] == ["Kept.", ""]
        assert "bead 2 on" in desk.told()
        await desk.press("i")
        assert desk.work.drafting.text == "Typed [sic]"
        await desk.press("escape")
        assert stored(desk)[:2] == ["Kept.", "Typed [sic]"]
    async with running(url, alignment=2) as desk:
        assert desk.shows(WorkspaceScreen)
        assert desk.told() == ""


async def test_leaving_the_program_while_typing_loses_nothing(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("i", "enter")
        desk.work.drafting.area.insert("Not kept yet")
        await desk.pilot.press("ctrl+q")
        assert desk.app.return_value == 0
    async with running(url, alignment=2) as desk:
        await desk.press("i")
        assert desk.work.drafting.text == "Not kept yet"
