"""To a bead of an alignment, from wherever it is named: the workspace that is open is used where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.workspace import WorkspaceScreen

if TYPE_CHECKING:
    from textual.app import App


def workspace_of(app: App[int], number: int) -> WorkspaceScreen | None:
    """Return the open workspace of an alignment."""
    return next((s for s in app.screen_stack if isinstance(s, WorkspaceScreen) and s.number == number), None)


def bead_behind(app: App[int]) -> tuple[int, int] | None:
    """Return (alignment, position from 0) of the bead under the cursor of the topmost workspace in the stack."""
    for screen in reversed(app.screen_stack):
        if isinstance(screen, WorkspaceScreen) and screen.bench is not None and screen.bench.bitext.beads:
            return screen.number, screen.grid.cursor.row
    return None


def jump(app: App[int], number: int, position: int) -> None:
    """Show a bead (0-based) of an alignment.

    A workspace of this alignment that lies in the stack comes back; a second one would write over the first. Else one
    is opened above the present screen, and leaving it leads back.
    """
    workspace = workspace_of(app, number)
    if workspace is None:
        app.push_screen(WorkspaceScreen(number, at=position))
        return
    stack = app.screen_stack
    for _ in stack[stack.index(workspace) + 1 :]:
        app.pop_screen()
    workspace.go_to(position)
