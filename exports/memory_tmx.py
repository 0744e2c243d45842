"""A whole translation memory as TMX, both ways, unit by unit: a million of them need no more room than some thousand.

Units of one alignment stand together; the first of them says so (`x-begins`) and holds what is known of its texts. A
file of another tool comes back in lots of MOST units, each a pair of texts of its own, so that no text is longer than
an editor can open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO, Final

from exports import bead_data, tmx
from exports.formats import AlignmentOptions
from exports.neutral import Cleaner
from exports.xmlread import Node
from glossary.alignment.beads import Bitext
from glossary.errors import InputError

MOST: Final = 2000
"""Units of one pair of texts, where the file does not say where a text begins."""
_PEEKED: Final = 1000
"""Units that are looked at to tell the languages of a file."""
_BEGINS: Final = "x-begins"


def write(bitexts: Iterable[Bitext], out: BinaryIO) -> int:
    """Write the units of all bitexts and return how many; the first one's languages stand in the header."""
    clean = Cleaner()
    written = 0
    for number, bitext in enumerate(bitexts, start=1):
        if not written:
            out.write("\n".join(tmx.head(bitext.source_language, bitext.target_language, {})).encode() + b"\n")
        about = {_BEGINS: str(number), **bead_data.bitext_texts(bitext, clean)}
        lines = tmx.unit_lines(bitext, clean, start=written + 1, first=about)
        out.write(("\n".join(lines) + "\n").encode())
        written += len(bitext.beads)
    if not written:
        out.write("\n".join(tmx.head("und", "und", {})).encode() + b"\n")
    out.write(tmx.FOOT.encode())
    return written


def read(data: BinaryIO, name: str, options: AlignmentOptions | None = None) -> Iterator[Bitext]:
    """Yield the texts of a file one after the other. Raises InputError, also in the middle of the file."""
    options = options or AlignmentOptions()
    nodes = tmx.nodes(data, name)
    peeked = list(islice(nodes, _PEEKED))
    header = next((n for n in peeked if n.local == "header"), None)
    languages = tmx.languages_of([n for n in peeked if n.local == "tu"], header, options)
    if languages is None:
        raise tmx.no_languages(name)
    lot: list[Node] = []
    marked = False
    count = 0
    for unit in chain(peeked, nodes):
        if unit.local != "tu":
            continue
        begins = any(c.local == "prop" and c.attributes.get("type") == _BEGINS for c in unit.children)
        marked = marked or begins
        if lot and (begins or (not marked and len(lot) >= MOST)):
            if bitext := _bitext(lot, name, languages, options, header):
                yield bitext
                count += 1
            lot = []
        lot.append(unit)
    if lot and (bitext := _bitext(lot, name, languages, options, header)):
        yield bitext
        count += 1
    if not count:
        raise InputError(f"{name}: there is no translation unit in it", hint="Is it the right file?")


def _bitext(
    units: list[Node], name: str, languages: tuple[str, str], options: AlignmentOptions, header: Node | None
) -> Bitext | None:
    """Return the units as a pair of texts, None where all of them are empty."""
    reader = bead_data.Reader(name, *languages, options)
    for unit in units:
        tmx.add_unit(reader, unit, languages)
    if reader.is_empty:
        return None
    return reader.bitext(tmx.props_of(units[0]), tmx.engine_of(header))
