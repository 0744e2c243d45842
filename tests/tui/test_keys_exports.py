"""Exporting the term base from its screen: formats with what they hold, filters, the file, progress, the losses."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Button, Input, Select, Static

from glossary.config import change
from glossary.store.engine import open_database
from glossary.terms.making import new_concept
from tests.commandline import malmoi
from tests.tui.desk import running
from tests.tui.doing import does
from tui.export_desk import TermWish, alignment_choices, export_terms, term_choices
from tui.running import StoppedError
from tui.screens.export_dialogs import AlignmentExportDialog, ExportDialog
from tui.screens.export_losses import HoldsDialog, LossDialog, LossQuestion
from tui.screens.term_base import TermBaseScreen
from tui.screens.term_export_dialog import TermExportDialog
from tui.screens.workspace import WorkspaceScreen


@pytest.fixture
def terms(url: str) -> str:
    """Return a data base with two concepts more, one of them approved."""
    with open_database(url, author="tester") as base:
        party = base.concepts.add(
            new_concept([("ko-KP", "로동당"), ("en", "Workers' Party")], subject="politics/party")
        )
        base.concepts.add(new_concept([("ko-KP", "녀성동맹"), ("en", "Women's Union")], subject="organisation"))
        base.term_operations.approve([party.id])
    return url


@does("terms.export")
async def test_the_term_base_is_written_as_it_is_filtered(terms: str, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    async with running(terms, size=(80, 24)) as desk:
        await desk.press("T", "w")
        dialog = desk.screen
        assert isinstance(dialog, TermExportDialog)
        assert dialog.query_one("#write", Button).region.bottom <= 24
        held = {choice.name: choice.holds for choice in term_choices()}
        await desk.press("down", "down", "down")
        assert held["csv"] in str(dialog.query_one("#holds", Static).render())
        assert dialog.query_one("#path", Input).value.endswith(".csv")
        dialog.query_one("#subject", Select).value = "politics/party"
        dialog.query_one("#status", Select).value = "approved=yes"
        dialog.query_one("#languages", Input).value = "ko"
        dialog.query_one("#path", Input).value = str(target)
        await desk.settle()
        await desk.pilot.click("#write")
        await desk.settle()
        assert f"1 concept written to {target}" in desk.told()
    text = target.read_text("utf-8-sig")
    assert "로동당" in text
    assert "Workers' Party" not in text
    assert "녀성동맹" not in text
    assert len(list(csv.reader(text.splitlines()))) == 2


async def test_what_is_searched_is_what_is_offered_and_losses_are_shown(terms: str, tmp_path: Path) -> None:
    async with running(terms) as desk:
        await desk.press("T", "slash")
        await desk.type("로동당")
        await desk.press("enter", "w")
        dialog = desk.screen
        assert isinstance(dialog, TermExportDialog)
        assert dialog.query_one("#query", Input).value == "로동당"
        names = [choice.name for choice in term_choices()]
        await desk.press(*["down"] * names.index("omegat"), "enter")
        dialog.query_one("#path", Input).value = str(tmp_path / "glossary.txt")
        await desk.press("enter")
        assert desk.shows(LossQuestion)
        assert "not representable in omegat" in desk.text()
        with open_database(terms) as base:  # somebody else goes on meanwhile: more is lost than was shown
            (party,) = base.concepts.find("로동당")
            base.concepts.save(replace(party, note="A note."))
        await desk.press("enter")
        report = desk.screen
        assert isinstance(report, LossDialog)
        assert "1 concept written" in report.message
        assert "1 note not representable" in report.message
        assert "not representable in omegat" in report.message
        await desk.press("enter")
        assert desk.shows(TermBaseScreen)
    assert "로동당\tWorkers' Party" in (tmp_path / "glossary.txt").read_text("utf-8-sig")


async def test_wrong_pairs_are_said_and_a_file_is_replaced_only_after_asking(terms: str, tmp_path: Path) -> None:
    target = tmp_path / "there.tbx"
    target.write_text("old")
    async with running(terms) as desk:
        await desk.press("T", "w")
        dialog = desk.screen
        assert isinstance(dialog, ExportDialog)
        dialog.query_one("#path", Input).value = str(target)
        dialog.query_one("#pair", Input).value = "ko"
        dialog.query_one("#path", Input).focus()
        await desk.press("enter")
        assert "two languages" in str(dialog.query_one(".trouble", Static).render())
        dialog.query_one("#pair", Input).value = "ko, en"
        await desk.press("enter")
        assert target.read_text() == "old"
        await desk.press("enter", "enter")  # the first replaces, the second takes the losses
        assert target.read_text() != "old"
        await desk.press("w")
        assert desk.text().index("tbx ") < desk.text().index("tbx-linguist")
        desk.screen.query_one("#path", Input).value = str(tmp_path / "a.jsonl")  # the format follows what is typed
        await desk.settle()
        assert "jsonl holds everything" in desk.text()
        await desk.press("f10")
        assert desk.told().startswith("4 concepts written")
        await desk.press("w")
        assert "jsonl holds everything" in desk.text()  # it is the first choice the next time


def test_a_stopped_export_leaves_the_old_file(terms: str, tmp_path: Path) -> None:
    target, told = tmp_path / "a.jsonl", list[float]()
    target.write_text("old")
    with open_database(terms) as base:
        with pytest.raises(StoppedError):
            export_terms(base, "jsonl", target, TermWish(), stopped=lambda: True)
        assert target.read_text() == "old"
        done = export_terms(base, "jsonl", target, TermWish(), say=lambda _, share: told.append(share))
    assert done.count == base_count(target)
    assert told == [0.0]


def base_count(path: Path) -> int:
    """Return how many entries a JSON Lines file has."""
    return sum(1 for line in path.read_text("utf-8").splitlines() if '"terms"' in line)


@pytest.mark.parametrize(
    ("languages", "first", "second"),
    [("ko-KP, en", "로동당", "Workers' Party"), ("en, ko-KP", "Workers' Party", "로동당")],
)
def test_pairs_are_of_the_languages_of_the_settings(
    terms: str, tmp_path: Path, languages: str, first: str, second: str
) -> None:
    change("terms.languages", languages)
    target = tmp_path / "pairs.txt"
    with open_database(terms) as base:
        export_terms(base, "omegat", target, TermWish(query="로동당"))
    assert f"{first}\t{second}" in target.read_text("utf-8-sig")


def test_the_command_line_has_the_same_filters(terms: str) -> None:
    done = malmoi("--db", terms, "export", "csv", "--where", "approved=yes", "--languages", "ko")
    assert done.code == 0
    assert "로동당" in done.out
    assert "Workers' Party" not in done.out
    assert "녀성동맹" not in done.out
    wrong = malmoi("--db", terms, "export", "csv", "--where", "colour=red")
    assert wrong.code == 2
    assert "colour" in wrong.err


@does("export.holds", "export.write")
async def test_an_alignment_is_written_as_it_is_filtered_and_losses_are_shown_before(url: str, tmp_path: Path) -> None:
    target = tmp_path / "part.csv"
    async with running(url, alignment=1, size=(80, 24)) as desk:
        await desk.press("enter", "w")  # the first bead is confirmed
        dialog = desk.screen
        assert isinstance(dialog, AlignmentExportDialog)
        assert dialog.query_one("#write", Button).region.bottom <= 24
        assert "xlsx holds" in desk.text()  # what an editor writes most
        await desk.press("home", "down", "down")
        assert "csv holds" in desk.text()
        await desk.press("f2")
        assert desk.shows(HoldsDialog)
        assert "comment" in desk.text()
        assert "✗ not at all" in desk.text()
        await desk.press("escape")
        dialog.query_one("#state", Select).value = "state=confirmed"
        dialog.query_one("#path", Input).value = str(target)
        await desk.press("f10")
        question = desk.screen
        assert isinstance(question, LossQuestion)
        assert "csv will not hold of 1 bead" in desk.text()
        assert "2 titles not representable in csv" in desk.text()
        assert not target.exists()
        await desk.press("escape")
        assert desk.shows(AlignmentExportDialog)
        assert not target.exists()
        await desk.press("f10", "enter")
        assert desk.shows(WorkspaceScreen)
        assert f"1 bead written to {target}" in desk.told().replace("\n", "")
        assert "▲" in desk.told()
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert [row[2] for row in rows[1:]] == ["confirmed"]


async def test_nothing_lost_is_written_at_once_and_no_bead_is_said(url: str, tmp_path: Path) -> None:
    async with running(url) as desk:
        await desk.press("w")
        dialog = desk.screen
        assert isinstance(dialog, AlignmentExportDialog)
        names = [one.name for one in alignment_choices()]
        await desk.press("home", *["down"] * names.index("jsonl"))
        dialog.query_one("#query", Input).value = "no such words [sic]"
        dialog.query_one("#path", Input).value = str(tmp_path / "a.jsonl")
        await desk.press("f10")
        assert "No bead is as you wish" in desk.text()
        dialog.query_one("#query", Input).value = "[SIC]"
        await desk.press("f10")
        assert "1 bead written" in desk.told()
    assert len((tmp_path / "a.jsonl").read_text("utf-8").splitlines()) == 2


def test_the_command_line_filters_beads_too(url: str, tmp_path: Path) -> None:
    done = malmoi("--db", url, "export", "tsv", "--alignment", "1", "--where", "one_sided=yes")
    assert (done.code, done.out.count("\n")) == (0, 2)
    assert "1 bead written" in done.err
    ladder = malmoi("--db", url, "export", "ladder", "--alignment", "1", "--filter", "looked round")
    assert ladder.out == "[0]:[0]:0.3100\n"
    assert "positions count the sentences that are written" in ladder.err
    assert malmoi("--db", url, "export", "tsv", "--alignment", "1", "--where", "colour=red").code == 2
    nothing = malmoi("--db", url, "export", "tsv", "--alignment", "1", "--filter", "no such words")
    assert nothing.code == 3
    held = malmoi("export", "--formats", "html")
    assert "linked phrase\tno" in held.out
