"""The places where a term was found: list, add the bead that one works on, drop, go there.

Invariant: nothing is written; the entry's form takes the places into its draft, and keeps or drops them with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from glossary.errors import MalmoiError
from glossary.terms.entries import Attestation, Term
from tui.actions import Context, bindings
from tui.screens.dialogs import Dialog, box
from tui.widgets.bars import KeyBar
from tui.widgets.place_lines import PlaceShelf
from tui.widgets.shelf import ShelfLine
from tui.widgets.wrap import shown

Bead = tuple[int, int]
"""Alignment and position from 0."""


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of beads; the functions may block."""

    here: Bead | None
    """The bead under the cursor of the workspace behind; None where there is none."""
    found_in: Callable[[Term, int, int], Attestation]
    """Makes the attestation of a term by a bead. Raises InputError where the term does not stand there."""
    places: Callable[[Sequence[Attestation]], Mapping[int, Bead]]
    """Where the beads are that attestations name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the dialog gives back."""

    attestations: tuple[Attestation, ...]
    go: Bead | None = None
    """The bead that is to be shown."""


class AttestationDialog(Dialog[Answer]):
    """Where a term was found."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.ATTESTATIONS)
    help_contexts = (Context.ATTESTATIONS,)
    DEFAULT_CSS = """
    AttestationDialog > Vertical { width: 110; }
    AttestationDialog PlaceShelf { height: 12; background: $surface; }
    AttestationDialog #context { height: auto; max-height: 6; }
    """

    class Located(Message):
        """Where the beads are."""

        def __init__(self, beads: Mapping[int, Bead]) -> None:
            super().__init__()
            self.beads = beads

    class Made(Message):
        """A place that may be added, or why not."""

        def __init__(self, found: Attestation | None, trouble: str = "") -> None:
            super().__init__()
            self.found, self.trouble = found, trouble

    def __init__(self, term: Term, places: Places) -> None:
        super().__init__()
        self._term, self._places = term, places
        self._shown = term.attestations
        self._before: list[tuple[Attestation, ...]] = []
        self._beads: Mapping[int, Bead] = {}

    def compose(self) -> ComposeResult:
        """Lay out list, what stands at the place, keys."""
        with box(f"Where {self._term.text} was found"):
            yield PlaceShelf(empty="No place yet: a adds the bead that you work on.")
            yield Static("", markup=False, id="context")
            yield Static("", markup=False, classes="trouble")
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the places; then look where their beads are."""
        self._show()
        self._locate()

    @property
    def shelf(self) -> PlaceShelf:
        """The list."""
        return self.query_one(PlaceShelf)

    @work(thread=True, exclusive=True, exit_on_error=False, group="beads")
    def _locate(self) -> None:
        worker = get_current_worker()
        beads = self._places.places(self._shown)
        if not worker.is_cancelled:
            self.post_message(self.Located(beads))

    def on_attestation_dialog_located(self, event: AttestationDialog.Located) -> None:
        """Say alignment and bead."""
        self._beads = event.beads
        self._show()

    def _show(self) -> None:
        self.shelf.load(
            [
                ShelfLine(one.context, ("place", number), date=one.date, note=self._where(one))
                for number, one in enumerate(self._shown)
            ]
        )

    def _where(self, one: Attestation) -> str:
        if one.bead is None:
            return one.source + (f", {one.count} ×" if one.count is not None else "")
        if one.bead in self._beads:
            alignment, position = self._beads[one.bead]
            return f"alignment {alignment}, bead {position + 1}"
        return "a bead that is gone"

    @property
    def _here(self) -> int | None:
        line = self.shelf.line
        return line.key[1] if line is not None and line.key else None

    def on_shelf_moved(self) -> None:
        """Show what stands there whole."""
        here = self._here
        self.query_one("#context", Static).update(shown(self._shown[here].context) if here is not None else "")

    def _trouble(self, words: str) -> None:
        self.query_one(".trouble", Static).update(words)

    def _change(self, places: tuple[Attestation, ...]) -> None:
        self._before.append(self._shown)
        self._shown = places
        self._show()

    # Actions

    def on_shelf_opened(self) -> None:
        """Go to what was double-clicked."""
        self.action_attestations_open()

    def action_attestations_open(self) -> None:
        """Go to the bead of this place."""
        if (here := self._here) is None:
            return
        bead = self._beads.get(self._shown[here].bead or -1)
        if bead is None:
            self._trouble("This place is no bead of yours: there is nothing to open.")
        else:
            self.dismiss(Answer(self._shown, bead))

    def action_attestations_add(self) -> None:
        """Add the bead that one works on."""
        if self._places.here is None:
            self._trouble("Open the term base from an alignment (T): its bead under the cursor is what is added.")
            return
        self._trouble("")
        self._make(*self._places.here)

    @work(thread=True, exclusive=True, exit_on_error=False, group="make")
    def _make(self, alignment: int, position: int) -> None:
        try:
            self.post_message(self.Made(self._places.found_in(self._term, alignment, position)))
        except MalmoiError as error:
            self.post_message(self.Made(None, error.message))

    def on_attestation_dialog_made(self, event: AttestationDialog.Made) -> None:
        """Add it, unless it is there."""
        if event.found is None:
            self._trouble(event.trouble)
        elif event.found in self._shown:
            self._trouble("This bead is among the places already.")
        else:
            self._change((*self._shown, event.found))
            self.shelf.ends(last=True)
            self._locate()

    def action_attestations_drop(self) -> None:
        """Take the place out."""
        if (here := self._here) is not None:
            self._change(tuple(one for number, one in enumerate(self._shown) if number != here))
            self._trouble("Dropped; u brings it back.")

    def action_attestations_undo(self) -> None:
        """Take back what was done last."""
        if not self._before:
            self._trouble("Nothing was changed here.")
            return
        self._shown = self._before.pop()
        self._trouble("")
        self._show()

    def action_attestations_leave(self) -> None:
        """Give the places to the entry."""
        self.dismiss(Answer(self._shown))

    def action_attestations_down(self) -> None:
        """To the next place."""
        self.shelf.move(1)

    def action_attestations_up(self) -> None:
        """To the place before."""
        self.shelf.move(-1)

    def action_attestations_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_attestations_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)
