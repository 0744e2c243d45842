"""Versions of a text, sentence by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.versions.compare import Kind, compare, differences

OLD = [
    "The exhibition opened in Pyongyang on Monday.",
    "Officials looked round the halls.",
    "More than a thousand flowers are on display.",
    "It will last until Friday.",
    "A reception was given in the evening.",
]


def kinds(old: list[str], new: list[str], language: str = "en") -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(r.kind.value, r.old, r.new) for r in compare(old, new, language)]


def test_a_text_with_itself() -> None:
    assert {k for k, _, _ in kinds(OLD, OLD)} == {"same"}
    assert kinds(OLD, [f" {s}  " for s in OLD]) == kinds(OLD, OLD)
    assert kinds([], []) == []


def test_added_removed_reworded() -> None:
    new = [
        OLD[0].replace("Monday", "Tuesday"),
        OLD[1],
        "Visitors came from every province of the country.",
        OLD[3],
        OLD[4],
    ]
    assert kinds(OLD, new) == [
        ("reworded", (0,), (0,)),
        ("same", (1,), (1,)),
        ("removed", (2,), ()),
        ("added", (), (2,)),
        ("same", (3,), (3,)),
        ("same", (4,), (4,)),
    ]
    first = compare(OLD, new, "en")[0]
    ((change,)) = first.differences
    assert first.old_text[change.start : change.end] == "Monday"
    assert first.new_text[change.other_start : change.other_end] == "Tuesday"
    assert 80 < first.likeness < 100


def test_moved() -> None:
    new = [OLD[4], OLD[0], OLD[1], OLD[2], OLD[3]]
    assert kinds(OLD, new) == [
        ("moved", (4,), (0,)),
        ("same", (0,), (1,)),
        ("same", (1,), (2,)),
        ("same", (2,), (3,)),
        ("same", (3,), (4,)),
    ]


def test_cut_and_joined() -> None:
    joined = [OLD[0], f"{OLD[1][:-1]}, and {OLD[2][0].lower()}{OLD[2][1:]}", OLD[3], OLD[4]]
    assert ("reworded", (1, 2), (1,)) in kinds(OLD, joined)
    assert ("reworded", (1,), (1, 2)) in kinds(joined, OLD)
    assert ("same", (1, 2), (1,)) in kinds(OLD, [OLD[0], f"{OLD[1]} {OLD[2]}", *OLD[3:]])


def test_korean_stems_and_endings() -> None:
    old, new = "전시회장에서는 꽃들이 전시되였다.", "전시회장에는 꽃들을 전시하였다."
    changed = [(old[d.start : d.end], new[d.other_start : d.other_end]) for d in differences(old, new, "ko-KP")]
    assert changed[0] == ("에서는", "에는")
    assert ("이", "을") in changed
    rows = compare([old, "날씨가 맑았다."], [new, "회의가 열리였다."], "ko")
    assert [r.kind for r in rows] == [Kind.REWORDED, Kind.REMOVED, Kind.ADDED]


sentences = st.lists(st.sampled_from([*OLD, "A wholly other thing.", "Yes.", "", "전시회"]), max_size=7)


@given(sentences, sentences, st.sampled_from(["en", "ko", "ja"]))
def test_laws(old: list[str], new: list[str], language: str) -> None:
    rows = compare(old, new, language)
    assert sorted(i for r in rows for i in r.old) == list(range(len(old)))
    assert [j for r in rows for j in r.new] == list(range(len(new)))
    for row in rows:
        assert (row.kind is Kind.REMOVED) == (not row.new)
        assert (row.kind is Kind.ADDED) == (not row.old)
        if row.kind is Kind.SAME:
            assert "".join(row.old_text.split()) == "".join(row.new_text.split())


@pytest.mark.parametrize("language", ["en", "ko"])
@given(st.text(alphabet="가나다 ab.,1", max_size=25), st.text(alphabet="가나다 ab.,1", max_size=25))
def test_what_differs_leads_from_one_to_the_other(language: str, one: str, other: str) -> None:
    found = differences(one, other, language)
    mine, theirs, a, b = [], [], 0, 0
    for d in found:
        mine.append(one[a : d.start])
        theirs.append(other[b : d.other_start])
        a, b = d.end, d.other_end
    mine.append(one[a:])
    theirs.append(other[b:])
    assert ["".join(t.split()) for t in mine] == ["".join(t.split()) for t in theirs]


def test_all_sentences_that_moved_are_named_though_they_cross_each_other() -> None:
    old = [
        f"Sentence number {n} tells of {word}."
        for n, word in enumerate(["apples", "bridges", "cranes", "dams", "eggs", "flags"])
    ]
    new = [old[n] for n in (3, 0, 1, 5, 2, 4)]
    moved = [row.new[0] for row in compare(old, new, "en") if row.kind is Kind.MOVED]
    assert [old.index(new[j]) for j in moved] == [3, 5]
