"""What follows a Korean term inside its word: read from the closed list, or no word boundary at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.particles import KINDS, NEXT, NO_TAIL, jamo, particles, read_tail, strip_particles


def test_the_table_is_whole() -> None:
    rows = particles()
    assert len({(r.form, r.kind) for r in rows}) == len(rows)
    assert {r.kind for r in rows} == KINDS
    for row in rows:
        assert row.source
        assert row.after in {"any", "consonant", "vowel", "vowel-or-rieul"}
        assert unicodedata.is_normalized("NFC", row.form)
    assert {k for following in NEXT.values() for k in following} <= KINDS | {"END"}


READ = """
당+은 당+의 당+에서는 당+으로부터의 당+과 당+만이 화+는 화+를 화+로서의 화+와 울+로 국+들에게서도 국+이다
국+이였다 국+입니다 국+인것으로 지+였다 국+이라고 발+하시였다 발+하고있다 발+하여왔다 발+할수 발+하는것을 발+했으며
발+해야할것이다 화+되였다 화+되여야 화+시켰기때문에 험+하지말아야 치+적으로 치+적인 의+중에 가+들사이의 양+까지도
양+에서부터는 국+때문에 국+측은 발+하여나가야 발+하시면서 발+한다고 발+합니다
"""


@pytest.mark.parametrize("word", READ.split())
def test_particles_and_endings_are_read(word: str) -> None:
    before, rest = word.split("+")
    tail = read_tail(rest, before)
    assert tail is not None
    assert tail.text == rest
    assert tail.pieces


ANOTHER_WORD = """
당+원 당+원들은 당+중앙위원회 양+도로 국+통일 국+자들 야+인들 당+는 화+은 당+가 화+이 양+로 양+냉면 선+시대
국+의가 군+력 당+였다
"""


@pytest.mark.parametrize("word", ANOTHER_WORD.split())
def test_another_word_is_not(word: str) -> None:
    before, rest = word.split("+")
    assert read_tail(rest, before) is None


def test_titles_follow_persons_only() -> None:
    assert read_tail("동지께서는", "은", "person") is not None
    assert read_tail("동지께서는", "은", "other") is None
    assert read_tail("대통령이", "찐", "") is not None
    assert read_tail("군", "은", "") is None
    assert read_tail("시에서", "양", "place") is not None


def test_a_letter_or_digit_before_decides_nothing() -> None:
    assert read_tail("는", "A") is not None
    assert read_tail("은", "A") is not None
    assert read_tail("가", "5") is not None
    assert read_tail("", "A") is NO_TAIL


@pytest.mark.parametrize(
    ("before", "rest", "derived"),
    [
        ("발", "하였다", True),
        ("치", "적", True),
        ("야", "인", True),
        ("야", "인것으로", False),
        ("국", "들은", False),
        ("국", "이며", False),
    ],
)
def test_another_part_of_speech_is_told(before: str, rest: str, derived: bool) -> None:
    tail = read_tail(rest, before)
    assert tail is not None
    assert tail.derived is derived


def test_particles_are_stripped_for_searching() -> None:
    assert strip_particles("평양에서는") == "평양"
    assert strip_particles("로동당원") == "로동당원"


_FORMS = [r.form for r in particles() if not "\u3131" <= r.form[0] <= "\u314e"]


@given(st.lists(st.sampled_from(_FORMS), min_size=1, max_size=4).map("".join), st.sampled_from("당화울"))
def test_the_pieces_spell_the_rest(rest: str, before: str) -> None:
    tail = read_tail(rest, before)
    if tail is not None:
        assert "".join(jamo(form) for form, _ in tail.pieces) == unicodedata.normalize("NFD", rest)


@given(st.sampled_from(_FORMS), st.sampled_from("당화울"))
def test_a_noun_behind_a_tail_is_another_word(form: str, before: str) -> None:
    assert read_tail(form + "혁명투쟁", before) is None
