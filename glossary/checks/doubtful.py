"""Whether a bead may hide a sentence without a counterpart: the aligner would rather join it to its neighbour's.

Two signs: a bead of several sentences against one that the aligner holds weakly and that falls short in length, and
a bead whose sides are far out of the proportion of the text. Figures: NTREX, 21 Korean-English documents aligned by
the engine, 1011 beads, and the same with a sentence taken out of each (61 times).
"""

from __future__ import annotations

from math import log
from statistics import median

from glossary.checks.agreement import answered
from glossary.checks.texts import TARGETS, CheckText

WEAK = 0.7
"""Probability under which a joined bead is in doubt: 13 of 14 that had swallowed a sentence, 6 of 122 that had not."""
SHORT = 0.04
"""Share by which the single side must fall short of what the text's proportion lets expect; it leaves 3 of those 6."""
_ENOUGH = 10
"""Fewer beads with both sides show no proportion of the text."""
_PROPORTION = {"ko": 1.0, "ja": 1.0, "zh": 0.8, "en": 2.2, "ru": 2.3}
"""Code points of one content by language, as multiples of the Korean; for texts too short to show theirs."""
_SPREAD = 0.22
"""The least standard deviation of the logarithm of the proportion; translations differ so much even where uniform."""
_FAR = 5.0
"""So many deviations off the text's proportion a side lacks something: none of those 1011 is."""
_FAR_LENGTH = 40
"""Shorter sides (in characters of the longer one) prove nothing: headings, names, interjections."""


def proportion(text: CheckText) -> tuple[float, float]:
    """Return median and robust deviation of log(target length / source length) over the beads of a text."""
    return text.cached(("doubtful.proportion", TARGETS), lambda: _proportion(text))


def _proportion(text: CheckText) -> tuple[float, float]:
    logs = [
        log(len(b.target) / len(b.source))
        for b in text.beads
        if b.source.strip() and b.target.strip() and len(b.source) >= 5
    ]
    if len(logs) < _ENOUGH:
        known = [_PROPORTION.get(tag[:2], 1.5) for tag in (text.source_language, text.target_language)]
        return log(known[1] / known[0]), _SPREAD * 1.4
    middle = median(logs)
    return middle, max(_SPREAD, 1.4826 * median(abs(x - middle) for x in logs))


def lacking(text: CheckText, at: int) -> tuple[str, tuple[int, int]] | None:
    """Return the side (`source` or `target`) of which a part may lack its counterpart, and the span of that part."""
    bead = text.beads[at]
    middle, spread = proportion(text)
    off = log(len(bead.target) / len(bead.source)) - middle
    many, few = len(bead.source_segments), len(bead.target_segments)
    if bead.probability is not None and bead.probability < WEAK:
        if many > 1 and few == 1 and off < -SHORT:
            return "source", _least_supported(text, at, "source")
        if many == 1 and few > 1 and off > SHORT:
            return "target", _least_supported(text, at, "target")
    if abs(off) > _FAR * spread:
        side, whole = ("source", bead.source) if off < 0 else ("target", bead.target)
        if len(whole) >= _FAR_LENGTH:
            return side, _least_supported(text, at, side)
    return None


def _least_supported(text: CheckText, at: int, side: str) -> tuple[int, int]:
    """Return the span of the sentence of which the other side shows least: its terms and values, then its length."""
    bead = text.beads[at]
    whole, other = (bead.source, bead.target) if side == "source" else (bead.target, bead.source)
    starts = bead.source_starts if side == "source" else bead.target_starts
    if len(starts) < 2:
        return 0, len(whole)
    ends = [*starts[1:], len(whole)]
    middle = proportion(text)[0] * (1 if side == "source" else -1)

    def shown(span: tuple[int, int]) -> tuple[float, float]:
        start, end = span
        rest = max(1, len(whole) - (end - start))
        return _support(text, at, side, start, end), abs(log(len(other) / rest) - middle)

    spans = list(zip(starts, ends, strict=True))
    start, end = min(spans, key=shown)
    return start, start + len(whole[start:end].rstrip())


def _support(text: CheckText, at: int, side: str, start: int, end: int) -> int:
    """Return how many terms and values of a stretch the other side has, less those that it lacks."""
    bead = text.beads[at]
    here, there = text.source_values(at), text.target_values(at)
    if side == "target":
        here, there = there, here
    other = bead.target if side == "source" else bead.source
    held = [answered(v, there, other) for v in here if start <= v.start < end and not v.weak]
    for known in text.recognised(at):
        match = known.source_match if side == "source" else known.used
        if match is not None and start <= match.start < end:
            held.append(known.used is not None)
    return sum(1 if h else -1 for h in held)
