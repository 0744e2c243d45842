"""The term base as its own screen needs it: search, one concept, every operation on entries, undo over all of them.

Invariant: plain records in and out; every method may block and is called in a thread. Whatever is done here is one
change in the log, so that `undo` takes it back, also in a later session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from glossary.terms.entries import Attestation, Concept, Term

if TYPE_CHECKING:
    from glossary.store.engine import Database
    from glossary.terms.duplicates import DuplicateGroup
    from glossary.terms.history import ConceptVersion
    from glossary.terms.operations import BulkChange

PAGE = 60
"""Concepts that one search reads; more are read as the cursor comes near the end."""
GROUPS = 500
"""Groups of duplicates that are shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows."""

    query: str = ""
    subject: str = ""
    fuzzy: bool = False


class TermBase:
    """The term base behind its screen."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._open = database

    def find(self, wanted: Wanted, offset: int = 0) -> tuple[Concept, ...]:
        """Return one page of the concepts that are wanted, best first."""
        found = self._open().concepts.list(
            wanted.query, subject=wanted.subject, fuzzy=wanted.fuzzy, limit=PAGE, offset=offset
        )
        return tuple(found)

    def count(self, subject: str = "") -> int:
        """Return how many concepts there are."""
        return self._open().concepts.count(subject=subject)

    def get(self, number: str) -> Concept:
        """Return one concept. Raises NotFoundError."""
        return self._open().concepts.get(number)

    def subjects(self) -> tuple[tuple[str, int], ...]:
        """Return the subject fields in use, each with how many concepts it has."""
        return tuple((subject, count) for subject, count in self._open().concepts.subjects() if subject)

    def found_in(self, term: Term, alignment: int, position: int) -> Attestation:
        """Return the attestation of a term by a bead; nothing is kept. Raises InputError as `found_in_bead`."""
        return self._open().term_operations.found_in_bead(term, alignment, position)

    def places(self, some: Sequence[Attestation]) -> dict[int, tuple[int, int]]:
        """Return (alignment, position from 0) of the beads that attestations name; what is gone is left out."""
        alignments = self._open().alignments
        numbers = {a.bead for a in some if a.bead is not None}
        found = {number: alignments.place_of_bead(number) for number in numbers}
        return {number: place for number, place in found.items() if place is not None}

    def add(self, concept: Concept) -> Concept:
        """Store a new concept. Raises InputError."""
        return self._open().concepts.add(concept)

    def save(self, concept: Concept) -> Concept:
        """Write a changed concept. Raises InputError, StaleWriteError with both texts."""
        return self._open().concepts.save(concept)

    def remove(self, numbers: Sequence[str]) -> None:
        """Take concepts away, each as one change."""
        for number in numbers:
            self._open().concepts.remove(number)

    def undo(self) -> str | None:
        """Take back the last change of the term base, of this session or an earlier one; return it in words."""
        return self._open().concepts.undo_last()

    def redo(self) -> str | None:
        """Do again what was taken back last."""
        return self._open().concepts.redo_last()

    def history(self, number: str) -> tuple[ConceptVersion, ...]:
        """Return the versions of a concept, newest first."""
        return tuple(self._open().concepts.history(number))

    def restore(self, number: str, version: int) -> Concept:
        """Bring back a version of a concept as its newest."""
        return self._open().concepts.restore(number, version)

    def duplicates(self) -> tuple[DuplicateGroup, ...]:
        """Return groups of what may stand there twice; seconds for 100,000 concepts."""
        return tuple(islice(self._open().term_operations.duplicates(), GROUPS))

    def some(self, numbers: Sequence[str]) -> dict[str, Concept]:
        """Return concepts by id; those that are gone are left out."""
        from glossary.errors import NotFoundError

        found = {}
        for number in dict.fromkeys(numbers):
            try:
                found[number] = self.get(number)
            except NotFoundError:
                continue
        return found

    def copy(self, number: str) -> Concept:
        """Store a copy of a concept under new ids, as a draft."""
        return self._open().term_operations.duplicate(number)

    def merge(self, kept: str, others: Sequence[str]) -> Concept:
        """Merge concepts into the first, each as one change; nothing is lost."""
        result = self.get(kept)
        for other in others:
            result = self._open().term_operations.merge(kept, other)
        return result

    def relate(self, number: str, kind: str, others: Sequence[str]) -> Concept:
        """Refer from one concept to others, each as one change; they refer back. Raises InputError for a circle."""
        result = self.get(number)
        for other in others:
            result = self._open().term_operations.relate(number, kind, other)
        return result

    def split(self, number: str, terms: Sequence[str]) -> tuple[Concept, Concept]:
        """Put some terms of a concept into a new one; return what is left and the new one. Raises InputError."""
        return self._open().term_operations.split(number, terms)

    def approve(self, numbers: Sequence[str]) -> list[Concept]:
        """Approve drafts in the name of who is at work; where all are approved already, make them drafts again."""
        operations = self._open().term_operations
        if all(concept.approved for concept in self.some(numbers).values()):
            return operations.withdraw(numbers)
        return operations.approve(numbers)

    def change(self, where: Sequence[str], changes: Sequence[str], *, dry_run: bool) -> tuple[int, list[BulkChange]]:
        """Change fields of all entries that a filter chooses, as `malmoi terms change`. Raises UsageError."""
        from glossary.terms.filtering import parse
        from tui.commands.term_edits import field_edit

        base = self._open()
        edit = field_edit(changes, base.author)
        label = f"{', '.join(changes)} where {', '.join(where)}"
        return base.term_operations.bulk_edit(parse(where), edit, label, dry_run=dry_run, keep=200)
