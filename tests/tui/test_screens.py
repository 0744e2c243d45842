"""The screens as an editor sees them: sizes, themes, brackets, welcome, errors, mouse, what is typed."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.color import Color
from textual.widgets import Input, OptionList

from glossary.store import engine
from glossary.store.engine import open_database
from tests.tui.desk import Desk, running
from tui.screens.dialogs import ErrorDialog
from tui.screens.export_dialogs import ExportDialog
from tui.screens.file_dialog import FileDialog
from tui.screens.help import HelpScreen
from tui.screens.library import LibraryScreen
from tui.screens.term_form import TermForm
from tui.screens.welcome import WelcomeScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.grid import AlignmentGrid
from tui.widgets.rows import Side
from tui.widgets.shelf import Shelf
from tui.widgets.side_panel import SidePanel
from tui.widgets.wrap import shown_lines

SIZES = [(80, 24), (140, 45), (200, 60)]


def lines(desk: Desk, width: int) -> list[str]:
    """Return the lines of the screen; each must fill the width exactly, counted in cells."""
    found = desk.text().split("\n")
    assert {cell_len(line) for line in found} == {width}
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_workspace_is_readable_at_every_size(url: str, size: tuple[int, int]) -> None:
    async with running(url, alignment=1, size=size) as desk:
        page = lines(desk, size[0])
        assert len(page) == size[1]
        assert "4▲ to check" in page[0]
        assert page[1].startswith("▌ko-KP")
        assert "청류협동농장에서 문화회관" in page[2]
        assert "● .99" in page[2]
        assert "문화회관" in desk.work.panel.text
        assert "Munhwahoegwan" in desk.text()
        assert page[-1].strip().endswith("F1 help")
        panel = desk.work.query_one(SidePanel).region
        grid = desk.work.grid.region
        if size[0] < 110:
            assert panel.y >= grid.bottom
            assert grid.height >= size[1] // 2
        else:
            assert panel.x >= grid.right
        await desk.press("e")
        lines(desk, size[0])
        await desk.press("escape", "f1")
        assert desk.shows(HelpScreen)
        lines(desk, size[0])


@pytest.mark.parametrize("size", SIZES)
async def test_library_and_dialogs_are_readable_at_every_size(url: str, size: tuple[int, int]) -> None:
    async with running(url, size=size) as desk:
        page = lines(desk, size[0])
        assert "2023-10-04" in page[3]
        assert "ko-KP→en" in page[3]
        for key, kind in (("i", FileDialog), ("w", ExportDialog)):
            await desk.press(key)
            assert desk.shows(kind)
            lines(desk, size[0])
            await desk.press("escape")
        await desk.press("enter", "t")
        assert desk.shows(TermForm)
        assert "Enter keeps the term" in "\n".join(lines(desk, size[0]))


async def test_brackets_and_escapes_are_shown_and_never_obeyed(url: str) -> None:
    """What looks like markup or a terminal's escape stands on the screen as text, in every widget."""
    evil = "[bold]he said[/] [sic] \x1b[31mred [@click=app.quit]x"
    with open_database(url) as base:
        base.documents.edit(1, title=evil)
        base.documents.edit(2, title=evil)
        bitext = base.alignments.bitext(1)
        from glossary.alignment import edits

        version = base.alignments.record_edit(1, edits.set_note(bitext, 0, evil), version=1)
        edit = edits.edit_text(base.alignments.bitext(1), "target", bitext.target[0].id, evil)
        base.alignments.record_edit(1, edit, version=version)
        from glossary.terms.making import new_concept

        base.concepts.add(new_concept([("ko-KP", "준공식"), ("en", "[sic] ceremony [/]")]))
    visible = shown_lines(evil)
    async with running(url, size=(200, 60)) as desk:
        assert visible in desk.text()
        await desk.press("enter")
        assert desk.text().count(visible) >= 2  # bar and cell; the panel wraps
        assert "he said[/] [sic]" in desk.work.panel.text
        assert "[sic] ceremony [/]" in desk.work.panel.text
        assert "\x1b[31m" not in desk.text()
        await desk.press("tab", "e")
        assert "[bold]he said[/] [sic]" in desk.text()
        await desk.press("escape")
        desk.app.show_error(ValueError(evil))
        await desk.settle()
        assert "[bold]he said[/] [sic]" in desk.text()
        await desk.press("escape")
        desk.work.tell(evil)
        await desk.settle()
        assert visible in desk.text()


@pytest.mark.parametrize("theme", ["malmoi-dark", "malmoi-light"])
async def test_states_are_told_by_sign_and_colour_with_contrast(url: str, theme: str) -> None:
    async with running(url, alignment=1, size=(140, 45)) as desk:
        desk.app.theme = theme
        await desk.settle()
        grid = desk.work.grid
        ground = Color.from_rich_color(grid.rich_style.bgcolor)
        for name in ("confirmed", "sure", "check", "doubtful", "alone", "rejected", "nothing"):
            colour = grid.get_component_rich_style(f"grid--{name}").color
            assert _contrast(Color.from_rich_color(colour), ground) > 4, name


def _contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of WCAG 2."""

    def luminance(colour: Color) -> float:
        parts = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in colour.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


async def test_without_colour_everything_is_still_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(url, alignment=1, size=(80, 24)) as desk:
        strips = desk.app.screen._compositor.render_strips()
        for strip in strips:
            for segment in strip.apply_filter(desk.app._filters[-1], Color(0, 0, 0)):
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    if colour is not None and colour.triplet is not None:
                        assert colour.triplet.red == colour.triplet.green == colour.triplet.blue
        assert "▌청류협동농장에서" in desk.text()
        assert "├ ● .99┤" in desk.text()


async def test_first_start_offers_the_starter_and_the_sample(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    async with running(url) as desk:
        assert desk.shows(WelcomeScreen)
        assert "new.sqlite" in desk.text()
        await desk.press("enter")
        assert desk.shows(WorkspaceScreen)
        assert "회령" in desk.text()
        await desk.press("q")
        assert desk.shows(LibraryScreen)
        with open_database(url) as base:
            assert base.concepts.count() > 300
            assert len(base.documents.list()) == 2
    async with running(url) as desk:
        assert desk.shows(LibraryScreen)


@pytest.mark.parametrize(("downs", "concepts", "documents"), [(1, True, 0), (2, False, 2), (3, False, 0)])
async def test_first_start_loads_only_what_was_chosen(
    tmp_path: Path, downs: int, concepts: bool, documents: int
) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    async with running(url) as desk:
        await desk.press(*["down"] * downs, "enter")
        with open_database(url) as base:
            assert (base.concepts.count() > 0) is concepts
            assert len(base.documents.list()) == documents


async def test_a_data_base_that_cannot_be_opened_is_said_and_can_be_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_bytes(b"no data base" * 500)
    async with running(f"sqlite:///{path}") as desk:
        dialog = desk.screen
        assert isinstance(dialog, ErrorDialog)
        assert "broken.sqlite" in dialog.message
        await desk.press("escape")
        assert "could not be opened" in desk.text()
        path.unlink()
        await desk.press("f5")
        assert desk.shows(WelcomeScreen)


async def test_broken_settings_are_said_and_the_program_runs(url: str, tmp_path: Path) -> None:
    (tmp_path / "config" / "settings.toml").write_text('[interface]\ntheme = "malmoi-drak"\n')
    async with running(url) as desk:
        dialog = desk.screen
        assert isinstance(dialog, ErrorDialog)
        assert "malmoi-drak" in dialog.message
        await desk.press("escape")
        assert desk.shows(LibraryScreen)


async def test_a_locked_data_base_leaves_the_screen_as_it_was(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "open_database", partial(engine.open_database, busy_seconds=0.05))
    async with running(url, alignment=1) as desk:
        before = desk.shapes()
        other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await desk.press("m")
        assert isinstance(desk.screen, ErrorDialog)
        await desk.press("escape")
        other.execute("ROLLBACK")
        other.close()
        assert desk.shapes() == before
        await desk.press("m")
        assert desk.shapes() != before


async def test_two_programs_on_one_data_base_never_overwrite_each_other(url: str) -> None:
    async with running(url, alignment=1) as one, running(url, alignment=1) as two:
        await one.press("m")
        await two.press("enter")
        assert isinstance(two.screen, ErrorDialog)
        await two.press("escape")
        assert two.shapes() == one.shapes()
        await two.press("x")
        await one.press("f5")
        assert one.shapes() == two.shapes()


async def test_the_program_comes_back_where_it_was(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("tab", "down", "down", "down", "q")
    async with running(url) as desk:
        assert desk.shelf.line
        assert desk.shelf.line.key == ("alignment", 1)
        await desk.press("enter")
        assert (desk.work.grid.cursor.row, desk.work.grid.cursor.side) == (3, Side.TARGET)
        await desk.pilot.press("ctrl+q")
    async with running(url, alignment=1) as desk:
        assert desk.work.grid.cursor.row == 3


async def test_quitting_with_a_changed_sentence_asks(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("e", "x", "ctrl+q")
        assert "not kept yet" in desk.told()
        await desk.press("enter")
        assert desk.bitext().source[0].text.endswith("진행x")


# The mouse


async def test_a_phrase_is_marked_with_the_mouse_on_both_sides(url: str) -> None:
    async with running(url, alignment=1, size=(120, 40)) as desk:
        grid = desk.work.grid
        width = AlignmentGrid.column_widths(grid.scrollable_content_region.width)[0]
        # 청류협동농장에서 takes cells 1-16 of the first line, 문화회관 18-25; House of Culture begins the other column.
        right = width + 10
        for start, end in ((18, 25), (right, right + 15)):
            await desk.pilot.mouse_down(AlignmentGrid, offset=(start, 0))
            await desk.pilot._post_mouse_events([events.MouseMove], AlignmentGrid, (end, 0), button=1)
            await desk.pilot.mouse_up(AlignmentGrid, offset=(end, 0))
            await desk.settle()
        assert "문화회관 = House of Culture" in desk.told()
        await desk.press("L")
        with open_database(url) as base:
            assert [(one.source_text, one.target_text) for one in base.alignments.phrase_links(1)] == [
                ("문화회관", "House of Culture")
            ]
        await desk.press("m", "u")
        assert [one.bead for one in desk.work.open_bench.links] == [0]


async def test_double_click_opens_the_editor_and_a_line_of_the_library(url: str) -> None:
    async with running(url) as desk:
        await desk.pilot.click(Shelf, offset=(10, 1), times=2)
        await desk.settle()
        assert desk.shows(WorkspaceScreen)
        await desk.pilot.click(AlignmentGrid, offset=(5, 3), times=2)
        await desk.settle()
        assert desk.work.editor.display
        assert desk.work.editor.text.startswith("새로 건설된")


# Exports and messages


async def test_export_dialog_suffix_follows_the_format(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("w")
        field = desk.screen.query_one("#path", Input)
        options = desk.screen.query_one(OptionList)
        suffixes = []
        await desk.press("home")
        for _ in range(options.option_count):
            suffixes.append(Path(field.value).suffix)
            await desk.press("down")
        assert {".tmx", ".tsv", ".jsonl", ".html"} <= set(suffixes)
        assert field.value.startswith(str(Path.cwd()))


async def test_a_timer_that_rings_late_says_nothing_old(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("m")
        desk.work._say_slow()  # as a busy machine does it: the timer rang before the edit was kept, and comes behind it
        assert desk.told() == ""
        status = desk.work.status
        status.tell("earlier")
        late = status._timer._callback if status._timer else None
        status.tell("later")
        assert callable(late)
        late()
        assert desk.told() == "later"
