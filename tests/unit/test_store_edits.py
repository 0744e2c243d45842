"""Laws of stored edits, over random edits: undo after do is nothing, redo after undo is do, order and coverage hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.alignment import edits, segment_edits
from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, verify
from glossary.alignment.edits import Edit, Exchange, Splice, TextEdit
from glossary.errors import DatabaseError
from glossary.store import bead_rows, segment_rows
from glossary.store.engine import Database, open_database
from glossary.store.records import NewDocument


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One data base for all examples; each has documents of its own."""
    path = tmp_path_factory.mktemp("laws") / "laws.sqlite"
    with open_database(str(path), author="editor") as database:
        yield database


def cut(count: int, places: list[int]) -> list[int]:
    return [0, *sorted(min(p, count) for p in places), count]


@st.composite
def shapes(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Numbers of sentences of each side of each bead."""
    pairs = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda p: p != (0, 0))
    drawn = draw(st.lists(pairs, min_size=1, max_size=8))
    # each document needs a sentence
    return [*drawn, (1, 1)]


def store(database: Database, drawn: list[tuple[int, int]]) -> int:
    sides = []
    for language, counts in (("ko", [a for a, _ in drawn]), ("en", [b for _, b in drawn])):
        words = tuple(f"{language} {n}" for n in range(sum(counts)))
        record = database.documents.add(NewDocument(language=language, paragraphs=(words,)))
        sides.append((record.id, database.documents.segments(record.id)))
    (one, source), (two, target) = sides
    mine, theirs = iter([s.id for s in source]), iter([s.id for s in target])
    beads = tuple(
        Bead(tuple(next(mine) for _ in range(a)), tuple(next(theirs) for _ in range(b)), probability=0.5)
        for a, b in drawn
    )
    return database.alignments.add(one, two, Bitext("ko-KP", "en", source, target, beads)).id


def random_edit(data: st.DataObject, bitext: Bitext, database: Database) -> Edit:
    """Draw an edit that an editor could make of beads, of a sentence, or of the alignment as a whole."""
    kind = data.draw(st.sampled_from(["cut", "state", "text", "segments", "exchange"]))
    if kind == "segments":
        return recut(data, bitext, database)
    if kind == "exchange":
        return Exchange()
    if kind == "text":
        side = data.draw(st.sampled_from(["source", "target"]))
        segment = data.draw(st.sampled_from(getattr(bitext, side)))
        return TextEdit(side, segment.id, segment.text, data.draw(st.sampled_from(["가", "나", "다", segment.text])))
    at = data.draw(st.integers(0, len(bitext.beads) - 1))
    removed = bitext.beads[at : at + data.draw(st.integers(1, 4))]
    if kind == "state":
        states = st.sampled_from(list(BeadState))
        return Splice(at, removed, tuple(replace(b, state=data.draw(states)) for b in removed))
    source = [i for b in removed for i in b.source]
    target = [i for b in removed for i in b.target]
    pieces = data.draw(st.integers(1, 6))
    places = st.lists(st.integers(0, 12), min_size=pieces - 1, max_size=pieces - 1)
    mine, theirs = cut(len(source), data.draw(places)), cut(len(target), data.draw(places))
    added = tuple(
        Bead(tuple(source[mine[n] : mine[n + 1]]), tuple(target[theirs[n] : theirs[n + 1]])) for n in range(pieces)
    )
    return Splice(at, removed, tuple(b for b in added if b.source or b.target))


def recut(data: st.DataObject, bitext: Bitext, database: Database) -> Edit:
    """Draw a cut of a sentence, or the joining of two."""
    side: edits.Side = data.draw(st.sampled_from(["source", "target"]))
    segment = data.draw(st.sampled_from(getattr(bitext, side)))
    try:
        if data.draw(st.booleans()):
            return segment_edits.merge_segment(bitext, side, segment.id)
        place = data.draw(st.integers(1, max(1, len(segment.text) - 1)))
        new = database.documents.reserve_segment()
        return segment_edits.split_segment(bitext, side, segment.id, place, new=new)
    except BeadError:
        return edits.set_note(bitext, 0, data.draw(st.sampled_from("ab")))


@settings(max_examples=30, deadline=None)
@given(drawn=shapes(), data=st.data())
def test_laws(shared: Database, drawn: list[tuple[int, int]], data: st.DataObject) -> None:
    alignments = shared.alignments
    number = store(shared, drawn)
    states = [alignments.bitext(number)]
    for version in range(1, data.draw(st.integers(2, 7))):
        edit = random_edit(data, states[-1], shared)
        assert alignments.record_edit(number, edit, version=version) == version + 1
        stored = alignments.bitext(number)
        verify(stored)
        assert stored == edits.apply(states[-1], edit)
        states.append(stored)
    for expected in reversed(states[:-1]):
        assert alignments.undo(number) is not None
        assert alignments.bitext(number) == expected
    assert alignments.undo(number) is None
    for expected in states[1:]:
        assert alignments.redo(number) is not None
        assert alignments.bitext(number) == expected
    assert alignments.redo(number) is None


@settings(max_examples=20, deadline=None)
@given(drawn=shapes(), data=st.data())
def test_alignments_of_one_text_follow_each_other(
    shared: Database, drawn: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Whatever is edited, taken back or done again in two alignments of a text, both name its sentences in order."""
    alignments = shared.alignments
    first = store(shared, drawn)
    bitext, record = alignments.bitext(first), alignments.get(first)
    other = alignments.add(record.target_document, record.source_document, edits.exchanged(bitext)).id
    for _ in range(data.draw(st.integers(2, 8))):
        number = data.draw(st.sampled_from([first, other]))
        way = data.draw(st.sampled_from(["edit", "edit", "undo", "redo"]))
        if way == "edit":
            edit = random_edit(data, alignments.bitext(number), shared)
            alignments.record_edit(number, edit, version=alignments.version(number))
        else:
            before = alignments.bitext(number)
            try:
                walked = (alignments.undo if way == "undo" else alignments.redo)(number)
            except DatabaseError:
                assert alignments.bitext(number) == before
            else:
                assert alignments.bitext(number) == (before if walked is None else edits.apply(before, walked))
        one, two = alignments.bitext(first), alignments.bitext(other)
        verify(one)
        verify(two)
        texts = alignments.get(first), alignments.get(other)
        same = texts[0].source_document == texts[1].source_document
        assert (one.source, one.target) == ((two.source, two.target) if same else (two.target, two.source))


def test_laws_left_the_data_base_sound(shared: Database) -> None:
    assert shared.verify() == []


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_order_is_kept_where_the_gaps_are_used_up(sqlite_file_once: Path, data: st.DataObject) -> None:
    """With gaps of 2, nearly every cut numbers the beads anew; nothing may move."""
    few = mock.patch.object(bead_rows, "GAP", 2), mock.patch.object(segment_rows, "GAP", 2)
    with few[0], few[1], open_database(str(sqlite_file_once), author="editor") as database:
        number = store(database, [(4, 4), (4, 4), (4, 4)])
        bitext = database.alignments.bitext(number)
        for version in range(1, 6):
            edit = random_edit(data, bitext, database)
            database.alignments.record_edit(number, edit, version=version)
            bitext = edits.apply(bitext, edit)
            assert database.alignments.bitext(number) == bitext
        assert database.verify() == []


@pytest.fixture(scope="module")
def sqlite_file_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gaps") / "gaps.sqlite"


def test_merging_and_splitting_in_one_place_never_uses_up_a_gap(sqlite: Database) -> None:
    number = store(sqlite, [(1, 1), (1, 1), (1, 1)])
    with sqlite.read() as connection:
        before = [s.position for s in bead_rows.load(connection, number)]
    for _ in range(30):
        bitext = sqlite.alignments.bitext(number)
        version = sqlite.alignments.get(number).version
        edit = edits.merge_next(bitext, 0)
        version = sqlite.alignments.record_edit(number, edit, version=version)
        sqlite.alignments.record_edit(number, edits.invert(edit), version=version)
    with sqlite.read() as connection:
        assert [s.position for s in bead_rows.load(connection, number)] == before
