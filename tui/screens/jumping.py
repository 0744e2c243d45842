"""To a bead of an alignment, from wherever it is named: the workspace that is open is used where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.workspace import WorkspaceScreen

if TYPE_CHECKING:
    from textual.app import App


def jump(app: App[int], number: int, position: int) -> None:
    """Show a bead (0-based) of an alignment.

    A workspace of this alignment that lies in the stack comes back; a second one would write over the first. Else one
    is opened above the present screen, and leaving it leads back.
    """
    stack = app.screen_stack
    at = next((n for n, s in enumerate(stack) if isinstance(s, WorkspaceScreen) and s.number == number), None)
    if at is None:
        app.push_screen(WorkspaceScreen(number, at=position))
        return
    workspace = stack[at]
    for _ in stack[at + 1 :]:
        app.pop_screen()
    if isinstance(workspace, WorkspaceScreen):
        workspace.go_to(position)
