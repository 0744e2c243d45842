"""The shapes of beads that the dynamic programme may use, as pure data (no numpy)."""

from __future__ import annotations

MOVES: tuple[tuple[int, int], ...] = (
    *((1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (2, 2)),
    *((4, 1), (1, 4), (3, 2), (2, 3), (5, 1), (1, 5)),
)
"""(source sentences, target sentences) of the two-sided beads, the common ones first. One-sided beads are skips."""

FEW_MOVES = MOVES[:5]
"""Those up to 3:1 and 1:3, without 2:2."""

LONGEST = max(max(move) for move in MOVES)
"""Sentences of the longest block."""
