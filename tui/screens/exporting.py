"""Exporting an alignment: the same questions and the same answer wherever it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import MalmoiError
from tui.screens.dialogs import ErrorDialog, ExportDialog, ExportWish, FormatChoice, PathDialog

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.session import Exported, Session


def ask_export(screen: Screen[None], session: Session, title: str, then: Callable[[ExportWish], None]) -> None:
    """Ask for format and path of an export, then go on."""
    try:
        formats = [FormatChoice(*row) for row in session.formats()]
    except MalmoiError as error:
        screen.app.push_screen(ErrorDialog.of(error))
        return

    def take(wish: ExportWish | None) -> None:
        if wish is not None:
            then(wish)

    screen.app.push_screen(ExportDialog(formats, Path.cwd() / file_stem(title)), take)


def ask_path(screen: Screen[None], title: str, explanation: str, name: str, then: Callable[[Path], None]) -> None:
    """Ask where a list is written to, then go on."""

    def take(path: Path | None) -> None:
        if path is not None:
            then(path)

    screen.app.push_screen(PathDialog(title, explanation, str(Path.cwd() / name), writes=True), take)


def file_stem(title: str) -> str:
    """Return a file name without ending made of a title: letters and digits of any script, and hyphens."""
    return re.sub(r"[\W_]+", "-", title)[:40].strip("-") or "alignment"


def told(exported: Exported) -> str:
    """Return in words what was written and what the format could not hold."""
    remarks = "".join(f"\n▲ {remark}" for remark in exported.remarks)
    return f"{exported.count} beads written to {exported.path}{remarks}"
