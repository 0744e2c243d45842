"""Beads as rows: read whole, written in bulk, and spliced.

Invariant: within one alignment the beads, by `position`, name every segment of both documents once and in order. A
splice that would break it is refused, and so is one whose removed beads are not what stands there. It writes only the
beads that it changes; a bead that stays the same bead keeps its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, func, insert, select, update

from glossary.alignment.beads import Bead, BeadError, BeadState
from glossary.alignment.edits import SentenceEdit
from glossary.store.bulk import insert_rows
from glossary.store.tables import GAP, BeadSegment, table_of
from glossary.store.tables import Bead as BeadRow
from glossary.store.tables import Segment as SegmentRow

beads = table_of(BeadRow)
bead_segments = table_of(BeadSegment)
segments = table_of(SegmentRow)

SIDES = ("source", "target")
_READ = (
    beads.c.id,
    beads.c.position,
    beads.c.probability,
    beads.c.state,
    beads.c.reasons,
    beads.c.author,
    beads.c.note,
)
MANY = 500
"""Numbers in one IN list; every data base takes so many."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A bead with its number and its order key."""

    id: int
    position: int
    bead: Bead


@dataclass(frozen=True, slots=True)
class Spliced:
    """What a splice did, without the equal beads at its edges."""

    at: int
    removed: tuple[tuple[int, Bead], ...]
    added: tuple[tuple[int, Bead], ...]


class Mismatch(Exception):  # noqa: N818 not an error for people: the repository turns it into one
    """What stands in the data base is not what the splice removes."""

    def __init__(self, stored: tuple[Bead, ...]) -> None:
        super().__init__("the stored beads are others")
        self.stored = stored


def load(connection: Connection, alignment_id: int, *, offset: int = 0, limit: int | None = None) -> list[Stored]:
    """Return the beads of an alignment in order, all or a stretch of them."""
    ordered = select(*_READ).where(beads.c.alignment_id == alignment_id).order_by(beads.c.position)
    if limit is not None:
        ordered = ordered.limit(limit).offset(offset)
    rows = connection.execute(ordered).all()
    if not rows:
        return []
    named = _named(connection, alignment_id, rows[0][1], rows[-1][1])
    states = {state.value: state for state in BeadState}
    empty: tuple[list[int], list[int]] = ([], [])
    loaded = []
    # By place and without a call for each row: this is what opening a large alignment waits for.
    for number, position, probability, state, reasons, author, note in rows:
        source, target = named.get(number, empty)
        bead = Bead(
            tuple(source), tuple(target), probability, states[state], tuple(reasons) if reasons else (), author, note
        )
        loaded.append(Stored(number, position, bead))
    return loaded


def add_all(connection: Connection, alignment_id: int, new: Sequence[Bead]) -> list[Stored]:
    """Write the beads of a new alignment."""
    return _insert(connection, alignment_id, [(None, order * GAP, bead) for order, bead in enumerate(new, start=1)])


def splice(
    connection: Connection,
    alignment_id: int,
    at: int,
    removed: Sequence[Bead],
    added: Sequence[Bead],
    numbers: Sequence[int] = (),
    *,
    recut: SentenceEdit | None = None,
) -> Spliced:
    """Put `added` in the place of `removed`; `numbers` are those that the added beads must have (from the log).

    With `recut`, which has been checked, the added beads name the sentences that it adds, already written.
    Raises Mismatch where other beads stand there, BeadError where the segments would not be the same.
    """
    if at < 0:
        raise BeadError(f"there is no bead {at}")
    old = standing(connection, alignment_id, at, removed)
    for side in SIDES if recut is None else ():
        if _flat(removed, side) != _flat(added, side):
            raise BeadError(f"the edit would change which {side} sentences stand here")
    if any(not b.source and not b.target for b in added):
        raise BeadError("a bead would be empty on both sides")
    wanted = list(numbers) or [0] * len(added)
    head, tail = _common([s.bead for s in old], added, _names)
    same_names = [(old[i], added[i]) for i in range(head)]
    same_names += [(old[len(old) - i], added[len(added) - i]) for i in range(tail, 0, -1)]
    _update(connection, [(s, b) for s, b in same_names if s.bead != b])
    middle = _replace(
        connection,
        alignment_id,
        at + head,
        old[head : len(old) - tail],
        list(added[head : len(added) - tail]),
        wanted[head : len(added) - tail],
    )
    result = [(s.id, b) for s, b in same_names[:head]] + [(s.id, s.bead) for s in middle]
    result += [(s.id, b) for s, b in same_names[head:]]
    first, last = _common([s.bead for s in old], added, lambda b: b)
    return Spliced(
        at + first,
        tuple((s.id, s.bead) for s in old[first : len(old) - last]),
        tuple(result[first : len(result) - last]),
    )


def standing(connection: Connection, alignment_id: int, at: int, expected: Sequence[Bead]) -> list[Stored]:
    """Return the beads at a place. Raises Mismatch where they are not the expected ones."""
    old = load(connection, alignment_id, offset=at, limit=len(expected)) if expected else []
    if [_said(s.bead) for s in old] != [_said(b) for b in expected]:
        raise Mismatch(tuple(s.bead for s in old))
    return old


def exchange(connection: Connection, alignment_id: int) -> None:
    """Let source and target change places in all beads of an alignment."""
    mine = bead_segments.c.alignment_id == alignment_id
    # By way of 3 and 2, so that no key stands there twice for a moment where both sides are one text.
    connection.execute(update(bead_segments).where(mine).values(side=3 - bead_segments.c.side))
    connection.execute(update(bead_segments).where(mine).values(side=bead_segments.c.side - 2))
    connection.execute(
        update(beads)
        .where(beads.c.alignment_id == alignment_id)
        .values(source_size=beads.c.target_size, target_size=beads.c.source_size)
    )


def position_of(connection: Connection, alignment_id: int, bead_id: int) -> int | None:
    """Return the place (0-based) of a bead in its alignment."""
    own = select(beads.c.position).where(beads.c.id == bead_id, beads.c.alignment_id == alignment_id).scalar_subquery()
    found = connection.execute(
        select(func.count(), own).where(beads.c.alignment_id == alignment_id, beads.c.position < own)
    ).one()
    return None if found[1] is None else int(found[0])


def in_chunks(values: Sequence[int]) -> Iterable[Sequence[int]]:
    """Cut a list of numbers for IN lists."""
    for start in range(0, len(values), MANY):
        yield values[start : start + MANY]


def _named(connection: Connection, alignment_id: int, first: int, last: int) -> dict[int, tuple[list[int], list[int]]]:
    """Return the segments of the beads between two order keys, in the order of the texts."""
    statement: Select[Any] = (
        select(bead_segments.c.bead_id, bead_segments.c.side, bead_segments.c.segment_id)
        .join(segments, segments.c.id == bead_segments.c.segment_id)
        .join(beads, beads.c.id == bead_segments.c.bead_id)
        .where(beads.c.alignment_id == alignment_id, beads.c.position.between(first, last))
        .order_by(beads.c.position, bead_segments.c.side, segments.c.position)
    )
    named: dict[int, tuple[list[int], list[int]]] = {}
    for bead_id, side, segment_id in connection.execute(statement).all():
        named.setdefault(bead_id, ([], []))[side].append(segment_id)
    return named


def _insert(connection: Connection, alignment_id: int, new: Sequence[tuple[int | None, int, Bead]]) -> list[Stored]:
    """Write beads with their segments; a number of None is given by the data base."""
    if not new:
        return []
    for with_number, rows in groupby(sorted(new, key=lambda n: n[0] is None), key=lambda n: n[0] is not None):
        values = []
        for number, position, bead in rows:
            row = {"alignment_id": alignment_id, "position": position, **_columns(bead)}
            if with_number:
                row["id"] = number
            values.append(row)
        connection.execute(insert(beads), values)
    keys = [position for _, position, _ in new]
    statement = select(beads.c.position, beads.c.id).where(
        beads.c.alignment_id == alignment_id, beads.c.position.between(min(keys), max(keys))
    )
    ids = {int(position): int(number) for position, number in connection.execute(statement)}
    named = (
        (alignment_id, side, segment, ids[position])
        for _, position, bead in new
        for side, names in enumerate((bead.source, bead.target))
        for segment in names
    )
    insert_rows(connection, bead_segments, ("alignment_id", "side", "segment_id", "bead_id"), named)
    return [Stored(ids[position], position, bead) for _, position, bead in new]


def _columns(bead: Bead) -> dict[str, Any]:
    return {
        "probability": bead.probability,
        "state": bead.state.value,
        "reasons": list(bead.reasons) or None,
        "author": bead.author,
        "note": bead.note,
        "source_size": len(bead.source),
        "target_size": len(bead.target),
    }


def _update(connection: Connection, changed: Sequence[tuple[Stored, Bead]]) -> None:
    """Write what is said of beads whose segments stay."""
    if changed:
        statement = update(beads).where(beads.c.id == bindparam("number"))
        connection.execute(statement, [{"number": stored.id, **_columns(bead)} for stored, bead in changed])


def _replace(
    connection: Connection,
    alignment_id: int,
    at: int,
    old: Sequence[Stored],
    new: Sequence[Bead],
    wanted: Sequence[int],
) -> list[Stored]:
    """Take beads away and write others in their place."""
    if not old and not new:
        return []
    numbers = [n or None for n in wanted] if any(wanted) else _inherited(old, new)
    keys = _order_keys(connection, alignment_id, at, [s.position for s in old], len(new))
    for chunk in in_chunks([s.id for s in old]):
        connection.execute(delete(beads).where(beads.c.id.in_(chunk)))
    return _insert(connection, alignment_id, list(zip(numbers, keys, new, strict=True)))


def _inherited(old: Sequence[Stored], new: Sequence[Bead]) -> list[int | None]:
    """Let each old number go on in the first new bead that has the old one's first segment."""
    holder = {("source", i): n for n, bead in enumerate(new) for i in bead.source}
    holder |= {("target", i): n for n, bead in enumerate(new) for i in bead.target}
    numbers: list[int | None] = [None] * len(new)
    for stored in old:
        first = ("source", stored.bead.source[0]) if stored.bead.source else ("target", stored.bead.target[0])
        place = holder.get(first)  # none where an editor has joined the sentence to another
        if place is not None and numbers[place] is None:
            numbers[place] = stored.id
    return numbers


def _order_keys(connection: Connection, alignment_id: int, at: int, old: Sequence[int], count: int) -> list[int]:
    """Return ascending keys for `count` beads at place `at`, where beads with the keys `old` stood.

    Old keys are used again, so that merging and splitting in one place over and over uses up no gap; what is more goes
    between the last of them and the next bead. Where there is no room the alignment is numbered anew.
    """
    if count <= len(old):
        return list(old[:count])
    kept = list(old)
    more = count - len(kept)
    after = _key_at(connection, alignment_id, at + len(old))
    lower = kept[-1] if kept else (_key_at(connection, alignment_id, at - 1) if at else 0)
    if lower is None:
        raise BeadError(f"there is no bead {at}")
    upper = after if after is not None else lower + GAP * (more + 1)
    if upper - lower <= more:
        _renumber(connection, alignment_id, at + len(old), more)
        return _order_keys(connection, alignment_id, at, _keys_of(connection, alignment_id, at, len(old)), count)
    return kept + [lower + (upper - lower) * step // (more + 1) for step in range(1, more + 1)]


def _key_at(connection: Connection, alignment_id: int, place: int) -> int | None:
    row = connection.execute(
        select(beads.c.position)
        .where(beads.c.alignment_id == alignment_id)
        .order_by(beads.c.position)
        .limit(1)
        .offset(place)
    ).first()
    return None if row is None else int(row[0])


def _keys_of(connection: Connection, alignment_id: int, at: int, count: int) -> list[int]:
    if not count:
        return []
    statement = (
        select(beads.c.position)
        .where(beads.c.alignment_id == alignment_id)
        .order_by(beads.c.position)
        .limit(count)
        .offset(at)
    )
    return [int(row[0]) for row in connection.execute(statement)]


def _renumber(connection: Connection, alignment_id: int, at: int, room: int) -> None:
    """Give all beads fresh keys, with room for more beads before place `at`."""
    ids = [
        int(row[0])
        for row in connection.execute(
            select(beads.c.id).where(beads.c.alignment_id == alignment_id).order_by(beads.c.position)
        )
    ]
    # First below zero: two beads may never have one key, not even for a moment.
    connection.execute(update(beads).where(beads.c.alignment_id == alignment_id).values(position=-beads.c.position - 1))
    for place, number in enumerate(ids):
        order = place + 1 + (room if place >= at else 0)
        connection.execute(update(beads).where(and_(beads.c.id == number)).values(position=order * GAP))


def _names(bead: Bead) -> object:
    return bead.source, bead.target


def _said(bead: Bead) -> object:
    """Return what must be the same for an edit to fit: not reasons or probability, which nobody edits."""
    return bead.source, bead.target, bead.state, bead.note


def _flat(some: Sequence[Bead], side: str) -> list[int]:
    return [i for bead in some for i in getattr(bead, side)]


def _common(old: Sequence[Bead], new: Sequence[Bead], key: Callable[[Bead], object]) -> tuple[int, int]:
    """Return how many beads are the same at the head and, of the rest, at the tail."""
    least = min(len(old), len(new))
    head = 0
    while head < least and key(old[head]) == key(new[head]):
        head += 1
    tail = 0
    while tail < least - head and key(old[len(old) - 1 - tail]) == key(new[len(new) - 1 - tail]):
        tail += 1
    return head, tail
