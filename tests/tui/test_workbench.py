"""The workbench: after any edits it shows what a fresh one shows; links and counts follow; plans say why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.alignment import edits
from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Segment, verify
from glossary.checks.findings import Span
from glossary.store.records import PhraseLinkRecord
from tui.bead_plans import PLANS
from tui.commands.align import bitext_table
from tui.widgets.grid_view import probability
from tui.widgets.rows import Cursor, Side, Sign, hundredths
from tui.workbench import Workbench, region


def bitext(shapes: list[tuple[int, int]]) -> Bitext:
    """Return a bitext of beads of these shapes."""
    beads, i, j = [], 0, 0
    for a, b in shapes:
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(100 + j, 100 + j + b)), 0.5))
        i, j = i + a, j + b
    return Bitext(
        "ko-KP",
        "en",
        tuple(Segment(n, f"문장 {n}이다.") for n in range(i)),
        tuple(Segment(100 + n, f"Sentence [{n}].") for n in range(j)),
        tuple(beads),
    )


shapes_of_beads = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda shape: shape != (0, 0)), min_size=1, max_size=8
)


@given(shapes_of_beads, st.data())
def test_rows_and_counts_follow_any_edits(shapes: list[tuple[int, int]], data: st.DataObject) -> None:
    bench = Workbench(bitext(shapes))
    rows = bench.rows()
    for _ in range(6):
        row = data.draw(st.integers(0, len(bench.bitext.beads) - 1))
        side = data.draw(st.sampled_from(Side))
        sentence = data.draw(st.integers(0, max(0, len(bench.ids(row, side)) - 1)))
        name = data.draw(st.sampled_from([*PLANS, "confirm", "reject", "text"]))
        cursor = Cursor(row, side, sentence)
        try:
            if name == "confirm":
                edit: edits.Edit = edits.confirm(bench.bitext, row, "we")
            elif name == "reject":
                edit = edits.reject(bench.bitext, row, "we")
            elif name == "text":
                segment = bench.segment(cursor)
                if segment is None:
                    continue
                edit = edits.edit_text(bench.bitext, "source" if side is Side.SOURCE else "target", segment.id, "new")
            else:
                edit = bench.plan(name, cursor)
                assert edit == PLANS[name](bench.bitext, cursor)
        except BeadError:
            continue
        patch = bench.apply(edit)
        rows[patch.at : patch.at + patch.removed] = patch.rows
        verify(bench.bitext)
        fresh = Workbench(bench.bitext)
        assert rows == fresh.rows()
        assert bench.progress == fresh.progress
        landing = bench.landing(edit, cursor)
        assert 0 <= landing.row < len(rows)


@given(shapes_of_beads, st.data())
def test_spans_of_bead_and_sentence_are_inverse(shapes: list[tuple[int, int]], data: st.DataObject) -> None:
    bench = Workbench(bitext(shapes))
    row = data.draw(st.integers(0, len(shapes) - 1))
    side = data.draw(st.sampled_from(Side))
    ids = bench.ids(row, side)
    if not ids:
        return
    sentence = data.draw(st.integers(0, len(ids) - 1))
    segment = bench.segment(Cursor(row, side, sentence))
    assert segment is not None
    start = data.draw(st.integers(0, len(segment.text) - 1))
    end = data.draw(st.integers(start + 1, len(segment.text)))
    span = bench.span_in_bead(row, side, sentence, start, end)
    assert bench.side_text(row, side)[span.start : span.end] == segment.text[start:end]
    assert bench.spans_in_sentences(row, side, span.start, span.end) == [(sentence, start, end)]


def link(bead: int) -> PhraseLinkRecord:
    return PhraseLinkRecord(
        id=bead,
        bead=bead,
        source=Span(0, 2),
        target=Span(0, 8),
        source_text="문장",
        target_text="Sentence",
        created=datetime(2023, 10, 3, tzinfo=UTC),
    )


def test_links_move_with_their_beads() -> None:
    bench = Workbench(bitext([(1, 1)] * 5), [link(n) for n in range(5)])
    bench.apply(edits.merge_next(bench.bitext, 1))
    assert [one.bead for one in bench.links] == [0, 2, 3]
    bench.apply(edits.confirm(bench.bitext, 2))
    assert [one.bead for one in bench.links] == [0, 2, 3]
    assert bench.has_links


def test_signs_and_what_needs_the_editor() -> None:
    text = bitext([(1, 1), (1, 1), (1, 1), (1, 0), (1, 1), (1, 1)])
    said = [
        *({"probability": 0.99}, {"probability": 0.6}, {"probability": 0.1}, {"probability": 0.6}),
        *({"state": BeadState.CONFIRMED}, {"state": BeadState.REJECTED}),
    ]
    from dataclasses import replace

    beads = tuple(replace(bead, **kind) for bead, kind in zip(text.beads, said, strict=True))  # type: ignore[arg-type]
    rows = Workbench(replace(text, beads=beads)).rows()
    assert [row.sign for row in rows] == [
        Sign.SURE,
        Sign.CHECK,
        Sign.DOUBTFUL,
        Sign.ALONE,
        Sign.CONFIRMED,
        Sign.REJECTED,
    ]
    assert [row.needs_you for row in rows] == [False, True, True, True, False, False]


def test_next_check_goes_round() -> None:
    bench = Workbench(bitext([(1, 1)] * 4))
    for row in (0, 1, 3):
        bench.apply(edits.confirm(bench.bitext, row))
    assert bench.next_check(0, 1) == 2
    assert bench.next_check(3, 1) == 2
    assert bench.next_check(2, -1) == 2
    bench.apply(edits.confirm(bench.bitext, 2))
    assert bench.next_check(0, 1) is None


def test_region_ends_at_confirmed_beads() -> None:
    bench = Workbench(bitext([(1, 1)] * 6))
    bench.apply(edits.confirm(bench.bitext, 1))
    bench.apply(edits.confirm(bench.bitext, 4))
    assert region(bench.bitext, 2) == (2, 4)
    assert region(bench.bitext, 0) == (0, 1)


@pytest.mark.parametrize("name", ["bead.give_up", "bead.move_up", "bead.take_up"])
def test_plans_say_in_words_why_not(name: str) -> None:
    with pytest.raises(BeadError, match="above the first"):
        PLANS[name](bitext([(1, 1), (1, 1)]), Cursor(0))


def test_edits_are_called_what_the_keys_are_called() -> None:
    text = bitext([(1, 1), (2, 2), (1, 1)])
    bench = Workbench(text)
    cases: list[tuple[edits.Edit, str]] = [
        (edits.confirm(text, 0), "confirm, bead 1"),
        (edits.reject(text, 2), "reject, bead 3"),
        (edits.set_note(text, 1, "why"), "comment, bead 2"),
        (edits.merge_next(text, 0), "merge, beads 1–2"),
        (edits.split(text, 1, source=1, target=1), "split, bead 2"),
        (edits.unlink(text, 0), "unlink, bead 1"),
        (edits.shift_boundary(text, 0, "source", 1), "shift, beads 1–2"),
        (edits.edit_text(text, "target", 103, "Changed."), "edit of a sentence, bead 3"),
    ]
    assert [bench.words(edit) for edit, _ in cases] == [words for _, words in cases]
    confirmed = edits.apply(text, edits.confirm(text, 0))
    assert Workbench(confirmed).words(edits.reopen(confirmed, 0)) == "reopen, bead 1"
    anew = edits.Splice(0, text.beads[:1], (Bead((0,), (), 0.4), Bead((), (100,), 0.4)))
    assert bench.words(anew) == "align anew, bead 1"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.997, "1.0"), (0.99, ".99"), (0.994, ".99"), (1.0, "1.0"), (0.004, ".00"), (0.629, ".63")]
)
def test_grid_and_command_line_round_alike(value: float, shown: str) -> None:
    assert hundredths(value) == shown
    one = replace(bitext([(1, 1)]), beads=(Bead((0,), (100,), value),))
    assert f" {shown} " in bitext_table(one)
    assert probability(Workbench(one).row(0)) == shown
