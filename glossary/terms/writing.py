"""Writing concepts inside a transaction: the pieces that every operation of the term base is made of.

Every operation is one change in the log. What a new change is made after is gone for redo: the author's undone changes
are dropped by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from glossary.errors import DatabaseError, NotFoundError, StaleWriteError
from glossary.store import changes
from glossary.store.tables import now
from glossary.terms import rows
from glossary.terms.entries import Concept
from glossary.terms.preparing import ENTITY, described, last_versions, prepared, rewritten, stamped

UNDO, REDO = "concept.undo", "concept.redo"


def log(connection: Connection, author: str, kind: str, label: str, items: Iterable[changes.Item]) -> int:
    """Write one change of the term base and return its number; what its author had undone cannot be done again now."""
    if kind not in (UNDO, REDO):
        table = changes.changes
        connection.execute(
            table.update()
            .where(table.c.author == author, table.c.state == changes.UNDONE, table.c.kind.like("concept.%"))
            .values(state=changes.DROPPED)
        )
    return changes.record(connection, author, kind, label, items)


def one(connection: Connection, concept_id: str) -> Concept:
    """Return a stored concept. Raises NotFoundError."""
    found = rows.load(connection, [concept_id])
    if not found:
        raise NotFoundError(f"There is no concept {concept_id}.", hint="`malmoi terms list` shows the concepts.")
    return found[0]


def item(new: Concept, old: Concept | None) -> changes.Item:
    """Return what the log keeps of a concept that was written."""
    return changes.Item(ENTITY, new.id, new.version, rows.to_json(old) if old else None)


def removal(old: Concept) -> changes.Item:
    """Return what the log keeps of a concept that was removed."""
    return changes.Item(ENTITY, old.id, old.version + 1, rows.to_json(old))


def refuse_taken_terms(connection: Connection, concept: Concept) -> None:
    """Raise DatabaseError where a term's id belongs to another concept."""
    table = rows.terms
    taken = connection.execute(
        select(table.c.id, table.c.concept_id, table.c.text).where(
            table.c.id.in_([t.id for t in concept.terms]), table.c.concept_id != concept.id
        )
    ).first()
    if taken is not None:
        raise DatabaseError(
            f"The term id {taken.id} belongs to {taken.text} of concept {taken.concept_id}.",
            hint="Leave the id of the term empty to have a new one given.",
        )


def put(connection: Connection, content: Concept, stored: Concept | None, *, version: int) -> Concept:
    """Write a concept over what is stored, or where nothing is, and return it as it is now."""
    if stored is not None:
        return rewrite(connection, stored, content)
    new = replace(content, version=version, modified=now())
    rows.add(connection, [new])
    return new


def rewrite(connection: Connection, old: Concept, new: Concept) -> Concept:
    """Write the next version of a stored concept and return it."""
    stored = rewritten(old, new)
    rows.remove(connection, [old.id])
    rows.add(connection, [stored])
    return stored


def require_unchanged(old: Concept, ours: Concept) -> None:
    """Raise StaleWriteError, with both texts, where a concept has changed since it was read."""
    if old.version != ours.version:
        raise StaleWriteError(f"Concept {ours.id}", ours=described(ours), theirs=described(old))


def together(
    connection: Connection,
    author: str,
    *,
    saved: Sequence[Concept] = (),
    added: Sequence[Concept] = (),
    removed: Sequence[Concept] = (),
) -> tuple[list[Concept], list[changes.Item]]:
    """Write several concepts at once, so that terms may pass from one to another; return them and what to log.

    Those saved and added come back in this order, as stored; one that says the same as before is not written. Raises
    as `ConceptRepository.add` and `save` do.
    """
    old = {c.id: c for c in rows.load(connection, [c.id for c in (*saved, *removed)])}
    for concept in (*saved, *removed):
        if concept.id not in old:
            one(connection, concept.id)
        require_unchanged(old[concept.id], concept)
    new = [prepared(c) for c in saved]
    changed = [c for c in new if rows.content(c) != rows.content(old[c.id])]
    fresh = [prepared(c) for c in added]
    rows.remove(connection, [c.id for c in (*changed, *removed)])
    versions = last_versions(connection, [c.id for c in fresh])
    ready = {c.id: rewritten(old[c.id], c) for c in changed}
    ready |= {c.id: stamped(c, author, versions.get(c.id, 0) + 1) for c in fresh}
    for concept in ready.values():
        refuse_taken_terms(connection, concept)
    rows.add(connection, list(ready.values()))
    items = [item(c, old.get(c.id)) for c in ready.values()]
    items += [removal(old[c.id]) for c in removed]
    return [ready.get(c.id) or old[c.id] for c in (*new, *fresh)], items
