"""What the keys of the workspace mean: bitext and cursor in, edit out. Pure.

Edits that cannot be made here raise BeadError with a sentence for people.
"""

from __future__ import annotations

from collections.abc import Callable

from glossary.alignment import edits
from glossary.alignment.beads import BeadError, Bitext
from glossary.alignment.edits import Edit
from tui.widgets.rows import Cursor, Side

NAME: dict[Side, edits.Side] = {Side.SOURCE: "source", Side.TARGET: "target"}


def _marked(bitext: Bitext, cursor: Cursor) -> int:
    ids = getattr(bitext.beads[cursor.row], NAME[cursor.side])
    if not ids:
        raise BeadError("there is no sentence on this side of the bead")
    return int(ids[cursor.sentence])


def _above(cursor: Cursor) -> int:
    if cursor.row == 0:
        raise BeadError("there is no bead above the first one")
    return cursor.row - 1


def _below(bitext: Bitext, cursor: Cursor) -> int:
    if cursor.row + 1 >= len(bitext.beads):
        raise BeadError("there is no bead below the last one")
    return cursor.row


def _split(bitext: Bitext, cursor: Cursor) -> Edit:
    """Cut before the marked sentence; on the first one after it; a lone sentence cuts the other side."""
    bead = bitext.beads[cursor.row]
    side = cursor.side
    ids, others = getattr(bead, NAME[side]), getattr(bead, NAME[side.other])
    if len(ids) > 1:
        return edits.split_before(bitext, cursor.row, NAME[side], ids[max(1, cursor.sentence)])
    if len(others) > 1:
        return edits.split_before(bitext, cursor.row, NAME[side.other], others[1])
    raise BeadError("each side has one sentence at most: x cuts the link between them")


def _merge_next(bitext: Bitext, cursor: Cursor) -> Edit:
    return edits.merge_next(bitext, _below(bitext, cursor))


def _give_up(bitext: Bitext, cursor: Cursor) -> Edit:
    _marked(bitext, cursor)
    return edits.shift_boundary(bitext, _above(cursor), NAME[cursor.side], 1)


def _give_down(bitext: Bitext, cursor: Cursor) -> Edit:
    _marked(bitext, cursor)
    return edits.shift_boundary(bitext, _below(bitext, cursor), NAME[cursor.side], -1)


def _take_up(bitext: Bitext, cursor: Cursor) -> Edit:
    if not getattr(bitext.beads[_above(cursor)], NAME[cursor.side]):
        raise BeadError("the bead above has no sentence on this side")
    return edits.shift_boundary(bitext, _above(cursor), NAME[cursor.side], -1)


def _take_down(bitext: Bitext, cursor: Cursor) -> Edit:
    if not getattr(bitext.beads[_below(bitext, cursor) + 1], NAME[cursor.side]):
        raise BeadError("the bead below has no sentence on this side")
    return edits.shift_boundary(bitext, cursor.row, NAME[cursor.side], 1)


def _move_up(bitext: Bitext, cursor: Cursor) -> Edit:
    _above(cursor)
    return edits.move(bitext, cursor.row, NAME[cursor.side], _marked(bitext, cursor), -1)


def _move_down(bitext: Bitext, cursor: Cursor) -> Edit:
    _below(bitext, cursor)
    return edits.move(bitext, cursor.row, NAME[cursor.side], _marked(bitext, cursor), 1)


PLANS: dict[str, Callable[[Bitext, Cursor], Edit]] = {
    "bead.merge_next": _merge_next,
    "bead.merge_previous": lambda bitext, cursor: edits.merge_previous(bitext, cursor.row),
    "bead.split": _split,
    "bead.give_up": _give_up,
    "bead.give_down": _give_down,
    "bead.take_up": _take_up,
    "bead.take_down": _take_down,
    "bead.move_up": _move_up,
    "bead.move_down": _move_down,
    "bead.unlink": lambda bitext, cursor: edits.unlink(bitext, cursor.row),
    "bead.reopen": lambda bitext, cursor: edits.reopen(bitext, cursor.row),
}
"""Action id -> the edit that it means at a cursor."""
