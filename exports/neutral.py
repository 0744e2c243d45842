"""Making text harmless for a format, and taking that back: control characters, formula cells, XML names.

What is done on export is undone on import: `restore_cell(neutral_cell(x)) == x` and `from_ncname(to_ncname(x)) == x`
for every text. Only control characters are gone for good, and the writer says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.holds import Tally

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids or discourages, lone surrogates included; tab and line ends stay."""

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""A cell that begins like this is a formula for some spreadsheet; with apostrophes before it, it is one that was
neutralised, and must get one more to come back as it was."""

_NAME_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NCNAME = re.compile(f"[{_NAME_START}][{_NAME_START}\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*\\Z")
"""Namespaces in XML 1.0: a Name of XML 1.0 (fifth edition) without colon."""
_NOT_NAME_CHAR = re.compile(f"[^{_NAME_START}\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]")
_ESCAPED = re.compile(r"_x([0-9A-F]{4,6})_")
_PLAIN = re.compile("[A-Za-z][A-Za-z0-9.-]*(?:_(?!x)[A-Za-z0-9.-]*)*\\Z")
_EMPTY = "_x110000_"
"""Stands for the empty text: one more than the last character of Unicode."""


def clean(text: str) -> str:
    """Return the text without control characters."""
    return text if text.isprintable() else CONTROL.sub("", text)


class Cleaner:
    """Cleans texts and tells a tally once, at the end, how many had to be."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, text: str) -> str:
        """Return the text without control characters, and count it where it had some."""
        if text.isprintable() or CONTROL.search(text) is None:
            return text
        self.count += 1
        return CONTROL.sub("", text)

    def tell(self, tally: Tally) -> None:
        """Add the notice, where there is something to say."""
        if self.count:
            tally.notice(f"control characters removed from {self.count:,} text{'s' if self.count != 1 else ''}")


def neutral_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before `= + - @`, tab and line end."""
    return "'" + text if _FORMULA.match(text) else text


def restore_cell(text: str) -> str:
    """Return what `neutral_cell` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def is_ncname(text: str) -> bool:
    """Whether the text can be an XML id (an NCName)."""
    return _NCNAME.match(text) is not None


def to_ncname(text: str) -> str:
    """Return an NCName for any text: the text itself where it is one, else with `_xHHHH_` for what may not stand there.

    The escape is that of SQL/XML (ISO 9075-14).
    """
    if _PLAIN.match(text):
        return text  # nearly every id
    if is_ncname(text) and not _ESCAPED.search(text):
        return text
    safe = _ESCAPED.sub(lambda m: "_x005F_" + m[0][1:], text)
    safe = _NOT_NAME_CHAR.sub(_escape, safe)
    if not safe or not is_ncname(safe):
        safe = (_escape_char(safe[0]) if safe else _EMPTY) + safe[1:]
    return safe


def from_ncname(name: str) -> str:
    """Return the text that `to_ncname` was given."""
    if "_x" not in name:
        return name
    if name == _EMPTY:
        return ""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if int(m[1], 16) <= 0x10FFFF else m[0], name)


def _escape(match: re.Match[str]) -> str:
    return _escape_char(match[0])


def _escape_char(char: str) -> str:
    return f"_x{ord(char):04X}_"
