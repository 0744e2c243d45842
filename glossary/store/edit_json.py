"""Edits of an alignment as JSON values for the log of changes, and back.

A bead in the log carries its number too, so that undoing a merge gives the beads their own numbers back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from glossary.alignment.beads import Bead, BeadState, Segment
from glossary.alignment.edits import Edit, Exchange, Resegment, SentenceEdit, Splice, TextEdit, TextEdits, Writing


def bead_to_json(bead: Bead, number: int) -> dict[str, Any]:
    """Return a bead as JSON; what is empty is left out."""
    value: dict[str, Any] = {"id": number, "source": list(bead.source), "target": list(bead.target)}
    if bead.probability is not None:
        value["probability"] = bead.probability
    if bead.state is not BeadState.AUTO:
        value["state"] = bead.state.value
    if bead.reasons:
        value["reasons"] = list(bead.reasons)
    if bead.author:
        value["author"] = bead.author
    if bead.note:
        value["note"] = bead.note
    return value


def bead_from_json(value: dict[str, Any]) -> Bead:
    """Return the bead that `bead_to_json` wrote."""
    return Bead(
        tuple(value["source"]),
        tuple(value["target"]),
        value.get("probability"),
        BeadState(value.get("state", BeadState.AUTO)),
        tuple(value.get("reasons", ())),
        value.get("author", ""),
        value.get("note", ""),
    )


def splice_to_json(
    at: int, removed: Sequence[tuple[int, Bead]], added: Sequence[tuple[int, Bead]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was before and what is after a splice; beads come with their numbers."""
    before = {"edit": "splice", "at": at, "beads": [bead_to_json(bead, number) for number, bead in removed]}
    after = {"edit": "splice", "at": at, "beads": [bead_to_json(bead, number) for number, bead in added]}
    return before, after


def text_to_json(edit: TextEdit) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was before and what is after an edit of a sentence."""
    place = {"edit": "text", "side": edit.side, "segment": edit.segment}
    return {**place, "text": edit.before}, {**place, "text": edit.after}


def texts_to_json(
    some: Sequence[tuple[dict[str, Any], dict[str, Any]]],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was before and what is after edits of several sentences, each as `text_to_json` writes it."""
    return {"edit": "texts", "texts": [b for b, _ in some]}, {"edit": "texts", "texts": [a for _, a in some]}


def segments_to_json(
    edit: SentenceEdit, at: int, removed: Sequence[tuple[int, Bead]], added: Sequence[tuple[int, Bead]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was before and what is after sentences were cut anew or written, with the beads that hold them."""
    kind = {"edit": "writing", "after": edit.after} if isinstance(edit, Writing) else {"edit": "segments"}
    sides = []
    for segments, beads in ((edit.removed, removed), (edit.added, added)):
        said = [{"id": s.id, "text": s.text, "paragraph": s.paragraph, "original": s.original} for s in segments]
        named = [bead_to_json(bead, number) for number, bead in beads]
        sides.append({**kind, "side": edit.side, "segments": said, "at": at, "beads": named})
    return sides[0], sides[1]


def exchange_to_json() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what an exchange of the two texts is in the log."""
    return {"edit": "exchange"}, {"edit": "exchange"}


def edit_from_json(before: dict[str, Any], after: dict[str, Any]) -> tuple[Edit, list[int]]:
    """Return the edit that leads from one to the other, and the numbers of the beads that it adds."""
    if before["edit"] == "text":
        return TextEdit(before["side"], before["segment"], before["text"], after["text"]), []
    if before["edit"] == "texts":
        pairs = zip(before["texts"], after["texts"], strict=True)
        return TextEdits(tuple(TextEdit(b["side"], b["segment"], b["text"], a["text"]) for b, a in pairs)), []
    if before["edit"] == "exchange":
        return Exchange(), []
    removed = tuple(bead_from_json(value) for value in before["beads"])
    added = tuple(bead_from_json(value) for value in after["beads"])
    splice = Splice(before["at"], removed, added)
    numbers = [int(value["id"]) for value in after["beads"]]
    if before["edit"] in ("segments", "writing"):
        sides = [
            tuple(Segment(s["id"], s["text"], s["paragraph"], s["original"]) for s in value["segments"])
            for value in (before, after)
        ]
        if before["edit"] == "writing":
            return Writing(before["side"], sides[0], sides[1], before["after"], splice), numbers
        return Resegment(before["side"], sides[0], sides[1], splice), numbers
    return splice, numbers
