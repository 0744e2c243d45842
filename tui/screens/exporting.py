"""Exporting from a screen: the same questions and the same answer wherever it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from glossary.errors import MalmoiError
from tui.export_desk import Exported, TermWish, alignment_choices, term_choices
from tui.screens.background import EXPORTING, Outcome
from tui.screens.dialogs import ErrorDialog, PathDialog
from tui.screens.export_losses import LossDialog, losses, written

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.running import Say
    from tui.screens.background import BackgroundScreen
    from tui.screens.export_dialogs import ExportDialog, ExportWish

SHORT = 3
"""Remarks that a message under the screen has room for."""


def export_alignment(screen: BackgroundScreen, number: int, title: str) -> None:
    """Ask for format, filters and path of an alignment's export; then write it."""
    from tui.screens.export_dialogs import AlignmentExportDialog

    exports = screen.session.exports

    def look(wish: ExportWish, _say: Say, _stopped: Callable[[], bool]) -> Exported:
        return exports.look_at_alignment(number, wish.format, wish.beads)

    def write(wish: ExportWish) -> Exported:
        return exports.alignment(number, wish.format, wish.path, wish.beads)

    def dialog(last: str) -> ExportDialog:
        return AlignmentExportDialog(alignment_choices(), Path.cwd() / file_stem(title), look, last)

    _ask(screen, "export.alignment", "xlsx", dialog, write)


def export_terms(screen: BackgroundScreen, query: str, subject: str) -> None:
    """Ask for format, filters and path of the term base's export, beginning with what is shown; then write it."""
    exports = screen.session.exports

    def look(wish: ExportWish, say: Say, stopped: Callable[[], bool]) -> Exported:
        return exports.look_at_terms(wish.format, wish.terms, say, stopped)

    def write(wish: ExportWish) -> Exported:
        return exports.terms(wish.format, wish.path, wish.terms, screen.say, screen.stop_asked.is_set)

    def dialog(last: str) -> ExportDialog:
        from glossary.config import export_languages
        from tui.screens.term_export_dialog import TermExportDialog

        source, target = export_languages()
        shown = TermWish(query=query, subject=subject, source=source, target=target)
        subjects = screen.session.term_base.subjects
        return TermExportDialog(term_choices(), Path.cwd() / "terms", look, shown, subjects, last)

    _ask(screen, "export.terms", "tbx", dialog, write)


def _ask(
    screen: BackgroundScreen,
    habit: str,
    usual: str,
    dialog: Callable[[str], ExportDialog],
    write: Callable[[ExportWish], Exported],
) -> None:
    habits = screen.session.habits

    def take(wish: ExportWish | None) -> None:
        if wish is not None:
            habits.keep(habit, wish.format)
            screen.start(EXPORTING, lambda: Outcome("exported", (write(wish), wish.agreed)))

    try:
        screen.app.push_screen(dialog(habits.text(habit) or usual), take)
    except MalmoiError as error:
        screen.app.push_screen(ErrorDialog.of(error))


def ask_path(screen: Screen[None], title: str, explanation: str, name: str, then: Callable[[Path], None]) -> None:
    """Ask where a list is written to, then go on."""

    def take(path: Path | None) -> None:
        if path is not None:
            then(path)

    screen.app.push_screen(PathDialog(title, explanation, str(Path.cwd() / name)), take)


def file_stem(title: str) -> str:
    """Return a file name without ending made of a title: letters and digits of any script, and hyphens.

    Where the title is a file's name, its ending goes: `news.en.txt` makes `news`.
    """
    title = re.sub(r"([._-][a-z]{2})?\.(txt|text|md|x?html?|shtml)\Z", "", title, flags=re.IGNORECASE)
    return re.sub(r"[\W_]+", "-", title)[:40].strip("-") or "alignment"


def tell_written(screen: BackgroundScreen, outcome: Outcome) -> None:
    """Say what was written and what the format could not hold; in a dialog where that is much and was not shown yet."""
    done, agreed = cast("tuple[Exported, tuple[str, ...]]", outcome.value)
    if len(done.remarks) <= SHORT:
        screen.tell("\n".join([written(done), *([losses(done)] if done.remarks else [])]))
        return
    screen.tell(f"{written(done)}\n▲ without {len(done.remarks)} kinds of data that the format cannot hold")
    if done.remarks != agreed:
        screen.app.push_screen(LossDialog.of_export(done))
