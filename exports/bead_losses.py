"""How often what a format of alignments cannot hold stands in an alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from exports.holds import Holds, Keep
from glossary.alignment.beads import BeadState, Bitext

_COUNTS: Final[Mapping[str, Callable[[Bitext], int]]] = {
    "alignment.title": lambda b: bool(b.source_title) + bool(b.target_title),
    "alignment.date": lambda b: bool(b.date),
    "alignment.engine": lambda b: bool(b.engine),
    "alignment.warnings": lambda b: len(b.warnings),
    "alignment.settings": lambda b: len(b.settings),
    "bead.probability": lambda b: sum(bead.probability is not None for bead in b.beads),
    "bead.state": lambda b: sum(bead.state is not BeadState.AUTO for bead in b.beads),
    "bead.reasons": lambda b: sum(len(bead.reasons) for bead in b.beads),
    "bead.author": lambda b: sum(bool(bead.author) for bead in b.beads),
    "bead.note": lambda b: sum(bool(bead.note) for bead in b.beads),
    "sentence.text": lambda b: len(b.source) + len(b.target),
    "sentence.border": lambda b: sum(max(0, len(bead.source) - 1) + max(0, len(bead.target) - 1) for bead in b.beads),
    "sentence.paragraph": lambda b: sum(
        one.paragraph != other.paragraph for side in (b.source, b.target) for one, other in pairwise(side)
    ),
    "sentence.original": lambda b: sum(bool(s.original) for side in (b.source, b.target) for s in side),
    "phrase.link": lambda b: len(b.phrases),
}


def bead_losses(bitext: Bitext, holds: Holds) -> Iterator[tuple[str, int]]:
    """Yield the fields that a format does not keep at all with how often each stands in the alignment."""
    for path, count in _COUNTS.items():
        if holds.keep(path) is Keep.NO:
            yield path, count(bitext)
