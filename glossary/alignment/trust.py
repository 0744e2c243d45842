"""From a bead's probability to what an editor is told of it."""

from __future__ import annotations

from glossary.alignment.beads import Bead, Trust

SURE = 0.94
"""Probability from which on a bead need not be read. By the semantic engine 99 % of these are right on formal news, and
they are nine of ten beads of whole documents, two of three of abridged ones; `make bench` prints the figures."""
CHECK = 0.5
"""Probability under which a bead is more likely wrong than right."""


def trust(bead: Bead) -> Trust:
    """Return how far a bead can be relied on; one that no engine judged is to be checked."""
    if bead.probability is None:
        return Trust.CHECK
    if bead.probability >= SURE:
        return Trust.SURE
    return Trust.CHECK if bead.probability >= CHECK else Trust.DOUBTFUL
