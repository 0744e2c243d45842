"""Alignments on every kind of data base: edits are kept at once, can be taken back, never overwrite silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from glossary.alignment import edits
from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, verify
from glossary.alignment.edits import Splice, TextEdit
from glossary.alignment.trust import trust
from glossary.checks.findings import Span
from glossary.errors import InputError, NotFoundError, StaleWriteError
from glossary.store import bead_rows
from glossary.store.engine import Database
from tests.contract.texts import Pair, english, korean, stored_pair


def merge(bitext: Bitext, at: int) -> Splice:
    one, two = bitext.beads[at : at + 2]
    return Splice(at, (one, two), (Bead(one.source + two.source, one.target + two.target),))


def confirm(bitext: Bitext, at: int) -> Splice:
    bead = bitext.beads[at]
    return Splice(at, (bead,), (replace(bead, state=BeadState.CONFIRMED),))


def test_what_goes_in_comes_out(database: Database, reopen: Callable[..., Database]) -> None:
    pair = stored_pair(database)
    bitext = reopen().alignments.bitext(pair.alignment.id)
    verify(bitext)
    assert [b.shape for b in bitext.beads] == ["2:1", "1:1", "1:1", "1:2", "1:1"]
    assert [b.probability for b in bitext.beads] == [0.97, 0.96, 0.8, 0.4, None]
    assert all(b.reasons == ("similar",) for b in bitext.beads)
    assert (bitext.source_language, bitext.target_language, bitext.engine) == ("ko-KP", "en", "semantic 1")
    assert (bitext.source_title, bitext.date) == ("전국원예전시회 개막", "2031-04-09")
    assert bitext.settings == {"engine": "auto"}


def test_the_record_counts_what_is_left_to_do(database: Database) -> None:
    pair = stored_pair(database)
    number = pair.alignment.id
    record = database.alignments.get(number)
    assert (record.beads, record.sure, record.check, record.doubtful) == (5, 2, 2, 1)
    assert (record.confirmed, record.rejected, record.one_sided) == (0, 0, 0)
    assert (record.engine, record.engine_version, record.title) == ("semantic", "1", "전국원예전시회 개막")
    bitext = database.alignments.bitext(number)
    named = [trust(b).value for b in bitext.beads]
    assert (named.count("sure"), named.count("check"), named.count("doubtful")) == (2, 2, 1)
    bead = bitext.beads[1]
    unlinked = (Bead(bead.source, ()), replace(Bead((), bead.target), state=BeadState.REJECTED))
    version = database.alignments.record_edit(number, Splice(1, (bead,), unlinked), version=1)
    version = database.alignments.record_edit(number, confirm(database.alignments.bitext(number), 0), version=version)
    record = database.alignments.get(number)
    assert (record.beads, record.confirmed, record.rejected, record.one_sided) == (6, 1, 1, 2)
    assert (record.sure, record.check, record.doubtful) == (0, 3, 1)
    assert database.alignments.list() == [record]
    assert database.alignments.list(document=pair.target.id) == [record]
    assert database.alignments.list(document=999) == []


def test_segments_may_be_numbered_by_the_engine(database: Database) -> None:
    """A bitext made before the texts were stored names its sentences from 0."""
    pair = stored_pair(database)
    stored = database.alignments.bitext(pair.alignment.id)
    sides = {side: {s.id: n for n, s in enumerate(getattr(stored, side))} for side in ("source", "target")}
    counted = replace(
        stored,
        source=tuple(replace(s, id=sides["source"][s.id]) for s in stored.source),
        target=tuple(replace(s, id=sides["target"][s.id]) for s in stored.target),
        beads=tuple(
            replace(
                b,
                source=tuple(sides["source"][i] for i in b.source),
                target=tuple(sides["target"][i] for i in b.target),
            )
            for b in stored.beads
        ),
    )
    again = database.alignments.add(pair.source.id, pair.target.id, counted)
    assert database.alignments.bitext(again.id).beads == stored.beads


def test_only_what_fits_is_stored(database: Database) -> None:
    pair = stored_pair(database)
    bitext = database.alignments.bitext(pair.alignment.id)
    with pytest.raises(InputError, match="cannot be stored"):
        database.alignments.add(pair.source.id, pair.target.id, replace(bitext, beads=bitext.beads[1:]))
    with pytest.raises(InputError, match="other"):
        database.alignments.add(pair.target.id, pair.source.id, bitext)
    with pytest.raises(NotFoundError, match="document 999"):
        database.alignments.add(pair.source.id, 999, bitext)
    assert len(database.alignments.list()) == 1


def test_an_edit_is_kept_at_once(database: Database, reopen: Callable[..., Database]) -> None:
    number = stored_pair(database).alignment.id
    bitext = database.alignments.bitext(number)
    edit = merge(bitext, 1)
    assert database.alignments.record_edit(number, edit, version=1) == 2
    other = reopen()
    assert other.alignments.bitext(number).beads == edits.apply(bitext, edit).beads
    assert other.alignments.get(number).version == 2
    change = other.changes.list(entity="alignment", entity_id=str(number))[0]
    assert (change.kind, change.author, change.state) == ("alignment.edit", "editor", "done")
    item = other.changes.items(change.id)[0]
    assert [b["target"] for b in item.before["beads"]] == [list(b.target) for b in edit.removed]
    assert [b["target"] for b in item.after["beads"]] == [list(b.target) for b in edit.added]


def test_undo_and_redo_across_sessions(database: Database, reopen: Callable[..., Database]) -> None:
    number = stored_pair(database).alignment.id
    states = [database.alignments.bitext(number)]
    version = 1
    for make, place in ((merge, 1), (confirm, 0), (merge, 0)):
        version = database.alignments.record_edit(number, make(states[-1], place), version=version)
        states.append(database.alignments.bitext(number))
    later = reopen().alignments
    for back in (2, 1, 0):
        edit = later.undo(number)
        assert edit is not None
        assert later.bitext(number) == states[back] == edits.apply(states[back + 1], edit)
    assert later.undo(number) is None
    assert later.bitext(number) == states[0]
    for forward in (1, 2, 3):
        edit = reopen().alignments.redo(number)
        assert edit is not None
        assert later.bitext(number) == states[forward] == edits.apply(states[forward - 1], edit)
    assert later.redo(number) is None


def test_a_new_edit_drops_what_was_undone(database: Database) -> None:
    number = stored_pair(database).alignment.id
    bitext = database.alignments.bitext(number)
    database.alignments.record_edit(number, merge(bitext, 0), version=1, label="first")
    assert database.alignments.can_undo(number) == ("first", "")
    database.alignments.undo(number)
    assert database.alignments.can_undo(number) == ("", "first")
    database.alignments.record_edit(number, merge(bitext, 2), version=3, label="second")
    assert database.alignments.redo(number) is None
    assert database.alignments.can_undo(number) == ("second", "")
    states = {c.label: c.state for c in database.changes.list(kind="alignment.edit")}
    assert states == {"first": "dropped", "second": "done"}
    assert database.alignments.undo(number) is not None
    assert database.alignments.undo(number) is None
    assert database.alignments.bitext(number) == bitext


def test_undo_gives_beads_their_numbers_back(database: Database) -> None:
    number = stored_pair(database).alignment.id
    before = database.alignments.bead_ids(number)
    database.alignments.record_edit(number, merge(database.alignments.bitext(number), 1), version=1)
    merged = database.alignments.bead_ids(number)
    assert merged == (before[0], before[1], *before[3:])
    assert database.alignments.bead_position(number, before[3]) == 2
    assert database.alignments.bead_position(number, before[2]) is None
    database.alignments.undo(number)
    assert database.alignments.bead_ids(number) == before
    database.alignments.redo(number)
    assert database.alignments.bead_ids(number) == merged


def test_only_touched_beads_are_written(database: Database) -> None:
    number = stored_pair(database).alignment.id
    columns = (bead_rows.beads.c.id, bead_rows.beads.c.position)
    with database.read() as connection:
        before = {number: place for number, place in connection.execute(select(*columns))}  # noqa: C416 rows, not pairs
    database.alignments.record_edit(number, merge(database.alignments.bitext(number), 1), version=1)
    with database.read() as connection:
        after = {number: place for number, place in connection.execute(select(*columns))}  # noqa: C416 rows, not pairs
    assert {k: v for k, v in before.items() if k in after} == after


def test_a_stale_edit_is_refused_with_both_texts(database: Database, reopen: Callable[..., Database]) -> None:
    number = stored_pair(database).alignment.id
    bitext = database.alignments.bitext(number)
    other = reopen("colleague").alignments
    other.record_edit(number, confirm(bitext, 3), version=1)
    theirs = other.bitext(number)
    with pytest.raises(StaleWriteError) as refused:
        database.alignments.record_edit(number, merge(bitext, 3), version=1)
    assert "The exhibition will go on till the 13th." in refused.value.ours
    assert "[confirmed]" in refused.value.theirs
    assert "참관자들은" in refused.value.theirs
    with pytest.raises(StaleWriteError):
        database.alignments.undo(number, version=1)
    assert database.alignments.bitext(number) == theirs


def test_an_edit_of_other_beads_than_stand_there_is_refused(database: Database) -> None:
    number = stored_pair(database).alignment.id
    bitext = database.alignments.bitext(number)
    edit = merge(bitext, 1)
    with pytest.raises(StaleWriteError):
        database.alignments.record_edit(number, replace(edit, at=2), version=1)
    with pytest.raises(StaleWriteError):
        database.alignments.record_edit(number, replace(edit, at=4), version=1)
    assert database.alignments.bitext(number) == bitext
    assert database.alignments.get(number).version == 1


def test_no_sentence_is_lost_or_doubled(database: Database) -> None:
    number = stored_pair(database).alignment.id
    bitext = database.alignments.bitext(number)
    one, two = bitext.beads[:2]
    wrong = (
        (Bead(one.source, two.target), Bead(two.source, one.target)),  # crossed
        (one,),  # lost
        (one, two, two),  # doubled
        (Bead(one.source + two.source, one.target + two.target), Bead((), ())),  # empty
    )
    for added in wrong:
        with pytest.raises(BeadError):
            database.alignments.record_edit(number, Splice(0, (one, two), added), version=1)
    with pytest.raises(BeadError):
        database.alignments.record_edit(number, Splice(-1, (one,), (one,)), version=1)
    assert database.alignments.bitext(number) == bitext
    assert database.verify() == []


def test_text_edit(database: Database, reopen: Callable[..., Database]) -> None:
    pair = stored_pair(database)
    number = pair.alignment.id
    bitext = database.alignments.bitext(number)
    segment = bitext.target[2]
    edit = TextEdit("target", segment.id, segment.text, "More than 1 500 flowers are on show.")
    assert database.alignments.record_edit(number, edit, version=1) == 2
    now = reopen().alignments.bitext(number)
    assert now == edits.apply(bitext, edit)
    assert (now.target[2].text, now.target[2].original) == (edit.after, segment.text)
    assert reopen().documents.segments(pair.target.id)[2].original == segment.text
    assert database.documents.get(pair.target.id).version == 2
    assert database.alignments.undo(number) == edits.invert(edit)
    assert database.alignments.bitext(number) == bitext
    assert database.alignments.redo(number) == edit


def test_text_edit_refuses(database: Database) -> None:
    number = stored_pair(database).alignment.id
    bitext = database.alignments.bitext(number)
    segment = bitext.target[0]
    with pytest.raises(InputError, match="empty"):
        database.alignments.record_edit(number, TextEdit("target", segment.id, segment.text, "  "), version=1)
    with pytest.raises(StaleWriteError) as refused:
        database.alignments.record_edit(number, TextEdit("target", segment.id, "what I read", "mine"), version=1)
    assert (refused.value.ours, refused.value.theirs) == ("mine", segment.text)
    with pytest.raises(NotFoundError):
        database.alignments.record_edit(number, TextEdit("source", segment.id, segment.text, "x"), version=1)
    assert database.alignments.bitext(number) == bitext


def test_remove_and_restore(database: Database) -> None:
    number = stored_pair(database).alignment.id
    bitext = database.alignments.bitext(number)
    database.alignments.remove(number)
    assert database.alignments.list() == []
    assert database.memory.search("꽃") == []
    with pytest.raises(NotFoundError, match=f"alignment {number}"):
        database.alignments.bitext(number)
    assert database.alignments.restore(number).id == number
    assert database.alignments.bitext(number) == bitext
    assert len(database.memory.search("꽃")) == 2


def test_unknown_alignment(database: Database) -> None:
    calls: list[Callable[[], object]] = [
        lambda: database.alignments.get(5),
        lambda: database.alignments.bitext(5),
        lambda: database.alignments.undo(5),
        lambda: database.alignments.remove(5),
        lambda: database.alignments.restore(5),
        lambda: database.alignments.record_edit(5, Splice(0, (), ()), version=1),
    ]
    for call in calls:
        with pytest.raises(NotFoundError, match="alignment 5"):
            call()


class TestPhraseLinks:
    """Phrases stay linked wherever their sentences go."""

    @pytest.fixture
    def pair(self, database: Database) -> Pair:
        return stored_pair(database)

    def span(self, text: str, words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    def link(self, database: Database, pair: Pair, place: int, korean_words: str, english_words: str) -> int:
        bitext = database.alignments.bitext(pair.alignment.id)
        bead = bitext.beads[place]
        return database.alignments.link_phrases(
            pair.alignment.id,
            place,
            self.span(bitext.source_text(bead), korean_words),
            self.span(bitext.target_text(bead), english_words),
            source_term="t-1",
        ).id

    def test_link(self, database: Database, pair: Pair, reopen: Callable[..., Database]) -> None:
        # 개막식 stands in the second sentence of its bead
        number = self.link(database, pair, 0, "개막식", "due ceremony")
        (found,) = reopen().alignments.phrase_links(pair.alignment.id)
        assert (found.id, found.bead, found.source_text, found.target_text) == (number, 0, "개막식", "due ceremony")
        bitext = database.alignments.bitext(pair.alignment.id)
        bead = bitext.beads[0]
        assert bitext.source_text(bead)[found.source.start : found.source.end] == "개막식"
        assert bitext.target_text(bead)[found.target.start : found.target.end] == "due ceremony"
        assert (found.source_term, found.target_term, found.author) == ("t-1", "", "editor")

    def test_follows_a_merge_and_a_split(self, database: Database, pair: Pair) -> None:
        self.link(database, pair, 1, "일군들", "Officials")
        alignments, number = database.alignments, pair.alignment.id
        alignments.record_edit(number, merge(alignments.bitext(number), 0), version=1)
        (found,) = alignments.phrase_links(number)
        bitext = alignments.bitext(number)
        assert found.bead == 0
        assert bitext.source_text(bitext.beads[0])[found.source.start : found.source.end] == "일군들"
        # apart, it cannot be shown; together again, it can
        bead = bitext.beads[0]
        apart = (Bead(bead.source, bead.target[:1]), Bead((), bead.target[1:]))
        alignments.record_edit(number, Splice(0, (bead,), apart), version=2)
        assert alignments.phrase_links(number) == ()
        alignments.undo(number)
        assert alignments.phrase_links(number) == (found,)

    def test_follows_its_words(self, database: Database, pair: Pair) -> None:
        self.link(database, pair, 2, "꽃", "flowers")
        alignments, number = database.alignments, pair.alignment.id
        segment = alignments.bitext(number).target[2]
        moved = TextEdit("target", segment.id, segment.text, "The flowers on display are more than 1 500.")
        alignments.record_edit(number, moved, version=1)
        (found,) = alignments.phrase_links(number)
        assert moved.after[found.target.start : found.target.end] == "flowers"
        gone = TextEdit("target", segment.id, moved.after, "There are more than 1 500 of them.")
        alignments.record_edit(number, gone, version=2)
        assert alignments.phrase_links(number) == ()

    def test_unlink(self, database: Database, pair: Pair) -> None:
        number = self.link(database, pair, 2, "꽃", "flowers")
        database.alignments.unlink_phrases(pair.alignment.id, number)
        assert database.alignments.phrase_links(pair.alignment.id) == ()
        with pytest.raises(NotFoundError):
            database.alignments.unlink_phrases(pair.alignment.id, number)
        change = database.changes.list(kind="alignment.unlink")[0]
        assert database.changes.items(change.id)[0].before["source_text"] == "꽃"

    @pytest.mark.parametrize("span", [Span(0, 0), Span(5, 3), Span(-1, 3), Span(0, 500)])
    def test_refuses_a_span_outside(self, database: Database, pair: Pair, span: Span) -> None:
        with pytest.raises(InputError, match="phrase"):
            database.alignments.link_phrases(pair.alignment.id, 0, span, Span(0, 3))
        with pytest.raises(NotFoundError, match="bead 9"):
            database.alignments.link_phrases(pair.alignment.id, 9, Span(0, 2), Span(0, 3))
        assert database.alignments.phrase_links(pair.alignment.id) == ()


def test_a_text_in_two_alignments(database: Database) -> None:
    """An edit of a sentence is seen by every alignment of its document, and by the memory of both."""
    pair = stored_pair(database)
    other = database.documents.add(english(title="Another Translation"))
    bitext = database.alignments.bitext(pair.alignment.id)
    target = database.documents.segments(other.id)
    names = dict(zip((s.id for s in bitext.target), (s.id for s in target), strict=True))
    beads = tuple(replace(b, target=tuple(names[i] for i in b.target)) for b in bitext.beads)
    second = database.alignments.add(pair.source.id, other.id, replace(bitext, target=target, beads=beads))
    segment = bitext.source[3]
    edit = TextEdit("source", segment.id, segment.text, "전시회에는 1 500여점의 난초가 출품되였다.")
    database.alignments.record_edit(pair.alignment.id, edit, version=1)
    assert database.alignments.bitext(second.id).source[3].text == edit.after
    assert {h.alignment_id for h in database.memory.search("난초")} == {pair.alignment.id, second.id}
    assert database.alignments.get(second.id).version == 1
    assert korean().paragraphs[1][0] == database.alignments.bitext(second.id).source[3].original
