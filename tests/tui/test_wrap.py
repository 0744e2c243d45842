"""Lines of text in cells: the laws of wrapping, held against a plain reference, and what an editor sees."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.wrap import _wrap_any, cells, clip, fit, height, offset_at, shown, wrap

KOREAN = "새로 건설된 청류협동농장 문화회관 준공식이 10월 3일 현지에서 진행되였다."
QUOTED = "연설자는 《자력갱생의 기치높이》라는 구호를 들고 “더 많은” 알곡을 생산할데 대하여 말하였다."
JAPANESE = "竣工式が三日、現地で行われた。参加者は「自力更生の旗を高く」というスローガンを読んだ。"
ENGLISH = "The inauguration of the newly-built cultural hall took place on the spot on October 3."

texts = st.one_of(
    st.text(alphabet="가나다 ab,.《》“”·é", max_size=60),
    st.text(alphabet="あ、。「」漢字 aー(가", max_size=60),
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40),
    st.sampled_from([KOREAN, QUOTED, JAPANESE, ENGLISH]),
)
widths = st.integers(min_value=1, max_value=40)
SPACES = " \u3000\u2002\u2003\u2009\u200a"


@given(texts, widths)
def test_lines_hold_every_visible_character_once_and_in_order(text: str, width: int) -> None:
    lines = wrap(text, width)
    kept = "".join(text[start:end] for start, end in lines)
    assert [c for c in kept if c not in SPACES] == [c for c in text if c not in SPACES]
    assert all(first[1] <= second[0] for first, second in pairwise(lines))


@given(texts, widths)
def test_no_line_is_wider_than_asked_unless_one_character_is(text: str, width: int) -> None:
    for start, end in wrap(text, width):
        line = text[start:end]
        assert cell_len(line) <= width or len([c for c in line if cell_len(c)]) == 1 or "\u200d" in text
        assert line.strip(SPACES) == line


@given(texts, widths)
def test_short_ways_agree_with_the_general_one(text: str, width: int) -> None:
    if any(c in "\u00a0\u3000" or not c.isprintable() for c in text):
        return
    assert wrap(text, width) == _wrap_any(text, width)
    assert height(text, width) == len(wrap(text, width))


@given(texts, widths)
def test_a_line_is_filled_as_far_as_words_allow(text: str, width: int) -> None:
    """No line ends while the next word (up to the next space) would still have fitted."""
    lines = wrap(text, width)
    for (start, _), (following, _) in pairwise(lines):
        word_end = next((i for i in range(following, len(text)) if text[i] in SPACES), len(text))
        assert cell_len(text[start:word_end]) > width


def test_korean_words_stay_whole() -> None:
    lines = [KOREAN[a:b] for a, b in wrap(KOREAN, 20)]
    assert lines == ["새로 건설된", "청류협동농장", "문화회관 준공식이", "10월 3일 현지에서", "진행되였다."]


def test_japanese_breaks_between_characters_but_not_before_a_comma() -> None:
    lines = [JAPANESE[a:b] for a, b in wrap(JAPANESE, 12)]
    assert lines[0] == "竣工式が三"
    assert lines[1].startswith("日、")
    assert not any(line[0] in "、。」" or line[-1] == "「" for line in lines)


def test_a_long_word_is_cut_at_the_edge() -> None:
    text = "조선민주주의인민공화국"
    assert [text[a:b] for a, b in wrap(text, 9)] == ["조선민주", "주의인민", "공화국"]


@pytest.mark.parametrize("text", ["", "   ", "\u3000"])
def test_an_empty_text_is_one_empty_line(text: str) -> None:
    assert wrap(text, 10) == ((0, 0),)


def test_combined_and_joined_characters_are_not_torn() -> None:
    assert wrap("か\u3099か\u3099か\u3099", 2) == ((0, 2), (2, 4), (4, 6))
    family = "👨\u200d👩\u200d👧"
    assert wrap(family + family, 2) == ((0, 5), (5, 10))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [(KOREAN, 12, "새로 건설된…"), ("농장", 4, "농장"), ("농장원", 5, "농장…"), ("abc", 0, ""), ("가", 1, "…")],
)
def test_clip(text: str, width: int, expected: str) -> None:
    assert clip(text, width) == expected


@given(texts, st.integers(min_value=0, max_value=30))
def test_fit_takes_exactly_the_cells(text: str, width: int) -> None:
    if "\u200d" in text or "\ufe0f" in text:
        return
    assert cells(fit(text, width)) == width


@given(texts, st.integers(min_value=0, max_value=60))
def test_offset_at_names_the_character_that_covers_the_cell(text: str, column: int) -> None:
    if "\u200d" in text or "\ufe0f" in text:
        return
    offset = offset_at(text, column)
    assert cell_len(text[:offset]) <= column or offset == 0
    if offset < len(text):
        assert cell_len(text[: offset + 1]) > column


def test_a_text_cannot_steer_the_terminal() -> None:
    text = "a\x1b[31mb\tc\nd\u202ee"
    safe = shown(text)
    assert safe == "a\ufffd[31mb c d\ufffde"
    assert len(safe) == len(text)
    assert shown(KOREAN) is KOREAN
