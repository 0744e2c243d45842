"""What an editor can do with beads, as edits (`edit_data`): joined, cut, moved, confirmed, aligned anew.

The functions below make edits and change nothing; `apply` makes the new bitext. A bead that an editor has made has no
probability and is not confirmed by that: saying so is an edit of its own. `at` is the position of a bead, 0-based.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Segment
from glossary.alignment.edit_data import (
    Edit,
    Exchange,
    Resegment,
    SentenceEdit,
    Side,
    Splice,
    TextEdit,
    TextEdits,
    Writing,
    apply,
    bead_at,
    exchanged,
    invert,
)

if TYPE_CHECKING:
    from glossary.alignment.engine import Engine
    from glossary.alignment.knowledge import Knowledge

__all__ = [
    "Aligner",
    "Edit",
    "Exchange",
    "Resegment",
    "SentenceEdit",
    "Side",
    "Splice",
    "TextEdit",
    "TextEdits",
    "Writing",
    "aligner",
    "apply",
    "confirm",
    "edit_text",
    "exchanged",
    "invert",
    "merge_next",
    "merge_previous",
    "move",
    "realign",
    "reject",
    "reopen",
    "set_note",
    "shift_boundary",
    "split",
    "split_before",
    "unlink",
]


def merge_next(bitext: Bitext, at: int) -> Splice:
    """Join a bead with the next one."""
    first, second = bead_at(bitext, at), bead_at(bitext, at + 1)
    notes = " / ".join(note for note in (first.note, second.note) if note)
    return _splice(bitext, at, 2, Bead(first.source + second.source, first.target + second.target, note=notes))


def merge_previous(bitext: Bitext, at: int) -> Splice:
    """Join a bead with the one before it."""
    if at < 1:
        raise BeadError("there is no bead before the first one")
    return merge_next(bitext, at - 1)


def split(bitext: Bitext, at: int, *, source: int, target: int) -> Splice:
    """Cut a bead in two: the first part gets so many segments of each side. Neither part may be empty."""
    bead = bead_at(bitext, at)
    if not (0 <= source <= len(bead.source) and 0 <= target <= len(bead.target)):
        raise BeadError(f"a bead of {bead.shape} cannot be cut after {source}:{target}")
    parts = (
        Bead(bead.source[:source], bead.target[:target], note=bead.note),
        Bead(bead.source[source:], bead.target[target:]),
    )
    if any(not part.source and not part.target for part in parts):
        raise BeadError("the cut leaves one part without a sentence")
    return _splice(bitext, at, 1, *parts)


def split_before(bitext: Bitext, at: int, side: Side, segment: int) -> Splice:
    """Cut a bead before a segment of one side; the other side is cut where the same share of its text is done."""
    bead = bead_at(bitext, at)
    own, other = _sides(bead, side)
    if segment not in own:
        raise BeadError(f"the {side} segment {segment} is not in this bead")
    cut = own.index(segment)
    if cut == 0 and len(other) < 2:
        raise BeadError("there is nothing before this sentence to cut off")
    lengths = {s.id: len(s.text) + 1 for s in getattr(bitext, side)}
    theirs = {s.id: len(s.text) + 1 for s in getattr(bitext, _other(side))}
    share = sum(lengths[i] for i in own[:cut]) / max(sum(lengths[i] for i in own), 1)
    whole = sum(theirs[i] for i in other)
    done = [sum(theirs[i] for i in other[:k]) / max(whole, 1) for k in range(len(other) + 1)]
    # each part keeps a sentence of the other side where there are enough for both
    places = range(1, len(other)) if len(other) > 1 else range(len(other) + 1)
    cut_other = min(places, key=lambda k: abs(done[k] - share))
    return split(
        bitext,
        at,
        source=cut if side == "source" else cut_other,
        target=cut if side == "target" else cut_other,
    )


def shift_boundary(bitext: Bitext, at: int, side: Side, count: int) -> Splice:
    """Move the boundary between a bead and the next one on one side.

    A positive count gives the first segments of the next bead to this one, a negative count the last ones of this bead
    to the next. A bead that is left with nothing goes away.
    """
    first, second = bead_at(bitext, at), bead_at(bitext, at + 1)
    (own, kept), (following, kept_second) = _sides(first, side), _sides(second, side)
    if count == 0 or count > len(following) or -count > len(own):
        raise BeadError(f"the boundary cannot be moved by {count} here")
    whole = own + following
    cut = len(own) + count
    parts = (_made(side, whole[:cut], kept, first.note), _made(side, whole[cut:], kept_second, second.note))
    return _splice(bitext, at, 2, *(part for part in parts if part.source or part.target))


def move(bitext: Bitext, at: int, side: Side, segment: int, direction: Literal[-1, 1]) -> Splice:
    """Move a segment into the bead above (-1) or below (1), with those before (above) or after it (below).

    At the end of the text, and where the neighbour is a bead of the other side alone, this links them as well.
    """
    own, _ = _sides(bead_at(bitext, at), side)
    if segment not in own:
        raise BeadError(f"the {side} segment {segment} is not in this bead")
    place = own.index(segment)
    if direction < 0:
        if at < 1:
            raise BeadError("there is no bead above the first one")
        return shift_boundary(bitext, at - 1, side, place + 1)
    return shift_boundary(bitext, at, side, place - len(own))


def unlink(bitext: Bitext, at: int) -> Splice:
    """Cut the link: the two sides become beads without counterpart."""
    bead = bead_at(bitext, at)
    if bead.one_sided:
        raise BeadError("this bead has no counterpart already")
    return _splice(bitext, at, 1, Bead(bead.source, (), note=bead.note), Bead((), bead.target))


def confirm(bitext: Bitext, at: int, author: str = "") -> Splice:
    """Say that a bead is right; it is a fixed point from now on."""
    return _changed(bitext, at, lambda bead: replace(bead, state=BeadState.CONFIRMED, author=author))


def reject(bitext: Bitext, at: int, author: str = "") -> Splice:
    """Say that a bead is wrong."""
    return _changed(bitext, at, lambda bead: replace(bead, state=BeadState.REJECTED, author=author))


def reopen(bitext: Bitext, at: int) -> Splice:
    """Take back what was said of a bead."""
    return _changed(bitext, at, lambda bead: replace(bead, state=BeadState.AUTO, author=""))


def set_note(bitext: Bitext, at: int, note: str) -> Splice:
    """Write a comment on a bead; an empty one removes it."""
    return _changed(bitext, at, lambda bead: replace(bead, note=note))


def edit_text(bitext: Bitext, side: Side, segment: int, text: str) -> TextEdit:
    """Change the editor's text of a segment; what the source says is kept beside it."""
    for one in getattr(bitext, side):
        if one.id == segment:
            if one.text == text:
                raise BeadError("the text is the same as before")
            return TextEdit(side, segment, one.text, text)
    raise BeadError(f"there is no {side} segment {segment}")


Aligner = Callable[[Sequence[Segment], Sequence[Segment], str, str, Sequence[Bead]], Sequence[Bead]]
"""What aligns two texts around fixed beads, see `aligner`."""


def aligner(engine: Engine = "auto", knowledge: Callable[[], Knowledge | None] | None = None) -> Aligner:
    """Return the engine as `realign` wants it; `knowledge` as in `engine.align`."""

    def run(
        source: Sequence[Segment], target: Sequence[Segment], first: str, second: str, fixed: Sequence[Bead]
    ) -> Sequence[Bead]:
        from glossary.alignment.engine import align

        return align(source, target, first, second, engine=engine, fixed=fixed, knowledge=knowledge).beads

    return run


def realign(bitext: Bitext, first: int = 0, last: int | None = None, *, using: Aligner | None = None) -> Splice:
    """Align beads first..last-1 anew; the confirmed ones among them, and all outside, stay as they are.

    A rejected bead is free to be found again; what it said is lost with it.
    """
    last = len(bitext.beads) if last is None else last
    if not 0 <= first < last <= len(bitext.beads):
        raise BeadError(f"there are no beads {first} to {last}")
    region = bitext.beads[first:last]
    ids = [{i for bead in region for i in getattr(bead, side)} for side in ("source", "target")]
    run = using or aligner()
    made = run(
        [s for s in bitext.source if s.id in ids[0]],
        [t for t in bitext.target if t.id in ids[1]],
        bitext.source_language,
        bitext.target_language,
        [bead for bead in region if bead.state is BeadState.CONFIRMED],
    )
    return _splice(bitext, first, last - first, *made)


def _splice(bitext: Bitext, at: int, count: int, *added: Bead) -> Splice:
    return Splice(at, bitext.beads[at : at + count], added)


def _changed(bitext: Bitext, at: int, change: Callable[[Bead], Bead]) -> Splice:
    return _splice(bitext, at, 1, change(bead_at(bitext, at)))


def _sides(bead: Bead, side: Side) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the segments of the named side and those of the other."""
    return (bead.source, bead.target) if side == "source" else (bead.target, bead.source)


def _other(side: Side) -> Side:
    return "target" if side == "source" else "source"


def _made(side: Side, own: tuple[int, ...], other: tuple[int, ...], note: str) -> Bead:
    return Bead(own, other, note=note) if side == "source" else Bead(other, own, note=note)
