"""Reading XML from strangers: streaming, with the line and column of every element, and nothing fetched or expanded.

The parser is expat, because it tells line and column of each element (lxml tells no column) and lets us refuse a
DOCTYPE before anything in it takes effect: no entity is ever declared, so none can be expanded, and no address is
ever opened. Depth, size of an entry, and length of one tag are limited. Every failure is an InputError with file,
line and column.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Container, Iterator
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from glossary.errors import InputError

XML_LANG = "http://www.w3.org/XML/1998/namespace lang"
MAX_DEPTH = 100
MAX_ENTRY_NODES = 200_000
"""Elements in one entry; the largest entry seen in real term bases has some thousands."""
MAX_ENTRY_TEXT = 16_000_000
MAX_QUIET = 8_000_000
"""Bytes without any event: one tag or attribute as long as this is an attack or not XML."""
_CHUNK = 1 << 16
_NATIVE = {"utf-8", "utf8", "utf-16", "utf16", "us-ascii", "ascii", "iso-8859-1"}
_DECLARED = re.compile(rb"""\A<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class Node:
    """One element. Made by the thousand, so it is plain and its fields are written out."""

    __slots__ = ("attributes", "children", "column", "line", "local", "namespace", "parent", "parts")

    def __init__(self, name: tuple[str, str], attributes: dict[str, str], line: int, column: int, parent: str) -> None:
        self.namespace, self.local = name
        self.attributes = attributes
        """By name; `{namespace} local` joined by a blank where it has a namespace."""
        self.line, self.column = line, column
        self.parent = parent
        """Local name of the parent; empty for the root."""
        self.parts: list[str | Node] = []
        """Texts and child elements as they come."""
        self.children: list[Node] = []

    def text(self) -> str:
        """Return all text in the element, that of its children included."""
        if not self.children:
            return "".join(self.parts)  # type: ignore[arg-type]  # without children the parts are texts
        return "".join(p if isinstance(p, str) else p.text() for p in self.parts)

    def own_text(self) -> str:
        """Return the text that stands directly in the element."""
        return "".join(p for p in self.parts if isinstance(p, str))

    def child(self, local: str) -> Node | None:
        """Return the first child of a local name."""
        return next((c for c in self.children if c.local == local), None)

    def replace(self, parts: list[str | Node]) -> None:
        """Put other texts and elements in the place of those in it."""
        self.parts = parts
        self.children = [p for p in parts if not isinstance(p, str)]


def stream(data: BinaryIO, name: str, *, containers: Container[str], doctypes: Container[str] = ()) -> Iterator[Node]:
    """Yield the containers as they open (attributes only), and everything directly in them as it is complete.

    `containers` are local names (`tbx`, `text`, `body`); each must stand in another or be the root. A DOCTYPE is
    refused, but for root elements among `doctypes` one that only names an external file, which is not looked at.
    """
    builder = _Builder(name, containers, doctypes=doctypes)
    first = data.read(_CHUNK)
    if not first.strip():
        raise InputError(f"{name}: the file is empty", hint="Export it again from where it came.")
    decoder = decoder_of(first, name)
    chunk = first
    while True:
        last = not chunk
        builder.feed(_decoded(chunk, decoder, name, last=last) if decoder else chunk, last=last)
        yield from builder.take()
        if last:
            return
        chunk = data.read(_CHUNK)


def _decoded(chunk: bytes, decoder: codecs.IncrementalDecoder, name: str, *, last: bool) -> str:
    try:
        return decoder.decode(chunk, last)
    except UnicodeError as error:
        raise InputError(f"{name}: not in the encoding that it declares: {error}", hint="Save it as UTF-8.") from error


def decoder_of(first: bytes, name: str = "") -> codecs.IncrementalDecoder | None:
    """Return a decoder for an encoding that XML parsers need not know (EUC-KR, Shift_JIS …), by its declaration.

    None where they do. Raises InputError for an encoding that there is not.
    """
    declared = _DECLARED.match(first.removeprefix(codecs.BOM_UTF8))
    if declared is None or declared[1].decode().lower() in _NATIVE:
        return None
    encoding = declared[1].decode()
    try:
        b"".decode(encoding)  # raises for codecs that decode to no text
        return codecs.getincrementaldecoder(encoding)("strict")
    except (LookupError, UnicodeError) as error:
        raise InputError(f"{name}: line 1: the encoding {encoding} is not known", hint="Save it as UTF-8.") from error


_INVALID = "not well-formed (invalid token)"


class _Builder:
    """Collects what the parser reports into nodes."""

    def __init__(self, name: str, containers: Container[str], *, doctypes: Container[str]) -> None:
        self._name = name
        self._containers = containers
        self._doctypes = doctypes
        self._outer: list[Node] = []
        self._inner: list[Node] = []
        self._ready: list[Node] = []
        self._names: dict[str, tuple[str, str]] = {}
        """What the parser calls an element -> namespace and local name."""
        self._nodes = self._text = self._quiet = 0
        self._fed = 0
        """Bytes that the parser was given."""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._skipped

    def feed(self, data: bytes | str, *, last: bool) -> None:
        self._quiet += len(data)
        self._fed += len(data)
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            reason = self._forbidden(data, error) or expat.errors.messages.get(error.code, str(error))
            raise InputError(
                f"{self._name}: line {error.lineno}, column {error.offset + 1}: not well-formed XML: {reason}",
                hint="Export it again, or mend it there with an XML editor.",
            ) from error
        except (ValueError, LookupError) as error:  # of an encoding declaration that is damaged
            raise InputError(f"{self._name}: {str(error)[:200]}", hint="Save the file as UTF-8.") from error
        if self._quiet > MAX_QUIET:
            self._refuse("a single tag is longer than any real one")

    def _forbidden(self, data: bytes | str, error: expat.ExpatError) -> str:
        """Return what is wrong with the bytes of an invalid token where they cannot stand in XML at all."""
        at = self._parser.ErrorByteIndex - (self._fed - len(data))
        if expat.errors.messages.get(error.code) != _INVALID or isinstance(data, str) or not 0 <= at < len(data):
            return ""
        found = data[at : at + 4]
        if found[0] < 32:
            return f"the control character U+{found[0]:04X} cannot stand in XML"
        try:
            found.decode()
        except UnicodeDecodeError as fault:
            return f"byte {found[fault.start]:02X} is not UTF-8" if fault.start == 0 and at + 4 <= len(data) else ""
        return ""

    def take(self) -> list[Node]:
        ready, self._ready = self._ready, []
        return ready

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._quiet = 0
        name = self._names.get(tag)
        if name is None:
            namespace, _, local = tag.rpartition(" ")
            name = self._names[tag] = (namespace, local)
        inner, parser = self._inner, self._parser
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        if inner:
            above = inner[-1]
            node = Node(name, attributes, line, column, above.local)
            above.parts.append(node)
            above.children.append(node)
        else:
            parent = self._outer[-1].local if self._outer else ""
            node = Node(name, attributes, line, column, parent)
            if not parent or name[1] in self._containers:
                self._outer.append(node)
                self._ready.append(node)
                return
        inner.append(node)
        self._nodes += 1
        if len(inner) + len(self._outer) > MAX_DEPTH:
            self._refuse(f"elements are nested deeper than {MAX_DEPTH} levels")
        if self._nodes > MAX_ENTRY_NODES:
            self._refuse(f"one entry has more than {MAX_ENTRY_NODES:,} elements")

    def _end(self, _tag: str) -> None:
        self._quiet = 0
        if not self._inner:
            self._outer.pop()
            return
        node = self._inner.pop()
        if not self._inner:
            self._ready.append(node)
            self._nodes = self._text = 0

    def _characters(self, text: str) -> None:
        self._quiet = 0
        if self._inner:
            self._text += len(text)
            if self._text > MAX_ENTRY_TEXT:
                self._refuse(f"one entry has more than {MAX_ENTRY_TEXT:,} characters")
            self._inner[-1].parts.append(text)
        elif text.strip():
            self._refuse(f"text does not belong directly in {self._outer[-1].local}: {text.strip()[:40]!r}")

    def _doctype(self, root: str, system: str | None, public: str | None, internal: int) -> None:
        if internal or root not in self._doctypes or not (system or public):
            self._refuse(
                f"a document type declaration (<!DOCTYPE {root} …>) is not accepted: it could expand entities",
                hint="Delete the DOCTYPE from the file.",
            )

    def _entity(self, name: str, *_rest: object) -> None:
        self._refuse(f"an entity is declared (&{name};); entities are not accepted")

    def _skipped(self, name: str, _is_parameter: bool) -> None:
        self._refuse(f"the entity &{name}; is not known", hint="Write the character itself.")

    def _refuse(self, message: str, *, hint: str = "") -> NoReturn:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        raise InputError(f"{self._name}: line {line}, column {column}: {message}", hint=hint)
