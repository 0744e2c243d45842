"""Findings in the workspace: told in the side panel, signed in the grid, mended and set aside by key and by mouse."""

from __future__ import annotations

import asyncio

import pytest

from glossary.alignment.edits import edit_text
from glossary.store.engine import open_database
from tests.tui.desk import Desk, running
from tests.tui.doing import does
from tui.widgets.rows import Side

WRONG = "He  said that the house of culture rose splendidly on October 9 .."


@pytest.fixture
def wrong(url: str) -> str:
    """Return the URL of a data base where bead 5 has a text with several faults."""
    with open_database(url) as base:
        bitext = base.alignments.bitext(1)
        base.alignments.record_edit(1, edit_text(bitext, "target", bitext.beads[4].target[0], WRONG), version=1)
    return url


def text_of_bead_5(desk: Desk) -> str:
    bitext = desk.bitext()
    return bitext.target_text(bitext.beads[4])


async def signed(desk: Desk) -> None:
    """Wait until the beads around the cursor are checked."""
    for _ in range(100):
        await asyncio.sleep(0.02)
        await desk.settle()
        if all(row.id in desk.work._found for row in desk.work.grid.rows):
            return
    raise AssertionError("the beads are not checked")


@does("finding.fix", "finding.dismiss", "finding.next")
@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_findings_of_the_bead_are_told_mended_and_set_aside(wrong: str, size: tuple[int, int]) -> None:
    async with running(wrong, alignment=1, size=size) as desk:
        assert "Finding" not in desk.work.panel.text
        await signed(desk)
        line = next(x for x in desk.text().split("\n") if "He  said" in x)
        assert "●!" in line or "▲!" in line
        desk.work.grid.move_to(4, Side.TARGET)
        await desk.settle()
        found = desk.work.findings
        assert len(found) >= 2
        assert f"Findings {len(found)}" in desk.text()
        assert found[0].finding.message in desk.work.panel.text
        number = next(n for n, one in enumerate(found) if one.finding.suggestion is not None)
        await desk.press(*["F"] * number)
        assert "▸" in desk.work.panel.text
        assert desk.work.chosen == number
        await desk.press("f")
        assert text_of_bead_5(desk) != WRONG
        desk.shapes()
        assert found[number].finding.fingerprint not in {n.finding.fingerprint for n in desk.work.findings}
        await desk.press("u")
        assert text_of_bead_5(desk) == WRONG
        assert [n.finding for n in desk.work.findings] == [n.finding for n in found]
        await desk.press("D")
        await desk.type("so [sic]")
        await desk.press("enter")
        assert desk.told().startswith(f"Set aside: {found[0].finding.check}")
        with open_database(wrong) as base:
            (kept,) = base.dismissals.list()
            assert (kept.check, kept.reason) == (found[0].finding.check, "so [sic]")
        assert len(desk.work.findings) == len(found) - 1
        await desk.press("u")
        assert desk.told() == f"Undone: finding of {found[0].finding.check} set aside, bead 5"
        assert len(desk.work.findings) == len(found)
        with open_database(wrong) as base:
            assert not base.dismissals.list()
        await desk.press("U")
        assert len(desk.work.findings) == len(found) - 1


async def test_a_click_on_the_words_puts_a_suggestion_in(wrong: str) -> None:
    async with running(wrong, alignment=1, size=(140, 45)) as desk:
        desk.work.grid.move_to(4, Side.TARGET)
        await desk.settle()
        line = next(n for n, x in enumerate(desk.text().split("\n")) if "put in" in x)
        column = desk.text().split("\n")[line].index("put in")
        from rich.cells import cell_len

        column = cell_len(desk.text().split("\n")[line][:column])
        await desk.pilot.click(offset=(column + 2, line))
        await desk.settle()
        assert text_of_bead_5(desk) != WRONG


async def test_a_bead_without_findings_says_so_and_a_term_changes_what_is_found(url: str) -> None:
    from glossary.terms.making import new_concept

    async with running(url, alignment=1) as desk:
        assert not desk.work.findings
        await desk.press("f")
        assert "nothing in this bead" in desk.told()
        with open_database(url) as base:
            base.concepts.add(new_concept([("ko-KP", "준공식"), ("en", "ceremony of completion")]))
        await desk.press("f5")
        desk.work.grid.move_to(1)
        await desk.settle()
        assert any("ceremony of completion" in str(n.finding) for n in desk.work.findings)
