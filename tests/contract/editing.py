"""Edits kept in a data base, for the tests of what they do there."""

from __future__ import annotations

from glossary.alignment import edits
from glossary.alignment.beads import Bitext, verify
from glossary.store.engine import Database


def do(database: Database, number: int, edit: edits.Edit) -> Bitext:
    """Keep an edit and return what is stored then, which is what the pure edit says."""
    before = database.alignments.bitext(number)
    database.alignments.record_edit(number, edit, version=database.alignments.version(number))
    after = database.alignments.bitext(number)
    assert after == edits.apply(before, edit)
    verify(after)
    return after
