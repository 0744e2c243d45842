"""One entry of a TBX file as an lxml tree in the names of version 3, DCA style, whatever it was before.

Everything behind the reader sees only such trees. Elements are never added or moved but for the `termGrp` of version
2, so that the number of an element in its tree leads back to its place in the file.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from exports.tbx_categories import (
    CATEGORIES,
    DIALECTS,
    NAMESPACE,
    OLDER_NAMES,
    OLDER_VALUES,
    V2_NAMES,
)

NS: Final = f"{{{NAMESPACE}}}"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_LOCALS: dict[str, str] = {}


class Dialect(NamedTuple):
    """What the root element says of the file."""

    type: str
    v2: bool
    dct: bool = False

    @property
    def modules(self) -> frozenset[str] | None:
        """Return the modules whose rules hold; None where the dialect is not known, and only structure is checked."""
        return DIALECTS.get(self.type)


def local(element: Any) -> str:
    """Return the local name of an element of TBX; one of another namespace keeps its whole tag."""
    tag: str = element.tag
    try:
        return _LOCALS[tag]
    except KeyError:
        name = tag.removeprefix(NS)
        if len(_LOCALS) < 1000:  # a hostile file has any number of names
            _LOCALS[tag] = name
        return name


def raw_text(element: Any) -> str:
    """Return all text in an element, that of its children included."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def normalise(entry: Any, dialect: Dialect) -> None:
    """Give an entry's elements the names of version 3 in DCA style."""
    if dialect.v2 or dialect.dct or not entry.tag.startswith(NS):
        for element in list(entry.iter()):
            _rename(element, v2=dialect.v2)


def modernise(entry: Any) -> None:
    """Give older categories and values in an entry the names that they have today."""
    for element in entry.iter(*_MAY_BE_OLDER):
        kind = element.get("type")
        if kind in OLDER_NAMES:
            kind = OLDER_NAMES[kind]
            element.set("type", kind)
        if kind in OLDER_VALUES and (value := OLDER_VALUES[kind].get((element.text or "").strip())):
            element.text = value


_MAY_BE_OLDER: Final = (f"{NS}termNote", f"{NS}transac")
"""Elements whose categories have older names or values."""


def _rename(element: Any, *, v2: bool) -> None:
    namespace, _, name = element.tag.rpartition("}")
    if v2:
        if name == "termGrp":  # one level more, which version 3 gave up
            _dissolve(element)
            return
        name = V2_NAMES.get(name, name)
    elif namespace and namespace[1:] != NAMESPACE:
        category = CATEGORIES.get(OLDER_NAMES.get(name, name))
        if category is None:
            return
        element.set("type", name)
        name = category.element
    element.tag = NS + name


def _dissolve(group: Any) -> None:
    parent = group.getparent()
    at = parent.index(group)
    parent.remove(group)
    for number, child in enumerate(list(group)):
        parent.insert(at + number, child)
