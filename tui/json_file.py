"""A small JSON file of the user's directory, read and written whole.

Invariant: what cannot be read or written there is as if it had never been, and says nothing: only conveniences live in
such files, never what an editor has confirmed.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from glossary.own_files import write_whole


class JsonFile:
    """A mapping in a file."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        if folder is None:
            from glossary.paths import user_data_dir

            folder = user_data_dir()
        self._file = folder / name

    def read(self) -> dict[str, Any]:
        """Return what stands there; nothing where there is no file, or a broken one."""
        try:
            content = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def write(self, content: dict[str, Any]) -> None:
        """Put a mapping in its place, whole or not at all."""
        with suppress(OSError):
            write_whole(self._file, json.dumps(content, ensure_ascii=False))
