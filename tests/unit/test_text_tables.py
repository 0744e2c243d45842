"""The tables of `data/text` that the matcher and the checks read: whole, sourced, NFC, without repetitions."""

from __future__ import annotations

import unicodedata

import pytest

from glossary.paths import data_path
from glossary.romanisation.nations import nationalities
from glossary.text.english import american, other_spelling, plural, spellings


@pytest.mark.parametrize("name", ["particles.tsv", "english_spellings.tsv", "nationalities.tsv"])
def test_every_row_is_whole_and_has_a_source(name: str) -> None:
    text = data_path("text", name).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    header, *rows = [line.split("\t") for line in text.splitlines()]
    assert header[-1] == "source"
    assert {len(row) for row in rows} == {len(header)}
    assert all(cell.strip() == cell and cell for row in rows for cell in row)
    assert len({tuple(row[:2]) for row in rows}) == len(rows)


def test_nationalities_are_found_by_the_name_of_the_place() -> None:
    assert "Russian" in nationalities()["Russia"]


def test_each_spelling_leads_to_the_other_and_both_to_one() -> None:
    for british, its_american in spellings():
        assert other_spelling(british) == its_american
        assert american(british) == american(its_american) == its_american


@pytest.mark.parametrize(
    ("one", "many"),
    [("city", "cities"), ("day", "days"), ("hero", "heroes"), ("wish", "wishes"), ("serviceman", "servicemen")],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many
