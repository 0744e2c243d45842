"""Checking one entry of a TBX file against the tables of `tbx_categories`, in words that a terminologist understands.

An entry comes here in the names of version 3 (`normalise` renames those of version 2 and of the DCT style). A fault
of the structure is fatal, because nothing can be understood beneath it; a fault of a category is a finding.
"""

from __future__ import annotations

from typing import NamedTuple

from exports.tbx_categories import (
    ANYWHERE,
    CATEGORIES,
    CONCEPT,
    CONTENT,
    DIALECTS,
    LANGUAGE,
    NAMESPACE,
    OLDER_NAMES,
    OLDER_VALUES,
    REQUIRED,
    TERM,
    TEXT,
    TYPED,
    V2_NAMES,
    Part,
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
    elif node.namespace and node.namespace != NAMESPACE:
        category = CATEGORIES.get(OLDER_NAMES.get(node.local, node.local))
        if category:
            node.attributes = {"type": node.local, **node.attributes}
            node.namespace, node.local = NAMESPACE, category.element
    kind = node.attributes.get("type")
    if kind in OLDER_NAMES:
        kind = node.attributes["type"] = OLDER_NAMES[kind]
    if kind in OLDER_VALUES and (value := OLDER_VALUES[kind].get(node.text().strip())):
        node.replace([value])
    for child in node.children:
        normalise(child, dialect)


def _rename(node: Node) -> None:
    if node.local == "ntig":  # termGrp is one level more, which version 3 gave up
        parts: list[str | Node] = []
        for part in node.parts:
            parts.extend(part.parts if isinstance(part, Node) and part.local == "termGrp" else [part])
        node.replace(parts)
    node.local = V2_NAMES.get(node.local, node.local)


def structure(node: Node) -> Fault | None:
    """Return what is wrong with the structure of an element and all in it, the first thing; None where it is right."""
    local = node.local
    required = REQUIRED.get(local)
    if required and not node.attributes.get(required, "").strip():
        return Fault(node, f"{local} has no {required}")
    if local in TEXT:
        return _text(node)
    if local not in CONTENT:
        return Fault(node, f"there is no element {local} in TBX")
    for part in node.parts:
        if isinstance(part, str):
            if part.strip():
                return Fault(node, f"text does not belong directly in {local}: {part.strip()[:40]!r}")
        elif part.namespace and part.namespace != NAMESPACE:
            return Fault(part, f"{part.local} of the namespace {part.namespace} is not known")
    if fault := _content(node):
        return fault
    for child in node.children:
        if fault := structure(child):
            return fault
    return None


def _text(node: Node) -> Fault | None:
    if node.local == "xref" and not node.attributes.get("target", "").strip():
        return Fault(node, "xref has no target")
    for child in node.children:
        if child.local not in TEXT[node.local]:
            return Fault(child, f"{child.local} does not belong in {node.local}")
        if fault := structure(child):
            return fault
    return None


def _content(node: Node) -> Fault | None:
    """Return the first child that stands where it may not, or what is missing."""
    parts = CONTENT[node.local]
    at, count = 0, 0
    for child in node.children:
        local = child.local
        while at < len(parts):
            part = parts[at]
            if local in part.names and (not part.most or count < part.most):
                break
            if count < part.least:
                return Fault(child, f"{node.local} must have {_names(part)} before {local}")
            at, count = at + 1, 0
        else:
            return Fault(child, _misplaced(node, child))
        count += 1
    for part in parts[at:]:
        if count < part.least:
            return Fault(node, f"{node.local} has no {_names(part)}")
        count = 0
    return None


def _names(part: Part) -> str:
    return " or ".join(sorted(part.names))


def _misplaced(node: Node, child: Node) -> str:
    if not any(child.local in part.names for part in CONTENT[node.local]):
        return f"{child.local} does not belong in {node.local}"
    if sum(c.local == child.local for c in node.children) > 1 and any(
        child.local in part.names and part.most == 1 for part in CONTENT[node.local]
    ):
        return f"{node.local} can have only one {child.local}"
    return f"{child.local} comes too late in {node.local}"


def categories(entry: Node, dialect: Dialect) -> list[Fault]:
    """Return what is against the dialect's data categories: unknown ones, wrong levels, values not in the picklist."""
    faults: list[Fault] = []
    if dialect.modules is not None:
        _categories(entry, entry, dialect, dialect.modules, faults)
    return faults


def _categories(node: Node, level: Node, dialect: Dialect, modules: frozenset[str], faults: list[Fault]) -> None:
    if node.local in ANYWHERE:
        level = node
    for child in node.children:
        if child.local in TYPED:
            _category(child, level, node, dialect, modules, faults)
        if child.children:
            _categories(child, level, dialect, modules, faults)


def _category(
    node: Node, level: Node, parent: Node, dialect: Dialect, modules: frozenset[str], faults: list[Fault]
) -> None:
    kind = node.attributes.get("type", "")
    category = CATEGORIES.get(kind)
    if category is None or category.element != node.local or category.module not in modules:
        faults.append(Fault(node, f"{dialect.type} has no {node.local} of type {kind!r}"))
        return
    grouped = parent is not level
    if level.local not in category.levels or (grouped and not category.grouped):
        places = " or ".join(n for n in (CONCEPT, LANGUAGE, TERM) if n in category.levels)
        where = parent.local if grouped else level.local
        faults.append(Fault(node, f"{kind} may stand in {places} only, not in {where}"))
    if category.values:
        values = allowed_values(kind, v2=dialect.v2)
        if (value := node.text().strip()) not in values:
            faults.append(Fault(node, f"{kind} cannot be {value!r}; it is one of {', '.join(values)}"))
