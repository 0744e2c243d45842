"""The user's own keys: `keys.toml`, one line an action, `"bead.merge_next" = "m ctrl+j"`.

Invariant: what is read is sound. An action that does not exist, a key that no terminal knows and a key that two actions
of one place want are errors that name the file, the line's action and what is nearest; then no key is changed.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from glossary.errors import InputError, OutputError
from glossary.own_files import write_whole
from glossary.paths import user_config_dir
from tui.actions import ACTIONS, BY_ID, Action, keys_of, label

Keymap = dict[str, str]
"""Action id -> Textual's key names with commas."""

MODIFIERS = ("ctrl", "shift", "alt", "meta", "super", "hyper")
_NAMES = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgdn": "pagedown", "pgup": "pageup",
    "↑": "up", "↓": "down", "←": "left", "→": "right",
}  # fmt: skip
NEVER = ("ctrl+c", "ctrl+q")
"""Keys that stay what they are: the way out."""


def keys_path() -> Path:
    """Return where the keys lie; the file need not exist."""
    return user_config_dir() / "keys.toml"


def load_keymap(file: Path | None = None) -> Keymap:
    """Return the user's keys; empty where there is no file. Raises InputError naming file, action and key."""
    file = file or keys_path()
    try:
        content = tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The keys {file} cannot be read: {error}.", title="Keys") from error
    except tomllib.TOMLDecodeError as error:
        hint = 'A line looks like this: "bead.merge_next" = "m ctrl+j".'
        raise InputError(f"The keys {file} are not valid TOML: {error}.", hint=hint, title="Keys") from error
    found: Keymap = {}
    for identity, keys in _flat(content):
        if identity not in BY_ID:
            near = get_close_matches(identity, BY_ID, n=1, cutoff=0.4)
            hint = f"Did you mean {near[0]}?" if near else "F8 shows the ids of all actions."
            raise InputError(f"{file}: there is no action {identity!r}.", hint=hint, title="Keys")
        if not isinstance(keys, str):
            raise InputError(
                f"{file}: {identity} must be a text in quotes.", hint=f'{identity} = "m ctrl+j"', title="Keys"
            )
        try:
            if names := parse_keys(keys):
                found[identity] = names
        except InputError as error:
            raise InputError(f"{file}: {identity}: {error.message}", hint=error.hint, title="Keys") from None
    if clash := clashes(found):
        raise InputError(f"{file}: {clash}", hint="Give one of them another key.", title="Keys")
    return found


def _flat(content: Mapping[str, object], above: str = "") -> list[tuple[str, object]]:
    """Return (id, value): `bead.merge_next` may be written in quotes or as table and name."""
    pairs: list[tuple[str, object]] = []
    for name, value in content.items():
        here = f"{above}.{name}" if above else name
        pairs += _flat(value, here) if isinstance(value, dict) else [(here.removeprefix("keys."), value)]
    return pairs


def parse_keys(text: str) -> str:
    """Return keys that a person wrote (`m Ctrl+J ?`) as Textual's names with commas. Raises InputError."""
    return ",".join(_key(word) for word in text.split())


def _key(word: str) -> str:
    from textual.keys import Keys, _character_to_key

    *modifiers, name = word.split("+") if len(word) > 1 and not word.endswith("++") else [word]
    modifiers = [m.casefold() for m in modifiers]
    known = {key.value for key in Keys} | {f"f{n}" for n in range(1, 25)}
    if len(name) == 1 and name not in _NAMES:
        name = name.lower() if "ctrl" in modifiers else _character_to_key(name)
    else:
        name = _NAMES.get(name.casefold(), name.casefold())
        if name not in known and not _names_a_character(name):
            near = get_close_matches(name, known, n=1)
            raise InputError(
                f"{word} is no key.", hint=f"Did you mean {near[0]}?" if near else "m, ctrl+j, f4, enter …"
            )
    if wrong := [m for m in modifiers if m not in MODIFIERS]:
        raise InputError(f"{word}: {wrong[0]} is no key to hold.", hint=f"There are {', '.join(MODIFIERS)}.")
    key = "+".join([*modifiers, name])
    if key in NEVER:
        raise InputError(f"{label(key)} stays what it is: the way out.")
    return key


def _names_a_character(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " ").upper())
    except KeyError:
        return name in ("plus", "minus", "underscore", "slash", "comma")
    return True


def clashes(keymap: Mapping[str, str]) -> str:
    """Return in words what key two actions of one place want, one of them by this keymap; "" where none."""
    owners: dict[tuple[str, str], Action] = {}
    for action in ACTIONS:
        for key in keys_of(action, keymap):
            other = owners.setdefault((action.context, key), action)
            if other is not action and (action.id in keymap or other.id in keymap):
                return f"{label(key)} would be both {other.id} and {action.id} ({action.context.value})."
    return ""


def keep_keymap(keymap: Mapping[str, str], file: Path | None = None) -> None:
    """Write the user's keys. Raises InputError for keys that clash, OutputError where the file cannot be written."""
    file = file or keys_path()
    if clash := clashes(keymap):
        raise InputError(clash, hint="Give one of them another key.", title="Keys")
    from glossary.config import as_toml

    lines = [f"{as_toml(identity)} = {as_toml(keys.replace(',', ' '))}\n" for identity, keys in keymap.items()]
    text = "# Keys of malmoi: action = keys with spaces between. F8 shows all actions.\n" + "".join(lines)
    try:
        write_whole(file, text)
    except OSError as error:
        raise OutputError(f"The keys {file} cannot be written: {error.strerror or error}.") from error
