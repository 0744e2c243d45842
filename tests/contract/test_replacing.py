"""Words replaced in many sentences, on every kind of data base: one step for undo, never over somebody else's text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from glossary.alignment import edits
from glossary.alignment.replacing import Search, find, replace_all
from glossary.errors import StaleWriteError
from glossary.store.engine import Database
from tests.contract.texts import stored_pair


def test_all_sentences_change_in_one_step_and_the_memory_follows(
    database: Database, reopen: Callable[..., Database]
) -> None:
    number = stored_pair(database).alignment.id
    before = database.alignments.bitext(number)
    edit = replace_all(list(find(before, Search("exhibition", "fair [sic]"))))
    assert len(edit.edits) > 1
    database.alignments.record_edit(number, edit, version=1)
    after = database.alignments.bitext(number)
    assert after == edits.apply(before, edit)
    assert database.alignments.version(number) == 2
    assert len(database.memory.search("fair", include_auto=True)) >= len({e.segment for e in edit.edits}) - 1
    (change,) = database.changes.list(kind="alignment.edit")
    assert change.label == f"edited {len(edit.edits)} sentences"
    later = reopen().alignments
    assert later.undo(number) == edits.invert(edit)
    assert later.bitext(number) == before
    assert later.redo(number) == edit
    assert later.bitext(number) == after
    assert database.verify() == []


def test_where_one_sentence_was_changed_meanwhile_nothing_is_written(database: Database) -> None:
    number = stored_pair(database).alignment.id
    before = database.alignments.bitext(number)
    edit = replace_all(list(find(before, Search("exhibition", "fair"))))
    last = edit.edits[-1]
    database.alignments.record_edit(
        number, edits.edit_text(before, "target", last.segment, "Something else."), version=1
    )
    theirs = database.alignments.bitext(number)
    for version in (1, 2):
        with pytest.raises(StaleWriteError):
            database.alignments.record_edit(number, edit, version=version)
    assert database.alignments.bitext(number) == theirs
