"""The comparison of versions and the omissions report, worked with their keys."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from glossary.store.engine import open_database
from glossary.store.records import NewDocument
from tests.tui.desk import ENGLISH, Desk, running
from tests.tui.doing import does
from tui.screens.dialogs import ChoiceDialog, ErrorDialog, PathDialog
from tui.screens.file_dialog import FileDialog
from tui.screens.library import LibraryScreen
from tui.screens.omissions import OmissionScreen
from tui.screens.renderings import RenderingScreen
from tui.screens.versions import VersionScreen
from tui.screens.workspace import WorkspaceScreen
from tui.versioning import Wanted
from tui.widgets.bars import TopBar
from tui.widgets.omission_lines import CountLine, OmissionLine
from tui.widgets.rows import Side
from tui.widgets.version_grid import VersionGrid, VersionRow

NEW = "The farm has 1 200 members [sic]."


@pytest.fixture
def saved(url: str) -> str:
    """Return a data base with three saves of the English page: reworded, one sentence added, one removed."""
    reworded = (ENGLISH[2][0].replace("Present there were", "Attending were"),)
    with open_database(url, author="tester") as base:
        paragraphs = [*ENGLISH[:2], reworded, *ENGLISH[3:]]
        page = NewDocument(
            language="en", title=ENGLISH[0][0], date="2023-10-05", role="official", article_id=1, paragraphs=()
        )
        base.documents.add(replace(page, paragraphs=(*paragraphs, (NEW,)), version_of=2, name="farm.2.txt"))
        paragraphs.pop(3)
        base.documents.add(replace(page, paragraphs=(*paragraphs, (NEW,)), version_of=3, name="farm.3.txt"))
    return url


def bar(desk: Desk) -> str:
    """Return the bar above."""
    return desk.screen.query_one(TopBar).text


async def to_text(desk: Desk, number: int) -> None:
    """Put the library's cursor on a text."""
    assert desk.shelf.find(("document", number))
    await desk.settle()


@does(
    *("library.versions", "versions.down", "versions.up", "versions.page_down", "versions.page_up", "versions.first"),
    *("versions.last", "versions.next", "versions.previous", "versions.open", "versions.changed", "versions.older"),
    *("versions.newer", "versions.write", "versions.leave"),
)
async def test_all_versions_of_a_text_are_compared_pair_by_pair(saved: str, tmp_path: Path) -> None:
    async with running(saved) as desk:
        await to_text(desk, 4)
        await desk.press("v")
        assert desk.shows(VersionScreen)
        assert "pair 2 of 2" in bar(desk)
        assert "1- removed" in bar(desk)
        await desk.press("left_square_bracket")
        assert "pair 1 of 2" in bar(desk)
        assert "1~ reworded  1+ added" in bar(desk)
        grid = desk.screen.query_one(VersionGrid)
        row = grid.row
        assert isinstance(row, VersionRow)
        assert row.kind == "reworded"
        assert [row.source[0].text[a:b] for a, b, _ in row.gone] == ["Present there"]
        assert [row.target[0].text[a:b] for a, b, _ in row.come] == ["Attending"]
        await desk.press("n")
        row = grid.row
        assert isinstance(row, VersionRow)
        assert (row.kind, row.source, row.target[0].text) == ("added", (), NEW)
        assert NEW in desk.text()
        await desk.press("n")
        assert "no change below" in desk.told()
        await desk.press("p", "p")
        assert "no change above" in desk.told()
        seen = []
        for key in ("end", "up", "home", "down", "pagedown", "pageup"):
            await desk.press(key)
            seen.append(grid.cursor.row)
        assert seen[:4] == [8, 7, 0, 1]
        assert seen[4] > 1 > seen[5] - 1
        await desk.press("v")
        assert [r.kind for r in grid.rows if isinstance(r, VersionRow)] == ["reworded", "added"]
        target = tmp_path / "work" / "versions.tsv"
        target.write_text("before")
        await desk.press("w", "enter")
        assert desk.shows(PathDialog)  # it asks before it writes over a file
        assert target.read_text() == "before"
        await desk.press("enter")
        assert "3 lines written" in desk.told()
        assert "Present there → Attending" in target.read_text()
        await desk.press("enter")
        assert "aligned with no other" in desk.told()  # nothing is aligned with the newer saves
        await desk.press("right_square_bracket", "right_square_bracket")
        assert "no other pair" in desk.told()
        await desk.press("q")
        assert desk.shows(LibraryScreen)


@does("versions.exchange", "versions.open")
async def test_two_chosen_texts_are_compared_and_lead_to_the_bead(saved: str) -> None:
    async with running(saved) as desk:
        for number in (3, 2):
            await to_text(desk, number)
            await desk.press("space")
        await desk.press("v")
        assert "1- removed" in bar(desk)
        await desk.press("x")
        assert "1+ added" in bar(desk)
        await desk.press("x")
        grid = desk.screen.query_one(VersionGrid)
        grid.move_to(4)
        await desk.press("enter")
        assert desk.shows(WorkspaceScreen)
        assert desk.work.grid.cursor.row == 4
        await desk.press("q", "q")
        assert desk.shows(LibraryScreen)


async def test_a_text_of_one_version_is_compared_with_another_or_a_file(url: str, tmp_path: Path) -> None:
    page = tmp_path / "work" / "new.en.txt"
    page.write_text("\n\n".join(text for (text,) in ENGLISH[:-1]), encoding="utf-8")
    async with running(url) as desk:
        await to_text(desk, 2)
        await desk.press("v")
        assert desk.shows(ChoiceDialog)
        await desk.press("enter")
        assert desk.shows(FileDialog)
        await desk.type(str(page))
        await desk.press("enter")
        assert "1- removed" in bar(desk)
        await desk.press("x")
        assert "order already" in desk.told()
        await desk.press("q", "v", "enter")
        bad = tmp_path / "bad.txt"
        bad.write_bytes(b"\x00\x01\x02" * 100)
        await desk.type(str(bad))
        await desk.press("enter")
        assert desk.shows(ErrorDialog)
        await desk.press("escape")
        assert "Nothing to compare" in bar(desk)
        await desk.press("w", "enter", "q")
        assert desk.shows(LibraryScreen)


@does(
    *("library.omissions", "omissions.down", "omissions.up", "omissions.page_down", "omissions.page_up"),
    *("omissions.first", "omissions.last", "omissions.open", "omissions.kind", "omissions.side", "omissions.about"),
    *("omissions.surer", "omissions.less_sure", "omissions.stop", "omissions.leave", "omissions.again"),
)
@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_omissions_are_sieved_and_lead_to_the_bead(url: str, size: tuple[int, int]) -> None:
    async with running(url, size=size) as desk:
        await desk.press("o")
        assert desk.shows(OmissionScreen)
        places = [line for line in desk.shelf.lines if isinstance(line, OmissionLine)]
        assert all(not line.added for line in places)
        assert f"{len(places)} left out" in bar(desk)
        for key in ("end", "home", "down", "up", "pagedown", "pageup"):
            await desk.press(key)
        await desk.press("s")
        added = [line for line in desk.shelf.lines if isinstance(line, OmissionLine)]
        assert "They also visited newly-built dwelling houses." in [line.title for line in added]
        assert all(line.added for line in added)
        await desk.press("s", "f")
        assert {line.kind for line in desk.shelf.lines if isinstance(line, OmissionLine)} == {"sentence"}
        assert "only sentence" in bar(desk)
        position = next(n for n, line in enumerate(desk.shelf.lines) if line.title.startswith("They also"))
        desk.shelf.move_to(position)
        await desk.press("plus", "plus", "plus", "plus", "plus", "plus")
        assert "from 90% sure" in bar(desk)
        assert not desk.shelf.lines
        await desk.press(*["minus"] * 5)
        assert "from 40% sure" in bar(desk)
        desk.shelf.find(("place", 0))
        await desk.press("end", "enter")
        assert desk.shows(WorkspaceScreen)
        assert desk.work.bench is not None
        assert desk.work.bench.side_text(desk.work.grid.cursor.row, Side.TARGET).startswith("They also")
        await desk.press("q", "slash")
        await desk.type("문화회관")
        await desk.press("enter")
        assert "“문화회관”" in bar(desk)
        await desk.press("escape")
        assert desk.screen._wanted == Wanted()  # type: ignore[attr-defined]
        await desk.press("f5", "q")
        assert desk.shows(LibraryScreen)
        await desk.press("o", "escape")
        assert desk.shows(LibraryScreen)


@does("library.all_omissions", "omissions.group", "omissions.whole", "omissions.renderings", "omissions.write")
async def test_omissions_of_all_texts_are_counted(url: str, tmp_path: Path) -> None:
    async with running(url) as desk:
        await desk.press("O")
        assert "all texts (1)" in bar(desk)
        await desk.press("a")
        assert "all texts already" in desk.told()
        await desk.press("s", "s", "tab")
        assert "by term" in bar(desk)
        terms = [line for line in desk.shelf.lines if isinstance(line, CountLine)]
        assert terms
        await desk.press("t")
        assert desk.shows(RenderingScreen)
        await desk.press("q", "enter")
        assert [line.title for line in desk.shelf.lines if isinstance(line, OmissionLine)]
        assert f"only {terms[0].title}" in bar(desk)
        await desk.press("escape", "tab")
        months = [line for line in desk.shelf.lines if isinstance(line, CountLine)]
        assert [line.title for line in months] == ["2023-10"]
        await desk.press("w")
        assert desk.shows(PathDialog)
        field = desk.screen.query_one("#path")
        field.value = str(tmp_path / "report.json")  # type: ignore[attr-defined]
        await desk.press("enter")
        assert "1 lines written" in desk.told()
        written = json.loads((tmp_path / "report.json").read_text())
        assert (written[0]["month"], written[0]["left out"]) == ("2023-10", months[0].left_out)
        await desk.press("tab")
        assert "sentence (target)" in [line.title for line in desk.shelf.lines]
        await desk.press("tab", "w")
        desk.screen.query_one("#path").value = str(tmp_path / "report.doc")  # type: ignore[attr-defined]
        await desk.press("enter")
        assert desk.shows(ErrorDialog)
        await desk.press("escape", "q", "o", "a")
        assert "all texts (1)" in bar(desk)
        await desk.press("a")
        assert "all texts" not in bar(desk)


async def test_a_long_look_is_stopped_and_shows_what_was_read(url: str) -> None:
    async with running(url) as desk:
        found = desk.app.session.versions.omissions(None, lambda *_: None, lambda: True)
        assert (len(found.texts), found.of) == (1, 1)
        screen = OmissionScreen()
        desk.app.push_screen(screen)
        await desk.settle()
        screen.busy = "Looking for omissions"
        screen.action_omissions_leave()
        assert screen.stop_asked.is_set()
        screen.settle()
