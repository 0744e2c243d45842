"""The two themes: dark and light, calm grounds, strong differences between the states of a bead."""

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
