"""Where a term was found, in the editor of its entry: list, add the bead at hand, drop, take back, go there."""

from __future__ import annotations

from dataclasses import replace

from glossary.store.engine import open_database
from glossary.terms.entries import Attestation
from tests.tui.desk import Desk, at, running
from tests.tui.doing import does
from tui.screens.attestations import AttestationDialog
from tui.screens.entry_form import EntryForm
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.place_lines import PlaceShelf

CITED = Attestation(source="rodong [1]", date="2021-01-02", count=7, context="새 문화회관이 일떠섰다.")


def kept(url: str) -> tuple[Attestation, ...]:
    """Return the stored places of the Korean term."""
    with open_database(url) as base:
        (concept,) = base.concepts.find("문화회관")
        return concept.terms[0].attestations


def places(desk: Desk) -> list[str]:
    """Return what the list says of where."""
    return [line.note for line in desk.screen.query_one(PlaceShelf).lines]


@does(
    *("entry.attestations", "attestations.open", "attestations.add", "attestations.drop", "attestations.undo"),
    *("attestations.leave", "attestations.down", "attestations.up", "attestations.page_down", "attestations.page_up"),
)
async def test_places_are_added_dropped_kept_and_gone_to(url: str) -> None:
    with open_database(url) as base:
        (concept,) = base.concepts.find("문화회관")
        base.concepts.save(concept.with_terms((replace(concept.terms[0], attestations=(CITED,)), *concept.terms[1:])))
    async with running(url, alignment=1, size=(80, 24)) as desk:
        await desk.press("down", "T")
        await desk.type("")
        await desk.press("home", "enter", "f5")
        assert desk.shows(AttestationDialog)
        assert places(desk) == ["rodong [1], 7 ×"]
        assert "새 문화회관이 일떠섰다." in desk.text()
        await desk.press("enter")
        assert "no bead of yours" in desk.text()
        await desk.press("a")
        assert places(desk) == ["rodong [1], 7 ×", "alignment 1, bead 2"]
        await desk.press("a")
        assert "already" in desk.text()
        await desk.press("up", "d")
        assert places(desk) == ["alignment 1, bead 2"]
        await desk.press("u", "u")
        assert places(desk) == ["rodong [1], 7 ×"]
        await desk.press("u")
        assert "Nothing was changed" in desk.text()
        await desk.press("a", "pageup", "d", "pagedown", "down", "enter")
        form = desk.screen
        assert isinstance(form, EntryForm)
        assert "keep it first" in desk.text()  # what is not kept is not lost by going there
        await desk.press("f10")
        assert [(a.source, a.context) for a in kept(url)] == [
            ("bead", "새로 건설된 청류협동농장 문화회관 준공식이 3일 현지에서 진행되였다.")
        ]
        await desk.press("enter", "f5", "enter")
        assert desk.shows(WorkspaceScreen)
        assert at(desk)[0] == 1
        # a bead in which the term does not stand
        await desk.press("end", "up", "up", "T", "home", "enter", "f5", "a")
        assert "does not stand in bead" in desk.text()
        await desk.press("f1")
        assert "Add the bead under the cursor" in desk.text()
        await desk.press("escape", "escape", "escape", "u")
        assert kept(url) == (CITED,)


async def test_without_an_alignment_it_is_said_what_to_do(url: str) -> None:
    async with running(url) as desk:
        await desk.press("T", "home", "enter", "f5", "d", "a")
        assert "Open the term base from an alignment" in desk.text()
        await desk.press("escape", "escape")
        assert not desk.shows(EntryForm)  # nothing was changed: nothing is asked
