"""Writing a draft: a sentence comes beside the bead's other side, is written otherwise, or is taken out again.

Laws: no other sentence is touched, the beads stay in order, and undoing gives the same bitext again. What is written
has no probability and is not confirmed by that.
"""

from __future__ import annotations

from dataclasses import replace

from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Segment
from glossary.alignment.edit_data import Side, Splice, Writing, bead_at


def write(bitext: Bitext, at: int, side: Side, text: str, *, new: int) -> Writing:
    """Write a sentence into a bead that has none on this side; `new` is a number that the store has given."""
    bead = bead_at(bitext, at)
    text = _words(text)
    own, other = (bead.source, bead.target) if side == "source" else (bead.target, bead.source)
    if own or not text:
        raise BeadError("there is a sentence already" if own else "there are no words to write")
    opposite: tuple[Segment, ...] = bitext.target if side == "source" else bitext.source
    paragraph = next((s.paragraph for s in opposite if s.id == other[0]), 0)
    after = next((getattr(b, side)[-1] for b in reversed(bitext.beads[:at]) if getattr(b, side)), 0)
    made = replace(_with(bead, side, (new,)), probability=None, state=BeadState.AUTO, author="")
    return Writing(side, (), (Segment(new, text, paragraph),), after, Splice(at, (bead,), (made,)))


def rewrite(bitext: Bitext, side: Side, segment: int, text: str) -> Writing:
    """Write a sentence otherwise; without words it is taken out, and a bead that is left with nothing goes."""
    segments: tuple[Segment, ...] = getattr(bitext, side)
    text = _words(text)
    place = next((n for n, s in enumerate(segments) if s.id == segment), None)
    at = next((n for n, b in enumerate(bitext.beads) if segment in getattr(b, side)), None)
    if place is None or at is None:
        raise BeadError(f"there is no {side} segment {segment}")
    old, bead = segments[place], bitext.beads[at]
    after = segments[place - 1].id if place else 0
    if text == old.text:
        raise BeadError("the text is the same as before")
    if text:
        return Writing(side, (old,), (replace(old, text=text, original=""),), after, Splice(at, (bead,), (bead,)))
    return Writing(side, (old,), (), after, Splice(at, (bead,), _without(bead, side, segment)))


def elsewhere(beads: tuple[Bead, ...], side: Side, edit: Writing) -> Writing:
    """Return what an edit of a text means for another alignment of it, whose beads these are."""
    if edit.removed:
        number = edit.removed[0].id
        at = next((n for n, bead in enumerate(beads) if number in getattr(bead, side)), None)
        if at is None:
            raise BeadError(f"no bead has the {side} sentence {number}")
        left = (beads[at],) if edit.added else _without(beads[at], side, number)
        return replace(edit, side=side, beads=Splice(at, (beads[at],), left))
    new = edit.added[0].id
    alone = Bead((new,), ()) if side == "source" else Bead((), (new,))
    for n, bead in enumerate(beads):
        own: tuple[int, ...] = getattr(bead, side)
        if edit.after in own:
            cut = own.index(edit.after) + 1
            if cut == len(own):
                return replace(edit, side=side, beads=Splice(n + 1, (), (alone,)))
            grown = _with(bead, side, (*own[:cut], new, *own[cut:]))
            return replace(edit, side=side, beads=Splice(n, (bead,), (grown,)))
    return replace(edit, side=side, beads=Splice(0, (), (alone,)))


def _words(text: str) -> str:
    return " ".join(text.split())


def _with(bead: Bead, side: Side, own: tuple[int, ...]) -> Bead:
    return replace(bead, source=own) if side == "source" else replace(bead, target=own)


def _without(bead: Bead, side: Side, segment: int) -> tuple[Bead, ...]:
    """Return the bead without a sentence; what was confirmed is open again; nothing where nothing is left."""
    left = _with(bead, side, tuple(i for i in getattr(bead, side) if i != segment))
    left = replace(left, probability=None, state=BeadState.AUTO, author="")
    return (left,) if left.source or left.target else ()
