"""`malmoi alignments edit`: the edits of the interface on the command line, each one undone by `undo`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from glossary.errors import InputError, UsageError
from tui.context import state
from tui.output import say

if TYPE_CHECKING:
    from glossary.alignment.beads import Bitext
    from glossary.alignment.edits import Edit
    from glossary.store.engine import Database

Side = Literal["source", "target"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for. Beads first..last-1 count from 0; `sentence` counts from 1 within the bead."""

    first: int
    last: int
    side: Side
    sentence: int
    keep: tuple[int, int] | None
    count: int
    before: str
    note: str


def _ids(bitext: Bitext, wish: Wish) -> tuple[int, ...]:
    ids: tuple[int, ...] = getattr(bitext.beads[wish.first], wish.side)
    return ids


def _sentence(bitext: Bitext, wish: Wish) -> int:
    ids = _ids(bitext, wish)
    if not 1 <= wish.sentence <= len(ids):
        raise UsageError(f"--sentence {wish.sentence}: bead {wish.first + 1} has {len(ids)} on the {wish.side} side.")
    return ids[wish.sentence - 1]


def _each(bitext: Bitext, wish: Wish, change: Callable[[Bitext, int], Edit]) -> Edit:
    """Return one edit that changes every bead of the range, so that one undo takes it back."""
    from glossary.alignment.edits import Splice, apply

    new = bitext
    for at in range(wish.first, wish.last):
        new = apply(new, change(new, at))
    beads = slice(wish.first, wish.last)
    return Splice(wish.first, bitext.beads[beads], new.beads[beads])


def _merge(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits

    last = max(wish.last, wish.first + 2)
    new = bitext
    for _ in range(wish.first, last - 1):
        new = edits.apply(new, edits.merge_next(new, wish.first))
    return edits.Splice(wish.first, bitext.beads[wish.first : last], new.beads[wish.first : wish.first + 1])


def _split(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits

    if wish.keep is not None:
        return edits.split(bitext, wish.first, source=wish.keep[0], target=wish.keep[1])
    return edits.split_before(bitext, wish.first, wish.side, _sentence(bitext, wish))


def _shift(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits

    return edits.shift_boundary(bitext, wish.first, wish.side, wish.count)


def _move(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits

    return edits.move(bitext, wish.first, wish.side, _sentence(bitext, wish), 1 if wish.count >= 0 else -1)


def _unlink(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits

    return edits.unlink(bitext, wish.first)


def _confirm(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits

    return _each(bitext, wish, lambda b, at: edits.confirm(b, at, base.author))


def _reject(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits

    return _each(bitext, wish, lambda b, at: edits.reject(b, at, base.author))


def _reopen(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits

    return _each(bitext, wish, edits.reopen)


def _note(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits

    return edits.set_note(bitext, wish.first, wish.note)


def _realign(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment import edits
    from glossary.memory.knowledge import knowledge

    languages = bitext.source_language, bitext.target_language
    using = edits.aligner(knowledge=lambda: knowledge(base, *languages))
    return edits.realign(bitext, wish.first, wish.last, using=using)


def _exchange(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment.edits import Exchange

    return Exchange()


def _cut(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment.segment_edits import split_segment

    segment = _sentence(bitext, wish)
    text = next(s.text for s in getattr(bitext, wish.side) if s.id == segment)
    places = [at for at in range(1, len(text)) if text.startswith(wish.before, at)]
    if not wish.before or len(places) != 1:
        found = "no" if not places else "more than one"
        raise UsageError(
            f"There is {found} {wish.before!r} to cut before in: {text}", hint="--before WORDS that stand there once."
        )
    return split_segment(bitext, wish.side, segment, places[0], new=base.documents.reserve_segment())


def _join(bitext: Bitext, wish: Wish, base: Database) -> Edit:
    from glossary.alignment.segment_edits import merge_segment

    return merge_segment(bitext, wish.side, _sentence(bitext, wish), across=True)


OPERATIONS: dict[str, tuple[Callable[[Bitext, Wish, Database], Edit], str]] = {
    "merge": (_merge, "join a bead with the next one, or all of a range"),
    "split": (_split, "cut before --sentence N of --side, or after --keep SOURCE:TARGET sentences"),
    "shift": (_shift, "give --count sentences of the next bead to this one on --side; a negative count gives away"),
    "move": (_move, "move --sentence N of --side to the next bead, or with --count -1 to the one above"),
    "unlink": (_unlink, "make each side a bead without counterpart"),
    "confirm": (_confirm, "say that beads are right; they are fixed points from then on"),
    "reject": (_reject, "say that beads are wrong"),
    "reopen": (_reopen, "take back what was said"),
    "note": (_note, "write --note on a bead"),
    "realign": (_realign, "align a range, or all, anew around the confirmed beads"),
    "cut": (_cut, "cut --sentence N of --side in two --before WORDS"),
    "join": (_join, "join --sentence N of --side with the next one"),
    "exchange": (_exchange, "exchange the two texts"),
}
WALKS = {"undo": "take the last edit back", "redo": "do it again"}
_WHOLE = ("realign", "exchange")
"""Operations that need no bead."""


def register(app: typer.Typer) -> None:
    """Add the command to `malmoi alignments`."""
    words = [f"{name}: {about}" for name, (_, about) in OPERATIONS.items()]
    words += [f"{name}: {about}" for name, about in WALKS.items()]
    app.command("edit", help="Edit a stored alignment; undo takes an edit back.\n\n" + ".\n\n".join(words) + ".")(edit)


def edit(
    number: Annotated[int, typer.Argument(metavar="ID")],
    operation: Annotated[str, typer.Argument(metavar="OPERATION", help=", ".join([*OPERATIONS, *WALKS]))],
    beads: Annotated[
        str | None, typer.Argument(metavar="[BEAD|FIRST-LAST]", help="As `alignments show` counts")
    ] = None,
    side: Annotated[Side, typer.Option("--side")] = "source",
    sentence: Annotated[int, typer.Option("--sentence", metavar="N", help="Of the bead's side, from 1")] = 1,
    keep: Annotated[str | None, typer.Option("--keep", metavar="S:T", help="Sentences of the first part")] = None,
    count: Annotated[int, typer.Option("--count", metavar="N")] = 1,
    before: Annotated[str, typer.Option("--before", metavar="WORDS")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "",
) -> None:
    """Edit a stored alignment."""
    with state.open() as database:
        if operation in WALKS:
            _walk(database, number, operation)
            return
        if operation not in OPERATIONS:
            raise UsageError(f"There is no edit {operation!r}.", hint=f"Known: {', '.join([*OPERATIONS, *WALKS])}.")
        from glossary.alignment.beads import BeadError

        record = database.alignments.get(number)
        bitext = database.alignments.bitext(number)
        if beads is None and operation not in _WHOLE:
            raise UsageError(f"{operation} needs a bead.", hint=f"malmoi alignments show {number} numbers them.")
        first, last = _range(beads, len(bitext.beads))
        wish = Wish(first, last, side, sentence, _pair(keep), count, before, note)
        try:
            made = OPERATIONS[operation][0](bitext, wish, database)
            version = database.alignments.record_edit(number, made, version=record.version)
        except BeadError as error:
            raise InputError(f"Alignment {number}, bead {first + 1}: {error}.") from None
        say(f"Alignment {number} is now version {version}. Back: malmoi alignments edit {number} undo")


def _walk(database: Database, number: int, operation: str) -> None:
    store = database.alignments
    label = store.can_undo(number)[0 if operation == "undo" else 1]
    found = store.undo(number) if operation == "undo" else store.redo(number)
    if found is None:
        say(f"Alignment {number}: there is nothing to {operation}.")
    else:
        say(f"Alignment {number}: {'undone' if operation == 'undo' else 'done again'}: {label}")


def _range(beads: str | None, total: int) -> tuple[int, int]:
    """Return the range that `3` or `3-5` names, 0-based and half open; all where nothing is named."""
    if beads is None:
        return 0, total
    first, _, last = beads.partition("-")
    if not (first.isdigit() and (last or first).isdigit()):
        raise UsageError(f"{beads!r} is neither a bead nor a range of beads.", hint="For example 12, or 12-20.")
    start, stop = int(first), int(last or first)
    if not 1 <= start <= stop <= total:
        raise UsageError(f"There is no bead {beads}: the alignment has {total}.")
    return start - 1, stop


def _pair(keep: str | None) -> tuple[int, int] | None:
    if keep is None:
        return None
    source, _, target = keep.partition(":")
    if not (source.isdigit() and target.isdigit()):
        raise UsageError(f"--keep {keep}: wanted are two numbers.", hint="For example --keep 1:2.")
    return int(source), int(target)
