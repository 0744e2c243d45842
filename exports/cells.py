r"""Several records in one cell or note, readable by people and read back exactly.

    dprk=Kim Il Sung {override, reason=as KCNA spells it}; mr=Kim Ilsŏng

An item is a text with optional attributes in braces; items are separated by `; `. What would be mistaken for
punctuation has a backslash before it (`\;`), a line end is `\n`. `unpack(pack(items)) == items` for all items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

Item: TypeAlias = tuple[str, dict[str, str]]
"""A text and its attributes; an attribute without value has the empty string."""

_RESERVED = re.compile(r"[\\;{},=\n\r\t]|^ | $")
_TOKEN = re.compile(r"\\(.)|([;{},=])|([^\\;{},=]+)", re.DOTALL)
_CONTROLS = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BACK = {"n": "\n", "r": "\r", "t": "\t"}


def pack(items: Iterable[Item]) -> str:
    """Return the items as one text. A key is a plain word; a text may be anything, also empty."""
    return "; ".join(pack_item(text, attributes) for text, attributes in items)


def pack_item(text: str, attributes: dict[str, str] | None = None) -> str:
    """Return one item."""
    packed = _escape(text)
    if attributes:
        inner = ", ".join(f"{_escape(k)}={_escape(v)}" if v else _escape(k) for k, v in attributes.items())
        packed += (" " if packed else "") + "{" + inner + "}"
    return packed or "{}"


def pack_pairs(pairs: Iterable[tuple[str, str, dict[str, str]]]) -> str:
    """Return items `key=text {…}`; the key comes back through `unpack_pairs`."""
    return "; ".join(f"{_escape(key)}={pack_item(text, attributes)}" for key, text, attributes in pairs)


def unpack(cell: str) -> list[Item]:
    """Return the items of a cell; raises ValueError with the place (0-based) where it is malformed."""
    return [(text if key is None else f"{key}={text}", attributes) for key, text, attributes in _parse(cell)]


def unpack_pairs(cell: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return the `key=text {…}` items of a cell; raises ValueError for an item without a key."""
    pairs = []
    for key, text, attributes in _parse(cell):
        if key is None:
            raise ValueError(f"{text!r} has no name before it, such as dprk={text}")
        pairs.append((key, text, attributes))
    return pairs


def _escape(text: str) -> str:
    return _RESERVED.sub(lambda m: _CONTROLS.get(m[0], "\\" + m[0]), text)


def _parse(cell: str) -> list[tuple[str | None, str, dict[str, str]]]:
    """Return (key, text, attributes) of each item; raises ValueError where the cell is malformed."""
    reader = _Reader()
    for match in _TOKEN.finditer(cell):
        escaped, mark, plain = match.groups()
        if escaped is not None:
            reader.text.add(_BACK.get(escaped, escaped), exact=True)
        elif plain is not None:
            reader.text.add(plain)
        elif not reader.mark(mark):
            raise ValueError(f"{mark!r} at character {match.start() + 1} does not belong there; write it as \\{mark}")
    return reader.finish()


class _Reader:
    """Where the parser is: in an item, or in its braces."""

    def __init__(self) -> None:
        self.text = _Text()
        self._items: list[tuple[str | None, str, dict[str, str]]] = []
        self._begin()

    def _begin(self) -> None:
        self._key: str | None = None
        self._body: str | None = None
        """The item's text, once its braces are open."""
        self._name: str | None = None
        self._attributes: dict[str, str] = {}
        self._closed = False

    def mark(self, mark: str) -> bool:
        """Take one mark of punctuation; return False where it cannot stand."""
        inside = self._body is not None and not self._closed
        if inside and mark in ",}":
            self._attribute()
            self._closed = mark == "}"
            return True
        if inside and mark == "=" and self._name is None:
            self._name = self.text.take()
            return True
        if not inside and mark == ";":
            self._end()
            return True
        if self._body is None and mark == "{":
            self._body = self.text.take()
            return True
        if self._body is None and mark == "=" and self._key is None:
            self._key = self.text.take()
            return True
        return False

    def _attribute(self) -> None:
        value = self.text.take()
        name, self._name = self._name, None
        if name is None and value:
            self._attributes[value] = ""
        elif name is not None:
            self._attributes[name] = value

    def _end(self) -> None:
        rest = self.text.take()
        if self._body is not None and rest:
            raise ValueError(f"{rest!r} stands after the closing brace")
        self._items.append((self._key, rest if self._body is None else self._body, self._attributes))
        self._begin()

    def finish(self) -> list[tuple[str | None, str, dict[str, str]]]:
        """Return the items; an empty rest after the last `;` is none."""
        if self._body is not None and not self._closed:
            raise ValueError("a brace is not closed")
        if self._key is not None or self._body is not None or not self.text.blank:
            self._end()
        return self._items


class _Text:
    """A text in pieces: unescaped blanks at its ends are layout, escaped ones belong to it."""

    _BLANKS = " \t\r\n"

    def __init__(self) -> None:
        self._pieces: list[tuple[str, bool]] = []

    @property
    def blank(self) -> bool:
        """Whether nothing but layout was added."""
        return not any(exact or piece.strip(self._BLANKS) for piece, exact in self._pieces)

    def add(self, piece: str, *, exact: bool = False) -> None:
        """Add what stood in the cell, or exactly what an escape stands for."""
        self._pieces.append((piece, exact))

    def take(self) -> str:
        """Return the text and begin anew."""
        pieces, self._pieces = self._pieces, []
        if pieces and not pieces[0][1]:
            pieces[0] = (pieces[0][0].lstrip(self._BLANKS), False)
        if pieces and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0].rstrip(self._BLANKS), False)
        return "".join(piece for piece, _ in pieces)
