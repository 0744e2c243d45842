"""Long work: how it says how far it is, and what it raises where the user stops it."""

from __future__ import annotations

from collections.abc import Callable

from glossary.errors import MalmoiError

Say = Callable[[str, float], None]
"""Reports what runs and how far it is (0-1)."""


class StoppedError(MalmoiError):
    """The user stopped what ran; nothing was kept."""

    title = "Stopped"
