"""Ladders are written for scorers and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.alignment.anchors import sentence_anchors
from glossary.alignment.beads import Bead, Bitext, Segment
from glossary.alignment.engine import segments
from glossary.alignment.ladder import joined_runs, read_ladder, write_ladder
from glossary.errors import InputError


def bitext(beads: list[Bead], n: int, m: int) -> Bitext:
    """Return a bitext whose segment ids are not its positions."""
    source = tuple(Segment(10 + i, "가") for i in range(n))
    target = tuple(Segment(50 + i, "a") for i in range(m))
    return Bitext("ko", "en", source, target, tuple(beads))


def test_runs_of_unmatched_sentences_are_one_line_and_positions_count_from_0() -> None:
    beads = [
        Bead((10,), (50,), 0.91),
        Bead((11,), (), 0.5),
        Bead((12,), (), 0.25),
        Bead((), (51,), 0.75),
        Bead((), (52,)),
        Bead((13,), (53, 54)),
    ]
    assert write_ladder(bitext(beads, 4, 5)).splitlines() == [
        "[0]:[0]:0.9100",
        "[1, 2]:[]:0.2500",
        "[]:[1, 2]:0.7500",
        "[3]:[3, 4]:1.0000",
    ]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=8))
def test_reading_what_was_written_gives_the_beads(shapes: list[tuple[int, int]]) -> None:
    beads, i, j = [], 10, 50
    for a, b in shapes:
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), 0.5))
        i, j = i + a, j + b
    text = bitext(beads, i - 10, j - 50)
    assert read_ladder(write_ladder(text), text.source, text.target) == joined_runs(beads)


@pytest.mark.parametrize(
    ("ladder", "words"),
    [
        ("[0]:[0]\nnonsense\n", "line 2: not a bead: 'nonsense'"),
        ("[0]:[0]\n[0]:[1]\n", "line 2: source sentences \\[0\\] where 1 of 2 are done"),
        ("[0, 1]:[0, 1, 2]\n", "line 1: target sentences"),
        ("[0]:[0]\n", "only 1 of 2 source sentences"),
    ],
)
def test_a_ladder_that_does_not_fit_is_refused_with_its_line(ladder: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_ladder(ladder, segments(["가", "나"]), segments(["a", "b"]), name="x.hyp")


def test_costs_of_other_aligners_are_no_probabilities() -> None:
    beads = read_ladder("[0]:[0]:1.37\n[]:[]:0\n[1]:[1]:0.2\n", segments(["가", "나"]), segments(["a", "b"]))
    assert [bead.probability for bead in beads] == [None, 0.2]


def test_anchors_are_the_same_in_both_languages() -> None:
    korean = sentence_anchors("주체111(2022)년 10월 7일 블라디보스또크에서 1억 5천만딸라, 3.5%", "ko-KP")
    english = sentence_anchors("On October 7, 2022, in Vladivostok: 150 million dollars, 3.5 percent", "en")
    assert {"2022", "--10", "7", "150000000", "3.5"} <= korean.values.keys() & english.values.keys()
    assert korean.names.keys() & english.names.keys()
