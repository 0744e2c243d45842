"""Laws of the edits: they keep the invariant of a bitext, and undo and redo are exact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.alignment import edits, segment_edits
from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Segment, verify
from glossary.alignment.edits import Edit, Exchange, Resegment, Splice, apply, invert
from glossary.alignment.history import History


@st.composite
def bitexts(draw: st.DrawFn) -> Bitext:
    """Return small bitexts of any shape, ids with gaps, some beads confirmed or rejected."""
    beads: list[Bead] = []
    next_id = [3, 7]
    for _ in range(draw(st.integers(0, 7))):
        a = draw(st.integers(0, 3))
        b = draw(st.integers(0 if a else 1, 3))
        ids = []
        for which, count in enumerate((a, b)):
            step = draw(st.integers(1, 3))
            ids.append(tuple(range(next_id[which], next_id[which] + step * count, step)))
            next_id[which] += step * count
        state = draw(st.sampled_from(BeadState))
        beads.append(
            Bead(ids[0], ids[1], draw(st.sampled_from([None, 0.2, 0.95])), state, note=draw(st.sampled_from("ab ")))
        )
    sides = [
        tuple(
            Segment(
                i,
                draw(st.text("가나 ab.", min_size=1, max_size=12)),
                i // 5,
                draw(st.one_of(st.just(""), st.text("가나 ab.", min_size=1, max_size=12))),
            )
            for bead in beads
            for i in getattr(bead, side)
        )
        for side in ("source", "target")
    ]
    return Bitext("ko-KP", "en", sides[0], sides[1], tuple(beads))


def one_each(
    source: Sequence[Segment], target: Sequence[Segment], _first: str, _second: str, fixed: Sequence[Bead]
) -> Sequence[Bead]:
    """Stand in for an engine: fixed beads as they are, all else alone."""
    kept = {("s", i) for bead in fixed for i in bead.source} | {("t", i) for bead in fixed for i in bead.target}
    beads: list[Bead] = []
    waiting = list(fixed)
    rest = [[s.id for s in source], [t.id for t in target]]
    while rest[0] or rest[1]:
        if rest[0] and ("s", rest[0][0]) not in kept:
            beads.append(Bead((rest[0].pop(0),), ()))
        elif rest[1] and ("t", rest[1][0]) not in kept:
            beads.append(Bead((), (rest[1].pop(0),)))
        else:
            bead = waiting.pop(0)
            beads.append(bead)
            rest = [rest[0][len(bead.source) :], rest[1][len(bead.target) :]]
    return beads


def any_edit(draw: st.DrawFn, bitext: Bitext) -> Edit:
    """Return some edit that fits; raises BeadError where the drawn one does not."""
    at = draw(st.integers(-1, len(bitext.beads)))
    side: Any = draw(st.sampled_from(["source", "target"]))
    segment = draw(st.integers(0, 30))
    kind = draw(st.integers(0, 14))
    makers = (
        lambda: edits.merge_next(bitext, at),
        lambda: edits.merge_previous(bitext, at),
        lambda: edits.split(bitext, at, source=draw(st.integers(-1, 3)), target=draw(st.integers(-1, 3))),
        lambda: edits.split_before(bitext, at, side, segment),
        lambda: edits.shift_boundary(bitext, at, side, draw(st.integers(-3, 3))),
        lambda: edits.move(bitext, at, side, segment, draw(st.sampled_from([-1, 1]))),
        lambda: edits.unlink(bitext, at),
        lambda: edits.confirm(bitext, at, "ed"),
        lambda: edits.reject(bitext, at, "ed"),
        lambda: edits.set_note(bitext, at, "seen"),
        lambda: edits.edit_text(bitext, side, segment, draw(st.text("다라", max_size=3))),
        lambda: edits.realign(bitext, draw(st.integers(0, 2)), using=one_each),
        lambda: segment_edits.split_segment(bitext, side, segment, draw(st.integers(-1, 12))),
        lambda: segment_edits.merge_segment(bitext, side, segment, across=draw(st.booleans())),
        Exchange,
    )
    edit: Edit = makers[kind]()
    return edit


@given(st.data(), bitexts())
def test_edits_keep_the_invariant_and_undo_redo_are_exact(data: st.DataObject, bitext: Bitext) -> None:
    verify(bitext)
    history = History(bitext)
    states = [bitext]
    for _ in range(data.draw(st.integers(0, 8))):
        try:
            history.do(data.draw(st.composite(lambda draw: any_edit(draw, history.bitext))()))
        except BeadError:
            continue
        verify(history.bitext)
        states.append(history.bitext)
    for state in reversed(states[:-1]):
        history.undo()
        assert history.bitext == state
    assert not history.can_undo
    assert history.undo() is None
    for state in states[1:]:
        history.redo()
        assert history.bitext == state
    assert history.redo() is None


@given(bitexts(), st.integers(0, 6))
def test_confirmed_beads_survive_realignment(bitext: Bitext, first: int) -> None:
    confirmed = [b for b in bitext.beads if b.state is BeadState.CONFIRMED]
    if first < len(bitext.beads):
        new = apply(bitext, edits.realign(bitext, first, using=one_each))
        verify(new)
        assert [b for b in new.beads if b.state is BeadState.CONFIRMED] == confirmed
        assert new.beads[:first] == bitext.beads[:first]


def words(bitext: Bitext) -> list[str]:
    """Return all characters of both texts and of both sources, without white space."""
    sides = (bitext.source, bitext.target)
    said = ["".join(s.text for s in side) for side in sides]
    said += ["".join(s.original or s.text for s in side) for side in sides]
    return ["".join(text.split()) for text in said]


@given(st.data(), bitexts())
def test_sentences_are_cut_and_joined_without_losing_a_word_or_a_link(data: st.DataObject, bitext: Bitext) -> None:
    side: Any = data.draw(st.sampled_from(["source", "target"]))
    segments = getattr(bitext, side)
    if not segments:
        return
    segment = data.draw(st.sampled_from(segments))
    linked = [{*b.source, *b.target} for b in bitext.beads]
    try:
        edit = segment_edits.split_segment(bitext, side, segment.id, data.draw(st.integers(0, 12)))
    except BeadError:
        pass
    else:
        cut = apply(bitext, edit)
        assert words(cut) == words(bitext)
        assert len(getattr(cut, side)) == len(segments) + 1
        assert [b.state for b in cut.beads] == [b.state for b in bitext.beads]
        for new, old, before in zip(cut.beads, bitext.beads, linked, strict=True):
            assert before <= {*new.source, *new.target}
            assert len(new.source) + len(new.target) - len(old.source) - len(old.target) in (0, 1)
        # what was cut can be joined again, but for white space inside a word
        again = apply(cut, segment_edits.merge_segment(cut, side, segment.id))
        assert again.beads == bitext.beads
        assert words(again) == words(bitext)
    try:
        edit = segment_edits.merge_segment(bitext, side, segment.id)
    except BeadError:
        return
    joined = apply(bitext, edit)
    verify(joined)
    assert words(joined) == words(bitext)
    held = [b for b in bitext.beads if {s.id for s in edit.removed} & set(getattr(b, side))]
    assert len(joined.beads) <= len(bitext.beads) + 1 - len(held)
    # the same edit, made for another alignment of the same text
    other = apply(bitext, edits.unlink(bitext, 0)) if bitext.beads and not bitext.beads[0].one_sided else bitext
    followed = apply(other, segment_edits.resegment(other, side, edit.removed, edit.added))
    verify(followed)
    assert getattr(followed, side) == getattr(joined, side)


@given(bitexts())
def test_exchanging_the_texts_twice_is_nothing(bitext: Bitext) -> None:
    verify(edits.exchanged(bitext))
    assert edits.exchanged(edits.exchanged(bitext)) == bitext


def plain() -> Bitext:
    source = tuple(Segment(i, f"문장 {i}.") for i in range(4))
    target = tuple(Segment(i, f"Sentence {i}.") for i in range(4))
    beads = (Bead((0,), (0,), 0.9), Bead((1, 2), (1, 2), 0.9, note="n"), Bead((3,), (3,), 0.9))
    return Bitext("ko-KP", "en", source, target, beads)


def shapes(bitext: Bitext, edit: Edit) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(b.source, b.target) for b in apply(bitext, edit).beads]


def test_split_before_cuts_the_other_side_where_the_same_share_is_done() -> None:
    assert shapes(plain(), edits.split_before(plain(), 1, "target", 2)) == [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), (2,)),
        ((3,), (3,)),
    ]


def test_move_takes_the_sentences_before_it_up_and_those_after_it_down() -> None:
    bitext = plain()
    assert shapes(bitext, edits.move(bitext, 1, "source", 1, -1)) == [((0, 1), (0,)), ((2,), (1, 2)), ((3,), (3,))]
    assert shapes(bitext, edits.move(bitext, 1, "source", 2, -1)) == [((0, 1, 2), (0,)), ((), (1, 2)), ((3,), (3,))]
    assert shapes(bitext, edits.move(bitext, 1, "target", 2, 1)) == [((0,), (0,)), ((1, 2), (1,)), ((3,), (2, 3))]


def test_a_bead_left_with_nothing_goes_away() -> None:
    bitext = apply(plain(), edits.unlink(plain(), 0))
    assert shapes(bitext, edits.move(bitext, 1, "target", 0, -1))[0] == ((0,), (0,))


def test_an_edit_that_no_longer_fits_is_refused() -> None:
    merge = edits.merge_next(plain(), 0)
    with pytest.raises(BeadError):
        apply(apply(plain(), edits.unlink(plain(), 0)), merge)
    assert isinstance(invert(merge), Splice)
    assert apply(apply(plain(), merge), invert(merge)) == plain()


def test_a_sentence_is_cut_where_the_editor_says() -> None:
    bitext = plain()
    edit = segment_edits.split_segment(bitext, "target", 1, len("Sentence"))
    cut = apply(bitext, edit)
    assert [(s.id, s.text) for s in cut.target[1:3]] == [(1, "Sentence"), (4, "1.")]
    assert cut.beads[1] == Bead((1, 2), (1, 4, 2), 0.9, note="n")
    with pytest.raises(BeadError, match="without words"):
        segment_edits.split_segment(bitext, "target", 1, 0)
    with pytest.raises(BeadError, match="no target segment 9"):
        segment_edits.split_segment(bitext, "target", 9, 2)


@pytest.mark.parametrize(
    ("original", "text", "offset", "parts"),
    [
        ("가 나 다 라", "가 나 바 라", 4, ("가 나", "다 라")),
        ("가나 다라", "가나 다다다라", 6, ("가나 다", "라")),
        ("가. 나", "가나. 다 나", 3, ("가.", "나")),
        ("AB", "나라 나라 다", 6, ("A", "B")),
    ],
)
def test_what_the_source_says_is_cut_at_the_same_place(
    original: str, text: str, offset: int, parts: tuple[str, str]
) -> None:
    bitext = Bitext("ko-KP", "en", (Segment(0, text, 0, original),), (), (Bead((0,), ()),))
    cut = apply(bitext, segment_edits.split_segment(bitext, "source", 0, offset))
    assert tuple(s.original or s.text for s in cut.source) == parts


def test_joining_sentences_joins_what_stands_between_their_beads() -> None:
    source = (Segment(0, "하나."), Segment(1, "둘.", 0, "두울."), Segment(2, "셋.", 1))
    target = (Segment(0, "One."), Segment(1, "Extra."), Segment(2, "Two."))
    beads = (Bead((0,), (0,), 0.9, BeadState.CONFIRMED), Bead((), (1,)), Bead((1,), (2,), note="n"), Bead((2,), ()))
    bitext = Bitext("ko-KP", "en", source, target, beads)
    edit = segment_edits.merge_segment(bitext, "source", 0)
    joined = apply(bitext, edit)
    assert joined.source[0] == Segment(0, "하나. 둘.", 0, "하나. 두울.")
    assert joined.beads == (Bead((0,), (0, 1, 2), note="n"), Bead((2,), ()))
    assert apply(joined, invert(edit)) == bitext
    with pytest.raises(BeadError, match="another paragraph"):
        segment_edits.merge_segment(bitext, "source", 1)
    assert apply(bitext, segment_edits.merge_segment(bitext, "source", 1, across=True)).source[1].paragraph == 0
    with pytest.raises(BeadError, match="after the last"):
        segment_edits.merge_segment(bitext, "source", 2)


def test_sentences_that_say_something_else_are_refused() -> None:
    bitext = plain()
    edit = segment_edits.split_segment(bitext, "target", 1, 8)
    first, second = edit.added
    wrong = (
        Resegment("target", edit.removed, (first,), edit.beads),
        Resegment("target", edit.removed, (first, Segment(second.id, "2.")), edit.beads),
        Resegment("target", edit.removed, (first, Segment(3, second.text)), edit.beads),
        Resegment("target", edit.removed, edit.added, Splice(1, edit.beads.removed, edit.beads.removed)),
        Resegment("source", edit.removed, edit.added, edit.beads),
    )
    for one in wrong:
        with pytest.raises(BeadError):
            apply(bitext, one)
