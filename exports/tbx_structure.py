"""Checking one entry of a TBX file against the tables of `tbx_categories`, in words that a terminologist understands.

An entry comes here in the names of version 3 (`normalise` renames those of version 2 and of the DCT style). A fault
of the structure is fatal, because nothing can be understood beneath it; a fault of a category is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exports.tbx_categories import (
    CATEGORIES,
    CONTENT,
    DIALECTS,
    NAMESPACE,
    OLDER_NAMES,
    OLDER_VALUES,
    REQUIRED,
    TEXT,
    TYPED,
    V2_NAMES,
    allowed_values,
)
from exports.xmlread import Node


class Fault(NamedTuple):
    """One thing that is wrong with an entry, and where."""

    node: Node
    message: str


class Dialect(NamedTuple):
    """What the root element says of the file."""

    type: str
    v2: bool

    @property
    def modules(self) -> frozenset[str] | None:
        """Return the modules whose rules hold; None where the dialect is not known, and only structure is checked."""
        return DIALECTS.get(self.type)


def normalise(node: Node, dialect: Dialect) -> None:
    """Rename an entry's elements to those of version 3 in DCA style, older category names and values to today's."""
    if dialect.v2:
        _rename(node)
    elif node.namespace not in (NAMESPACE, ""):
        name = node.local
        category = CATEGORIES.get(OLDER_NAMES.get(name, name))
        node.tag = f"{NAMESPACE} {category.element}" if category else node.tag
        node.attributes = {"type": name, **node.attributes}
    for child in node.children:
        normalise(child, dialect)
    kind = node.attributes.get("type", "")
    if kind in OLDER_NAMES:
        kind = node.attributes["type"] = OLDER_NAMES[kind]
    if kind in OLDER_VALUES and (value := OLDER_VALUES[kind].get(node.text().strip())):
        node.parts = [value]


def _rename(node: Node) -> None:
    local = node.local
    if local == "ntig":  # termGrp is one level more, which version 3 gave up
        node.parts = [
            inner
            for part in node.parts
            for inner in (part.parts if isinstance(part, Node) and part.local == "termGrp" else [part])
        ]
    node.tag = V2_NAMES.get(local, local)


def structure(node: Node) -> Iterator[Fault]:
    """Yield what is wrong with the structure of an element and all in it."""
    local = node.local
    if local in CONTENT:
        if loose := node.own_text().strip():
            yield Fault(node, f"text does not belong directly in {local}: {loose[:40]!r}")
        for child in node.children:
            if child.namespace not in (NAMESPACE, ""):
                yield Fault(child, f"{child.local} of the namespace {child.namespace} is not known")
                return
        yield from _content(node)
    elif local in TEXT:
        for child in node.children:
            if child.local not in TEXT[local]:
                yield Fault(child, f"{child.local} does not belong in {local}")
                return
    else:
        yield Fault(node, f"there is no element {local} in TBX")
        return
    if (required := REQUIRED.get(local)) and not node.attributes.get(required, "").strip():
        yield Fault(node, f"{local} has no {required}")
    if local == "xref" and not node.attributes.get("target", "").strip():
        yield Fault(node, "xref has no target")
    for child in node.children:
        yield from structure(child)


def _content(node: Node) -> Iterator[Fault]:
    """Yield the first child that stands where it may not, or what is missing."""
    parts = CONTENT[node.local]
    at, count = 0, 0
    for child in node.children:
        while at < len(parts) and not (
            child.local in parts[at].names and (not parts[at].most or count < parts[at].most)
        ):
            if count < parts[at].least:
                wanted = " or ".join(sorted(parts[at].names))
                yield Fault(child, f"{node.local} must have {wanted} before {child.local}")
                return
            at, count = at + 1, 0
        if at == len(parts):
            yield Fault(child, _misplaced(node, child))
            return
        count += 1
    while at < len(parts):
        if count < parts[at].least:
            yield Fault(node, f"{node.local} has no {' or '.join(sorted(parts[at].names))}")
            return
        at, count = at + 1, 0


def _misplaced(node: Node, child: Node) -> str:
    if not any(child.local in part.names for part in CONTENT[node.local]):
        return f"{child.local} does not belong in {node.local}"
    if sum(c.local == child.local for c in node.children) > 1 and any(
        child.local in part.names and part.most == 1 for part in CONTENT[node.local]
    ):
        return f"{node.local} can have only one {child.local}"
    return f"{child.local} comes too late in {node.local}"


def categories(entry: Node, dialect: Dialect) -> Iterator[Fault]:
    """Yield what is against the dialect's data categories: unknown ones, wrong levels, values not in the picklist."""
    if dialect.modules is not None:
        yield from _categories(entry, entry, entry, dialect)


def _categories(node: Node, level: Node, parent: Node, dialect: Dialect) -> Iterator[Fault]:
    if node.local in ("conceptEntry", "langSec", "termSec"):
        level = node
    if node.local in TYPED:
        yield from _category(node, level, parent, dialect)
    for child in node.children:
        yield from _categories(child, level, node, dialect)


def _category(node: Node, level: Node, parent: Node, dialect: Dialect) -> Iterator[Fault]:
    kind = node.attributes.get("type", "")
    category = CATEGORIES.get(kind)
    if category is None or category.element != node.local or category.module not in (dialect.modules or ()):
        yield Fault(node, f"{dialect.type} has no {node.local} of type {kind!r}")
        return
    grouped = parent is not level
    if level.local not in category.levels or (grouped and not category.grouped):
        places = " or ".join(n for n in ("conceptEntry", "langSec", "termSec") if n in category.levels)
        yield Fault(node, f"{kind} may stand in {places} only, not in {parent.local if grouped else level.local}")
    values = allowed_values(kind, v2=dialect.v2)
    if values and node.text().strip() not in values:
        yield Fault(node, f"{kind} cannot be {node.text().strip()!r}; it is one of {', '.join(values)}")
