"""The one registry of what an editor can do: keys, footer, help, command palette and settings are all made from it.

Invariant: every action that a key can reach is written here once, with an id that never changes, because the settings
name it; the method that does it is `action_` + the id with dots as underscores, on the screen of its context. A screen
binds nothing of its own. No terminal or tmux takes all keys of an action (ctrl+b, ctrl+a, ctrl+s are never the only
one).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tui.actions import library, reading, settings, terms, typing, versions, workspace
from tui.actions.labels import label
from tui.actions.model import Action, Context

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["ACTIONS", "BY_ID", "Action", "Context", "actions", "bindings", "keys_of", "label"]

ACTIONS: tuple[Action, ...] = (
    *library.ACTIONS,
    *terms.ACTIONS,
    *reading.ACTIONS,
    *versions.ACTIONS,
    *settings.ACTIONS,
    *workspace.ACTIONS,
    *typing.ACTIONS,
)
BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}


def actions(*contexts: Context) -> tuple[Action, ...]:
    """Return the actions of the contexts, in the order of the registry."""
    return tuple(action for action in ACTIONS if action.context in contexts)


def bindings(context: Context, *, only: Iterable[str] = ()) -> list[BindingType]:
    """Return Textual's bindings of a context, one a key; `only` keeps the named ids."""
    from textual.binding import Binding

    kept = frozenset(only)
    return [
        Binding(",".join(a.keys), a.method, a.title, id=a.id, show=bool(a.footer), tooltip=a.help)
        for a in actions(context)
        if a.keys and (not kept or a.id in kept)
    ]


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of an action under the user's own keymap (id -> keys with commas)."""
    if own := keymap.get(action.id):
        return tuple(key.strip() for key in own.split(",") if key.strip())
    return action.keys
