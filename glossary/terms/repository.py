"""The term base as it is stored: concepts with versions, search in any form, imports, history, undo.

Every write is one transaction with one change in the log; what a write replaces or removes is kept there, so that every
version of every concept can be shown and restored. Ids of concepts and terms are public and stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from glossary.errors import DatabaseError, NotFoundError
from glossary.garbage import without_collection
from glossary.store import bulk, changes
from glossary.terms import rows, searching, undoing
from glossary.terms.entries import Concept
from glossary.terms.history import ConceptVersion, history
from glossary.terms.merging import ImportReport, OnConflict, shown
from glossary.terms.preparing import last_versions, prepared, stamped
from glossary.terms.writing import item, log, one, put, refuse_taken_terms, removal, require_unchanged, rewrite

if TYPE_CHECKING:
    from glossary.store.engine import Database
    from glossary.terms.importing import Witness


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
            refuse_taken_terms(connection, concept)
            last = last_versions(connection, [concept.id]).get(concept.id, 0)
            stored = stamped(concept, self._database.author, last + 1)
            rows.add(connection, [stored])
            self._log(connection, "concept.add", f"added {shown(stored)}", [item(stored, None)])
            return stored

    def get(self, concept_id: str) -> Concept:
        """Return one concept. Raises NotFoundError."""
        with self._database.read() as connection:
            return one(connection, concept_id)

    def concept_of_term(self, term_id: str) -> Concept:
        """Return the concept that a term belongs to. Raises NotFoundError."""
        with self._database.read() as connection:
            row = connection.execute(select(rows.terms.c.concept_id).where(rows.terms.c.id == term_id)).first()
            if row is None:
                raise NotFoundError(f"There is no term {term_id}.", hint="`malmoi terms find WORDS` shows ids.")
            return one(connection, row.concept_id)

    def save(self, concept: Concept) -> Concept:
        """Write a changed concept and return it with its new version; the same content writes nothing.

        Raises NotFoundError, InputError as `add`, StaleWriteError (with both texts) where it has changed since it was
        read: `concept.version` names the version that was.
        """
        concept = prepared(concept)
        with self._database.write() as connection:
            old = one(connection, concept.id)
            require_unchanged(old, concept)
            if rows.content(old) == rows.content(concept):
                return old
            refuse_taken_terms(connection, concept)
            stored = rewrite(connection, old, concept)
            self._log(connection, "concept.save", f"changed {shown(stored)}", [item(stored, old)])
            return stored

    def remove(self, concept_id: str) -> None:
        """Take a concept away; `restore` and `undo_last` bring it back. Raises NotFoundError."""
        with self._database.write() as connection:
            old = one(connection, concept_id)
            rows.remove(connection, [concept_id])
            self._log(connection, "concept.remove", f"removed {shown(old)}", [removal(old)])

    def list(
        self,
        query: str = "",
        *,
        subject: str = "",
        language: str = "",
        limit: int | None = None,
        offset: int = 0,
        fuzzy: bool = False,
    ) -> Sequence[Concept]:
        """Return concepts in the order of their first term, or best match first where there is a query.

        `subject` includes the fields below it; `language` (a bare one takes all its varieties) asks for a term in it;
        `fuzzy` adds, behind all others, what is spelled nearly like the query.
        """
        with self._database.read() as connection:
            scope = searching.Scope(query, subject, language, fuzzy)
            return rows.load(connection, searching.ids(connection, scope, limit, offset))

    def count(self, query: str = "", *, subject: str = "", language: str = "") -> int:
        """Return how many concepts `list` would give without a limit."""
        with self._database.read() as connection:
            return searching.count(connection, searching.Scope(query, subject, language))

    def find(self, text: str, *, language: str = "", limit: int = 50, fuzzy: bool = False) -> Sequence[Concept]:
        """Return the concepts with a term or reading like `text`, best first.

        First those that are it, then those that begin with it, then those that contain it; case, spaces, hyphens and
        the marks of romanisation do not matter. Initial consonants (ㅈㅅ), the other country's spelling and Chinese
        characters find a Korean term too, and so does an id its concept. `fuzzy` adds what is spelled nearly so.
        """
        return self.list(text, language=language, limit=limit, fuzzy=fuzzy) if text.strip() else []

    def subjects(self) -> Sequence[tuple[str, int]]:
        """Return the subject fields in use, in order, each with how many concepts it has."""
        column = rows.concepts.c.subject
        with self._database.read() as connection:
            found = connection.execute(select(column, func.count()).group_by(column).order_by(column))
            return [(str(subject), int(count)) for subject, count in found]

    def houses(self) -> Sequence[tuple[str, int]]:
        """Return the houses that terms are marked with, in order, each with how many terms it has."""
        column = rows.terms.c.house
        with self._database.read() as connection:
            found = connection.execute(
                select(column, func.count()).where(column != "").group_by(column).order_by(column)
            )
            return [(str(house), int(count)) for house, count in found]

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
        self,
        concepts: Iterable[Concept],
        on_conflict: str = "keep",
        *,
        dry_run: bool = False,
        progress: Callable[[int], None] | None = None,
        witness: Witness | None = None,
    ) -> ImportReport:
        """Import concepts, all or nothing, as one change, and say what was done (or, `dry_run`, would be).

        `on_conflict` is `keep`, `replace` or `both` (`OnConflict`). Importing the same again changes nothing.
        `progress` is told how many concepts have passed, `witness` what becomes of each that is not there already.
        Raises InputError for a concept that cannot be stored, and then nothing is; so it is for what `concepts` raises.
        """
        from glossary.terms.importing import Importer

        with self._database.write() as connection, without_collection():
            change = log(connection, self._database.author, "concept.import", "import", [])
            importer = Importer(connection, OnConflict(on_conflict), self._database.author, change, witness)
            stream = iter(concepts)
            done = 0
            with bulk.loading(connection, importer.fills):
                while chunk := list(islice(stream, rows.MANY)):
                    importer.take([prepared(c) for c in chunk])
                    done += len(chunk)
                    if progress is not None:
                        progress(done)
                importer.finish()
            report = importer.report()
            if dry_run or not importer.touched:
                connection.rollback()
            else:
                changes.rename(connection, change, f"imported {report.added} concepts, changed {report.changed}")
        return report

    def history(self, concept_id: str) -> Sequence[ConceptVersion]:
        """Return all versions, newest first, of a concept that is stored or was. Raises NotFoundError."""
        with self._database.read() as connection:
            return history(connection, concept_id)

    def restore(self, concept_id: str, version: int | None = None) -> Concept:
        """Bring back a version of a concept, as a new version, and return it; None means the last one before now.

        Raises NotFoundError for an id or a version that there never was.
        """
        with self._database.write() as connection:
            known = history(connection, concept_id)
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
            refuse_taken_terms(connection, wanted)
            new = put(connection, wanted, stored, version=known[0].version + 1)
            label = f"restored {shown(new)} as it was in version {wanted.version}"
            self._log(connection, "concept.restore", label, [item(new, stored)])
            return new

    def undo_last(self) -> str | None:
        """Take back this author's last change of the term base, of this session or an earlier one.

        Returns what was undone, in words; None where there is nothing. Raises StaleWriteError where someone has changed
        one of the concepts since.
        """
        with self._database.write() as connection:
            return undoing.undo_last(connection, self._database.author)

    def redo_last(self) -> str | None:
        """Do again what this author undid last; None where nothing was, or something else was done since.

        Raises StaleWriteError as `undo_last`.
        """
        with self._database.write() as connection:
            return undoing.redo_last(connection, self._database.author)

    def _log(self, connection: Connection, kind: str, label: str, items: Sequence[changes.Item]) -> None:
        log(connection, self._database.author, kind, label, items)
