"""The form of a text that searches compare: without case, marks of romanisation, hyphens, spaces and width.

`Kim Jong-un`, `KIM JONG UN` and `Kim Jŏng-ŭn` all become `kimjongun`; a kana keeps its voicing mark, Hangul stays itself.
"""

from __future__ import annotations

import re
import unicodedata

KEY_LENGTH = 300
"""Characters of a key that are stored and indexed; a longer term is found by its beginning."""

_LATIN_MARKS = re.compile("[\u0300-\u036f]")


def search_key(text: str) -> str:
    """Return the folded form of a text: letters and digits only, casefolded, NFC."""
    if text.isascii():
        return "".join(c for c in text.lower() if c.isalnum())
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text))
    # Marks of the kana compose again; whatever is neither letter nor digit goes.
    return "".join(c for c in unicodedata.normalize("NFC", bare).casefold() if c.isalnum())


def stored_key(text: str) -> str:
    """Return the key as the data base keeps it."""
    return search_key(text)[:KEY_LENGTH]
