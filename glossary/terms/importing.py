"""The running state of one import into the stored term base, inside its transaction.

Concepts are taken in chunks and the log is written as they pass, so that a term base of any size passes in constant
memory. Within one import, concepts are told apart by id alone: a file may well hold two homonyms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Table, select

from glossary.errors import InputError
from glossary.store import changes, concept_text
from glossary.store.bulk import rows_where, stored_ids
from glossary.terms import hierarchy, rows
from glossary.terms.entries import Concept, CrossReference
from glossary.terms.keys import stored_key
from glossary.terms.making import new_concept_id, new_term_id
from glossary.terms.merging import (
    KEPT,
    Conflict,
    ImportReport,
    OnConflict,
    equal,
    extended,
    in_place_of,
    only_adds,
    same_entry,
    says_nothing_new,
)
from glossary.terms.preparing import ENTITY, last_versions, prepared, rewritten, stamped

Witness = Callable[[str, Concept, Concept | None], None]
"""Is told each `added`, `changed` or `conflict` with the incoming concept and the stored one."""

INDEXED_AT_ONCE = 20_000
"""Concepts that are added to the index of the search in one go."""


class Importer:
    """Takes concepts and writes those that are new or are to replace what is stored."""

    def __init__(
        self,
        connection: Connection,
        on_conflict: OnConflict,
        author: str,
        change: int,
        witness: Witness | None = None,
    ) -> None:
        self._connection = connection
        self._on_conflict = on_conflict
        self._author = author
        self._change = change
        """Number of the change in the log that this import is."""
        self._witness = witness
        # In an empty term base nothing can be met but what this import has brought itself.
        self._was_empty = connection.execute(select(rows.concepts.c.id).limit(1)).first() is None
        self._had_history = (
            connection.execute(select(changes.items.c.id).where(changes.items.c.entity == ENTITY).limit(1)).first()
            is not None
        )
        self._added = self._changed = self._unchanged = self._in_conflict = 0
        self._unindexed = 0
        self._ordered = False
        """Whether a concept that was written lies above or below another."""
        self._conflicts: list[Conflict] = []
        self._new: list[Concept] = []
        self._extended: list[tuple[Concept, Concept]] = []

    @property
    def fills(self) -> tuple[Table, ...]:
        """Return the tables that were empty at the beginning: what `bulk.loading` wants to know."""
        return rows.TABLES if self._was_empty else ()

    @property
    def touched(self) -> bool:
        """Whether anything was written."""
        return bool(self._added or self._changed)

    def report(self) -> ImportReport:
        """Return what was done so far."""
        return ImportReport(
            added=self._added,
            changed=self._changed,
            unchanged=self._unchanged,
            in_conflict=self._in_conflict,
            conflicts=tuple(self._conflicts),
            new=tuple(self._new),
            extended=tuple(self._extended),
        )

    def finish(self) -> None:
        """Make what was added searchable. Raises InputError where it makes the hierarchy go round in a circle."""
        self._index()
        if self._ordered:
            self._refuse_circles()

    def _index(self) -> None:
        concept_text.catch_up(self._connection)
        self._unindexed = 0

    def _refuse_circles(self) -> None:
        table = rows.references
        statement = select(table.c.concept_id, table.c.target, table.c.kind).where(table.c.kind.in_(hierarchy.KINDS))
        found = hierarchy.circle(
            step
            for number, target, kind in self._connection.execute(statement)
            for step in hierarchy.steps(number, (CrossReference(target=target, kind=kind),))
        )
        if self._written_here(found):  # one that was there before is no matter of this import
            raise InputError(
                f"The hierarchy would go round in a circle: {' is below '.join(found[:20])}.",
                hint="Take the reference that is wrong out of the file.",
            )

    def take(self, chunk: Sequence[Concept]) -> None:
        """Import some concepts."""
        # A chunk in which an id stands twice is cut there, so that the second one meets the first as stored.
        part: list[Concept] = []
        seen: set[str] = set()
        for concept in chunk:
            if concept.id in seen:
                self._take(part)
                part, seen = [], set()
            part.append(concept)
            seen.add(concept.id)
        self._take(part)

    def _take(self, chunk: Sequence[Concept]) -> None:
        met = stored_ids(self._connection, rows.concepts.c.id, [c.id for c in chunk])
        stored = {c.id: c for c in rows.load(self._connection, [c.id for c in chunk if c.id in met])}
        unlike = [c for c in chunk if c.id not in stored or not equal(c, stored[c.id])]
        alike = {} if self._was_empty else self._alike(unlike)
        new: list[Concept] = []
        replaced: dict[str, tuple[Concept, Concept]] = {}
        for concept in chunk:
            candidates = [stored[concept.id]] if concept.id in stored else []
            if not candidates or not equal(concept, candidates[0]):
                candidates += [c for c in alike.get(concept.id, ()) if c.id != concept.id]
            if not candidates:
                new.append(concept)
                self._tell("added", concept, None)
            elif any(self._says_the_same(concept, c) for c in candidates):
                self._unchanged += 1
            elif (old := candidates[0]).id not in replaced and self._extends(concept, old):
                replaced[old.id] = (old, prepared(extended(old, concept)))
                self._tell("changed", concept, old)
                if len(self._extended) < KEPT:
                    self._extended.append(replaced[old.id])
            else:
                self._conflict(concept, old, new, replaced, is_own_id=concept.id in stored)
        self._replace(list(replaced.values()))
        self._add(new)

    def _conflict(
        self,
        concept: Concept,
        old: Concept,
        new: list[Concept],
        replaced: dict[str, tuple[Concept, Concept]],
        *,
        is_own_id: bool,
    ) -> None:
        self._in_conflict += 1
        self._tell("conflict", concept, old)
        if len(self._conflicts) < KEPT:
            self._conflicts.append(Conflict(old, concept, self._on_conflict))
        if self._on_conflict is OnConflict.BOTH:
            new.append(replace(concept, id=new_concept_id()) if is_own_id else concept)
        elif self._on_conflict is OnConflict.REPLACE and old.id not in replaced:
            replaced[old.id] = (old, in_place_of(old, concept))

    def _tell(self, what: str, concept: Concept, old: Concept | None) -> None:
        if self._witness is not None:
            self._witness(what, concept, old)

    def _says_the_same(self, incoming: Concept, stored: Concept) -> bool:
        if equal(incoming, stored):
            return True
        return self._on_conflict is not OnConflict.REPLACE and says_nothing_new(incoming, stored)

    def _extends(self, incoming: Concept, stored: Concept) -> bool:
        return self._on_conflict is not OnConflict.REPLACE and only_adds(incoming, stored)

    def _alike(self, chunk: Sequence[Concept]) -> dict[str, list[Concept]]:
        """Return, for each of the chunk, stored concepts about the same thing that this import has not written."""
        table, heads = rows.terms, rows.concepts
        wanted: dict[tuple[str, str], list[Concept]] = {}
        """(subject, text) -> who asks."""
        for concept in chunk:
            for text in {t.text for t in concept.terms}:
                wanted.setdefault((concept.subject, text), []).append(concept)
        asked: dict[str, dict[str, Concept]] = {}
        keys = list({stored_key(text) for _, text in wanted})
        for start in range(0, len(keys), rows.MANY):
            statement = (
                select(table.c.concept_id, table.c.text, heads.c.subject)
                .join(heads, heads.c.id == table.c.concept_id)
                .where(table.c.folded.in_(keys[start : start + rows.MANY]))
                .where(heads.c.subject.in_({subject for subject, _ in wanted}))
            )
            for number, text, subject in self._connection.execute(statement):
                for concept in wanted.get((subject, text), ()):
                    asked.setdefault(str(number), {})[concept.id] = concept
        own = self._written_here(asked)
        found: dict[str, list[Concept]] = {}
        for stored in rows.load(self._connection, sorted(asked.keys() - own)):
            for concept in asked[stored.id].values():
                if same_entry(concept, stored):
                    found.setdefault(concept.id, []).append(stored)
        return found

    def _written_here(self, ids: Iterable[str]) -> set[str]:
        """Return those of some concepts that this import has written itself."""
        if not self.touched:
            return set()
        numbers, table = list(ids), changes.items
        found: set[str] = set()
        for start in range(0, len(numbers), rows.MANY):
            statement = select(table.c.entity_id).where(
                table.c.entity == ENTITY,
                table.c.entity_id.in_(numbers[start : start + rows.MANY]),
                table.c.change_id == self._change,
            )
            found.update(str(row[0]) for row in self._connection.execute(statement))
        return found

    def _add(self, new: Sequence[Concept]) -> None:
        if not new:
            return
        versions = last_versions(self._connection, [c.id for c in new]) if self._had_history else {}
        fresh = self._with_free_term_ids(new)
        ready = [stamped(c, self._author, versions.get(c.id, 0) + 1) for c in fresh]
        rows.add(self._connection, ready, searchable=False)
        self._note_order(ready)
        changes.append(self._connection, self._change, [changes.Item(ENTITY, c.id, c.version) for c in ready])
        self._added += len(ready)
        self._unindexed += len(ready)
        if self._unindexed >= INDEXED_AT_ONCE:
            self._index()
        self._new += ready[: max(0, KEPT - len(self._new))]

    def _replace(self, pairs: Sequence[tuple[Concept, Concept]]) -> None:
        if not pairs:
            return
        owners = {old.id: old for old, _ in pairs}
        ready = [
            rewritten(owners[concept.id], concept) for concept in self._with_free_term_ids([new for _, new in pairs])
        ]
        rows.remove(self._connection, list(owners))
        rows.add(self._connection, ready)
        self._note_order(ready)
        items = [changes.Item(ENTITY, c.id, c.version, rows.to_json(owners[c.id])) for c in ready]
        changes.append(self._connection, self._change, items)
        self._changed += len(ready)

    def _note_order(self, written: Sequence[Concept]) -> None:
        """Remember whether any of the concepts is ordered with another."""
        if not self._ordered:
            self._ordered = any(r.kind in hierarchy.KINDS for c in written for r in c.references)

    def _with_free_term_ids(self, some: Sequence[Concept]) -> list[Concept]:
        """Give new ids to terms whose id belongs to a term of another concept."""
        table = rows.terms
        wanted = [t.id for c in some for t in c.terms]
        holder: dict[str, str] = {}
        for start in range(0, len(wanted), rows.MANY):
            some_ids = wanted[start : start + rows.MANY]
            found = rows_where(self._connection, table.c.id, some_ids, [table.c.id, table.c.concept_id])
            holder.update((str(number), str(concept)) for number, concept in found)
        freed = []
        for concept in some:
            terms = []
            for term in concept.terms:
                if holder.get(term.id, concept.id) != concept.id:
                    term = replace(term, id=new_term_id())  # noqa: PLW2901 the same term under a free id
                holder[term.id] = concept.id
                terms.append(term)
            freed.append(concept if tuple(terms) == concept.terms else concept.with_terms(tuple(terms)))
        return freed
