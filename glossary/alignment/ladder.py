"""Ladders: one line a bead, `[0]:[0, 1]:0.87`, with 0-based positions; what aligners and their scorers exchange.

Every run of unmatched sentences on one side is one line, whatever beads it stands in, because how such a run is
grouped says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from glossary.alignment.beads import Bead, Bitext, Segment
from glossary.errors import InputError

_LINE = re.compile(r"\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*(\S+)\s*)?\Z")


def write_ladder(bitext: Bitext) -> str:
    """Return the ladder of a bitext, with the probability of each bead behind it (1 where an editor made it)."""
    source = {segment.id: place for place, segment in enumerate(bitext.source)}
    target = {segment.id: place for place, segment in enumerate(bitext.target)}
    lines = []
    for bead in joined_runs(bitext.beads):
        sides = [[source[i] for i in bead.source], [target[i] for i in bead.target]]
        probability = 1.0 if bead.probability is None else bead.probability
        lines.append(f"{sides[0]}:{sides[1]}:{probability:.4f}\n")
    return "".join(lines)


def joined_runs(beads: Iterable[Bead]) -> list[Bead]:
    """Return the beads with neighbours that have only the same side joined; the least probability stands."""
    joined: list[Bead] = []
    for bead in beads:
        last = joined[-1] if joined else None
        if last and bead.one_sided and last.one_sided and bool(bead.source) == bool(last.source):
            known = [b.probability for b in (last, bead) if b.probability is not None]
            joined[-1] = Bead(last.source + bead.source, last.target + bead.target, min(known, default=None))
        else:
            joined.append(bead)
    return joined


def read_ladder(text: str, source: Sequence[Segment], target: Sequence[Segment], *, name: str = "ladder") -> list[Bead]:
    """Return the beads of a ladder over two texts; raises InputError with the line where it does not fit them.

    Lines without any sentence are passed over. Every sentence must be named once and in order.
    """
    beads: list[Bead] = []
    done = [0, 0]
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _LINE.match(line)
        if match is None:
            raise InputError(f"{name}, line {number}: not a bead: {line.strip()!r}", hint="A bead is [0]:[0, 1]:score.")
        sides = [[int(i) for i in re.findall(r"\d+", side)] for side in match.groups()[:2]]
        if not sides[0] and not sides[1]:
            continue
        ids: list[tuple[int, ...]] = []
        for which, (side, segments) in enumerate(zip(sides, (source, target), strict=True)):
            wanted = list(range(done[which], done[which] + len(side)))
            if side != wanted or (side and side[-1] >= len(segments)):
                word = "source" if which == 0 else "target"
                raise InputError(
                    f"{name}, line {number}: {word} sentences {side} where {done[which]} of {len(segments)} are done",
                    hint="A ladder names every sentence of both texts once and in order.",
                )
            done[which] += len(side)
            ids.append(tuple(segments[i].id for i in side))
        beads.append(Bead(ids[0], ids[1], _score(match[3])))
    for which, segments in enumerate((source, target)):
        if done[which] != len(segments):
            word = "source" if which == 0 else "target"
            raise InputError(f"{name}: only {done[which]} of {len(segments)} {word} sentences are named")
    return beads


def _score(text: str | None) -> float | None:
    """Return the number behind a bead where it can be a probability; other aligners write costs there."""
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value <= 1 else None
