"""Reading large XML files as one small tree after another: three times as fast as `xmlread`, but without places.

lxml builds the trees; it tells no columns and no lines beyond 65,535. So `xmlread`, whose parser tells both, looks at
the beginning of a file first (and refuses a DOCTYPE, so that no entity is ever declared), and at the whole of it once
more where something is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final, NamedTuple, cast

from exports.xmlcut import Cutter
from exports.xmlread import Node, decoder_of, stream

MAX_TREE: Final = 16_000_000
"""Bytes of one tree; the largest entries in real term bases have some thousands."""
_CHUNK: Final = 1 << 16

Places = Mapping[str, Collection[str]]
"""Local name of each container (the root among them) -> what may stand in it."""


class UnreadableError(Exception):
    """The file is not what `trees` can read; `xmlread` can say why and where."""


class Place(NamedTuple):
    """An element: the number of its tree in the file and its number in the tree, both from 0, in document order."""

    tree: int
    element: int


class _Names(dict[str, str]):
    """Tags as lxml has them -> local names."""

    def __missing__(self, tag: str) -> str:
        self[tag] = local = tag.rpartition("}")[2]
        return local


def trees(data: BinaryIO, places: Places, cutter: Cutter[Any] | None = None) -> Iterator[Any]:
    """Yield each complete element that is no container and stands in one; it is gone when the next one comes.

    In the place of an entry that a `cutter` knows it yields what that made of it; the parser never sees it. Raises
    UnreadableError, also where anything else stands in a container, text included.
    """
    from lxml import etree

    local = _Names()
    wanted = {name for names in places.values() for name in names} - set(places)
    first = data.read(_CHUNK)
    decoder = decoder_of(first)
    parser = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in sorted(wanted)],
        encoding="utf-8" if decoder else None,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    quiet, last = 0, None
    try:
        for piece in _pieces(first, data, cutter):
            if not isinstance(piece, bytes):
                quiet = 0
                yield piece
                continue
            parser.feed(decoder.decode(piece).encode() if decoder else piece)
            quiet += len(piece)
            for _, element in cast("Iterator[tuple[str, Any]]", parser.read_events()):
                quiet = 0
                parent = element.getparent()
                if parent is None or local[element.tag] not in places.get(local[parent.tag], ()):
                    continue  # deep inside a tree, which its own rules will find wrong
                _forget(last)
                before = element.getprevious()
                if before is not None and local[before.tag] not in places:
                    raise UnreadableError(f"{before.tag} does not belong there")
                last = element
                if cutter and cutter.waiting and decoder is None and local[element.tag] == cutter.tag:
                    cutter.begin(element.getroottree().docinfo.encoding)
                yield element
            if quiet > MAX_TREE:
                raise UnreadableError(f"a single entry is larger than {MAX_TREE // 1_000_000} MB")
        if decoder:
            parser.feed(decoder.decode(b"", final=True).encode())
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise UnreadableError(str(error)) from error
    except UnicodeError as error:
        raise UnreadableError(f"not in the encoding that it declares: {error}") from error
    _forget(last)
    _only_what_belongs(root, places, local)


def _pieces(first: bytes, data: BinaryIO, cutter: Cutter[Any] | None) -> Iterator[Any]:
    """Yield the bytes of a file for the parser, in chunks, and what a cutter made of what it need not see."""
    chunk = first
    while chunk:
        if cutter is None:
            yield chunk
        else:
            yield from cutter.pieces(chunk)
        chunk = data.read(_CHUNK)
    if cutter is not None and (rest := cutter.end()):
        yield rest


def _forget(tree: Any) -> None:
    """Take a tree that was read out of the document; not earlier, because the parser may be at the text behind it."""
    if tree is not None:
        if not blank(tree.tail):
            raise UnreadableError("text stands behind an entry")
        tree.getparent().remove(tree)


def blank(text: str | None) -> bool:
    """Whether there is nothing but white space."""
    return not text or text.isspace()


def _only_what_belongs(container: Any, places: Places, local: _Names) -> None:
    allowed = places.get(local[container.tag], ())
    if not blank(container.text):
        raise UnreadableError(f"text does not belong directly in {container.tag}")
    for child in container:
        name = local[child.tag]
        if name not in allowed or name not in places or not blank(child.tail):
            raise UnreadableError(f"{child.tag} does not belong there")
        _only_what_belongs(child, places, local)


def locate(
    data: BinaryIO,
    name: str,
    places: Places,
    wanted: Sequence[Place],
    *,
    doctypes: Collection[str] = (),
    skipped: Collection[str] = (),
) -> list[tuple[int, int]]:
    """Return line and column of each of some elements, by reading the file again; (0, 0) for what is not there.

    `wanted` is in document order of the trees; elements with a name in `skipped` are not counted. Raises InputError.
    """
    found: list[tuple[int, int]] = []
    ahead = iter(nodes(data, name, places, doctypes=doctypes))
    number, inside = -1, list[Node]()
    for place in wanted:
        while number < place.tree:
            tree = next(ahead, None)
            if tree is None:
                return [*found, *[(0, 0)] * (len(wanted) - len(found))]
            number, inside = number + 1, [n for n in _preorder(tree) if n.local not in skipped]
        at = inside[place.element] if place.element < len(inside) else inside[0]
        found.append((at.line, at.column))
    return found


def nodes(
    data: BinaryIO,
    name: str,
    places: Places,
    *,
    doctypes: Collection[str] = (),
    misplaced: Callable[[Node], None] = lambda node: None,
) -> Iterator[Node]:
    """Yield what `trees` yields as nodes with their places; what stands where it may not is given to `misplaced`."""
    for node in stream(data, name, containers=set(places), doctypes=doctypes):
        if node.parent and node.local not in places.get(node.parent, ()):
            misplaced(node)
        elif node.local not in places:
            yield node


def _preorder(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _preorder(child)
