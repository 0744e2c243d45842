"""Paragraph marks as a soft constraint of the aligner: what they add, and when they say nothing."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.alignment.band import Band, Floats
from glossary.alignment.engine import align, segments
from glossary.alignment.moves import MOVES
from glossary.alignment.paragraph_marks import ParagraphMarks


def added(marks: ParagraphMarks, n: int, m: int) -> Floats:
    """Return what the marks add to rewards of nothing (rows x moves x columns)."""
    places = Band(np.zeros(n + 1, np.int64), m + 1, m + 1)

    def nothing(first: int, last: int, band: Band) -> Floats:
        return np.zeros((last - first, len(MOVES), band.width), np.float32)

    return marks.on_top(nothing, 0, 0, 1.0, MOVES)(0, n + 1, places)


def test_beads_like_to_begin_where_both_texts_begin_a_paragraph() -> None:
    marks = ParagraphMarks([0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1])
    gains = added(marks, 6, 6)[:, MOVES.index((1, 1)), :]
    assert gains[4, 4] > 0.5  # both begin one
    assert gains[4, 3] < 0 > gains[3, 4]  # only one does
    assert gains[5, 5] == gains[2, 2] > 0


def test_a_bead_across_a_paragraph_costs() -> None:
    marks = ParagraphMarks([0, 0, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0])
    gains = added(marks, 6, 6)[:, MOVES.index((2, 1)), :]
    assert gains[3, 1] < -0.5
    assert gains[2, 1] == gains[5, 1] == 0


@given(st.integers(1, 9), st.integers(1, 9), st.booleans())
def test_a_paragraph_a_sentence_and_no_paragraphs_say_nothing(n: int, m: int, whole: bool) -> None:
    marks = ParagraphMarks(range(n), [0] * m if whole else range(m))
    assert marks.silent
    assert not added(marks, n, m).any()


def test_marks_decide_between_sentences_that_are_alike() -> None:
    """By length alone nothing tells which of three equal sentences the English leaves out; the paragraphs do."""
    source, target = ["가나다라마바사아자차카타파하"] * 6, ["as long as the Korean one"] * 5
    numbers = [0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1]
    bitext = align(segments(source, numbers[0]), segments(target, numbers[1]), "ko", "en", engine="length-alone")
    joined = {(i, j) for bead in bitext.beads for i in bead.source for j in bead.target}
    assert all((i < 3) == (j < 3) for i, j in joined)
