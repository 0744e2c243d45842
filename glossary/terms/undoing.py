"""Undo and redo of the term base over its log of changes: one's own changes, the last first, of any session.

An undo is itself a change, whose items hold what it replaced; that is what a redo brings back. Neither ever goes over
what somebody else has changed since.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from glossary.errors import StaleWriteError
from glossary.store import changes
from glossary.terms import rows
from glossary.terms.entries import Concept
from glossary.terms.preparing import ENTITY, described, last_versions
from glossary.terms.writing import REDO, UNDO, item, log, put, refuse_taken_terms

_log, _touched = changes.changes, changes.items


def undo_last(connection: Connection, author: str) -> str | None:
    """Take back an author's last change and return its label; None where there is nothing.

    Raises StaleWriteError where someone else has changed one of the concepts since.
    """
    last = connection.execute(_own(author).where(_log.c.kind != UNDO, _log.c.kind != REDO)).first()
    if last is None:
        return None
    undone = _taken_back(connection, last)
    _set_state(connection, last.id, changes.UNDONE)
    log(connection, author, UNDO, f"undone: {last.label}", undone)
    return str(last.label)


def redo_last(connection: Connection, author: str) -> str | None:
    """Do again what an author undid last and return its label; None where something else was done since, or nothing.

    Raises StaleWriteError as `undo_last`.
    """
    undo = connection.execute(_own(author).where(_log.c.kind != REDO)).first()
    if undo is None or undo.kind != UNDO:
        return None
    first = (
        select(_log)
        .where(_log.c.author == author, _log.c.state == changes.UNDONE)
        .where(_log.c.kind.like("concept.%"), _log.c.kind != UNDO)
        .order_by(_log.c.id)
        .limit(1)
    )
    original = connection.execute(first).first()
    if original is None:
        return None
    again = _taken_back(connection, undo)
    # The undo itself is over for good: dropped, so that it is neither undone nor taken for something to do again.
    _set_state(connection, undo.id, changes.DROPPED)
    _set_state(connection, original.id, changes.DONE)
    log(connection, author, REDO, f"done again: {original.label}", again)
    return str(original.label)


def _own(author: str) -> Select[Any]:
    """Return the author's changes of the term base that stand, the newest first."""
    return (
        select(_log)
        .where(_log.c.kind.like("concept.%"), _log.c.state == changes.DONE, _log.c.author == author)
        .order_by(_log.c.id.desc())
        .limit(1)
    )


def _set_state(connection: Connection, number: int, state: str) -> None:
    connection.execute(_log.update().where(_log.c.id == number).values(state=state))


def _taken_back(connection: Connection, change: Row[Any]) -> list[changes.Item]:
    """Write everything that a change touched as it was before; return what is to be logged of it."""
    later = select(_touched.c.entity_id).join(_log, _log.c.id == _touched.c.change_id)
    later = later.where(_log.c.id > change.id, _log.c.state == changes.DONE, _log.c.kind.not_in((UNDO, REDO)))
    changed_since = {str(row[0]) for row in connection.execute(later.where(_touched.c.entity == ENTITY))}
    found = connection.execute(
        select(_touched.c.entity_id, _touched.c.before).where(_touched.c.change_id == change.id).order_by(_touched.c.id)
    ).all()
    # A concept that one import touched twice goes back to what was there first.
    before: dict[str, Any] = {}
    for number, value in found:
        before.setdefault(str(number), value)
    numbers = list(before)
    stored: dict[str, Concept] = {}
    for start in range(0, len(numbers), rows.MANY):
        some = numbers[start : start + rows.MANY]
        here = {c.id: c for c in rows.load(connection, some)}
        _refuse_changed(some, before, here, changed_since)
        stored |= here
        # All are taken away before any is written, since terms may pass from one concept to another.
        rows.remove(connection, some)
    touched: list[changes.Item] = []
    for start in range(0, len(numbers), rows.MANY):
        touched += _written(connection, numbers[start : start + rows.MANY], before, stored)
    return touched


def _refuse_changed(
    numbers: Sequence[str], before: dict[str, Any], stored: dict[str, Concept], changed_since: Set[str]
) -> None:
    for number in numbers:
        if number in changed_since:
            ours, theirs = before[number], stored.get(number)
            raise StaleWriteError(
                f"Concept {number}",
                ours=described(rows.from_json(ours)) if ours else "(removed)",
                theirs=described(theirs) if theirs else "(removed)",
            )


def _written(
    connection: Connection, numbers: Sequence[str], before: dict[str, Any], stored: dict[str, Concept]
) -> list[changes.Item]:
    versions = last_versions(connection, numbers)
    touched = []
    for number in numbers:
        old, version = stored.get(number), versions[number] + 1
        if before[number]:
            then = rows.from_json(before[number])
            refuse_taken_terms(connection, then)
            touched.append(item(put(connection, then, old, version=version), old))
        else:
            touched.append(changes.Item(ENTITY, number, version, rows.to_json(old) if old else None))
    return touched
