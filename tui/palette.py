"""The command palette over the one registry: what can be done here, found by a part of its name or of its help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content

from tui.actions import Action, Context, actions, keys_of, label

if TYPE_CHECKING:
    from tui.app import MalmoiApp


def available(contexts: Iterable[Context]) -> list[Action]:
    """Return the actions that the palette offers in these contexts, those of the screen before those of everywhere."""
    return [action for action in actions(*contexts) if action.in_palette]


class ActionProvider(Provider):
    """Actions of the registry, by title and help."""

    @property
    def _actions(self) -> list[Action]:
        contexts = getattr(self.screen, "help_contexts", ())
        return [*available(contexts), *available((Context.EVERYWHERE,))]

    def _hit_parts(self, action: Action) -> tuple[str, str]:
        keymap = getattr(self.app, "keymap", {})
        keys = " ".join(label(key) for key in keys_of(action, keymap))
        return action.title, action.help + (f"  ({keys})" if keys else "")

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for action in self._actions:
            title, text = self._hit_parts(action)
            yield DiscoveryHit(Content(title), self._do(action), text=title, help=text)

    async def search(self, query: str) -> Hits:
        """Offer what matches in the title, then what matches in the help."""
        matcher = self.matcher(query)
        for action in self._actions:
            title, text = self._hit_parts(action)
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), self._do(action), text=title, help=text)
            elif query.casefold() in action.help.casefold():
                yield Hit(0.1, Content(title), self._do(action), text=title, help=text)

    def _do(self, action: Action):  # type: ignore[no-untyped-def]
        return lambda: self.app.perform(action.id)  # type: ignore[attr-defined]


class Palette(CommandPalette):
    """Textual's palette with a sign that every font has."""

    def on_mount(self) -> None:
        """Take the magnifying glass away: in many terminals it is a box, and two cells wide."""
        self.query_one(SearchIcon).icon = "›"


def open_palette(app: MalmoiApp) -> None:
    """Show the palette over the current screen."""
    app.push_screen(Palette(providers=[ActionProvider], placeholder="What do you want to do?"))
