"""The score of the memory and what it shows to differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.memory.matching import best, differences, score

texts = st.text(alphabet="가나다라 마바사abc12.", max_size=30)


@given(texts, texts)
def test_laws(one: str, other: str) -> None:
    assert 0 <= score(one, other) <= 100
    assert score(one, other) == pytest.approx(score(other, one))
    assert score(one, one) == 100
    assert (score(one, other) == 100) == (
        one.split() == other.split() or "".join(one.split()) == "".join(other.split())
    )


@given(texts, st.lists(texts, max_size=8), st.integers(0, 100))
def test_best_is_score_with_a_limit(query: str, candidates: list[str], minimum: int) -> None:
    found = best(query, candidates, minimum)
    wanted = {n for n, text in enumerate(candidates) if score(query, text) >= minimum + 1e-9}
    assert wanted <= {n for n, _ in found}
    assert all(points == pytest.approx(score(query, candidates[n])) and points >= minimum for n, points in found)
    assert [points for _, points in found] == sorted((points for _, points in found), reverse=True)


def test_known_scores() -> None:
    assert score("그는 주체사상탑을 찾았다.", "그는 주체 사상탑을 찾았다.") == 100
    assert 80 <= score("즉시 중단하여야 한다고 강조하였다.", "즉시 중단하지 말아야 한다고 강조하였다.") < 95
    assert score("전시회가 개막되였다.", "날씨가 맑겠다.") < 60
    assert score("가", "나") == 0
    assert score("", "가") == 0


@given(texts, texts)
def test_what_differs_leads_from_one_to_the_other(one: str, other: str) -> None:
    """Outside the differences both texts are the same, but for spaces."""
    found = differences(one, other)
    mine, theirs, a, b = [], [], 0, 0
    for d in found:
        assert d.start < d.end or d.other_start < d.other_end
        assert a <= d.start <= d.end <= len(one)
        assert b <= d.other_start <= d.other_end <= len(other)
        mine.append(one[a : d.start])
        theirs.append(other[b : d.other_start])
        a, b = d.end, d.other_end
    mine.append(one[a:])
    theirs.append(other[b:])
    assert ["".join(t.split()) for t in mine] == ["".join(t.split()) for t in theirs]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("On display are 1 500 flowers.", "On display are 2 500 flowers.", [("1", "2")]),
        ("He went to the hall.", "He went slowly to the hall.", [("", "slowly")]),
        ("강조하였다.", "강조하지 않았다.", [("였", "지 않았")]),
        ("the same", "the same", []),
        ("", "word", [("", "word")]),
        ("state-run 12.5", "state-run 13.5", [("12.5", "13.5")]),
    ],
)
def test_differences(one: str, other: str, told: list[tuple[str, str]]) -> None:
    found = differences(one, other)
    assert [(one[d.start : d.end], other[d.other_start : d.other_end]) for d in found] == told
