"""Laws of stored edits, over random edits: undo after do is nothing, redo after undo is do, order and coverage hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.alignment import edits
from glossary.alignment.beads import Bead, BeadState, Bitext, verify
from glossary.alignment.edits import Edit, Splice, TextEdit
from glossary.store import bead_rows
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


def random_edit(data: st.DataObject, bitext: Bitext) -> Edit:
    """Draw an edit that an editor could make: a stretch of beads cut anew, marked, or a sentence written anew."""
    kind = data.draw(st.sampled_from(["cut", "state", "text"]))
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


@settings(max_examples=20, deadline=None)
@given(drawn=shapes(), data=st.data())
def test_laws(shared: Database, drawn: list[tuple[int, int]], data: st.DataObject) -> None:
    alignments = shared.alignments
    number = store(shared, drawn)
    states = [alignments.bitext(number)]
    for version in range(1, data.draw(st.integers(2, 7))):
        edit = random_edit(data, states[-1])
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


def test_laws_left_the_data_base_sound(shared: Database) -> None:
    assert shared.verify() == []


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_order_is_kept_where_the_gaps_are_used_up(sqlite_file_once: Path, data: st.DataObject) -> None:
    """With gaps of 2, nearly every cut numbers the beads anew; nothing may move."""
    with mock.patch.object(bead_rows, "GAP", 2), open_database(str(sqlite_file_once), author="editor") as database:
        number = store(database, [(4, 4), (4, 4), (4, 4)])
        bitext = database.alignments.bitext(number)
        for version in range(1, 6):
            edit = random_edit(data, bitext)
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
