"""Undo and redo without limit over edits of one bitext.

Laws: undo after do is nothing, redo after undo is do; a new edit forgets what was undone.
"""

from __future__ import annotations

from glossary.alignment.beads import Bitext
from glossary.alignment.edits import Edit, apply, invert


class History:
    """A bitext and the edits that led to it."""

    def __init__(self, bitext: Bitext) -> None:
        self.bitext = bitext
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return bool(self._undone)

    def do(self, edit: Edit) -> Bitext:
        """Make an edit and return the new bitext. Raises BeadError, and changes nothing, where it does not fit."""
        self.bitext = apply(self.bitext, edit)
        self._done.append(edit)
        self._undone.clear()
        return self.bitext

    def undo(self) -> Edit | None:
        """Take the last edit back; return the edit that did it, None where there was nothing to undo."""
        if not self._done:
            return None
        edit = self._done[-1]
        back = invert(edit)
        self.bitext = apply(self.bitext, back)
        self._undone.append(self._done.pop())
        return back

    def redo(self) -> Edit | None:
        """Do the last undone edit again; return it, None where there was nothing to redo."""
        if not self._undone:
            return None
        edit = self._undone[-1]
        self.bitext = apply(self.bitext, edit)
        self._done.append(self._undone.pop())
        return edit
