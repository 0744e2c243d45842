"""The running state of one import into the stored term base, inside its transaction.

Concepts are taken in chunks, so that a term base of any size passes in constant memory but
for the log of what was touched.
Within one import, concepts are told apart by id alone: a file may well hold two homonyms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from glossary.store import changes
from glossary.terms import rows
from glossary.terms.entries import Concept
from glossary.terms.keys import stored_key
from glossary.terms.making import new_concept_id, new_term_id
from glossary.terms.merging import (
    Conflict,
    ImportReport,
    OnConflict,
    equal,
    in_place_of,
    same_entry,
    says_nothing_new,
)
from glossary.terms.preparing import ENTITY, last_versions, rewritten, stamped


class Importer:
    """Takes concepts and writes those that are new or are to replace what is stored."""

    def __init__(self, connection: Connection, on_conflict: OnConflict, author: str) -> None:
        self._connection = connection
        self._on_conflict = on_conflict
        self._author = author
        self._own: set[str] = set()
        self._added = self._changed = self._unchanged = 0
        self._conflicts: list[Conflict] = []
        self.items: list[changes.Item] = []
        """What was touched, for the log."""

    def report(self) -> ImportReport:
        """Return what was done so far."""
        return ImportReport(self._added, self._changed, self._unchanged, tuple(self._conflicts))

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
        stored = {c.id: c for c in rows.load(self._connection, [c.id for c in chunk])}
        alike = self._alike([c for c in chunk if c.id not in stored or not equal(c, stored[c.id])])
        new: list[Concept] = []
        replaced: dict[str, tuple[Concept, Concept]] = {}
        for concept in chunk:
            candidates = [c for c in alike if same_entry(concept, c) and c.id not in self._own]
            if concept.id in stored:
                candidates.insert(0, stored[concept.id])
            if not candidates:
                new.append(concept)
            elif any(self._says_the_same(concept, c) for c in candidates):
                self._unchanged += 1
            else:
                old = candidates[0]
                self._conflicts.append(Conflict(old, concept, self._on_conflict))
                if self._on_conflict is OnConflict.BOTH:
                    new.append(replace(concept, id=new_concept_id()) if concept.id in stored else concept)
                elif self._on_conflict is OnConflict.REPLACE and old.id not in replaced:
                    replaced[old.id] = (old, in_place_of(old, concept))
        self._replace(list(replaced.values()))
        self._add(new)

    def _says_the_same(self, incoming: Concept, stored: Concept) -> bool:
        if equal(incoming, stored):
            return True
        return self._on_conflict is not OnConflict.REPLACE and says_nothing_new(incoming, stored)

    def _alike(self, chunk: Sequence[Concept]) -> list[Concept]:
        """Return stored concepts that share a term with one of the chunk."""
        keys = list({stored_key(t.text) for c in chunk for t in c.terms})
        numbers: dict[str, None] = {}
        table = rows.terms
        for start in range(0, len(keys), rows.MANY):
            found = self._connection.execute(
                select(table.c.concept_id).where(table.c.folded.in_(keys[start : start + rows.MANY]))
            )
            numbers.update((str(row[0]), None) for row in found)
        return rows.load(self._connection, sorted(numbers))

    def _add(self, new: Sequence[Concept]) -> None:
        if not new:
            return
        versions = last_versions(self._connection, [c.id for c in new])
        fresh = self._with_free_term_ids(new, {})
        ready = [stamped(c, self._author, versions.get(c.id, 0) + 1) for c in fresh]
        rows.add(self._connection, ready)
        self.items += [changes.Item(ENTITY, c.id, c.version) for c in ready]
        self._own |= {c.id for c in ready}
        self._added += len(ready)

    def _replace(self, pairs: Sequence[tuple[Concept, Concept]]) -> None:
        if not pairs:
            return
        owners = {old.id: old for old, _ in pairs}
        ready = [
            rewritten(owners[concept.id], concept)
            for concept in self._with_free_term_ids([new for _, new in pairs], owners)
        ]
        rows.remove(self._connection, list(owners))
        rows.add(self._connection, ready)
        self.items += [changes.Item(ENTITY, c.id, c.version, rows.to_json(owners[c.id])) for c in ready]
        self._own |= owners.keys()
        self._changed += len(ready)

    def _with_free_term_ids(self, some: Sequence[Concept], owners: dict[str, Concept]) -> list[Concept]:
        """Give new ids to terms whose id belongs to a term of another concept."""
        table = rows.terms
        wanted = [t.id for c in some for t in c.terms]
        holder: dict[str, str] = {}
        for start in range(0, len(wanted), rows.MANY):
            found = self._connection.execute(
                select(table.c.id, table.c.concept_id).where(table.c.id.in_(wanted[start : start + rows.MANY]))
            )
            holder.update((str(number), str(concept)) for number, concept in found)
        freed = []
        for concept in some:
            terms = []
            for term in concept.terms:
                if holder.get(term.id, concept.id) != concept.id:
                    term = replace(term, id=new_term_id())  # noqa: PLW2901 the same term under a free id
                holder[term.id] = concept.id
                terms.append(term)
            freed.append(concept.with_terms(tuple(terms)))
        return freed
