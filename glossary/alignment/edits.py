"""Edits of an alignment as data: what stood at a place and what stands there after, so that any edit can be undone.

Law: applying an edit and then its inverse gives the same bitext.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from glossary.alignment.beads import Bead, BeadError, Bitext, Segment


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


Edit = Splice | TextEdit


def apply(bitext: Bitext, edit: Edit) -> Bitext:
    """Return the bitext with the edit made. Raises BeadError where it does not fit what stands there."""
    if isinstance(edit, Splice):
        end = edit.at + len(edit.removed)
        if edit.at < 0 or bitext.beads[edit.at : end] != edit.removed:
            raise BeadError(f"the beads at {edit.at} are not those that the edit replaces")
        return replace(bitext, beads=bitext.beads[: edit.at] + edit.added + bitext.beads[end:])
    if edit.side not in ("source", "target"):
        raise BeadError(f"{edit.side!r} is no side of a bitext")
    segments: tuple[Segment, ...] = getattr(bitext, edit.side)
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
    return TextEdit(edit.side, edit.segment, before=edit.after, after=edit.before)
