"""Edits of an alignment as data: what stood at a place and what stands there after, so that any edit can be undone.

Law: applying an edit and then its inverse gives the same bitext. Edits are made in `edits.py` (beads), in
`segment_edits.py` (sentences cut anew), in `writing.py` (drafts) and in `replacing.py` (words).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from glossary.alignment.beads import Bead, BeadError, Bitext, Segment

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
class TextEdits:
    """Edits of several sentences at once, no sentence twice: one step for undo."""

    edits: tuple[TextEdit, ...]


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


Edit = Splice | TextEdit | TextEdits | Resegment | Writing | Exchange


def apply(bitext: Bitext, edit: Edit) -> Bitext:
    """Return the bitext with the edit made. Raises BeadError where it does not fit what stands there."""
    if isinstance(edit, Splice):
        end = edit.at + len(edit.removed)
        if edit.at < 0 or bitext.beads[edit.at : end] != edit.removed:
            raise BeadError(f"the beads at {edit.at} are not those that the edit replaces")
        return replace(bitext, beads=bitext.beads[: edit.at] + edit.added + bitext.beads[end:])
    if isinstance(edit, Exchange):
        return exchanged(bitext)
    if isinstance(edit, TextEdit | TextEdits):
        return _retexted(bitext, edit.edits if isinstance(edit, TextEdits) else (edit,))
    if edit.side not in ("source", "target"):
        raise BeadError(f"{edit.side!r} is no side of a bitext")
    segments: tuple[Segment, ...] = getattr(bitext, edit.side)
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


def _retexted(bitext: Bitext, some: Iterable[TextEdit]) -> Bitext:
    """Return the bitext with other texts of sentences; what the source says is kept beside them."""
    wanted: dict[str, dict[int, TextEdit]] = {"source": {}, "target": {}}
    for edit in some:
        if edit.side not in wanted or edit.segment in wanted[edit.side]:
            raise BeadError(f"{edit.side!r} is no side of a bitext, or a sentence would be edited twice")
        wanted[edit.side][edit.segment] = edit
    sides: dict[str, tuple[Segment, ...]] = {"source": bitext.source, "target": bitext.target}
    for side, mine in wanted.items():
        places = [number for number, segment in enumerate(sides[side]) if segment.id in mine] if mine else []
        segments = list(sides[side]) if mine else []
        for number in places:
            segment, own = segments[number], mine.pop(segments[number].id)
            if segment.text != own.before:
                raise BeadError(f"the {side} segment {segment.id} does not say what the edit replaces")
            original = segment.original or segment.text
            segments[number] = replace(segment, text=own.after, original="" if own.after == original else original)
        if mine:
            raise BeadError(f"the {side} segment {next(iter(mine))} does not say what the edit replaces")
        if places:
            sides[side] = tuple(segments)
    return replace(bitext, source=sides["source"], target=sides["target"])


def invert(edit: Edit) -> Edit:
    """Return the edit that takes this one back."""
    if isinstance(edit, Splice):
        return _back(edit)
    if isinstance(edit, Exchange):
        return edit
    if isinstance(edit, SentenceEdit):
        return replace(edit, removed=edit.added, added=edit.removed, beads=_back(edit.beads))
    if isinstance(edit, TextEdits):
        return TextEdits(tuple(_said_before(one) for one in edit.edits))
    return _said_before(edit)


def _back(splice: Splice) -> Splice:
    return Splice(splice.at, removed=splice.added, added=splice.removed)


def _said_before(edit: TextEdit) -> TextEdit:
    return replace(edit, before=edit.after, after=edit.before)


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
        _require_same_words(edit)
        return
    if len(edit.removed) > 1 or len(edit.added) > 1 or not (edit.removed or edit.added):
        raise BeadError("one sentence at a time is written or taken out")
    if edit.removed and edit.added and edit.removed[0].id != edit.added[0].id:
        raise BeadError("a sentence that is written otherwise keeps its number")
    _require_same_beads(edit)


def _require_same_words(edit: Resegment) -> None:
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


def bead_at(bitext: Bitext, at: int) -> Bead:
    """Return the bead at a position (0-based). Raises BeadError where there is none."""
    if not 0 <= at < len(bitext.beads):
        raise BeadError(f"there is no bead {at + 1}; the alignment has {len(bitext.beads)}")
    return bitext.beads[at]


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
