"""Cutting complete entries out of a large XML file before it is parsed, for a reader that knows how they are built.

Only where cutting is safe: in UTF-8, once the parser is inside the container of the entries, and as long as nothing
stands in the file that may hide markup (comments, CDATA sections, processing instructions). All else goes to the
parser, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Generic, TypeVar

T = TypeVar("T")
_HIDING: Final = (b"<!", b"<?")
LARGEST: Final = 16_000_000
"""Bytes without an end of an entry after which no more is looked for."""


class Cutter(Generic[T]):
    """Gives entries to `known`, which returns what it made of one, or None for the parser to have it."""

    def __init__(self, tag: str, container: str, known: Callable[[bytes], T | None]) -> None:
        self.tag = tag
        self.waiting = True
        """Whether it cuts nothing yet, and waits for the parser to meet an entry."""
        self._begin, self._end = f"<{tag}".encode(), f"</{tag}>".encode()
        self._container = f"<{container}".encode()
        self._known = known
        self._rest = b""
        self._before = self._last = b""
        """The two chunks that came last."""
        self._inside = False
        """Whether the parser has the beginning of an entry, and must have its end."""

    def begin(self, encoding: str | None) -> None:
        """Begin to cut where that is safe: the parser has met an entry in what it was given last."""
        window = self._before + self._last
        hidden = any(mark in window[max(0, window.rfind(self._container)) :] for mark in _HIDING)
        if hidden or (encoding or "UTF-8").upper() not in ("UTF-8", "UTF8", "ASCII", "US-ASCII"):
            return
        self.waiting = False
        end = window.rfind(self._end)
        self._inside = end < 0 or not window[end + len(self._end) :].isspace()

    def pieces(self, chunk: bytes) -> Iterator[bytes | T]:
        """Yield the next bytes of the file for the parser, and between them what became of known entries."""
        self._before, self._last = self._last, chunk
        if self.waiting:
            yield chunk
            return
        looked_at = self._before[-1:] + chunk
        data, self._rest = self._rest + chunk, b""
        if any(mark in looked_at for mark in _HIDING) or len(data) > LARGEST:
            self.waiting = True
            yield data
            return
        at = 0
        while (end := data.find(self._end, at)) >= 0:
            end += len(self._end)
            entry, at = data[at:end].lstrip(), end
            whole, self._inside = not self._inside and entry.startswith(self._begin), False
            made = self._known(entry) if whole else None
            yield entry if made is None else made
        self._rest = data[at:]

    def end(self) -> bytes:
        """Return what is left for the parser at the end of the file."""
        rest, self._rest = self._rest, b""
        return rest
