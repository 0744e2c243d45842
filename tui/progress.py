"""Progress of long commands on stderr: one line, written anew in place, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WIDTH = 30
_EVERY = 0.1
"""Seconds between two lines."""


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that draws how much of a whole is done; the line is taken away at the end."""
    with counter() as show:

        def draw(done: int, total: int) -> None:
            filled = _WIDTH * done // max(total, 1)
            show(f"[{'█' * filled}{'·' * (_WIDTH - filled)}] {done:,}/{total:,} {what}")

        yield draw


@contextmanager
def counter() -> Iterator[Callable[[str], None]]:
    """Give a function that shows a line in the place of the last one; the line is taken away at the end."""
    drawn = False
    last = 0.0

    def show(text: str) -> None:
        nonlocal drawn, last
        moment = time.monotonic()
        if not sys.stderr.isatty() or moment - last < _EVERY:
            return
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
        drawn, last = True, moment

    try:
        yield show
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
