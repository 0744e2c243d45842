"""Exporting from a screen: the same questions and the same answer wherever it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from glossary.errors import MalmoiError
from tui.export_desk import Exported, TermWish, alignment_choices, term_choices
from tui.screens.dialogs import ErrorDialog, PathDialog
from tui.screens.export_dialogs import ExportDialog, ExportWish, LossDialog, TermExportDialog, written

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.screens.background import BackgroundScreen, Outcome
    from tui.term_base import TermBase

SHORT = 3
"""Remarks that a message under the screen has room for."""


def ask_export(screen: Screen[None], title: str, then: Callable[[ExportWish], None]) -> None:
    """Ask for format and path of an alignment's export, then go on."""
    _ask(screen, lambda: ExportDialog(alignment_choices(), Path.cwd() / file_stem(title)), then)


def ask_term_export(
    screen: Screen[None], base: TermBase, query: str, subject: str, then: Callable[[ExportWish], None]
) -> None:
    """Ask for format, filters and path of the term base's export, beginning with what is shown; then go on."""

    def dialog() -> ExportDialog:
        from glossary.config import export_languages

        source, target = export_languages()
        shown = TermWish(query=query, subject=subject, source=source, target=target)
        return TermExportDialog(term_choices(), Path.cwd() / "terms", shown, base.subjects)

    _ask(screen, dialog, then)


def _ask(screen: Screen[None], dialog: Callable[[], ExportDialog], then: Callable[[ExportWish], None]) -> None:
    def take(wish: ExportWish | None) -> None:
        if wish is not None:
            then(wish)

    try:
        screen.app.push_screen(dialog(), take)
    except MalmoiError as error:
        screen.app.push_screen(ErrorDialog.of(error))


def ask_path(screen: Screen[None], title: str, explanation: str, name: str, then: Callable[[Path], None]) -> None:
    """Ask where a list is written to, then go on."""

    def take(path: Path | None) -> None:
        if path is not None:
            then(path)

    screen.app.push_screen(PathDialog(title, explanation, str(Path.cwd() / name)), take)


def file_stem(title: str) -> str:
    """Return a file name without ending made of a title: letters and digits of any script, and hyphens."""
    return re.sub(r"[\W_]+", "-", title)[:40].strip("-") or "alignment"


def tell_written(screen: BackgroundScreen, outcome: Outcome) -> None:
    """Say what was written and what the format could not hold; in a dialog where that is much."""
    done = cast("Exported", outcome.value)
    few = done.remarks if len(done.remarks) <= SHORT else ()
    screen.tell(written(done) + "".join(f"\n▲ {remark}" for remark in few))
    if len(done.remarks) > SHORT:
        screen.app.push_screen(LossDialog.of_export(done))
