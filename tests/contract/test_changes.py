"""Dismissals and the log of changes on every kind of data base."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from glossary.errors import NotFoundError
from glossary.store.engine import Database
from tests.contract.texts import korean, stored_pair


def test_dismissals(database: Database, reopen: Callable[..., Database]) -> None:
    spread = unicodedata.normalize("NFD", "원문대로")
    record = database.dismissals.add("numbers.value", "00ff", spread)
    assert (record.check, record.fingerprint, record.reason, record.author) == (
        "numbers.value", "00ff", "원문대로", "editor",
    )  # fmt: skip
    assert reopen("other").dismissals.add("numbers.value", "00ff", "again") == record
    database.dismissals.add("names.missing", "00ff")
    assert reopen().dismissals.fingerprints() == {("numbers.value", "00ff"), ("names.missing", "00ff")}
    assert [d.check for d in database.dismissals.list()] == ["names.missing", "numbers.value"]
    database.dismissals.remove("numbers.value", "00ff")
    assert database.dismissals.fingerprints() == {("names.missing", "00ff")}
    with pytest.raises(NotFoundError, match="00ff"):
        database.dismissals.remove("numbers.value", "00ff")


def test_every_write_leaves_one_change(database: Database, reopen: Callable[..., Database]) -> None:
    pair = stored_pair(database)
    other = reopen("colleague")
    other.documents.edit(pair.source.id, title="개막")
    other.alignments.remove(pair.alignment.id)
    other.alignments.restore(pair.alignment.id)
    database.dismissals.add("numbers.value", "00ff")
    told = [(c.author, c.kind, c.items) for c in database.changes.list()]
    assert told == [
        ("editor", "dismissal.add", 1),
        ("colleague", "alignment.restore", 1),
        ("colleague", "alignment.remove", 1),
        ("colleague", "document.edit", 1),
        ("editor", "alignment.add", 1),
        ("editor", "document.add", 2),
    ]
    (edit,) = database.changes.list(kind="document.edit")
    (item,) = database.changes.items(edit.id)
    assert (item.before, item.after) == ({"title": "전국원예전시회 개막"}, {"title": "개막"})
    assert (item.entity, item.entity_id, item.version) == ("document", str(pair.source.id), 2)
    mine = database.changes.list(entity="document", entity_id=str(pair.source.id))
    assert [c.kind for c in mine] == ["document.edit", "document.add"]


def test_pages(database: Database) -> None:
    for _ in range(5):
        database.documents.add(korean())
    first = database.changes.list(limit=3)
    rest = database.changes.list(limit=3, before=first[-1].id)
    assert (len(first), len(rest)) == (3, 2)
    assert [c.id for c in (*first, *rest)] == sorted((c.id for c in (*first, *rest)), reverse=True)
    with pytest.raises(NotFoundError):
        database.changes.items(999)
