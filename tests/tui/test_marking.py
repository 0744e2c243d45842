"""Marking a phrase with keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.marking import Mark, words

TEXT = "연설자는 《로동신문》의 사설을 인용하였다."


def begin(text: str = TEXT, near: int = 0) -> Mark:
    mark = Mark.begin(text, near)
    assert mark is not None
    return mark


def test_words_leave_quotation_marks_out() -> None:
    assert [TEXT[a:b] for a, b in words(TEXT)] == ["연설자는", "로동신문", "의", "사설을", "인용하였다"]
    english = "the U.S.-led People's Army, 2 400."
    assert [english[a:b] for a, b in words(english)] == ["the", "U.S.-led", "People's", "Army", "2", "400"]


def test_step_moves_the_word_then_the_end() -> None:
    mark = begin().step(1)
    assert mark.phrase == "로동신문"
    assert mark.step(-1).phrase == "연설자는"
    grown = mark.anchor().step(1).step(1)
    assert grown.phrase == "로동신문》의 사설을"
    assert grown.step(-1).phrase == "로동신문》의"
    assert mark.grow(1).phrase == "로동신문》의"


def test_creep_lets_a_particle_go() -> None:
    assert begin().creep(-1).phrase == "연설자"
    assert begin().creep(-1).creep(1).phrase == "연설자는"


def test_begin_near_a_place() -> None:
    assert begin(near=14).phrase == "사설을"
    assert begin(near=999).phrase == "인용하였다"
    assert Mark.begin("") is None
    assert begin("...").phrase == "..."


@given(st.text(alphabet="가나 《》.,a", min_size=1, max_size=30), st.lists(st.sampled_from("lrgsaPN"), max_size=20))
def test_a_mark_is_never_empty_and_never_leaves_its_sentence(text: str, steps: list[str]) -> None:
    mark = begin(text)
    moves = {
        "l": lambda m: m.step(-1),
        "r": lambda m: m.step(1),
        "g": lambda m: m.grow(1),
        "s": lambda m: m.grow(-1),
        "a": lambda m: m.anchor(),
        "P": lambda m: m.creep(-1),
        "N": lambda m: m.creep(1),
    }
    for step in steps:
        mark = moves[step](mark)
        assert 0 <= mark.start < mark.end <= len(text)
