"""The settings as their screen needs them: each with its value, what it may be, and what it means.

Invariant: a setting is written to its file the moment that it is changed; the value before comes back so that the
screen can undo. Checks are shown one by one, though the settings hold them as two lists (`check.skip`,
`check.severity`); a pattern written there by hand stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.config import KEYS, Settings, change, load, settings_path
from tui.actions import ACTIONS, BY_ID, keys_of, label
from tui.keymap import Keymap, keep_keymap, keys_path, load_keymap, parse_keys

if TYPE_CHECKING:
    from glossary.store.engine import Database

Choice = tuple[str, str]
"""A value and what it means."""
AS_IT_IS, OFF = "", "off"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the screen."""

    id: str
    """`interface.theme`; `check:terms.missing`; `key:bead.merge_next`."""
    group: str
    title: str
    value: str
    """As it is shown."""
    help: str
    choices: tuple[Choice, ...] | None = None
    """What it may be; None where it is typed."""
    typed: str = ""
    """What stands in the field where it is typed, or which choice is in force."""
    is_default: bool = True


_PLAIN: tuple[tuple[str, str, str, str], ...] = (
    ("interface.theme", "Look", "theme", "Colours of the interface; ansi themes follow the terminal's own palette."),
    ("interface.plain", "Look", "plain", "For screen readers: no frames, states as letters, the cursor on the line."),
    (
        "interface.ambiguous_width",
        "Look",
        "ambiguous signs",
        "Cells of “ ” and · in your terminal; at the next start.",
    ),
    ("interface.kitty_keys", "Look", "Kitty keyboard", "off where composed Korean gets lost; at the next start."),
    ("user.name", "You", "your name", "Who changes are recorded for; empty: the login."),
    ("check.profile", "Checks", "profile", "The house whose rules checks follow where the text names none."),
    ("check.only", "Checks", "only these", "Checks and families that run, separated by commas; empty: all."),
    ("check.skip", "Checks", "never these", "Checks and families that never run, separated by commas."),
    ("check.severity", "Checks", "at most", "The most that findings can be: names.missing=note, mechanics=warning."),
    ("terms.house", "Terms", "house", "The house whose renderings come first."),
    ("terms.languages", "Terms", "languages", "Of a new entry; the first two of exported pairs: ko-KP, en."),
    ("romanisation.system", "Terms", "romanisation", "The system whose readings are shown first."),
)


_FIXED: dict[str, tuple[Choice, ...]] = {
    "interface.plain": (("no", "frames and signs"), ("yes", "for screen readers")),
    "interface.ambiguous_width": (("narrow", "one cell"), ("wide", "two cells; frames are drawn with + - |")),
    "interface.kitty_keys": (("auto", "off in iTerm2"), ("on", "use it"), ("off", "do not use it")),
}


class SettingsDesk:
    """Reads and writes settings and keys."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def all(self, themes: Sequence[str]) -> list[Setting]:
        """Return every setting, then the checks, then the keys. Raises InputError for files that are not sound."""
        from glossary.checks.registry import checks, chosen, parse_severities
        from tui.checking import listed

        settings, default = load(), Settings()
        found = []
        for key, group, title, text in _PLAIN:
            value = str(getattr(settings, KEYS[key]))
            choices = self._choices(key, themes)
            standard = value == getattr(default, KEYS[key])
            found.append(Setting(key, group, title, value or "(as it comes)", text, choices, value, standard))
        severities = parse_severities(settings.check_severity)
        runs = chosen(listed(settings.check_only), listed(settings.check_skip))
        for check, info in checks().items():
            most = severities.get(check)
            state = OFF if check not in runs else most.value if most else AS_IT_IS
            value = state or info.severity.value
            levels = [s for s in ("error", "warning", "note") if s != info.severity.value]
            kinds = (
                (AS_IT_IS, f"as it comes: {info.severity.value}"),
                *((level, f"at most {level}") for level in levels),
                (OFF, "never run it"),
            )
            found.append(Setting(f"check:{check}", "Each check", check, value, info.title, kinds, state, not state))
        keymap = load_keymap()
        for action in ACTIONS:
            keys = " ".join(map(label, keys_of(action, keymap)))
            typed = keymap.get(action.id, "").replace(",", " ")
            about = f"{action.help}  (default: {' '.join(map(label, action.keys)) or 'none'})"
            group = f"Keys: {action.context.value}"
            name = f"{action.title}  {action.id}"
            found.append(Setting(f"key:{action.id}", group, name, keys or "–", about, None, typed, not typed))
        return found

    def _choices(self, key: str, themes: Sequence[str]) -> tuple[Choice, ...] | None:
        if key in _FIXED:
            return _FIXED[key]
        if key == "interface.theme":
            return tuple((name, "") for name in themes)
        if key == "check.profile":
            from glossary.terms.renderings import PROFILES, profile_key

            mine = {profile_key(h): h for h, _ in self._database().concepts.houses()}
            return tuple(({**mine, **PROFILES}).items())
        if key == "terms.house":
            houses = dict.fromkeys([*(h for h, _ in self._database().concepts.houses()), "KCNA", "Voice of Korea"])
            return (("", "none first"), *((house, "") for house in houses))
        if key == "romanisation.system":
            from glossary.romanisation.registry import systems

            return tuple((name, system.title) for name, system in systems().items())
        return None

    def set(self, identity: str, value: str) -> str:
        """Write a setting; return its value before, which `set` takes back.

        Raises UsageError and InputError for a value that cannot be, OutputError where the file cannot be written.
        """
        kind, _, name = identity.partition(":")
        if not name:
            return self._set_plain(identity, value)
        return self._set_keys(name, value) if kind == "key" else self._set_check(name, value)

    @staticmethod
    def _set_plain(key: str, value: str) -> str:
        from tui.checking import rules

        before = str(getattr(load(), KEYS[key]))
        if key == "terms.languages":
            from tui.output import resolve_tag

            value = ", ".join(resolve_tag(tag.strip()) for tag in value.split(",") if tag.strip())
            value = value or Settings().languages
        change(key, value)
        try:
            rules("", "", "", "", "")  # says what is no check and no severity
        except Exception:
            change(key, before)
            raise
        return before

    @staticmethod
    def _set_check(check: str, value: str) -> str:
        from glossary.checks.registry import parse_severities
        from tui.checking import listed

        settings = load()
        skip = [name for name in listed(settings.check_skip) if name != check]
        levels = [part for part in listed(settings.check_severity) if part.partition("=")[0].strip() != check]
        most = parse_severities(settings.check_severity).get(check)
        before = OFF if len(skip) < len(listed(settings.check_skip)) else most.value if most else AS_IT_IS
        if value == OFF:
            skip.append(check)
        elif value:
            levels.append(f"{check}={value}")
        change("check.skip", ", ".join(skip))
        change("check.severity", ", ".join(levels))
        return before

    @staticmethod
    def _set_keys(action: str, value: str) -> str:
        keymap = load_keymap()
        before = keymap.pop(action, "").replace(",", " ")
        if value.strip() and (keys := parse_keys(value)) != ",".join(BY_ID[action].keys):
            keymap[action] = keys
        keep_keymap(keymap)
        return before

    @staticmethod
    def keymap() -> Keymap:
        """Return the user's keys as they stand in the file."""
        return load_keymap()

    @staticmethod
    def files() -> str:
        """Return where settings and keys lie."""
        return f"{settings_path()}   {keys_path()}"
