"""Drafts on every kind of data base: begun, written, undone in another session, found by memory, checks and exports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from glossary.alignment import edits
from glossary.alignment.beads import Bead, BeadError, Bitext, verify
from glossary.alignment.writing import rewrite, write
from glossary.errors import InputError, StaleWriteError
from glossary.store.drafts import begin, drafts_of
from glossary.store.engine import Database
from tests.contract.editing import do
from tests.contract.texts import Pair, stored_pair


@pytest.fixture
def pair(database: Database) -> Pair:
    return stored_pair(database)


def written(database: Database, number: int, at: int, text: str) -> Bitext:
    """Write into a bead that has nothing yet."""
    bitext = database.alignments.bitext(number)
    return do(database, number, write(bitext, at, "target", text, new=database.documents.reserve_segment()))


def test_a_draft_begins_empty_beside_its_source(database: Database, pair: Pair) -> None:
    source = database.documents.segments(pair.source.id)
    plain = begin(database, pair.source.id, "en")
    assert plain.beads == len(source)
    like = begin(database, pair.source.id, "en", like=pair.alignment.id)
    stored = database.alignments.bitext(pair.alignment.id)
    assert [b.source for b in database.alignments.bitext(like.id).beads] == [b.source for b in stored.beads if b.source]
    found = drafts_of(database, pair.source.id)
    assert {record.id for record, _ in found} == {plain.id, like.id}
    draft = found[0][1]
    assert (draft.role, draft.segments, draft.article_id) == ("draft", 0, pair.source.article_id)
    assert draft.date == pair.source.date
    assert database.verify() == []


def test_what_is_written_is_kept_undone_and_done_again_in_other_sessions(
    database: Database, pair: Pair, reopen: Callable[..., Database]
) -> None:
    number = begin(database, pair.source.id, "en").id
    states = [database.alignments.bitext(number)]
    for at, text in ((3, "The fourth [sic]."), (0, "The first."), (1, "The second.")):
        states.append(written(database, number, at, text))
    assert [s.text for s in states[-1].target] == ["The first.", "The second.", "The fourth [sic]."]
    states.append(do(database, number, rewrite(states[-1], "target", states[-1].target[1].id, "Second.")))
    assert [h.target for h in database.memory.search("Second", include_auto=True)] == ["Second."]
    states.append(do(database, number, rewrite(states[-1], "target", states[-1].target[0].id, "")))
    assert database.verify() == []
    later = reopen().alignments
    for before in reversed(states[:-1]):
        assert later.undo(number) is not None
        assert later.bitext(number) == before
    for after in states[1:]:
        assert later.redo(number) is not None
        assert later.bitext(number) == after
    labels = [c.label for c in database.changes.list(kind="alignment.edit")]
    assert labels[:2] == ["took out a target sentence", "rewrote a target sentence"]
    assert "wrote a target sentence" in labels


def test_only_a_draft_is_written_into_and_never_over_somebody_else(database: Database, pair: Pair) -> None:
    official = pair.alignment.id
    bitext = database.alignments.bitext(official)
    bitext = do(database, official, edits.unlink(bitext, 0))
    with pytest.raises(InputError, match="no draft"):
        written(database, official, 0, "Something.")
    number = begin(database, pair.source.id, "en").id
    empty = database.alignments.bitext(number)
    late = write(empty, 0, "target", "Mine.", new=database.documents.reserve_segment())
    written(database, number, 0, "Theirs.")
    with pytest.raises(StaleWriteError) as caught:
        database.alignments.record_edit(number, late, version=1)
    assert "Mine." in str(caught.value.message)
    forged = write(database.alignments.bitext(number), 1, "target", "Forged.", new=10**6)
    with pytest.raises(BeadError, match="not given"):
        database.alignments.record_edit(number, forged, version=2)


def test_another_alignment_of_the_draft_follows_and_undo_goes_both_ways(database: Database, pair: Pair) -> None:
    number = begin(database, pair.source.id, "en").id
    written(database, number, 0, "A.")
    draft = database.alignments.get(number).target_document
    segments = database.documents.segments(draft)
    beads = (Bead(tuple(s.id for s in segments), ()),)
    other = database.alignments.add(draft, draft_target(database, pair), Bitext("en", "en", segments, (), beads)).id
    written(database, number, 2, "C.")
    written(database, number, 1, "B.")
    followed = database.alignments.bitext(other)
    verify(followed)
    assert [s.text for s in followed.source] == ["A.", "B.", "C."]
    assert database.alignments.undo(other) is not None
    assert [s.text for s in database.alignments.bitext(number).target] == ["A.", "C."]
    assert database.verify() == []


def draft_target(database: Database, pair: Pair) -> int:
    """Return an empty draft, as the other side of an alignment."""
    return begin(database, pair.source.id, "en").target_document
