"""Laws of taking an alignment over to a corrected version of one of its texts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.alignment.beads import Bead, BeadState, Bitext, Segment, verify
from glossary.alignment.carry import carry_over, compare
from tests.unit.test_alignment_edits import bitexts, one_each


def numbered(texts: list[str]) -> tuple[Segment, ...]:
    return tuple(Segment(100 + n, text, n // 3) for n, text in enumerate(texts))


SENTENCES = ("가 나 다.", "라 마 바.", "사 아 자 차.", "가 나 다라.", "하나.", "a b c d e f")


@st.composite
def versions(draw: st.DrawFn, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the sentences of another version: left out, put in, cut, joined, written anew."""
    texts: list[str] = []
    for segment in segments:
        said = segment.original or segment.text
        kind = draw(st.sampled_from(["same", "same", "same", "gone", "changed", "space", "cut", "join", "edited"]))
        if kind == "join" and texts:
            texts[-1] += said
        elif kind == "cut" and len(said) > 1:
            texts += [said[:1], said[1:]]
        elif kind != "gone":
            how = {"changed": said + "다", "space": f" {said}  ", "edited": segment.text}
            texts.append(how.get(kind, said))
        if draw(st.integers(0, 4)) == 0:
            texts.append(draw(st.sampled_from(SENTENCES)))
    return numbered(texts)


@settings(max_examples=100, deadline=None)
@given(st.data(), bitexts(), st.booleans())
def test_every_sentence_of_the_new_version_stands_in_one_bead(data: st.DataObject, bitext: Bitext, again: bool) -> None:
    side: Any = data.draw(st.sampled_from(["source", "target"]))
    old: tuple[Segment, ...] = getattr(bitext, side)
    new = data.draw(versions(old))
    carried = carry_over(bitext, side, new, using=one_each if again else None)
    verify(carried)
    assert [(s.id, s.paragraph, s.original or s.text) for s in getattr(carried, side)] == [
        (s.id, s.paragraph, s.text) for s in new
    ]
    # a bead that an editor has judged is one of the old ones, with the same words
    comparison = compare(old, new)
    names = {new[j].id: {old[i].id for i in g.old} for g in comparison.groups if g.same for j in g.new}
    for bead in carried.beads:
        if bead.state is not BeadState.AUTO or bead.probability is not None:
            before = [
                b
                for b in bitext.beads
                if (b.state, b.probability) == (bead.state, bead.probability)
                and {i for n in getattr(bead, side) for i in names.get(n, {-1})} == set(getattr(b, side))
            ]
            assert before
    assert comparison.unchanged + comparison.changed + comparison.added == len(new)
    gone = comparison.removed + sum(len(g.old) for g in comparison.groups if g.new)
    assert gone == len(old)


@given(bitexts())
def test_the_same_text_again_changes_nothing(bitext: Bitext) -> None:
    """Other numbers, other white space, and yet the same alignment, with the editor's texts."""
    said = [s.original or s.text for s in bitext.source]
    new = tuple(Segment(500 + n, text.replace(" ", "  "), 1) for n, text in enumerate(said))
    carried = carry_over(bitext, "source", new)
    names = {s.id: t.id for s, t in zip(bitext.source, new, strict=True)}
    assert carried.beads == tuple(replace(b, source=tuple(names[i] for i in b.source)) for b in bitext.beads)
    comparison = compare(bitext.source, new)
    assert (comparison.changed, comparison.added, comparison.removed) == (0, 0, 0)


def example() -> Bitext:
    source = tuple(
        Segment(n, text)
        for n, text in enumerate(
            ["전시회가 개막되였다.", "일군들이 참가하였다.", "꽃 1 500점이 나왔다.", "전시회는 13일까지 계속된다."]
        )
    )
    target = tuple(
        Segment(n, text)
        for n, text in enumerate(["An exhibition opened.", "Officials took part.", "It will last till the 13th."])
    )
    beads = tuple(
        Bead(a, b, 0.9, BeadState.CONFIRMED, ("similar",), "editor")
        for a, b in (((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,)))
    )
    return Bitext("ko-KP", "en", source, target, beads)


def test_a_changed_sentence_stays_in_its_bead_and_is_to_be_read_again() -> None:
    new = numbered([s.text for s in example().source[:3]] + ["전시회는 14일까지 계속된다."])
    carried = carry_over(example(), "source", new)
    assert [b.state for b in carried.beads] == [BeadState.CONFIRMED] * 3 + [BeadState.AUTO]
    assert carried.beads[3] == Bead((103,), (2,))


def test_what_is_new_is_aligned_with_what_has_no_counterpart() -> None:
    bitext = example()
    beads = (bitext.beads[0], replace(bitext.beads[1], source=(1, 2)), bitext.beads[3])
    bitext = replace(bitext, beads=beads)
    new = numbered([bitext.source[0].text, "평양의 화초애호가들이 전시회장을 돌아보았다.", bitext.source[3].text])
    alone = carry_over(bitext, "source", new)
    assert [b.shape for b in alone.beads] == ["1:1", "0:1", "1:0", "1:1"]
    asked: list[tuple[int, int]] = []

    def pairing(source: Any, target: Any, *_: Any) -> list[Bead]:
        asked.append((len(source), len(target)))
        return [Bead((source[0].id,), (target[0].id,), 0.8)]

    placed = carry_over(bitext, "source", new, using=pairing)
    assert asked == [(1, 1)]
    assert [b.probability for b in placed.beads] == [0.9, 0.8, 0.9]
    assert [b.state for b in placed.beads] == [BeadState.CONFIRMED, BeadState.AUTO, BeadState.CONFIRMED]


def test_a_sentence_cut_by_the_correction_stays_confirmed() -> None:
    bitext = example()
    whole = replace(
        bitext, source=(replace(bitext.source[0], text="막이 열렸다. 일군들이 참가하였다."), *bitext.source[1:])
    )
    new = numbered(["막이 열렸다.", "일군들이 참가하였다.", *(s.text for s in bitext.source[1:])])
    carried = carry_over(whole, "source", new)
    assert [b.shape for b in carried.beads] == ["2:1", "1:1", "1:0", "1:1"]
    assert all(b.state is BeadState.CONFIRMED for b in carried.beads)


def test_a_correction_that_the_editor_made_already_is_none() -> None:
    bitext = example()
    edited = Segment(3, "전시회는 14일까지 계속된다.", 0, "전시회는 13일까지 계속된다.")
    bitext = replace(bitext, source=(*bitext.source[:3], edited))
    corrected = carry_over(bitext, "source", numbered([s.text for s in bitext.source]))
    assert [b.state for b in corrected.beads] == [BeadState.CONFIRMED] * 4
    assert corrected.source[3] == Segment(103, edited.text, 1)
    # and where the source is as it was, the editor's text goes on
    as_before = carry_over(bitext, "source", numbered([s.original or s.text for s in bitext.source]))
    assert as_before.source[3] == Segment(103, edited.text, 1, edited.original)
    assert as_before.beads[3].state is BeadState.CONFIRMED


def test_long_texts() -> None:
    """Two thousand sentences, a tenth of them changed in one stretch, take well under a second."""
    texts = [f"{n}번째 문장은 {n * 7}에 대하여 말한다." for n in range(2000)]
    source = tuple(Segment(n, text) for n, text in enumerate(texts))
    beads = tuple(Bead((n,), (), 0.9, BeadState.CONFIRMED) for n in range(2000))
    bitext = Bitext("ko-KP", "en", source, (), beads)
    new = [*texts[:900], *(f"이제 {text}" for text in texts[900:1100]), *texts[1100:]]
    carried = carry_over(bitext, "source", numbered(new))
    assert sum(b.state is BeadState.CONFIRMED for b in carried.beads) == 1800
    assert compare(source, carried.source).changed == 200
