"""Readings of terms: made by the rules, shown while a term is typed, overridden, kept, exported, searched."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static

from glossary.store.engine import open_database
from glossary.terms.entries import Reading, Status, Term
from glossary.terms.making import new_concept, with_override, with_reading, with_readings
from tests.commandline import malmoi
from tests.tui.desk import running
from tui.screens.term_form import TermForm
from tui.session import Session
from tui.term_desk import NewTerm


async def test_the_reading_is_shown_as_one_types_and_can_be_overridden(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("t")
        form = desk.screen
        assert isinstance(form, TermForm)
        source, reading = form.query_one("#source", Input), form.query_one("#reading", Input)
        source.focus()
        source.value = ""
        await desk.type("락원")
        assert reading.value == "Rakwon"
        await desk.type("군")
        assert reading.value == "Rakwon-gun"
        assert "dprk: Rakwon-gun" in desk.text()
        reading.focus()
        reading.value = "Ragwon County"
        source.value = "락원구"
        await desk.settle()
        assert reading.value == "Ragwon County"  # what was typed stays
        form.query_one("#target", Input).value = "Ragwon"
        form.query_one("#target", Input).focus()
        await desk.press("enter")
        with open_database(url) as base:
            (concept,) = base.concepts.find("ragwoncounty")
            (stored,) = concept.terms[0].readings
            assert (stored.system, stored.text, stored.is_override) == ("dprk", "Ragwon County", True)


async def test_a_reading_by_the_rules_is_no_override(url: str) -> None:
    async with running(url, alignment=1) as desk:
        await desk.press("t")
        form = desk.screen
        form.query_one("#source", Input).value = "락원군"
        form.query_one("#target", Input).value = "Rakwon County"
        await desk.settle()
        assert str(form.query_one("#target-reading", Static).render()) == ""
        form.query_one("#target", Input).focus()
        await desk.press("enter")
        with open_database(url) as base:
            (concept,) = base.concepts.find("락원군")
            assert [(r.text, r.is_override) for r in concept.terms[0].readings] == [("Rakwon-gun", False)]


def test_a_typed_reading_reaches_a_stored_term(url: str) -> None:
    session = Session(url)
    languages = ("ko-KP", "en")
    session.terms.make(NewTerm("락원", "Rakwon", "", Status.PREFERRED), languages, None)
    session.terms.make(NewTerm("락원", "Ragwon", "", Status.PREFERRED, "Ragwon"), languages, None)
    session.terms.make(NewTerm("락원", "Rakwon", "", Status.PREFERRED, "Ragwon Kun"), languages, None)
    with open_database(url) as base:
        (concept,) = base.concepts.find("락원")
        assert [r.text for r in concept.terms[0].readings] == ["Ragwon Kun"]
        assert len(concept.terms) == 3
    session.close()


KOREAN = Term(id="t", language="ko-KP", text="평양")


def test_rules_overrides_and_changes() -> None:
    read = with_reading(KOREAN)
    assert read.readings == (Reading(system="dprk", text="Pyongyang"),)
    assert with_reading(replace(read, text="락원")).reading("dprk") == "Rakwon"
    mine = with_override(read, "dprk", "Phyongyang", "my house")
    assert with_reading(replace(mine, text="락원")).readings == mine.readings
    assert with_override(mine, "dprk", "").readings == read.readings
    both = with_override(read, "mr", "P'yŏngyang")
    assert {r.system for r in both.readings} == {"mr", "dprk"}
    assert {r.system for r in with_override(both, "mr", "").readings} == {"dprk"}


@pytest.mark.parametrize(
    ("language", "text", "reading"),
    [("ko", "평양", "Pyongyang"), ("ko-KR", "평양", "Pyeongyang"), ("ja", "平壌", "Pyongyang"), ("en", "x", "")],
)
def test_every_korean_and_japanese_term_gets_one(language: str, text: str, reading: str) -> None:
    concept = new_concept([(language, text)])
    assert next((r.text for r in concept.terms[0].readings), "") == reading
    bare = concept.with_terms((replace(concept.terms[0], readings=()),))
    assert with_readings(bare) == concept
    assert with_readings(concept) is concept


def test_import_edit_export_and_search(tmp_path: Path) -> None:
    table = tmp_path / "terms.csv"
    table.write_text("ko,ja,en\n평양,平壌,Pyongyang\n", encoding="utf-8")
    database = ("--db", f"sqlite:///{tmp_path / 'x.sqlite'}")
    assert malmoi(*database, "terms", "import", str(table)).code == 0

    def stored() -> dict[str, tuple[str, list[dict[str, Any]]]]:
        out = malmoi(*database, "export", "jsonl", "-o", "-").out
        terms = json.loads(out.splitlines()[-1])["terms"]
        return {t["language"]: (t["id"], t.get("readings")) for t in terms}

    term, readings = stored()["ko-KP"]
    assert [r["text"] for r in readings] == ["Pyongyang"]
    for query in ("pyongyang", "PYONG-YANG", "p’yŏngyang", "평양", "ㅍㅇ"):
        assert term.split(".")[0] in malmoi(*database, "terms", "find", query).out, query
    assert malmoi(*database, "terms", "edit", term, "--reading", "dprk=Phyŏng-yang").code == 0
    assert malmoi(*database, "terms", "edit", term, "--set", "text=평양시").code == 0
    (kept,) = stored()["ko-KP"][1]
    assert (kept["text"], kept["is_override"]) == ("Phyŏng-yang", True)
    assert term.split(".")[0] in malmoi(*database, "terms", "find", "phyongyang").out
    assert malmoi(*database, "terms", "edit", term, "--reading", "dprk=").code == 0
    assert stored()["ko-KP"][1][0]["text"] == "Pyongyang-si"
    wrong = malmoi(*database, "terms", "edit", term, "--reading", "nonsense=x")
    assert wrong.code == 2
    assert "no romanisation system" in wrong.err
