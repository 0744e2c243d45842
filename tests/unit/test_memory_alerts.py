"""What is pointed out beside the score of a match."""

from __future__ import annotations

import pytest

from glossary.checks.findings import Span
from glossary.memory.alerts import alerts, marked
from glossary.memory.matching import differences


@pytest.mark.parametrize(
    ("query", "memory", "language", "told"),
    [
        ("즉시 중단하여야 한다.", "즉시 중단하지 말아야 한다.", "ko", ["negation: - / 지 말"]),
        ("그들은 참가하지 않았다.", "그들은 참가하였다.", "ko", ["negation: 지 않 / -"]),
        ("그것은 있을수 없다.", "그것은 있을수 있다.", "ko", ["negation: 없다 / -"]),
        ("They did not take part.", "They took part.", "en", ["negation: not / -"]),
        ("They don't agree.", "They do agree.", "en", ["negation: n't / -"]),
        ("On display are 1 500 flowers.", "On display are 2 500 flowers.", "en", ["number: 1 500 / 2 500"]),
        ("5월 8일 개막되였다.", "5월 9일 개막되였다.", "ko", ["number: 5월 8일 / 5월 9일"]),
        ("The premier Pak Thae Song met him.", "The premier Kim Tok Hun met him.", "en",
         ["name: Pak Thae Song / Kim Tok Hun"]),
        ("He opened the hall.", "She opened the hall.", "en", []),
        ("회의가 열리였다.", "회의가 진행되였다.", "ko", []),
        ("the same", "the same", "en", []),
    ],
)  # fmt: skip
def test_alerts(query: str, memory: str, language: str, told: list[str]) -> None:
    found = alerts(query, memory, language, differences(query, memory))
    assert [str(a) for a in found] == told


def test_a_changed_korean_name() -> None:
    query, memory = "최룡해위원장이 연설하였다.", "조용원비서가 연설하였다."
    (found,) = [a for a in alerts(query, memory, "ko-KP", differences(query, memory)) if a.kind == "name"]
    assert "최룡해" in found.query
    assert "조용원" in found.memory


def test_marks() -> None:
    assert marked("가나다", [Span(1, 2)]) == "가[나]다"
    assert marked("가나다", [Span(2, 2), Span(0, 1)], ("<", ">")) == "<가>나다"
