"""Terms in one Korean state's spelling are found in texts of the other's, and homographs are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.terms.entries import Concept, Match, Term
from glossary.terms.matching import Matcher
from glossary.terms.scripts import owner_of
from glossary.terms.starter import starter
from glossary.text.respelling import respelled


def found(term: str, text: str, subject: str = "", match: Match = Match.INFLECTED) -> list[str]:
    concept = Concept(id="c", subject=subject, terms=(Term(id="t", language="ko-KP", text=term, match=match),))
    return [m.text for m in Matcher([concept], "ko").find(text)]


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("로동신문", "노동신문"),
        ("조선로동당 중앙위원회", "조선노동당 중앙위원회"),
        ("녀성동맹", "여성동맹"),
        ("렬차", "열차"),
        ("로씨야", "러시아"),
        ("바다가", "바닷가"),
        ("기발", "깃발"),
        ("되여지다", "되어지다"),
        ("규률", "규율"),
        ("땅크", "탱크"),
        ("린산비료", "인산비료"),
        ("《화성포-17》형", "“화성포-17”형"),
    ],
)
def test_a_term_in_either_spelling_is_found_in_a_text_of_the_other(north: str, south: str) -> None:
    assert found(north, f"어제 {south} 기사") == [south]
    assert found(south, f"어제 {north} 기사") == [north]


def test_people_have_two_family_names() -> None:
    assert found("림춘추", "임춘추가 말하였다.", "person") == ["임춘추"]
    assert found("이영길", "리영길동지가 말하였다.", "person") == ["리영길"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("리상", "이상의 문제"),
        ("과일군", "과일꾼이 왔다."),
        ("리비아", "이비아를 보았다."),
        ("루마니아", "누마니아를 보았다."),
    ],
)
def test_what_is_another_word_is_not_found(term: str, text: str) -> None:
    assert found(term, text, "place") == []


def test_an_exact_term_has_one_spelling() -> None:
    assert found("로동", "노동", match=Match.EXACT) == []
    assert found("로동", "로동", match=Match.EXACT) == ["로동"]


def test_the_texts_own_spelling_is_preferred() -> None:
    both = Concept(
        id="c",
        terms=(Term(id="n", language="ko-KP", text="로동"), Term(id="s", language="ko-KR", text="노동")),
    )
    assert [m.term.id for m in Matcher([both], "ko").find("노동을 사랑하라.")] == ["s"]
    assert [m.term.id for m in Matcher([both], "ko").find("로동을 사랑하라.")] == ["n"]


def test_every_other_spelling_of_the_starter_terms_is_found() -> None:
    matcher = Matcher(starter(), "ko")
    terms = [(owner_of(c), t) for c in starter() for t in c.in_language("ko") if t.match is not Match.EXACT]
    others = [other for owner, term in terms for other in respelled(term.text, owner=owner)]
    assert len(others) > 40
    assert [other for other in others if not any(m.text == other for m in matcher.find_all(other))] == []


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="로동녀성렬차리이영철여였되어 《》률율바다가국기닷깃발라러시아씨야", max_size=12))
def test_nothing_fails_and_nothing_is_itself(term: str) -> None:
    assert term not in respelled(term)
