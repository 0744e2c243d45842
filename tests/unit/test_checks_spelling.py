"""The South's spelling in a DPRK text: what is said of which side, and how much a table's row may weigh."""

from __future__ import annotations

import pytest

from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.run import check
from glossary.romanisation import tables


def run(source: str, target: str, languages: tuple[str, str] = ("ko", "en"), profile: str = "kcna") -> list[Finding]:
    beads = [BeadText(i, s, t) for i, (s, t) in enumerate(zip(source.split("|"), target.split("|"), strict=True))]
    found = check(
        beads, [], source_language=languages[0], target_language=languages[1], profile=profile, only=["spelling"]
    )
    assert all(f.check == "spelling.south" for f in found)
    return found


@pytest.mark.parametrize(
    ("korean", "told"),
    [
        ("노동계급은 투쟁하였다.", ["노동계급"]),
        ("여성들이 러시아를 방문하였다.", ["여성", "러시아"]),
        ("공장이 건설되었다.", ["되었"]),
        ("바닷가에서 탱크를 보았다.", ["바닷가", "탱크"]),
        ("로동계급은 투쟁하였다.", []),
        ("녀성들이 로씨야를 방문하였다.", []),
        ("사람이상의 힘, 이상한 일, 이용남동지가 말하였다.", []),
    ],
)
def test_forms_of_a_source_are_notes(korean: str, told: list[str]) -> None:
    found = run(korean, "Translated.")
    assert [korean[f.source_spans[0].start : f.source_spans[0].end] for f in found] == told
    assert all(f.severity is Severity.NOTE and f.suggestion is None for f in found)


def test_a_korean_translation_gets_a_suggestion() -> None:
    (found,) = run("The workers fought.", "노동자들이 싸웠다.", ("en", "ko-KP"))
    assert found.suggestion == "로동자"
    assert found.target_spans
    (rule,) = run("It was built.", "공장이 건설되었다.", ("en", "ko-KP"))
    assert rule.severity is Severity.WARNING  # a published rule, no row of a table


def test_general_texts_and_the_south_itself_are_left_alone() -> None:
    assert run("노동자들이 싸웠다.", "The workers fought.", profile="general") == []
    assert run("노동자들이 싸웠다.", "The workers fought.", ("ko-KR", "en")) == []


def test_a_southern_text_is_told_so_once() -> None:
    sentence = "여성 노동자들이 러시아의 역사를 이용하게 되었다."
    found = run("|".join([sentence] * 4), "|".join(["Translated."] * 4))
    assert len(found) == 1
    assert "throughout" in found[0].message


def test_an_unattested_row_never_weighs_more_than_a_note() -> None:
    assert [f.severity for f in run("x.", "멕시코를 방문하였다.", ("en", "ko-KP"))] == [Severity.WARNING]  # press lists
    assert [f.severity for f in run("x.", "베냉을 방문하였다.", ("en", "ko-KP"))] == [Severity.NOTE]


def test_foreign_names_are_many_and_say_where_they_are_from() -> None:
    rows = tables.foreign_names()
    assert len(rows) >= 200
    assert {row.kind for row in rows} >= {"country", "city", "person"}
    assert all(row.source for row in rows)
    assert sum(tables.is_attested(row.source) for row in rows) >= 60
