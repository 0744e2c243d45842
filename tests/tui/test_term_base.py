"""The term base's screen, worked with its keys and looked at in the data base."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input, OptionList, Select, SelectionList

from glossary.store.engine import open_database
from glossary.terms.entries import Attestation, Concept, Reading, Status
from glossary.terms.making import new_concept
from tests.tui.desk import Desk, running
from tests.tui.doing import does
from tui.screens.dialogs import ErrorDialog
from tui.screens.entry_form import EntryForm
from tui.screens.library import LibraryScreen
from tui.screens.term_base import TermBaseScreen
from tui.screens.term_dialogs import BulkDialog, HistoryDialog, SplitDialog
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.bars import TopBar
from tui.widgets.concept_card import ConceptCard, card
from tui.widgets.concept_shelf import ConceptLine

MORE = (
    ("로동당", "Workers' Party", "politics"),
    ("로동계급", "working class", "politics"),
    ("녀성동맹", "Women's Union", "organisation"),
    ("최고인민회의", "Supreme People's Assembly", "organisation"),
)


@pytest.fixture
def terms(url: str) -> str:
    """Return a data base with six concepts."""
    with open_database(url, author="tester") as base:
        for korean, english, subject in MORE:
            base.concepts.add(new_concept([("ko-KP", korean), ("en", english)], subject=subject))
    return url


def titles(desk: Desk) -> list[str]:
    """Return the concepts in the list."""
    return [line.title for line in desk.shelf.lines if line.key]


def stored(url: str, korean: str) -> Concept:
    """Return the concept of a Korean term."""
    with open_database(url) as base:
        return base.concepts.find(korean)[0]


def told_above(desk: Desk) -> str:
    """Return the bar."""
    return desk.screen.query_one(TopBar).text


@does(
    *("library.terms", "terms.down", "terms.up", "terms.page_down", "terms.page_up", "terms.first", "terms.last"),
    *("terms.leave", "terms.card_down", "terms.card_up", "terms.reload"),
)
async def test_the_list_is_walked_and_the_card_follows(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T")
        assert desk.shows(TermBaseScreen)
        assert titles(desk) == ["녀성동맹", "로동계급", "로동당", "문화회관", "청류", "최고인민회의"]
        assert "6 concepts" in told_above(desk)
        cards = desk.screen.query_one(ConceptCard)
        seen = []
        for key in ("down", "j", "up", "k", "end", "home", "pagedown", "pageup", "G", "g"):
            await desk.press(key)
            seen.append(cards.text.split("\n")[1].split("  ")[0])
        assert seen == [f"✓ {titles(desk)[n]}" for n in (1, 2, 1, 0, 5, 0, 5, 0, 5, 0)]
        await desk.press("ctrl+down", "ctrl+up", "right_square_bracket", "left_square_bracket")
        with open_database(terms) as base:
            base.concepts.remove(stored(terms, "청류").id)
        await desk.press("f5")
        assert len(titles(desk)) == 5
        await desk.press("q")
        assert desk.shows(LibraryScreen)


@does("terms.find", "terms.fuzzy", "terms.subject")
async def test_search_finds_every_form_as_one_types(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T", "slash")
        field = desk.screen.query_one("#search", Input)
        for query, found in (
            ("로동당", "로동당"),
            ("노동당", "로동당"),
            ("rodongdang", "로동당"),
            ("ㄴㅅㄷㅁ", "녀성동맹"),
            ("supreme", "최고인민회의"),
        ):
            field.value = ""
            await desk.type(query)
            assert titles(desk)[0] == found, query
        await desk.press("enter")
        assert desk.app.focused is desk.shelf
        await desk.press("slash")
        field.value = "최고인밍회의"
        await desk.settle()
        assert titles(desk) == []
        assert "Nothing is like" in desk.text()
        await desk.press("escape", "z")
        assert titles(desk) == ["최고인민회의"]
        await desk.press("escape")
        assert len(titles(desk)) == 6
        await desk.press("f", "down", "down", "enter")
        assert "only organisation" in told_above(desk)
        assert titles(desk) == ["녀성동맹", "최고인민회의"]
        await desk.press("escape", "q")
        assert desk.shows(LibraryScreen)


async def test_decomposed_hangul_is_found(terms: str) -> None:
    import unicodedata

    async with running(terms) as desk:
        await desk.press("T", "slash")
        await desk.type(unicodedata.normalize("NFD", "로동당"))
        assert titles(desk)[0] == "로동당"


@does("terms.edit", "entry.save", "entry.next_term", "entry.add_term", "entry.drop_term")
async def test_an_entry_is_edited_with_all_its_fields(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T", "down", "down", "e")
        form = desk.screen
        assert isinstance(form, EntryForm)
        assert form.query_one("#reading", Input).value == "Rodongdang"
        form.query_one("#concept-definition", Input).value = "the [ruling] party ¶ of the country"
        form.query_one("#signs", Input).value = "勞動黨"
        form.query_one("#reading", Input).value = "Rodong-dang"
        await desk.press("f2")
        assert form.query_one("#term-text", Input).value == "Workers' Party"
        assert not form.query_one("#reading-line").display
        form.query_one("#term-status", Select).value = "deprecated"
        form.query_one("#term-part_of_speech", Select).value = "noun"
        form.query_one("#term-case_sensitive", Select).value = "yes"
        form.query_one("#term-house", Input).value = "KCNA"
        form.query_one("#term-valid_from", Input).value = "2019"
        await desk.press("f3")
        assert "such as 2024-01-15" in desk.text()
        form.query_one("#term-valid_from", Input).value = "2019-04-11"
        await desk.press("f3")
        await desk.type("WPK")
        form.query_one("#term-type", Select).value = "acronym"
        await desk.press("f3", "f3", "f4", "f10")
        assert desk.shows(TermBaseScreen)
        assert "Kept, version 2" in desk.told()
        concept = stored(terms, "로동당")
        assert concept.definition == "the [ruling] party\nof the country"
        korean, english, short = concept.terms
        assert korean.readings[0] == Reading(
            system="dprk", text="Rodong-dang", is_override=True, reason=korean.readings[0].reason
        )
        assert korean.reading("hanja") == "勞動黨"
        assert (english.status, english.part_of_speech, english.house) == (Status.DEPRECATED, "noun", "KCNA")
        assert english.case_sensitive
        assert str(english.valid_from) == "2019-04-11"
        assert (short.text, short.type, short.status) == ("WPK", "acronym", Status.ADMITTED)
        assert "▽ Workers' Party" in desk.text()
        assert "[ruling]" in desk.screen.query_one(ConceptCard).text
        await desk.press("u")
        assert stored(terms, "로동당").definition == ""


async def test_readings_follow_the_term_as_one_types_and_a_change_is_not_lost(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T", "n")
        form = desk.screen
        assert isinstance(form, EntryForm)
        await desk.type("평양")
        assert form.query_one("#reading", Input).value == "Pyongyang"
        await desk.type("시")
        assert form.query_one("#reading", Input).value == "Pyongyang-si"
        await desk.press("escape")
        assert desk.screen is form
        assert "Esc again" in desk.text()
        await desk.press("enter")
        assert stored(terms, "평양시").terms[0].reading("dprk") == "Pyongyang-si"
        assert not stored(terms, "평양시").terms[0].readings[0].is_override


async def test_an_entry_that_somebody_changed_meanwhile_is_not_overwritten(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T", "e")
        form = desk.screen
        with open_database(terms) as base:
            base.concepts.save(replace(stored(terms, "녀성동맹"), note="theirs"))
        form.query_one("#concept-note", Input).value = "mine"
        await desk.press("f10")
        assert desk.screen is form
        assert "theirs" in desk.text()
        assert form.query_one("#concept-note", Input).value == "mine"
        assert stored(terms, "녀성동맹").note == "theirs"


@does("terms.new", "terms.copy", "terms.approve")
async def test_an_entry_is_made_copied_and_approved(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T", "slash")
        await desk.type("강성국가")
        await desk.press("enter", "n")
        form = desk.screen
        assert form.query_one("#term-text", Input).value == ""
        await desk.type("powerful nation")
        await desk.press("f10")
        assert [t.text for t in stored(terms, "강성국가").terms] == ["강성국가", "powerful nation"]
        assert titles(desk) == ["강성국가"]
        await desk.press("c")
        assert titles(desk) == ["강성국가", "강성국가"]
        await desk.press("u", "a")
        assert stored(terms, "강성국가").approved
        await desk.press("a")
        assert not stored(terms, "강성국가").approved


@does("terms.delete", "terms.undo", "terms.redo", "terms.choose")
async def test_deleting_is_taken_back_also_in_the_next_session(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T", "space", "space", "d")
        assert "Deleted: 2 concepts" in desk.told()
        assert len(titles(desk)) == 4
    async with running(terms) as desk:
        await desk.press("T", "u", "u")
        assert len(titles(desk)) == 6
        await desk.press("U")
        assert len(titles(desk)) == 5
        assert "Done again" in desk.told()


@does("terms.history")
async def test_history_shows_fields_and_brings_a_version_back(terms: str) -> None:
    with open_database(terms, author="other") as base:
        base.concepts.save(replace(stored(terms, "녀성동맹"), note="[sic] later"))
    async with running(terms) as desk:
        await desk.press("T", "h")
        assert isinstance(desk.screen, HistoryDialog)
        assert desk.screen.query_one(OptionList).option_count == 2
        assert "note: (empty) → [sic] later" in desk.text()
        await desk.press("down", "enter")
        assert "Version 1 is back, now version 3" in desk.told()
        assert stored(terms, "녀성동맹").note == ""


@does("terms.duplicates", "terms.merge")
async def test_duplicates_are_shown_and_merged(terms: str) -> None:
    with open_database(terms) as base:
        base.concepts.add(new_concept([("ko-KP", "로동당"), ("en", "WPK")]))
    async with running(terms) as desk:
        await desk.press("T", "D")
        assert "duplicates" in told_above(desk)
        assert "same: 로동당 (ko)" in desk.text()
        await desk.press("m")
        assert "Choose entries with Space" in desk.told()
        await desk.press("space", "m")
        assert "Merged 1 into 로동당" in desk.told()
        assert [t.text for t in stored(terms, "로동당").terms][1:] in (
            ["Workers' Party", "WPK"],
            ["WPK", "Workers' Party"],
        )
        assert "Nothing stands in the term base twice" in desk.text()
        await desk.press("escape", "u")
        assert len(titles(desk)) == 7


@does("terms.relate")
async def test_entries_refer_to_each_other(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T", "r")
        assert "Choose entries with Space" in desk.told()
        await desk.press("space", "down", "r", "down", "enter")
        assert "narrower: 녀성동맹" in desk.told()
        assert [r.kind for r in stored(terms, "로동당").references] == ["narrower"]
        assert [r.kind for r in stored(terms, "녀성동맹").references] == ["broader"]
        assert "narrower" in desk.screen.query_one(ConceptCard).text
        await desk.press("u")
        assert stored(terms, "로동당").references == ()


@does("terms.split")
async def test_terms_are_split_off(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T", "s")
        assert isinstance(desk.screen, SplitDialog)
        await desk.press("f10")
        assert "Choose one term at least" in desk.text()
        desk.screen.query_one(SelectionList).highlighted = 1
        await desk.press("space", "f10")
        assert "1 terms left, 1 stayed" in desk.told()
        assert "Women's Union" in titles(desk)
        await desk.press("u")
        assert len(stored(terms, "녀성동맹").terms) == 2


@does("terms.bulk")
async def test_many_entries_are_changed_after_a_preview(terms: str) -> None:
    async with running(terms) as desk:
        await desk.press("T", "b")
        assert isinstance(desk.screen, BulkDialog)
        await desk.type("subject=politics; language=en")
        await desk.press("enter")
        await desk.type("status=wrong")
        await desk.press("enter")
        assert "preferred, admitted" in desk.text(), desk.text()
        desk.screen.query_one("#set", Input).value = "status=admitted"
        await desk.press("enter")
        assert "Would change 2 concepts" in desk.text()
        assert stored(terms, "로동당").terms[1].status is Status.PREFERRED
        await desk.press("enter")
        assert "Changed 2 concepts" in desk.told()
        assert stored(terms, "로동당").terms[1].status is Status.ADMITTED
        await desk.press("u")
        assert stored(terms, "로동당").terms[1].status is Status.PREFERRED


@does("work.terms")
async def test_the_workspace_opens_the_term_base_at_the_marked_phrase(terms: str) -> None:
    async with running(terms, alignment=1) as desk:
        await desk.press("v", "right", "enter", "escape", "left", "T")
        assert desk.shows(TermBaseScreen)
        assert desk.screen.query_one("#search", Input).value == "문화회관"
        assert titles(desk) == ["문화회관"]
        await desk.press("escape", "escape")
        assert desk.shows(WorkspaceScreen)


@pytest.mark.parametrize("size", [(80, 24), (140, 45), (200, 60)])
async def test_the_term_base_is_readable_at_every_size(terms: str, size: tuple[int, int]) -> None:
    async with running(terms, size=size) as desk:
        await desk.press("T", "down", "down")
        for keys in ((), ("e",), ("escape", "h"), ("escape", "b"), ("escape", "f1")):
            await desk.press(*keys)
            page = desk.text().split("\n")
            assert {cell_len(line) for line in page} == {size[0]}
            assert len(page) == size[1]
        await desk.press("escape")
        text = desk.text()
        for word in ("로동당", "Workers' Party", "Rodongdang", "politics", "F1 help"):
            assert word in text, word


async def test_the_next_page_is_read_near_the_end(url: str) -> None:
    with open_database(url) as base:
        base.concepts.add_many([new_concept([("ko-KP", f"제{n}직장"), ("en", f"shop {n}")]) for n in range(150)])
    async with running(url) as desk:
        await desk.press("T", "end", "end", "end", "end")
        assert len(titles(desk)) == 152
        assert desk.shelf.line is desk.shelf.lines[-1]


async def test_brackets_stay_and_a_bad_data_base_says_so(terms: str, tmp_path: Path) -> None:
    with open_database(terms) as base:
        base.concepts.add(new_concept([("ko-KP", "가[sic]"), ("en", "[bold]x[/]")], note="[@click=app.quit]n"))
    async with running(terms) as desk:
        await desk.press("T")
        assert "가[sic]" in desk.text()
        assert "[bold]x[/]" in desk.text()
        assert "[@click=app.quit]n" in desk.text()
        await desk.press("e")
        assert "[bold]x[/]" in desk.text()
        await desk.press("escape", "h")
        assert "가[sic]" in desk.text()
        await desk.press("escape", "s")
        assert "[bold]x[/]" in desk.text()
        await desk.press("escape")
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no data base" * 100)
    async with running(f"sqlite:///{broken}") as desk:
        await desk.press("escape", "T")
        assert isinstance(desk.screen, ErrorDialog)


def test_a_card_fills_its_columns_equally_and_tells_where_a_term_was_found() -> None:
    concept = new_concept([("ko-KP", "로동당"), ("en", "Workers' Party"), ("ja", "労働党")], subject="politics")
    use = Attestation(source="kcna", date="2019-04-11", count=3, context="조선로동당 [sic] 중앙위원회")
    concept = concept.with_terms((replace(concept.terms[0], attestations=(use,)), *concept.terms[1:]))
    wide = ["".join(text for text, _ in line) for line in card(concept, 90)]
    assert len({cell_len(line) for line in wide[:3]}) == 1
    assert wide[0].split() == ["Korean", "English", "Japanese"]
    assert "used 2019-04-11" in wide[3] or "used 2019-04-11" in wide[4]
    assert any("조선로동당 [sic] 중앙위원회" in line for line in wide)
    narrow = ["".join(text for text, _ in line) for line in card(concept, 30)]
    assert max(cell_len(line) for line in narrow[:12]) <= 30


def test_a_line_shows_the_sign_of_what_is_not_preferred() -> None:
    from tui.widgets.concept_shelf import concept_line

    concept = new_concept([("ko-KP", "괴뢰"), ("en", "puppet")])
    forbidden = concept.with_terms((replace(concept.terms[0], status=Status.FORBIDDEN), concept.terms[1]))
    line = concept_line(forbidden)
    assert isinstance(line, ConceptLine)
    assert (line.title, line.rendering, line.sign) == ("괴뢰", "puppet", "✗")
