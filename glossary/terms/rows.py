"""Concepts as rows: read in bulk with everything that hangs on them, written in bulk, and as JSON for the log.

A concept is written whole: its terms and what hangs on them are replaced, ids of terms stay. The record that goes in is
the record that comes out, but for version, author and times, which the store sets.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from operator import attrgetter, is_
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, select

from glossary.garbage import without_collection
from glossary.store import concept_text, tables
from glossary.store.bulk import insert_rows
from glossary.store.failures import storable
from glossary.store.tables import table_of
from glossary.terms.entries import (
    Attestation,
    Concept,
    CrossReference,
    Evidence,
    Match,
    PartOfSpeech,
    Reading,
    Status,
    Term,
    TermType,
)
from glossary.terms.keys import initials, stored_key
from glossary.text.language import base_language

concepts = table_of(tables.Concept)
terms = table_of(tables.Term)
readings = table_of(tables.Reading)
attestations = table_of(tables.Attestation)
references = table_of(tables.CrossReference)
search = table_of(tables.ConceptSearch)
TABLES = (concepts, terms, readings, attestations, references, search)
"""All that a concept is written to."""

_Record = TypeVar("_Record", Concept, Term, Reading, Attestation, CrossReference)
_is_nfc = unicodedata.is_normalized
_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind)) for kind in (Concept, Term, Reading, Attestation, CrossReference)
}

MANY = 500
"""Ids in one IN list, and concepts of one page."""

_ENUMS = {"status": Status, "type": TermType, "part_of_speech": PartOfSpeech, "match": Match, "evidence": Evidence}
_TERM_FIELDS = tuple(f.name for f in fields(Term) if f.name not in ("readings", "attestations"))
_TERM_COLUMNS = tuple(terms.c["usage_register" if name == "register" else name] for name in _TERM_FIELDS)
_CONCEPT_FIELDS = tuple(f.name for f in fields(Concept) if f.name not in ("references", "terms"))
_CONCEPT_COLUMNS = tuple(concepts.c[name] for name in _CONCEPT_FIELDS)
# Looked up, not called: making 100,000 concepts calls each of these 400,000 times.
_MEMBERS = tuple((name, {member.value: member for member in kind}) for name, kind in _ENUMS.items())
# The other way: records as rows, enumerations as the plain texts that every driver knows.
_concept = attrgetter(*_CONCEPT_FIELDS)
_term = attrgetter(*(f"{name}._value_" if name in _ENUMS else name for name in _TERM_FIELDS))
_reading = attrgetter(*_NAMES[Reading])
_attestation = attrgetter(*_NAMES[Attestation])
_TEXTS: dict[type, Callable[[Any], tuple[str, ...]]] = {
    kind: attrgetter(*(f.name for f in fields(kind) if f.type == "str"))
    for kind in (Concept, Term, Reading, Attestation, CrossReference)
}


@without_collection()
def load(connection: Connection, ids: Sequence[str], *, with_attestations: bool = True) -> list[Concept]:
    """Return the concepts of some ids in that order; an id that is not stored is left out."""
    found: dict[str, Concept] = {}
    for start in range(0, len(ids), MANY):
        _load_chunk(connection, ids[start : start + MANY], found, with_attestations=with_attestations)
    return [found[i] for i in ids if i in found]


def _load_chunk(
    connection: Connection, ids: Sequence[str], found: dict[str, Concept], *, with_attestations: bool
) -> None:
    mine = select(terms.c.id).where(terms.c.concept_id.in_(ids))
    read: dict[str, list[Reading]] = {}
    for number, *values in connection.execute(
        select(readings.c.term_id, *(readings.c[name] for name in _NAMES[Reading]))
        .where(readings.c.term_id.in_(mine))
        .order_by(readings.c.ordinal)
    ).all():
        read.setdefault(number, []).append(Reading(**dict(zip(_NAMES[Reading], values, strict=True))))
    shown: dict[str, list[Attestation]] = {}
    if with_attestations:
        for number, *values in connection.execute(
            select(attestations.c.term_id, *(attestations.c[name] for name in _NAMES[Attestation]))
            .where(attestations.c.term_id.in_(mine))
            .order_by(attestations.c.ordinal)
        ).all():
            shown.setdefault(number, []).append(Attestation(**dict(zip(_NAMES[Attestation], values, strict=True))))
    by_concept: dict[str, list[Term]] = {}
    for concept_id, *values in connection.execute(
        select(terms.c.concept_id, *_TERM_COLUMNS).where(terms.c.concept_id.in_(ids)).order_by(terms.c.ordinal)
    ).all():
        term = dict(zip(_TERM_FIELDS, values, strict=True))
        for name, members in _MEMBERS:
            term[name] = members[term[name]]
        term["readings"] = tuple(read.get(term["id"], ()))
        term["attestations"] = tuple(shown.get(term["id"], ()))
        by_concept.setdefault(concept_id, []).append(Term(**term))
    linked: dict[str, list[CrossReference]] = {}
    for concept_id, target, kind in connection.execute(
        select(references.c.concept_id, references.c.target, references.c.kind)
        .where(references.c.concept_id.in_(ids))
        .order_by(references.c.ordinal)
    ):
        linked.setdefault(concept_id, []).append(CrossReference(target=target, kind=kind))
    for row in connection.execute(select(*_CONCEPT_COLUMNS).where(concepts.c.id.in_(ids))).all():
        concept = dict(zip(_CONCEPT_FIELDS, row, strict=True))
        number = concept["id"]
        found[number] = Concept(
            **concept, references=tuple(linked.get(number, ())), terms=tuple(by_concept.get(number, ()))
        )


def add(connection: Connection, new: Sequence[Concept], *, searchable: bool = True) -> None:
    """Write concepts that are not stored, with their version, author and times as they stand in the record.

    Where very many come one after the other, `searchable=False` leaves the search to a later `concept_text.catch_up`.
    """
    keys = [[stored_key(t.text) for t in c.terms] for c in new]
    read = {r.text: stored_key(r.text) for c in new for t in c.terms for r in t.readings}
    insert_rows(
        connection,
        concepts,
        (*_CONCEPT_FIELDS, "sort_key"),
        ((*_concept(c), sort_key(c, own)) for c, own in zip(new, keys, strict=True)),
    )
    insert_rows(
        connection,
        terms,
        ("concept_id", "ordinal", "folded", *(column.name for column in _TERM_COLUMNS)),
        (
            (c.id, n, key, *_term(t))
            for c, own in zip(new, keys, strict=True)
            for n, (t, key) in enumerate(zip(c.terms, own, strict=True))
        ),
    )
    insert_rows(
        connection,
        readings,
        ("term_id", "ordinal", "folded", *_NAMES[Reading]),
        ((t.id, n, read[r.text], *_reading(r)) for c in new for t in c.terms for n, r in enumerate(t.readings)),
    )
    insert_rows(
        connection,
        attestations,
        ("term_id", "ordinal", *_NAMES[Attestation]),
        ((t.id, n, *_attestation(a)) for c in new for t in c.terms for n, a in enumerate(t.attestations)),
    )
    insert_rows(
        connection,
        references,
        ("concept_id", "ordinal", "target", "kind"),
        ((c.id, n, r.target, r.kind) for c in new for n, r in enumerate(c.references)),
    )
    lines = ((c.id, search_lines(c, own, read)) for c, own in zip(new, keys, strict=True))
    insert_rows(connection, search, ("concept_id", "lines"), lines)
    if searchable:
        concept_text.catch_up(connection)


def remove(connection: Connection, ids: Sequence[str]) -> None:
    """Take concepts away with all that hangs on them."""
    concept_text.catch_up(connection)  # only what is in the index can be taken out of it
    for start in range(0, len(ids), MANY):
        connection.execute(delete(concepts).where(concepts.c.id.in_(ids[start : start + MANY])))


def normalised(concept: Concept) -> Concept:
    """Return the concept with all its texts in NFC; the same object where they are already, as nearly always."""
    if _all_nfc(concept):
        return concept
    changed = _nfc(concept)
    references = tuple(_nfc(r) for r in concept.references)
    terms = tuple(_nfc_term(t) for t in concept.terms)
    if changed is concept and references == concept.references and all(map(is_, terms, concept.terms)):
        return concept
    return replace(changed, references=references, terms=terms)


def _all_nfc(concept: Concept) -> bool:
    """Whether every text of a concept is NFC and can be stored, asked once for all of them together."""
    texts = [*_TEXTS[Concept](concept)]
    for reference in concept.references:
        texts += _TEXTS[CrossReference](reference)
    for term in concept.terms:
        texts += _TEXTS[Term](term)
        for reading in term.readings:
            texts += _TEXTS[Reading](reading)
        for attestation in term.attestations:
            texts += _TEXTS[Attestation](attestation)
    # A separator that is no letter joins with nothing: the whole is NFC where each text is.
    return _is_nfc("NFC", whole := "\x1f".join(texts)) and "\0" not in whole


def _nfc_term(term: Term) -> Term:
    changed = _nfc(term)
    readings = tuple(_nfc(r) for r in term.readings)
    attestations = tuple(_nfc(a) for a in term.attestations)
    if changed is term and readings == term.readings and attestations == term.attestations:
        return term
    return replace(changed, readings=readings, attestations=attestations)


def _nfc(record: _Record) -> _Record:
    if _is_nfc("NFC", whole := "\x1f".join(_TEXTS[type(record)](record))) and "\0" not in whole:
        return record
    texts: dict[str, Any] = {
        name: storable(value, f"The {name} {value!r}")
        for name in _NAMES[type(record)]
        if type(value := getattr(record, name)) is str
    }
    return replace(record, **texts)


def content(concept: Concept) -> Concept:
    """Return what the concept says, without what the store sets: equal contents are the same entry."""
    return replace(
        concept,
        version=0,
        author="",
        created=None,
        modified=None,
        terms=tuple(replace(t, version=0) for t in concept.terms),
    )


def sort_key(concept: Concept, keys: Sequence[str]) -> str:
    """Return the folded text of the term that listings are ordered by: the first Korean one, else the first.

    `keys` are the folded texts of the terms.
    """
    if not keys:
        return ""
    korean = (n for n, t in enumerate(concept.terms) if base_language(t.language) == "ko")
    first = next(korean, 0)
    return keys[first] or concept.terms[first].text[:1]


def search_lines(concept: Concept, keys: Sequence[str], read: Mapping[str, str]) -> str:
    """Return the keys by which a concept is found, one a line: terms, initial consonants, readings.

    `keys` are the folded texts of the terms, `read` those of the readings.
    """
    found: dict[str, None] = {}
    for term, key in zip(concept.terms, keys, strict=True):
        found[key] = None
        if base_language(term.language) == "ko":
            found[initials(key)] = None
        for reading in term.readings:
            found[read[reading.text]] = None
    return "\n".join(k for k in found if k)


def to_json(concept: Concept) -> dict[str, Any]:
    """Return a concept as a JSON value; what is empty or as usual is left out."""
    return _sparse(concept, keep=("id", "version"))


def from_json(value: dict[str, Any]) -> Concept:
    """Return the concept that `to_json` wrote."""
    values = dict(value)
    for name in ("created", "modified"):
        if values.get(name):
            values[name] = datetime.fromisoformat(values[name])
    values["references"] = tuple(CrossReference(**r) for r in values.get("references", ()))
    values["terms"] = tuple(_term_from_json(t) for t in values.get("terms", ()))
    return Concept(**values)


def _term_from_json(value: dict[str, Any]) -> Term:
    values = dict(value)
    for name, kind in _ENUMS.items():
        if name in values:
            values[name] = kind(values[name])
    for name in ("valid_from", "valid_until"):
        if values.get(name):
            values[name] = date.fromisoformat(values[name])
    values["readings"] = tuple(Reading(**r) for r in values.get("readings", ()))
    values["attestations"] = tuple(Attestation(**a) for a in values.get("attestations", ()))
    return Term(**values)


def _sparse(record: Any, keep: Sequence[str] = ()) -> dict[str, Any]:
    from dataclasses import MISSING

    out: dict[str, Any] = {}
    for f in fields(record):
        value = getattr(record, f.name)
        if value == f.default and f.default is not MISSING and f.name not in keep:
            continue
        if isinstance(value, tuple):
            if value:
                out[f.name] = [_sparse(v) for v in value]
        elif isinstance(value, date):  # a datetime is one too
            out[f.name] = value.isoformat()
        else:
            out[f.name] = value
    return out
