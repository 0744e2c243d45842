"""Where to in an alignment: words found and replaced, beads by number, bookmarks; and copies of what stands there.

Invariant: what is replaced is kept as one edit, as every edit is. Bookmarks are kept at once, in a thread.
"""

from __future__ import annotations

import re

from textual import work

from glossary.alignment.replacing import Search
from tui.screens.keeping import in_turn
from tui.screens.replacing import Replaced, ReplaceScreen
from tui.screens.telling import TellingScreen
from tui.widgets.rows import Cursor, Side
from tui.widgets.shelf import ShelfLine

_NUMBER = re.compile(r"([+-]?)(\d+)\Z")


class GoingScreen(TellingScreen):
    """The actions of finding and going."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._search = Search("")

    # Find and replace

    @in_turn
    def action_work_replace(self) -> None:
        """Find words; put others in their place."""
        bench, cursor = self.open_bench, self.grid.cursor
        if words := self.marked_words():
            self._search = Search(words, self._search.replacement)

        def take(replaced: Replaced | None) -> None:
            if replaced is None:
                return
            self._search = replaced.search
            if replaced.go is not None:
                self.grid.move_to(replaced.go.row, replaced.go.side, replaced.go.sentence)
            if replaced.edit is not None:
                sentences = len(replaced.edit.edits)
                told = f"{replaced.places} places in {sentences} sentences replaced; u takes it back."
                self.keep(replaced.edit, lambda _: cursor)
                self.in_turn(lambda: self.tell(told))

        self.app.push_screen(ReplaceScreen(bench.bitext, self._search, cursor), take)

    # Beads by number

    @in_turn
    def action_move_number(self) -> None:
        """Ask for a bead's number."""
        from tui.screens.dialogs import TextDialog

        count, here = len(self.open_bench.bitext.beads), self.grid.cursor.row

        def take(text: str | None) -> None:
            if not text:
                return
            match = _NUMBER.match(text.strip())
            if match is None:
                self.tell(f"{text} is no number: 1 to {count}, or +10 and -10 from here.", warning=True)
                return
            steps = int(match[2]) * (-1 if match[1] == "-" else 1)
            row = here + steps if match[1] else steps - 1
            if not 0 <= row < count:
                self.tell(f"There is no bead {row + 1}: there are {count}.", warning=True)
            self.grid.move_to(max(0, min(row, count - 1)))

        self.app.push_screen(TextDialog(f"Go to bead (1 to {count}; +10 and -10 count from here)"), take)

    # Bookmarks

    @in_turn
    def action_bookmark_toggle(self) -> None:
        """Set a bookmark, or take it away."""
        bench, cursor = self.open_bench, self.grid.cursor
        if not bench.bitext.beads:
            return
        is_set = bench.toggle_bookmark(cursor.row)
        self.grid.splice(cursor.row, 1, [bench.row(cursor.row)], cursor)
        self.tell("Bookmark set: ' goes to the next one." if is_set else "Bookmark taken away; B sets it again.")
        self._keep_bookmarks(bench.bookmarks)

    @work(thread=True, exit_on_error=False, group="bookmarks")
    def _keep_bookmarks(self, names: frozenset[str]) -> None:
        self.session.keep_bookmarks(self.number, names)

    def _bookmarked(self) -> list[int]:
        return [number for number, row in enumerate(self.grid.rows) if row.mark]

    @in_turn
    def action_bookmark_next(self) -> None:
        """To the next bookmark, going round."""
        rows, here = self._bookmarked(), self.grid.cursor.row
        if not rows:
            self.tell("There is no bookmark yet: B sets one.")
        else:
            self.grid.move_to(next((row for row in rows if row > here), rows[0]))

    @in_turn
    def action_bookmark_list(self) -> None:
        """List the bookmarks."""
        from tui.screens.dialogs import ChoiceDialog

        rows, bench = self._bookmarked(), self.open_bench
        if not rows:
            self.tell("There is no bookmark yet: B sets one.")
            return

        def text(row: int) -> str:
            return bench.side_text(row, Side.SOURCE) or bench.side_text(row, Side.TARGET)

        def take(key: tuple[str, int] | None) -> None:
            if key is not None:
                self.grid.move_to(key[1])

        lines = [ShelfLine(f"{row + 1:>5}  {text(row)}", key=("bead", row)) for row in rows]
        self.app.push_screen(ChoiceDialog("Bookmarks", lines), take)

    # Copies

    @in_turn
    def action_copy_row(self) -> None:
        """Copy both sides of the bead."""
        bench, row = self.open_bench, self.grid.cursor.row
        if bench.bitext.beads:
            texts = (" ".join(bench.side_text(row, side).split()) for side in Side)
            self._copy("\t".join(texts), f"Both sides of bead {row + 1} are copied, with a tab between them.")

    @in_turn
    def action_copy_sentence(self) -> None:
        """Copy the marked phrase, else the sentence under the cursor."""
        cursor = self.grid.cursor
        words = self.marked_words()
        segment = self.open_bench.segment(Cursor(cursor.row, cursor.side, cursor.sentence))
        if text := words or (segment.text if segment else ""):
            self._copy(text, "The phrase is copied." if words else "The sentence is copied.")
        else:
            self.tell("There is no sentence on this side.", warning=True)

    def _copy(self, text: str, told: str) -> None:
        self.app.copy_to_clipboard(text)
        self.tell(told)
