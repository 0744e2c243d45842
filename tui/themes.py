"""The themes: dark and light on calm grounds, and one of high contrast; states of a bead differ strongly in each.

The `ansi` themes, which follow the terminal's own palette, are Textual's.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="malmoi-dark",
    primary="#6cb6ff",
    secondary="#8ddb8c",
    accent="#f6c177",
    warning="#f2b155",
    error="#ff7b72",
    success="#7ee08a",
    foreground="#dfe3e8",
    background="#14171c",
    surface="#1b1f26",
    panel="#252b34",
    dark=True,
)

LIGHT = Theme(
    name="malmoi-light",
    primary="#0a5cad",
    secondary="#1f7a3a",
    accent="#8a4b00",
    warning="#8f5600",
    error="#b3261e",
    success="#1b7a36",
    foreground="#1c2026",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e5e2d9",
    dark=False,
)

CONTRAST = Theme(
    name="malmoi-contrast",
    primary="#7fd0ff",
    secondary="#9dff9d",
    accent="#ffff00",
    warning="#ffd000",
    error="#ff9d9d",
    success="#7dff7d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#2b2b2b",
    dark=True,
)

NAMES = ("malmoi-dark", "malmoi-light", "malmoi-contrast", "ansi-dark", "ansi-light")
"""Themes that are offered first, in this order."""
