"""Edits of an alignment as data: what stood at a place and what stands there after, so that any edit can be undone.

Law: applying an edit and then its inverse gives the same bitext. The functions below make edits and change nothing;
`apply` makes the new bitext. A bead that an editor has made has no probability and is not confirmed by that: saying
so is an edit of its own. Edits that cut sentences anew are made in `segment_edits.py`, those that write a draft in
`writing.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Segment

if TYPE_CHECKING:
    from glossary.alignment.engine import Engine
    from glossary.alignment.knowledge import Knowledge

Side = Literal["source", "target"]


@dataclass(frozen=True, slots=True)
class Splice:
    """Beads `removed` beginning at position `at` (0-based) give place to `added`; both name the same segments."""

    at: int
    removed: tuple[Bead, ...]
    added: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The editor's text of one segment changes from `before` to `after`; `side` is `source` or `target`."""

    side: str
    segment: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Resegment:
    """Neighbouring sentences `removed` of a side give place to `added`: the same words, cut otherwise.

    `beads` is what that means for the beads, which name the sentences before and after.
    """

    side: str
    removed: tuple[Segment, ...]
    added: tuple[Segment, ...]
    beads: Splice


@dataclass(frozen=True, slots=True)
class Writing:
    """A sentence of a draft is written (nothing `removed`), written otherwise, or taken out (nothing `added`).

    `beads` is what that means for the beads. What a draft says is the editor's own: no original stands beside it.
    """

    side: str
    removed: tuple[Segment, ...]
    added: tuple[Segment, ...]
    after: int
    """Id of the sentence of the side before it; 0 at the beginning."""
    beads: Splice


SentenceEdit = Resegment | Writing
"""Edits of the sentences of a text, which every alignment of that text shares."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Source and target change places; its own inverse."""


Edit = Splice | TextEdit | Resegment | Writing | Exchange


def apply(bitext: Bitext, edit: Edit) -> Bitext:
    """Return the bitext with the edit made. Raises BeadError where it does not fit what stands there."""
    if isinstance(edit, Splice):
        end = edit.at + len(edit.removed)
        if edit.at < 0 or bitext.beads[edit.at : end] != edit.removed:
            raise BeadError(f"the beads at {edit.at} are not those that the edit replaces")
        return replace(bitext, beads=bitext.beads[: edit.at] + edit.added + bitext.beads[end:])
    if isinstance(edit, Exchange):
        return exchanged(bitext)
    if edit.side not in ("source", "target"):
        raise BeadError(f"{edit.side!r} is no side of a bitext")
    segments: tuple[Segment, ...] = getattr(bitext, edit.side)
    if isinstance(edit, SentenceEdit):
        require_lawful(edit)
        cut = apply(bitext, edit.beads)
        at = _place_of(segments, edit)
        if at < 0 or segments[at : at + len(edit.removed)] != edit.removed:
            raise BeadError(f"the {edit.side} sentences are not those that the edit replaces")
        others = {s.id for s in segments} - {s.id for s in edit.removed}
        if len(others | {s.id for s in edit.added}) != len(others) + len(edit.added):
            raise BeadError(f"two {edit.side} sentences would have the same number")
        changed = segments[:at] + edit.added + segments[at + len(edit.removed) :]
        return replace(cut, source=changed) if edit.side == "source" else replace(cut, target=changed)
    for number, segment in enumerate(segments):
        if segment.id == edit.segment:
            if segment.text != edit.before:
                break
            original = segment.original or segment.text
            new = replace(segment, text=edit.after, original="" if edit.after == original else original)
            changed = (*segments[:number], new, *segments[number + 1 :])
            return replace(bitext, source=changed) if edit.side == "source" else replace(bitext, target=changed)
    raise BeadError(f"the {edit.side} segment {edit.segment} does not say what the edit replaces")


def invert(edit: Edit) -> Edit:
    """Return the edit that takes this one back."""
    if isinstance(edit, Splice):
        return Splice(edit.at, removed=edit.added, added=edit.removed)
    if isinstance(edit, Exchange):
        return edit
    if isinstance(edit, Resegment):
        back = Splice(edit.beads.at, removed=edit.beads.added, added=edit.beads.removed)
        return Resegment(edit.side, edit.added, edit.removed, back)
    if isinstance(edit, Writing):
        back = Splice(edit.beads.at, removed=edit.beads.added, added=edit.beads.removed)
        return Writing(edit.side, edit.added, edit.removed, edit.after, back)
    return TextEdit(edit.side, edit.segment, before=edit.after, after=edit.before)


def _place_of(segments: tuple[Segment, ...], edit: SentenceEdit) -> int:
    """Return where the sentences stand that an edit replaces, or where a new one comes; -1 where they do not."""
    if edit.removed:
        return segments.index(edit.removed[0]) if edit.removed[0] in segments else -1
    if isinstance(edit, Writing) and edit.after:
        return next((n + 1 for n, s in enumerate(segments) if s.id == edit.after), -1)
    return 0


def require_lawful(edit: SentenceEdit) -> None:
    """Raise BeadError where the sentences, or the beads, after an edit are not what an edit of its kind may make."""
    if isinstance(edit, Resegment):
        require_same_words(edit)
        return
    if len(edit.removed) > 1 or len(edit.added) > 1 or not (edit.removed or edit.added):
        raise BeadError("one sentence at a time is written or taken out")
    if edit.removed and edit.added and edit.removed[0].id != edit.added[0].id:
        raise BeadError("a sentence that is written otherwise keeps its number")
    _require_same_beads(edit)


def require_same_words(edit: Resegment) -> None:
    """Raise BeadError where the sentences, or the beads, after an edit do not say what was there before it."""

    def said(segments: Sequence[Segment]) -> list[str]:
        sides = "".join(s.text for s in segments), "".join(s.original or s.text for s in segments)
        return ["".join(words.split()) for words in sides]

    if not edit.removed or not edit.added or said(edit.removed) != said(edit.added):
        raise BeadError("the sentences would not have the same words")
    _require_same_beads(edit)


def _require_same_beads(edit: SentenceEdit) -> None:
    """Raise BeadError where the beads after an edit name other sentences than those before it and those it adds."""
    before, after = ([s.id for s in some] for some in (edit.removed, edit.added))
    for side in ("source", "target"):
        old, new = (
            [i for bead in some for i in getattr(bead, side)] for some in (edit.beads.removed, edit.beads.added)
        )
        if side == edit.side and before:
            at = old.index(before[0]) if before[0] in old else len(old)
            if old[at : at + len(before)] != before:
                raise BeadError("the beads do not hold the sentences that the edit replaces")
            old[at : at + len(before)] = after
        elif side == edit.side:
            at = new.index(after[0]) if after[0] in new else len(new)
            del new[at : at + 1]
        if old != new:
            raise BeadError(f"the edit would change which {side} sentences stand here")
    if any(not bead.source and not bead.target for bead in edit.beads.added):
        raise BeadError("a bead would be empty on both sides")


# ---- what an editor can do with beads; `at` is the position of a bead, 0-based


def merge_next(bitext: Bitext, at: int) -> Splice:
    """Join a bead with the next one."""
    first, second = _bead(bitext, at), _bead(bitext, at + 1)
    notes = " / ".join(note for note in (first.note, second.note) if note)
    return _splice(bitext, at, 2, Bead(first.source + second.source, first.target + second.target, note=notes))


def merge_previous(bitext: Bitext, at: int) -> Splice:
    """Join a bead with the one before it."""
    if at < 1:
        raise BeadError("there is no bead before the first one")
    return merge_next(bitext, at - 1)


def split(bitext: Bitext, at: int, *, source: int, target: int) -> Splice:
    """Cut a bead in two: the first part gets so many segments of each side. Neither part may be empty."""
    bead = _bead(bitext, at)
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
    bead = _bead(bitext, at)
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
    first, second = _bead(bitext, at), _bead(bitext, at + 1)
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
    own, _ = _sides(_bead(bitext, at), side)
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
    bead = _bead(bitext, at)
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


def exchanged(bitext: Bitext) -> Bitext:
    """Return the bitext with source and target exchanged; doing it twice gives the same bitext again."""
    return replace(
        bitext,
        source_language=bitext.target_language,
        target_language=bitext.source_language,
        source=bitext.target,
        target=bitext.source,
        source_title=bitext.target_title,
        target_title=bitext.source_title,
        beads=tuple(replace(bead, source=bead.target, target=bead.source) for bead in bitext.beads),
    )


def _bead(bitext: Bitext, at: int) -> Bead:
    if not 0 <= at < len(bitext.beads):
        raise BeadError(f"there is no bead {at + 1}; the alignment has {len(bitext.beads)}")
    return bitext.beads[at]


def _splice(bitext: Bitext, at: int, count: int, *added: Bead) -> Splice:
    return Splice(at, bitext.beads[at : at + count], added)


def _changed(bitext: Bitext, at: int, change: Callable[[Bead], Bead]) -> Splice:
    return _splice(bitext, at, 1, change(_bead(bitext, at)))


def _sides(bead: Bead, side: Side) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the segments of the named side and those of the other."""
    return (bead.source, bead.target) if side == "source" else (bead.target, bead.source)


def _other(side: Side) -> Side:
    return "target" if side == "source" else "source"


def _made(side: Side, own: tuple[int, ...], other: tuple[int, ...], note: str) -> Bead:
    return Bead(own, other, note=note) if side == "source" else Bead(other, own, note=note)
