"""The findings of an open alignment, one bead at a time, as it is edited and typed in.

Invariant: what was read of the beads that stay is kept, so that a bead costs milliseconds; everything is read anew when
beads are joined or cut or when the term base has changed. One thread at a time is let in, for the length of one bead.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.alignment.beads import BeadState, Bitext
from tui.check_desk import Noted, checker, note, set_aside

if TYPE_CHECKING:
    from glossary.checks.findings import BeadText
    from glossary.checks.run import OpenText
    from glossary.store.engine import Database
    from glossary.terms.entries import Concept


@dataclass(slots=True)
class _Open:
    """An alignment under check."""

    number: int
    revision: int
    bitext: Bitext
    text: OpenText
    places: dict[int, int]
    """Place of a bead in the alignment -> its place among those that are checked: not the rejected ones."""


class LiveChecks:
    """Checks beads while an editor works on them."""

    def __init__(
        self, database: Callable[[], Database], concepts: Callable[[], tuple[int, tuple[Concept, ...]]]
    ) -> None:
        """`concepts` returns the term base with the number of its state."""
        self._database = database
        self._concepts = concepts
        self._lock = threading.Lock()
        self._open: _Open | None = None

    def findings(
        self, number: int, bitext: Bitext, at: int, date: str = "", *, typed: str | None = None
    ) -> tuple[Noted, ...]:
        """Return what is found in the bead at a place (0-based), the worst first, without what is set aside.

        `typed` is a target text that is not kept yet. A rejected bead has no findings.
        """
        aside = set_aside(self._database())
        with self._lock:
            mine = self._opened(number, bitext, date)
            place = mine.places.get(at)
            if place is None:
                return ()
            stored = mine.text.bead(place)
            if typed is None or typed == stored.target:
                found, text = mine.text.findings(place), stored
            else:
                found, text = mine.text.edit(place, typed), mine.text.bead(place)
                mine.text.put(place, stored)
        noted = [note(f, at, text, aside) for f in found]
        return tuple(sorted((n for n in noted if not n.mark), key=lambda n: -n.finding.severity.rank))

    def _opened(self, number: int, bitext: Bitext, date: str) -> _Open:
        """Return the alignment as it stands in `bitext`, ready for checking."""
        from glossary.checks.run import bead_texts

        revision, concepts = self._concepts()
        mine = self._open
        if mine is not None and (mine.number, mine.revision) == (number, revision) and mine.bitext is bitext:
            return mine
        kept = [n for n, bead in enumerate(bitext.beads) if bead.state is not BeadState.REJECTED]
        texts = bead_texts(replace(bitext, beads=tuple(bitext.beads[n] for n in kept)))
        places = {n: place for place, n in enumerate(kept)}
        if mine is not None and (mine.number, mine.revision, mine.places) == (number, revision, places):
            changed = [n for n, text in enumerate(texts) if _said(text) != _said(mine.text.bead(n))]
            for n in changed:
                mine.text.put(n, texts[n])
            mine.bitext = bitext
            return mine
        opened = checker(self._database(), number, concepts).open(texts, date=date or bitext.date)
        self._open = _Open(number, revision, bitext, opened, places)
        return self._open


def _said(text: BeadText) -> object:
    return text.source, text.target, text.probability
