"""The actions of the settings."""

from __future__ import annotations

from tui.actions.model import Action, Context, group

ACTIONS: tuple[Action, ...] = (
    *group(
        Context.SETTINGS,
        "Move",
        ("settings.down", "down j", "down", "To the next setting."),
        ("settings.up", "up k", "up", "To the setting before."),
        ("settings.page_down", "pagedown space", "page down", "One screen down."),
        ("settings.page_up", "pageup", "page up", "One screen up."),
    ),
    *group(
        Context.SETTINGS,
        "Settings",
        ("settings.change", "enter", "change", "Change this setting; it is kept at once.", "change"),
        ("settings.default", "d delete", "default", "Set it as it comes with malmoi; undo brings it back.", "default"),
        ("settings.undo", "u ctrl+z", "undo", "Take your last change of the settings back.", "undo"),
        ("settings.find", "slash", "find", "Show only the settings that contain what you type.", "find"),
        ("settings.own", "o", "only yours", "Show only what is not as it comes, or everything again.", "only yours"),
        ("settings.leave", "q escape", "back", "Let go what is searched; then back.", "back"),
    ),
)
