"""The layout of an entry of a TBX file: all that the rules of structure and categories look at, in pieces.

Most entries of a file are built alike. A piece that stood in an entry without faults is right wherever it stands, and
what each of its texts becomes is known: it has a plan (`tbx_plan`), so that neither is found out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from exports.tbx_categories import CATEGORIES
from exports.tbx_tree import NS
from exports.xmltree import blank

Shape: TypeAlias = tuple[object, ...]
"""Tags, categories, numbers of children and picklist values of a piece: equal for pieces that are built alike."""

PICKED: Final = frozenset(name for name, category in CATEGORIES.items() if category.values)
"""Categories whose values are a picklist."""
_TERM_SEC: Final = f"{NS}termSec"
_SECTIONS: Final = frozenset({f"{NS}langSec", _TERM_SEC})
_PLAIN: Final = frozenset(f"{NS}{name}" for name in ("term", "termNote", "admin", "note", "descrip", "transac", "date"))
"""Elements of which nothing but their type and value is looked at, the most frequent ones."""


class Piece(NamedTuple):
    """The head of an entry, or a termSec, with what follows it up to the next termSec, in document order."""

    shape: Shape
    elements: Sequence[Any]
    texts: Sequence[str | None]


def pieces(entry: Any) -> list[Piece]:
    """Return the pieces of an entry; none where there is text between elements.

    A piece has its elements with the number of their children, and sections name their parent: so an entry whose pieces
    are all known from right entries is right.
    """
    elements = list(entry.iter())  # held as long as the pieces are: lxml makes each of them once
    tags = [e.tag for e in elements]
    kinds = [e.get("type") for e in elements]
    counts = list(map(len, elements))
    texts = [e.text for e in elements]
    loose = [e.tail for e in elements] + [text for text, count in zip(texts, counts, strict=True) if count]
    if not blank("".join(filter(None, loose))):
        return []
    looked_at: list[object] = [
        (text if kind in PICKED else None) if tag in _PLAIN else _besides(e, tag, kind)
        for e, tag, kind, text in zip(elements, tags, kinds, texts, strict=True)
    ]
    return [
        Piece((*tags[a:b], *kinds[a:b], *counts[a:b], *looked_at[a:b]), elements[a:b], texts[a:b])
        for a, b in _bounds(tags)
    ]


def _bounds(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    ends = [at for at, tag in enumerate(tags) if tag == _TERM_SEC]
    return zip([0, *ends], [*ends, len(tags)], strict=True)


def _besides(element: Any, tag: str, kind: str | None) -> object:
    """Return what is looked at beside type and number of children: where a section is, a value, a link."""
    if tag in _SECTIONS:
        return element.getparent().tag
    return element.text if kind in PICKED else bool(element.get("target", "").strip())
