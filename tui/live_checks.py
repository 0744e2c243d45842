"""The findings of an open alignment, one bead at a time, as it is edited and typed in.

Invariant: what was read of the beads that stay is kept, so that a bead costs milliseconds; all is read anew when beads
are joined or cut or when the term base has changed. In a long alignment only the beads around are read: what stands
elsewhere in it is for the list of all findings. One thread at a time is let in, for the length of one bead.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.alignment.beads import BeadState, Bitext
from tui.check_desk import Noted, checker, note, set_aside

if TYPE_CHECKING:
    from glossary.checks.findings import BeadText
    from glossary.checks.run import OpenText
    from glossary.store.engine import Database
    from glossary.terms.entries import Concept


AROUND = 600
"""Beads before and after one that are read with it."""
MARGIN = 100
"""Beads that a bead must have before and after it among those that are read."""


@dataclass(slots=True)
class _Open:
    """An alignment under check."""

    number: int
    revision: int
    bitext: Bitext
    text: OpenText
    window: range
    """The beads that are read."""
    places: dict[int, int]
    """Place of a bead in the alignment -> its place among those that are checked: not the rejected ones."""

    @property
    def length(self) -> int:
        """How many beads the alignment has."""
        return len(self.bitext.beads)


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
            mine = self._opened(number, bitext, at, date)
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

    def _opened(self, number: int, bitext: Bitext, at: int, date: str) -> _Open:
        """Return the alignment as it stands in `bitext`, ready for checking at a bead."""
        from glossary.checks.run import bead_texts

        revision, concepts = self._concepts()
        mine, count = self._open, len(bitext.beads)
        if mine is not None and ((mine.number, mine.revision) != (number, revision) or not _inside(mine, at, count)):
            mine = None
        if mine is not None and mine.bitext is bitext:
            return mine
        window = mine.window if mine else range(max(0, at - AROUND), min(count, at + AROUND + 1))
        kept = [n for n in window if n < count and bitext.beads[n].state is not BeadState.REJECTED]
        texts = bead_texts(_part(bitext, kept))
        places = {n: place for place, n in enumerate(kept)}
        if mine is not None and mine.places == places and mine.length == count:
            for n, text in enumerate(texts):
                if _said(text) != _said(mine.text.bead(n)):
                    mine.text.put(n, text)
            mine.bitext = bitext
            return mine
        opened = checker(self._database(), number, concepts).open(texts, date=date or bitext.date)
        self._open = _Open(number, revision, bitext, opened, window, places)
        return self._open


def _inside(mine: _Open, at: int, count: int) -> bool:
    """Whether enough of the beads around one is read."""
    window = mine.window
    before = at - window.start >= MARGIN or window.start == 0
    return at in window and before and (window.stop - at > MARGIN or window.stop >= count)


def _part(bitext: Bitext, kept: Sequence[int]) -> Bitext:
    """Return the bitext with some of its beads alone."""
    beads = tuple(bitext.beads[n] for n in kept)
    source, target = {i for bead in beads for i in bead.source}, {i for bead in beads for i in bead.target}
    return replace(
        bitext,
        beads=beads,
        source=tuple(s for s in bitext.source if s.id in source),
        target=tuple(t for t in bitext.target if t.id in target),
    )


def _said(text: BeadText) -> object:
    return text.source, text.target, text.probability
