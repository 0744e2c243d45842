"""Operations over several stored entries: merge, split, move, approve, relate, subject fields, bulk edits.

Each is one transaction and one change in the log, so that one undo takes it back whole. Screens and commands call the
same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from glossary.errors import InputError, NotFoundError
from glossary.store import changes
from glossary.terms import reshaping, rows
from glossary.terms.differences import FieldChange, field_changes
from glossary.terms.duplicates import DuplicateGroup, Likeness, find_duplicates
from glossary.terms.entries import Attestation, Concept, Term
from glossary.terms.filtering import Filter
from glossary.terms.keys import occurrences
from glossary.terms.merging import shown
from glossary.terms.preparing import prepared
from glossary.terms.reshaping import Relation
from glossary.terms.writing import log, one, together
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.store.engine import Database

Edit = Callable[[Concept, frozenset[str]], Concept | None]
"""Takes a concept and the ids of its chosen terms; returns it changed, or None to remove it."""


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What a bulk edit did, or would do, to one concept."""

    concept: Concept
    """As it was."""
    after: Concept | None
    """None where it is removed."""

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """Field by field."""
        return field_changes(self.concept, self.after)


class TermOperations:
    """What is done to several entries at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def merge(self, kept: str, gone: str) -> Concept:
        """Merge the second concept into the first and return it; references to the second become the first's.

        Raises NotFoundError, and InputError for a concept and itself.
        """
        with self._database.write() as connection:
            into, other = one(connection, kept), one(connection, gone)
            result = reshaping.merged(into, other)
            pointing = [c for c in _pointing_at(connection, gone) if c.id not in (kept, gone)]
            changed = [
                replace(
                    c,
                    references=reshaping.without_self(c.id, [reshaping.repointed(r, gone, kept) for r in c.references]),
                )
                for c in pointing
            ]
            found, items = together(connection, self._database.author, saved=[result, *changed], removed=[other])
            self._log(connection, "merge", f"merged {shown(other)} into {shown(into)}", items)
            return found[0]

    def split(self, concept_id: str, term_ids: Sequence[str]) -> tuple[Concept, Concept]:
        """Put some terms of a concept into a new one; return what is left and the new one. Raises InputError."""
        with self._database.write() as connection:
            old = one(connection, concept_id)
            rest, new = reshaping.split(old, frozenset(term_ids))
            (left, made), items = together(connection, self._database.author, saved=[rest], added=[new])
            self._log(connection, "split", f"split {shown(made)} off {shown(left)}", items)
            return left, made

    def move_term(self, term_id: str, target_id: str) -> Concept:
        """Move a term to another concept and return that.

        Raises NotFoundError, and InputError for the only term of a concept, which is a merge.
        """
        with self._database.write() as connection:
            source, target = one(connection, _holder(connection, term_id)), one(connection, target_id)
            rest, grown = reshaping.moved(source, target, term_id)
            text = next(t.text for t in source.terms if t.id == term_id)
            (result, _), items = together(connection, self._database.author, saved=[grown, rest])
            self._log(connection, "move", f"moved {text} from {shown(source)} to {shown(target)}", items)
            return result

    def duplicate(self, concept_id: str) -> Concept:
        """Store a copy of a concept under new ids, as a draft, and return it. Raises NotFoundError."""
        with self._database.write() as connection:
            copy = reshaping.duplicated(one(connection, concept_id))
            (made,), items = together(connection, self._database.author, added=[copy])
            self._log(connection, "duplicate", f"duplicated {shown(made)}", items)
            return made

    def approve(self, concept_ids: Sequence[str], by: str = "") -> list[Concept]:
        """Approve concepts in the name of a person (default: who is at work) and return them. Raises NotFoundError."""
        return self._approval(concept_ids, by or self._database.author, "approve", "approved")

    def withdraw(self, concept_ids: Sequence[str]) -> list[Concept]:
        """Make concepts drafts again and return them. Raises NotFoundError."""
        return self._approval(concept_ids, "", "withdraw", "made a draft again")

    def _approval(self, concept_ids: Sequence[str], by: str, kind: str, words: str) -> list[Concept]:
        with self._database.write() as connection:
            new = [reshaping.approved(one(connection, i), by) for i in dict.fromkeys(concept_ids)]
            found, items = together(connection, self._database.author, saved=new)
            what = shown(new[0]) if len(new) == 1 else f"{len(new)} concepts"
            self._log(connection, kind, f"{words}: {what}", items)
            return found

    def relate(self, one_id: str, kind: Relation | str, other_id: str, *, remove: bool = False) -> Concept:
        """Make (or take away) a cross reference, with its inverse on the other side; return the first concept.

        Raises NotFoundError, InputError for a concept and itself or a hierarchy that would go round.
        """
        kind = Relation(kind)
        with self._database.write() as connection:
            first, other = one(connection, one_id), one(connection, other_id)
            if remove:
                pair = reshaping.unrelated(first, kind, other)
            else:
                pair = reshaping.related(first, kind, other, lambda i: _broader(connection, i))
            found, items = together(connection, self._database.author, saved=pair)
            words = f"{shown(first)}: {'no more ' if remove else ''}{kind.value} {shown(other)}"
            self._log(connection, "relate", words, items)
            return found[0]

    def attest(self, term_id: str, attestation: Attestation) -> Concept:
        """Add a place or source where a term was found and return its concept. Raises NotFoundError."""
        with self._database.write() as connection:
            old = one(connection, _holder(connection, term_id))
            terms = tuple(
                replace(t, attestations=tuple(dict.fromkeys((*t.attestations, attestation)))) if t.id == term_id else t
                for t in old.terms
            )
            (result,), items = together(connection, self._database.author, saved=[old.with_terms(terms)])
            text = next(t.text for t in terms if t.id == term_id)
            self._log(connection, "attest", f"{text} attested: {attestation.source}", items)
            return result

    def attest_in_bead(self, term_id: str, alignment_id: int, position: int) -> Concept:
        """Attest a term by a bead of a stored alignment in which it stands, and return its concept.

        Raises NotFoundError for an id that there is not, and as `found_in_bead`.
        """
        term = next(t for t in self._database.concepts.concept_of_term(term_id).terms if t.id == term_id)
        return self.attest(term_id, self.found_in_bead(term, alignment_id, position))

    def found_in_bead(self, term: Term, alignment_id: int, position: int) -> Attestation:
        """Return the attestation of a term by a bead in which it stands; nothing is kept.

        `position` counts from 0. Raises NotFoundError for an alignment that there is not, InputError where the term
        does not stand in that bead.
        """
        record, bitext, _ = self._database.alignments.load(alignment_id)
        if not 0 <= position < len(bitext.beads):
            raise InputError(f"Alignment {alignment_id} has {len(bitext.beads)} beads, no number {position + 1}.")
        bead = bitext.beads[position]
        is_source = base_language(term.language) == base_language(bitext.source_language)
        text = bitext.source_text(bead) if is_source else bitext.target_text(bead)
        places = occurrences(text, term.text)
        if not places:
            raise InputError(f"{term.text} does not stand in bead {position + 1}: {text}")
        document = self._database.documents.get(record.source_document if is_source else record.target_document)
        return Attestation(
            source="bead",
            date=document.date,
            bead=self._database.alignments.bead_ids(alignment_id)[position],
            start=places[0][0],
            end=places[0][1],
            context=text,
        )

    def rename_subject(self, old: str, new: str) -> int:
        """Rename or move a subject field with all below it, or merge it into another; return how many concepts.

        An empty `new` dissolves the field: what lay in it moves a level up. Raises NotFoundError where no concept is in
        it, InputError where it would go below itself.
        """
        old, new = reshaping.clean_subject(old), reshaping.clean_subject(new)
        if new.startswith(f"{old}/"):
            raise InputError(f"{old} cannot go below itself.")
        if not new and "/" in old:
            new = old.rpartition("/")[0]

        def edit(concept: Concept, _terms: frozenset[str]) -> Concept:
            subject = reshaping.renamed_subject(concept.subject, old, new)
            return concept if subject is None else replace(concept, subject=subject)

        column = rows.concepts.c.subject
        scope = (column == old) | column.startswith(f"{old}/", autoescape=True)
        label = f"subject field {old} became {new or '(none)'}"
        done = self._each(Filter(), edit, kind="subject", label=label, scope=scope)
        if not done.count:
            raise NotFoundError(f"No concept is in the subject field {old}.", hint="malmoi terms subjects")
        return done.count

    def bulk_edit(
        self, where: Filter, edit: Edit, label: str, *, dry_run: bool = False, keep: int = 1000
    ) -> tuple[int, list[BulkChange]]:
        """Edit every concept that the filter chooses, all or nothing; return how many changed and the first `keep`.

        Raises what `edit` raises, and InputError for a result that cannot be stored; then nothing is changed.
        """
        done = self._each(where, edit, kind="bulk", label=label, dry_run=dry_run, keep=keep)
        return done.count, done.shown

    def duplicates(self, kinds: Sequence[Likeness] = tuple(Likeness), language: str = "") -> Iterator[DuplicateGroup]:
        """Yield groups of terms that may be the same thing twice, see `glossary.terms.duplicates`."""
        return find_duplicates(self._database.concepts.all(with_attestations=False), kinds, language)

    def _each(
        self,
        where: Filter,
        edit: Edit,
        *,
        kind: str,
        label: str,
        scope: object = None,
        dry_run: bool = False,
        keep: int = 0,
    ) -> _Done:
        done = _Done(0, [])
        author = self._database.author
        with self._database.write() as connection:
            number, last = 0, ""
            while True:
                ids = select(rows.concepts.c.id).where(rows.concepts.c.id > last)
                if scope is not None:
                    ids = ids.where(scope)  # type: ignore[arg-type]  # a condition of the caller
                page = [str(r[0]) for r in connection.execute(ids.order_by(rows.concepts.c.id).limit(rows.MANY))]
                new, gone = [], []
                for concept in rows.load(connection, page):
                    if not (chosen := where.terms(concept)):
                        continue
                    after = edit(concept, frozenset(t.id for t in chosen))
                    if after is None:
                        gone.append(concept)
                    elif rows.content(after := prepared(after)) != rows.content(concept):
                        new.append(after)
                    else:
                        continue
                    done.count += 1
                    if len(done.shown) < keep:
                        done.shown.append(BulkChange(concept, after))
                if (new or gone) and not dry_run:
                    items = together(connection, author, saved=new, removed=gone)[1]
                    number = number or self._log(connection, kind, label, [])
                    changes.append(connection, number, items)
                if len(page) < rows.MANY:
                    return done
                last = page[-1]

    def _log(self, connection: Connection, kind: str, label: str, items: Sequence[changes.Item]) -> int:
        """Log what was done; an operation that changed nothing leaves no entry."""
        if not items and kind not in ("bulk", "subject"):
            return 0
        return log(connection, self._database.author, f"concept.{kind}", label, items)


@dataclass(slots=True)
class _Done:
    count: int
    shown: list[BulkChange]


def _holder(connection: Connection, term_id: str) -> str:
    row = connection.execute(select(rows.terms.c.concept_id).where(rows.terms.c.id == term_id)).first()
    if row is None:
        raise NotFoundError(f"There is no term {term_id}.", hint="`malmoi terms show ID` shows the ids of terms.")
    return str(row[0])


def _pointing_at(connection: Connection, concept_id: str) -> list[Concept]:
    """Return the concepts that refer to one."""
    table = rows.references
    found = connection.execute(select(table.c.concept_id).where(table.c.target == concept_id).distinct())
    return rows.load(connection, [str(row[0]) for row in found])


def _broader(connection: Connection, concept_id: str) -> list[str]:
    """Return the concepts directly above one, whichever side says so."""
    table = rows.references
    own = select(table.c.target).where(table.c.concept_id == concept_id, table.c.kind == Relation.BROADER.value)
    theirs = select(table.c.concept_id).where(table.c.target == concept_id, table.c.kind == Relation.NARROWER.value)
    return [str(row[0]) for statement in (own, theirs) for row in connection.execute(statement)]
