"""Edits in words: what the history calls them, and the error that shows both texts where one came too late."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.alignment.beads import Bead, Bitext, Segment
from glossary.alignment.edits import Edit, Exchange, Resegment, SentenceEdit, Splice, TextEdit, TextEdits, Writing
from glossary.errors import StaleWriteError


def stale(number: int, bitext: Bitext, edit: Edit) -> StaleWriteError:
    """Return the error for an edit of an alignment that has changed; the bitext is as it is stored."""
    if isinstance(edit, Splice):
        stored = bitext.beads[edit.at : edit.at + max(len(edit.removed), 1)]
        return stale_beads(number, bitext, edit.added, stored)
    if isinstance(edit, Exchange):
        languages = bitext.source_language, bitext.target_language
        return StaleWriteError(f"Alignment {number}", ours="-".join(reversed(languages)), theirs="-".join(languages))
    if isinstance(edit, SentenceEdit):
        gone = {s.id for s in edit.removed}
        there = [s.text for s in getattr(bitext, edit.side) if s.id in gone]
        ours = " | ".join(s.text for s in edit.added)
        return StaleWriteError(f"Alignment {number}", ours=ours, theirs=" | ".join(there) or "(nothing)")
    if isinstance(edit, TextEdits):
        edit = edit.edits[0]
    side: tuple[Segment, ...] = getattr(bitext, edit.side)
    theirs = next((s.text for s in side if s.id == edit.segment), "")
    return StaleWriteError(f"Alignment {number}", ours=edit.after, theirs=theirs)


def stale_beads(number: int, bitext: Bitext, ours: Sequence[Bead], theirs: Sequence[Bead]) -> StaleWriteError:
    """Return the error that shows the beads that were to be written beside those that stand there."""
    return StaleWriteError(f"Alignment {number}", ours=_shown(bitext, ours), theirs=_shown(bitext, theirs))


def _shown(bitext: Bitext, some: Sequence[Bead]) -> str:
    """Return beads as text for a message; a long stretch is cut."""
    lines = [
        f"[{bead.state.value}] {bitext.source_text(bead) or '(nothing)'} | {bitext.target_text(bead) or '(nothing)'}"
        for bead in some[:3]
    ]
    if len(some) > 3:
        lines.append(f"… and {len(some) - 3} more")
    return " / ".join(lines) or "(nothing)"


def label_of(edit: Edit) -> str:
    """Return what the history calls an edit; places count from 1, as people do."""
    if isinstance(edit, TextEdit):
        return f"edited a {edit.side} sentence"
    if isinstance(edit, TextEdits):
        return f"edited {len(edit.edits)} sentences"
    if isinstance(edit, Exchange):
        return "exchanged the two texts"
    if isinstance(edit, Writing):
        what = "rewrote" if edit.removed and edit.added else "wrote" if edit.added else "took out"
        return f"{what} a {edit.side} sentence"
    if isinstance(edit, Resegment):
        counts = len(edit.removed), len(edit.added)
        return f"{'cut' if counts[1] > counts[0] else 'joined'} {edit.side} sentences ({counts[0]} became {counts[1]})"
    if len(edit.removed) == len(edit.added):
        states = {bead.state for bead in edit.added}
        same = all(a.source == b.source and a.target == b.target for a, b in zip(edit.removed, edit.added, strict=True))
        if same and len(states) == 1:
            return f"{next(iter(states)).value}: bead {edit.at + 1}" + (
                f" and {n} more" if (n := len(edit.added) - 1) else ""
            )
    return f"{len(edit.removed)} beads at {edit.at + 1} became {len(edit.added)}"
