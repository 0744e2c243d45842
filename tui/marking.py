"""Marking a phrase with keys: a word is lit, steps move it, the start is set, steps move the end. Pure.

Invariant: a mark is never empty and never leaves its sentence. Words are runs between white space; quotation marks and
punctuation at their ends are left out, so that 《로동신문》 marks 로동신문.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_WORD = re.compile(r"[^\s《》〈〉「」『』“”‘’\"(),.;:!?…、。]+(?:[.'’][^\s《》〈〉「」『』“”‘’\"(),.;:!?…、。]+)*")


def words(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the words of a text; of a text without any, the whole of it."""
    found = [match.span() for match in _WORD.finditer(text)]
    return found or ([(0, len(text))] if text else [])


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase being marked in one sentence; `anchored` once its start is set."""

    text: str
    start: int
    end: int
    anchored: bool = False

    @classmethod
    def begin(cls, text: str, near: int = 0) -> Mark | None:
        """Return a mark on the first word that ends behind `near`; None where the text is empty."""
        spans = words(text)
        if not spans:
            return None
        start, end = next((span for span in spans if span[1] > near), spans[-1])
        return cls(text, start, end)

    @property
    def phrase(self) -> str:
        """The marked words."""
        return self.text[self.start : self.end]

    def step(self, direction: int) -> Mark:
        """Go one word to the right (1) or left (-1): the lit word before the start is set, the end after it."""
        return self.grow(direction) if self.anchored else self._shift(direction)

    def _shift(self, direction: int) -> Mark:
        spans = words(self.text)
        if direction > 0:
            found = next((span for span in spans if span[0] >= self.end), None)
        else:
            found = next((span for span in reversed(spans) if span[1] <= self.start), None)
        return replace(self, start=found[0], end=found[1]) if found else self

    def grow(self, direction: int) -> Mark:
        """Move the end by one word; the start is set by that."""
        spans = words(self.text)
        ends = [end for _, end in spans if end > self.start]
        if direction > 0:
            end = next((end for end in ends if end > self.end), self.end)
        else:
            end = next((end for end in reversed(ends) if end < self.end), self.end)
        return replace(self, end=end, anchored=True)

    def creep(self, direction: int) -> Mark:
        """Move the end by one character; the start is set by that. Particles behind a word are let go so."""
        end = max(self.start + 1, min(self.end + direction, len(self.text)))
        return replace(self, end=end, anchored=True)

    def grow_start(self, direction: int) -> Mark:
        """Move the start by one word; the start is set by that."""
        starts = [start for start, _ in words(self.text) if start < self.end]
        if direction < 0:
            start = next((start for start in reversed(starts) if start < self.start), self.start)
        else:
            start = next((start for start in starts if start > self.start), self.start)
        return replace(self, start=start, anchored=True)

    def anchor(self) -> Mark:
        """Set the start here."""
        return replace(self, anchored=True)
