"""How a key is called on the screen."""

from __future__ import annotations

_LABELS = {
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "colon": ":",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "plus": "+",
    "number_sign": "#",
    "apostrophe": "'",
    "quotation_mark": '"',
    "minus": "-",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "equals_sign": "=",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def label(key: str) -> str:
    """Return a key as people write it: `[`, `Ctrl+R`, `F1`."""
    *modifiers, name = key.split("+")
    shown = _LABELS.get(name, name if len(name) == 1 else name.capitalize())
    if modifiers and len(name) == 1:
        shown = name.upper()
    return "+".join([*(m.capitalize() for m in modifiers), shown])
