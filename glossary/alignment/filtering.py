"""Conditions on beads: `state=confirmed`, `trust!=sure`, `one_sided=no`, `note~quote`, `p>=0.9`; and words to find.

Pure. Beads that are not chosen leave the alignment together with their sentences, so that what is left is an alignment
again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from glossary.alignment.beads import Bead, BeadState, Bitext, Trust
from glossary.alignment.trust import trust
from glossary.conditions import split_condition
from glossary.errors import UsageError

_VALUES: Final[dict[str, Callable[[Bead, str, str], str]]] = {
    "state": lambda bead, _s, _t: bead.state.value,
    "trust": lambda bead, _s, _t: _trust(bead),
    "shape": lambda bead, _s, _t: bead.shape,
    "one_sided": lambda bead, _s, _t: "yes" if bead.one_sided else "no",
    "note": lambda bead, _s, _t: bead.note,
    "author": lambda bead, _s, _t: bead.author,
    "p": lambda bead, _s, _t: "" if bead.probability is None else f"{bead.probability:.4f}",
    "source": lambda _b, source, _t: source,
    "target": lambda _b, _s, target: target,
}
FIELDS: Final = tuple(_VALUES)
_KNOWN: Final = {
    "state": tuple(state.value for state in BeadState),
    "trust": tuple(one.value for one in Trust),
    "one_sided": ("yes", "no"),
}
_ORDERED: Final = ("<", ">", "<=", ">=")


@dataclass(frozen=True, slots=True)
class BeadFilter:
    """Conditions that must all be met, and words of which one side must have all."""

    conditions: tuple[tuple[str, str, str], ...] = ()
    """(field, sign, value); an empty value means that nothing stands there."""
    words: str = ""

    def select(self, bitext: Bitext) -> Bitext:
        """Return the alignment of the beads that are chosen; their order, ids and paragraphs stay."""
        if not self.conditions and not self.words.strip():
            return bitext
        words = self.words.casefold().split()
        kept = [
            number
            for number, (bead, texts) in enumerate(zip(bitext.beads, bitext.texts(), strict=True))
            if all(_met(condition, bead, *texts) for condition in self.conditions)
            and (not words or any(all(word in text.casefold() for word in words) for text in texts))
        ]
        places = {old: new for new, old in enumerate(kept)}
        beads = tuple(bitext.beads[number] for number in kept)
        source = {i for bead in beads for i in bead.source}
        target = {i for bead in beads for i in bead.target}
        return replace(
            bitext,
            source=tuple(s for s in bitext.source if s.id in source),
            target=tuple(s for s in bitext.target if s.id in target),
            beads=beads,
            phrases=tuple(replace(p, bead=places[p.bead]) for p in bitext.phrases if p.bead in places),
        )


def parse(conditions: Iterable[str], words: str = "") -> BeadFilter:
    """Return the filter that conditions and words make. Raises UsageError for a field or value that there is not."""
    found = tuple(split_condition(text, FIELDS) for text in conditions)
    for name, sign, value in found:
        if (known := _KNOWN.get(name)) and sign in ("=", "!=") and value not in known:
            raise UsageError(f"{name}{sign}{value}: {name} is one of {', '.join(known)}.")
        if sign in _ORDERED and (name != "p" or not _is_number(value)):
            raise UsageError(f"{name}{sign}{value}: only p is compared with a number, such as p>=0.9.")
    return BeadFilter(found, words)


def _met(condition: tuple[str, str, str], bead: Bead, source: str, target: str) -> bool:
    name, sign, value = condition
    has = _VALUES[name](bead, source, target)
    if sign in _ORDERED:
        if not has:
            return False
        number, limit = float(has), float(value)
        return {"<": number < limit, ">": number > limit, "<=": number <= limit, ">=": number >= limit}[sign]
    same = value.casefold() in has.casefold() if sign[-1] == "~" else has == value
    return same != sign.startswith("!")


def _trust(bead: Bead) -> str:
    """Return how far a bead is relied on; what an editor confirmed is sure."""
    return Trust.SURE.value if bead.state is BeadState.CONFIRMED else trust(bead).value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
