"""The actions on phrases and terms in the workspace: marking, linking, making terms, and undo of those."""

from __future__ import annotations

from dataclasses import replace

from textual.widgets import Input

from glossary.store.engine import open_database
from glossary.terms.entries import Status
from tests.tui.desk import Desk, at, running
from tests.tui.doing import does
from tui.screens.dialogs import ErrorDialog
from tui.screens.library import LibraryScreen
from tui.screens.term_form import TermForm
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.rows import Side


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
