"""An open alignment as the workspace works on it: beads with quick access, rows for the grid, edits for the keys. Pure.

Invariant: the workbench changes only by `apply`, which is called after the edit was committed; `plan` and the functions
below it make edits and change nothing. Edits that cannot be made here raise BeadError with a sentence for people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossary.alignment import edits
from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Segment, Trust
from glossary.alignment.edits import Edit, Splice, TextEdit, TextEdits, Writing
from glossary.alignment.trust import trust
from glossary.checks.findings import BeadText, Span
from glossary.store.records import PhraseLinkRecord
from glossary.text.language import base_language
from tui.bead_plans import NAME, PLANS
from tui.widgets.progress import Progress
from tui.widgets.rows import Cursor, Row, Sentence, Side, sign_of
from tui.widgets.wrap import shown

SIDE = {"source": Side.SOURCE, "target": Side.TARGET}


@dataclass(frozen=True, slots=True)
class Patch:
    """What an edit means for the grid: rows `at` .. `at + removed` give place to `rows`."""

    at: int
    removed: int
    rows: tuple[Row, ...]


class Workbench:
    """A bitext that is being edited."""

    def __init__(
        self, bitext: Bitext, links: Sequence[PhraseLinkRecord] = (), bookmarks: frozenset[str] = frozenset()
    ) -> None:
        self.bitext = bitext
        self.bookmarks = bookmarks
        """Names of the sentences that have one: joined beads keep it."""
        self.links = tuple(links)
        self.has_links = bool(links)
        """Whether there was ever a phrase link: then they are looked for anew after an edit."""
        self._index()

    def _index(self) -> None:
        self._segments: dict[Side, dict[int, Segment]] = {
            side: {s.id: s for s in getattr(self.bitext, NAME[side])} for side in Side
        }
        self._counts = [0, 0, 0, 0]
        for bead in self.bitext.beads:
            self._counts[_kind(bead)] += 1

    # What stands there

    @property
    def progress(self) -> Progress:
        """How many beads are in which state."""
        return Progress(*self._counts)

    def language(self, side: Side) -> str:
        """Return the language of a column."""
        return self.bitext.source_language if side is Side.SOURCE else self.bitext.target_language

    def ids(self, row: int, side: Side) -> tuple[int, ...]:
        """Return the segment ids of one cell."""
        bead = self.bitext.beads[row]
        return bead.source if side is Side.SOURCE else bead.target

    def bead_name(self, row: int) -> str:
        """Return what a bead is called as long as its first sentence stays the first: edits elsewhere move nothing."""
        return _name(self.bitext.beads[row])

    def named(self, name: str, near: int = 0) -> int | None:
        """Return the row of a bead by its name; looked for at `near` first."""
        beads = self.bitext.beads
        if near < len(beads) and _name(beads[near]) == name:
            return near
        return next((row for row, bead in enumerate(beads) if _name(bead) == name), None)

    def toggle_bookmark(self, row: int) -> bool:
        """Set a bookmark on a bead, or take it away; return whether it has one now."""
        names = _names(self.bitext.beads[row])
        kept = self.bookmarks.difference(names)
        is_set = kept == self.bookmarks
        self.bookmarks = kept | {names[0]} if is_set else kept
        return is_set

    def segment(self, cursor: Cursor) -> Segment | None:
        """Return the sentence under the cursor; None in an empty cell."""
        ids = self.ids(cursor.row, cursor.side) if self.bitext.beads else ()
        return self._segments[cursor.side][ids[cursor.sentence]] if cursor.sentence < len(ids) else None

    def segment_of(self, side: Side, identity: int) -> Segment:
        """Return a sentence by its id."""
        return self._segments[side][identity]

    def text_of(self, side: Side, identity: int) -> str:
        """Return the editor's text of a sentence."""
        return self._segments[side][identity].text

    def next_segment(self, side: Side, identity: int) -> Segment | None:
        """Return the sentence after one in its text; None after the last."""
        ids = [s.id for s in getattr(self.bitext, NAME[side])]
        place = ids.index(identity) + 1
        return self._segments[side][ids[place]] if place < len(ids) else None

    def rows(self) -> list[Row]:
        """Return a row for every bead."""
        return [self._row(bead) for bead in self.bitext.beads]

    def row(self, number: int) -> Row:
        """Return a row for one bead."""
        return self._row(self.bitext.beads[number])

    def _row(self, bead: Bead) -> Row:
        sources, targets = self._segments[Side.SOURCE], self._segments[Side.TARGET]
        return Row(
            tuple([_sentence(sources[i]) for i in bead.source]),
            tuple([_sentence(targets[i]) for i in bead.target]),
            sign_of(bead),
            bead.probability,
            bool(bead.note),
            _kind(bead) == _CHECK,
            bool(self.bookmarks) and not self.bookmarks.isdisjoint(_names(bead)),
        )

    def side_text(self, row: int, side: Side) -> str:
        """Return one side of a bead as one text, as phrase links and checks count its characters."""
        return self.joined(side, [self._segments[side][i].text for i in self.ids(row, side)])

    def joined(self, side: Side, texts: Sequence[str]) -> str:
        """Return sentences of one side as one text."""
        return self._gap(side).join(texts)

    def bead_text(self, row: int) -> BeadText:
        """Return a bead as the matchers want it."""
        return BeadText(row, self.side_text(row, Side.SOURCE), self.side_text(row, Side.TARGET))

    def span_in_bead(self, row: int, side: Side, sentence: int, start: int, end: int) -> Span:
        """Return a range of a sentence as a range of its bead's text."""
        offset = self._offsets(row, side)[sentence]
        return Span(offset + start, offset + end)

    def spans_in_sentences(self, row: int, side: Side, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return a range of a bead's text as (sentence, start, end), one for each sentence that it touches."""
        found = []
        for number, (identity, offset) in enumerate(zip(self.ids(row, side), self._offsets(row, side), strict=True)):
            length = len(self._segments[side][identity].text)
            left, right = max(start - offset, 0), min(end - offset, length)
            if left < right:
                found.append((number, left, right))
        return found

    def _offsets(self, row: int, side: Side) -> list[int]:
        offsets, at, gap = [], 0, len(self._gap(side))
        for identity in self.ids(row, side):
            offsets.append(at)
            at += len(self._segments[side][identity].text) + gap
        return offsets

    def _gap(self, side: Side) -> str:
        return "" if base_language(self.language(side)) in ("ja", "zh") else " "

    def next_check(self, row: int, step: int) -> int | None:
        """Return the nearest bead before (-1) or after (1) a row that needs an editor; it goes round once."""
        beads = self.bitext.beads
        for distance in range(1, len(beads) + 1):
            number = (row + step * distance) % len(beads)
            if _kind(beads[number]) == _CHECK:
                return number
        return None

    # Edits

    def plan(self, identity: str, cursor: Cursor) -> Edit:
        """Return the edit that an action means at a cursor. Raises BeadError.

        The plans are given the sentences of the bead alone, so that none of them walks through 20,000.
        """
        bead = self.bitext.beads[cursor.row]
        source, target = self._segments[Side.SOURCE], self._segments[Side.TARGET]
        near = replace(
            self.bitext, source=tuple(source[i] for i in bead.source), target=tuple(target[i] for i in bead.target)
        )
        return PLANS[identity](near, cursor)

    def apply(self, edit: Edit) -> Patch:
        """Make a committed edit and return what it means for the grid."""
        before = len(self.bitext.beads)
        self.bitext = edits.apply(self.bitext, edit)
        if isinstance(edit, Splice):
            return self._spliced(edit)
        if isinstance(edit, Writing):
            side = SIDE[edit.side]
            for segment in edit.removed:
                del self._segments[side][segment.id]
            self._segments[side].update({segment.id: segment for segment in edit.added})
            return self._spliced(edit.beads)
        if isinstance(edit, TextEdit):
            side = SIDE[edit.side]
            old = self._segments[side][edit.segment]
            original = old.original or old.text
            new = replace(old, text=edit.after, original="" if edit.after == original else original)
            self._segments[side][edit.segment] = new
            row = self.find(side, edit.segment)
            return Patch(row, 1, (self.row(row),))
        # Sentences cut otherwise, words replaced in many, sides exchanged: rare, and everything may stand elsewhere.
        self._index()
        self.links = ()
        return Patch(0, before, tuple(self.rows()))

    def _spliced(self, edit: Splice) -> Patch:
        for bead in edit.removed:
            self._counts[_kind(bead)] -= 1
        for bead in edit.added:
            self._counts[_kind(bead)] += 1
        self._move_links(edit)
        return Patch(edit.at, len(edit.removed), tuple(self._row(bead) for bead in edit.added))

    def take_links(self, links: Sequence[PhraseLinkRecord]) -> None:
        """Take the phrase links as the store has found them."""
        self.links = tuple(links)
        self.has_links = self.has_links or bool(links)

    def _move_links(self, edit: Splice) -> None:
        """Let links behind an edit move with their beads; those inside it are found anew by the store."""
        end, grown = edit.at + len(edit.removed), len(edit.added) - len(edit.removed)
        shape = [(bead.source, bead.target) for bead in edit.removed] == [(b.source, b.target) for b in edit.added]
        self.links = tuple(
            link if shape or link.bead < edit.at else replace(link, bead=link.bead + grown)
            for link in self.links
            if shape or not edit.at <= link.bead < end
        )

    def find(self, side: Side, segment: int) -> int:
        """Return the row of a segment."""
        name = NAME[side]
        for number, bead in enumerate(self.bitext.beads):
            if segment in getattr(bead, name):
                return number
        raise BeadError(f"there is no {name} segment {segment}")

    def words(self, edit: Edit) -> str:
        """Return what an edit is called and where it stands: `merge, beads 1–2`; before or after it was made."""
        name, first, last = words_of(edit)
        if isinstance(edit, TextEdit):
            first = last = self.find(SIDE[edit.side], edit.segment) + 1
        if not first:
            return name
        return f"{name}, bead {first}" if first == last else f"{name}, beads {first}–{last}"

    def landing(self, edit: Edit, cursor: Cursor) -> Cursor:
        """Return where the cursor should be after an edit that somebody undid or redid."""
        if isinstance(edit, TextEdit):
            side = SIDE[edit.side]
            row = self.find(side, edit.segment)
            return Cursor(row, side, self.ids(row, side).index(edit.segment))
        if isinstance(edit, Writing):
            side = SIDE[edit.side]
            return Cursor(min(edit.beads.at, max(0, len(self.bitext.beads) - 1)), side, 0)
        if isinstance(edit, edits.Resegment):
            side = SIDE[edit.side]
            row = self.find(side, edit.added[-1].id)
            return Cursor(row, side, self.ids(row, side).index(edit.added[-1].id))
        if isinstance(edit, TextEdits):
            return self.landing(edit.edits[0], cursor)
        row = edit.at if isinstance(edit, Splice) else cursor.row
        return Cursor(min(row, max(0, len(self.bitext.beads) - 1)), cursor.side, 0)

    def following(self, cursor: Cursor, segment: Segment | None) -> Cursor:
        """Return where a sentence stands now; the cursor itself where there is none."""
        if segment is None:
            return cursor
        row = self.find(cursor.side, segment.id)
        return Cursor(row, cursor.side, self.ids(row, cursor.side).index(segment.id))


def words_of(edit: Edit) -> tuple[str, int, int]:
    """Return what an edit of beads is called, and the first and the last of its beads (from 1) before it.

    For an edit of a sentence the numbers are 0: where it stands is not in the edit.
    """
    if isinstance(edit, TextEdit):
        return "edit of a sentence", 0, 0
    if isinstance(edit, TextEdits):
        return f"replacement in {len(edit.edits)} sentences", 0, 0
    if isinstance(edit, edits.Exchange):
        return "exchange of the two texts", 0, 0
    if isinstance(edit, Writing):
        what = "rewriting" if edit.removed and edit.added else "writing" if edit.added else "taking out"
        return f"{what} of a sentence", edit.beads.at + 1, edit.beads.at + 1
    if isinstance(edit, edits.Resegment):
        first, last = edit.beads.at + 1, edit.beads.at + max(1, len(edit.beads.removed))
        return "split of a sentence" if len(edit.added) > len(edit.removed) else "join of sentences", first, last
    first, last = edit.at + 1, edit.at + max(1, len(edit.removed))
    return _name_of(edit.removed, edit.added), first, last


_SAID = {BeadState.CONFIRMED: "confirm", BeadState.REJECTED: "reject", BeadState.AUTO: "reopen"}


def _name_of(before: tuple[Bead, ...], after: tuple[Bead, ...]) -> str:
    """Return what replacing beads is called; what an editor makes has no probability, what the engine makes has."""
    if [(b.source, b.target) for b in before] == [(b.source, b.target) for b in after]:
        changed = {b.state for a, b in zip(before, after, strict=True) if a.state is not b.state}
        if changed:
            return _SAID[changed.pop()] if len(changed) == 1 else "change of state"
        return "comment"
    if any(bead.probability is not None for bead in after if bead not in before):
        return "align anew"
    if len(after) == 1:
        return "merge"
    if len(before) == 1:
        return "unlink" if all(bead.one_sided for bead in after) and not before[0].one_sided else "split"
    return "shift"


def _name(bead: Bead) -> str:
    return f"s{bead.source[0]}" if bead.source else f"t{bead.target[0]}"


def _names(bead: Bead) -> list[str]:
    return [f"s{i}" for i in bead.source] or [f"t{i}" for i in bead.target]


_CHECK = 2


def _kind(bead: Bead) -> int:
    """Return the index in `Progress` of a bead's state."""
    if bead.state is BeadState.CONFIRMED:
        return 0
    if bead.state is BeadState.REJECTED:
        return 3
    return 1 if trust(bead) is Trust.SURE else _CHECK


def _sentence(segment: Segment) -> Sentence:
    return Sentence(shown(segment.text), bool(segment.original))


def region(bitext: Bitext, row: int) -> tuple[int, int]:
    """Return the beads (first, last exclusive) around a row up to the confirmed ones on both sides."""
    first, last = row, row + 1
    while first > 0 and bitext.beads[first - 1].state is not BeadState.CONFIRMED:
        first -= 1
    while last < len(bitext.beads) and bitext.beads[last].state is not BeadState.CONFIRMED:
        last += 1
    return first, last
