"""Fields to type in: whatever enters, by key, paste or program, is NFC the moment that it stands there.

In NFD text Backspace would take away one jamo of a syllable, and nothing that is looked up would be found.
"""

from __future__ import annotations

import unicodedata

from textual.widgets import Input


def entering(before: str, text: str) -> tuple[int, str]:
    """Return (characters of `before` to take back, text to put in) so that the joined text is NFC.

    A combining mark or a jamo that is typed behind a character may join it.
    """
    clean = unicodedata.normalize("NFC", text)
    if before and clean:
        joined = unicodedata.normalize("NFC", before[-1] + clean)
        if joined != before[-1] + clean:
            return 1, joined
    return 0, clean


class Field(Input):
    """A line to type in."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Put NFC text in place of a range."""
        back, clean = entering(self.value[:start], text)
        super().replace(clean, start - back, end)

    def validate_value(self, value: str) -> str:
        """Keep what a program puts in NFC too."""
        return unicodedata.normalize("NFC", value)
