"""What lies in a folder, for the dialogs that let a file be picked. Pure but for reading the disk.

Invariant: only folders and files that `malmoi import` reads by their ending are listed, nothing hidden; names are shown
in NFC (a Mac spells Korean names in NFD), paths stay as they are spelled on the disk.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ENDINGS = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml"))
"""Texts and saved web pages; a file of another ending is read too where its path is typed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One folder or file."""

    path: Path
    name: str
    """In NFC."""
    is_folder: bool
    about: str = ""
    """Size and day of a file: `12 kB  2024-03-01`."""


def entries(folder: Path) -> tuple[Entry, ...]:
    """Return the folder above, the folders, then the files. Raises OSError where the folder cannot be read."""
    found = []
    with os.scandir(folder) as some:
        for one in some:
            if one.name.startswith("."):
                continue
            try:
                if one.is_dir():
                    found.append(Entry(folder / one.name, _nfc(one.name), is_folder=True))
                elif Path(one.name).suffix.lower() in ENDINGS:
                    found.append(Entry(folder / one.name, _nfc(one.name), is_folder=False, about=_about(one.stat())))
            except OSError:
                continue  # a broken link, or gone meanwhile
    found.sort(key=lambda entry: (not entry.is_folder, entry.name.casefold(), entry.name))
    above = [Entry(folder.parent, "..", is_folder=True, about="folder above")] if folder.parent != folder else []
    return (*above, *found)


def narrowed(some: Sequence[Entry], typed: str) -> tuple[Entry, ...]:
    """Return the entries whose name has every typed word, those that begin with what is typed first."""
    words = _nfc(typed).casefold().split()
    if not words:
        return tuple(some)
    left = [e for e in some if e.name != ".." and all(word in e.name.casefold() for word in words)]
    return tuple(sorted(left, key=lambda e: not e.name.casefold().startswith(words[0])))


def parted(typed: str, folder: Path) -> tuple[Path, str]:
    """Return (folder, beginning of a name) of what is typed while `folder` is shown."""
    head, slash, name = typed.rpartition("/")
    if not slash:
        return folder, typed
    try:
        return (folder / Path(head + "/").expanduser()).resolve(), name
    except (OSError, RuntimeError):  # ~nobody: there is no such home
        return folder / head, name


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _about(stat: os.stat_result) -> str:
    size = f"{stat.st_size} B" if stat.st_size < 1000 else f"{(stat.st_size + 500) // 1000} kB"
    return f"{size:>8}  {datetime.fromtimestamp(stat.st_mtime).date().isoformat()}"  # noqa: DTZ006 - the user's own day
