"""A corrected version of a text takes over the alignment of the old one.

Laws: the result names every sentence of the new version once and in order; beads in which no word has changed keep
everything that was said of them; a sentence that says something else stays in its bead, which is to be read again.
Sentences are compared without white space, with what the source said and with what the editor made of it: a correction
that the editor had made already is none, and an editor's text outlives a new version that leaves its source alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from glossary.alignment.beads import Bead, BeadState, Bitext, Segment, verify
from glossary.alignment.edits import Aligner, Side

ALIKE = 0.5
"""Similarity (share of characters in common, 0-1) from which on a sentence is another's new wording."""
_WIDTH = 40
"""How far from the diagonal of a changed stretch such a pair is looked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Old sentences and what became of them, by place; one side may be empty."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    same: bool
    """Whether nothing but white space, or where sentences end, is different."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a text, group by group in order."""

    groups: tuple[Group, ...]
    segments: tuple[Segment, ...]
    """The new version's sentences, with the editor's texts that go on."""

    @property
    def unchanged(self) -> int:
        """How many sentences of the new version say what they said."""
        return sum(len(g.new) for g in self.groups if g.same)

    @property
    def changed(self) -> int:
        """How many are a new wording of old ones."""
        return sum(len(g.new) for g in self.groups if g.old and g.new and not g.same)

    @property
    def added(self) -> int:
        """How many are new."""
        return sum(len(g.new) for g in self.groups if not g.old)

    @property
    def removed(self) -> int:
        """How many sentences of the old version are gone."""
        return sum(len(g.old) for g in self.groups if not g.new)


def compare(old: Sequence[Segment], new: Sequence[Segment]) -> Comparison:
    """Lay two versions of a text side by side."""
    source = [_folded(s.original or s.text) for s in old]
    edited = [_folded(s.text) for s in old]
    fresh = [_folded(s.text) for s in new]
    groups: list[Group] = []
    # An edited sentence counts as what the new version has of it, the source's words first.
    there = set(fresh)
    known = [s if s in there or e not in there else e for s, e in zip(source, edited, strict=True)]
    for _, i0, i1, j0, j1 in SequenceMatcher(None, known, fresh, autojunk=False).get_opcodes():
        if known[i0:i1] == fresh[j0:j1]:
            groups += [Group((i,), (j,), same=True) for i, j in zip(range(i0, i1), range(j0, j1), strict=True)]
        else:
            groups += _changed(known[i0:i1], fresh[j0:j1], i0, j0)
    segments = list(new)
    for group in groups:
        if group.same and len(group.old) == len(group.new) == 1:
            before, after = old[group.old[0]], new[group.new[0]]
            # The editor's text goes on where the source stays as it was.
            if before.original and _folded(before.original) == _folded(after.text):
                segments[group.new[0]] = replace(after, text=before.text, original=after.text)
    return Comparison(tuple(groups), tuple(segments))


def carry_over(bitext: Bitext, side: Side, new: Sequence[Segment], *, using: Aligner | None = None) -> Bitext:
    """Return the alignment of a new version of one side's text.

    Unchanged sentences keep their bead and what was said of it. A changed one stays in its bead, which is `auto` again
    and without a probability. One that is gone drops out of its bead, and so does a bead that is left with nothing. New
    ones stand alone, or in the bead around them; with `using`, what is alone around them is aligned anew.
    """
    comparison = compare(getattr(bitext, side), new)
    beads = _carried(bitext, side, comparison)
    result = replace(
        bitext,
        beads=tuple(bead for bead, _ in beads),
        **{side: comparison.segments},  # type: ignore[arg-type]
    )
    if using is not None:
        result = replace(result, beads=_gaps_aligned(result, [loose for _, loose in beads], using))
    verify(result)
    return result


def _carried(bitext: Bitext, side: Side, comparison: Comparison) -> list[tuple[Bead, bool]]:
    """Return the beads of the new version in order, and of each whether it stands alone because of the change."""
    old: tuple[Segment, ...] = getattr(bitext, side)
    ids = [s.id for s in comparison.segments]
    holder = {i: n for n, bead in enumerate(bitext.beads) for i in getattr(bead, side)}
    # which beads go together, and which were touched
    touched: set[int] = set()
    last = list(range(len(bitext.beads)))
    got: dict[int, list[int]] = {n: [] for n in range(len(bitext.beads))}
    for group in comparison.groups:
        held = [holder[old[i].id] for i in group.old]
        if not group.same:
            touched.update(held)
        if held and group.new:
            got[held[0]] += [ids[j] for j in group.new]
            if held[-1] != held[0]:
                touched.update(held)
                for n in range(held[0], held[-1] + 1):
                    last[n] = max(last[n], held[-1])
    # what is added goes before the bead of the next sentence that goes on, or into the bead around it
    out: list[tuple[Bead, bool]] = []
    order = {number: place for place, number in enumerate(ids)}
    waiting = 0
    n = 0
    while n < len(bitext.beads):
        end = last[n]
        k = n
        while k <= end:
            end = max(end, last[k])
            k += 1
        merged = list(bitext.beads[n : end + 1])
        own = [number for m in range(n, end + 1) for number in got[m]]
        changed = any(m in touched for m in range(n, end + 1))
        if own:
            first, final = order[own[0]], order[own[-1]]
            out += [(_bead(side, (ids[j],), ()), True) for j in range(waiting, first)]
            changed = changed or final + 1 - first > len(own)
            own = ids[first : final + 1]
            waiting = final + 1
        new = _put_together(merged, side, tuple(own), changed=changed)
        if new.source or new.target:
            out.append((new, changed and new.one_sided))
        n = end + 1
    return out + [(_bead(side, (ids[j],), ()), True) for j in range(waiting, len(ids))]


def _put_together(beads: Sequence[Bead], side: Side, own: tuple[int, ...], *, changed: bool) -> Bead:
    bead = beads[0]
    other = tuple(i for b in beads for i in (b.target if side == "source" else b.source))
    if not changed:
        return replace(bead, **{side: own})  # type: ignore[arg-type]
    return replace(_bead(side, own, other), note=" / ".join(b.note for b in beads if b.note))


def _bead(side: Side, own: tuple[int, ...], other: tuple[int, ...]) -> Bead:
    return Bead(own, other) if side == "source" else Bead(other, own)


def _gaps_aligned(bitext: Bitext, loose: Sequence[bool], using: Aligner) -> tuple[Bead, ...]:
    """Align the runs of beads without counterpart in which something stands alone because of the change."""
    out: list[Bead] = []
    run: list[int] = []
    for n in range(len(bitext.beads) + 1):
        bead = bitext.beads[n] if n < len(bitext.beads) else None
        if bead is not None and bead.one_sided and bead.state is BeadState.AUTO:
            run.append(n)
            continue
        some = [bitext.beads[k] for k in run]
        if any(loose[k] for k in run) and any(b.source for b in some) and any(b.target for b in some):
            named = {i for b in some for i in b.source}, {i for b in some for i in b.target}
            sides = [s for s in bitext.source if s.id in named[0]], [t for t in bitext.target if t.id in named[1]]
            out += using(*sides, bitext.source_language, bitext.target_language, ())
        else:
            out += some
        run = []
        if bead is not None:
            out.append(bead)
    return tuple(out)


def _changed(old: Sequence[str], new: Sequence[str], i0: int, j0: int) -> list[Group]:
    """Return which sentences of a changed stretch are new wordings, cuts or joins of which; what is left stands alone.

    The monotone path with the most characters in common wins; moves are 1:1, 1:2, 2:1, 1:0 and 0:1.
    """
    from rapidfuzz.distance import Indel

    n, m = len(old), len(new)
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(n + 1):
        middle = round(i * m / n) if n else 0
        for j in (
            range(m + 1)
            if not n
            else range(max(0, middle - _WIDTH - m // (n + 1)), min(m, middle + _WIDTH + m // (n + 1)) + 1)
        ):
            choices = [(0.0, 0, 0)] if i == j == 0 else []
            for a, b in ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1)):
                before = best.get((i - a, j - b))
                if before is None:
                    continue
                gain = 0.0
                if a and b:
                    one, two = "".join(old[i - a : i]), "".join(new[j - b : j])
                    alike = Indel.normalized_similarity(one, two, score_cutoff=ALIKE)
                    if alike < ALIKE or not (one or two):
                        continue
                    # a cut or a join must be worth more than the new wording of one sentence
                    gain = (len(one) + len(two)) * (alike - ALIKE + 0.01) - (a + b - 2)
                choices.append((before[0] + gain, a, b))
            if choices:
                best[i, j] = max(choices)
    groups: list[Group] = []
    i, j = n, m
    while i or j:
        _, a, b = best[i, j]
        same = bool(a and b) and "".join(old[i - a : i]) == "".join(new[j - b : j])
        places = tuple(range(i0 + i - a, i0 + i)), tuple(range(j0 + j - b, j0 + j))
        groups.append(Group(*places, same=same))
        i, j = i - a, j - b
    return groups[::-1]


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
