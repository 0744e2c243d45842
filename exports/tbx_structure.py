"""Checking one entry of a TBX file against the tables of `tbx_categories`, in words that a terminologist understands.

A fault of the structure is fatal, because nothing can be understood beneath it; a fault of a category is a finding.
Most entries of a file are built alike: `tbx_layout` tells which need not be checked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from exports.tbx_categories import (
    CATEGORIES,
    CONCEPT,
    CONTENT,
    LANGUAGE,
    REQUIRED,
    TERM,
    TEXT,
    TYPED,
    Part,
    allowed_values,
)
from exports.tbx_tree import NS, Dialect, local, modernise, raw_text
from exports.xmltree import blank

_SECTIONS: Final = {f"{NS}langSec": LANGUAGE, f"{NS}termSec": TERM}


class Fault(NamedTuple):
    """One thing that is wrong with an entry, and where."""

    element: Any
    message: str
    fatal: bool = False


class Checker:
    """Checks the entries of one file."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def faults(self, entry: Any) -> list[Fault]:
        """Return what is wrong; where the structure is, that alone and last.

        Older names in it have become those of today afterwards.
        """
        modernise(entry)
        faults: list[Fault] = []
        self._section(entry, CONCEPT, faults)
        return faults

    def _section(self, section: Any, level: str, faults: list[Fault]) -> bool:
        """Check a conceptEntry, langSec or termSec; return whether to go on."""
        if fault := _within(section):
            faults.append(fault)
            return False
        for child in section:
            below = _SECTIONS.get(child.tag)
            if below is not None:
                if not self._section(child, below, faults):
                    return False
            elif fault := structure(child):
                faults.append(fault)
                return False
            else:
                faults.extend(self._categories(child, level, section))
        return True

    def _categories(self, element: Any, level: str, parent: Any) -> Iterator[Fault]:
        """Yield what is against the dialect's categories: unknown ones, wrong levels, values not in the picklist."""
        if self._dialect.modules is None:
            return
        if local(element) in TYPED and (message := category_fault(element, level, parent, self._dialect)):
            yield Fault(element, message)
        for child in element:
            yield from self._categories(child, level, element)


def category_fault(element: Any, level: str, parent: Any, dialect: Dialect) -> str:
    """Return what is wrong with one element of a data category, or an empty string."""
    name, kind = local(element), element.get("type", "")
    category = CATEGORIES.get(kind)
    if category is None or category.element != name or category.module not in (dialect.modules or ()):
        return f"{dialect.type} has no {name} of type {kind!r}"
    grouped = local(parent) != level
    if level not in category.levels or (grouped and not category.grouped):
        places = " or ".join(n for n in (CONCEPT, LANGUAGE, TERM) if n in category.levels)
        return f"{kind} may stand in {places} only, not in {local(parent) if grouped else level}"
    if category.values:
        values = allowed_values(kind, v2=dialect.v2)
        if (value := raw_text(element).strip()) not in values:
            return f"{kind} cannot be {value!r}; it is one of {', '.join(values)}"
    return ""


def structure(element: Any) -> Fault | None:
    """Return what is wrong with the structure of an element and all in it, the first thing; None where it is right."""
    name = local(element)
    required = REQUIRED.get(name)
    if required and not element.get(required, "").strip():
        return _fatal(element, f"{name} has no {required}")
    if name in TEXT:
        if name == "xref" and not element.get("target", "").strip():
            return _fatal(element, "xref has no target")
        for child in element:
            if local(child) not in TEXT[name]:
                return _fatal(child, f"{local(child)} does not belong in {name}")
    elif fault := _within(element):
        return fault
    for child in element:
        if fault := structure(child):
            return fault
    return None


def _within(element: Any) -> Fault | None:
    """Return what is wrong with what stands directly in an element that has only elements in it."""
    name = local(element)
    if name not in CONTENT:
        return _fatal(element, f"there is no element {name} in TBX")
    for text in (element.text, *[child.tail for child in element]):
        if not blank(text):
            return _loose(element, text)
    for child in element:
        if local(child).startswith("{"):
            namespace, _, foreign = child.tag[1:].rpartition("}")
            return _fatal(child, f"{foreign} of the namespace {namespace} is not known")
    return _content(element)


def _content(element: Any) -> Fault | None:
    """Return the first child that stands where it may not, or what is missing."""
    parts = CONTENT[local(element)]
    at, count = 0, 0
    for child in element:
        name = local(child)
        while at < len(parts):
            part = parts[at]
            if name in part.names and (not part.most or count < part.most):
                break
            if count < part.least:
                return _fatal(child, f"{local(element)} must have {_names(part)} before {name}")
            at, count = at + 1, 0
        else:
            return _fatal(child, _misplaced(element, child))
        count += 1
    for part in parts[at:]:
        if count < part.least:
            return _fatal(element, f"{local(element)} has no {_names(part)}")
        count = 0
    return None


def _names(part: Part) -> str:
    return " or ".join(sorted(part.names))


def _misplaced(element: Any, child: Any) -> str:
    parent, name = local(element), local(child)
    if not any(name in part.names for part in CONTENT[parent]):
        return f"{name} does not belong in {parent}"
    if sum(local(c) == name for c in element) > 1 and any(
        name in part.names and part.most == 1 for part in CONTENT[parent]
    ):
        return f"{parent} can have only one {name}"
    return f"{name} comes too late in {parent}"


def _loose(element: Any, text: str) -> Fault:
    return _fatal(element, f"text does not belong directly in {local(element)}: {text.strip()[:40]!r}")


def _fatal(element: Any, message: str) -> Fault:
    return Fault(element, message, fatal=True)
