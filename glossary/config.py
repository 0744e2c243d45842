"""The user's settings: one TOML file, read into a frozen record.

Every setting has a default, a kind and a sentence that explains it; an unknown key or a wrong kind is an error that
names the file, the key, and the nearest key that exists. Writing a setting changes its line and leaves the rest of
the file.
"""

from __future__ import annotations

import getpass
import os
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from glossary.errors import InputError, OutputError, UsageError
from glossary.own_files import write_whole
from glossary.paths import user_config_dir
from glossary.text.language import base_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user can set."""

    user_name: str = ""
    """`user.name`: who changes are recorded for; empty means the login."""
    theme: str = ""
    """`interface.theme`: a theme of the terminal interface; empty means the default."""
    plain: str = "no"
    """`interface.plain`: `yes` for screen readers: no frames, states as letters, the terminal's cursor on the line."""
    ambiguous_width: str = "narrow"
    """`interface.ambiguous_width`: `wide` where the terminal shows “ ” and · in two cells; from the next start on."""
    kitty_keys: str = "auto"
    """`interface.kitty_keys`: `on` or `off`: whether the Kitty keyboard protocol is used; from the next start on."""
    profile: str = "general"
    """`check.profile`: the profile that checks follow."""
    check_only: str = ""
    """`check.only`: checks and families that run, separated by commas; empty means all."""
    check_skip: str = ""
    """`check.skip`: checks and families that never run."""
    check_severity: str = ""
    """`check.severity`: the most that a check's findings can be, such as `names.missing=note, mechanics=warning`."""
    house: str = ""
    """`terms.house`: the house whose renderings come first (`KCNA` …)."""
    languages: str = "ko-KP, en"
    """`terms.languages`: the languages of a new entry; the first two are those of exported pairs."""
    romanisation: str = "dprk"
    """`romanisation.system`: the system shown first."""


KEYS: dict[str, str] = {
    "user.name": "user_name",
    "interface.theme": "theme",
    "interface.plain": "plain",
    "interface.ambiguous_width": "ambiguous_width",
    "interface.kitty_keys": "kitty_keys",
    "check.profile": "profile",
    "check.only": "check_only",
    "check.skip": "check_skip",
    "check.severity": "check_severity",
    "terms.house": "house",
    "terms.languages": "languages",
    "romanisation.system": "romanisation",
}
"""Key in the file -> field of `Settings`."""


def settings_path() -> Path:
    """Return where the settings lie; the file need not exist."""
    return user_config_dir() / "settings.toml"


def load(file: Path | None = None) -> Settings:
    """Return the user's settings; defaults where there is no file.

    Raises InputError naming the file and the line or key.
    """
    file = file or settings_path()
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise InputError(
            f"The settings {file} cannot be read: {error.strerror or error}.", hint="Check its permissions."
        ) from error
    try:
        content = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"The settings {file} are not UTF-8 (byte {error.start}).", hint="Save the file as UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"The settings {file} are not valid TOML: {error}.", hint='A setting looks like this: name = "Kim".'
        ) from error
    values: dict[str, Any] = {}
    for key, value in _flattened(content, file):
        name = KEYS.get(key)
        if name is None:
            raise InputError(f"{file}: there is no setting {key!r}.", hint=_nearest(key))
        expected = type(getattr(Settings(), name))
        if type(value) is not expected:
            raise InputError(
                f"{file}: {key} must be {_KINDS[expected]}, and is {value!r}.",
                hint=f"Write it like this: {key.split('.')[-1]} = {as_toml(getattr(Settings(), name))}.",
            )
        values[name] = value
    return Settings(**values)


def change(key: str, value: object, file: Path | None = None) -> Settings:
    """Set one key in the file, leaving every other line as it is, and return the new settings.

    Raises UsageError for an unknown key or a value of the wrong kind, OutputError where the file cannot be written.
    """
    file = file or settings_path()
    if key not in KEYS:
        raise UsageError(f"There is no setting {key!r}.", hint=_nearest(key))
    expected = type(getattr(Settings(), KEYS[key]))
    if type(value) is not expected:
        raise UsageError(f"{key} must be {_KINDS[expected]}, and is {value!r}.")
    load(file)  # a file that cannot be read is not written over
    table, name = key.split(".")
    old = file.read_text("utf-8-sig").splitlines() if file.exists() else []
    lines = _with_value(old, table, name, as_toml(value))
    text = "\n".join(lines) + "\n"
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OutputError(
            f"{key} cannot be set in {file}: its value there goes over several lines.",
            hint="Write it on one line there, or change the file by hand.",
        ) from error
    try:
        write_whole(file, text)
    except OSError as error:
        raise OutputError(
            f"The settings {file} cannot be written: {error.strerror or error}.", hint="Check the permissions."
        ) from error
    return load(file)


def to_toml(settings: Settings) -> str:
    """Return all settings as the text of a settings file."""
    tables: dict[str, list[str]] = {}
    for key, name in KEYS.items():
        table, entry = key.split(".")
        tables.setdefault(table, []).append(f"{entry} = {as_toml(getattr(settings, name))}")
    return "\n".join("\n".join((f"[{table}]", *entries, "")) for table, entries in tables.items())


def term_languages() -> list[str]:
    """Return the languages of a new entry: those of `terms.languages`, the usual ones where it names none."""
    given, usual = (
        [tag.strip() for tag in some.split(",") if tag.strip()] for some in (load().languages, Settings().languages)
    )
    return given or usual


def export_languages() -> tuple[str, str]:
    """Return source and target of exported pairs: the first two of `terms.languages`, of one `ko` or `en` with it.

    They come without region, which takes every variety, unless both are varieties of one language.
    """
    first, *others = dict.fromkeys(term_languages())
    base = base_language(first)
    if not others:
        return base, "ko" if base == "en" else "en"
    other = base_language(others[0])
    return (base, other) if base != other else (first, others[0])


def author_name() -> str:
    """Return who changes are recorded for: `user.name`, else the login, else `unknown`."""
    if name := load().user_name.strip():
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no login name, as in some containers
        return os.environ.get("USERNAME") or "unknown"


_KINDS: dict[type, str] = {str: "a text in quotes", bool: "true or false", int: "a whole number"}


def _flattened(content: dict[str, Any], file: Path) -> list[tuple[str, Any]]:
    pairs = []
    for table, inside in content.items():
        if isinstance(inside, dict):
            pairs += [(f"{table}.{name}", value) for name, value in inside.items()]
        else:
            hint = _nearest(table)
            raise InputError(f"{file}: {table!r} stands outside any table.", hint=hint)
    return pairs


def _nearest(key: str) -> str:
    import difflib

    near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.5)
    if not near:
        near = [k for k in KEYS if k.split(".")[-1] == key.rsplit(".", maxsplit=1)[-1]][:1]
    known = "Known are " + ", ".join(KEYS) + "."
    return f"Did you mean {near[0]}? {known}" if near else known


def as_toml(value: object) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    import json

    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _with_value(lines: list[str], table: str, name: str, value: str) -> list[str]:
    header = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
    entry = re.compile(rf"\s*{re.escape(name)}\s*=")
    inside, end = False, -1
    for number, line in enumerate(lines):
        if found := header.match(line):
            inside = found[1] == table
            if inside:
                end = number
        elif inside and entry.match(line):
            return [*lines[:number], f"{name} = {value}", *lines[number + 1 :]]
        elif inside and line.strip():
            end = number
    if end >= 0:
        return [*lines[: end + 1], f"{name} = {value}", *lines[end + 1 :]]
    gap = [""] if lines and lines[-1].strip() else []
    return [*lines, *gap, f"[{table}]", f"{name} = {value}"]


_missing = {f.name for f in fields(Settings)} ^ set(KEYS.values())
if _missing:  # a field without a key could never be set
    raise AssertionError(_missing)
