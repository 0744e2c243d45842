"""Findings that an editor has set aside, with the reason.

A fingerprint names words, not places, so a dismissal outlives edits elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from glossary.errors import NotFoundError
from glossary.store import changes
from glossary.store.failures import storable
from glossary.store.records import DismissalRecord
from glossary.store.tables import Dismissal, now, table_of

if TYPE_CHECKING:
    from glossary.store.engine import Database

dismissals = table_of(Dismissal)


class DismissalRepository:
    """Findings set aside."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, check: str, fingerprint: str, reason: str = "", *, author: str = "", created: datetime | None = None
    ) -> DismissalRecord:
        """Set a finding aside and return the record; one that is set aside already stays as it is.

        `author` and `created` are given where another data base says who set it aside and when; else it is this one's.
        """
        mine = (dismissals.c.check_id == check) & (dismissals.c.fingerprint == fingerprint)
        with self._database.write() as connection:
            row = connection.execute(select(dismissals).where(mine)).first()
            if row is None:
                values = {
                    "check_id": check,
                    "fingerprint": fingerprint,
                    "reason": storable(reason, "The reason"),
                    "author": storable(author, "The author") or self._database.author,
                    "created": created or now(),
                    "version": 1,
                }
                connection.execute(insert(dismissals).values(values))
                item = changes.Item("dismissal", f"{check}:{fingerprint}", 1, None, {"reason": values["reason"]})
                label = f"dismissed a finding of {check}"
                changes.record(connection, self._database.author, "dismissal.add", label, [item])
                row = connection.execute(select(dismissals).where(mine)).one()
            return _record(row)

    def remove(self, check: str, fingerprint: str) -> None:
        """Let a finding be shown again. Raises NotFoundError where it was not set aside."""
        mine = (dismissals.c.check_id == check) & (dismissals.c.fingerprint == fingerprint)
        with self._database.write() as connection:
            row = connection.execute(select(dismissals).where(mine)).first()
            if row is None:
                raise NotFoundError(f"No finding {fingerprint} of {check} is dismissed.")
            connection.execute(delete(dismissals).where(mine))
            item = changes.Item("dismissal", f"{check}:{fingerprint}", row.version + 1, {"reason": row.reason}, None)
            label = f"showed a finding of {check} again"
            changes.record(connection, self._database.author, "dismissal.remove", label, [item])

    def list(self) -> Sequence[DismissalRecord]:
        """Return all, newest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(dismissals).order_by(dismissals.c.id.desc()))
            return [_record(row) for row in rows]

    def fingerprints(self) -> frozenset[tuple[str, str]]:
        """Return (check id, fingerprint) of all, to filter findings with."""
        with self._database.read() as connection:
            rows = connection.execute(select(dismissals.c.check_id, dismissals.c.fingerprint))
            return frozenset((str(check), str(mark)) for check, mark in rows)


def _record(row: Any) -> DismissalRecord:
    return DismissalRecord(
        id=row.id,
        check=row.check_id,
        fingerprint=row.fingerprint,
        reason=row.reason,
        author=row.author,
        created=row.created,
    )
