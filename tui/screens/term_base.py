"""The term base: what can be done to its entries, over the list that is searched as one types.

Invariant: every change runs in a thread and is one step for undo, also in a later session; the list is read anew when
it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from glossary.terms.entries import Concept
from tui.actions import Context, bindings
from tui.screens.background import Outcome
from tui.screens.term_list import TermListScreen


class TermBaseScreen(TermListScreen):
    """The entries and their operations."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.TERMS)
    help_contexts = (Context.TERMS, Context.ENTRY)

    def on_shelf_opened(self) -> None:
        """Edit what was double-clicked."""
        self.action_terms_edit()

    def action_terms_choose(self) -> None:
        """Choose the concept, or let it go; then the next one."""
        if (concept := self.concept) is None:
            return
        if concept.id in self._chosen:
            del self._chosen[concept.id]
        else:
            self._chosen[concept.id] = None
        self._show()
        self.shelf.move(1)

    def _those(self) -> list[str]:
        """Return the chosen concepts, else the one under the cursor."""
        return list(self._chosen) or ([self.concept.id] if self.concept else [])

    def _do(self, what: str, act: Callable[[], tuple[str, str]]) -> None:
        """Do something to the term base in a thread; it returns what to say and where to stand."""
        self.start(what, lambda: Outcome("changed", act()))

    def action_terms_edit(self) -> None:
        """Edit the entry."""
        if (concept := self.concept) is not None:
            self._open_form(concept, is_new=False)

    def action_terms_new(self) -> None:
        """Make an entry; what was searched for is its first term."""
        from tui.screens.entry_fields import blank

        self._open_form(blank(self._wanted.query), is_new=True)

    def _open_form(self, concept: Concept, *, is_new: bool) -> None:
        from tui.screens.attestations import Places
        from tui.screens.entry_form import EntryForm
        from tui.screens.jumping import bead_behind

        def take(saved: Concept | None) -> None:
            if saved is not None:
                self.tell(f"Kept, version {saved.version}; u takes it back.")
                self.reread(saved.id)

        keep = self.base.add if is_new else self.base.save
        places = Places(bead_behind(self.app), self.base.found_in, self.base.places)
        self.app.push_screen(EntryForm(concept, keep, lambda: [s for s, _ in self.base.subjects()], places), take)

    def action_terms_copy(self) -> None:
        """Copy the entry under new ids."""
        if (concept := self.concept) is not None:
            self._do("Copying", lambda: ("Copied, as a draft; u takes it back.", self.base.copy(concept.id).id))

    def action_terms_delete(self) -> None:
        """Take the chosen entries away, or the one here."""
        if not (numbers := self._those()):
            return
        words = self._named(numbers)
        self._chosen.clear()

        def act() -> tuple[str, str]:
            self.base.remove(numbers)
            return f"Deleted: {words}. u brings it back.", ""

        self._do("Deleting", act)

    def _named(self, numbers: list[str]) -> str:
        from glossary.terms.merging import shown

        return shown(self._concepts[numbers[0]]) if len(numbers) == 1 else f"{len(numbers)} concepts"

    def action_terms_approve(self) -> None:
        """Approve, or make drafts again."""
        if not (numbers := self._those()):
            return
        words = self._named(numbers)

        def act() -> tuple[str, str]:
            found = self.base.approve(numbers)
            return f"{'Approved' if found[0].approved else 'A draft again'}: {words}.", numbers[-1]

        self._do("Approving", act)

    def action_terms_merge(self) -> None:
        """Merge the chosen entries into the one under the cursor."""
        here = self.concept
        others = [number for number in self._chosen if here is None or number != here.id]
        if here is None or not others:
            self.tell("Choose entries with Space, then go to the one that shall stay, and press m.", warning=True)
            return
        words = self._named([here.id])
        self._chosen.clear()

        def act() -> tuple[str, str]:
            result = self.base.merge(here.id, others)
            undo = "u takes it back" if len(others) == 1 else f"u takes each of the {len(others)} steps back"
            return f"Merged {len(others)} into {words}, now {len(result.terms)} terms; {undo}.", here.id

        self._do("Merging", act)

    def action_terms_relate(self) -> None:
        """Refer from this entry to the chosen ones."""
        from glossary.terms.reshaping import Relation
        from tui.screens.dialogs import ChoiceDialog
        from tui.widgets.shelf import ShelfLine

        here = self.concept
        others = [number for number in self._chosen if here is None or number != here.id]
        if here is None or not others:
            self.tell("Choose entries with Space, then go to the one that refers to them, and press r.", warning=True)
            return
        words = self._named(others)

        def take(key: tuple[str, int] | None) -> None:
            if key is not None:
                self._chosen.clear()

                def act() -> tuple[str, str]:
                    self.base.relate(here.id, key[0], others)
                    return f"{key[0]}: {words}; u takes it back.", here.id

                self._do("Referring", act)

        lines = [ShelfLine(kind.value, (kind.value, n)) for n, kind in enumerate(Relation)]
        self.app.push_screen(ChoiceDialog("The chosen entries are to this one …", lines), take)

    def action_terms_split(self) -> None:
        """Put some terms into an entry of their own."""
        from tui.screens.term_dialogs import SplitDialog

        if (concept := self.concept) is None:
            return
        if len(concept.terms) < 2:
            self.tell("The entry has one term only.", warning=True)
            return

        def take(terms: list[str] | None) -> None:
            if terms:

                def act() -> tuple[str, str]:
                    left, new = self.base.split(concept.id, terms)
                    return f"{len(new.terms)} terms left, {len(left.terms)} stayed; u takes it back.", new.id

                self._do("Splitting", act)

        self.app.push_screen(SplitDialog(concept), take)

    def action_terms_history(self) -> None:
        """Show every version, and restore one."""
        from tui.screens.term_dialogs import HistoryDialog

        if (concept := self.concept) is None:
            return

        def take(version: int | None) -> None:
            if version is not None:

                def act() -> tuple[str, str]:
                    new = self.base.restore(concept.id, version)
                    return f"Version {version} is back, now version {new.version}; u takes it back.", concept.id

                self._do("Restoring", act)

        self.app.push_screen(HistoryDialog(self._named([concept.id]), lambda: self.base.history(concept.id)), take)

    def action_terms_bulk(self) -> None:
        """Change fields of all entries that a filter chooses."""
        from tui.screens.term_dialogs import BulkDialog

        def take(count: int | None) -> None:
            if count:
                self.tell(f"Changed {count} concept{'' if count == 1 else 's'}; u takes it back.")
                self.reread(self.concept.id if self.concept else "")

        self.app.push_screen(BulkDialog(self.base.change), take)

    def action_terms_export(self) -> None:
        """Write the term base, or what is shown of it, to a file."""
        from tui.screens.exporting import export_terms

        export_terms(self, self._wanted.query, self._wanted.subject)

    def action_terms_undo(self) -> None:
        """Take the last change back."""
        here = self._here()

        def act() -> tuple[str, str]:
            label = self.base.undo()
            return (f"Undone: {label}" if label else "There is nothing of yours to take back."), here

        self._do("Undoing", act)

    def action_terms_redo(self) -> None:
        """Do again what was taken back."""
        here = self._here()

        def act() -> tuple[str, str]:
            label = self.base.redo()
            return (f"Done again: {label}" if label else "There is nothing to do again."), here

        self._do("Doing again", act)

    def _here(self) -> str:
        return self.concept.id if self.concept else ""
