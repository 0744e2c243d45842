"""Lists: which chunks of the Korean are members, how many the English parts, and when one is missing."""

from __future__ import annotations

import pytest

from glossary.checks.findings import BeadText, Finding
from glossary.checks.lists import english_lists, korean_lists
from glossary.checks.run import Checker


def find(source: str, target: str) -> list[Finding]:
    return Checker(only=("completeness.member",)).check([BeadText(0, source, target)])


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("각 도, 시, 군들에서 모임이 진행되였다.", ["도", "시", "군들에서"]),
        ("대회에는 로동자, 농민, 군인, 청년학생들이 참가하였다.", ["로동자", "농민", "군인", "청년학생들이"]),
        ("학생들은 책, 연필 그리고 가방을 받았다.", ["책", "연필", "가방을"]),
        ("무궤도전차, 뻐스와 택시들이 달린다.", ["무궤도전차", "뻐스", "택시들이"]),
        ("달력과 시계, 책을 주었다.", ["달력", "시계", "책을"]),
        ("도시, 마을, 고속도로, 사회주의는", ["도시", "마을", "고속도로", "사회주의는"]),
        ("로씨야, 중국 및 현재의 몽골을", ["로씨야", "중국", "몽골을"]),
    ],
)
def test_members_of_korean_lists(text: str, members: list[str]) -> None:
    (found,) = korean_lists(text)
    assert [text[a:b] for a, b in found.members] == members


@pytest.mark.parametrize(
    "text",
    [
        "그는 공장을 돌아보고, 일군들을 만났으며, 과업을 주었다.",
        "그러나 오늘, 우리는 승리하였다.",
        "그는 당국, 병원과 협력하고 있다.",
        "철수, 어서 오너라.",
        "2년전, 그는 떠났다.",
        "“좋아, 철수, 가자.”",
    ],
)
def test_clauses_are_no_lists(text: str) -> None:
    assert korean_lists(text) == []


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("workers, farmers and students attended", 3),
        ("workers and students attended", 2),
        ("In the end, he said A and B", 2),
        ("5,000 workers and farmers", 2),
        ("one, two, three, or four", 4),
        ("drug and alcohol dealing, armed robbery and smuggling", 4),
    ],
)
def test_members_that_english_parts(text: str, most: int) -> None:
    assert max(len(one.members) for one in english_lists(text, 4)) == most


SOURCE = "대회에는 로동자, 농민, 청년학생들이 참가하였다."


@pytest.mark.parametrize(
    "target",
    [
        "Workers, farmers and students attended the rally.",
        "Attending the rally were workers and farmers as well as students.",
        "The rally was attended by workers, farmers, students.",
    ],
)
def test_whole_lists(target: str) -> None:
    assert find(SOURCE, target) == []


def test_a_member_that_is_missing() -> None:
    (finding,) = find(SOURCE, "Workers and students attended the rally.")
    assert "lists 3 (로동자, 농민, 청년학생들이)" in finding.message
    assert finding.source_spans
