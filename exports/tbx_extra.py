"""What a TBX file says and the model has no field for: kept as markup in `extra`, written into the next TBX file.

The markup is TBX version 3 in DCA style without namespace, white space as the reader understood it. What cannot stand
in the file that is written (another dialect's category, a reference without target) is left out there and counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from exports.tbx_categories import AUXILIARY, CONCEPT, LANGUAGE, NAMESPACE, TERM, TYPED
from exports.tbx_structure import category_fault, structure
from exports.tbx_tree import NS, XML_LANG, Dialect, local
from exports.xmlwrite import attribute
from exports.xmlwrite import text as escaped

_WEB: Final = ("http://", "https://")
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T.*", re.DOTALL)


_ALLOWED: Final = {
    CONCEPT: AUXILIARY,
    LANGUAGE: AUXILIARY,
    TERM: AUXILIARY | {"termNote", "termNoteGrp"},
}
_LARGEST: Final = Dialect("TBX-Linguist", v2=False)
"""The dialect that has the categories of all others."""


def keepable(element: Any, level: str) -> bool:
    """Whether an element can stand at its level in some file that we write."""
    return not _faulty(element, level, _LARGEST)


def _faulty(element: Any, level: str, dialect: Dialect) -> bool:
    return any(
        category_fault(e, level, _Level(level) if e is element else e.getparent(), dialect)
        for e in element.iter()
        if local(e) in TYPED
    )


def markup(element: Any, text: Callable[[str], str], *, date: Callable[[str], str] | None = None) -> str:
    """Return an element as it is kept; `text` gives a text its final form, `date` that of a date."""
    name = local(element)
    given = "".join(
        f' {"xml:lang" if key == XML_LANG else key}="{attribute(text(value))}"'
        for key, value in sorted(element.attrib.items(), key=lambda item: item[0] != "type")  # type is always first
        if (key == XML_LANG or "{" not in key) and not _dropped(name, key, value)
    )
    final = date if date is not None and name == "date" else text
    inner = escaped(final(element.text or ""))
    for child in element:
        inner += markup(child, text, date=date) + escaped(text(child.tail or ""))
    return f"<{name}{given}>{inner}</{name}>"


def _dropped(name: str, key: str, value: str) -> bool:
    """Whether an attribute is not kept: an id could stand twice, and records of people behind the entries go."""
    return key == "id" or (key == "target" and name not in ("ref", "xref") and not value.startswith(_WEB))


def of_language(tag: str, elements: str) -> str:
    """Return what is kept of a language section."""
    return f'<langSec xml:lang="{attribute(tag)}">{elements}</langSec>'


def parse(extra: str) -> list[Any] | None:
    """Return the elements of a kept text; None for what is no such text (a cell that somebody typed into)."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(f'<extra xmlns="{NAMESPACE}">{extra}</extra>'.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return list(root)


def fitting(elements: list[Any], level: str, dialect: Dialect, ids: set[str]) -> Iterator[Any]:
    """Yield those elements that may stand at a level of a file in this dialect; their links lead somewhere."""
    for element in elements:
        if local(element) not in _ALLOWED[level] or structure(element) is not None:
            continue
        if not _faulty(element, level, dialect) and _leads_somewhere(element, ids):
            yield element


class _Level:
    """Stands for the section that an element is to be written into."""

    def __init__(self, level: str) -> None:
        self.tag = NS + level


def _leads_somewhere(element: Any, ids: set[str]) -> bool:
    """Whether what a reference names is in the file or on the web."""
    targets = [e.get("target") for e in element.iter() if local(e) in ("ref", "xref")]
    return all(target is None or target in ids or target.startswith(_WEB) for target in targets)


def targets(extra: str) -> set[str]:
    """Return the ids that the kept references name."""
    return set(re.findall(r'<ref\b[^>]* target="([^"]*)"', extra))


def languages(elements: list[Any]) -> dict[str, list[Any]]:
    """Return what is kept of each language, and of the concept itself under the empty string."""
    found: dict[str, list[Any]] = {}
    for element in elements:
        tag = element.get(XML_LANG, "") if local(element) == LANGUAGE else ""
        found.setdefault(tag, []).extend(list(element) if tag else [element])
    return found


def day(text: str) -> str:
    """Return the day of a time, for the dialects whose schemas know no time of day."""
    return _TIME.sub(r"\1", text)
