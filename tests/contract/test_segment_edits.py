"""Sentences cut and joined on every kind of data base: what hangs on them follows, in every alignment of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from glossary.alignment import edits
from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Segment, verify
from glossary.alignment.edits import Exchange, Resegment, Side
from glossary.alignment.segment_edits import merge_segment, split_segment
from glossary.checks.findings import Span
from glossary.errors import DatabaseError, InputError, StaleWriteError
from glossary.store.engine import Database
from tests.contract.editing import do
from tests.contract.texts import Pair, english, stored_pair


@pytest.fixture
def pair(database: Database) -> Pair:
    return stored_pair(database)


def cut(database: Database, number: int, side: Side, place: int, words: str) -> Resegment:
    """Return the edit that cuts the sentence at `place` before some words."""
    bitext = database.alignments.bitext(number)
    segment: Segment = getattr(bitext, side)[place]
    new = database.documents.reserve_segment()
    return split_segment(bitext, side, segment.id, segment.text.index(words), new=new)


def second_alignment(database: Database, pair: Pair) -> int:
    """Align the Korean text with another English one, in the same way."""
    other = database.documents.add(english(title="Another Translation"))
    bitext = database.alignments.bitext(pair.alignment.id)
    target = database.documents.segments(other.id)
    names = dict(zip((s.id for s in bitext.target), (s.id for s in target), strict=True))
    beads = tuple(replace(b, target=tuple(names[i] for i in b.target)) for b in bitext.beads)
    return database.alignments.add(pair.source.id, other.id, replace(bitext, target=target, beads=beads)).id


def test_a_cut_sentence_stays_linked(database: Database, pair: Pair, reopen: Callable[..., Database]) -> None:
    number = pair.alignment.id
    states = [do(database, number, edits.confirm(database.alignments.bitext(number), 0, "editor"))]
    states.append(do(database, number, cut(database, number, "target", 0, "at the Unhasu")))
    assert states[1].beads[0].state is BeadState.CONFIRMED
    assert [s.text for s in states[1].target[:2]] == [
        "A national horticultural exhibition opened with due ceremony",
        "at the Unhasu Horticultural Hall on the 9th.",
    ]
    assert database.alignments.get(number).beads == 5
    assert database.documents.get(pair.target.id).segments == 7
    assert database.documents.get(pair.target.id).version == 2
    later = reopen().alignments
    assert later.undo(number) is not None
    assert later.bitext(number) == states[0]
    assert reopen().alignments.redo(number) is not None
    assert later.bitext(number) == states[1]
    assert database.verify() == []


def test_joined_sentences_join_their_beads(database: Database, pair: Pair) -> None:
    number = pair.alignment.id
    before = database.alignments.bitext(number)
    ids = database.alignments.bead_ids(number)
    joined = do(database, number, merge_segment(before, "target", before.target[0].id))
    assert joined.beads[0] == Bead(tuple(s.id for s in before.source[:3]), (before.target[0].id,))
    assert [h.target for h in database.memory.search("Officials")] == [joined.target[0].text]
    database.alignments.undo(number)
    assert database.alignments.bitext(number) == before
    assert database.alignments.bead_ids(number) == ids
    assert [h.target for h in database.memory.search("Officials")] == [before.target[1].text]
    assert database.verify() == []


def test_the_source_is_never_lost(database: Database, pair: Pair) -> None:
    """What was imported stays readable through edits, cuts and joins."""
    number, document = pair.alignment.id, pair.target.id

    def source() -> str:
        return "".join("".join(s.original or s.text for s in database.documents.segments(document)).split())

    imported = source()
    bitext = database.alignments.bitext(number)
    bitext = do(database, number, edits.edit_text(bitext, "target", bitext.target[2].id, "There are many flowers."))
    bitext = do(database, number, cut(database, number, "target", 2, "flowers"))
    assert [s.text for s in bitext.target[2:4]] == ["There are many", "flowers."]
    assert source() == imported
    do(database, number, merge_segment(bitext, "target", bitext.target[3].id))
    assert source() == imported


def test_other_alignments_of_the_text_follow(database: Database, pair: Pair) -> None:
    first, second = pair.alignment.id, second_alignment(database, pair)
    before = database.alignments.bitext(second)
    do(database, second, edits.confirm(before, 3, "editor"))
    confirmed = database.alignments.bitext(second)
    do(database, first, cut(database, first, "source", 4, "기쁨을"))
    followed = database.alignments.bitext(second)
    verify(followed)
    assert followed.beads[3].state is BeadState.CONFIRMED
    assert followed.beads[3].shape == "2:2"
    assert followed.source == database.alignments.bitext(first).source
    assert database.alignments.version(second) == 3
    # taken back from the other side
    edit = database.alignments.undo(second)
    assert edit is not None
    assert database.alignments.bitext(second) == confirmed
    assert database.alignments.bitext(first).source == before.source
    assert database.alignments.can_undo(first)[0] == ""
    assert database.alignments.redo(first) is not None
    assert database.alignments.bitext(second) == followed
    assert database.verify() == []


def test_what_another_alignment_did_since_is_taken_back_there_first(database: Database, pair: Pair) -> None:
    first, second = pair.alignment.id, second_alignment(database, pair)
    do(database, first, cut(database, first, "source", 4, "기쁨을"))
    do(database, second, edits.confirm(database.alignments.bitext(second), 0))
    now = database.alignments.bitext(first)
    with pytest.raises(DatabaseError, match=f"alignment {second}"):
        database.alignments.undo(first)
    assert database.alignments.bitext(first) == now
    database.alignments.undo(second)
    assert database.alignments.undo(first) is not None
    assert len(database.alignments.bitext(second).source) == 6


def test_a_new_edit_drops_what_was_undone_in_all_of_them(database: Database, pair: Pair) -> None:
    first, second = pair.alignment.id, second_alignment(database, pair)
    do(database, first, cut(database, first, "source", 4, "기쁨을"))
    do(database, first, edits.confirm(database.alignments.bitext(first), 0))
    database.alignments.undo(first)
    database.alignments.undo(first)
    do(database, second, edits.confirm(database.alignments.bitext(second), 1))
    assert database.alignments.redo(first) is None
    assert database.alignments.can_undo(first) == ("", "")
    assert database.verify() == []


def test_an_alignment_made_since_follows(database: Database, pair: Pair) -> None:
    first = pair.alignment.id
    before = database.alignments.bitext(first)
    do(database, first, cut(database, first, "source", 4, "기쁨을"))
    second = second_alignment(database, pair)
    later = database.alignments.bitext(second)
    database.alignments.undo(first)
    verify(database.alignments.bitext(second))
    assert database.alignments.bitext(second).source == before.source
    assert database.alignments.redo(second) is not None
    assert database.alignments.bitext(second) == later


def test_an_alignment_taken_away_follows(database: Database, pair: Pair) -> None:
    first, second = pair.alignment.id, second_alignment(database, pair)
    database.alignments.remove(second)
    do(database, first, cut(database, first, "source", 4, "기쁨을"))
    assert {h.alignment_id for h in database.memory.search("참관자들은")} == {first}
    assert database.verify() == []
    database.alignments.restore(second)
    verify(database.alignments.bitext(second))
    assert {h.alignment_id for h in database.memory.search("참관자들은")} == {first, second}


def test_phrases_follow_their_words(database: Database, pair: Pair) -> None:
    number = pair.alignment.id
    bitext = database.alignments.bitext(number)
    texts = bitext.source_text(bitext.beads[3]), bitext.target_text(bitext.beads[3])
    places = (texts[0].index("기쁨"), texts[1].index("joy"))
    spans = (Span(places[0], places[0] + 2), Span(places[1], places[1] + 3))
    link = database.alignments.link_phrases(number, 3, *spans)
    for step in range(2):
        if step == 0:
            do(database, number, cut(database, number, "source", 4, "기쁨을"))
        else:
            do(database, number, merge_segment(database.alignments.bitext(number), "target", bitext.target[3].id))
        (found,) = database.alignments.phrase_links(number)
        assert (found.id, found.bead, found.source, found.target) == (link.id, 3, *spans)
    for _ in range(2):
        database.alignments.undo(number)
        (found,) = database.alignments.phrase_links(number)
        assert (found.id, found.source, found.target) == (link.id, *spans)


def test_exchange(database: Database, pair: Pair, reopen: Callable[..., Database]) -> None:
    number = pair.alignment.id
    before = database.alignments.bitext(number)
    database.alignments.link_phrases(number, 2, Span(0, 4), Span(3, 10))
    links = database.alignments.phrase_links(number)
    exchanged = do(database, number, Exchange())
    assert (exchanged.source_language, exchanged.target_language) == ("en", "ko-KP")
    record = database.alignments.get(number)
    assert (record.source_document, record.target_document) == (pair.target.id, pair.source.id)
    (link,) = database.alignments.phrase_links(number)
    assert (link.source, link.target) == (links[0].target, links[0].source)
    assert database.memory.match("Visitors could not repress their joy. They looked round the flowers.", "en")
    database.alignments.undo(number)
    assert reopen().alignments.bitext(number) == before
    assert database.alignments.phrase_links(number) == links
    assert database.verify() == []


def test_refusals(database: Database, pair: Pair) -> None:
    number = pair.alignment.id
    bitext = database.alignments.bitext(number)
    good = cut(database, number, "target", 0, "at the Unhasu")
    unknown = split_segment(bitext, "target", bitext.target[0].id, 10, new=good.added[1].id + 500)
    taken = split_segment(bitext, "target", bitext.target[0].id, 10, new=bitext.source[0].id)
    for wrong in (unknown, taken):
        with pytest.raises(BeadError, match="number"):
            database.alignments.record_edit(number, wrong, version=1)
    elsewhere = replace(good, removed=(replace(good.removed[0], paragraph=7),))
    with pytest.raises(StaleWriteError):
        database.alignments.record_edit(number, elsewhere, version=1)
    with pytest.raises(StaleWriteError):
        database.alignments.record_edit(number, good, version=7)
    old = replace(good, beads=replace(good.beads, removed=(replace(good.beads.removed[0], note="read before"),)))
    with pytest.raises(StaleWriteError) as refused:
        database.alignments.record_edit(number, old, version=1)
    assert refused.value.theirs == good.removed[0].text
    assert database.alignments.bitext(number) == bitext
    mine = database.documents.segments(pair.source.id)
    beads = tuple(Bead((s.id,), (s.id,)) for s in mine)
    database.alignments.add(pair.source.id, pair.source.id, Bitext("ko-KP", "ko-KP", mine, mine, beads))
    with pytest.raises(InputError, match="beside itself"):
        database.alignments.record_edit(number, cut(database, number, "source", 4, "기쁨을"), version=1)
    assert database.verify() == []


def test_reserved_numbers_are_given_once(database: Database, pair: Pair) -> None:
    first, second = database.documents.reserve_segment(), database.documents.reserve_segment()
    assert second > first > max(s.id for s in database.documents.segments(pair.target.id))
    added = database.documents.add(english(title="Later"))
    assert min(s.id for s in database.documents.segments(added.id)) > second
