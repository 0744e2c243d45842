"""TMX 1.4 of alignments, both ways: one translation unit a bead.

State, score, reasons, linked phrases and author stand in `<prop type="x-…">`, the note of the editor in `<note>`. A
one-sided bead is a unit with one variant. Files of other tools are read too: inline codes are dropped, marked text is
kept, of several languages two are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from exports import bead_data
from exports.bead_data import Side
from exports.formats import AlignmentFormat, AlignmentOptions, nfc
from exports.holds import BeadHolds, Tally
from exports.neutral import Cleaner
from exports.xmlread import XML_LANG, Node, stream
from exports.xmlwrite import DECLARATION, attribute, element
from glossary import __version__
from glossary.alignment.beads import Bitext
from glossary.errors import InputError
from glossary.text.language import base_language, resolve_language

_CODES: Final = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline codes of the original format; what is in them is no text."""
_TARGET: Final = "x-target-language"
"""The header has a word for the source language only."""


class Tmx(AlignmentFormat):
    """Translation Memory eXchange."""

    name = "tmx"
    title = "TMX 1.4, a translation memory for other tools"
    suffix = ".tmx"
    holds = BeadHolds()
    readable = True

    def _write(self, bitext: Bitext, out: BinaryIO, tally: Tally) -> None:
        clean = Cleaner()
        about = bead_data.bitext_texts(bitext, clean)
        lines = [*head(bitext.source_language, bitext.target_language, about), *unit_lines(bitext, clean), FOOT]
        out.write("\n".join(lines).encode())
        clean.tell(tally)

    def _read(self, data: BinaryIO, name: str, options: AlignmentOptions) -> Bitext:
        header: Node | None = None
        units: list[Node] = []
        for node in nodes(data, name):
            if node.local == "header":
                header = node
            else:
                units.append(node)
        languages = languages_of(units, header, options)
        if languages is None:
            raise no_languages(name)
        reader = bead_data.Reader(name, *languages, options)
        for unit in units:
            add_unit(reader, unit, languages)
        return reader.bitext(props_of(header) if header else {}, engine_of(header))


def nodes(data: BinaryIO, name: str) -> Iterator[Node]:
    """Yield the header and the units as they are complete. Raises InputError for anything but TMX."""
    for node in stream(data, name, containers={"tmx", "body"}, doctypes={"tmx"}):
        if not node.parent and node.local != "tmx":
            raise InputError(f"{name}: line {node.line}: the root element is {node.local}, not tmx")
        if node.local in ("header", "tu"):
            yield node


def no_languages(name: str) -> InputError:
    """Return what is said of a file without two languages."""
    return InputError(
        f"{name}: there are no units in two languages in it",
        hint="Say which languages with --source-lang and --target-lang.",
    )


def add_unit(reader: bead_data.Reader, unit: Node, languages: tuple[str, str]) -> None:
    """Give a unit to a reader of beads."""
    source, target = _variants(unit, languages)
    reader.add(_side(source), _side(target), props_of(unit))


def engine_of(header: Node | None) -> str:
    """Return what made the file, as the engine of an alignment is called."""
    return f"tmx {header.attributes.get('creationtool', '') if header else ''}".strip()


FOOT: Final = "  </body>\n</tmx>\n"


def head(source_language: str, target_language: str, about: Mapping[str, str]) -> list[str]:
    """Return the lines before the first unit; `about` are the header's props by type."""
    header = (
        f'creationtool="{bead_data.GENERATOR}" creationtoolversion="{__version__}" segtype="sentence" '
        f'o-tmf="{bead_data.GENERATOR}" adminlang="en" srclang="{attribute(source_language)}" datatype="plaintext"'
    )
    return [
        f'{DECLARATION}<tmx version="1.4">',
        f"  <header {header}>",
        f"    {element('prop', target_language, type=_TARGET)}",
        *(f"    {element('prop', text, type=name)}" for name, text in about.items()),
        "  </header>",
        "  <body>",
    ]


def unit_lines(
    bitext: Bitext, clean: Cleaner, *, start: int = 1, first: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield the units of a bitext line by line, numbered from `start`; `first` are further props of the first one."""
    source, target = attribute(bitext.source_language), attribute(bitext.target_language)
    segments = bead_data.by_id(bitext.source), bead_data.by_id(bitext.target)
    phrases = bead_data.phrases_by_bead(bitext)
    for place, bead in enumerate(bitext.beads):
        number = start + place
        texts = bead_data.bead_texts(bead, clean, phrases.get(place, ()))
        if first and number == start:
            texts |= first
        yield f'    <tu tuid="{number}">'
        if note := texts.pop("x-note", ""):
            yield f"      {element('note', note)}"
        for name, text in texts.items():
            yield f"      {element('prop', text, type=name)}"
        if bead.source:
            side = bead_data.side(bitext, bead.source, segments[0], source=True, clean=clean)
            yield f"      {_variant(side, source, 'source' if source == target else '')}"
        if bead.target:
            side = bead_data.side(bitext, bead.target, segments[1], source=False, clean=clean)
            yield f"      {_variant(side, target, 'target' if source == target else '')}"
        yield "    </tu>"


def _variant(side: Side, language: str, name: str) -> str:
    """Return one side; its name is needed where both sides are of one language."""
    props = element("prop", name, type="x-side") if name else ""
    props += element("prop", side.segments, type="x-segments")
    if side.originals:
        props += element("prop", side.originals, type="x-original")
    return f'<tuv xml:lang="{language}">{props}{element("seg", side.text)}</tuv>'


def props_of(node: Node) -> dict[str, str]:
    """Return the props of an element by type, and its notes as one `x-note`."""
    texts = {c.attributes.get("type", ""): nfc(c.text()) for c in node.children if c.local == "prop"}
    notes = [nfc(c.text()) for c in node.children if c.local == "note"]
    return texts | ({"x-note": "\n".join(notes)} if notes else {})


def _language(variant: Node) -> str:
    raw = variant.attributes.get(XML_LANG) or variant.attributes.get("lang") or ""
    return _tag(raw) or raw


def languages_of(units: Sequence[Node], header: Node | None, options: AlignmentOptions) -> tuple[str, str] | None:
    """Return source and target language: as asked for, else as the header says, else in the order of coming."""
    found = list(dict.fromkeys(_language(v) for unit in units for v in unit.children if v.local == "tuv"))
    if not found:
        return None
    says = header.attributes.get("srclang", "*all*") if header else "*all*"
    target_says = props_of(header).get(_TARGET, "") if header else ""
    if options.source_language:
        source = _nearest(options.source_language, found)
    else:
        source = found[0] if says == "*all*" else _nearest(says, found) or _tag(says)
    if not source:
        return None
    others = [tag for tag in found if tag != source]
    if not others and any(sum(c.local == "tuv" for c in unit.children) > 1 for unit in units):
        return source, source  # two versions of one text
    if options.target_language:
        target = _nearest(options.target_language, others)
    else:
        target = _tag(target_says) or next(iter(others), "und")  # und: no unit has a target
    return (source, target) if target else None


def _tag(raw: str) -> str:
    """Return a language tag as the term base writes it, or an empty string."""
    try:
        return resolve_language(raw)
    except ValueError:
        return ""


def _nearest(wanted: str, found: list[str]) -> str | None:
    """Return the language asked for, else the first variety of it."""
    wanted = _tag(wanted)
    if wanted in found:
        return wanted
    return next((tag for tag in found if base_language(tag) == base_language(wanted)), None)


def _variants(unit: Node, languages: tuple[str, str]) -> tuple[Node | None, Node | None]:
    """Return the source and the target of a unit."""
    variants = [v for v in unit.children if v.local == "tuv"]
    if languages[0] == languages[1]:
        named = {props_of(v).get("x-side", ""): v for v in variants}
        if "source" in named or "target" in named:
            return named.get("source"), named.get("target")
        same = [v for v in variants if _language(v) == languages[0]]
        return same[0] if same else None, same[1] if len(same) > 1 else None
    source, target = (next((v for v in variants if _language(v) == tag), None) for tag in languages)
    return source, target


def _side(variant: Node | None) -> Side:
    segment = variant.child("seg") if variant else None
    if variant is None or segment is None:
        return Side("")
    props = props_of(variant)
    return Side(_text(segment), props.get("x-segments", ""), props.get("x-original", ""))


def _text(node: Node) -> str:
    """Return the text of a segment without inline codes."""
    return "".join(p if isinstance(p, str) else "" if p.local in _CODES else _text(p) for p in node.parts)


TMX: Final = Tmx()
