"""The term base as it is stored: concepts with versions, search in any form, imports, history, undo.

Every write is one transaction with one change in the log; what a write replaces or removes is kept there, so that every
version of every concept can be shown and restored. Ids of concepts and terms are public and stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableSequence, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from glossary.errors import DatabaseError, NotFoundError, StaleWriteError
from glossary.store import changes
from glossary.store.tables import now
from glossary.terms import rows, searching
from glossary.terms.entries import Concept
from glossary.terms.merging import ImportReport, OnConflict, shown
from glossary.terms.preparing import ENTITY, described, last_versions, prepared, rewritten, stamped

if TYPE_CHECKING:
    from glossary.store.engine import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptVersion:
    """One version in a concept's history."""

    version: int
    when: datetime
    who: str
    what: str
    kind: str
    concept: Concept | None
    """The concept as it was then; None where this version is its removal."""


class ConceptRepository:
    """The stored term base."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, concept: Concept) -> Concept:
        """Store a new concept and return it as stored; empty ids are filled.

        Raises InputError for one that cannot be (no term, an empty term, an id that is no NCName), DatabaseError where
        its id, or that of a term, is taken.
        """
        concept = prepared(concept)
        with self._database.write() as connection:
            if taken := rows.load(connection, [concept.id]):
                raise DatabaseError(
                    f"The concept {concept.id} is stored already: {shown(taken[0])}.",
                    hint="Save it to change it, or give the new one another id.",
                )
            _refuse_taken_terms(connection, concept)
            last = last_versions(connection, [concept.id]).get(concept.id, 0)
            stored = stamped(concept, self._database.author, last + 1)
            rows.add(connection, [stored])
            self._log(connection, "concept.add", f"added {shown(stored)}", [_item(stored, None)])
            return stored

    def get(self, concept_id: str) -> Concept:
        """Return one concept. Raises NotFoundError."""
        with self._database.read() as connection:
            return _one(connection, concept_id)

    def concept_of_term(self, term_id: str) -> Concept:
        """Return the concept that a term belongs to. Raises NotFoundError."""
        with self._database.read() as connection:
            row = connection.execute(select(rows.terms.c.concept_id).where(rows.terms.c.id == term_id)).first()
            if row is None:
                raise NotFoundError(f"There is no term {term_id}.", hint="`malmoi terms find WORDS` shows ids.")
            return _one(connection, row.concept_id)

    def save(self, concept: Concept) -> Concept:
        """Write a changed concept and return it with its new version; the same content writes nothing.

        Raises NotFoundError, InputError as `add`, StaleWriteError (with both texts) where it has changed since it was
        read: `concept.version` names the version that was.
        """
        concept = prepared(concept)
        with self._database.write() as connection:
            old = _one(connection, concept.id)
            if old.version != concept.version:
                raise StaleWriteError(f"Concept {concept.id}", ours=described(concept), theirs=described(old))
            if rows.content(old) == rows.content(concept):
                return old
            _refuse_taken_terms(connection, concept)
            stored = self._rewritten(connection, old, concept)
            self._log(connection, "concept.save", f"changed {shown(stored)}", [_item(stored, old)])
            return stored

    def remove(self, concept_id: str) -> None:
        """Take a concept away; `restore` and `undo_last` bring it back. Raises NotFoundError."""
        with self._database.write() as connection:
            old = _one(connection, concept_id)
            rows.remove(connection, [concept_id])
            item = changes.Item(ENTITY, concept_id, old.version + 1, rows.to_json(old))
            self._log(connection, "concept.remove", f"removed {shown(old)}", [item])

    def list(
        self, query: str = "", *, subject: str = "", language: str = "", limit: int | None = None, offset: int = 0
    ) -> Sequence[Concept]:
        """Return concepts in the order of their first term, or best match first where there is a query.

        `subject` includes the fields below it; `language` (a bare one takes all its varieties) asks for a term in it.
        """
        with self._database.read() as connection:
            scope = searching.Scope(query, subject, language)
            return rows.load(connection, searching.ids(connection, scope, limit, offset))

    def count(self, query: str = "", *, subject: str = "", language: str = "") -> int:
        """Return how many concepts `list` would give without a limit."""
        with self._database.read() as connection:
            return searching.count(connection, searching.Scope(query, subject, language))

    def find(self, text: str, *, language: str = "", limit: int = 50) -> Sequence[Concept]:
        """Return the concepts with a term or reading like `text`, best first.

        First those that are it, then those that begin with it, then those that contain it; case, spaces, hyphens and
        the marks of romanisation do not matter. An id finds its concept too.
        """
        return self.list(text, language=language, limit=limit) if text.strip() else []

    def subjects(self) -> Sequence[tuple[str, int]]:
        """Return the subject fields in use, in order, each with how many concepts it has."""
        column = rows.concepts.c.subject
        with self._database.read() as connection:
            found = connection.execute(select(column, func.count()).group_by(column).order_by(column))
            return [(str(subject), int(count)) for subject, count in found]

    def all(self, *, with_attestations: bool = True) -> Iterator[Concept]:
        """Yield every concept in the order of the ids; `with_attestations=False` is quicker, for matching.

        Each page is read in a transaction of its own, so that a slow reader holds nothing open.
        """
        last = ""
        while True:
            with self._database.read() as connection:
                page = [
                    str(row[0])
                    for row in connection.execute(
                        select(rows.concepts.c.id)
                        .where(rows.concepts.c.id > last)
                        .order_by(rows.concepts.c.id)
                        .limit(rows.MANY)
                    )
                ]
                found = rows.load(connection, page, with_attestations=with_attestations)
            yield from found
            if len(page) < rows.MANY:
                return
            last = page[-1]

    def add_many(
        self, concepts: Iterable[Concept], on_conflict: str = "keep", *, dry_run: bool = False
    ) -> ImportReport:
        """Import concepts, all or nothing, as one change, and say what was done (or, `dry_run`, would be).

        `on_conflict` is `keep`, `replace` or `both` (`OnConflict`). Importing the same again changes nothing.
        Raises InputError for a concept that cannot be stored, and then nothing is.
        """
        from glossary.terms.importing import Importer

        with self._database.write() as connection:
            importer = Importer(connection, OnConflict(on_conflict), self._database.author)
            stream = iter(concepts)
            while chunk := list(islice(stream, rows.MANY)):
                importer.take([prepared(c) for c in chunk])
            report = importer.report()
            if dry_run:
                connection.rollback()
            elif importer.items:
                label = f"imported {report.added} concepts, changed {report.changed}"
                self._log(connection, "concept.import", label, importer.items)
        return report

    def history(self, concept_id: str) -> Sequence[ConceptVersion]:
        """Return all versions, newest first, of a concept that is stored or was. Raises NotFoundError."""
        with self._database.read() as connection:
            return _history(connection, concept_id)

    def restore(self, concept_id: str, version: int | None = None) -> Concept:
        """Bring back a version of a concept, as a new version, and return it; None means the last one before now.

        Raises NotFoundError for an id or a version that there never was.
        """
        with self._database.write() as connection:
            known = _history(connection, concept_id)
            stored = next(iter(rows.load(connection, [concept_id])), None)
            content = rows.content(stored) if stored else None
            for entry in known:
                if entry.concept is None or (version is not None and entry.version != version):
                    continue
                if version is None and rows.content(entry.concept) == content:
                    continue
                wanted = entry.concept
                break
            else:
                raise NotFoundError(
                    f"Concept {concept_id} has no "
                    + (f"version {version} to restore." if version is not None else "other version."),
                    hint=f"`malmoi terms history {concept_id}` shows its versions.",
                )
            if content == rows.content(wanted) and stored is not None:
                return stored
            _refuse_taken_terms(connection, wanted)
            new = self._put(connection, wanted, stored, version=known[0].version + 1)
            label = f"restored {shown(new)} as it was in version {wanted.version}"
            self._log(connection, "concept.restore", label, [_item(new, stored)])
            return new

    def undo_last(self) -> str | None:
        """Take back this author's last change of the term base, of this session or an earlier one.

        Returns what was undone, in words; None where there is nothing. Raises StaleWriteError where someone has changed
        one of the concepts since.
        """
        log, touched = changes.changes, changes.items
        kinds = ("concept.add", "concept.save", "concept.remove", "concept.import", "concept.restore")
        with self._database.write() as connection:
            last = connection.execute(
                select(log)
                .where(log.c.kind.in_(kinds), log.c.state == changes.DONE, log.c.author == self._database.author)
                .order_by(log.c.id.desc())
                .limit(1)
            ).first()
            if last is None:
                return None
            later = select(touched.c.entity_id).join(log, log.c.id == touched.c.change_id)
            later = later.where(log.c.id > last.id, log.c.state == changes.DONE, log.c.kind != "concept.undo")
            changed_since = {str(row[0]) for row in connection.execute(later.where(touched.c.entity == ENTITY))}
            undone: MutableSequence[changes.Item] = []
            found = connection.execute(
                select(touched.c.entity_id, touched.c.before)
                .where(touched.c.change_id == last.id)
                .order_by(touched.c.id)
            ).all()
            for start in range(0, len(found), rows.MANY):
                chunk = {str(number): before for number, before in found[start : start + rows.MANY]}
                undone.extend(self._undo(connection, chunk, changed_since))
            connection.execute(log.update().where(log.c.id == last.id).values(state=changes.UNDONE))
            self._log(connection, "concept.undo", f"undone: {last.label}", undone)
            return str(last.label)

    def _undo(self, connection: Connection, before: dict[str, Any], changed_since: Set[str]) -> Sequence[changes.Item]:
        """Write concepts as they were (a JSON value, or None for not at all); return what was touched."""
        stored = {c.id: c for c in rows.load(connection, list(before))}
        versions = last_versions(connection, list(before))
        then = {number: rows.from_json(value) for number, value in before.items() if value}
        for number in before.keys() & changed_since:
            ours, theirs = then.get(number), stored.get(number)
            raise StaleWriteError(
                f"Concept {number}",
                ours=described(ours) if ours else "(removed)",
                theirs=described(theirs) if theirs else "(removed)",
            )
        rows.remove(connection, [number for number in before if number not in then])
        touched = []
        for number in before:
            old, version = stored.get(number), versions[number] + 1
            if number in then:
                _refuse_taken_terms(connection, then[number])
                touched.append(_item(self._put(connection, then[number], old, version=version), old))
            else:
                touched.append(changes.Item(ENTITY, number, version, rows.to_json(old) if old else None))
        return touched

    def _put(self, connection: Connection, content: Concept, stored: Concept | None, *, version: int) -> Concept:
        """Write a concept over what is stored, or where nothing is."""
        if stored is not None:
            return self._rewritten(connection, stored, content)
        new = replace(content, version=version, modified=now())
        rows.add(connection, [new])
        return new

    def _rewritten(self, connection: Connection, old: Concept, new: Concept) -> Concept:
        stored = rewritten(old, new)
        rows.remove(connection, [old.id])
        rows.add(connection, [stored])
        return stored

    def _log(self, connection: Connection, kind: str, label: str, items: Sequence[changes.Item]) -> None:
        changes.record(connection, self._database.author, kind, label, items)


def _one(connection: Connection, concept_id: str) -> Concept:
    found = rows.load(connection, [concept_id])
    if not found:
        raise NotFoundError(f"There is no concept {concept_id}.", hint="`malmoi terms list` shows the concepts.")
    return found[0]


def _item(new: Concept, old: Concept | None) -> changes.Item:
    return changes.Item(ENTITY, new.id, new.version, rows.to_json(old) if old else None)


def _refuse_taken_terms(connection: Connection, concept: Concept) -> None:
    """Raise where a term's id belongs to another concept."""
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


def _history(connection: Connection, concept_id: str) -> list[ConceptVersion]:
    log, touched = changes.changes, changes.items
    statement = (
        select(touched.c.version, touched.c.before, log.c.created, log.c.author, log.c.label, log.c.kind)
        .join(log, log.c.id == touched.c.change_id)
        .where(touched.c.entity == ENTITY, touched.c.entity_id == concept_id)
        .order_by(touched.c.id.desc())
    )
    found = connection.execute(statement).all()
    if not found:
        raise NotFoundError(
            f"There is no concept {concept_id}, and never was.", hint="`malmoi terms list` shows the concepts."
        )
    versions = []
    # What a version said is what the next change found before it; the newest is what is stored.
    content = next(iter(rows.load(connection, [concept_id])), None)
    for row in found:
        versions.append(
            ConceptVersion(
                version=row.version,
                when=row.created,
                who=row.author,
                what=row.label,
                kind=row.kind,
                concept=content,
            )
        )
        content = rows.from_json(row.before) if row.before else None
    return versions
