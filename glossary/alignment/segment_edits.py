"""Edits of the sentences themselves: one is cut in two, two become one, and the links stay.

Laws: no word is lost (texts and originals keep all their characters but white space), every sentence stays in exactly
one bead in order, and undoing gives the same bitext again. The parts of a sentence stay in its bead, whatever an editor
has said of it; joining sentences of two beads joins the beads.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from difflib import SequenceMatcher

from glossary.alignment.beads import Bead, BeadError, Bitext, Segment
from glossary.alignment.edits import Resegment, Side, Splice


def split_segment(bitext: Bitext, side: Side, segment: int, offset: int, *, new: int | None = None) -> Resegment:
    """Cut a sentence before the character `offset` (code points of its text); white space at the cut goes.

    The first part keeps the sentence's id, the second gets `new` (one that the store has given; the next free one of
    the side without it). Where the editor's text differs from the source's, that is cut at the same place.
    """
    whole = _find(bitext, side, segment)
    text = whole.text
    if not (0 < offset < len(text) and text[:offset].strip() and text[offset:].strip()):
        raise BeadError(f"cutting after {offset} characters leaves a sentence without words")
    if unicodedata.combining(text[offset]):
        raise BeadError("the cut would fall between a letter and its mark")
    texts = text[:offset].rstrip(), text[offset:].lstrip()
    originals = _cut_original(whole.original, text, offset) if whole.original else ("", "")
    ids = segment, _free(bitext, side) if new is None else new
    parts = tuple(
        Segment(number, part, whole.paragraph, "" if original == part else original)
        for number, part, original in zip(ids, texts, originals, strict=True)
    )
    return resegment(bitext, side, (whole,), parts)


def merge_segment(bitext: Bitext, side: Side, segment: int, *, across: bool = False) -> Resegment:
    """Join a sentence with the next one of its side; it keeps its id and its paragraph.

    The next paragraph's first sentence is only joined with `across`.
    """
    segments: tuple[Segment, ...] = getattr(bitext, side)
    first = _find(bitext, side, segment)
    place = segments.index(first)
    if place + 1 == len(segments):
        raise BeadError(f"there is no {side} sentence after the last one")
    second = segments[place + 1]
    if first.paragraph != second.paragraph and not across:
        raise BeadError("the next sentence belongs to another paragraph")
    gap = _gap(bitext, side)
    text = (first.text + gap + second.text).strip()
    original = ((first.original or first.text) + gap + (second.original or second.text)).strip()
    joined = Segment(first.id, text, first.paragraph, "" if original == text else original)
    return resegment(bitext, side, (first, second), (joined,))


def resegment(bitext: Bitext, side: Side, removed: tuple[Segment, ...], added: tuple[Segment, ...]) -> Resegment:
    """Return the edit that puts `added` in the place of `removed`, with what it means for the beads of this bitext.

    Used for every alignment of the same text: the new sentences stand in the bead of the old ones, or in the one that
    their beads have become.
    """
    gone = {s.id for s in removed}
    holders = [n for n, bead in enumerate(bitext.beads) if gone.intersection(getattr(bead, side))]
    if not holders:
        raise BeadError(f"no bead has the {side} sentences {sorted(gone)}")
    first, last = holders[0], holders[-1] + 1
    old = bitext.beads[first:last]
    ids = [i for bead in old for i in getattr(bead, side)]
    at = ids.index(removed[0].id)
    own = (*ids[:at], *(s.id for s in added), *ids[at + len(removed) :])
    bead = old[0] if len(old) == 1 else _joined(old)
    new = replace(bead, source=own) if side == "source" else replace(bead, target=own)
    return Resegment(side, removed, added, Splice(first, old, (new,)))


def _joined(beads: tuple[Bead, ...]) -> Bead:
    return Bead(
        tuple(i for bead in beads for i in bead.source),
        tuple(i for bead in beads for i in bead.target),
        note=" / ".join(bead.note for bead in beads if bead.note),
    )


def _find(bitext: Bitext, side: Side, segment: int) -> Segment:
    for one in getattr(bitext, side):
        if one.id == segment:
            found: Segment = one
            return found
    raise BeadError(f"there is no {side} segment {segment}")


def _free(bitext: Bitext, side: Side) -> int:
    segments: tuple[Segment, ...] = getattr(bitext, side)
    return 1 + max(s.id for s in segments)


def _gap(bitext: Bitext, side: Side) -> str:
    language = bitext.source_language if side == "source" else bitext.target_language
    return "" if language.split("-", maxsplit=1)[0] in ("ja", "zh") else " "


def _cut_original(original: str, text: str, offset: int) -> tuple[str, str]:
    """Cut what the source says where the editor's text is cut at `offset`; neither part may be without words."""
    place = _same_place(original, text, offset)
    # the nearest cut that leaves words on both sides
    lead = len(original) - len(original.lstrip()) + 1
    trail = len(original.rstrip()) - 1
    if lead > trail:
        raise BeadError("what the source says here is too short to be cut")
    place = min(max(place, lead), trail)
    return original[:place].rstrip(), original[place:].lstrip()


def _same_place(original: str, text: str, offset: int) -> int:
    """Return the place in `original` that answers to `offset` in `text`."""
    if original.startswith(text[:offset]):
        return offset
    if original.endswith(text[offset:]):
        return len(original) - len(text) + offset
    for _, i0, i1, j0, j1 in SequenceMatcher(None, text, original, autojunk=False).get_opcodes():
        if i0 <= offset < i1:
            return j0 + round((offset - i0) * (j1 - j0) / (i1 - i0))
    return len(original)
