"""Reading TBX: version 3 in any dialect and style, and version 2, one concept at a time.

What is understood becomes fields; what TBX says and the model has no field for goes into notes and comments in words,
or, where it is mere bookkeeping, into the report's `left_out`. White space is as it stands in files that malmoi
wrote, and collapsed in those of others, whose line breaks are layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from typing import BinaryIO

from exports.formats import ReadReport, nfc
from exports.neutral import from_ncname
from exports.tbx_gather import ConceptData, TermData, settle
from exports.tbx_structure import Dialect, categories, normalise, structure
from exports.tbx_write import GENERATOR
from exports.xmlread import XML_LANG, Node, stream
from glossary.errors import InputError
from glossary.terms.entries import Concept
from glossary.text.language import resolve_language

_CONTAINERS = frozenset({"tbx", "martif", "text", "body"})
_PLACES = {
    "tbx": {"tbxHeader", "text"},
    "martif": {"martifHeader", "text"},
    "text": {"body", "back"},
    "body": {"conceptEntry", "termEntry"},
}
_LAYOUT = re.compile(r"\s*\n\s*")


def read(data: BinaryIO, name: str, report: ReadReport) -> Iterator[Concept]:
    """Yield the concepts of a file; raises InputError, with file, line and column."""
    yield from _File(name, report).concepts(data)


class _File:
    """What has to be remembered of a file while it is read."""

    def __init__(self, name: str, report: ReadReport) -> None:
        self._name = name
        self._report = report
        self._dialect = Dialect("", v2=False)
        self._exact = False
        self._ids: dict[str, int] = {}
        """id -> line."""
        self._targets: dict[str, Node] = {}

    def concepts(self, data: BinaryIO) -> Iterator[Concept]:
        for node in stream(data, self._name, containers=_CONTAINERS, doctypes={"martif"}):
            if not node.parent:
                self._root(node)
                continue
            if node.local not in _PLACES[node.parent]:
                self._refuse(node, f"{node.local} does not belong in {node.parent}")
            if node.local in ("text", "body"):
                continue
            normalise(node, self._dialect)
            if fault := structure(node):
                self._refuse(fault.node, fault.message)
            if node.local == "tbxHeader":
                self._header(node)
            elif node.local == "conceptEntry":
                yield self._entry(node)
            else:
                self._back(node)
        for target, node in self._targets.items():
            if target not in self._ids:
                self._report.finding(node.line, node.column, f"the cross-reference to {target!r} leads nowhere")

    def _refuse(self, node: Node, message: str) -> None:
        raise InputError(
            f"{self._name}: line {node.line}, column {node.column}: {message}",
            hint="Mend the file there, or export it again as TBX-Basic.",
        )

    def _root(self, node: Node) -> None:
        if node.local not in ("tbx", "martif"):
            self._refuse(node, f"the root element is {node.local}, not tbx (version 3) or martif (version 2)")
        self._dialect = Dialect(node.attributes.get("type", "").strip(), v2=node.local == "martif")
        if not self._dialect.type:
            self._refuse(node, f"{node.local} has no type such as TBX-Basic")

    def _header(self, header: Node) -> None:
        description = header.child("fileDesc")
        source = description.child("sourceDesc") if description else None
        self._exact = source is not None and source.text().lstrip().startswith(f"{GENERATOR} ")

    def _back(self, back: Node) -> None:
        for section in back.children:
            for item in section.children:
                self._register(item)

    def _register(self, node: Node) -> str:
        """Return the id of an element; raises InputError where another has it."""
        name = node.attributes.get("id", "").strip()
        if name and name in self._ids:
            self._refuse(node, f"the id {name!r} stands already in line {self._ids[name]}")
        if name:
            self._ids[name] = node.line
        return name

    def text(self, node: Node) -> str:
        """Return the text of an element, in NFC, without layout."""
        text = nfc(node.text())
        return text if self._exact else _LAYOUT.sub(" ", text).strip()

    # -- one entry -------------------------------------------------------------------------------------------------

    def _entry(self, node: Node) -> Concept:
        faulty = set()
        for fault in categories(node, self._dialect):
            self._report.finding(fault.node.line, fault.node.column, fault.message)
            faulty.add(id(fault.node))
        identity = self._register(node)
        if not identity and not self._dialect.v2:
            self._refuse(node, "the conceptEntry has no id")
        concept = ConceptData(self, faulty)
        concept.take(node)
        terms: list[TermData] = []
        seen: dict[str, int] = {}
        concept_id = from_ncname(identity) or _made_id(node)
        for section in node.children:
            if section.local == "langSec":
                tag = self._language(section, seen)
                concept.take(section, language=tag)
                terms.extend(self._terms(section, tag, concept_id, len(terms), faulty))
        settle(terms)
        return concept.build(concept_id, tuple(t.build() for t in terms))

    def _language(self, section: Node, seen: dict[str, int]) -> str:
        raw = section.attributes.get(XML_LANG, section.attributes.get("lang", "")).strip()
        try:
            tag = resolve_language(raw)
        except ValueError:
            self._refuse(section, f"xml:lang is {raw!r}, which is no language tag such as ko-KP, en or ja")
            raise
        if raw.casefold() in seen:
            self._refuse(section, f"the language {raw} has two sections, the first in line {seen[raw.casefold()]}")
        seen[raw.casefold()] = section.line
        return tag

    def _terms(self, section: Node, tag: str, concept: str, count: int, faulty: set[int]) -> Iterator[TermData]:
        for node in section.children:
            if node.local != "termSec":
                continue
            count += 1
            identity = self._register(node)
            data = TermData(self, faulty)
            data.take(node)
            if not data.fields["text"]:
                self._refuse(node.children[0], "the term is empty")
            data.fields |= {"id": from_ncname(identity) or f"{concept}.{tag}.{count}", "language": tag}
            yield data

    def target(self, node: Node) -> str:
        """Return the id that a reference names, and remember to look for it at the end."""
        target = node.attributes.get("target", "").strip()
        if target:
            self._targets.setdefault(target, node)
        return from_ncname(target)

    def left_out(self, what: str) -> None:
        """Count something that the model does not hold."""
        self._report.left_out[what] += 1

    def day(self, node: Node) -> datetime | None:
        """Return the time of a `date` element in UTC."""
        value = node.text().strip()
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self._report.finding(node.line, node.column, f"{value!r} is no date such as 2022-10-07")
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _made_id(entry: Node) -> str:
    """Return an id for an entry without one: the same for the same terms, so that a second import finds it again."""
    words = "\x1f".join(
        " ".join(node.text().split())
        for section in entry.children
        if section.local == "langSec"
        for term in section.children
        if term.local == "termSec"
        for node in term.children[:1]
    )
    return "c-" + blake2b(words.encode(), digest_size=6).hexdigest()
