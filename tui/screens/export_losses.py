"""What a file holds: the table of a format, what will be lost before a file is written, what was lost afterwards."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from tui.actions import Context, bindings
from tui.export_desk import Exported, FormatChoice
from tui.screens.dialogs import Dialog, ErrorDialog, box
from tui.widgets.bars import KeyBar
from tui.widgets.wrap import fit, shown

_STYLES = {"yes": "$text-success", "note": "$text-accent", "partly": "$text-warning", "no": "$text-error"}
_WORDS = {
    "yes": "✓ in a place of its own",
    "note": "▲ in a note that malmoi reads back",
    "partly": "▲ partly",
    "no": "✗ not at all",
}


class HoldsDialog(Dialog[None]):
    """Field by field what a format holds."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG, only=("dialog.cancel",))
    DEFAULT_CSS = """
    HoldsDialog VerticalScroll { height: auto; max-height: 30; }
    HoldsDialog Static { height: auto; }
    """

    def __init__(self, chosen: FormatChoice) -> None:
        super().__init__()
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        parts: list[Content | tuple[str, str]] = []
        for field, how, remark in self._chosen.table:
            words = _WORDS[how] + (f": {remark}" if remark else "")
            parts += [(fit(field, 40), ""), (f"{shown(words)}\n", _STYLES[how])]
        with box(f"What {self._chosen.name} holds"):
            yield Label(self._chosen.title, markup=False)
            with VerticalScroll():
                yield Static(Content.assemble(*parts))
            yield KeyBar()


class LossQuestion(Dialog[bool]):
    """Shows what a file will not hold, before it is written."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG, only=("dialog.accept", "dialog.cancel"))
    DEFAULT_CSS = """
    LossQuestion > Vertical { border: round $warning; border-title-color: $text-warning; }
    LossQuestion VerticalScroll { height: auto; max-height: 14; }
    LossQuestion Static { height: auto; }
    """

    def __init__(self, would: Exported, form: str) -> None:
        super().__init__()
        self._would, self._form = would, form

    def compose(self) -> ComposeResult:
        """Lay out the losses and the two ways."""
        with box(f"What {self._form} will not hold of {self._would.counted}"):
            with VerticalScroll():
                yield Static(losses(self._would), markup=False, id="losses")
            yield Label("Enter writes the file without these; Esc goes back.", markup=False)
            yield KeyBar()

    def action_dialog_accept(self) -> None:
        """Write it."""
        self.dismiss(True)


class LossDialog(ErrorDialog):
    """What was written, and what the format could not hold."""

    DEFAULT_CSS = "LossDialog > Vertical { border: round $warning; border-title-color: $text-warning; }"

    @classmethod
    def of_export(cls, done: Exported) -> LossDialog:
        """Return the report of an export."""
        return cls(
            "What the file does not hold", f"{written(done)}\n\n{losses(done)}", "The data base itself keeps all of it."
        )


def losses(done: Exported) -> str:
    """Return what is lost, a line each."""
    return "\n".join(f"▲ {shown(remark)}" for remark in done.remarks)


def written(done: Exported) -> str:
    """Return in words what was written."""
    return f"{done.counted} written to {done.path}"
