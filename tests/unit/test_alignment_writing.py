"""Writing a draft: laws of the pure edits."""

from __future__ import annotations

import random

import pytest

from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Segment, verify
from glossary.alignment.edits import Edit, Splice, Writing, apply, invert
from glossary.alignment.writing import elsewhere, rewrite, write

SOURCE = (Segment(1, "하나."), Segment(2, "둘."), Segment(3, "셋.", 1), Segment(4, "넷.", 2))


def empty() -> Bitext:
    """Return a draft in which nothing is written: three beads, the second of two sentences."""
    return Bitext("ko-KP", "en", SOURCE, (), (Bead((1,), ()), Bead((2, 3), ()), Bead((4,), ())))


def test_sentences_come_in_the_order_of_the_beads_whatever_is_written_first() -> None:
    bitext = empty()
    for at, number in ((2, 11), (0, 12), (1, 13)):
        bitext = apply(bitext, write(bitext, at, "target", f" {at}\n done. ", new=number))
        verify(bitext)
    assert [(s.id, s.text, s.paragraph) for s in bitext.target] == [
        (12, "0 done.", 0),
        (13, "1 done.", 0),
        (11, "2 done.", 2),
    ]
    assert all(b.probability is None and b.state is BeadState.AUTO for b in bitext.beads)


def test_rewriting_keeps_the_number_and_no_words_take_the_sentence_out() -> None:
    bitext = apply(empty(), write(empty(), 1, "target", "One.", new=9))
    again = rewrite(bitext, "target", 9, "Two.")
    assert apply(bitext, again).target == (Segment(9, "Two."),)
    assert apply(apply(bitext, again), invert(again)) == bitext
    assert apply(bitext, rewrite(bitext, "target", 9, "  ")) == empty()
    with pytest.raises(BeadError, match="same as before"):
        rewrite(bitext, "target", 9, "One. ")
    with pytest.raises(BeadError, match="already"):
        write(bitext, 1, "target", "Three.", new=10)
    with pytest.raises(BeadError, match="no words"):
        write(bitext, 0, "target", " ", new=10)


def test_any_row_of_writing_can_be_undone() -> None:
    chance = random.Random(8)
    for _ in range(30):
        bitext, steps, fresh = empty(), list[tuple[Bitext, Edit]](), 10
        for _ in range(12):
            at = chance.randrange(len(bitext.beads))
            own = bitext.beads[at].target
            fresh += 1
            edit = (
                rewrite(bitext, "target", own[0], chance.choice(["", str(fresh)]))
                if own
                else write(bitext, at, "target", f"n{fresh}.", new=fresh)
            )
            steps.append((bitext, edit))
            bitext = apply(bitext, edit)
            verify(bitext)
        for before, done in reversed(steps):
            bitext = apply(bitext, invert(done))
            assert bitext == before


def test_another_alignment_of_the_draft_follows() -> None:
    bitext = apply(empty(), write(empty(), 0, "target", "A.", new=10))
    bitext = apply(bitext, write(bitext, 2, "target", "C.", new=12))
    edit = write(bitext, 1, "target", "B.", new=11)
    assert elsewhere((Bead((10,), (7,)), Bead((12,), (8,))), "source", edit).beads == Splice(1, (), (Bead((11,), ()),))
    joined = Bead((10, 12), (7,))
    assert elsewhere((joined,), "source", edit).beads == Splice(0, (joined,), (Bead((10, 11, 12), (7,)),))
    first = write(empty(), 0, "target", "A.", new=10)
    assert elsewhere((Bead((12,), (8,)),), "source", first).beads == Splice(0, (), (Bead((10,), ()),))
    out = rewrite(bitext, "target", 10, "")
    assert elsewhere((Bead((10,), ()), joined), "source", out).beads == Splice(0, (Bead((10,), ()),), ())


def test_what_is_no_writing_is_refused() -> None:
    bitext = apply(empty(), write(empty(), 0, "target", "A.", new=10))
    good = write(bitext, 1, "target", "B.", new=11)
    wrong = (
        Writing("target", (), (), 0, good.beads),
        Writing("target", bitext.target, good.added, 0, good.beads),
        Writing("target", (), good.added, 99, good.beads),
        Writing("target", (), (Segment(10, "B."),), 10, good.beads),
        Writing("source", (), good.added, 10, good.beads),
    )
    for one in wrong:
        with pytest.raises(BeadError):
            apply(bitext, one)
