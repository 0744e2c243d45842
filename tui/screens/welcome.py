"""First start: the starter term base and the sample are offered, once, and never forced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.actions import Context, bindings
from tui.screens.dialogs import Dialog, box

OPENING = (
    "malmoi keeps the wording of translations: it aligns an English or Japanese text with the Korean original, "
    "remembers terms and names, and checks new drafts against them."
)


@dataclass(frozen=True, slots=True)
class WelcomeChoice:
    """What to load."""

    starter: bool = False
    sample: bool = False


_CHOICES = (
    ("both", "Load the starter term base and the sample article", WelcomeChoice(starter=True, sample=True)),
    ("starter", "Load the starter term base only", WelcomeChoice(starter=True)),
    ("sample", "Load the sample article only", WelcomeChoice(sample=True)),
    ("none", "Begin empty", WelcomeChoice()),
)


class WelcomeScreen(Dialog[WelcomeChoice]):
    """Offers what comes with malmoi."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG, only=("dialog.cancel",))
    DEFAULT_CSS = """
    WelcomeScreen OptionList { height: auto; background: $surface; margin-top: 1; }
    WelcomeScreen OptionList, WelcomeScreen OptionList:focus { border: none; }
    WelcomeScreen Static { margin-top: 1; }
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """Lay out the offer."""
        with box("말모이 · malmoi"):
            yield Static(OPENING, markup=False)
            yield OptionList(*(Option(text, id=name) for name, text, _ in _CHOICES), markup=False)
            yield Static(
                Content.assemble(
                    ("Your data base: ", "bold"),
                    self._place,
                    "\nBoth can be loaded later from the command palette (Ctrl+P). F1 shows the keys anywhere.",
                )
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the choice back."""
        event.stop()
        self.dismiss(_CHOICES[event.option_index][2])
