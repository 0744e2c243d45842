"""Help: every key of where the editor is, from the one registry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.actions import Context, actions, bindings, keys_of, label
from tui.screens.dialogs import Dialog, box
from tui.widgets.rows import Sign
from tui.widgets.wrap import fit

KEY_CELLS = 16


def help_lines(contexts: Sequence[Context], keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (kind, line): kind is context, group, action or text."""
    for context in contexts:
        yield "context", context.value
        for group, members in groupby(actions(context), key=lambda action: action.group):
            if group != context.value:
                yield "group", group
            for action in members:
                keys = " ".join(label(key) for key in keys_of(action, keymap)) or "(Ctrl+P)"
                yield "action", f"{fit(keys, KEY_CELLS)} {action.help}"
    if Context.WORKSPACE in contexts:
        yield "context", "Signs"
        for sign in Sign:
            if sign is not Sign.DOUBTFUL:  # it looks as what is to check
                yield "action", f"{fit(sign.sign, KEY_CELLS)} {sign.word}"
        yield "action", f"{fit('~  *', KEY_CELLS)} the sentence was edited; the bead has a comment"
        yield "action", f"{fit('◆', KEY_CELLS)} the bead has a bookmark"
        yield "action", f"{fit('!', KEY_CELLS)} the checks have found something; the side panel says what"
        yield "text", "The number beside a sign is the probability that the bead is right."


_STYLES = {"context": "bold $text-accent", "group": "bold", "action": "", "text": "$foreground 70%"}


class HelpScreen(Dialog[None]):
    """The keys of the contexts that it is given."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.DIALOG, only=("dialog.cancel", "dialog.accept"))
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    HelpScreen > Vertical { width: 92; height: 92%; }
    HelpScreen VerticalScroll { height: 1fr; }
    """

    def __init__(self, contexts: Sequence[Context], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._contexts, self._keymap = contexts, keymap

    def compose(self) -> ComposeResult:
        """Lay out one long page."""
        parts: list[Content | tuple[str, str]] = []
        for number, (kind, line) in enumerate(help_lines(self._contexts, self._keymap)):
            gap = "\n" if number and kind in ("context", "group") else ""
            indent = "  " if kind in ("action", "text") else ""
            parts.append((f"{gap}{indent}{line}\n", _STYLES[kind]))
        with box("Help: Esc closes, ↑ ↓ scroll"), VerticalScroll():
            yield Static(Content.assemble(*parts), id="help")

    def action_dialog_accept(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_app_help(self) -> None:
        """Close: the key that opened the help closes it."""
        self.dismiss(None)
