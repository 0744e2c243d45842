"""Small text files of the program's own: settings, keys, what was checked or remembered."""

from __future__ import annotations

from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Put a text (UTF-8) under a name, whole or not at all, making its folder. Raises OSError; no part is left behind.

    For files of the user's choosing there is `exports.files.write_atomically`, which keeps links, devices and rights.
    """
    part = file.with_name(file.name + ".part")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
