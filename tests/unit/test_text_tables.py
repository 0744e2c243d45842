"""The tables of data/text: every row has a source, nothing twice, NFC; units mean the same in all languages."""

from __future__ import annotations

import csv
import unicodedata

import pytest

from glossary.paths import data_path
from glossary.text.quotations import pairs
from glossary.text.units import units


def rows(name: str) -> list[dict[str, str]]:
    with data_path("text", name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("abbreviations.tsv", ("abbreviation",)),
        ("sentence_starters.tsv", ("language", "word")),
        ("units.tsv", ("language", "written")),
    ],
)
def test_tables_are_clean(name: str, key: tuple[str, ...]) -> None:
    table = rows(name)
    keys = [tuple(row[k] for k in key) for row in table]
    assert len(set(keys)) == len(keys)
    for row in table:
        assert row["source"], row
        assert all(row[k] for k in key), row
        assert all(unicodedata.is_normalized("NFC", cell) and cell == cell.strip() for cell in row.values()), row


def test_units_of_one_language_are_known_to_the_others() -> None:
    names = {language: {unit.unit for unit in units(language).values()} for language in ("ko", "en", "ja")}
    shared = names["ko"] & names["en"] & names["ja"]
    assert {"year", "km", "ton", "hectare", "USD", "won", "times", "hour"} <= shared
    kinds = {
        (unit.unit, unit.kind)
        for language in ("ko", "en", "ja")
        for unit in units(language).values()
        if unit.unit not in ("", "century")  # 21세기 counts centuries, two centuries measure time
    }
    assert len({unit for unit, _ in kinds}) == len(kinds), "a unit has one kind in all languages"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《가 〈나〉 다》", ["《가 〈나〉 다》", "〈나〉"]),
        ('“가" 나 "다"', ['“가"', '"다"']),
        ('그는 "가"라고, 또 "나"라고', ['"가"', '"나"']),
        ("that’s ‘it’ and the workers’ club", ["‘it’"]),
        ("《가 나", []),
        ("가》 나《", []),
        ("(가 [나) 다]", ["(가 [나)"]),
    ],
)
def test_quotation_marks_are_paired(text: str, found: list[str]) -> None:
    assert [text[p.start : p.end] for p in pairs(text)] == found
