"""Which draft of a text is to be written: a new one, or one that was begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.background import BackgroundScreen, Outcome
from tui.widgets.shelf import ShelfLine

if TYPE_CHECKING:
    from tui.draft_desk import Draft


Drafts = tuple[int, str, int | None, "tuple[Draft, ...]"]
"""A source document, the language to write in, the alignment whose beads are taken, and the drafts there are."""


def look_for_drafts(screen: BackgroundScreen, source: int, language: str, like: int | None = None) -> None:
    """Look for the drafts of a text; the screen gets an outcome `drafts` for `choose_draft`."""
    screen.start(
        "Looking for drafts", lambda: Outcome("drafts", (source, language, like, screen.session.drafts.of(source)))
    )


def choose_draft(screen: BackgroundScreen, found: Drafts) -> None:
    """Ask which draft is meant; the screen gets an outcome `draft` with its alignment."""
    from tui.screens.dialogs import ChoiceDialog

    source, language, like, drafts = found
    lines = [ShelfLine(f"Begin a new draft ({language})", key=("new", 0))]
    for draft in drafts:
        record = draft.alignment
        lines.append(
            ShelfLine(
                draft.name,
                key=("draft", record.id),
                date=f"{record.modified:%Y-%m-%d}",
                languages=record.target_language,
                note=f"{draft.written} of {record.beads} written",
            )
        )

    def take(key: tuple[str, int] | None) -> None:
        if key is None:
            return
        if key[0] == "new":
            screen.start(
                "Beginning a draft", lambda: Outcome("draft", screen.session.drafts.begin(source, language, like).id)
            )
        else:
            screen.start("Opening", lambda: Outcome("draft", key[1]))

    screen.app.push_screen(ChoiceDialog("Write a draft translation", lines), take)


def open_draft(screen: BackgroundScreen, number: int) -> None:
    """Open the workspace of a draft, where its first sentence that is not written can be typed at once."""
    from tui.screens.jumping import workspace_of
    from tui.screens.workspace import WorkspaceScreen

    workspace = workspace_of(screen.malmoi, number)
    if workspace is not None:
        stack = screen.app.screen_stack
        for _ in stack[stack.index(workspace) + 1 :]:
            screen.app.pop_screen()
        workspace.begin_writing()
    else:
        screen.app.push_screen(WorkspaceScreen(number, write=True))
