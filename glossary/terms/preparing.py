"""What the store does to a concept before it is written: NFC, ids, author, times, versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from glossary.errors import InputError
from glossary.store import changes
from glossary.store.tables import now
from glossary.terms import rows
from glossary.terms.entries import Concept, Term
from glossary.terms.making import new_concept_id, new_term_id, with_reading
from glossary.terms.merging import shown

ENTITY = "concept"
"""What the log of changes calls a concept."""

_NCNAME = re.compile(r"[^\W\d][\w.\-·]*\Z")
_LONGEST_ID = 200


def prepared(concept: Concept) -> Concept:
    """Return a concept as it can be stored: NFC, ids filled. Raises InputError for one that cannot be."""
    concept = rows.normalised(concept)
    if not concept.id or not all(t.id for t in concept.terms):
        terms = tuple(t if t.id else replace(t, id=new_term_id()) for t in concept.terms)
        concept = replace(concept, id=concept.id or new_concept_id(), terms=terms)
    if not concept.terms:
        raise InputError(f"{_name(concept)} has no term.", hint="A concept needs at least one term.")
    for number in (concept.id, *(t.id for t in concept.terms)):
        if not _NCNAME.match(number) or len(number) > _LONGEST_ID:
            raise InputError(
                f"{_name(concept)} has the id {number!r}, which cannot be one.",
                hint="An id begins with a letter or _ and holds letters, digits, - _ . only.",
            )
    if len({t.id for t in concept.terms}) < len(concept.terms):
        raise InputError(
            f"{_name(concept)} has two terms with one id.", hint="Leave the ids empty to have new ones given."
        )
    if any(not t.text.strip() for t in concept.terms):
        raise InputError(f"{_name(concept)} has an empty term.", hint="Give the term its words, or leave it out.")
    if any(not t.language for t in concept.terms):
        raise InputError(
            f"{_name(concept)} has a term without a language.", hint="Give it a language such as ko-KP or en."
        )
    return concept


def _name(concept: Concept) -> str:
    return f"The concept {concept.id} ({shown(concept)})" if concept.terms else f"The concept {concept.id}"


def stamped(concept: Concept, author: str, version: int) -> Concept:
    """Return a new concept with what the store sets; an author and times that it brings are kept."""
    terms = tuple([t if t.version == 1 else replace(t, version=1) for t in concept.terms])
    if (
        concept.author
        and concept.created
        and concept.modified
        and concept.version == version
        and terms == concept.terms
    ):
        return concept  # as nearly all that an export brings
    moment = now()
    return replace(
        concept,
        author=concept.author or author,
        created=concept.created or moment,
        modified=concept.modified or moment,
        version=version,
        terms=terms,
    )


def rewritten(old: Concept, new: Concept) -> Concept:
    """Return the next version of a concept; the version of a term rises where it changed.

    A term whose words changed gets its reading anew, unless an editor has set it.
    """
    before = {t.id: t for t in old.terms}

    def next_version(term: Term) -> Term:
        then = before.get(term.id)
        if then is None:
            return replace(term, version=1)
        if term.text != then.text and term.readings == then.readings:
            term = with_reading(term)  # what the rules said of the old words
        same = replace(term, version=then.version) == then
        return replace(term, version=then.version + (0 if same else 1))

    return replace(
        new,
        author=old.author,
        created=old.created,
        modified=now(),
        version=old.version + 1,
        terms=tuple(next_version(t) for t in new.terms),
    )


def described(concept: Concept) -> str:
    """Return what a concept says, in one line for a message."""
    terms = ", ".join(f"{t.text} ({t.language}, {t.status})" for t in concept.terms)
    more = [text for text in (concept.subject, concept.definition, concept.note) if text]
    return "; ".join([terms, *more])


def last_versions(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Return the last version that each of some concepts had, where they were ever stored."""
    table = changes.items
    statement = (
        select(table.c.entity_id, func.max(table.c.version))
        .where(table.c.entity == ENTITY, table.c.entity_id.in_(ids))
        .group_by(table.c.entity_id)
    )
    return {str(number): int(version) for number, version in connection.execute(statement)}
