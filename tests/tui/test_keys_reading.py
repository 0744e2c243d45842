"""The actions of candidates, concordance, renderings and checks, done with their keys."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from glossary.store.engine import open_database
from tests.tui.desk import running
from tests.tui.doing import does
from tui.screens.library import LibraryScreen
from tui.widgets.rows import Side
from tui.widgets.shelf import ShelfLine


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


async def test_the_first_lines_of_a_concordance_are_shown_before_all_are_found(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.screens import concordance
    from tui.widgets.keyword_lines import KeywordShelf

    shown: list[int] = []
    load = KeywordShelf.load

    def watched(shelf: KeywordShelf, lines: Sequence[ShelfLine]) -> None:
        shown.append(len(lines))
        load(shelf, lines)

    monkeypatch.setattr(KeywordShelf, "load", watched)
    monkeypatch.setattr(concordance, "FIRST", 2)
    async with running(url) as desk:
        await desk.press("f3")
        await desk.type("munhwahoegwan")
        await desk.press("enter")
        assert shown == [2, 4]
        assert "Looking for" not in desk.text()
        await desk.press("l")  # in another order the first lines are known only at the end
        assert shown == [2, 4, 4]


async def test_concordance_says_what_it_cannot_find(url: str) -> None:
    async with running(url) as desk:
        await desk.press("ctrl+f")
        await desk.type("nowhere [sic]")
        await desk.press("enter")
        assert "“nowhere [sic]” stands nowhere" in desk.text()
