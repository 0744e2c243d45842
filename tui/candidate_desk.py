"""Term candidates as their screen needs them: proposed, accepted, rejected, and decisions taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.store.engine import Database
    from glossary.terms.extraction import TermCandidate
    from glossary.terms.proposing import DatedBead


class CandidateDesk:
    """What the aligned texts propose as terms."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def propose(self) -> tuple[list[TermCandidate], list[DatedBead]]:
        """Return term candidates of all that is aligned, best first, and the beads that their examples number."""
        from glossary.terms.proposing import propose

        return propose(self._database())

    def decide(self, korean: str, english: str, places: Sequence[DatedBead], *, accept: bool) -> str:
        """Put a candidate into the term base and return its concept's id, or reject it for good and return ""."""
        from glossary.terms import proposing

        if accept:
            return proposing.accept(self._database(), korean, english, places).id
        proposing.reject(self._database(), korean, english)
        return ""

    def undecide(self, korean: str, english: str, concept: str) -> None:
        """Take a decision on a candidate back: its concept goes, or the pair may be proposed again."""
        from glossary.terms import proposing

        if concept:
            self._database().concepts.remove(concept)
        else:
            proposing.allow(self._database(), korean, english)
