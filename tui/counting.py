"""Counting the findings of all alignments for the library; a count holds until the alignment changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.session import Session


def count_findings(session: Session, say: Callable[[str, float], None], stopped: Callable[[], bool]) -> str:
    """Check every alignment that has changed since it was counted; return what was done, also where it was stopped."""
    base = session.database
    records = list(base.alignments.list())
    known = session.habits.counts(base.name)
    left = [r for r in records if known.get(r.id, (0, 0))[0] != r.version]
    for done, record in enumerate(left):
        if stopped():
            return f"Stopped: {done} of {len(left)} alignments were checked."
        say(f"{done} of {len(left)} alignments", done / len(left))
        count = sum(1 for noted in session.checks.findings(record.id) if not noted.mark)
        session.habits.keep_counts(base.name, {record.id: (record.version, count)})
    return f"{len(left)} alignments checked; {len(records) - len(left)} were counted already."
