"""XLIFF 2.1 of alignments, both ways: one unit with one segment a bead, what is malmoi's own in the metadata module.

A confirmed bead is `final`, one of the engine `translated`, a rejected one `initial` with subState `malmoi:rejected`.
Of other tools' files every segment becomes a bead; inline codes are dropped, marked text is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from exports import bead_data
from exports.bead_data import GENERATOR, Side
from exports.formats import AlignmentFormat, AlignmentOptions, nfc
from exports.holds import BeadHolds, Tally
from exports.neutral import Cleaner
from exports.xmlread import Node, stream
from exports.xmlwrite import DECLARATION, attribute, element
from glossary.alignment.beads import BeadState, Bitext
from glossary.errors import InputError, OutputError
from glossary.text.language import resolve_language

_CORE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_METADATA: Final = "urn:oasis:names:tc:xliff:metadata:2.0"
_STATES: Final = {BeadState.CONFIRMED: "final", BeadState.AUTO: "translated", BeadState.REJECTED: "initial"}
_CODES: Final = frozenset({"ph", "sc", "ec", "sm", "em"})


class Xliff(AlignmentFormat):
    """XML Localisation Interchange File Format."""

    name = "xliff"
    title = "XLIFF 2.1, for translation tools"
    suffix = ".xlf"
    holds = BeadHolds()
    readable = True

    def _write(self, bitext: Bitext, out: BinaryIO, tally: Tally) -> None:
        if not bitext.beads:
            raise OutputError("XLIFF cannot hold an alignment without beads: its schema demands at least one unit")
        clean = Cleaner()
        original = clean(bitext.source_title)
        languages = f'srcLang="{attribute(bitext.source_language)}" trgLang="{attribute(bitext.target_language)}"'
        lines = [
            f'{DECLARATION}<xliff xmlns="{_CORE}" xmlns:mda="{_METADATA}" version="2.1" {languages}>',
            '  <file id="f1"' + (f' original="{attribute(original)}"' if original else "") + ' xml:space="preserve">',
        ]
        lines.extend(_metadata(bead_data.bitext_texts(bitext, clean), "    "))
        segments = bead_data.by_id(bitext.source), bead_data.by_id(bitext.target)
        phrases = bead_data.phrases_by_bead(bitext)
        for number, bead in enumerate(bitext.beads, start=1):
            texts = bead_data.bead_texts(bead, clean, phrases.get(number - 1, ()))
            note = texts.pop("x-note", "")
            content = []
            for tag, ids, side_segments in (("source", bead.source, segments[0]), ("target", bead.target, segments[1])):
                side = bead_data.side(bitext, ids, side_segments, source=tag == "source", clean=clean)
                content.append(element(tag, side.text) if side.text or tag == "source" else "")
                texts |= {f"x-{tag}-segments": side.segments, f"x-{tag}-original": side.originals}
            lines.append(f'    <unit id="u{number}">')
            lines.extend(_metadata(texts, "      "))
            if note:
                lines.append(f"      <notes>{element('note', note)}</notes>")
            state = _STATES[bead.state] if bead.target else "initial"
            more = ' subState="malmoi:rejected"' if bead.state is BeadState.REJECTED else ""
            lines.append(f'      <segment id="s{number}" state="{state}"{more}>{"".join(content)}</segment>')
            lines.append("    </unit>")
        lines.append("  </file>\n</xliff>\n")
        out.write("\n".join(lines).encode())
        clean.tell(tally)

    def _read(self, data: BinaryIO, name: str, options: AlignmentOptions) -> Bitext:
        root: Node | None = None
        texts: dict[str, str] = {}
        reader: bead_data.Reader | None = None
        for node in stream(data, name, containers={"xliff", "file", "group"}):
            if root is None:
                root = node
                reader = bead_data.Reader(name, *_languages(node, name, options), options)
            elif node.local == "file" and not texts.get("x-source-title"):
                texts["x-source-title"] = nfc(node.attributes.get("original", ""))
            elif node.local == "metadata" and node.parent == "file":
                texts |= _meta(node)
            elif node.local == "unit" and reader is not None:
                for source, target, about in _segments(node):
                    reader.add(source, target, about)
        if reader is None:  # a stream yields its root or raises
            raise InputError(f"{name}: the file is empty")
        return reader.bitext({n: t for n, t in texts.items() if t}, "xliff")


def _metadata(texts: Mapping[str, str], indent: str) -> Iterator[str]:
    metas = "".join(element("mda:meta", text, type=name) for name, text in texts.items() if text)
    if metas:
        yield f'{indent}<mda:metadata><mda:metaGroup category="{GENERATOR}">{metas}</mda:metaGroup></mda:metadata>'


def _meta(node: Node) -> dict[str, str]:
    """Return the texts of our group of metadata."""
    return {
        meta.attributes.get("type", ""): nfc(meta.text())
        for group in node.children
        if group.attributes.get("category") == GENERATOR
        for meta in group.children
    }


def _languages(root: Node, name: str, options: AlignmentOptions) -> tuple[str, str]:
    if root.local != "xliff" or root.namespace != _CORE:
        version = root.attributes.get("version", "")
        what = f"XLIFF {version}" if root.local == "xliff" else f"a file with the root element {root.local}"
        raise InputError(f"{name}: line {root.line}: {what}, not XLIFF 2", hint="Export it as XLIFF 2.1 or as TMX.")
    tags = []
    for given, key in ((options.source_language, "srcLang"), (options.target_language, "trgLang")):
        raw = given or root.attributes.get(key, "")
        try:
            tags.append(resolve_language(raw))
        except ValueError:
            raise InputError(f"{name}: line {root.line}: {key} is {raw!r}, which is no language tag") from None
    return tags[0], tags[1]


def _segments(unit: Node) -> Iterator[tuple[Side, Side, dict[str, str]]]:
    """Yield both sides and the texts of each segment of a unit; only the first has the unit's metadata and notes."""
    metadata = unit.child("metadata")
    texts = _meta(metadata) if metadata else {}
    if notes := unit.child("notes"):
        texts["x-note"] = "\n".join(nfc(n.text()) for n in notes.children)
    for segment in unit.children:
        if segment.local != "segment":
            continue
        source, target = segment.child("source"), segment.child("target")
        about = dict(texts)
        if "x-state" not in about and segment.attributes.get("state") in ("final", "reviewed"):
            about["x-state"] = BeadState.CONFIRMED.value
        yield _side(source, "source", texts), _side(target, "target", texts), about
        texts = {}


def _side(node: Node | None, tag: str, texts: Mapping[str, str]) -> Side:
    if node is None:
        return Side("")
    return Side(_text(node), texts.get(f"x-{tag}-segments", ""), texts.get(f"x-{tag}-original", ""))


def _text(node: Node) -> str:
    """Return the text of a source or target without inline codes and without `cp`, which is a control character."""
    return "".join(
        p if isinstance(p, str) else "" if p.local in _CODES or p.local == "cp" else _text(p) for p in node.parts
    )


XLIFF: Final = Xliff()
