"""Which sentence of a joined bead has no counterpart: the aligner would rather join it to its neighbour's.

A sentence that belongs there makes its side more like the other one. How much it does, how alike the sides are without
it, how sure the aligner is and whether the side is too long for the text's proportion are weighed by a logistic model,
fitted to the joined beads of NTREX, the news set and the school books, aligned with one English sentence in twelve
taken out: 638 sentences in joined beads, 57 of which have no counterpart.
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from glossary.checks.doubtful import proportion
from glossary.checks.findings import BeadText, Span

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder
    from glossary.checks.texts import CheckText

_WITHOUT, _GAIN, _PROBABILITY, _OFF, _BIAS = 2.175, -13.263, -4.943, -3.412, 1.044


def swallowed(text: CheckText, at: int, encoder: Encoder) -> list[tuple[str, Span, float]]:
    """Return side (`source`, `target`), span and probability for each sentence of a joined bead's sides.

    Empty for a bead that a person made or confirmed, and for a side whose sentences' places are not known.
    """
    bead = text.beads[at]
    if bead.probability is None or not bead.source.strip() or not bead.target.strip():
        return []
    found: list[tuple[str, Span, float]] = []
    for side in ("source", "target"):
        spans = _sentences(bead, side)
        if len(spans) > 1:
            off = log(len(bead.target) / len(bead.source)) - proportion(text)[0]
            chances = _chances(bead, side, spans, off if side == "source" else -off, encoder)
            found += [(side, span, chance) for span, chance in zip(spans, chances, strict=True)]
    return found


def _sentences(bead: BeadText, side: str) -> list[Span]:
    starts, whole = (bead.source_starts, bead.source) if side == "source" else (bead.target_starts, bead.target)
    if not starts:
        return []
    ends = [*starts[1:], len(whole)]
    return [Span(a, a + len(whole[a:b].rstrip())) for a, b in zip(starts, ends, strict=True)]


def _chances(bead: BeadText, side: str, spans: list[Span], off: float, encoder: Encoder) -> list[float]:
    mine, other = (bead.source, bead.target) if side == "source" else (bead.target, bead.source)
    parts = [mine[s.start : s.end] for s in spans]
    rest = [" ".join(p for k, p in enumerate(parts) if k != n) for n in range(len(parts))]
    vectors = encoder.unit_vectors(*encoder.sums([other, mine, *rest]))
    whole, *without = (vectors[1:] @ vectors[0]).tolist()
    known = _PROBABILITY * (bead.probability or 0.0) + _OFF * off + _BIAS
    return [1 / (1 + exp(-(known + _WITHOUT * w + _GAIN * (whole - w)))) for w in without]
