"""The history of concepts: every version, who made it and when, and what it said before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from glossary.errors import NotFoundError
from glossary.store import changes
from glossary.terms import rows
from glossary.terms.differences import FieldChange, field_changes
from glossary.terms.entries import Concept
from glossary.terms.preparing import ENTITY


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
    before: Concept | None = None
    """The concept as it was until then; None where it was not there."""

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What differs from the version before, field by field."""
        return field_changes(self.before, self.concept)


def history(connection: Connection, concept_id: str) -> list[ConceptVersion]:
    """Return all versions of a concept that is stored or was, newest first. Raises NotFoundError."""
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
        before = rows.from_json(row.before) if row.before else None
        versions.append(
            ConceptVersion(
                version=row.version,
                when=row.created,
                who=row.author,
                what=row.label,
                kind=row.kind,
                concept=content,
                before=before,
            )
        )
        content = before
    return versions
