"""What an action is: its id, its keys, its words, and the context where it can be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Context(StrEnum):
    """Where an action can be done. The value is the heading in the help."""

    EVERYWHERE = "Everywhere"
    LIBRARY = "Library"
    CANDIDATES = "Term candidates"
    TERMS = "Term base"
    ENTRY = "While editing an entry"
    ATTESTATIONS = "Where a term was found"
    CONCORDANCE = "Concordance"
    CHECKS = "Checks"
    RENDERINGS = "Renderings over time"
    VERSIONS = "Versions of a text"
    OMISSIONS = "Omissions"
    SETTINGS = "Settings"
    WORKSPACE = "Alignment workspace"
    REPLACING = "Find and replace"
    MARKING = "While marking a phrase"
    EDITOR = "While editing a sentence"
    DRAFT = "While writing a draft"
    EXPORT = "While exporting"
    FILES = "While choosing a file"
    DIALOG = "In a dialog"


_PASSING = frozenset(
    (
        *(Context.MARKING, Context.EDITOR, Context.DRAFT, Context.ENTRY, Context.ATTESTATIONS),
        *(Context.EXPORT, Context.FILES, Context.DIALOG),
    )
)
"""Contexts that last only as long as something is typed or asked."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do."""

    id: str
    """Stable: `bead.merge_next`. The settings rebind by it."""
    keys: tuple[str, ...]
    """Textual's key names; the first is shown. Empty: reachable by the palette and the mouse only."""
    title: str
    """One or two words for footer and palette."""
    help: str
    """One sentence that says what it does."""
    group: str
    """Heading inside the help."""
    context: Context
    footer: str = ""
    """Its word in the footer; empty for all but the few keys that matter. Neighbours with one word share it."""

    @property
    def method(self) -> str:
        """Return the action's name for Textual: the screen has a method `action_` + this."""
        return self.id.replace(".", "_")

    @property
    def in_palette(self) -> bool:
        """Whether the command palette offers it: not movement, and nothing that lasts only as long as a dialog."""
        lasting = self.context not in _PASSING
        return lasting and self.group != "Move" and self.id not in ("app.palette", "app.interrupt")


def group(
    context: Context, heading: str, *rows: tuple[str, str, str, str] | tuple[str, str, str, str, str]
) -> list[Action]:
    """Return actions from rows of (id, keys, title, help, word in the footer)."""
    made = []
    for row in rows:
        identity, keys, title, text = row[:4]
        footer = row[4] if len(row) > 4 else ""
        made.append(Action(identity, tuple(keys.split()), title, text, heading, context, footer))
    return made
