"""What can be done to concepts as wholes: merge, split, move a term, duplicate, approve, relate.

Pure: concepts in, concepts out, and nothing that a user entered is lost on the way: what finds no field of its own goes
into the note in words. Ids of terms stay wherever a term goes, so that phrase links and exports find it again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from glossary.errors import InputError
from glossary.terms.entries import Concept, CrossReference, Evidence, Status, Term
from glossary.terms.making import new_concept_id, new_term_id


class Relation(StrEnum):
    """How one concept refers to another (ISO 704 names the first two generic or partitive relations)."""

    BROADER = "broader"
    NARROWER = "narrower"
    RELATED = "related"
    SEE = "see"

    @property
    def inverse(self) -> Relation | None:
        """What the other concept says of this one; None where it need not say anything."""
        return {
            Relation.BROADER: Relation.NARROWER,
            Relation.NARROWER: Relation.BROADER,
            Relation.RELATED: Relation.RELATED,
        }.get(self)


_FREE_TERM_FIELDS = tuple(
    f.name
    for f in fields(Term)
    if f.name not in ("id", "language", "text", "version", "readings", "attestations", "status", "evidence", "extra")
)
_DEFAULTS: dict[str, Any] = {f.name: f.default for f in fields(Term)}
_STRENGTH = (Evidence.PAIRED, Evidence.STANDARD, Evidence.USER, Evidence.ONE_SIDED, Evidence.UNATTESTED)


def merged(kept: Concept, gone: Concept) -> Concept:
    """Return the first concept with all that the second one says; the second is to be removed.

    Terms with the same words become one. Where both have a preferred term in a language (and house), the second's
    becomes admitted. A definition or subject that differs goes into the note. The result is approved only where both
    were. Raises InputError for a concept and itself.
    """
    if kept.id == gone.id:
        raise InputError(f"{kept.id} cannot be merged with itself.", hint="Name two concepts.")
    terms = list(kept.terms)
    for term in gone.terms:
        twin = next((n for n, t in enumerate(terms) if (t.language, t.text) == (term.language, term.text)), None)
        if twin is None:
            terms.append(_behind(term, terms))
        else:
            terms[twin] = _united(terms[twin], term)
    notes = [kept.note] if kept.note else []
    if gone.definition and kept.definition and gone.definition != kept.definition:
        source = f" ({gone.definition_source})" if gone.definition_source else ""
        notes.append(f"Definition of {gone.id}: {gone.definition}{source}")
    if gone.subject and kept.subject and gone.subject != kept.subject:
        notes.append(f"Subject of {gone.id}: {gone.subject}")
    if gone.note and gone.note != kept.note:
        notes.append(gone.note)
    own_definition = bool(kept.definition) or not gone.definition
    approved = kept.approved and gone.approved
    return replace(
        kept,
        subject=kept.subject or gone.subject,
        definition=kept.definition if own_definition else gone.definition,
        definition_source=kept.definition_source if own_definition else gone.definition_source,
        note="\n".join(notes),
        extra=_both(kept.extra, gone.extra),
        references=without_self(
            kept.id, [repointed(r, gone.id, kept.id) for r in (*kept.references, *gone.references)]
        ),
        approved=approved,
        approved_by=kept.approved_by if approved else "",
        terms=tuple(terms),
    )


def split(concept: Concept, term_ids: Collection[str]) -> tuple[Concept, Concept]:
    """Return what is left of a concept and a new one that took the named terms, with the same subject field.

    The definition, the note and the references stay; both are drafts. Raises InputError where a term is not the
    concept's, or where nothing would be left.
    """
    _require_terms(concept, term_ids)
    going = tuple(t for t in concept.terms if t.id in term_ids)
    staying = tuple(t for t in concept.terms if t.id not in term_ids)
    if not going or not staying:
        raise InputError(
            f"Splitting {concept.id} so would leave one side without a term.",
            hint="Name some of its terms, not all; `malmoi terms show` lists them.",
        )
    new = Concept(id=new_concept_id(), subject=concept.subject, terms=going)
    return replace(concept, terms=staying, approved=False, approved_by=""), new


def moved(source: Concept, target: Concept, term_id: str) -> tuple[Concept, Concept]:
    """Return both concepts after a term has moved.

    A term with the same words in the target takes in what the moved one says. Raises InputError where the source has
    no such term or no other, or the target is the source.
    """
    _require_terms(source, [term_id])
    if source.id == target.id:
        raise InputError(f"The term {term_id} is in {target.id} already.")
    if len(source.terms) == 1:
        raise InputError(
            f"{term_id} is the only term of {source.id}.",
            hint=f"To put all of it into the other: malmoi terms merge {target.id} {source.id}",
        )
    term = next(t for t in source.terms if t.id == term_id)
    terms = list(target.terms)
    twin = next((n for n, t in enumerate(terms) if (t.language, t.text) == (term.language, term.text)), None)
    if twin is None:
        terms.append(_behind(term, terms))
    else:
        terms[twin] = _united(terms[twin], term)
    rest = tuple(t for t in source.terms if t.id != term_id)
    return source.with_terms(rest), target.with_terms(tuple(terms))


def duplicated(concept: Concept) -> Concept:
    """Return a copy under ids of its own: a draft of nobody yet, to be changed into another entry."""
    return replace(
        concept,
        id=new_concept_id(),
        approved=False,
        approved_by="",
        author="",
        created=None,
        modified=None,
        version=1,
        terms=tuple(replace(t, id=new_term_id(), version=1) for t in concept.terms),
    )


def approved(concept: Concept, by: str) -> Concept:
    """Return the concept approved by a person; an empty name makes it a draft again."""
    return replace(concept, approved=bool(by), approved_by=by)


def related(
    one: Concept, kind: Relation, other: Concept, broader_of: Callable[[str], Iterable[str]]
) -> tuple[Concept, Concept]:
    """Return both concepts with the reference and, where the kind has one, its inverse.

    `broader_of` gives the ids of the concepts that are directly broader than one. Raises InputError for a reference to
    itself, and for a hierarchy that would come round to where it began.
    """
    if one.id == other.id:
        raise InputError(f"{one.id} cannot refer to itself.")
    if kind in (Relation.BROADER, Relation.NARROWER):
        low, high = (one.id, other.id) if kind is Relation.BROADER else (other.id, one.id)
        if low in ancestors(high, broader_of):
            raise InputError(
                f"{high} lies below {low} already: the hierarchy would go round in a circle.",
                hint="Take away the reference that is wrong: malmoi terms relate ID KIND ID --remove",
            )
    first = _with_reference(one, CrossReference(target=other.id, kind=kind.value))
    if kind.inverse is None:
        return first, other
    return first, _with_reference(other, CrossReference(target=one.id, kind=kind.inverse.value))


def unrelated(one: Concept, kind: Relation, other: Concept) -> tuple[Concept, Concept]:
    """Return both concepts without that reference and its inverse."""
    first = CrossReference(target=other.id, kind=kind.value)
    second = CrossReference(target=one.id, kind=kind.inverse.value) if kind.inverse else None
    return (
        replace(one, references=tuple(r for r in one.references if r != first)),
        replace(other, references=tuple(r for r in other.references if r != second)),
    )


def ancestors(concept_id: str, broader_of: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Return all concepts above one, itself included; a circle that is there already ends the search."""
    seen = {concept_id}
    waiting = [concept_id]
    while waiting:
        for above in broader_of(waiting.pop()):
            if above not in seen:
                seen.add(above)
                waiting.append(above)
    return frozenset(seen)


def repointed(reference: CrossReference, old: str, new: str) -> CrossReference:
    """Return a reference to `old` as one to `new`; any other as it is."""
    return replace(reference, target=new) if reference.target == old else reference


def without_self(concept_id: str, references: Iterable[CrossReference]) -> tuple[CrossReference, ...]:
    """Return references once each, in order, without those to the concept itself."""
    return tuple(r for r in dict.fromkeys(references) if r.target != concept_id)


def renamed_subject(subject: str, old: str, new: str) -> str | None:
    """Return a subject field after `old` has become `new`, with all fields below it; None where it is another.

    An empty `new` takes the level out: what lay below moves up.
    """
    if subject == old:
        return new
    if old and subject.startswith(f"{old}/"):
        below = subject[len(old) + 1 :]
        return f"{new}/{below}" if new else below
    return None


def clean_subject(subject: str) -> str:
    """Return a subject field with its levels trimmed; raises InputError for an empty level in the middle."""
    levels = [" ".join(level.split()) for level in subject.strip().strip("/").split("/")]
    if len(levels) > 1 and not all(levels):
        raise InputError(f"{subject!r} has an empty level.", hint="Write levels like politics/party.")
    return "/".join(levels)


def _with_reference(concept: Concept, reference: CrossReference) -> Concept:
    if reference in concept.references:
        return concept
    return replace(concept, references=(*concept.references, reference))


def _require_terms(concept: Concept, term_ids: Iterable[str]) -> None:
    own = {t.id for t in concept.terms}
    for number in term_ids:
        if number not in own:
            raise InputError(f"{concept.id} has no term {number}.", hint=f"Its terms: {', '.join(sorted(own))}.")


def _behind(term: Term, others: Iterable[Term]) -> Term:
    """Return a term that joins others: admitted where its place as the preferred one is taken."""
    taken = any((t.language, t.house, t.status) == (term.language, term.house, Status.PREFERRED) for t in others)
    return replace(term, status=Status.ADMITTED) if taken and term.status is Status.PREFERRED else term


def _united(kept: Term, gone: Term) -> Term:
    """Return a term with what a twin of the same words says besides."""
    values = {
        name: getattr(gone, name)
        for name in _FREE_TERM_FIELDS
        if getattr(kept, name) == _DEFAULTS[name] != getattr(gone, name)
    }
    comments = []
    for name in _FREE_TERM_FIELDS:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if name not in values and theirs not in (mine, _DEFAULTS[name]):
            comments.append(theirs if name == "comment" else f"{name.replace('_', ' ')} of {gone.id}: {theirs}")
    if gone.status is not kept.status:
        comments.append(f"status of {gone.id}: {gone.status.value}")
    own = values.pop("comment", kept.comment)
    systems = {(r.system, r.text) for r in kept.readings}
    return replace(
        kept,
        **values,
        comment="; ".join(part for part in (own, *comments) if part),
        extra=_both(kept.extra, gone.extra),
        evidence=min(kept.evidence, gone.evidence, key=_STRENGTH.index),
        readings=(*kept.readings, *(r for r in gone.readings if (r.system, r.text) not in systems)),
        attestations=tuple(dict.fromkeys((*kept.attestations, *gone.attestations))),
    )


def _both(kept: str, gone: str) -> str:
    """Return what two files said beside the model, once each."""
    return kept if gone in kept else kept + gone
